//! The words of the page: the messages of its Fluent file, variables left as `{name}` for the page to fill.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use yagura_reports::words::{Language, Words};

/// Fluent files whose messages the page gets.
const FILES: [&str; 3] = ["workshop", "replay", "vocabulary"];

/// The messages by key.
pub(super) fn page_words(language: Language) -> &'static BTreeMap<String, String> {
    static ENGLISH: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    static JAPANESE: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    let slot = match language {
        Language::English => &ENGLISH,
        Language::Japanese => &JAPANESE,
    };
    slot.get_or_init(|| {
        let words = Words::new(language);
        FILES.iter().flat_map(|file| words.of_file(file)).collect()
    })
}
