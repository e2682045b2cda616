//! The matrix of risks, controls and scenarios: which scenario plays a risk, and what part the controls have in it that the risk calls
//! for.
//!
//! # What happens
//! A risk is played by the scenarios that name it, or its row says why none does. A control that a risk calls for has a part in one of
//! them, or is not simulated and says why, or finds nothing to act on there and acts in other scenarios, which are named. Anything else
//! is a hole.

use crate::knowledge::{CatalogueRecords, RiskRecord};

use super::{Part, Played, ScenarioRecord};

/// A control that a risk calls for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalledFor<'a> {
    /// The control.
    pub control: &'a str,
    /// Its part in each scenario that plays the risk, in their order.
    pub parts: Vec<Part>,
    /// Other scenarios in which it acts or supports; empty where `parts` has one that does.
    pub elsewhere: Vec<&'a str>,
    /// Why it is not simulated, English and Japanese; empty where it is.
    pub not_simulated: [&'a str; 2],
}

impl CalledFor<'_> {
    /// Whether it acts or supports in a scenario that plays the risk.
    #[must_use]
    pub fn has_a_part(&self) -> bool {
        self.parts.iter().any(|&part| part > Part::Nothing)
    }

    /// Whether it has no part and nothing says why.
    #[must_use]
    pub fn is_hole(&self) -> bool {
        !self.has_a_part() && self.elsewhere.is_empty() && self.not_simulated.contains(&"")
    }
}

/// A risk with what plays it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlayedRisk<'a> {
    /// The row.
    pub risk: &'a RiskRecord,
    /// Ids of the scenarios that play it.
    pub scenarios: Vec<&'a str>,
    /// The controls that it calls for, in its order.
    pub controls: Vec<CalledFor<'a>>,
}

impl PlayedRisk<'_> {
    /// Whether nothing plays it and nothing says why, or one of its controls is a hole.
    #[must_use]
    pub fn is_hole(&self) -> bool {
        if self.scenarios.is_empty() {
            return self.risk.not_played_en.is_empty() || self.risk.not_played_ja.is_empty();
        }
        self.controls.iter().any(CalledFor::is_hole)
    }
}

/// Every risk of the catalogue, in its order, with what plays it among `scenarios`.
#[must_use]
pub fn matrix<'a>(catalogue: &'a CatalogueRecords, scenarios: &'a [ScenarioRecord]) -> Vec<PlayedRisk<'a>> {
    let played: Vec<(&ScenarioRecord, Played<'_>)> =
        scenarios.iter().map(|scenario| (scenario, Played::new(catalogue, scenario))).collect();
    catalogue
        .risks
        .iter()
        .map(|risk| {
            let plays = |scenario: &ScenarioRecord| scenario.risks.contains(&risk.id);
            let controls = risk.controls.iter().map(|control| {
                let of = |plays_it: bool| {
                    let parts = played.iter().filter(move |(scenario, _)| plays(scenario) == plays_it);
                    parts.map(|(scenario, played)| (scenario.id.as_str(), played.part(control)))
                };
                let parts: Vec<Part> = of(true).map(|(_, part)| part).collect();
                let silent = parts.iter().all(|&part| part <= Part::Nothing);
                let elsewhere = of(false).filter(|&(_, part)| silent && part > Part::Nothing).map(|(id, _)| id);
                let row = catalogue.controls.iter().find(|row| row.id == *control);
                CalledFor {
                    control,
                    elsewhere: elsewhere.collect(),
                    parts,
                    not_simulated: row
                        .map_or(["", ""], |row| [row.not_simulated_en.as_str(), row.not_simulated_ja.as_str()]),
                }
            });
            PlayedRisk {
                risk,
                controls: controls.collect(),
                scenarios: scenarios.iter().filter(|s| plays(s)).map(|scenario| scenario.id.as_str()).collect(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{EffectSelector, testing::TinyCatalogue};
    use crate::scenario::testing::TinyScenario;

    /// R-1 calls for C-1, which acts on `t`; R-2 for C-2, which says nothing.
    fn records() -> CatalogueRecords {
        let tiny = TinyCatalogue::new().technique("t").technique("u").control("C-1").effect("C-1", "C-1/a");
        let mut records = tiny.control("C-2").risk("R-1").risk("R-2").records();
        records.effects[0].selector = EffectSelector { technique: vec!["t".into()], ..EffectSelector::default() };
        records.controls[1].not_simulated_en.clear();
        records.controls[1].not_simulated_ja.clear();
        records.risks[0].controls = vec!["C-1".into()];
        records.risks[1].controls = vec!["C-2".into()];
        records
    }

    fn scenario(id: &str, technique: &str, risk: &str) -> ScenarioRecord {
        let mut record = TinyScenario::new().step("s", technique).record();
        (record.id, record.risks) = (id.into(), vec![risk.into()]);
        record
    }

    #[test]
    fn a_risk_is_played_by_the_scenarios_that_name_it() {
        let (records, scenarios) = (records(), [scenario("one", "t", "R-1"), scenario("two", "t", "R-2")]);
        let rows = matrix(&records, &scenarios);
        assert_eq!(rows[0].scenarios, ["one"]);
        assert_eq!(rows[0].controls[0].parts, [Part::Acts]);
        assert!(rows[0].controls[0].elsewhere.is_empty() && !rows[0].is_hole());
    }

    #[test]
    fn a_control_that_acts_elsewhere_is_explained_and_one_without_a_word_is_a_hole() {
        let (records, scenarios) = (records(), [scenario("one", "u", "R-1"), scenario("two", "t", "R-2")]);
        let rows = matrix(&records, &scenarios);
        assert_eq!((rows[0].controls[0].has_a_part(), rows[0].controls[0].elsewhere.as_slice()), (false, &["two"][..]));
        assert!(!rows[0].is_hole());
        assert!(rows[1].is_hole(), "C-2 is neither simulated nor explained");
    }

    #[test]
    fn a_risk_that_nothing_plays_needs_a_reason_in_both_languages() {
        let mut records = records();
        assert!(matrix(&records, &[]).iter().all(PlayedRisk::is_hole));
        records.risks[0].not_played_en = "law".into();
        assert!(matrix(&records, &[])[0].is_hole());
        records.risks[0].not_played_ja = "法令".into();
        assert!(!matrix(&records, &[])[0].is_hole());
    }
}
