//! A table of texts in the three formats: aligned for people, JSON, CSV.

use serde_json::{Map, Value};
use yagura_reports::tables::{CsvRows, aligned};

use crate::cli::Format;
use crate::failure::Failure;
use crate::session::Session;

/// A table: keys of its columns (for programs), their headings (for people), rows of cells.
pub(crate) struct Listing {
    /// Keys of the columns, `snake_case`.
    pub(crate) columns: Vec<&'static str>,
    /// Rows, each as long as `columns`.
    pub(crate) rows: Vec<Vec<String>>,
}

impl Listing {
    /// An empty table.
    pub(crate) fn new(columns: &[&'static str]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Adds a row.
    pub(crate) fn push(&mut self, row: impl IntoIterator<Item = impl Into<String>>) {
        self.rows.push(row.into_iter().map(Into::into).collect());
    }

    /// The table in the format of the session. Headings are messages `heading-<column>`.
    pub(crate) fn render(&self, session: &Session) -> Result<String, Failure> {
        match session.format {
            Format::Human => Ok(self.aligned(session)),
            Format::Json => Ok(format!("{:#}\n", self.json())),
            Format::Csv => self.csv(),
        }
    }

    fn aligned(&self, session: &Session) -> String {
        let headings: Vec<String> = self
            .columns
            .iter()
            .map(|column| session.say(&format!("heading-{}", column.replace('_', "-")), &[]))
            .collect();
        aligned(&headings, &[], &self.rows)
    }

    /// An array with an object a row.
    pub(crate) fn json(&self) -> Value {
        let object = |row: &Vec<String>| {
            let fields =
                self.columns.iter().zip(row).map(|(&column, cell)| (column.to_owned(), Value::from(cell.as_str())));
            Value::Object(fields.collect::<Map<_, _>>())
        };
        Value::Array(self.rows.iter().map(object).collect())
    }

    fn csv(&self) -> Result<String, Failure> {
        let mut table = CsvRows::start(Vec::new(), self.columns.iter().copied()).map_err(Failure::printing)?;
        for row in &self.rows {
            for cell in row {
                table.text(cell).map_err(Failure::printing)?;
            }
            table.end().map_err(Failure::printing)?;
        }
        let bytes = table.finish().map_err(Failure::printing)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}
