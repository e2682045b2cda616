//! The builder of a scenario: what it says about itself, then its steps.

use super::lookup::Lookup;
use super::steps;
use crate::city::{City, Name};
use crate::findings::Findings;
use crate::knowledge::{Catalogue, address};
use crate::problem::{Problem, ProblemKind};
use crate::scenario::{Scenario, ScenarioRecord};

/// Hours in a day.
const HOURS_PER_DAY: f64 = 24.0;

impl Scenario {
    /// Compiles a scenario against one city and one catalogue. `measures` are the keys among which the primary measure must be.
    ///
    /// # Errors
    /// All problems, in order of steps: references to what the city or the catalogue does not have, selectors that select nothing,
    /// links that lead nowhere, steps that can never begin because they wait for each other.
    ///
    /// ```
    /// use yagura_sim::city::{AssetKind, testing::TinyCity};
    /// use yagura_sim::knowledge::testing::TinyCatalogue;
    /// use yagura_sim::scenario::{Scenario, StepFrom, testing::TinyScenario};
    ///
    /// let city = TinyCity::new().zone("field").asset("gauge", AssetKind::Sensor).build();
    /// let catalogue = TinyCatalogue::new().technique("guess").build();
    /// let record = TinyScenario::new().step("first", "guess").record();
    /// let problems = Scenario::build(record.clone(), &city, &catalogue, &["harm_h"]).unwrap_err();
    /// assert_eq!(problems[0].column, "over"); // the internet does not reach the field
    ///
    /// let mut inside = record;
    /// inside.steps[0].from = StepFrom::Zone("field".into());
    /// let scenario = Scenario::build(inside, &city, &catalogue, &["harm_h"]).unwrap();
    /// assert_eq!(scenario.horizon_h, 240.0);
    /// ```
    pub fn build(
        record: ScenarioRecord,
        city: &City,
        catalogue: &Catalogue,
        measures: &[&str],
    ) -> Result<Self, Vec<Problem>> {
        let mut findings = Findings::new();
        let lookup = Lookup::new(city, catalogue);
        about_itself(&record, &lookup, measures, &mut findings);
        let steps = steps::build(&record, &lookup, &mut findings);
        if !findings.is_empty() {
            return Err(findings.into_problems());
        }
        let chance = record.same_chance_as.as_ref().unwrap_or(&record.id);
        Ok(Self {
            chance: address(chance),
            title: Name { ja: record.title_ja, en: record.title_en },
            briefing: Name { ja: record.briefing_ja, en: record.briefing_en },
            first_notice: Name { ja: record.first_notice_ja, en: record.first_notice_en },
            facilitator: Name { ja: record.facilitator_ja, en: record.facilitator_en },
            resemblance: Name { ja: record.resemblance_ja, en: record.resemblance_en },
            risks: record.risks,
            resembles: record.resembles,
            primary: record.primary,
            horizon_h: record.horizon_d * HOURS_PER_DAY,
            attacker: record.attacker,
            boundaries: record.boundaries,
            steps,
            should_matter: record.should_matter,
            should_not_matter: record.should_not_matter,
            id: record.id,
        })
    }
}

fn about_itself(record: &ScenarioRecord, lookup: &Lookup<'_>, measures: &[&str], findings: &mut Findings) {
    let origin = record.origin;
    if record.id.is_empty() {
        findings.add(ProblemKind::Missing, origin, "id", "", "the id of the scenario");
    }
    if !measures.contains(&record.primary.as_str()) {
        findings.unknown(origin, "primary", &record.primary, "a measure", measures.iter().copied());
    }
    if !(record.horizon_d > 0.0 && record.horizon_d.is_finite()) {
        findings.add(ProblemKind::OutOfRange, origin, "horizon_d", &record.horizon_d.to_string(), "days, more than 0");
    }
    if let Some(attacker) = &record.attacker {
        findings.range(origin, "attacker.patience_d", attacker.patience_d, 0.0, f64::MAX);
        if attacker.hands == Some(0) {
            let expected = "at least 1; absent for what spreads by itself";
            findings.add(ProblemKind::OutOfRange, origin, "attacker.hands", "0", expected);
        }
    }
    if record.steps.is_empty() {
        findings.add(ProblemKind::Missing, origin, "step", "", "at least one step");
    }
    let known = |names: &[&str], name: &str| names.contains(&name);
    let risks: Vec<&str> = lookup.catalogue.risks.iter().map(|risk| risk.id.as_str()).collect();
    for risk in record.risks.iter().filter(|risk| !known(&risks, risk)) {
        findings.unknown(origin, "risks", risk, "a risk", risks.iter().copied());
    }
    let incidents: Vec<&str> = lookup.catalogue.incidents.iter().map(|incident| incident.id.as_str()).collect();
    for incident in record.resembles.iter().filter(|incident| !known(&incidents, incident)) {
        findings.unknown(origin, "resembles", incident, "a documented incident", incidents.iter().copied());
    }
    findings.resolve_all(&lookup.controls, origin, "should_matter", &record.should_matter);
    findings.resolve_all(&lookup.controls, origin, "should_not_matter", &record.should_not_matter);
    for control in record.should_not_matter.iter().filter(|control| record.should_matter.contains(control)) {
        let expected = "a control that is not in should_matter too";
        findings.add(ProblemKind::Contradiction, origin, "should_not_matter", control, expected);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::city::{AssetKind, City, testing::TinyCity};
    use crate::knowledge::{Catalogue, address, testing::TinyCatalogue};
    use crate::problem::ProblemKind;
    use crate::scenario::{Scenario, StepFrom, testing::TinyScenario};

    const MEASURES: &[&str] = &["harm_h", "assets_controlled"];

    fn town() -> City {
        TinyCity::new().zone("z").asset("a", AssetKind::Server).with(|c| c.zones[0].internet_facing = true).build()
    }

    fn world() -> Catalogue {
        TinyCatalogue::new().technique("t").control("C-1").effect("C-1", "C-1/a").risk("R-01").build()
    }

    #[test]
    fn a_scenario_says_true_things_about_itself() {
        let record = TinyScenario::new().step("s", "t").with(|r| {
            r.risks = vec!["R-01".into(), "R-02".into()];
            r.primary = "harm".into();
            r.horizon_d = 0.0;
            r.should_matter = vec!["C-1".into()];
            r.should_not_matter = vec!["C-1".into(), "C-2".into()];
            r.resembles = vec!["nowhere_1999".into()];
        });
        let problems = Scenario::build(record.record(), &town(), &world(), MEASURES).unwrap_err();
        let seen: Vec<_> = problems.iter().map(|p| (p.column.as_str(), p.value.as_str())).collect();
        assert_eq!(
            seen,
            [
                ("primary", "harm"),
                ("horizon_d", "0"),
                ("risks", "R-02"),
                ("resembles", "nowhere_1999"),
                ("should_not_matter", "C-2"),
                ("should_not_matter", "C-1"),
            ]
        );
        assert_eq!(problems[0].nearest.as_deref(), Some("harm_h"));
    }

    #[test]
    fn a_scenario_may_share_the_chance_of_another() {
        let record = TinyScenario::new().step("s", "t").record();
        let own = Scenario::build(record.clone(), &town(), &world(), MEASURES).unwrap();
        let mut shared = record;
        shared.same_chance_as = Some("other".into());
        let shared = Scenario::build(shared, &town(), &world(), MEASURES).unwrap();
        assert_eq!((own.chance, shared.chance), (address("tiny"), address("other")));
    }

    #[test]
    fn a_scenario_without_steps_is_none() {
        let problems = Scenario::build(TinyScenario::new().record(), &town(), &world(), MEASURES).unwrap_err();
        assert_eq!((problems[0].kind, problems[0].column.as_str()), (ProblemKind::Missing, "step"));
    }

    proptest! {
        /// Whatever the steps say, the builder answers.
        #[test]
        fn random_references_never_panic(
            cells in proptest::collection::vec("(s|t|a|z|server|server:|sensor|[:;=a-c]{0,4})", 12),
            held in any::<bool>(),
            number in proptest::num::f64::ANY,
        ) {
            let mut record = TinyScenario::new().step("s", "t").step("u", "t").record();
            record.horizon_d = number;
            let step = &mut record.steps[1];
            step.id.clone_from(&cells[0]);
            step.technique.clone_from(&cells[1]);
            step.from = if held { StepFrom::Held } else { StepFrom::Zone(cells[2].clone()) };
            step.at.id = vec![cells[3].clone()];
            step.at.kind = vec![cells[4].clone()];
            step.at.zone = vec![cells[5].clone()];
            step.at.tag = vec![cells[6].clone()];
            step.needs = vec![cells[7].clone()];
            step.needs_any = vec![cells[8].clone(), cells[9].clone()];
            step.time = Some(vec![cells[10].clone()]);
            record.steps[0].needs = vec![cells[11].clone()];
            let _ = Scenario::build(record, &town(), &world(), MEASURES);
        }
    }
}
