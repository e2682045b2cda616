//! What the page shows of city, scenarios and controls, as one JSON document: it does not change while a workshop is held.

use serde_json::{Value, json};
use yagura_reports::words::{Language, Words, control_title};
use yagura_sim::control_set::{ControlSetRecord, Coverage};
use yagura_sim::knowledge::{ControlRecord, EffectRecord};
use yagura_sim::measure::MEASURES;
use yagura_sim::scenario::{Part, Played};
use yagura_sim::words::Words as Vocabulary;

use super::material::{Material, Playable};

/// Both languages of a text.
pub(super) fn both(en: &str, ja: &str) -> Value {
    json!({ "en": Language::English.choose(en, ja), "ja": Language::Japanese.choose(en, ja) })
}

/// A text that the words of each language make.
pub(super) fn said(both_words: &[Words; 2], say: impl Fn(&Words) -> String) -> Value {
    json!({ "en": say(&both_words[0]), "ja": say(&both_words[1]) })
}

/// The words of both languages, English first.
pub(super) fn both_words() -> [Words; 2] {
    Language::ALL.map(Words::new)
}

/// Controls that the set has in full.
pub(super) fn in_full(set: &ControlSetRecord) -> Vec<String> {
    let full = set.controls.iter().filter(|entry| entry.coverage == Coverage::Share(1.0));
    full.map(|entry| entry.control.clone()).collect()
}

/// The document.
pub(super) fn cards(material: &Material) -> Value {
    let words = both_words();
    let head = &material.city.records.head;
    json!({
        "city": {
            "id": head.id,
            "name": both(&head.name_en, &head.name_ja),
            "population": head.population,
            "source": head.source,
            "organisations": organisations(material, &words),
            "zones": zones(material, &words),
            "services": services(material, &words),
            "contracts": contracts(material, &words),
            "assets": assets(material, &words),
            "flows": flows(material),
        },
        "scenarios": material.scenarios.iter().map(|one| scenario(material, one, &words)).collect::<Vec<_>>(),
        "controls": controls(material, &words),
        "presets": material.presets.iter().map(|set| preset(material, set)).collect::<Vec<_>>(),
        "baseline": {
            "id": material.baseline.id,
            "expression": material.baseline_expression,
            "name": both(&material.baseline.name_en, &material.baseline.name_ja),
            "about": both(&material.baseline.about_en, &material.baseline.about_ja),
        },
        "measures": MEASURES.iter().map(|measure| measure_card(measure.key, measure.unit.as_str(), &words)).collect::<Vec<_>>(),
        "risks": material.catalogue.records.risks.iter().map(|risk| json!({
            "id": risk.id,
            "incident": both(&risk.incident_en, &risk.incident_ja),
            "controls": risk.controls,
        })).collect::<Vec<_>>(),
    })
}

fn measure_card(key: &str, unit: &str, words: &[Words; 2]) -> Value {
    let id = key.replace('_', "-");
    json!({
        "key": key,
        "unit": unit,
        "unit_name": said(words, |words| words.say(&format!("unit-{}", unit.replace('_', "-")), &[])),
        "name": said(words, |words| yagura_reports::summary::measure_name(words, key)),
        "plain": said(words, |words| plain_of(words, key)),
        "definition": said(words, |words| words.find(&format!("measure-{id}-definition"), &[]).unwrap_or_default()),
    })
}

/// What a measure counts, in words for somebody who has never seen one; its definition where nobody has found any.
pub(super) fn plain_of(words: &Words, measure: &str) -> String {
    let id = measure.replace('_', "-");
    let definition = || words.find(&format!("measure-{id}-definition"), &[]).unwrap_or_default();
    words.find(&format!("workshop-asked-{id}"), &[]).unwrap_or_else(definition)
}

fn organisations(material: &Material, words: &[Words; 2]) -> Vec<Value> {
    let city = &material.city.records;
    let card = |row: &yagura_sim::city::OrganisationRecord| {
        json!({
            "id": row.id,
            "name": both(&row.name_en, &row.name_ja),
            "role": said(words, |words| words.name_of(row.role)),
            "category": row.category.as_str(),
            "security_operations": said(words, |words| words.name_of(row.security_operations)),
            "office_hours": row.office_hours,
            "analysts": row.analysts,
            "operates": city.assets.iter().filter(|asset| asset.operator == row.id).count(),
        })
    };
    city.organisations.iter().map(card).collect()
}

fn zones(material: &Material, words: &[Words; 2]) -> Vec<Value> {
    let card = |row: &yagura_sim::city::ZoneRecord| {
        json!({
            "id": row.id,
            "name": both(&row.name_en, &row.name_ja),
            "category": row.category.as_str(),
            "operator": row.operator,
            "medium": said(words, |words| words.name_of(row.medium)),
            "internet_facing": row.internet_facing,
        })
    };
    material.city.records.zones.iter().map(card).collect()
}

fn services(material: &Material, words: &[Words; 2]) -> Vec<Value> {
    let city = &material.city.records;
    let card = |row: &yagura_sim::city::ServiceRecord| {
        json!({
            "id": row.id,
            "name": both(&row.name_en, &row.name_ja),
            "provider": row.provider,
            "users": row.users,
            "safety_relevant": row.safety_relevant,
            "fallback": said(words, |words| words.name_of(row.fallback)),
            "fallback_capacity": row.fallback_capacity,
            "assets": city.assets.iter().filter(|asset| asset.service == row.id).count(),
        })
    };
    city.services.iter().map(card).collect()
}

fn contracts(material: &Material, words: &[Words; 2]) -> Vec<Value> {
    let card = |row: &yagura_sim::city::ContractRecord| {
        json!({
            "supplier": row.supplier,
            "customer": row.customer,
            "kind": said(words, |words| words.name_of(row.kind)),
            "may_isolate": row.may_isolate,
            "call_out_h": row.call_out_h,
        })
    };
    // What the promoter does not know of, the room does not know either.
    material.city.records.contracts.iter().filter(|row| row.known_to_promoter).map(card).collect()
}

fn assets(material: &Material, words: &[Words; 2]) -> Vec<Value> {
    let card = |row: &yagura_sim::city::AssetRecord| {
        json!({
            "id": row.id,
            "name": both(&row.name_en, &row.name_ja),
            "kind": row.kind.as_str(),
            "kind_name": said(words, |words| words.name_of(row.kind)),
            "category": row.category.as_str(),
            "zone": row.zone,
            "service": row.service,
            "owner": row.owner,
            "operator": row.operator,
            "lat": row.lat,
            "lon": row.lon,
            "stands_for": row.stands_for,
        })
    };
    // Those that are in nobody's list are a surprise of the attack.
    material.city.records.assets.iter().filter(|row| !row.unlisted).map(card).collect()
}

fn flows(material: &Material) -> Vec<Value> {
    let city = &material.city.records;
    let listed = |id: &str| city.assets.iter().any(|asset| asset.id == id && !asset.unlisted);
    let shown = city.flows.iter().filter(|flow| listed(&flow.from) && listed(&flow.to));
    shown.map(|flow| json!({ "from": flow.from, "to": flow.to, "protected": flow.protected })).collect()
}

fn scenario(material: &Material, one: &Playable, words: &[Words; 2]) -> Value {
    let record = &one.record;
    json!({
        "id": record.id,
        "title": both(&record.title_en, &record.title_ja),
        "briefing": both(&record.briefing_en, &record.briefing_ja),
        "first_notice": both(&record.first_notice_en, &record.first_notice_ja),
        "resemblance": both(&record.resemblance_en, &record.resemblance_ja),
        "risks": record.risks,
        "primary": record.primary,
        "horizon_d": record.horizon_d,
        "attacker": record.attacker.as_ref().map(|attacker| json!({
            "kind": said(words, |words| words.name_of(attacker.kind)),
            "skill": said(words, |words| words.name_of(attacker.skill)),
        })),
        "core": crate::inputs::CORE.contains(&record.id.as_str()) || record.id == material.first_scenario,
    })
}

fn controls(material: &Material, words: &[Words; 2]) -> Vec<Value> {
    let catalogue = &material.catalogue.records;
    let baseline = &material.baseline;
    let card = |control: &ControlRecord| {
        let effects: Vec<&EffectRecord> =
            catalogue.effects.iter().filter(|effect| effect.control == control.id).collect();
        let price = material.prices.iter().find(|(id, _)| *id == control.id).and_then(|(_, price)| *price);
        let has =
            baseline.controls.iter().find(|entry| entry.control == control.id).map(|entry| match entry.coverage {
                Coverage::Share(share) => json!(share),
                Coverage::Today => json!("today"),
            });
        json!({
            "id": control.id,
            "title": said(words, |words| title_of(words, control)),
            "family": both(&control.family_name_en, &control.family_name_ja),
            "text": both(&control.text_en, &control.text_ja),
            "categories": control.layers.iter().map(|layer| said(words, |words| words.name_of(*layer))).collect::<Vec<_>>(),
            "not_simulated": both(&control.not_simulated_en, &control.not_simulated_ja),
            "has": has,
            "price": price,
            "price_text": price.map(|[_, mode, _]| said(words, |words| yagura_reports::words::yen(words, mode))),
            "price_range": price.map(|[low, _, high]| said(words, |words| {
                let of = |value| yagura_reports::words::yen(words, value);
                words.say("interval", &[("low", of(low).into()), ("high", of(high).into())])
            })),
            "effects": effects.iter().map(|effect| json!({
                "mechanism": said(words, |words| words.name_of(effect.mechanism)),
                "acts_on": both(&effect.acts_on_en, &effect.acts_on_ja),
                "confidence": effect.confidence.as_str(),
                "confidence_name": said(words, |words| words.name_of(effect.confidence)),
                "source": effect.source,
            })).collect::<Vec<_>>(),
        })
    };
    catalogue.controls.iter().map(card).collect()
}

/// The control's short title; of a control that is not the guideline's, what it asks for.
pub(super) fn title_of(words: &Words, control: &ControlRecord) -> String {
    control_title(words, &control.id, words.language().choose(&control.text_en, &control.text_ja))
}

fn preset(material: &Material, set: &ControlSetRecord) -> Value {
    let had = in_full(&material.baseline);
    let controls: Vec<String> = in_full(set).into_iter().filter(|id| !had.contains(id)).collect();
    json!({
        "id": set.id,
        "name": both(&set.name_en, &set.name_ja),
        "about": both(&set.about_en, &set.about_ja),
        "controls": controls,
    })
}

/// Which controls of `basket` act in the scenario, and which of its techniques each meets: what the debrief calls a broken link.
pub(super) fn links(material: &Material, one: &Playable, basket: &[String]) -> Vec<Value> {
    let catalogue = &material.catalogue.records;
    let played = Played::new(catalogue, &one.record);
    let technique = |id: &str| {
        let known = catalogue.techniques.iter().find(|technique| technique.id == id);
        known.map_or_else(|| both(id, id), |technique| both(&technique.name_en, &technique.name_ja))
    };
    let link = |control: &String| {
        let part = played.part(control);
        let mut met: Vec<&str> = Vec::new();
        if part == Part::Acts {
            let named = |effect: &&EffectRecord| effect.control == *control && !effect.selector.technique.is_empty();
            met.extend(catalogue.effects.iter().filter(named).flat_map(|effect| played.techniques_met(effect)));
            met.sort_unstable();
            met.dedup();
        }
        json!({ "control": control, "part": part.as_str(), "techniques": met.into_iter().map(technique).collect::<Vec<_>>() })
    };
    basket.iter().map(link).collect()
}
