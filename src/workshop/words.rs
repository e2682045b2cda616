//! The words of the page: the messages of its Fluent files, variables left as `{name}` for the page to fill.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use yagura_reports::replay::Both;
use yagura_reports::words::{Language, Words};

/// The messages by key.
pub(super) fn page_words(language: Language) -> &'static BTreeMap<String, String> {
    static ENGLISH: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    static JAPANESE: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    let slot = match language {
        Language::English => &ENGLISH,
        Language::Japanese => &JAPANESE,
    };
    slot.get_or_init(|| {
        // Map and replay have words of their own.
        let mut messages = Both::default().of_the_page().remove(language.code()).unwrap_or_default();
        messages.extend(Words::new(language).of_file("workshop"));
        messages
    })
}
