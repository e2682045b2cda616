//! What plots need to know about a measure: its name with a capital where a title begins, its unit.

use yagura_sim::measure::{MEASURES, Unit};

use crate::summary::measure_name;
use crate::words::{Language, Words};

/// The unit of the measure `key`.
pub(super) fn unit_of(key: &str) -> Unit {
    MEASURES.iter().find(|measure| measure.key == key).map_or(Unit::Count, |measure| measure.unit)
}

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
