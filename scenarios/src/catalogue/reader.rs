//! The ten tables of a catalogue.
//!
//! The smallest catalogue is two files: `parameters.csv` and `techniques.csv`. Without `roles.csv` the model has none of the
//! mechanisms that a role stands for; without `effects.csv` there are no controls that act; without `controls.csv` the controls
//! are those that `effects.csv` and `costs.csv` name. References are looked at by the builder, not here.

use std::collections::BTreeSet;

use yagura_sim::city::Category;
use yagura_sim::knowledge::{
    AttackTables, CatalogueRecords, ControlRecord, CostRecord, EffectRecord, IncidentRecord, Range, RiskRecord, Role,
    RoleRecord,
};
use yagura_sim::problem::{Origin, nearest};
use yagura_sim::words::Words;

use super::attack::{ATTACK, MITIGATIONS, attack, mitigation};
use super::columns::{
    CATALOGUE_TABLES, CONTROLS, COST_UNITS, COSTS, EFFECTS, INCIDENTS, PARAMETERS, RISKS, ROLES, TECHNIQUES,
};
use super::effects::{effect, technique};
use super::parameters::parameter;
use crate::diagnostic::{Code, Diagnostics, Expected};
use crate::folder::Folder;
use crate::loaded::Loaded;
use crate::row::Row;
use crate::tables::FolderReader;

/// The catalogue in `folder`, with the rows of `overlay` on top.
pub(crate) fn read_catalogue(
    folder: &Folder,
    overlay: Option<&Folder>,
) -> Result<Loaded<CatalogueRecords>, Diagnostics> {
    let mut reader = FolderReader::new(folder, overlay, &CATALOGUE_TABLES, &[])?;
    let named = reader.has(&CONTROLS);
    let mut records = CatalogueRecords {
        controls: reader.table(&CONTROLS, control),
        risks: reader.table(&RISKS, risk),
        parameters: reader.table(&PARAMETERS, parameter),
        roles: reader.table(&ROLES, role),
        techniques: reader.table(&TECHNIQUES, technique),
        effects: reader.table(&EFFECTS, effect),
        costs: reader.table(&COSTS, cost),
        incidents: reader.table(&INCIDENTS, incident),
        attack: AttackTables {
            mitigations: reader.table(&MITIGATIONS, mitigation),
            objects: reader.table(&ATTACK, attack),
        },
    };
    if !named {
        records.controls = controls_named(&records.effects, &records.costs);
    }
    reader.finish(Some(records))
}

/// A control for every id that an effect or a cost names, in the order of their rows.
fn controls_named(effects: &[EffectRecord], costs: &[CostRecord]) -> Vec<ControlRecord> {
    let ids = effects.iter().map(|e| (e.origin, &e.control)).chain(costs.iter().map(|c| (c.origin, &c.control)));
    let mut seen = BTreeSet::new();
    ids.filter(|(_, id)| seen.insert(*id)).map(|(origin, id)| bare_control(origin, id)).collect()
}

fn bare_control(origin: Origin, id: &str) -> ControlRecord {
    ControlRecord {
        origin,
        id: id.to_owned(),
        family: String::new(),
        family_name_ja: String::new(),
        family_name_en: String::new(),
        text_en: id.to_owned(),
        text_ja: id.to_owned(),
        layers: Category::ALL.to_vec(),
        basis: String::new(),
        not_simulated_en: String::new(),
        not_simulated_ja: String::new(),
    }
}

fn control(row: &mut Row<'_>) -> ControlRecord {
    let id = row.text("id");
    ControlRecord {
        origin: row.origin,
        family: row.text("family"),
        family_name_ja: row.text("family_name_ja"),
        family_name_en: row.text("family_name_en"),
        text_en: row.text_or("text_en", &id),
        text_ja: row.text_or("text_ja", &id),
        layers: row.words("layers"),
        basis: row.text("basis"),
        not_simulated_en: row.text("not_simulated_en"),
        not_simulated_ja: row.text("not_simulated_ja"),
        id,
    }
}

fn risk(row: &mut Row<'_>) -> RiskRecord {
    let id = row.text("id");
    RiskRecord {
        origin: row.origin,
        layer_category: row.text("layer_category"),
        incident_ja: row.text_or("incident_ja", &id),
        incident_en: row.text_or("incident_en", &id),
        threat_en: row.text("threat_en"),
        vulnerability_en: row.text("vulnerability_en"),
        controls: row.list("controls"),
        not_played_en: row.text("not_played_en"),
        not_played_ja: row.text("not_played_ja"),
        basis: row.text("basis"),
        source: row.text("source"),
        id,
    }
}

fn role(row: &mut Row<'_>) -> RoleRecord {
    RoleRecord {
        origin: row.origin,
        role: row.word::<Role>("role"),
        parameter: row.text("parameter"),
        note: row.text("note"),
    }
}

fn cost(row: &mut Row<'_>) -> CostRecord {
    let nothing = Range { low: 0.0, mode: 0.0, high: 0.0 };
    CostRecord {
        origin: row.origin,
        control: row.text("control"),
        unit: cost_unit(row),
        purchase_jpy: row.range(["purchase_jpy_low", "purchase_jpy_mode", "purchase_jpy_high"]).unwrap_or(nothing),
        yearly_jpy: row.range(["yearly_jpy_low", "yearly_jpy_mode", "yearly_jpy_high"]).unwrap_or(nothing),
        staff_h: row.range(["staff_h_low", "staff_h_mode", "staff_h_high"]),
        source: row.text("source"),
    }
}

fn cost_unit(row: &mut Row<'_>) -> String {
    let unit = row.text("unit");
    if !unit.is_empty() && !COST_UNITS.contains(&unit.as_str()) {
        let words = COST_UNITS.iter().map(|unit| (*unit).to_owned()).collect();
        let expected = Expected::OneOf { what: "the units of costs".into(), words };
        row.fault(Code::WrongUnit, "unit", &unit, expected, nearest(&unit, COST_UNITS));
    }
    unit
}

fn incident(row: &mut Row<'_>) -> IncidentRecord {
    IncidentRecord {
        origin: row.origin,
        id: row.text("id"),
        name: row.text("name"),
        year: row.text("year"),
        country: row.text("country"),
        entry_vector: row.text("entry_vector"),
        source: row.text("source"),
        url_or_reference: row.text("url_or_reference"),
        basis: row.text("basis"),
        note: row.text("note"),
    }
}
