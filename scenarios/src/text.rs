//! From bytes to text, and from a byte of the text to a line and a column.
//!
//! Read are UTF-8 with or without a byte-order mark, CP932 (what Excel writes in Japan) and UTF-16 with a byte-order mark (its
//! "Unicode text"). Refused are empty files, files with NUL bytes, and lines that no spreadsheet writes.

use std::ops::Range;
use std::sync::Arc;

use encoding_rs::{SHIFT_JIS, UTF_16BE, UTF_16LE};

use crate::diagnostic::{Code, Diagnostic, Expected};

/// The longest line that is read: 1 MiB. A longer one is a wrong file, and would fill a terminal.
pub const MAX_LINE_BYTES: usize = 1 << 20;

/// The largest file that is read: 1 GiB, far above a city of a million assets.
pub const MAX_FILE_BYTES: u64 = 1 << 30;

/// The text of one input file.
#[derive(Debug)]
pub struct Source {
    /// The file as the user named it.
    pub file: String,
    /// Its text, decoded, without a byte-order mark.
    pub text: String,
    line_starts: Vec<usize>,
}

impl Source {
    /// The text of `file`.
    #[must_use]
    pub fn new(file: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        // A carriage return alone ends a line too, as for the CSV reader.
        let bytes = text.as_bytes();
        let ends = (0..bytes.len()).filter(|&at| {
            bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1).is_some_and(|&next| next != b'\n'))
        });
        let line_starts = std::iter::once(0).chain(ends.map(|at| at + 1)).collect();
        Self { file: file.into(), text, line_starts }
    }

    /// Line and column, both from 1, of byte `offset`; the column counts characters. Past the end: the end.
    #[must_use]
    pub fn place(&self, offset: usize) -> (u32, u32) {
        let offset = self.boundary(offset);
        let line = self.line_starts.partition_point(|&start| start <= offset);
        let start = self.line_starts[line.saturating_sub(1)];
        let column = self.text[start..offset].chars().count() + 1;
        (saturated(line), saturated(column))
    }

    /// The part of `span` that can be cut out of the text, whatever a parser said.
    #[must_use]
    pub fn clipped(&self, span: Range<usize>) -> Range<usize> {
        let (start, end) = (self.boundary(span.start), self.boundary(span.end));
        start..end.max(start)
    }

    fn boundary(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        (0..=offset).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(0)
    }

    /// The bytes of line `line` (from 1), without its end.
    #[must_use]
    pub fn line(&self, line: u32) -> Range<usize> {
        let row = (line as usize).saturating_sub(1).min(self.line_starts.len() - 1);
        let start = self.line_starts[row];
        let end = self.line_starts.get(row + 1).map_or(self.text.len(), |&next| next - 1);
        start..start + self.text[start..end].trim_end_matches('\r').len()
    }
}

fn saturated(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The text in `bytes`, or why it is none.
///
/// # Errors
/// [`Code::EmptyFile`], [`Code::BinaryFile`], [`Code::UnknownEncoding`], [`Code::LineTooLong`].
pub fn decode(file: &str, bytes: &[u8]) -> Result<Arc<Source>, Box<Diagnostic>> {
    let refuse = |code, expected| Err(Box::new(Diagnostic::of_file(code, file, "", expected)));
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        [0xFF, 0xFE, rest @ ..] => whole(UTF_16LE, rest),
        [0xFE, 0xFF, rest @ ..] => whole(UTF_16BE, rest),
        _ if bytes.contains(&0) => return refuse(Code::BinaryFile, text_expected()),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Some(text.to_owned()),
            Err(_) => whole(SHIFT_JIS, bytes),
        },
    };
    let Some(text) = text else { return undecodable(file, bytes) };
    if text.contains('\0') {
        return refuse(Code::BinaryFile, text_expected());
    }
    if text.trim().is_empty() {
        return refuse(Code::EmptyFile, Expected::Nothing);
    }
    let source = Arc::new(Source::new(file, text));
    for line in 1..=saturated(source.line_starts.len()) {
        let span = source.line(line);
        if span.len() > MAX_LINE_BYTES {
            let most = Expected::Bytes { most: MAX_LINE_BYTES as u64 };
            let mut diagnostic = Diagnostic::of_file(Code::LineTooLong, file, span.len().to_string(), most);
            // No span: whoever draws the place would draw the whole line.
            diagnostic.line = Some(line);
            diagnostic.column = Some(1);
            return Err(Box::new(diagnostic));
        }
    }
    Ok(source)
}

fn text_expected() -> Expected {
    Expected::Form("text in UTF-8 or CP932; a workbook has to be saved as CSV first".into())
}

fn whole(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> Option<String> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|text| text.into_owned())
}

/// Points at the first byte that is not UTF-8: the file is in neither encoding, and this is where to look.
fn undecodable(file: &str, bytes: &[u8]) -> Result<Arc<Source>, Box<Diagnostic>> {
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    let mut diagnostic = Diagnostic::of_file(Code::UnknownEncoding, file, "", text_expected());
    if let Err(error) = std::str::from_utf8(bytes) {
        let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned();
        let end = before.len();
        let (line, column) = Source::new(file, before).place(end);
        diagnostic.line = Some(line);
        diagnostic.column = Some(column);
    }
    Err(Box::new(diagnostic))
}

/// A cell without the spaces around it; ideographic and no-break spaces are spaces too.
#[must_use]
pub fn trimmed(cell: &str) -> &str {
    cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}')
}

/// A text with full-width digits, signs, points, commas, colons and spaces as their ASCII twins, for what is read as a number,
/// a date or an expression.
#[must_use]
pub fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{3000}' | '\u{A0}' => ' ',
            '\u{2212}' | '\u{2010}'..='\u{2013}' | '\u{30FC}' => '-',
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_bom_cp932_and_utf16_give_the_same_text() {
        let text = "id,name_ja\na,櫓\n";
        let (cp932, _, _) = SHIFT_JIS.encode(text);
        let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let bom = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        for bytes in [text.as_bytes(), &bom, &cp932, &utf16] {
            assert_eq!(decode("t", bytes).unwrap().text, text);
        }
    }

    #[test]
    fn what_is_not_text_is_refused_with_its_own_code() {
        for (bytes, code) in [
            (&b""[..], Code::EmptyFile),
            (b" \r\n\n", Code::EmptyFile),
            (b"PK\x03\x04\0\0", Code::BinaryFile),
            (b"id\n\xFF\xA0\xFD\n", Code::UnknownEncoding),
        ] {
            assert_eq!(decode("t", bytes).unwrap_err().code, code);
        }
    }

    #[test]
    fn a_line_over_the_limit_is_named_by_its_number() {
        let bytes = format!("id\n{}\n", "x".repeat(MAX_LINE_BYTES + 1));
        let refused = decode("t", bytes.as_bytes()).unwrap_err();
        assert_eq!((refused.code, refused.line), (Code::LineTooLong, Some(2)));
    }

    #[test]
    fn a_column_counts_characters_and_not_bytes() {
        let source = Source::new("t", "櫓櫓x\r\ny");
        assert_eq!(source.place(6), (1, 3));
        assert_eq!(source.place(9), (2, 1));
        assert_eq!(source.place(999), (2, 2));
        assert_eq!(source.line(1), 0..7);
    }

    #[test]
    fn full_width_becomes_half_width() {
        assert_eq!(half_width("−1２,３４５．６　"), "-12,345.6 ");
    }
}
