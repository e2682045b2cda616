//! A risk row: the incident, its threat and vulnerability, the scenarios that play it, the controls that it calls for.

use yagura_sim::knowledge::CatalogueRecords;

use super::Explanation;
use crate::failure::Failure;
use crate::inputs;
use crate::session::Session;

/// Explains the risk `id`, if it is one.
pub(crate) fn explain(
    session: &Session,
    catalogue: &CatalogueRecords,
    id: &str,
) -> Result<Option<Explanation>, Failure> {
    let Some(risk) = catalogue.risks.iter().find(|risk| risk.id.eq_ignore_ascii_case(id)) else { return Ok(None) };
    let scenarios: Vec<String> = inputs::scenarios(&[inputs::ALL_SCENARIOS.to_owned()])?
        .into_iter()
        .map(|loaded| loaded.records)
        .filter(|scenario| scenario.risks.contains(&risk.id))
        .map(|scenario| format!("{}  {}", scenario.id, session.choose(&scenario.title_en, &scenario.title_ja)))
        .collect();
    let controls: Vec<String> = risk
        .controls
        .iter()
        .map(|id| match catalogue.controls.iter().find(|control| &control.id == id) {
            Some(control) => format!("{id}  {}", session.choose(&control.text_en, &control.text_ja)),
            None => id.clone(),
        })
        .collect();
    Ok(Some(
        Explanation::new("risk", &risk.id, session.choose(&risk.incident_en, &risk.incident_ja))
            .fact("category", risk.layer_category.as_str())
            .fact("threat", risk.threat_en.as_str())
            .fact("vulnerability", risk.vulnerability_en.as_str())
            .fact("played-by", scenarios.join("\n"))
            .fact("controls", controls.join("\n"))
            .fact("not-played", session.choose(&risk.not_played_en, &risk.not_played_ja))
            .fact("basis", risk.basis.as_str())
            .fact("source", risk.source.as_str()),
    ))
}
