//! A control set: which controls, how far, and why.

use yagura_reports::words::percent;
use yagura_scenarios::Loaded;
use yagura_sim::control_set::Coverage;
use yagura_sim::knowledge::CatalogueRecords;

use super::Explanation;
use crate::failure::Failure;
use crate::inputs;
use crate::session::Session;

/// Explains the shipped control set `id`, if it is one.
pub(crate) fn explain(
    session: &Session,
    catalogue: &Loaded<CatalogueRecords>,
    id: &str,
) -> Result<Option<Explanation>, Failure> {
    if !yagura_scenarios::shipped_control_sets().iter().any(|name| name == id) {
        return Ok(None);
    }
    let set = inputs::control_set(id, catalogue)?.records;
    let controls: Vec<String> = set
        .controls
        .iter()
        .map(|entry| {
            let coverage = match entry.coverage {
                Coverage::Share(share) => percent(&session.words, share),
                Coverage::Today => session.say("coverage-today", &[]),
            };
            format!("{}  {coverage}  {}", entry.control, session.choose(&entry.why_en, &entry.why_ja))
                .trim_end()
                .to_owned()
        })
        .collect();
    Ok(Some(
        Explanation::new("control-set", &set.id, session.choose(&set.name_en, &set.name_ja))
            .fact("about", session.choose(&set.about_en, &set.about_ja))
            .fact("controls", controls.join("\n")),
    ))
}
