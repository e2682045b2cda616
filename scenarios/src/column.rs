//! How a table or a TOML file is laid out, said once: readers, checks and the documentation's file-format pages use it.

use yagura_sim::problem::Table;

/// Whether a column or key has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The column is there and every cell is filled.
    Required,
    /// The column may be absent and its cells may be blank.
    Optional,
}

/// Which numbers are allowed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bounds {
    /// Every finite number.
    Any,
    /// `low` to `high`, both allowed.
    Between(f64, f64),
    /// At least `low`.
    AtLeast(f64),
    /// More than `low`.
    Above(f64),
}

impl Bounds {
    /// Whether `number` is allowed.
    #[must_use]
    pub fn hold(self, number: f64) -> bool {
        match self {
            Self::Any => true,
            Self::Between(low, high) => (low..=high).contains(&number),
            Self::AtLeast(low) => number >= low,
            Self::Above(low) => number > low,
        }
    }
}

/// What stands in a column.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// Any text.
    Text,
    /// Where the row comes from, or `assumption`.
    Source,
    /// Several texts, `;` between them.
    List,
    /// `yes` or `no`.
    YesNo,
    /// A date: year, year-month or year-month-day.
    Date,
    /// A number in a unit (empty: a bare number).
    Number(&'static str, Bounds),
    /// A whole number from the first to the second.
    Whole(i64, i64),
    /// One of a closed list.
    Word(fn() -> Vec<&'static str>),
    /// Several of a closed list, `;` between them.
    Words(fn() -> Vec<&'static str>),
    /// A text in a small language, described in the named section of the documentation.
    Expression(&'static str),
    /// A text that may be blank, which means something (TOML only, as all that follow).
    Cell,
    /// A number, or `[low, mode, high]`.
    Magnitude(&'static str, Bounds),
    /// Any one of these.
    Either(&'static [Form]),
    /// A list in square brackets; each item is any one of these.
    Items(&'static [Form]),
    /// A section with these keys.
    Section(&'static [Column]),
    /// Sections with these keys, each written `[[key]]`.
    Sections(&'static [Column]),
    /// A section whose keys are ids: of a closed list, or of a table that is not known here. Each value is any one of these.
    Map(Option<fn() -> Vec<&'static str>>, &'static [Form]),
}

impl Form {
    /// The first form for which `pick` has an answer, of this one and those that its values may take.
    pub(crate) fn find<T>(self, pick: impl Fn(Self) -> Option<T> + Copy) -> Option<T> {
        pick(self).or_else(|| match self {
            Self::Either(forms) | Self::Items(forms) | Self::Map(_, forms) => {
                forms.iter().find_map(|form| form.find(pick))
            }
            _ => None,
        })
    }

    /// Which numbers are allowed in it.
    pub(crate) fn bounds(self) -> Option<Bounds> {
        self.find(|form| match form {
            Self::Number(_, bounds) | Self::Magnitude(_, bounds) => Some(bounds),
            _ => None,
        })
    }

    /// Which whole numbers are allowed in it.
    pub(crate) fn whole(self) -> Option<(i64, i64)> {
        self.find(|form| match form {
            Self::Whole(low, high) => Some((low, high)),
            _ => None,
        })
    }

    /// Which words are allowed in it.
    pub(crate) fn words(self) -> Option<Vec<&'static str>> {
        self.find(|form| match form {
            Self::Word(words) => Some(words()),
            _ => None,
        })
    }
}

/// One column of a table, or one key of a TOML file.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Whether it has to be there.
    pub need: Need,
    /// What stands in it.
    pub form: Form,
    /// What it means, in English.
    pub en: &'static str,
    /// What it means, in Japanese.
    pub ja: &'static str,
}

/// A required column.
pub(crate) const fn required(name: &'static str, form: Form, en: &'static str, ja: &'static str) -> Column {
    Column { name, need: Need::Required, form, en, ja }
}

/// An optional column.
pub(crate) const fn optional(name: &'static str, form: Form, en: &'static str, ja: &'static str) -> Column {
    Column { name, need: Need::Optional, form, en, ja }
}

/// Columns that every table may have.
pub const EVERYWHERE: &[Column] = &[
    optional("note", Form::Text, "Anything a reader of the table should know.", "表を読む人への注記。"),
    optional("as_of", Form::Date, "Date for which the row holds.", "この行がいつ時点の情報か。"),
    optional("verified", Form::Text, "Who or what confirmed the row, and how.", "誰が、どう確かめたか。"),
];

/// A text in both languages.
pub const BOTH_LANGUAGES: &[Column] =
    &[required("ja", Form::Text, "In Japanese.", "日本語。"), required("en", Form::Text, "In English.", "英語。")];

/// A text in one language or in both.
pub const ONE_LANGUAGE: &[Column] =
    &[optional("ja", Form::Text, "In Japanese.", "日本語。"), optional("en", Form::Text, "In English.", "英語。")];

/// The layout of one table.
#[derive(Clone, Copy, Debug)]
pub struct TableLayout {
    /// The table; its spelling is the file's name.
    pub table: Table,
    /// Whether the file has to be in the folder.
    pub need: Need,
    /// Its columns, besides [`EVERYWHERE`].
    pub columns: &'static [Column],
    /// Columns that together name a row: an overlay replaces the row with the same.
    pub key: &'static [&'static str],
    /// Whether columns that are not listed are let through (evidence tables hold more than the program reads).
    pub open: bool,
    /// What a row is, in English.
    pub en: &'static str,
    /// What a row is, in Japanese.
    pub ja: &'static str,
}

impl TableLayout {
    /// The column `name`.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.all_columns().find(|column| column.name == name)
    }

    /// Where the column `name` stands in [`all_columns`](Self::all_columns).
    pub(crate) fn place(&self, name: &str) -> Option<usize> {
        self.all_columns().position(|column| column.name == name)
    }

    /// Every column that it may have.
    pub fn all_columns(&self) -> impl Iterator<Item = &'static Column> {
        self.columns.iter().chain(EVERYWHERE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{
        ATTACKER_KEYS, AXIS_KEYS, BOUNDARY_KEYS, CATALOGUE_TABLES, CHANGE_KEYS, CITY_HEAD, CITY_TABLES,
        CONTROL_SET_KEYS, EFFECT_KEYS, ENTRY_KEYS, FLOW_KEYS, GRID_KEYS, LATIN_HYPERCUBE_KEYS, OUTPUT_KEYS,
        PARAMETER_KEYS, PLAN_KEYS, SCENARIO_KEYS, STEP_KEYS,
    };

    #[test]
    fn every_column_is_explained_once_in_both_languages() {
        let tables = CITY_TABLES.iter().chain(&CATALOGUE_TABLES).map(|layout| layout.columns);
        let documents = [
            PLAN_KEYS,
            OUTPUT_KEYS,
            GRID_KEYS,
            LATIN_HYPERCUBE_KEYS,
            AXIS_KEYS,
            CITY_HEAD,
            SCENARIO_KEYS,
            ATTACKER_KEYS,
            BOUNDARY_KEYS,
            STEP_KEYS,
            FLOW_KEYS,
            CONTROL_SET_KEYS,
            ENTRY_KEYS,
            CHANGE_KEYS,
            PARAMETER_KEYS,
            EFFECT_KEYS,
            BOTH_LANGUAGES,
            ONE_LANGUAGE,
            EVERYWHERE,
        ];
        for columns in tables.chain(documents) {
            let mut names: Vec<_> = columns.iter().map(|column| column.name).collect();
            for column in columns {
                assert!(column.en.ends_with('.'), "{}: {}", column.name, column.en);
                assert!(column.ja.ends_with('。'), "{}: {}", column.name, column.ja);
            }
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), columns.len(), "{names:?}");
        }
    }

    #[test]
    fn every_table_is_named_by_columns_that_it_has() {
        for layout in CITY_TABLES.iter().chain(&CATALOGUE_TABLES) {
            for name in layout.key {
                assert_eq!(layout.column(name).map(|column| column.need), Some(Need::Required), "{}", layout.table);
            }
            assert!(!layout.en.is_empty() && !layout.ja.is_empty(), "{}", layout.table);
        }
    }
}
