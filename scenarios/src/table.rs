//! CSV tables whose every cell knows its place.
//!
//! A [`Csv`] is checked against its [`TableLayout`] once: header, lengths of rows. A [`Row`] is then asked for typed values; what
//! does not fit is written down as a diagnostic and replaced by a default, so that one pass finds every mistake of a file. The
//! caller throws the rows away if there were any.

use std::ops::Range;
use std::sync::Arc;

use yagura_sim::knowledge::Range as Magnitude;
use yagura_sim::problem::Origin;
use yagura_sim::words::Words;

use crate::column::{Bounds, Column, Form, Need, TableLayout};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Expected};
use crate::number::{NumberFault, parse_number};
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
    fn cell(&self, index: usize, place: Option<usize>) -> Option<&str> {
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
            let expected = Expected::Form(column.en.trim_end_matches('.').into());
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

/// A table after overlays: rows of several files in one order.
#[derive(Debug)]
pub(crate) struct Merged {
    pub(crate) layout: &'static TableLayout,
    pub(crate) files: Vec<Csv>,
    /// File and row in it.
    pub(crate) rows: Vec<(usize, usize)>,
}

impl Merged {
    /// The rows of `base`.
    pub(crate) fn new(layout: &'static TableLayout, base: Option<Csv>) -> Self {
        let rows = base.iter().flat_map(|csv| (0..csv.len()).map(|row| (0, row))).collect();
        Self { layout, files: base.into_iter().collect(), rows }
    }

    /// Lays `over` on top: a row with the key of an existing one takes its place, others come after.
    pub(crate) fn overlay(&mut self, over: Csv) {
        let mut places = std::collections::BTreeMap::new();
        for (place, &(file, row)) in self.rows.iter().enumerate() {
            places.entry(self.files[file].key(row, self.layout)).or_insert(place);
        }
        let file = self.files.len();
        for row in 0..over.len() {
            match places.remove(&over.key(row, self.layout)) {
                Some(place) => self.rows[place] = (file, row),
                None => self.rows.push((file, row)),
            }
        }
        self.files.push(over);
    }

    /// Reads every row by `record`.
    pub(crate) fn records<T>(&self, out: &mut Diagnostics, mut record: impl FnMut(&mut Row<'_>) -> T) -> Vec<T> {
        let row_of = |(place, &(file, index)): (usize, &(usize, usize))| (place, &self.files[file], index);
        self.rows
            .iter()
            .enumerate()
            .map(row_of)
            .map(|(place, csv, index)| {
                let origin = Origin::new(self.layout.table, u32::try_from(place).unwrap_or(u32::MAX));
                let mut row = Row { csv, index, layout: self.layout, origin, out };
                row.check_everywhere();
                record(&mut row)
            })
            .collect()
    }
}

/// One row, asked for typed values.
pub(crate) struct Row<'a> {
    csv: &'a Csv,
    index: usize,
    layout: &'static TableLayout,
    pub(crate) origin: Origin,
    out: &'a mut Diagnostics,
}

impl<'a> Row<'a> {
    fn layout_of(&self, name: &str) -> Option<&'static Column> {
        let column = self.layout.column(name);
        debug_assert!(column.is_some(), "column {name} of {} has no layout", self.layout.table);
        column
    }

    /// Bytes of cell `name`, narrowed to `part`.
    fn span(&self, name: &str, part: &str) -> Range<usize> {
        let start = self.csv.start(self.index);
        let spans = cells(&self.csv.source.text, start).spans;
        let cell = self.csv.header.iter().position(|known| known == name).and_then(|at| spans.get(at).cloned());
        match cell {
            Some(cell) => narrowed(&self.csv.source.text, cell, part),
            None => spans.first().cloned().unwrap_or(start..start),
        }
    }

    /// Writes down that `part` of cell `name` is wrong, and the names that it might have meant.
    pub(crate) fn fault(&mut self, code: Code, name: &str, part: &str, expected: Expected, nearest: Option<String>) {
        let span = self.span(name, part);
        let diagnostic = Diagnostic::at(code, &self.csv.source, span, name, part, expected);
        self.out.push(diagnostic.nearest_is(nearest));
    }

    fn fault_near(&mut self, code: Code, name: &str, part: &str, expected: Expected, names: &[&'static str]) {
        let nearest = yagura_sim::problem::nearest(part, names.iter().copied());
        self.fault(code, name, part, expected, nearest);
    }

    /// The cell, trimmed; `None` if it is blank or its column absent. A blank cell that must be filled is written down.
    fn filled(&mut self, name: &str) -> Option<&'a str> {
        let csv = self.csv;
        let column = self.layout_of(name)?;
        match csv.cell(self.index, self.layout.place(name)) {
            Some(cell) if !cell.is_empty() => return Some(cell),
            Some(_) if column.need == Need::Required => {
                let (code, expected) = match column.form {
                    Form::Source => (Code::MissingSource, Expected::Source),
                    _ => (Code::Missing, Expected::Form(column.en.trim_end_matches('.').into())),
                };
                self.fault(code, name, "", expected, None);
            }
            _ => {}
        }
        None
    }

    fn check_everywhere(&mut self) {
        let Some(date) = self.filled("as_of") else { return };
        if !is_date(&half_width(date)) {
            let expected = Expected::Form("a date as 2025, 2025-04 or 2025-04-01".into());
            self.fault(Code::Malformed, "as_of", date, expected, None);
        }
    }

    /// Whether cell `name` is there and filled.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.csv.cell(self.index, self.layout.place(name)).is_some_and(|cell| !cell.is_empty())
    }

    /// A text; empty if blank.
    pub(crate) fn text(&mut self, name: &str) -> String {
        self.filled(name).unwrap_or("").to_owned()
    }

    /// A text, or `default` if blank.
    pub(crate) fn text_or(&mut self, name: &str, default: &str) -> String {
        self.filled(name).unwrap_or(default).to_owned()
    }

    /// The texts between semicolons.
    pub(crate) fn list(&mut self, name: &str) -> Vec<String> {
        self.filled(name).map(items).unwrap_or_default().into_iter().map(String::from).collect()
    }

    /// `yes` or `no`; blank: no.
    pub(crate) fn yes_no(&mut self, name: &str) -> bool {
        let Some(cell) = self.filled(name) else { return false };
        yes_no(cell).unwrap_or_else(|| {
            self.fault_near(Code::UnknownWord, name, cell, Expected::YesOrNo, &["yes", "no"]);
            false
        })
    }

    /// A word of a vocabulary, if filled.
    pub(crate) fn word_if<W: Words>(&mut self, name: &str) -> Option<W> {
        let cell = self.filled(name)?;
        let word = W::parse(cell);
        if word.is_none() {
            self.fault_near(Code::UnknownWord, name, cell, Expected::word::<W>(), &W::spellings());
        }
        word
    }

    /// A word of a vocabulary, or `default` if blank.
    pub(crate) fn word_or<W: Words>(&mut self, name: &str, default: W) -> W {
        self.word_if(name).unwrap_or(default)
    }

    /// A word of a vocabulary in a required column.
    pub(crate) fn word<W: Words>(&mut self, name: &str) -> W {
        self.word_if(name).unwrap_or(W::ALL[0])
    }

    /// Several words of a vocabulary.
    pub(crate) fn words<W: Words>(&mut self, name: &str) -> Vec<W> {
        let Some(cell) = self.filled(name) else { return Vec::new() };
        let mut words = Vec::new();
        for item in items(cell) {
            match W::parse(item) {
                Some(word) => words.push(word),
                None => self.fault_near(Code::UnknownWord, name, item, Expected::word::<W>(), &W::spellings()),
            }
        }
        words
    }

    /// A number within the bounds of its column, if filled.
    pub(crate) fn number(&mut self, name: &str) -> Option<f64> {
        let cell = self.filled(name)?;
        let Some(Column { form: Form::Number(unit, bounds), .. }) = self.layout_of(name) else {
            debug_assert!(false, "column {name} is no number");
            return None;
        };
        let number = self.parsed(name, cell, unit)?;
        if !bounds.hold(number) {
            self.fault(Code::OutOfRange, name, cell, expected_bounds(*bounds), None);
            return None;
        }
        Some(number)
    }

    fn parsed(&mut self, name: &str, cell: &str, unit: &str) -> Option<f64> {
        match parse_number(cell) {
            Ok(number) => Some(number),
            Err(fault) => {
                let code = match fault {
                    NumberFault::HasUnit => Code::WrongUnit,
                    NumberFault::NotANumber => Code::NotANumber,
                };
                self.fault(code, name, cell, Expected::Number { unit: unit.into() }, None);
                None
            }
        }
    }

    /// A whole number within the bounds of its column, if filled.
    pub(crate) fn whole<T: TryFrom<i64>>(&mut self, name: &str) -> Option<T> {
        let cell = self.filled(name)?;
        let Some(Column { form: Form::Whole(low, high), .. }) = self.layout_of(name) else {
            debug_assert!(false, "column {name} is no whole number");
            return None;
        };
        let number = self.parsed(name, cell, "")?;
        #[expect(clippy::cast_precision_loss, reason = "bounds of whole columns are far below 2^53")]
        let bounds = Bounds::Between(*low as f64, *high as f64);
        if number.fract() != 0.0 {
            self.fault(Code::NotANumber, name, cell, Expected::Whole, None);
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "checked to lie within the bounds, which are i64")]
        let whole = bounds.hold(number).then_some(number as i64).and_then(|whole| T::try_from(whole).ok());
        if whole.is_none() {
            self.fault(Code::OutOfRange, name, cell, expected_bounds(bounds), None);
        }
        whole
    }

    /// Three columns that are a range: low <= mode <= high. `None` if all are blank.
    pub(crate) fn range(&mut self, names: [&str; 3]) -> Option<Magnitude> {
        if !names.iter().any(|name| self.has(name)) {
            // Asked for, so that a required one is written down as blank.
            for name in names {
                self.filled(name);
            }
            return None;
        }
        for name in names {
            let column = self.layout_of(name);
            if !self.has(name) && column.is_none_or(|column| column.need == Need::Optional) {
                let expected = Expected::Form(format!("all of {} or none", names.join(", ")));
                self.fault(Code::Missing, name, "", expected, None);
            }
        }
        let [low, mode, high] = names.map(|name| self.number(name));
        let range = Magnitude { low: low?, mode: mode?, high: high? };
        self.ordered(names, range).then_some(range)
    }

    /// Whether low <= mode <= high; otherwise it is written down.
    pub(crate) fn ordered(&mut self, names: [&str; 3], range: Magnitude) -> bool {
        let fine = range.low <= range.mode && range.mode <= range.high;
        if !fine {
            let name = if range.low > range.mode { names[0] } else { names[2] };
            let cells = format!("{}, {}, {}", range.low, range.mode, range.high);
            let span = self.span(name, "");
            let fault = Diagnostic::at(Code::RangeOrder, &self.csv.source, span, name, cells, Expected::Ascending);
            self.out.push(fault);
        }
        fine
    }
}

/// What bounds ask for.
pub(crate) fn expected_bounds(bounds: Bounds) -> Expected {
    match bounds {
        Bounds::Any => Expected::Number { unit: String::new() },
        Bounds::Between(low, high) => Expected::Between { low, high },
        Bounds::AtLeast(low) => Expected::AtLeast { low },
        Bounds::Above(low) => Expected::Above { low },
    }
}

/// The parts of a cell between semicolons, without blanks.
pub(crate) fn items(cell: &str) -> Vec<&str> {
    cell.split([';', '；']).map(trimmed).filter(|item| !item.is_empty()).collect()
}

/// The meaning of a yes-or-no cell. `TRUE` and `FALSE` are what spreadsheets make of it.
pub(crate) fn yes_no(cell: &str) -> Option<bool> {
    match cell.to_ascii_lowercase().as_str() {
        "yes" | "true" | "はい" => Some(true),
        "no" | "false" | "いいえ" => Some(false),
        _ => None,
    }
}

/// Year, year-month or year-month-day (also with `/`, as spreadsheets write it).
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.trim().split(['-', '/']).collect();
    let within = |part: &str, digits: std::ops::RangeInclusive<usize>, most: u32| {
        digits.contains(&part.len())
            && part.bytes().all(|b| b.is_ascii_digit())
            && part.parse::<u32>().is_ok_and(|n| (1..=most).contains(&n))
    };
    parts.len() <= 3
        && within(parts[0], 4..=4, 9999)
        && parts.get(1).is_none_or(|month| within(month, 1..=2, 12))
        && parts.get(2).is_none_or(|day| within(day, 1..=2, 31))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::column::{optional, required};
    use proptest::prelude::*;
    use yagura_sim::problem::Table;

    static LAYOUT: TableLayout = TableLayout {
        table: Table::Assets,
        need: Need::Required,
        columns: &[
            required("id", Form::Text, "Id.", "ID。"),
            optional("lat", Form::Number("degrees", Bounds::Between(-90.0, 90.0)), "Latitude.", "緯度。"),
            optional("count", Form::Whole(1, 100), "Count.", "数。"),
        ],
        key: &["id"],
        open: false,
        en: "",
        ja: "",
    };

    type Cells = (String, Option<f64>, Option<u8>);

    fn read(text: &str) -> (Vec<Cells>, Vec<String>) {
        let mut out = Diagnostics::default();
        let csv = Csv::read(Arc::new(Source::new("t.csv", text)), &LAYOUT, &mut out);
        let rows = Merged::new(&LAYOUT, Some(csv))
            .records(&mut out, |row| (row.text("id"), row.number("lat"), row.whole("count")));
        (rows, out.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_good_table_has_no_diagnostics_and_blank_rows_are_skipped() {
        let (rows, faults) = read("id,lat,count\r\n\r\n\"a\",３４．５,1\r\n,,\r\nb,,\r\n");
        assert_eq!(faults, Vec::<String>::new());
        assert_eq!(rows, [("a".into(), Some(34.5), Some(1)), ("b".into(), None, None)]);
    }

    #[test]
    fn all_mistakes_of_a_table_are_found_in_one_pass() {
        let (_, faults) = read("id,latt,count\na,1,200\nb\n,2,1.5\n");
        assert_eq!(
            faults,
            [
                "t.csv:1:4: error[unknown-column]: column `latt` is not known here; expected one of the columns: id, lat, \
                 count, note, as_of, verified; did you mean `lat`?",
                "t.csv:3:1: error[row-length]: this row has 1 cells; expected 3 cells, as in the header",
                "t.csv:2:5: error[out-of-range]: 200 is outside the range of `count`; expected a number from 1 to 100",
                "t.csv:4:1: error[missing]: `id` is missing; expected Id",
                "t.csv:4:4: error[not-a-number]: `1.5` is not a number; expected a whole number",
            ]
        );
    }

    #[test]
    fn an_unclosed_quotation_mark_is_a_syntax_error_and_not_a_long_cell() {
        let (_, faults) = read("id,lat,count\n\"a,1,1\nb,2,2\n");
        assert_eq!(faults, ["t.csv:2:1: error[syntax]: this cannot be read: a quotation mark that is never closed"]);
    }

    #[test]
    fn an_overlay_replaces_rows_by_key_and_adds_the_rest() {
        let mut out = Diagnostics::default();
        let mut csv = |text| Csv::read(Arc::new(Source::new("t.csv", text)), &LAYOUT, &mut out);
        let mut table = Merged::new(&LAYOUT, Some(csv("id,lat,count\na,1,1\nb,2,2\n")));
        table.overlay(csv("id,lat\nb,3\nc,4\n"));
        let rows = table.records(&mut out, |row| (row.text("id"), row.number("lat"), row.origin.row));
        assert_eq!(rows, [("a".into(), Some(1.0), 0), ("b".into(), Some(3.0), 1), ("c".into(), Some(4.0), 2)]);
    }

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
