//! Where the numbers in a piece of HTML come from.
//!
//! A page has some fifteen thousand numbers, and three megabytes. So a number is a bare `data` element, and what stands around all
//! numbers of a row or a paragraph says once where they come from, in the order in which they stand:
//!
//! - `data-rows="summary:12 differences:40"`: rows of tables, the first below the header being 1;
//! - `data-cells="mean,p95 difference"`: for each of these rows its columns. Where it is missing, the table around says it for all of
//!   its rows that do not.

/// The cell that a number comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    /// File without `.csv`.
    pub(crate) table: &'static str,
    /// From 1.
    pub(crate) row: usize,
    /// Column.
    pub(crate) column: String,
}

/// The cells of several numbers, in the order in which these stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Origins(Vec<Origin>);

impl Origins {
    /// That of one number.
    pub(crate) fn one(origin: Origin) -> Self {
        Self(vec![origin])
    }

    /// Adds those that follow.
    pub(crate) fn extend(&mut self, more: &Self) {
        self.0.extend_from_slice(&more.0);
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Neighbours that come from the same row, together.
    fn by_row(&self) -> impl Iterator<Item = &[Origin]> {
        self.0.chunk_by(|one, next| (one.table, one.row) == (next.table, next.row))
    }

    /// The columns, as `data-cells` has them.
    pub(crate) fn cells(&self) -> String {
        let columns = |row: &[Origin]| row.iter().map(|one| one.column.as_str()).collect::<Vec<_>>().join(",");
        self.by_row().map(columns).collect::<Vec<_>>().join(" ")
    }

    fn rows(&self) -> String {
        let address = |row: &[Origin]| format!("{}:{}", row[0].table, row[0].row);
        self.by_row().map(address).collect::<Vec<_>>().join(" ")
    }

    /// The attributes of what stands around the numbers; nothing where there are none. `said`: what `data-cells` of the table around
    /// says already.
    pub(crate) fn attributes(&self, said: &str) -> String {
        if self.is_empty() {
            return String::new();
        }
        let cells = self.cells();
        let cells = if cells == said { String::new() } else { format!(" data-cells=\"{cells}\"") };
        format!(" data-rows=\"{}\"{cells}", self.rows())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origins(all: &[(&'static str, usize, &str)]) -> Origins {
        Origins(all.iter().map(|&(table, row, column)| Origin { table, row, column: column.into() }).collect())
    }

    #[test]
    fn numbers_of_one_row_name_it_once() {
        let from = origins(&[("summary", 12, "mean"), ("summary", 12, "p95"), ("differences", 40, "difference")]);
        let wanted = " data-rows=\"summary:12 differences:40\" data-cells=\"mean,p95 difference\"";
        assert_eq!(from.attributes(""), wanted);
        assert_eq!(from.attributes("mean,p95 difference"), " data-rows=\"summary:12 differences:40\"");
        assert_eq!(origins(&[]).attributes(""), "");
    }
}
