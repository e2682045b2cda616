//! What was expected, in Japanese: builders and readers say it in English words, with names in between.
//!
//! `expected.tsv` pairs the English with the Japanese; `{1}` stands for what lies in between and may be a phrase of the table itself.
//! An English sentence without a pair stays as it is.

use super::{Language, Words};

const PAIRS: &str = include_str!("../../words/expected.tsv");

impl Words {
    /// `english`, which says what was expected, in the language of the messages.
    #[must_use]
    pub fn expected(&self, english: &str) -> String {
        match self.language() {
            Language::English => english.to_owned(),
            Language::Japanese => in_japanese(english).unwrap_or_else(|| english.to_owned()),
        }
    }
}

fn in_japanese(english: &str) -> Option<String> {
    let pairs = || PAIRS.lines().filter_map(|line| line.split_once('\t'));
    // Exact phrases first: a pattern could take them apart.
    if let Some((_, japanese)) = pairs().find(|(pattern, _)| *pattern == english) {
        return Some(japanese.to_owned());
    }
    let patterns = pairs().filter(|(pattern, _)| pattern.contains("{1}"));
    // The pattern with the most words of its own is the most exact one.
    let (found, japanese) = patterns
        .filter_map(|(pattern, japanese)| parts(pattern, english).map(|found| (pattern.len(), found, japanese)))
        .max_by_key(|(length, ..)| *length)
        .map(|(_, found, japanese)| (found, japanese))?;
    let mut text = japanese.to_owned();
    for (number, part) in found.iter().enumerate() {
        let part = in_japanese(part).unwrap_or_else(|| (*part).to_owned());
        text = text.replace(&format!("{{{}}}", number + 1), &part);
    }
    Some(text)
}

/// What stands in `text` for `{1}`, `{2}` ... of `pattern`, which come in this order; `None` if it does not fit.
fn parts<'a>(pattern: &str, text: &'a str) -> Option<Vec<&'a str>> {
    let mut literals = Vec::new();
    let mut rest = pattern;
    for number in 1.. {
        match rest.split_once(&format!("{{{number}}}")) {
            Some((before, after)) => {
                literals.push(before);
                rest = after;
            }
            None => break,
        }
    }
    let (first, between) = literals.split_first()?;
    let mut text = text.strip_prefix(first)?;
    let mut found = Vec::new();
    for literal in between {
        let (part, after) = text.split_once(literal)?;
        found.push(part);
        text = after;
    }
    found.push(text.strip_suffix(rest)?);
    (!found.iter().any(|part| part.is_empty())).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_with_names_in_it_keeps_the_names() {
        let words = Words::new(Language::Japanese);
        assert_eq!(words.expected("the id of a zone"), "区域のID");
        assert_eq!(words.expected("at most 65535 rows in this table"), "この表は65535行以下");
        assert_eq!(
            words.expected("3 readings in group `reach`; assets.csv has 2"),
            "組`reach`に3個の計測値（assets.csvには2個）"
        );
        assert_eq!(words.expected("something that nobody has translated"), "something that nobody has translated");
        assert_eq!(Words::new(Language::English).expected("the id of a zone"), "the id of a zone");
    }

    #[test]
    fn every_pair_has_the_same_places_on_both_sides() {
        for (english, japanese) in PAIRS.lines().map(|line| line.split_once('\t').expect("a tab in every line")) {
            for number in 1..4 {
                let place = format!("{{{number}}}");
                assert_eq!(english.contains(&place), japanese.contains(&place), "{english}");
            }
            assert!(!japanese.is_ascii() || english.starts_with('['), "{english}");
        }
    }
}
