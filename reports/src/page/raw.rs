//! The numbers behind a figure: rows of a table as its file has them, to the last digit, for pasting and for those who do not see it.
//!
//! Thousands of rows have to stand on the page, so each cell is a bare `td`; the table says which file and columns (`data-table`,
//! `data-columns`), and each run of rows with equal keys which rows they are (`data-span`: `12-72`, `12-72/3` for every third, several
//! with blanks between; the first row below the header is 1). A heading over the run says the keys.

use serde::Serialize;

use super::block::Heading;
use super::html::Html;
use crate::tables::OutputTable;
use yagura_sim::words::Words as _;

/// The table of a figure.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Raw {
    /// Its caption.
    caption: Html,
    /// File without `.csv`.
    table: &'static str,
    /// Columns that say of what a run of rows is, and those of its cells.
    keys: String,
    columns: String,
    head: Vec<Heading>,
    /// The runs.
    pub(crate) groups: Vec<Group>,
}

/// Rows with equal keys.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Group {
    span: String,
    /// The keys in words; empty where there are none.
    title: String,
    /// The rows.
    rows: Vec<Vec<String>>,
}

/// A file, read.
pub(crate) struct Grid {
    table: OutputTable,
    records: Vec<csv::StringRecord>,
    keys: Vec<(&'static str, usize)>,
    columns: Vec<(&'static str, usize)>,
}

impl Grid {
    /// The file `csv` of `table`; `None` where it lacks a column.
    pub(crate) fn new(
        table: OutputTable,
        csv: Vec<u8>,
        keys: &[&'static str],
        columns: &[&'static str],
    ) -> Option<Self> {
        let mut reader = csv::Reader::from_reader(csv.as_slice());
        let header = reader.headers().ok()?.clone();
        let places = |names: &[&'static str]| {
            names
                .iter()
                .map(|name| Some((*name, header.iter().position(|one| one == *name)?)))
                .collect::<Option<Vec<_>>>()
        };
        let (keys, columns) = (places(keys)?, places(columns)?);
        let records = reader.records().collect::<Result<_, _>>().ok()?;
        Some(Self { table, records, keys, columns })
    }

    /// The rows at `rows`, from 0, under `caption`, with what each column means.
    pub(crate) fn pick(&self, caption: Html, meanings: Vec<(&'static str, String)>, rows: &[usize]) -> Raw {
        let groups = rows
            .chunk_by(|one, next| self.title(*one) == self.title(*next))
            .map(|run| Group {
                span: span(run),
                title: run.first().map_or_else(String::new, |row| self.title(*row)),
                rows: run.iter().map(|row| self.columns.iter().map(|(_, at)| self.cell(*row, *at)).collect()).collect(),
            })
            .collect();
        let names =
            |columns: &[(&'static str, usize)]| columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" ");
        Raw {
            caption,
            table: self.table.as_str(),
            keys: names(&self.keys),
            columns: names(&self.columns),
            head: meanings.iter().map(|(name, meaning)| Heading::column(name, meaning)).collect(),
            groups,
        }
    }

    fn cell(&self, row: usize, column: usize) -> String {
        self.records.get(row).and_then(|record| record.get(column)).unwrap_or_default().to_owned()
    }

    /// `control_set: today-jp; category: all`.
    fn title(&self, row: usize) -> String {
        let parts: Vec<String> =
            self.keys.iter().map(|(name, at)| format!("{name}: {}", self.cell(row, *at))).collect();
        parts.join("; ")
    }
}

/// Rows from 0, ascending, as `data-span` has them.
fn span(rows: &[usize]) -> String {
    let mut spans: Vec<(usize, usize, usize)> = Vec::new();
    for &row in rows {
        match spans.last_mut() {
            Some((first, last, step)) if first == last || *last + *step == row => {
                *step = row - *last;
                *last = row;
            }
            _ => spans.push((row, row, 1)),
        }
    }
    let spelled = |(first, last, step): (usize, usize, usize)| match step {
        _ if first == last => format!("{}", first + 1),
        1 => format!("{}-{}", first + 1, last + 1),
        _ => format!("{}-{}/{step}", first + 1, last + 1),
    };
    spans.into_iter().map(spelled).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_in_equal_steps_are_one_span() {
        assert_eq!(span(&[0]), "1");
        assert_eq!(span(&[4, 5, 6, 7]), "5-8");
        assert_eq!(span(&[0, 3, 6, 9, 11, 20]), "1-10/3 12-21/9");
    }
}
