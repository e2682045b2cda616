//! The same text in both languages.

use std::collections::BTreeMap;

use serde::Serialize;
use yagura_sim::city::Name;

use crate::words::{Language, Value, Words};

/// What a person reads, in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Text {
    /// English.
    pub en: String,
    /// Japanese.
    pub ja: String,
}

impl Text {
    /// A name; one language stands in where the other is blank.
    #[must_use]
    pub fn of_name(name: &Name) -> Self {
        let choose = |language: Language| language.choose(&name.en, &name.ja).to_owned();
        Self { en: choose(Language::English), ja: choose(Language::Japanese) }
    }

    /// What reads the same in both.
    #[must_use]
    pub fn alike(text: &str) -> Self {
        Self { en: text.to_owned(), ja: text.to_owned() }
    }

    /// The text of one language.
    #[must_use]
    pub fn of(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::Japanese => &self.ja,
        }
    }
}

/// Fluent files whose messages the pages fill themselves.
const FILES: [&str; 2] = ["replay", "vocabulary"];

/// The words of both languages.
pub struct Both {
    /// English.
    pub en: Words,
    /// Japanese.
    pub ja: Words,
}

impl Default for Both {
    fn default() -> Self {
        Self { en: Words::new(Language::English), ja: Words::new(Language::Japanese) }
    }
}

impl Both {
    /// What `tell` says in either language.
    #[must_use]
    pub fn text(&self, tell: impl Fn(&Words) -> String) -> Text {
        Text { en: tell(&self.en), ja: tell(&self.ja) }
    }

    /// The message `key`; arguments are texts themselves.
    #[must_use]
    pub fn say(&self, key: &str, arguments: &[(&str, &Text)]) -> Text {
        self.text(|words| {
            let arguments: Vec<(&str, Value<'_>)> =
                arguments.iter().map(|(name, text)| (*name, text.of(words.language()).into())).collect();
            words.say(key, &arguments)
        })
    }

    /// The messages that the map and the replay fill themselves, by language code and key; variables stand in them as `{name}`.
    #[must_use]
    pub fn of_the_page(&self) -> BTreeMap<&'static str, BTreeMap<String, String>> {
        let all = |words: &Words| {
            let mut messages: BTreeMap<String, String> = FILES.iter().flat_map(|file| words.of_file(file)).collect();
            for day in 0..7 {
                let key = format!("weekday-{day}");
                let name = words.say(&key, &[]);
                messages.insert(key, name);
            }
            messages
        };
        BTreeMap::from([("en", all(&self.en)), ("ja", all(&self.ja))])
    }
}
