//! Messages by key.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use yagura_sim::words::Words as Vocabulary;

use super::Language;

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        /// The Fluent files: name, English text, Japanese text.
        const FILES: &[(&str, &str, &str)] = &[$((
            $name,
            include_str!(concat!("../../words/en/", $name, ".ftl")),
            include_str!(concat!("../../words/ja/", $name, ".ftl")),
        )),+];
    };
}

files!(
    "checklist",
    "city",
    "controls",
    "diagnostics",
    "evidence",
    "explain",
    "measures",
    "pack",
    "page",
    "parameter-units",
    "parameters",
    "plots",
    "program",
    "replay",
    "sensitivity",
    "story",
    "summary",
    "sweep",
    "tables",
    "units",
    "validation",
    "vocabulary",
    "workshop"
);

/// All messages of one language.
///
/// ```
/// use yagura_reports::words::{Language, Words};
/// let words = Words::new(Language::English);
/// assert_eq!(words.say("unit-h", &[]), "h");
/// ```
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The messages of `language`.
    ///
    /// A broken file loses its broken messages only; the tests refuse to let one be committed.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let mut bundle = FluentBundle::new(vec![language.identifier()]);
        // Isolation marks are invisible characters that break alignment in terminals and searching in pages; neither language is
        // written from right to left.
        bundle.set_use_isolating(false);
        for (_, english, japanese) in FILES {
            let text = match language {
                Language::English => english,
                Language::Japanese => japanese,
            };
            let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(partly, _)| partly);
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The message `key`, its variables filled from `arguments`. An unknown key comes back in brackets, so that a slip shows instead
    /// of hiding.
    #[must_use]
    pub fn say(&self, key: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
        self.find(key, arguments).unwrap_or_else(|| format!("[{key}]"))
    }

    /// The message `key`, if there is one.
    #[must_use]
    pub fn find(&self, key: &str, arguments: &[(&str, FluentValue<'_>)]) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut filled = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            filled.set(*name, value.clone());
        }
        let mut slips = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&filled), &mut slips).into_owned())
    }

    /// Every message of the file `name`, for a reader that fills variables itself: a variable stands in it as `{variable}`.
    #[must_use]
    pub fn of_file(&self, name: &str) -> BTreeMap<String, String> {
        let file = FILES.iter().find(|(file, ..)| *file == name);
        let text = file.map_or("", |(_, english, japanese)| self.language.choose(english, japanese));
        let variables: BTreeSet<&str> = text.match_indices('$').map(|(at, _)| word_at(&text[at + 1..])).collect();
        let arguments: Vec<(&str, FluentValue<'_>)> =
            variables.iter().map(|name| (*name, format!("{{{name}}}").into())).collect();
        let keys = text.lines().filter(|line| !line.starts_with(['#', ' ', '[', '*', '}'])).filter_map(|line| {
            let (key, _) = line.split_once('=')?;
            Some(key.trim().to_owned())
        });
        keys.filter_map(|key| Some((key.clone(), self.find(&key, &arguments)?))).collect()
    }

    /// What people call the parameter `key`: its row says it in English, the messages in Japanese as far as they know the key.
    #[must_use]
    pub fn parameter_name(&self, key: &str, quantity: &str) -> String {
        match self.language {
            Language::English => quantity.to_owned(),
            Language::Japanese => self
                .find(&format!("parameter-name-{}", key.replace('_', "-")), &[])
                .unwrap_or_else(|| quantity.to_owned()),
        }
    }

    /// What people call a word of a closed vocabulary: message `<vocabulary>-<spelling>`, blanks and underscores as hyphens.
    #[must_use]
    pub fn name_of<W: Vocabulary>(&self, word: W) -> String {
        self.say(&key_of(word), &[])
    }
}

/// The name at the beginning of `text`.
fn word_at(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-').unwrap_or(text.len());
    &text[..end]
}

/// The key under which a word of a closed vocabulary has its name.
pub(super) fn key_of<W: Vocabulary>(word: W) -> String {
    format!("{}-{}", W::WHAT, word.as_str()).replace([' ', '_'], "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every message of every file: key to (file, the names of its variables).
    fn messages(language: Language) -> BTreeMap<String, (String, BTreeSet<String>)> {
        let mut all = BTreeMap::new();
        for (name, english, japanese) in FILES {
            let text = if language == Language::English { english } else { japanese };
            assert!(
                FluentResource::try_new((*text).to_owned()).is_ok(),
                "{}/{name}.ftl does not parse",
                language.code()
            );
            let mut key = String::new();
            for line in text.lines() {
                if line.starts_with('#') {
                    continue;
                }
                if let Some((before, _)) = line.split_once('=')
                    && !line.starts_with([' ', '[', '*', '}'])
                {
                    key = before.trim().to_owned();
                    let earlier = all.insert(key.clone(), ((*name).to_owned(), BTreeSet::new()));
                    assert!(earlier.is_none(), "{key} stands twice in {}", language.code());
                }
                for (at, _) in line.match_indices('$') {
                    let variable: String =
                        line[at + 1..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                    all.get_mut(&key).expect("a variable stands inside a message").1.insert(variable);
                }
            }
        }
        all
    }

    #[test]
    fn a_parameter_without_a_japanese_name_keeps_what_its_row_says() {
        let (english, japanese) = (Words::new(Language::English), Words::new(Language::Japanese));
        assert_eq!(english.parameter_name("radio_try_h", "One try by radio"), "One try by radio");
        assert!(japanese.parameter_name("radio_try_h", "One try by radio").contains("無線"));
        assert_eq!(japanese.parameter_name("of_my_own", "What I know"), "What I know");
    }

    #[test]
    fn the_messages_of_a_file_keep_their_variables_for_the_reader() {
        let messages = Words::new(Language::English).of_file("units");
        assert!(messages.values().any(|text| text.contains("{value}")), "{messages:?}");
        assert!(Words::new(Language::English).of_file("no-such-file").is_empty());
    }

    #[test]
    fn neither_language_lacks_a_message_and_both_use_the_same_variables() {
        let (english, japanese) = (messages(Language::English), messages(Language::Japanese));
        for (key, (file, variables)) in &english {
            let (other_file, other_variables) =
                japanese.get(key).unwrap_or_else(|| panic!("{key} is missing in Japanese"));
            assert_eq!(file, other_file, "{key} stands in different files");
            assert_eq!(variables, other_variables, "{key} uses different variables");
        }
        for key in japanese.keys() {
            assert!(english.contains_key(key), "{key} is missing in English");
        }
    }

    #[test]
    fn every_file_of_the_folder_is_embedded() {
        for language in Language::ALL {
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("words").join(language.code());
            let found: BTreeSet<String> = std::fs::read_dir(folder)
                .expect("the folder of words is there")
                .map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned())
                .collect();
            let named: BTreeSet<String> = FILES.iter().map(|(name, ..)| format!("{name}.ftl")).collect();
            assert_eq!(found, named);
        }
    }

    #[test]
    fn an_unknown_key_shows() {
        assert_eq!(Words::new(Language::English).say("no-such-message", &[]), "[no-such-message]");
    }

    #[test]
    fn every_vocabulary_that_people_read_is_named_in_both_languages() {
        fn check<W: Vocabulary>(words: &Words) {
            for &word in W::ALL {
                assert!(
                    words.find(&key_of(word), &[]).is_some(),
                    "{} is missing in {}",
                    key_of(word),
                    words.language.code()
                );
            }
        }
        for language in Language::ALL {
            let words = Words::new(language);
            check::<yagura_sim::city::OrganisationRole>(&words);
            check::<yagura_sim::city::Category>(&words);
            check::<yagura_sim::city::SecurityOperations>(&words);
            check::<yagura_sim::city::ContractKind>(&words);
            check::<yagura_sim::city::Medium>(&words);
            check::<yagura_sim::city::SeparationTier>(&words);
            check::<yagura_sim::city::AssetKind>(&words);
            check::<yagura_sim::city::DataClass>(&words);
            check::<yagura_sim::city::Fallback>(&words);
            check::<yagura_sim::knowledge::Mechanism>(&words);
            check::<yagura_sim::knowledge::Confidence>(&words);
            check::<yagura_sim::knowledge::LinkKind>(&words);
            check::<yagura_sim::knowledge::SignalClass>(&words);
            check::<yagura_sim::knowledge::ExposureUnit>(&words);
            check::<yagura_sim::knowledge::EffectUnit>(&words);
            check::<yagura_sim::knowledge::TechniqueEffect>(&words);
            check::<yagura_sim::knowledge::Activity>(&words);
            check::<yagura_sim::knowledge::Cause>(&words);
            check::<yagura_sim::knowledge::AttackerKind>(&words);
            check::<yagura_sim::scenario::Skill>(&words);
            check::<yagura_sim::scenario::Boundaries>(&words);
        }
    }
}
