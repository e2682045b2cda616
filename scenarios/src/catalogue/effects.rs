//! `effects.csv` and `techniques.csv`: the tables whose cells hold small languages.

use yagura_sim::knowledge::{
    Confidence, EffectRecord, EffectSelector, EffectUnit, ExposureUnit, Mechanism, Range, TechniqueEffect,
    TechniqueRecord,
};

use crate::diagnostic::{Code, Expected};
use crate::expression::{Fault, scalings, success_factors, times};
use crate::row::Row;
use crate::selector::effect_selector;
use crate::text::trimmed;

const MAGNITUDE: [&str; 3] = ["low", "mode", "high"];

pub(super) fn technique(row: &mut Row<'_>) -> TechniqueRecord {
    let id = row.text("id");
    TechniqueRecord {
        origin: row.origin,
        name_ja: row.text_or("name_ja", &id),
        name_en: row.text_or("name_en", &id),
        attack_ids: row.list("attack_ids"),
        attack_check: row.text_or("attack_check", "none"),
        links: row.words("links"),
        needs: row.text("needs"),
        effect: row.word::<TechniqueEffect>("effect"),
        time: cell(row, "time", times),
        success: cell(row, "success", success_factors),
        race: race(row),
        rounds: row.text("rounds"),
        signals: row.words("signals"),
        self_spreading: row.yes_no("self_spreading"),
        cause: row.word_if("cause"),
        source: row.text("source"),
        confidence: row.word_or("confidence", Confidence::Assumption),
        note: row.text("note"),
        id,
    }
}

/// Four places, each of which may be blank; blanks at the end may be left out.
fn race(row: &mut Row<'_>) -> Vec<String> {
    const PLACES: usize = 4;
    let text = row.text("race");
    if text.is_empty() {
        return Vec::new();
    }
    let mut places: Vec<String> = text.split([';', '；']).map(|place| trimmed(place).to_owned()).collect();
    if places.len() > PLACES {
        let form = "exploit_time;patch_time;zero_day_share;never_patched_share, each of which may be blank";
        row.fault(Code::Malformed, "race", &text, Expected::Form(form.into()), None);
        return Vec::new();
    }
    places.resize(PLACES, String::new());
    places
}

pub(super) fn effect(row: &mut Row<'_>) -> EffectRecord {
    let id = row.text("id");
    let unit = row.word::<EffectUnit>("unit");
    EffectRecord {
        origin: row.origin,
        control: row.text("control"),
        mechanism: row.word::<Mechanism>("mechanism"),
        acts_on_en: row.text("acts_on_en"),
        acts_on_ja: row.text("acts_on_ja"),
        group: row.text_or("group", &id),
        magnitude: magnitude(row, unit),
        unit,
        exposure: row.word::<ExposureUnit>("exposure"),
        level_today: row.range(["level_low", "level_mode", "level_high"]),
        level_basis: row.text("level_basis"),
        without: row.range(["without_low", "without_mode", "without_high"]),
        selector: selector(row),
        times: cell(row, "times", scalings),
        parameter_keys: row.list("parameter_keys"),
        source: row.text("source"),
        confidence: row.word_or("confidence", Confidence::Assumption),
        note: row.text("note"),
        id,
    }
}

/// The magnitude within the range that its unit allows.
fn magnitude(row: &mut Row<'_>, unit: EffectUnit) -> Range {
    let Some(range) = row.range(MAGNITUDE) else { return Range { low: 0.0, mode: 0.0, high: 0.0 } };
    let (low, high) = match unit {
        EffectUnit::ProbabilityBlocked | EffectUnit::DetectionProbabilityPerEvent | EffectUnit::CoverageFraction => {
            (0.0, 1.0)
        }
        EffectUnit::AttackerDelayMultiplier | EffectUnit::DetectionRateMultiplier => (1.0, f64::MAX),
        EffectUnit::RateMultiplier
        | EffectUnit::ImpactMultiplier
        | EffectUnit::DefenderDelayMultiplier
        | EffectUnit::DecayMultiplier => (0.0, f64::MAX),
    };
    let expected = if high == 1.0 { Expected::Between { low, high } } else { Expected::AtLeast { low } };
    for (name, value) in MAGNITUDE.into_iter().zip([range.low, range.mode, range.high]) {
        if !(low..=high).contains(&value) {
            row.fault(Code::OutOfRange, name, &value.to_string(), expected.clone(), None);
        }
    }
    range
}

fn selector(row: &mut Row<'_>) -> EffectSelector {
    let text = row.text("selector");
    effect_selector(&text).unwrap_or_else(|faults| {
        report(row, "selector", faults);
        EffectSelector::default()
    })
}

fn cell<T>(row: &mut Row<'_>, name: &str, read: fn(&str) -> Result<Vec<T>, Vec<Fault>>) -> Vec<T> {
    let text = row.text(name);
    read(&text).unwrap_or_else(|faults| {
        report(row, name, faults);
        Vec::new()
    })
}

fn report(row: &mut Row<'_>, name: &str, faults: Vec<Fault>) {
    for fault in faults {
        row.fault(fault.code, name, &fault.part, fault.expected, fault.nearest);
    }
}
