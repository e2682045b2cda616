//! Files of other programs as lines of words, each word with its place.
//!
//! EPANET and epanetCPA write sections of lines; `;` begins a comment; encodings are whatever the author's editor used. Text that
//! is not UTF-8 is read as Windows-1252, the superset of Latin-1 that EPANET for Windows writes: in it every byte means something,
//! so that a name with an umlaut never stops an import.

use std::borrow::Cow;
use std::path::Path;

/// A piece of a line and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    /// The text.
    pub(crate) text: &'a str,
    /// Byte at which it starts in the decoded text of the file.
    pub(crate) start: usize,
}

impl Word<'_> {
    /// Whether it is `keyword`, in whatever case.
    pub(crate) fn is(&self, keyword: &str) -> bool {
        self.text.eq_ignore_ascii_case(keyword)
    }
}

/// A line without its comment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'a> {
    /// What stands before the comment.
    pub(crate) body: Word<'a>,
}

impl<'a> Line<'a> {
    /// Its words, parted by white space.
    pub(crate) fn words(self) -> Vec<Word<'a>> {
        words(self.body)
    }

    /// Its fields, parted by commas and trimmed; an empty field stays, so that positions keep their meaning.
    pub(crate) fn fields(self) -> Vec<Word<'a>> {
        let mut start = self.body.start;
        self.body
            .text
            .split(',')
            .map(|field| {
                let word = trimmed(Word { text: field, start });
                start += field.len() + 1;
                word
            })
            .collect()
    }

    /// The name in brackets, where the line opens a section.
    pub(crate) fn section(self) -> Option<Word<'a>> {
        let line = trimmed(self.body);
        let name = line.text.strip_prefix('[')?;
        let name = name.split_once(']').map_or(name, |(name, _)| name);
        Some(trimmed(Word { text: name, start: line.start + 1 }))
    }
}

/// Parts `word` at white space.
pub(crate) fn words(word: Word<'_>) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut begun = None;
    for (at, character) in word.text.char_indices() {
        match (character.is_whitespace(), begun) {
            (false, None) => begun = Some(at),
            (true, Some(from)) => {
                found.push(Word { text: &word.text[from..at], start: word.start + from });
                begun = None;
            }
            _ => {}
        }
    }
    if let Some(from) = begun {
        found.push(Word { text: &word.text[from..], start: word.start + from });
    }
    found
}

fn trimmed(word: Word<'_>) -> Word<'_> {
    let text = word.text.trim_start();
    Word { text: text.trim_end(), start: word.start + word.text.len() - text.len() }
}

/// The lines of `text` without comments.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let body = line.split_once(';').map_or(line, |(body, _)| body);
        let word = Word { text: body.strip_suffix('\r').unwrap_or(body), start };
        start += line.len() + 1;
        Line { body: word }
    })
}

/// Bytes as UTF-8: as they are if that is what they are, else read as Windows-1252. Bytes with a NUL are left for the decoder to refuse.
pub(crate) fn utf_8(bytes: &[u8]) -> Cow<'_, [u8]> {
    if std::str::from_utf8(bytes).is_ok() || bytes.contains(&0) {
        return Cow::Borrowed(bytes);
    }
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
    Cow::Owned(text.into_owned().into_bytes())
}

/// The name of a file without its folder.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_place_behind_tabs_and_before_a_comment() {
        let text = "[PIPES]\n\t12  A\tB ; A to B\r\n";
        let second = lines(text).nth(1).expect("two lines");
        let found: Vec<_> = second.words().iter().map(|word| (word.text, word.start)).collect();
        assert_eq!(found, [("12", 9), ("A", 13), ("B", 15)]);
    }

    #[test]
    fn an_empty_field_stays_a_field() {
        let line = lines(" PLC2, P_T1, ").next().expect("a line");
        let fields: Vec<_> = line.fields().iter().map(|field| (field.text, field.start)).collect();
        assert_eq!(fields, [("PLC2", 1), ("P_T1", 7), ("", 13)]);
    }

    #[test]
    fn a_section_is_found_with_its_place() {
        let name = lines("  [ TANKS ] ").next().and_then(Line::section).expect("a section");
        assert_eq!((name.text, name.start), ("TANKS", 4));
        assert_eq!(lines("TANKS").next().and_then(Line::section), None);
    }

    #[test]
    fn text_that_is_not_utf_8_is_read_as_windows_1252() {
        assert_eq!(*utf_8(b"12\xd9"), *"12Ù".as_bytes());
        assert_eq!(*utf_8("12Ù".as_bytes()), *"12Ù".as_bytes());
    }

    #[test]
    fn what_is_no_text_is_not_made_into_text() {
        assert_eq!(*utf_8(b"\0\xd9"), *b"\0\xd9");
    }
}
