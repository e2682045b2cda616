//! Records with the memory of where each stood, so that what a builder finds wrong later still has a file and a cell.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use yagura_sim::problem::{Problem, Table};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Expected};
use crate::folder::Input;
use crate::sheet::{cells, narrowed};
use crate::table::Merged;
use crate::text::Source;

/// What a reader answers with: records, what to look at although it is allowed, what was read, and where everything stood.
#[derive(Debug)]
pub struct Loaded<T> {
    /// The records.
    pub records: T,
    /// What somebody should look at.
    pub warnings: Diagnostics,
    /// The files that were read, with their hashes.
    pub inputs: Vec<Input>,
    pub(crate) places: Places,
}

impl<T> Loaded<T> {
    /// Records that were not read from tables.
    pub(crate) fn unplaced(records: T, inputs: Vec<Input>) -> Self {
        Self { records, warnings: Diagnostics::default(), inputs, places: Places::default() }
    }

    /// The file, line and column of a problem that a builder found in these records.
    #[must_use]
    pub fn locate(&self, problem: &Problem) -> Diagnostic {
        self.places.locate(problem)
    }

    /// The same for all of `problems`.
    #[must_use]
    pub fn locate_all(&self, problems: &[Problem]) -> Diagnostics {
        Diagnostics(problems.iter().map(|problem| self.locate(problem)).collect())
    }

    /// What each row of `table` says in `column` (such as `as_of`, `verified`, `source` or `note`, also where no record keeps
    /// it), in the order of the records; `None` where it is blank.
    #[must_use]
    pub fn column(&self, table: Table, column: &str) -> Vec<Option<String>> {
        match self.places.tables.get(&table) {
            Some(place) => place.column(column),
            None => Vec::new(),
        }
    }
}

/// Where the rows of all tables stood.
#[derive(Debug, Default)]
pub(crate) struct Places {
    tables: BTreeMap<Table, TablePlaces>,
    documents: BTreeMap<Table, Vec<DocumentPlace>>,
}

impl Places {
    pub(crate) fn add_table(&mut self, table: &Merged) {
        let files = table.files.iter().map(|csv| (Arc::clone(&csv.source), csv.header.clone())).collect();
        let rows = table.rows.iter().map(|&(file, row)| (file, table.files[file].start(row))).collect();
        self.tables.insert(table.layout.table, TablePlaces { files, rows });
    }

    pub(crate) fn add_documents(&mut self, table: Table, places: Vec<DocumentPlace>) {
        self.documents.insert(table, places);
    }

    /// Where the records of a file of kind `table` stood.
    pub(crate) fn documents(&self, table: Table) -> &[DocumentPlace] {
        self.documents.get(&table).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn locate(&self, problem: &Problem) -> Diagnostic {
        let row = problem.origin.row as usize;
        let expected =
            if problem.expected.is_empty() { Expected::Nothing } else { Expected::Form(problem.expected.clone()) };
        let code = Code::from(problem.kind);
        let place = self
            .tables
            .get(&problem.origin.table)
            .and_then(|table| table.cell(row, &problem.column, &problem.value))
            .or_else(|| {
                let places = self.documents.get(&problem.origin.table)?;
                let place = places.get(row).or_else(|| places.last())?;
                Some(place.value(&problem.column, &problem.value))
            });
        let diagnostic = match place {
            Some((source, span)) => {
                Diagnostic::at(code, &source, span, &problem.column, problem.value.as_str(), expected)
            }
            None => {
                let file = self.file_of(problem.origin.table);
                let mut diagnostic = Diagnostic::of_file(code, &file, problem.value.as_str(), expected);
                diagnostic.field = problem.column.clone();
                diagnostic
            }
        };
        diagnostic.nearest_is(problem.nearest.clone())
    }

    /// The file that stands for `table` when the row is unknown: an empty table, or one made by a reader.
    fn file_of(&self, table: Table) -> String {
        let first =
            self.tables.get(&table).and_then(|table| table.files.first()).map(|(source, _)| source.file.clone());
        first.unwrap_or_else(|| table.to_string())
    }
}

#[derive(Debug)]
struct TablePlaces {
    /// Text and header of each file.
    files: Vec<(Arc<Source>, Vec<String>)>,
    /// File and first byte of each row.
    rows: Vec<(usize, usize)>,
}

impl TablePlaces {
    fn cell(&self, row: usize, column: &str, part: &str) -> Option<(Arc<Source>, Range<usize>)> {
        let &(file, start) = self.rows.get(row)?;
        let (source, header) = self.files.get(file)?;
        let spans = cells(&source.text, start).spans;
        let at = header.iter().position(|known| known == column);
        let span = match at.and_then(|at| spans.get(at)) {
            Some(span) => narrowed(&source.text, span.clone(), part),
            None => spans.first()?.clone(),
        };
        Some((Arc::clone(source), span))
    }

    fn column(&self, column: &str) -> Vec<Option<String>> {
        let text = |&(file, start): &(usize, usize)| {
            let (source, header) = self.files.get(file)?;
            let at = header.iter().position(|known| known == column)?;
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(&source.text.as_bytes()[start.min(source.text.len())..]);
            let mut record = csv::StringRecord::new();
            reader.read_record(&mut record).ok()?;
            record.get(at).map(crate::text::trimmed).filter(|cell| !cell.is_empty()).map(String::from)
        };
        self.rows.iter().map(text).collect()
    }
}

/// Where one record of a TOML file stood: the whole of it, and the value of each key.
#[derive(Clone, Debug)]
pub(crate) struct DocumentPlace {
    pub(crate) source: Arc<Source>,
    pub(crate) whole: Range<usize>,
    pub(crate) keys: Vec<(String, Range<usize>)>,
}

impl DocumentPlace {
    fn value(&self, key: &str, part: &str) -> (Arc<Source>, Range<usize>) {
        let holds = |span: &Range<usize>| {
            !part.is_empty() && self.source.text.get(span.clone()).is_some_and(|text| text.contains(part))
        };
        // A builder names some columns otherwise than the file: then the value that holds the offending text is meant.
        let found = self.keys.iter().find(|(known, _)| known == key);
        let found = found.or_else(|| self.keys.iter().find(|(_, span)| holds(span)));
        let span = found.map_or(&self.whole, |(_, span)| span);
        (Arc::clone(&self.source), narrowed(&self.source.text, span.clone(), part))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yagura_sim::problem::{Origin, ProblemKind};

    #[test]
    fn a_problem_of_a_row_is_found_in_its_cell_by_its_value() {
        let source = Arc::new(Source::new("assets.csv", "id,zone\na,field\nb,\"x;nowhere\"\n"));
        let mut places = Places::default();
        let table =
            TablePlaces { files: vec![(source, vec!["id".into(), "zone".into()])], rows: vec![(0, 8), (0, 16)] };
        places.tables.insert(Table::Assets, table);
        let problem = Problem::new(ProblemKind::UnknownId, Origin::new(Table::Assets, 1), "zone", "nowhere", "a zone");
        assert_eq!(
            places.locate(&problem).to_string(),
            "assets.csv:3:6: error[unknown-id]: `nowhere` does not exist; expected a zone"
        );
    }

    #[test]
    fn a_problem_of_a_row_that_no_file_holds_names_the_table() {
        let problem = Problem::new(ProblemKind::Missing, Origin::new(Table::Zones, 7), "id", "", "a zone");
        assert_eq!(Places::default().locate(&problem).file, "zones.csv");
    }
}
