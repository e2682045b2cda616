//! A control requirement: what it asks, how it acts, what it costs, which risks call for it.

use yagura_reports::tables::digits;
use yagura_reports::words::yen;
use yagura_sim::knowledge::{CatalogueRecords, CostRecord, EffectRecord, Range};

use super::Explanation;
use crate::session::Session;

/// Explains the control `id`, if it is one.
pub(crate) fn explain(session: &Session, catalogue: &CatalogueRecords, id: &str) -> Option<Explanation> {
    let control = catalogue.controls.iter().find(|control| control.id.eq_ignore_ascii_case(id))?;
    let effects: Vec<String> = catalogue
        .effects
        .iter()
        .filter(|effect| effect.control == control.id)
        .map(|effect| effect_in_words(session, effect))
        .collect();
    let costs: Vec<String> = catalogue
        .costs
        .iter()
        .filter(|cost| cost.control == control.id)
        .map(|cost| cost_in_words(session, cost))
        .collect();
    let risks: Vec<String> = catalogue
        .risks
        .iter()
        .filter(|risk| risk.controls.contains(&control.id))
        .map(|risk| format!("{}  {}", risk.id, session.choose(&risk.incident_en, &risk.incident_ja)))
        .collect();
    let categories: Vec<String> = control.layers.iter().map(|&layer| session.words.name_of(layer)).collect();
    Some(
        Explanation::new("control", &control.id, session.choose(&control.text_en, &control.text_ja))
            .fact("family", session.choose(&control.family_name_en, &control.family_name_ja))
            .fact("categories", categories.join(", "))
            .fact("effects", effects.join("\n"))
            .fact("not-simulated", session.choose(&control.not_simulated_en, &control.not_simulated_ja))
            .fact("costs", costs.join("\n"))
            .fact("risks", risks.join("\n"))
            .fact("basis", control.basis.as_str()),
    )
}

fn effect_in_words(session: &Session, effect: &EffectRecord) -> String {
    let words = &session.words;
    let mut lines = vec![
        session.say(
            "effect-acts",
            &[
                ("id", effect.id.as_str().into()),
                ("mechanism", words.name_of(effect.mechanism).into()),
                ("what", session.choose(&effect.acts_on_en, &effect.acts_on_ja).into()),
            ],
        ),
        session.say(
            "effect-magnitude",
            &[
                ("range", range(effect.magnitude).into()),
                ("unit", words.name_of(effect.unit).into()),
                ("exposure", words.name_of(effect.exposure).into()),
            ],
        ),
    ];
    if let Some(level) = effect.level_today {
        let basis = effect.level_basis.as_str();
        lines.push(session.say("effect-today", &[("range", range(level).into()), ("basis", basis.into())]));
    }
    lines.push(session.say(
        "effect-evidence",
        &[
            ("confidence", words.name_of(effect.confidence).into()),
            ("source", effect.source.as_str().into()),
            ("keys", effect.parameter_keys.join(" ").into()),
        ],
    ));
    lines.join("\n  ")
}

fn cost_in_words(session: &Session, cost: &CostRecord) -> String {
    let amount = |range: Range| format!("{} .. {}", yen(&session.words, range.low), yen(&session.words, range.high));
    session.say(
        "cost-of-control",
        &[
            ("purchase", amount(cost.purchase_jpy).into()),
            ("yearly", amount(cost.yearly_jpy).into()),
            ("unit", session.say(&format!("cost-unit-{}", cost.unit.replace('_', "-")), &[]).into()),
            ("source", cost.source.as_str().into()),
        ],
    )
}

/// `low / mode / high`.
pub(crate) fn range(range: Range) -> String {
    format!("{} / {} / {}", digits(range.low), digits(range.mode), digits(range.high))
}
