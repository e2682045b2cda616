//! What is wrong with an input file, as data.
//!
//! A reader never stops at the first mistake and never prints: it answers with every [`Diagnostic`] of a file at once. A
//! diagnostic has a stable [`Code`], a place (file, line, column, bytes of the text), the offending value, what was
//! [`Expected`] and the nearest right name. The English [`message`](Diagnostic::message) is made from these; the program makes
//! the Japanese one from the same parts.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use yagura_sim::problem::{ProblemKind, nearest};
use yagura_sim::words;
use yagura_sim::words::Words;

use crate::text::Source;

mod expected;

pub use expected::Expected;

words!(
    /// The stable code of a diagnostic. Scripts may match on it: codes are only ever added.
    Code, "diagnostic code" {
        /// A file that does not exist.
        MissingFile = "missing-file",
        /// A file that cannot be read.
        UnreadableFile = "unreadable-file",
        /// A folder that cannot be listed, or that is not a folder.
        UnreadableFolder = "unreadable-folder",
        /// A table in a folder whose name no reader knows.
        UnknownFile = "unknown-file",
        /// A name that is neither shipped nor the path of a file or folder.
        UnknownName = "unknown-name",
        /// Nothing in it.
        EmptyFile = "empty-file",
        /// Not text: NUL bytes.
        BinaryFile = "binary-file",
        /// Neither UTF-8 nor CP932.
        UnknownEncoding = "unknown-encoding",
        /// A line longer than [`MAX_LINE_BYTES`](crate::text::MAX_LINE_BYTES).
        LineTooLong = "line-too-long",
        /// A file larger than [`MAX_FILE_BYTES`](crate::text::MAX_FILE_BYTES).
        FileTooLarge = "file-too-large",
        /// The file as a whole cannot be taken apart: a quote or bracket that is never closed, for example.
        Syntax = "syntax",
        /// A column that the table must have.
        MissingColumn = "missing-column",
        /// A column that the table does not know.
        UnknownColumn = "unknown-column",
        /// Two columns of one name.
        DuplicateColumn = "duplicate-column",
        /// A row with more or fewer cells than the header.
        RowLength = "row-length",
        /// A key that the TOML file does not know here.
        UnknownKey = "unknown-key",
        /// A value of the wrong kind in a TOML file, for example text where a number belongs.
        WrongType = "wrong-type",
        /// A version of the file format that this program does not read.
        SchemaVersion = "schema-version",
        /// A cell or key that must not be blank.
        Missing = "missing",
        /// A row that says neither where its numbers come from nor `assumption`.
        MissingSource = "missing-source",
        /// A value outside a closed list of words.
        UnknownWord = "unknown-word",
        /// A reference to something that does not exist.
        UnknownId = "unknown-id",
        /// The same id twice.
        DuplicateId = "duplicate-id",
        /// A text where a number belongs.
        NotANumber = "not-a-number",
        /// A unit written into a number, or a unit that the reader does not know.
        WrongUnit = "wrong-unit",
        /// A number outside its range.
        OutOfRange = "out-of-range",
        /// Not low <= mode <= high.
        RangeOrder = "range-order",
        /// Values that contradict each other.
        Contradiction = "contradiction",
        /// A circle where none may be.
        Cycle = "cycle",
        /// A selector that selects nothing here.
        MatchesNothing = "matches-nothing",
        /// A text that does not have the expected form.
        Malformed = "malformed",
        /// A table of an output folder that is not what the run wrote.
        ChangedFile = "changed-file",
        /// A table of an output folder that another run wrote.
        OtherRun = "other-run",
        /// A file that ends in the middle of a row.
        Truncated = "truncated",
        /// A profile whose controls are those of another catalogue.
        OtherCatalogue = "other-catalogue",
    }
);

impl From<ProblemKind> for Code {
    fn from(kind: ProblemKind) -> Self {
        match kind {
            ProblemKind::UnknownId => Self::UnknownId,
            ProblemKind::DuplicateId => Self::DuplicateId,
            ProblemKind::OutOfRange => Self::OutOfRange,
            ProblemKind::Contradiction => Self::Contradiction,
            ProblemKind::Cycle => Self::Cycle,
            ProblemKind::MatchesNothing => Self::MatchesNothing,
            ProblemKind::Malformed => Self::Malformed,
            ProblemKind::Missing => Self::Missing,
        }
    }
}

words!(
    /// Whether a diagnostic stops the work.
    Severity, "severity" {
        /// The input is refused.
        Error = "error",
        /// The input is used; somebody should look.
        Warning = "warning",
    }
);

/// One thing that is wrong with an input.
#[derive(Clone, Debug, Serialize)]
pub struct Diagnostic {
    /// Stable code.
    #[serde(serialize_with = "as_word")]
    pub code: Code,
    /// Whether it stops the work.
    #[serde(serialize_with = "as_word")]
    pub severity: Severity,
    /// The file, as the user named it; `shipped:...` for files inside the program.
    pub file: String,
    /// Line from 1, if it has one.
    pub line: Option<u32>,
    /// Column from 1, in characters, if it has one.
    pub column: Option<u32>,
    /// Bytes of `source` that are wrong, if they can be pointed at.
    pub span: Option<Range<usize>>,
    /// The text of the file, for whoever draws the place.
    #[serde(skip)]
    pub source: Option<Arc<Source>>,
    /// Column of the table or key of the TOML file; empty if it concerns none.
    pub field: String,
    /// The offending text.
    pub value: String,
    /// What was expected.
    #[serde(serialize_with = "as_text")]
    pub expected: Expected,
    /// The nearest right name.
    pub nearest: Option<String>,
    /// The sentence in English.
    pub message: String,
}

fn as_word<W: Words, S: Serializer>(word: &W, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(word.as_str())
}

fn as_text<S: Serializer>(expected: &Expected, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(expected)
}

impl Diagnostic {
    /// An error about the file as a whole.
    #[must_use]
    pub fn of_file(code: Code, file: &str, value: impl Into<String>, expected: Expected) -> Self {
        let mut diagnostic = Self {
            code,
            severity: Severity::Error,
            file: file.into(),
            line: None,
            column: None,
            span: None,
            source: None,
            field: String::new(),
            value: value.into(),
            expected,
            nearest: None,
            message: String::new(),
        };
        diagnostic.message = diagnostic.sentence();
        diagnostic
    }

    /// An error at `span` of `source`.
    #[must_use]
    pub fn at(
        code: Code,
        source: &Arc<Source>,
        span: Range<usize>,
        field: &str,
        value: impl Into<String>,
        expected: Expected,
    ) -> Self {
        let span = source.clipped(span);
        let (line, column) = source.place(span.start);
        let mut diagnostic = Self::of_file(code, &source.file, value, expected);
        diagnostic.line = Some(line);
        diagnostic.column = Some(column);
        diagnostic.span = Some(span);
        diagnostic.source = Some(Arc::clone(source));
        diagnostic.field = field.into();
        diagnostic.message = diagnostic.sentence();
        diagnostic
    }

    /// The same with the nearest of `names` to its value, if one is near.
    #[must_use]
    pub fn near<'a>(mut self, names: impl IntoIterator<Item = &'a str>) -> Self {
        self.nearest = nearest(&self.value, names);
        self.message = self.sentence();
        self
    }

    /// The same with a nearest name that is already known.
    #[must_use]
    pub fn nearest_is(mut self, name: Option<String>) -> Self {
        self.nearest = name;
        self.message = self.sentence();
        self
    }

    /// The same as a warning.
    #[must_use]
    pub fn warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    fn sentence(&self) -> String {
        let value = shortened(&self.value);
        let field = &self.field;
        let mut text = match self.code {
            Code::MissingFile => "this file is missing".into(),
            Code::UnreadableFile => format!("this file cannot be read: {value}"),
            Code::UnreadableFolder => format!("this folder cannot be read: {value}"),
            Code::UnknownFile => format!("`{value}` is not a table that belongs here"),
            Code::UnknownName => format!("`{value}` is neither shipped nor a path that exists"),
            Code::EmptyFile => "this file is empty".into(),
            Code::BinaryFile => "this is not a text file: it holds NUL bytes".into(),
            Code::UnknownEncoding => "this text is neither UTF-8 nor CP932".into(),
            Code::LineTooLong => format!("this line is {value} bytes long"),
            Code::FileTooLarge => "this file is too large".into(),
            Code::Syntax => format!("this cannot be read: {value}"),
            Code::MissingColumn => format!("column `{value}` is missing"),
            Code::UnknownColumn => format!("column `{value}` is not known here"),
            Code::DuplicateColumn => format!("column `{value}` stands here twice"),
            Code::RowLength if value == "1" => "this row has 1 cell".into(),
            Code::RowLength => format!("this row has {value} cells"),
            Code::UnknownKey => format!("key `{value}` is not known here"),
            Code::WrongType => format!("`{field}` is {value}"),
            Code::SchemaVersion => format!("schema version {value} is not one that this program reads"),
            Code::Missing => format!("`{field}` is missing"),
            Code::MissingSource => "this row does not say where it comes from".into(),
            Code::UnknownWord => format!("`{value}` is not a word that `{field}` knows"),
            Code::UnknownId if value.is_empty() => format!("`{field}` is blank"),
            Code::UnknownId => format!("`{value}` does not exist"),
            Code::DuplicateId => format!("`{value}` stands here twice"),
            Code::NotANumber => format!("`{value}` is not a number"),
            Code::WrongUnit => format!("`{value}` has a unit that does not belong here"),
            Code::OutOfRange => format!("{value} is outside the range of `{field}`"),
            Code::RangeOrder => format!("{value} is out of order"),
            Code::Contradiction => format!("`{value}` contradicts the rest"),
            Code::Cycle => format!("`{value}` leads back to itself"),
            Code::MatchesNothing => format!("`{value}` selects nothing"),
            Code::Malformed if value.is_empty() => format!("`{field}` is blank"),
            Code::OtherCatalogue => format!("none of the {value} controls of this profile is in the catalogue"),
            Code::Malformed => format!("`{value}` does not have the form that `{field}` needs"),
            Code::ChangedFile => "this file is not what the run wrote".into(),
            Code::OtherRun => format!("this file is of another run: `{value}` was not compared here"),
            Code::Truncated => "this file ends in the middle of a row".into(),
        };
        if self.expected != Expected::Nothing {
            text.push_str(&format!("; expected {}", self.expected));
        }
        if let Some(nearest) = &self.nearest {
            text.push_str(&format!("; did you mean `{nearest}`?"));
        }
        text
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let (Some(line), Some(column)) = (self.line, self.column) {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}[{}]: {}", self.severity, self.code, self.message)
    }
}

/// A value cut to what a person wants to see of it.
fn shortened(value: &str) -> String {
    const MOST: usize = 80;
    match value.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}...", &value[..end]),
        None => value.to_owned(),
    }
}

/// Everything that is wrong with an input, in the order in which it was found.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of `other`.
    pub fn append(&mut self, other: Diagnostics) {
        self.0.extend(other.0);
    }

    /// Whether one of them stops the work.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Brings what was added since `mark` into the order of the file.
    pub(crate) fn sort_since(&mut self, mark: usize) {
        self.0[mark..].sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The diagnostics, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Whether an error is about reading from the disk and not about what was read; the program ends with another code then.
    #[must_use]
    pub fn is_input_output(&self) -> bool {
        self.0.iter().any(|d| matches!(d.code, Code::UnreadableFile | Code::UnreadableFolder))
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for diagnostic in self {
            writeln!(f, "{diagnostic}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diagnostic_says_place_code_expectation_and_nearest_name() {
        let source = Arc::new(Source::new("assets.csv", "id,kind\na,gatweay\n"));
        let diagnostic = Diagnostic::at(Code::UnknownWord, &source, 10..17, "kind", "gatweay", Expected::Nothing)
            .near(["sensor", "gateway"]);
        assert_eq!(
            diagnostic.to_string(),
            "assets.csv:2:3: error[unknown-word]: `gatweay` is not a word that `kind` knows; did you mean `gateway`?"
        );
    }

    #[test]
    fn every_problem_of_the_model_has_the_code_it_spells() {
        for &kind in ProblemKind::ALL {
            assert_eq!(Code::from(kind).as_str(), kind.as_str());
        }
    }
}
