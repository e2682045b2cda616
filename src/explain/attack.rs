//! The way to ATT&CK and to the labels of others: which published mitigations ask for the same as a control, what the published
//! matrix says of a technique's ids, which ids a scenario plays.

use yagura_scenarios::navigator::{attack_ids, is_ics};
use yagura_sim::knowledge::{AttackRecord, AttackTables, CatalogueRecords};
use yagura_sim::scenario::ScenarioRecord;

use super::Explanation;

/// Ids that were never compared with a published matrix say so.
const UNCHECKED: &str = "enterprise, unchecked";

/// Adds the mitigations and their labels to every control in `found`.
pub(crate) fn add_to(found: &mut [Explanation], tables: &AttackTables) {
    for explanation in found.iter_mut().filter(|explanation| explanation.kind == "control") {
        let lines: Vec<String> = tables
            .mitigations_of(&explanation.id)
            .map(|(row, object)| format!("{}\n  {} ({})", mitigation(object), row.basis, row.source))
            .collect();
        if !lines.is_empty() {
            explanation.facts.push(("attack-mitigations", lines.join("\n")));
        }
    }
}

/// Id, name and labels, for example `M0932 Multi-factor Authentication  IEC 62443-3-3 SR 1.7, SP 800-53 r5 IA-2`.
fn mitigation(object: &AttackRecord) -> String {
    let labels: Vec<String> = object.labels().map(|(standard, clause)| format!("{standard} {clause}")).collect();
    format!("{} {}  {}", object.id, object.name, labels.join(", ")).trim_end().to_owned()
}

/// The ids of a technique, one a line, with what is published about them; `check` says how far that was compared.
pub(crate) fn of_technique(tables: &AttackTables, ids: &[String], check: &str) -> String {
    let line = |id: &String| match tables.object(id) {
        Some(object) => format!("{id} {} ({})", object.name, object.tactics.join(", ")),
        None if check.contains(UNCHECKED) && !is_ics(id) => format!("{id} ({UNCHECKED})"),
        None => format!("{id} ({check})"),
    };
    ids.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The published mitigations of a technique that a control of the catalogue asks for too, each with those controls.
pub(crate) fn against(tables: &AttackTables, ids: &[String]) -> String {
    let mut mitigations: Vec<&str> =
        ids.iter().filter_map(|id| tables.object(id)).flat_map(|o| &o.mitigated_by).map(String::as_str).collect();
    mitigations.sort_unstable();
    mitigations.dedup();
    let line = |id: &str| {
        let controls: Vec<&str> = tables.controls_of(id).collect();
        Some(format!("{id} {}  {}", tables.object(id)?.name, controls.join(" ")))
    };
    mitigations.into_iter().filter_map(line).collect::<Vec<_>>().join("\n")
}

/// The ids that a scenario plays: those of the published ICS matrix, then the others.
pub(crate) fn of_scenario(scenario: &ScenarioRecord, catalogue: &CatalogueRecords) -> String {
    let ids = attack_ids(scenario, catalogue);
    let (checked, others): (Vec<&str>, Vec<&str>) =
        ids.into_iter().partition(|id| catalogue.attack.object(id).is_some());
    let others = if others.is_empty() { String::new() } else { format!("{} ({UNCHECKED})", others.join(" ")) };
    [checked.join(" "), others].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}
