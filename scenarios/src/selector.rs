//! Selectors in text form: `word=value,value; word=value`.
//!
//! Words narrow, values of one word widen. Which words there are, and what their values may be, is said in
//! [`yagura_sim::knowledge::EffectSelector`] and [`yagura_sim::scenario::TargetSelector`]. Ids are kept as text: whoever knows the
//! catalogue and the city checks them.

use yagura_sim::knowledge::EffectSelector;
use yagura_sim::scenario::TargetSelector;
use yagura_sim::words::Words;

use crate::diagnostic::{Code, Expected};
use crate::expression::Fault;
use crate::text::trimmed;

/// The words of an effect's selector.
pub const EFFECT_WORDS: [&str; 22] = [
    "technique",
    "link",
    "asset",
    "zone",
    "category",
    "operator",
    "role",
    "tag",
    "medium",
    "crosses",
    "attacker",
    "signal",
    "activity",
    "cause",
    "effect",
    "class",
    "limits",
    "param",
    "role_param",
    "desk",
    "spoof",
    "measure",
];

/// The words of a step's targets.
pub const TARGET_WORDS: [&str; 7] = ["id", "kind", "zone", "service", "operator", "tag", "dataset"];

/// One `word=value,value`.
struct Clause<'a> {
    word: &'a str,
    values: Vec<&'a str>,
}

/// The clauses of `text`; a word that is unknown, named twice or without values is a fault.
fn clauses<'a>(text: &'a str, words: &[&'static str], faults: &mut Vec<Fault>) -> Vec<Clause<'a>> {
    let mut clauses: Vec<Clause<'a>> = Vec::new();
    for part in text.split([';', '；']).map(trimmed).filter(|part| !part.is_empty()) {
        let Some((word, values)) = part.split_once(['=', '＝']) else {
            faults.push(Fault::malformed(part, "word=value,value"));
            continue;
        };
        let word = trimmed(word);
        let values: Vec<&str> =
            values.split([',', '，', '、']).map(trimmed).filter(|value| !value.is_empty()).collect();
        if !words.contains(&word) {
            let expected = Expected::OneOf {
                what: "the words of a selector".into(),
                words: words.iter().map(|w| (*w).into()).collect(),
            };
            faults.push(Fault::unknown(word, expected, words.iter().copied()));
        } else if clauses.iter().any(|clause| clause.word == word) {
            let expected = Expected::Form("each word once, with a comma between its values".into());
            faults.push(Fault { code: Code::Malformed, part: part.into(), expected, nearest: None });
        } else if values.is_empty() {
            faults.push(Fault::malformed(part, "at least one value after ="));
        } else {
            clauses.push(Clause { word, values });
        }
    }
    clauses
}

fn texts(clause: &Clause<'_>) -> Vec<String> {
    clause.values.iter().map(|value| (*value).to_owned()).collect()
}

fn vocabulary<W: Words>(clause: &Clause<'_>, faults: &mut Vec<Fault>) -> Vec<W> {
    let mut words = Vec::new();
    for &value in &clause.values {
        match W::parse(value) {
            Some(word) => words.push(word),
            None => faults.push(Fault::unknown_word::<W>(value)),
        }
    }
    words
}

/// An effect's selector.
pub(crate) fn effect_selector(text: &str) -> Result<EffectSelector, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut selector = EffectSelector::default();
    for clause in clauses(text, &EFFECT_WORDS, &mut faults) {
        let f = &mut faults;
        match clause.word {
            "technique" => selector.technique = texts(&clause),
            "link" => selector.link = vocabulary(&clause, f),
            "asset" => selector.asset = vocabulary(&clause, f),
            "zone" => selector.zone = texts(&clause),
            "category" => selector.category = vocabulary(&clause, f),
            "operator" => selector.operator = texts(&clause),
            "role" => selector.role = vocabulary(&clause, f),
            "tag" => selector.tag = texts(&clause),
            "medium" => selector.medium = vocabulary(&clause, f),
            "crosses" => selector.crosses = vocabulary(&clause, f),
            "attacker" => selector.attacker = vocabulary(&clause, f),
            "signal" => selector.signal = vocabulary(&clause, f),
            "activity" => selector.activity = vocabulary(&clause, f),
            "cause" => selector.cause = vocabulary(&clause, f),
            "effect" => selector.effect = vocabulary(&clause, f),
            "class" => selector.class = vocabulary(&clause, f),
            "limits" => selector.limits = texts(&clause),
            "param" => selector.param = texts(&clause),
            "role_param" => selector.role_param = vocabulary(&clause, f),
            "desk" => selector.desk = vocabulary(&clause, f),
            "spoof" => selector.spoof = vocabulary(&clause, f),
            _ => selector.measure = vocabulary(&clause, f),
        }
    }
    if faults.is_empty() { Ok(selector) } else { Err(faults) }
}

/// A step's targets.
pub(crate) fn target_selector(text: &str) -> Result<TargetSelector, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut selector = TargetSelector::default();
    for clause in clauses(text, &TARGET_WORDS, &mut faults) {
        if clause.word == "kind" {
            check_kinds(&clause, &mut faults);
        }
        let values = texts(&clause);
        match clause.word {
            "id" => selector.id = values,
            "kind" => selector.kind = values,
            "zone" => selector.zone = values,
            "service" => selector.service = values,
            "operator" => selector.operator = values,
            "tag" => selector.tag = values,
            _ => selector.dataset = values,
        }
    }
    if faults.is_empty() { Ok(selector) } else { Err(faults) }
}

/// `kind` or `kind:subtype`; the subtype is the city's own word.
fn check_kinds(clause: &Clause<'_>, faults: &mut Vec<Fault>) {
    use yagura_sim::city::AssetKind;
    for value in &clause.values {
        let kind = value.split_once([':', '：']).map_or(*value, |(kind, _)| kind);
        if AssetKind::parse(kind).is_none() {
            faults.push(Fault::unknown_word::<AssetKind>(kind));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yagura_sim::city::AssetKind;
    use yagura_sim::knowledge::LinkKind;

    #[test]
    fn words_narrow_and_values_widen() {
        let selector = effect_selector("technique=a,b; link=near ;asset=gateway").unwrap();
        assert_eq!(selector.technique, ["a", "b"]);
        assert_eq!(selector.link, [LinkKind::Near]);
        assert_eq!(selector.asset, [AssetKind::Gateway]);
        assert_eq!(effect_selector("").unwrap(), EffectSelector::default());
    }

    #[test]
    fn every_word_of_the_closed_list_is_read() {
        // A value that fits no vocabulary is refused by every word with one, and kept by every word with ids.
        for word in EFFECT_WORDS {
            let read = effect_selector(&format!("{word}=?"));
            let kept = read.is_ok_and(|selector| selector != EffectSelector::default());
            let ids = ["technique", "zone", "operator", "tag", "limits", "param"].contains(&word);
            assert_eq!(kept, ids, "{word}");
        }
    }

    #[test]
    fn faults_name_their_part_and_the_nearest_word() {
        let faults = effect_selector("tecnique=a; link=naer; link=near; asset=; x").unwrap_err();
        let told: Vec<_> = faults.iter().map(|f| (f.code, f.part.as_str(), f.nearest.as_deref())).collect();
        assert_eq!(
            told,
            [
                (Code::UnknownWord, "tecnique", Some("technique")),
                (Code::Malformed, "link=near", None),
                (Code::Malformed, "asset=", None),
                (Code::Malformed, "x", None),
                (Code::UnknownWord, "naer", Some("near")),
            ]
        );
    }

    #[test]
    fn targets_take_kinds_with_a_subtype() {
        let selector = target_selector("zone=river-radio; kind=gateway:river-base").unwrap();
        assert_eq!(selector.kind, ["gateway:river-base"]);
        assert_eq!(target_selector("kind=gatway:x").unwrap_err()[0].nearest.as_deref(), Some("gateway"));
    }
}
