//! A control requirement: what it asks, which risks call for it, where and how strongly it acts, on what evidence, what it does not do,
//! what it costs, and on which scenarios of a comparison it mattered.

use std::path::Path;

use yagura_reports::tables::digits;
use yagura_reports::words::yen;
use yagura_sim::knowledge::{CatalogueRecords, CostRecord, EffectRecord, EffectUnit, Range};
use yagura_sim::scenario::{Part, Played, ScenarioRecord};
use yagura_sim::words::Words as _;

use super::{Explanation, mattered};
use crate::failure::Failure;
use crate::inputs;
use crate::session::Session;

/// Explains the control `id`, if it is one. `out`: the folder of a comparison.
pub(crate) fn explain(
    session: &Session,
    catalogue: &CatalogueRecords,
    id: &str,
    out: Option<&Path>,
) -> Result<Option<Explanation>, Failure> {
    let Some(control) = catalogue.controls.iter().find(|control| control.id.eq_ignore_ascii_case(id)) else {
        return Ok(None);
    };
    let scenarios: Vec<ScenarioRecord> =
        inputs::scenarios(&[inputs::ALL_SCENARIOS.to_owned()])?.into_iter().map(|loaded| loaded.records).collect();
    let mattered = match out {
        Some(folder) => mattered::lines(session, folder, &control.id)?,
        None => String::new(),
    };
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
    Ok(Some(
        Explanation::new("control", &control.id, session.choose(&control.text_en, &control.text_ja))
            .fact("family", session.choose(&control.family_name_en, &control.family_name_ja))
            .fact("categories", categories.join(", "))
            .fact("risks", risks.join("\n"))
            .fact("effects", effects.join("\n"))
            .fact("acts-in", acts_in(session, catalogue, &scenarios, &control.id))
            .fact("does-not", does_not(session, catalogue, &scenarios, &control.id))
            .fact("not-simulated", session.choose(&control.not_simulated_en, &control.not_simulated_ja))
            .fact("costs", costs.join("\n"))
            .fact("mattered", mattered)
            .fact("basis", control.basis.as_str()),
    ))
}

/// The shipped scenarios in which it has a part, and the techniques that it meets there.
fn acts_in(session: &Session, catalogue: &CatalogueRecords, scenarios: &[ScenarioRecord], control: &str) -> String {
    let mut lines = Vec::new();
    for scenario in scenarios {
        let played = Played::new(catalogue, scenario);
        let part = played.part(control);
        if part <= Part::Nothing {
            continue;
        }
        let mut met: Vec<&str> = Vec::new();
        for effect in catalogue.effects.iter().filter(|effect| effect.control == control) {
            let names = !effect.selector.technique.is_empty();
            met.extend(played.techniques_met(effect).into_iter().filter(|_| names));
        }
        met.sort_unstable();
        met.dedup();
        lines
            .push(format!("{}  {}  {}", scenario.id, session.words.name_of(part), met.join(" ")).trim_end().to_owned());
    }
    lines.join("\n")
}

/// What it does not do: the limits of its kind of effect, and the scenarios whose briefs say that it changes nothing.
fn does_not(session: &Session, catalogue: &CatalogueRecords, scenarios: &[ScenarioRecord], control: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for effect in catalogue.effects.iter().filter(|effect| effect.control == control) {
        let kind = match effect.unit {
            EffectUnit::CoverageFraction | EffectUnit::DecayMultiplier => effect.unit.as_str(),
            _ => effect.mechanism.as_str(),
        };
        let line = session.say(&format!("does-not-{}", kind.replace('_', "-")), &[]);
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    let nothing: Vec<&str> = scenarios
        .iter()
        .filter(|scenario| scenario.should_not_matter.iter().any(|id| id == control))
        .map(|scenario| scenario.id.as_str())
        .collect();
    if !nothing.is_empty() {
        lines.push(session.say("does-not-matter-in", &[("scenarios", nothing.join(" ").into())]));
    }
    lines.join("\n")
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
