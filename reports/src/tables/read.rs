//! A table read back: from bytes to rows, with every mistake told by its place.

use std::ops::Range;

use super::TableRow;
use super::cells::{RowCells, Wanted, WrongCell};

/// What is wrong with the text of a table, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFault {
    /// The bytes that are wrong.
    pub span: Range<usize>,
    /// What is wrong with them.
    pub kind: TextFaultKind,
}

/// What is wrong with the text of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextFaultKind {
    /// The file ends in the middle of a row.
    Truncated,
    /// It is not UTF-8.
    NotUtf8,
    /// A column that this version does not know.
    UnknownColumn {
        /// Its name.
        column: String,
    },
    /// A column that must be there.
    MissingColumn {
        /// Its name.
        column: &'static str,
    },
    /// A row with more or fewer cells than the header.
    RowLength {
        /// Cells found.
        found: usize,
        /// Cells of the header.
        expected: usize,
    },
    /// A cell that does not hold what belongs there.
    Cell {
        /// Name of the column.
        column: &'static str,
        /// What stands there.
        text: String,
        /// What belongs there.
        wanted: Wanted,
    },
}

/// The rows of a table. Columns may stand in any order.
///
/// # Errors
/// The first mistake.
pub fn read_rows<R: TableRow>(bytes: &[u8]) -> Result<Vec<R>, TextFault> {
    let columns = R::columns();
    if bytes.last() != Some(&b'\n') {
        return Err(TextFault { span: last_line(bytes), kind: TextFaultKind::Truncated });
    }
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let header = reader.headers().map_err(|error| not_utf8(&error))?.clone();
    let of_header = |index: usize, kind: TextFaultKind| TextFault { span: cell(bytes, 0, index), kind };
    for (index, name) in header.iter().enumerate() {
        if !columns.contains(&name) {
            return Err(of_header(index, TextFaultKind::UnknownColumn { column: name.to_owned() }));
        }
    }
    let place = |column: &&'static str| {
        let found = header.iter().position(|name| name == *column);
        found.ok_or_else(|| of_header(header.len(), TextFaultKind::MissingColumn { column }))
    };
    let places = columns.iter().map(place).collect::<Result<Vec<usize>, TextFault>>()?;
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|error| not_utf8(&error))? {
        let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        if record.len() != header.len() {
            let kind = TextFaultKind::RowLength { found: record.len(), expected: header.len() };
            return Err(TextFault { span: start..line_end(bytes, start), kind });
        }
        let row = R::read_cells(&mut RowCells::new(&record, &places));
        rows.push(row.map_err(|WrongCell { column, text, wanted }| TextFault {
            span: cell(bytes, start, places.get(column).copied().unwrap_or(0)),
            kind: TextFaultKind::Cell { column: columns.get(column).copied().unwrap_or_default(), text, wanted },
        })?);
    }
    Ok(rows)
}

fn not_utf8(error: &csv::Error) -> TextFault {
    let start = error.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
    TextFault { span: start..start, kind: TextFaultKind::NotUtf8 }
}

fn line_end(bytes: &[u8], start: usize) -> usize {
    bytes[start..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |length| start + length)
}

fn last_line(bytes: &[u8]) -> Range<usize> {
    bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1)..bytes.len()
}

/// Where cell `index` of the record that begins at `start` stands, quotes included; behind the last one: the end of the record.
fn cell(bytes: &[u8], start: usize, index: usize) -> Range<usize> {
    let (mut from, mut number, mut quoted) = (start, 0, false);
    for (at, &byte) in bytes.iter().enumerate().skip(start) {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted && number == index => return from..at,
            b',' if !quoted => (from, number) = (at + 1, number + 1),
            b'\n' | b'\r' if !quoted => return if number == index { from..at } else { at..at },
            _ => {}
        }
    }
    bytes.len()..bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::{ExceedanceRow, write_rows};

    fn row(value: f64) -> ExceedanceRow {
        ExceedanceRow {
            city: "hoshimi".into(),
            scenario: "a, \"b\"".into(),
            control_set: "星見".into(),
            measure: "loss_jpy",
            value,
            share: 0.25,
        }
    }

    fn read(text: &str) -> Result<Vec<ExceedanceRow>, TextFault> {
        read_rows(text.as_bytes())
    }

    #[test]
    fn what_is_written_reads_back() -> std::io::Result<()> {
        let rows = vec![row(1.5), row(0.0)];
        let bytes = write_rows(Vec::new(), &rows)?;
        assert_eq!(read_rows(&bytes), Ok(rows));
        Ok(())
    }

    #[test]
    fn every_mistake_says_where_it_stands() {
        const HEAD: &str = "city,scenario,control_set,measure,value,share\n";
        let table = |rows: &str| format!("{HEAD}{rows}");
        let in_cell = |column, text: &str, wanted| TextFaultKind::Cell { column, text: text.into(), wanted };
        for (text, place, kind) in [
            (String::new(), "", TextFaultKind::Truncated),
            (table("h,s,c,loss_jpy,1,0.5\nh,s"), "h,s", TextFaultKind::Truncated),
            (table("h,s,c,loss_jpy,1\n"), "h,s,c,loss_jpy,1", TextFaultKind::RowLength { found: 5, expected: 6 }),
            (table("\"h,\"\"a\",s,c,loss_jpy,much,0.5\n"), "much", in_cell("value", "much", Wanted::Number)),
            (table("h,s,c,loss_jpy,,0.5\n"), "", in_cell("value", "", Wanted::Number)),
            (table("h,s,c,cost,1,0.5\n"), "cost", in_cell("measure", "cost", Wanted::Word)),
            (HEAD.replace("share", "part"), "part", TextFaultKind::UnknownColumn { column: "part".into() }),
            (HEAD.replace(",share", ""), "", TextFaultKind::MissingColumn { column: "share" }),
        ] {
            let fault = read(&text).expect_err("a mistake");
            assert_eq!((&text[fault.span], fault.kind), (place, kind), "{text}");
        }
    }

    #[test]
    fn columns_may_stand_in_any_order() {
        let found =
            read("share,value,measure,control_set,scenario,city\n0.25,0,loss_jpy,星見,\"a, \"\"b\"\"\",hoshimi\n");
        assert_eq!(found, Ok(vec![row(0.0)]));
    }
}
