//! Problems while they are being gathered: a builder goes through all its tables before it gives up.

use crate::directory::Directory;
use crate::problem::{Origin, Problem, ProblemKind};

/// Comparisons of names that one build may spend on guessing what was meant. A city of a million assets with a wrong column would
/// otherwise compare every wrong cell with every id.
const COMPARISONS: usize = 5_000_000;

/// Gathers the problems of one build.
pub(crate) struct Findings {
    problems: Vec<Problem>,
    comparisons_left: usize,
}

impl Findings {
    pub(crate) fn new() -> Self {
        Self { problems: Vec::new(), comparisons_left: COMPARISONS }
    }

    /// Notes a problem.
    pub(crate) fn add(
        &mut self,
        kind: ProblemKind,
        origin: Origin,
        column: &str,
        value: &str,
        expected: impl Into<String>,
    ) {
        self.problems.push(Problem::new(kind, origin, column, value, expected));
    }

    /// Notes a problem that was put together elsewhere.
    pub(crate) fn push(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Notes that `value` is none of `names`, and offers the nearest.
    pub(crate) fn unknown<'a>(
        &mut self,
        origin: Origin,
        column: &str,
        value: &str,
        what: &str,
        names: impl ExactSizeIterator<Item = &'a str>,
    ) {
        let problem = if names.len() <= self.comparisons_left {
            self.comparisons_left -= names.len();
            Problem::unknown(origin, column, value, what, names)
        } else {
            Problem::unknown(origin, column, value, what, std::iter::empty())
        };
        self.problems.push(problem);
    }

    /// The row that `id` names in `directory`; otherwise a problem.
    pub(crate) fn resolve(&mut self, directory: &Directory, origin: Origin, column: &str, id: &str) -> Option<usize> {
        let row = directory.row(id);
        if row.is_none() {
            self.unknown(origin, column, id, directory.what(), directory.names());
        }
        row
    }

    /// As [`resolve`](Self::resolve); an empty cell names nothing and is no problem.
    pub(crate) fn resolve_if_given(
        &mut self,
        directory: &Directory,
        origin: Origin,
        column: &str,
        id: &str,
    ) -> Option<usize> {
        if id.is_empty() { None } else { self.resolve(directory, origin, column, id) }
    }

    /// The rows that `ids` name; those that name nothing are problems.
    pub(crate) fn resolve_all(
        &mut self,
        directory: &Directory,
        origin: Origin,
        column: &str,
        ids: &[String],
    ) -> Vec<usize> {
        ids.iter().filter_map(|id| self.resolve(directory, origin, column, id)).collect()
    }

    /// Checks that `value` lies from `low` to `high`; not-a-number never does.
    pub(crate) fn range(&mut self, origin: Origin, column: &str, value: f64, low: f64, high: f64) {
        if !(low..=high).contains(&value) {
            let expected = match (low.is_finite(), high < f64::MAX) {
                (true, false) => format!("a finite number of at least {low}"),
                (false, true) => format!("at most {high}"),
                _ => format!("from {low} to {high}"),
            };
            self.add(ProblemKind::OutOfRange, origin, column, &value.to_string(), expected);
        }
    }

    /// Whether nothing is wrong so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// The problems in order of table and row; within a row in the order in which they were found.
    pub(crate) fn into_problems(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|problem| problem.origin);
        self.problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Table;

    fn at(row: u32) -> Origin {
        Origin::new(Table::Zones, row)
    }

    #[test]
    fn problems_come_in_row_order_and_keep_the_order_of_columns() {
        let mut findings = Findings::new();
        findings.add(ProblemKind::Missing, at(2), "id", "", "an id");
        findings.add(ProblemKind::Missing, at(1), "id", "", "an id");
        findings.add(ProblemKind::Missing, at(1), "a", "", "an a");
        let found: Vec<_> = findings.into_problems().into_iter().map(|p| (p.origin.row, p.column)).collect();
        assert_eq!(found, [(1, "id".to_owned()), (1, "a".to_owned()), (2, "id".to_owned())]);
    }

    #[test]
    fn not_a_number_is_in_no_range() {
        let mut findings = Findings::new();
        findings.range(at(0), "x", f64::NAN, 0.0, 1.0);
        findings.range(at(0), "x", 0.0, 0.0, 1.0);
        findings.range(at(0), "x", f64::INFINITY, 0.0, f64::MAX);
        assert_eq!(findings.into_problems().len(), 2);
    }

    #[test]
    fn guessing_stops_when_it_would_cost_too_much() {
        let names: Vec<String> = (0..COMPARISONS / 2 + 1).map(|i| i.to_string()).collect();
        let mut findings = Findings::new();
        for row in 0..2 {
            findings.unknown(at(row), "zone", "17x", "a zone", names.iter().map(String::as_str));
        }
        let found = findings.into_problems();
        assert!(found[0].nearest.is_some());
        assert!(found[1].nearest.is_none());
    }
}
