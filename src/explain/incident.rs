//! A documented incident.

use yagura_sim::knowledge::CatalogueRecords;

use super::Explanation;

/// Explains the incident `id`, if it is one.
pub(crate) fn explain(catalogue: &CatalogueRecords, id: &str) -> Option<Explanation> {
    let incident = catalogue.incidents.iter().find(|incident| incident.id == id)?;
    Some(
        Explanation::new("incident", &incident.id, &incident.name)
            .fact("year", incident.year.as_str())
            .fact("country", incident.country.as_str())
            .fact("entry", incident.entry_vector.as_str())
            .fact("basis", incident.basis.as_str())
            .fact("source", incident.source.as_str())
            .fact("where", incident.url_or_reference.as_str())
            .fact("note", incident.note.as_str()),
    )
}
