//! What would have been right in the place of a wrong value.

use std::fmt;

use yagura_sim::words::Words;

use crate::column::Column;

/// What would have been right, as data; `Display` says it in English.
#[derive(Clone, Debug, PartialEq)]
pub enum Expected {
    /// Nothing to say beyond the code.
    Nothing,
    /// A number, in `unit` if it has one, written without the unit.
    Number {
        /// Unit, or empty.
        unit: String,
    },
    /// A number from `low` to `high`.
    Between {
        /// Lowest value allowed.
        low: f64,
        /// Highest value allowed.
        high: f64,
    },
    /// A number of at least `low`.
    AtLeast {
        /// Lowest value allowed.
        low: f64,
    },
    /// A number above `low`.
    Above {
        /// The value that is already too low.
        low: f64,
    },
    /// A whole number.
    Whole,
    /// low <= mode <= high.
    Ascending,
    /// One of a closed list of words.
    OneOf {
        /// What the list is called.
        what: String,
        /// The list.
        words: Vec<String>,
    },
    /// The id of something.
    IdOf {
        /// What it is the id of.
        what: String,
    },
    /// `yes` or `no`.
    YesOrNo,
    /// So many cells.
    Cells {
        /// How many.
        count: usize,
    },
    /// A source, or the word `assumption`.
    Source,
    /// At most so many bytes.
    Bytes {
        /// How many.
        most: u64,
    },
    /// A form or condition, in English words.
    Form(String),
    /// What a column holds.
    Column {
        /// In English.
        en: String,
        /// In Japanese.
        ja: String,
    },
    /// The file as a run of the program wrote it.
    AsWritten,
    /// Tables of this version.
    TablesVersion {
        /// The version.
        version: u32,
    },
}

impl Expected {
    /// What `column` holds.
    pub(crate) fn column(column: &Column) -> Self {
        Self::Column {
            en: column.en.trim_end_matches('.').to_owned(), ja: column.ja.trim_end_matches('。').to_owned()
        }
    }

    /// One of the words of `W`.
    #[must_use]
    pub fn word<W: Words>() -> Self {
        Self::OneOf { what: W::WHAT.into(), words: W::spellings().into_iter().map(String::from).collect() }
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => Ok(()),
            Self::Number { unit } if unit.is_empty() => f.write_str("a number"),
            Self::Number { unit } => write!(f, "a number in {unit}, without the unit"),
            Self::Between { low, high } => write!(f, "a number from {low} to {high}"),
            Self::AtLeast { low } => write!(f, "a number of at least {low}"),
            Self::Above { low } => write!(f, "a number above {low}"),
            Self::Whole => f.write_str("a whole number"),
            Self::Ascending => f.write_str("low <= mode <= high"),
            Self::OneOf { what, words } => write!(f, "one of {what}: {}", words.join(", ")),
            Self::IdOf { what } => write!(f, "the id of {what}"),
            Self::YesOrNo => f.write_str("yes or no"),
            Self::Cells { count } => write!(f, "{count} cells, as in the header"),
            Self::Source => f.write_str("a source, or the word assumption"),
            Self::Bytes { most } => write!(f, "at most {most} bytes"),
            Self::Form(form) => f.write_str(form),
            Self::Column { en, .. } => f.write_str(en),
            Self::AsWritten => f.write_str("the file as the run wrote it: put it back, or run the comparison again"),
            Self::TablesVersion { version } => {
                write!(f, "tables of version {version}: run the comparison again, or use the program of that version")
            }
        }
    }
}
