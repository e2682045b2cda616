//! The steps of a scenario, each with its technique, its link and its targets.

use super::chain::{self, Waits};
use super::lookup::Lookup;
use super::targets;
use crate::findings::Findings;
use crate::ids::{OrganisationIndex, TechniqueIndex, ZoneIndex};
use crate::knowledge::{KnownParameters, Technique, TechniqueEffect, address, success_factors, time_parameters};
use crate::problem::ProblemKind;
use crate::scenario::{Attacker, From, ScenarioRecord, Step, StepFrom, StepRecord};
use crate::words::Words;

pub(super) fn build(record: &ScenarioRecord, lookup: &Lookup<'_>, findings: &mut Findings) -> Vec<Step> {
    let waits = chain::waits(record, findings);
    let steps = record.steps.iter().zip(waits);
    steps.filter_map(|(step, waits)| compile(step, waits, record.attacker.as_ref(), lookup, findings)).collect()
}

fn compile(
    record: &StepRecord,
    waits: Waits,
    attacker: Option<&Attacker>,
    lookup: &Lookup<'_>,
    findings: &mut Findings,
) -> Option<Step> {
    let origin = record.origin;
    let known = KnownParameters { ids: &lookup.parameters, parameters: &lookup.catalogue.parameters };
    let row = findings.resolve(&lookup.techniques, origin, "technique", &record.technique);
    let technique = row.map(|row| &lookup.catalogue.techniques[row]);
    if let Some(technique) = technique {
        fits(record, technique, attacker, findings);
    }
    shape(record, findings);
    let from = from(record, lookup, findings);
    let targets = targets::select(record, technique, from.as_ref(), lookup, findings);
    let own_success = record.success.as_ref().map(|factors| success_factors(factors, origin, known, findings));
    let own_time = record.time.as_ref().map(|keys| time_parameters(keys, origin, known, findings));
    let technique = technique?;
    Some(Step {
        id: record.id.clone(),
        technique: TechniqueIndex::from_row(row?),
        over: record.over,
        from: from?,
        targets: targets?,
        how_many: record.how_many,
        one_position: record.one_position,
        needs: waits.needs,
        needs_any: waits.needs_any,
        same_target: record.same_target,
        clock: record.clock,
        spoof: record.spoof,
        repeat: record.repeat,
        success: own_success.unwrap_or_else(|| technique.success.clone()),
        time: own_time.unwrap_or_else(|| technique.time.clone()),
        hash: address(&record.id),
    })
}

/// Whether the technique can be used as the step says.
fn fits(record: &StepRecord, technique: &Technique, attacker: Option<&Attacker>, findings: &mut Findings) {
    let origin = record.origin;
    if !technique.links.contains(&record.over) {
        let links: Vec<&str> = technique.links.iter().map(|&link| link.as_str()).collect();
        let expected = format!("a link of {}: {}", technique.id, links.join(", "));
        findings.add(ProblemKind::Contradiction, origin, "over", record.over.as_str(), expected);
    }
    if attacker.is_none() && technique.cause.is_none() {
        let expected = "a technique with a cause, for the scenario has no attacker";
        findings.add(ProblemKind::Contradiction, origin, "technique", &record.technique, expected);
    }
    let falsifies = matches!(technique.effect, TechniqueEffect::Spoof | TechniqueEffect::AlterStore);
    if let Some(spoof) = record.spoof.filter(|_| !falsifies) {
        let expected = format!("absent, for {} falsifies nothing", technique.id);
        findings.add(ProblemKind::Contradiction, origin, "spoof", spoof.as_str(), expected);
    }
}

/// Whether the step agrees with itself.
fn shape(record: &StepRecord, findings: &mut Findings) {
    let origin = record.origin;
    for (column, number) in [("how_many", record.how_many), ("repeat", record.repeat)] {
        if number == Some(0) {
            findings.add(ProblemKind::OutOfRange, origin, column, "0", "at least 1");
        }
    }
    if record.same_target && record.needs.is_empty() && record.needs_any.is_empty() {
        let expected = "needs or needs_any: a step that waits for nothing has no same target";
        findings.add(ProblemKind::Contradiction, origin, "same_target", "true", expected);
    }
}

fn from(record: &StepRecord, lookup: &Lookup<'_>, findings: &mut Findings) -> Option<From> {
    match &record.from {
        StepFrom::Outside => Some(From::Outside),
        StepFrom::Held => Some(From::Held),
        StepFrom::Organisation(id) => findings
            .resolve(&lookup.organisations, record.origin, "from", id)
            .map(|row| From::Organisation(OrganisationIndex::from_row(row))),
        StepFrom::Zone(id) => {
            findings.resolve(&lookup.zones, record.origin, "from", id).map(|row| From::Zone(ZoneIndex::from_row(row)))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::city::{AssetKind, City, testing::TinyCity};
    use crate::knowledge::{Catalogue, Cause, LinkKind, SpoofKind, SuccessFactor, SuccessUnit, testing::TinyCatalogue};
    use crate::problem::{Problem, ProblemKind};
    use crate::scenario::{Scenario, ScenarioRecord, StepFrom, testing::TinyScenario};

    fn town() -> City {
        TinyCity::new().zone("z").asset("a", AssetKind::Server).with(|c| c.zones[0].internet_facing = true).build()
    }

    fn world() -> Catalogue {
        TinyCatalogue::new()
            .parameter("own_h", "hour", "fixed", 3.0)
            .parameter("own_share", "fraction", "fixed", 0.3)
            .technique("t")
            .technique("slip")
            .with_technique(|t| t.cause = Some(Cause::Misconfiguration))
            .build()
    }

    fn build(record: ScenarioRecord) -> Result<Scenario, Vec<Problem>> {
        Scenario::build(record, &town(), &world(), &["harm_h"])
    }

    fn kinds(record: ScenarioRecord) -> Vec<(String, ProblemKind)> {
        build(record).unwrap_err().into_iter().map(|p| (p.column, p.kind)).collect()
    }

    #[test]
    fn a_technique_is_tried_over_its_own_links() {
        let record = TinyScenario::new().step("s", "t").with(|r| r.steps[0].over = LinkKind::Near).record();
        assert_eq!(kinds(record), [("over".into(), ProblemKind::Contradiction)]);
    }

    #[test]
    fn without_an_attacker_only_mistakes_happen() {
        let record = TinyScenario::new().step("s", "t").step("m", "slip").with(|r| r.attacker = None).record();
        assert_eq!(kinds(record), [("technique".into(), ProblemKind::Contradiction)]);
    }

    #[test]
    fn a_step_may_state_its_own_time_and_chance() {
        let own = SuccessFactor { parameter: "own_share".into(), complement: true, unit: SuccessUnit::Pair };
        let record = TinyScenario::new().step("s", "t").with(|r| {
            r.steps[0].time = Some(vec!["own_h".into()]);
            r.steps[0].success = Some(vec![own]);
        });
        let scenario = build(record.record()).unwrap();
        assert_eq!(scenario.steps[0].time.iter().map(|p| p.row()).collect::<Vec<_>>(), [0]);
        assert_eq!((scenario.steps[0].success[0].parameter.row(), scenario.steps[0].success[0].complement), (1, true));
    }

    #[test]
    fn what_a_step_says_fits_together() {
        let record = TinyScenario::new().step("s", "t").with(|r| {
            let step = &mut r.steps[0];
            step.same_target = true;
            step.how_many = Some(0);
            step.spoof = Some(SpoofKind::Drift);
            step.from = StepFrom::Organisation("nobody".into());
        });
        assert_eq!(
            kinds(record.record()),
            [
                ("spoof".into(), ProblemKind::Contradiction),
                ("how_many".into(), ProblemKind::OutOfRange),
                ("same_target".into(), ProblemKind::Contradiction),
                ("from".into(), ProblemKind::UnknownId),
            ]
        );
    }
}
