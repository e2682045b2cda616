//! A number of the world: its range, its source, who uses it.

use yagura_reports::tables::digits;
use yagura_sim::knowledge::CatalogueRecords;
use yagura_sim::words::Words as _;

use super::Explanation;
use crate::session::Session;

/// Explains the parameter `key`, if it is one.
pub(crate) fn explain(session: &Session, catalogue: &CatalogueRecords, key: &str) -> Option<Explanation> {
    let parameter = catalogue.parameters.iter().find(|parameter| parameter.key == key)?;
    let (low, mode, high) = (digits(parameter.low), digits(parameter.mode), digits(parameter.high));
    Some(
        Explanation::new(
            "parameter",
            &parameter.key,
            &session.words.parameter_name(&parameter.key, &parameter.quantity),
        )
        .fact("range", format!("{low} / {mode} / {high} {}", parameter.unit))
        .fact("distribution", parameter.distribution.as_str())
        .fact("ignorance", yagura_reports::words::percent(&session.words, parameter.ignorance_share))
        .fact("used-by", users(catalogue, key).join("\n"))
        .fact("confidence", session.words.name_of(parameter.confidence))
        .fact("basis", parameter.basis.as_str())
        .fact("source", [parameter.source.as_str(), parameter.year.as_str()].join(" ").trim())
        .fact("where", parameter.url_or_reference.as_str())
        .fact("note", parameter.note.as_str()),
    )
}

/// Roles, techniques and effects that read the parameter.
fn users(catalogue: &CatalogueRecords, key: &str) -> Vec<String> {
    let roles = catalogue.roles.iter().filter(|role| role.parameter == key).map(|role| role.role.as_str().to_owned());
    let techniques = catalogue.techniques.iter().filter(|technique| {
        technique.time.iter().any(|time| time == key)
            || technique.success.iter().any(|factor| factor.parameter == key)
            || technique.race.iter().any(|part| part == key)
            || technique.rounds == key
    });
    let effects = catalogue.effects.iter().filter(|effect| {
        effect.selector.param.iter().any(|param| param == key)
            || effect.times.iter().any(|scaling| scaling.parameter == key)
            || effect.parameter_keys.iter().any(|evidence| evidence == key)
    });
    roles
        .chain(techniques.map(|technique| technique.id.clone()))
        .chain(effects.map(|effect| effect.id.clone()))
        .collect()
}
