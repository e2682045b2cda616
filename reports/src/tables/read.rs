//! A table read back: from bytes to rows, with every mistake told by line and column.

use super::TableRow;
use super::cells::{RowCells, Wanted, WrongCell};

/// What is wrong with the text of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextFault {
    /// The file ends in the middle of a row.
    Truncated,
    /// It is not UTF-8, or its quotes do not match.
    Unreadable {
        /// Line, from 1.
        line: u64,
    },
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
        /// Line, from 1.
        line: u64,
        /// Cells found.
        found: usize,
        /// Cells of the header.
        expected: usize,
    },
    /// A cell that does not hold what belongs there.
    Cell {
        /// Line, from 1.
        line: u64,
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
        return Err(TextFault::Truncated);
    }
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let header = reader.headers().map_err(|error| unreadable(&error))?.clone();
    if let Some(unknown) = header.iter().find(|name| !columns.contains(name)) {
        return Err(TextFault::UnknownColumn { column: unknown.to_owned() });
    }
    let place = |column: &&'static str| {
        header.iter().position(|name| name == *column).ok_or(TextFault::MissingColumn { column })
    };
    let places = columns.iter().map(place).collect::<Result<Vec<usize>, TextFault>>()?;
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|error| unreadable(&error))? {
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != header.len() {
            return Err(TextFault::RowLength { line, found: record.len(), expected: header.len() });
        }
        let row = R::read_cells(&mut RowCells::new(&record, &places));
        rows.push(row.map_err(|WrongCell { column, text, wanted }| TextFault::Cell {
            line,
            column: columns.get(column).copied().unwrap_or_default(),
            text,
            wanted,
        })?);
    }
    Ok(rows)
}

fn unreadable(error: &csv::Error) -> TextFault {
    TextFault::Unreadable { line: error.position().map_or(1, csv::Position::line) }
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
        let cell = |column, text: &str, wanted| Err(TextFault::Cell { line: 2, column, text: text.into(), wanted });
        for (text, found) in [
            (String::new(), Err(TextFault::Truncated)),
            (table("h,s,c,loss_jpy,1,0.5\nh,s"), Err(TextFault::Truncated)),
            (table("h,s,c,loss_jpy,1\n"), Err(TextFault::RowLength { line: 2, found: 5, expected: 6 })),
            (table("h,s,c,loss_jpy,much,0.5\n"), cell("value", "much", Wanted::Number)),
            (table("h,s,c,loss_jpy,,0.5\n"), cell("value", "", Wanted::Number)),
            (table("h,s,c,no_such_measure,1,0.5\n"), cell("measure", "no_such_measure", Wanted::Word)),
            (HEAD.replace("share", "part"), Err(TextFault::UnknownColumn { column: "part".into() })),
            (HEAD.replace(",share", ""), Err(TextFault::MissingColumn { column: "share" })),
        ] {
            assert_eq!(read(&text), found, "{text}");
        }
    }

    #[test]
    fn columns_may_stand_in_any_order() {
        let found =
            read("share,value,measure,control_set,scenario,city\n0.25,0,loss_jpy,星見,\"a, \"\"b\"\"\",hoshimi\n");
        assert_eq!(found, Ok(vec![row(0.0)]));
    }
}
