//! Controls in which the compared sets differ and which nothing simulates: the verdicts ignore them, and say so.

use yagura_sim::control_set::{ControlSetRecord, Coverage};
use yagura_sim::knowledge::{ControlRecord, EffectRecord};

use crate::tables::{CostRow, Spread3};
use crate::words::{Words, yen};

/// A control without a simulated effect in which a set differs from the baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Ignored {
    /// The set.
    pub control_set: String,
    /// The control.
    pub control: String,
    /// Why nothing is simulated, English.
    pub why_en: String,
    /// Why nothing is simulated, Japanese.
    pub why_ja: String,
    /// What it costs in five years under the set, if known.
    pub five_year_jpy: Option<Spread3>,
}

/// Those of all `sets` against `baseline`, set by set, by id.
#[must_use]
pub fn ignored(
    baseline: &ControlSetRecord,
    sets: &[&ControlSetRecord],
    controls: &[ControlRecord],
    effects: &[EffectRecord],
    costs: &[CostRow],
) -> Vec<Ignored> {
    let mut found = Vec::new();
    for set in sets {
        for control in controls {
            let simulated = effects.iter().any(|effect| effect.control == control.id);
            if simulated || coverage(set, &control.id) == coverage(baseline, &control.id) {
                continue;
            }
            let cost = costs.iter().find(|row| row.control_set == set.id && row.control == control.id);
            found.push(Ignored {
                control_set: set.id.clone(),
                control: control.id.clone(),
                why_en: control.not_simulated_en.clone(),
                why_ja: control.not_simulated_ja.clone(),
                five_year_jpy: cost.and_then(|row| row.five_year_jpy),
            });
        }
    }
    found
}

/// How far `control` reaches in `set`; what is not listed does not reach at all.
fn coverage(set: &ControlSetRecord, control: &str) -> Coverage {
    set.controls.iter().find(|entry| entry.control == control).map_or(Coverage::Share(0.0), |entry| entry.coverage)
}

/// The sentences; empty where nothing is ignored.
#[must_use]
pub fn ignored_in_words(words: &Words, ignored: &[Ignored]) -> String {
    let mut sets: Vec<&str> = ignored.iter().map(|one| one.control_set.as_str()).collect();
    sets.dedup();
    let mut text = String::new();
    for set in sets {
        text.push_str(&words.say("ignored-head", &[("set", set.into())]));
        text.push('\n');
        for one in ignored.iter().filter(|one| one.control_set == set) {
            let why = words.language().choose(&one.why_en, &one.why_ja);
            let cost = one.five_year_jpy.map_or_else(
                || words.say("ignored-cost-unknown", &[]),
                |cost| {
                    let (low, high) = (yen(words, cost.low), yen(words, cost.high));
                    words.say("ignored-cost", &[("low", low.into()), ("high", high.into())])
                },
            );
            text.push_str(&format!("  {}  {cost}  {why}\n", one.control));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use yagura_sim::control_set::ControlEntry;
    use yagura_sim::problem::{Origin, Table};

    use super::*;

    fn set(id: &str, coverage: f64) -> ControlSetRecord {
        let entry = ControlEntry {
            origin: Origin::new(Table::ControlSet, 0),
            control: "CPS.GV-1".into(),
            coverage: Coverage::Share(coverage),
            why_en: String::new(),
            why_ja: String::new(),
            cost: None,
            claimed_by: String::new(),
        };
        ControlSetRecord { id: id.into(), controls: vec![entry], ..ControlSetRecord::default() }
    }

    fn control() -> ControlRecord {
        ControlRecord {
            origin: Origin::new(Table::Controls, 0),
            id: "CPS.GV-1".into(),
            family: "GV".into(),
            family_name_ja: String::new(),
            family_name_en: String::new(),
            text_en: String::new(),
            text_ja: String::new(),
            layers: Vec::new(),
            basis: String::new(),
            not_simulated_en: "acts on paper only".into(),
            not_simulated_ja: "文書の上だけで働く".into(),
        }
    }

    #[test]
    fn a_control_that_nothing_simulates_is_named_where_sets_differ_in_it() {
        let (none, full) = (set("none", 0.0), set("full", 1.0));
        let found = ignored(&none, &[&full], &[control()], &[], &[]);
        assert_eq!(found.len(), 1);
        let text = ignored_in_words(&Words::new(crate::words::Language::English), &found);
        assert!(text.contains("CPS.GV-1") && text.contains("acts on paper only"), "{text}");
        assert!(ignored(&none, &[&set("same", 0.0)], &[control()], &[], &[]).is_empty());
    }
}
