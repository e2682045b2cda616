//! A risk row: the incident, its threat and vulnerability, the controls that it calls for.

use yagura_sim::knowledge::CatalogueRecords;

use super::Explanation;
use crate::session::Session;

/// Explains the risk `id`, if it is one.
pub(crate) fn explain(session: &Session, catalogue: &CatalogueRecords, id: &str) -> Option<Explanation> {
    let risk = catalogue.risks.iter().find(|risk| risk.id.eq_ignore_ascii_case(id))?;
    let controls: Vec<String> = risk
        .controls
        .iter()
        .map(|id| match catalogue.controls.iter().find(|control| &control.id == id) {
            Some(control) => format!("{id}  {}", session.choose(&control.text_en, &control.text_ja)),
            None => id.clone(),
        })
        .collect();
    Some(
        Explanation::new("risk", &risk.id, session.choose(&risk.incident_en, &risk.incident_ja))
            .fact("category", risk.layer_category.as_str())
            .fact("threat", risk.threat_en.as_str())
            .fact("vulnerability", risk.vulnerability_en.as_str())
            .fact("controls", controls.join("\n"))
            .fact("basis", risk.basis.as_str())
            .fact("source", risk.source.as_str()),
    )
}
