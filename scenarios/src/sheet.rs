//! One CSV file, taken apart: header, rows, and the bytes of every cell.

use std::ops::Range;
use std::sync::Arc;

use crate::column::{Column, Need, TableLayout};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Expected};
use crate::text::{Source, half_width, trimmed};

/// One CSV file, taken apart but not yet understood.
#[derive(Debug)]
pub(crate) struct Csv {
    pub(crate) source: Arc<Source>,
    /// Column names as they stand in the header.
    pub(crate) header: Vec<String>,
    /// For each column of the layout, in its order, where it stands in the file.
    positions: Vec<Option<usize>>,
    /// Rows of data that have the right length and are not blank.
    records: Vec<csv::StringRecord>,
}

impl Csv {
    /// Takes `source` apart and checks its header and the lengths of its rows.
    pub(crate) fn read(source: Arc<Source>, layout: &TableLayout, out: &mut Diagnostics) -> Self {
        let mut records = Vec::new();
        let mut header = Vec::new();
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(source.text.as_bytes());
        let mut record = csv::StringRecord::new();
        let mut first = true;
        loop {
            match reader.read_record(&mut record) {
                Ok(false) => break,
                Ok(true) if first => {
                    first = false;
                    header = record.iter().map(|name| half_width(trimmed(name)).trim().to_owned()).collect();
                    check_header(&source, &header, start_of(&record), layout, out);
                }
                Ok(true) => {
                    let end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
                    if check_row(&source, &header, &record, end, out) {
                        records.push(record.clone());
                    }
                }
                Err(error) => {
                    out.push(Diagnostic::of_file(Code::Syntax, &source.file, error.to_string(), Expected::Nothing));
                    break;
                }
            }
        }
        let place = |column: &Column| header.iter().position(|known| known == column.name);
        let positions = layout.all_columns().map(place).collect();
        Self { source, header, positions, records }
    }

    pub(crate) fn len(&self) -> usize {
        self.records.len()
    }

    /// The key of row `index`: what an overlay matches.
    pub(crate) fn key(&self, index: usize, layout: &TableLayout) -> Vec<String> {
        layout.key.iter().map(|name| self.cell(index, layout.place(name)).unwrap_or("").to_owned()).collect()
    }

    /// Byte at which row `index` starts.
    pub(crate) fn start(&self, index: usize) -> usize {
        start_of(&self.records[index])
    }

    /// The cell under the column that stands at `place` in the layout.
    pub(crate) fn cell(&self, index: usize, place: Option<usize>) -> Option<&str> {
        let column = self.positions.get(place?).copied().flatten()?;
        self.records[index].get(column).map(trimmed)
    }
}

fn start_of(record: &csv::StringRecord) -> usize {
    record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0))
}

fn check_header(source: &Arc<Source>, header: &[String], start: usize, layout: &TableLayout, out: &mut Diagnostics) {
    let spans = cells(&source.text, start).spans;
    let names = || layout.all_columns().map(|column| column.name);
    for (at, name) in header.iter().enumerate() {
        let span = spans.get(at).cloned().unwrap_or(start..start);
        if name.is_empty() {
            continue;
        }
        if header[..at].contains(name) {
            out.push(Diagnostic::at(Code::DuplicateColumn, source, span, name, name, Expected::Nothing));
        } else if !layout.open && layout.column(name).is_none() {
            let expected = Expected::OneOf { what: "the columns".into(), words: names().map(String::from).collect() };
            out.push(Diagnostic::at(Code::UnknownColumn, source, span, name, name, expected).near(names()));
        }
    }
    let end = spans.last().map_or(start, |span| span.end);
    for column in layout.columns {
        if column.need == Need::Required && !header.iter().any(|name| name == column.name) {
            let expected = Expected::column(column);
            let missing = Diagnostic::at(Code::MissingColumn, source, start..end, column.name, column.name, expected);
            out.push(missing.nearest_is(None));
        }
    }
}

/// Whether the row, which ends at byte `end`, is to be read: not blank, and as long as the header.
fn check_row(
    source: &Arc<Source>,
    header: &[String],
    record: &csv::StringRecord,
    end: usize,
    out: &mut Diagnostics,
) -> bool {
    let filled =
        record.iter().enumerate().filter(|(_, cell)| !trimmed(cell).is_empty()).last().map_or(0, |(at, _)| at + 1);
    let start = start_of(record);
    let quoted = source.text.as_bytes().get(start..end).is_none_or(|row| row.contains(&b'"'));
    if quoted && let Some(mark) = unclosed(&source.text, start) {
        let what = "a quotation mark that is never closed";
        out.push(Diagnostic::at(Code::Syntax, source, mark..mark + 1, "", what, Expected::Nothing));
        return false;
    }
    if filled == 0 {
        return false;
    }
    if filled > header.len() || record.len() < header.len() {
        let raw = cells(&source.text, start);
        let end = raw.spans.last().map_or(start, |span| span.end);
        let first = raw.spans.first().map_or(start, |span| span.start);
        let expected = Expected::Cells { count: header.len() };
        out.push(Diagnostic::at(Code::RowLength, source, first..end, "", record.len().to_string(), expected));
        return false;
    }
    for (at, cell) in record.iter().enumerate().take(header.len()) {
        if header[at].is_empty() && !trimmed(cell).is_empty() {
            let span = cells(&source.text, start).spans.get(at).cloned().unwrap_or(start..start);
            let expected = Expected::Form("a column name above every filled cell".into());
            out.push(Diagnostic::at(Code::UnknownColumn, source, span, "", "", expected));
        }
    }
    true
}

/// The quotation mark of the record at `start` that is never closed.
fn unclosed(text: &str, start: usize) -> Option<usize> {
    let raw = cells(text, start);
    (!raw.closed).then(|| raw.spans.last().map_or(start, |span| span.start))
}

/// The raw cells of a record.
pub(crate) struct RawCells {
    /// Bytes of each cell, with its quotation marks.
    pub(crate) spans: Vec<Range<usize>>,
    /// Whether the last quotation mark was closed.
    pub(crate) closed: bool,
}

/// Finds the cells of the record that starts at `start`, by the rules of the csv crate: a quotation mark counts only at the
/// start of a cell, a doubled one stands for itself.
pub(crate) fn cells(text: &str, start: usize) -> RawCells {
    let bytes = text.as_bytes();
    let mut at = start.min(bytes.len());
    while at < bytes.len() && matches!(bytes[at], b'\r' | b'\n') {
        at += 1;
    }
    let mut spans = Vec::new();
    let mut closed = true;
    loop {
        let begin = at;
        if bytes.get(at) == Some(&b'"') {
            closed = false;
            at += 1;
            while at < bytes.len() {
                if bytes[at] == b'"' {
                    if bytes.get(at + 1) != Some(&b'"') {
                        closed = true;
                        at += 1;
                        break;
                    }
                    at += 1;
                }
                at += 1;
            }
        }
        while at < bytes.len() && !matches!(bytes[at], b',' | b'\r' | b'\n') {
            at += 1;
        }
        let at_end = at.min(bytes.len());
        spans.push(begin.min(at_end)..at_end);
        if bytes.get(at) != Some(&b',') {
            return RawCells { spans, closed };
        }
        at += 1;
    }
}

/// A cell's bytes without the spaces and quotation marks around it, narrowed to `part` if that stands in it.
pub(crate) fn narrowed(text: &str, span: Range<usize>, part: &str) -> Range<usize> {
    let Some(raw) = text.get(span.clone()) else { return span };
    if !part.is_empty()
        && let Some(at) = raw.find(part)
    {
        return span.start + at..span.start + at + part.len();
    }
    let inner = raw.trim_matches(|c: char| c.is_whitespace() || c == '"');
    match raw.find(inner) {
        Some(at) if !inner.is_empty() => span.start + at..span.start + at + inner.len(),
        _ => span,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn raw_cells_are_the_cells_that_the_csv_crate_reads(text in "[a,\"\r\n 櫓]{0,40}") {
            let mut reader =
                csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let mut record = csv::StringRecord::new();
            while reader.read_record(&mut record).unwrap() {
                let raw = cells(&text, start_of(&record));
                prop_assert_eq!(raw.spans.len(), record.len(), "{:?} {:?}", &raw.spans, &record);
                for (span, cell) in raw.spans.iter().zip(&record) {
                    let span = &text[span.clone()];
                    if !span.starts_with('"') {
                        prop_assert_eq!(span, cell);
                    }
                }
            }
        }
    }
}
