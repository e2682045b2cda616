//! What stands on the terminal after a comparison: the answer in words, then the table, then what the answer leaves out.

mod answer;
mod beside;
mod hangs_on;
mod ignored;
mod verdicts;

pub use answer::answer;
pub(crate) use answer::to_decide_in_words;
pub use beside::beside;
pub use hangs_on::hangs_on;
pub use ignored::{Ignored, ignored, ignored_in_words};
pub use verdicts::verdict_table;

use crate::words::{Language, Words};

/// What things are called: ids and their names in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Id.
    pub id: String,
    /// English name.
    pub en: String,
    /// Japanese name.
    pub ja: String,
}

impl Named {
    /// The name in `language`.
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        language.choose(&self.en, &self.ja)
    }
}

/// The name of `id` among `all`, or the id itself.
fn name_of<'a>(all: &'a [Named], id: &'a str, words: &Words) -> &'a str {
    match all.iter().find(|named| named.id == id).map(|named| named.name(words.language())) {
        None | Some("") => id,
        Some(name) => name,
    }
}

/// The name of a measure, as a sentence wants it.
#[must_use]
pub fn measure_name(words: &Words, key: &str) -> String {
    words.find(&format!("measure-{}", key.replace('_', "-")), &[]).unwrap_or_else(|| key.to_owned())
}
