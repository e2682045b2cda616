//! A technique: how it goes, what it needs, how long it takes, what it leaves behind.

use yagura_sim::knowledge::{CatalogueRecords, SuccessFactor};
use yagura_sim::words::Words as _;

use super::{Explanation, attack};
use crate::session::Session;

/// Explains the technique `id` (or the techniques with that ATT&CK id).
pub(crate) fn explain(session: &Session, catalogue: &CatalogueRecords, id: &str) -> Vec<Explanation> {
    let words = &session.words;
    catalogue
        .techniques
        .iter()
        .filter(|technique| {
            technique.id == id || technique.attack_ids.iter().any(|attack| attack.eq_ignore_ascii_case(id))
        })
        .map(|technique| {
            let links: Vec<String> = technique.links.iter().map(|&link| words.name_of(link)).collect();
            let signals: Vec<String> = technique.signals.iter().map(|&signal| words.name_of(signal)).collect();
            let success: Vec<String> = technique.success.iter().map(factor).collect();
            let ids = &technique.attack_ids;
            Explanation::new("technique", &technique.id, session.choose(&technique.name_en, &technique.name_ja))
                .fact("attack-ids", attack::of_technique(&catalogue.attack, ids, &technique.attack_check))
                .fact("attack-against", attack::against(&catalogue.attack, ids))
                .fact("links", links.join(", "))
                .fact("needs", technique.needs.as_str())
                .fact("achieves", words.name_of(technique.effect))
                .fact("time", technique.time.join(" + "))
                .fact("success", success.join(" x "))
                .fact("race", technique.race.join("; "))
                .fact("rounds", technique.rounds.as_str())
                .fact("signals", signals.join(", "))
                .fact("confidence", words.name_of(technique.confidence))
                .fact("source", technique.source.as_str())
                .fact("note", technique.note.as_str())
        })
        .collect()
}

fn factor(factor: &SuccessFactor) -> String {
    let complement = if factor.complement { "1-" } else { "" };
    format!("{complement}{}@{}", factor.parameter, factor.unit.as_str())
}
