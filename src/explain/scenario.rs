//! A scenario: its story, its steps, what should and should not matter.

use yagura_reports::words::number;
use yagura_sim::knowledge::CatalogueRecords;
use yagura_sim::scenario::StepRecord;

use super::Explanation;
use crate::failure::Failure;
use crate::inputs;
use crate::session::Session;

/// Explains the shipped scenario `id`, if it is one.
pub(crate) fn explain(
    session: &Session,
    catalogue: &CatalogueRecords,
    id: &str,
) -> Result<Option<Explanation>, Failure> {
    if !yagura_scenarios::shipped_scenarios().iter().any(|name| name == id) {
        return Ok(None);
    }
    let Some(loaded) = inputs::scenarios(&[id.to_owned()])?.pop() else { return Ok(None) };
    let scenario = loaded.records;
    let steps: Vec<String> = scenario.steps.iter().map(|step| step_in_words(session, step)).collect();
    let attacker = scenario.attacker.as_ref().map_or_else(
        || session.say("attacker-none", &[]),
        |attacker| format!("{}, {}", session.words.name_of(attacker.kind), session.words.name_of(attacker.skill)),
    );
    Ok(Some(
        Explanation::new("scenario", &scenario.id, session.choose(&scenario.title_en, &scenario.title_ja))
            .fact("briefing", session.choose(&scenario.briefing_en, &scenario.briefing_ja))
            .fact("first-notice", session.choose(&scenario.first_notice_en, &scenario.first_notice_ja))
            .fact("attacker", attacker)
            .fact("steps", steps.join("\n"))
            .fact("primary", inputs::measure_name(session, &scenario.primary))
            .fact("horizon", session.say("hours-days", &[("value", number(scenario.horizon_d).into())]))
            .fact("risks", scenario.risks.join(" "))
            .fact("resembles", scenario.resembles.join(" "))
            .fact("resemblance", session.choose(&scenario.resemblance_en, &scenario.resemblance_ja))
            .fact("should-matter", scenario.should_matter.join(" "))
            .fact("should-not-matter", scenario.should_not_matter.join(" "))
            .fact("facilitator", session.choose(&scenario.facilitator_en, &scenario.facilitator_ja))
            .fact("attack-ids", super::attack::of_scenario(&scenario, catalogue))
            .fact("source", scenario.source.as_str()),
    ))
}

fn step_in_words(session: &Session, step: &StepRecord) -> String {
    let link = session.words.name_of(step.over);
    let mut text = format!("{}  {} ({link})", step.id, step.technique);
    if !step.needs.is_empty() {
        text.push_str(&format!("  {}", session.say("step-needs", &[("steps", step.needs.join(", ").into())])));
    }
    if !step.needs_any.is_empty() {
        text.push_str(&format!("  {}", session.say("step-needs-any", &[("steps", step.needs_any.join(", ").into())])));
    }
    text
}
