//! A finished plot.

use super::placed::PlacedPanel;

/// A plot as SVG, with what a page says about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// Name of its file without `.svg`; unique among the plots of a folder.
    pub name: String,
    /// Title in the reader's language; it stands on the plot too.
    pub title: String,
    /// The picture.
    pub svg: String,
    /// What it draws: all of it, and nothing else.
    pub shows: Vec<Shown>,
    /// What it shows, in a sentence or two, for those who do not see it.
    pub alt: String,
    /// Width and height of the picture, in its units.
    pub size: (f64, f64),
    /// Its panels, in the order in which they are drawn.
    pub panels: Vec<PlacedPanel>,
}

/// Numbers that a plot draws, by where they stand in the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Cells of a table.
    Rows {
        /// File that they come from.
        table: &'static str,
        /// The rows, from 0.
        rows: Vec<usize>,
        /// How many rows the file has of the same things; more than are drawn where a curve is thinned or runs on behind the axis.
        of: usize,
        /// Columns that say of what the numbers are; equal in many rows that follow one another.
        keys: &'static [&'static str],
        /// The columns that are drawn.
        columns: &'static [&'static str],
    },
    /// Columns added up.
    Sums {
        /// File that they come from.
        table: &'static str,
        /// The column by whose cells the rows are added up.
        key: &'static str,
        /// Its cells.
        of: Vec<String>,
        /// The columns that are added up.
        columns: &'static [&'static str],
    },
}

impl Shown {
    /// The rows of `table` that `drawn` picks.
    pub(super) fn rows<'a, R>(
        table: &'static str,
        all: &'a [R],
        keys: &'static [&'static str],
        columns: &'static [&'static str],
        mut drawn: impl FnMut(&'a R) -> bool,
    ) -> Self {
        let rows: Vec<usize> = all.iter().enumerate().filter(|(_, row)| drawn(row)).map(|(index, _)| index).collect();
        Self::Rows { table, of: rows.len(), rows, keys, columns }
    }

    /// The same, of `n` rows that the file has of the same things.
    pub(super) fn among(mut self, n: usize) -> Self {
        if let Self::Rows { of, .. } = &mut self {
            *of = n;
        }
        self
    }
}

/// Whether `row` is one of `rows`, by where it lies.
pub(super) fn is_among<R>(rows: &[&R], row: &R) -> bool {
    rows.iter().any(|one| std::ptr::eq(*one, row))
}
