//! What plots need to know about a measure: its name with a capital where a title begins.

use crate::summary::measure_name;
use crate::words::{Language, Words};

/// Its name as a title begins: `Detection delay`.
pub(super) fn named(words: &Words, key: &str) -> String {
    capital(words, &measure_name(words, key))
}

/// `text` with a capital first letter, where the language has capitals.
pub(super) fn capital(words: &Words, text: &str) -> String {
    let mut letters = text.chars();
    match (words.language(), letters.next()) {
        (Language::English, Some(first)) => first.to_uppercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}
