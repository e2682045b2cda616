//! The two languages, and how one is chosen.

use unic_langid::{LanguageIdentifier, langid};

/// A language in which Yagura speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// English.
    English,
    /// Japanese.
    Japanese,
}

impl Language {
    /// Both.
    pub const ALL: [Self; 2] = [Self::English, Self::Japanese];

    /// The language that a locale such as `ja_JP.UTF-8` asks for: Japanese for `ja` and `ja_*`, English for everything else.
    #[must_use]
    pub fn of_locale(locale: &str) -> Self {
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("ja") { Self::Japanese } else { Self::English }
    }

    /// The language code, `en` or `ja`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Japanese => "ja",
        }
    }

    /// One of two texts that lie side by side in a table; English stands in where the Japanese is blank and the other way round.
    #[must_use]
    pub fn choose<'a>(self, english: &'a str, japanese: &'a str) -> &'a str {
        let (first, second) = match self {
            Self::English => (english, japanese),
            Self::Japanese => (japanese, english),
        };
        if first.is_empty() { second } else { first }
    }

    pub(super) fn identifier(self) -> LanguageIdentifier {
        match self {
            Self::English => langid!("en"),
            Self::Japanese => langid!("ja"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_japanese_locale_asks_for_japanese_and_any_other_for_english() {
        for locale in ["ja", "ja_JP.UTF-8", "JA-jp", "ja.eucJP"] {
            assert_eq!(Language::of_locale(locale), Language::Japanese, "{locale}");
        }
        for locale in ["", "C", "C.UTF-8", "en_GB.UTF-8", "jam_JM", "POSIX"] {
            assert_eq!(Language::of_locale(locale), Language::English, "{locale}");
        }
    }
}
