//! `traceability.csv`: from a control over the risks that call for it and the scenarios that play them to the techniques, the effects and
//! their evidence.
//!
//! A path ends where nothing follows: an effect that no played scenario asked for has no scenario, an effect that bears on no technique
//! (on responding, on other controls, on a number of the world) has no technique. A control without effects has one row, with the
//! reason. Behind the path stands how others call the same: ATT&CK mitigations and the clauses that label them.

use yagura_sim::ids::TechniqueIndex;
use yagura_sim::knowledge::{AttackTables, ControlRecord, Effect, Technique};
use yagura_sim::posture::Asked;
use yagura_sim::scenario::Scenario;
use yagura_sim::words::Words as _;

use super::Played;
use crate::tables::TraceabilityRow;

/// The rows: controls and effects in the catalogue's order, scenarios as they were played.
#[must_use]
pub fn traceability_rows(played: Played<'_>) -> Vec<TraceabilityRow> {
    let catalogue = played.catalogue;
    let asked: Vec<Asked> = (0..played.scenarios.len()).map(|scenario| played.asked_by(scenario)).collect();
    let mut rows = Vec::new();
    for control in &catalogue.controls {
        let risks: Vec<&str> =
            catalogue.risks.iter().filter(|risk| risk.controls.contains(&control.id)).map(|r| r.id.as_str()).collect();
        let others = Others::of(&catalogue.attack, &control.id);
        let mut without_effects = true;
        for (row, effect) in catalogue.effects.iter().enumerate() {
            if effect.record.control != control.id {
                continue;
            }
            without_effects = false;
            let path = Path { control, effect, others: &others };
            let mut unmet = true;
            for (scenario, asked) in played.scenarios.iter().zip(&asked) {
                if asked.effects[row] {
                    unmet = false;
                    path.through(scenario, &risks, &catalogue.techniques, &mut rows);
                }
            }
            if unmet {
                rows.push(path.row(&risks.join(";"), "", None));
            }
        }
        if without_effects {
            rows.push(TraceabilityRow {
                control: control.id.clone(),
                risk: risks.join(";"),
                scenario: String::new(),
                technique: String::new(),
                attack_id: String::new(),
                effect: String::new(),
                basis: String::new(),
                source: String::new(),
                confidence: String::new(),
                not_modelled_reason_en: control.not_simulated_en.clone(),
                not_modelled_reason_ja: control.not_simulated_ja.clone(),
                mitigation: others.mitigations.clone(),
                clauses: others.clauses.clone(),
            });
        }
    }
    rows
}

struct Path<'a> {
    control: &'a ControlRecord,
    effect: &'a Effect,
    others: &'a Others,
}

/// How others call what a control asks for; lists with `;` between.
struct Others {
    mitigations: String,
    clauses: String,
}

impl Others {
    fn of(tables: &AttackTables, control: &str) -> Self {
        let (mut mitigations, mut clauses) = (Vec::new(), Vec::new());
        for (row, object) in tables.mitigations_of(control) {
            mitigations.push(row.mitigation.as_str());
            clauses.extend(object.labels().map(|(standard, clause)| format!("{standard} {clause}")));
        }
        // Two mitigations may carry one label.
        clauses.sort();
        clauses.dedup();
        Self { mitigations: mitigations.join(";"), clauses: clauses.join(";") }
    }
}

impl Path<'_> {
    /// The paths through one scenario: each of its risks that calls for the control, each of its techniques that the effect bears on.
    fn through(&self, scenario: &Scenario, risks: &[&str], techniques: &[Technique], rows: &mut Vec<TraceabilityRow>) {
        let mut played: Vec<TechniqueIndex> = scenario.steps.iter().map(|step| step.technique).collect();
        played.sort_unstable();
        played.dedup();
        let mut met: Vec<Option<&Technique>> = played
            .iter()
            .filter(|technique| self.effect.techniques.contains(technique))
            .map(|technique| Some(&techniques[technique.row()]))
            .collect();
        if met.is_empty() {
            met.push(None);
        }
        let mut called: Vec<&str> =
            risks.iter().copied().filter(|risk| scenario.risks.iter().any(|r| r == risk)).collect();
        if called.is_empty() {
            called.push("");
        }
        for risk in called {
            rows.extend(met.iter().map(|technique| self.row(risk, &scenario.id, *technique)));
        }
    }

    fn row(&self, risk: &str, scenario: &str, technique: Option<&Technique>) -> TraceabilityRow {
        let record = &self.effect.record;
        TraceabilityRow {
            control: self.control.id.clone(),
            risk: risk.to_owned(),
            scenario: scenario.to_owned(),
            technique: technique.map_or_else(String::new, |technique| technique.id.clone()),
            attack_id: technique.map_or_else(String::new, |technique| technique.attack_ids.join(";")),
            effect: record.id.clone(),
            basis: record.parameter_keys.join(";"),
            source: record.source.clone(),
            confidence: record.confidence.as_str().to_owned(),
            not_modelled_reason_en: String::new(),
            not_modelled_reason_ja: String::new(),
            mitigation: self.others.mitigations.clone(),
            clauses: self.others.clauses.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use yagura_sim::city::testing::TinyCity;
    use yagura_sim::knowledge::Catalogue;
    use yagura_sim::knowledge::testing::TinyCatalogue;

    use super::*;

    #[test]
    fn a_control_without_effects_has_one_row_with_its_reason() {
        let mut records = TinyCatalogue::new().control("X.9").records();
        records.effects.clear();
        for control in &mut records.controls {
            (control.not_simulated_en, control.not_simulated_ja) = ("paper".into(), "書類".into());
        }
        let catalogue = Arc::new(Catalogue::build(records).expect("a good catalogue"));
        let city = TinyCity::new().build();
        let played = Played { city: &city, catalogue: &catalogue, scenarios: &[], sets: &[], asked: &[], fixed: &[] };
        let rows = traceability_rows(played);
        let of: Vec<_> = rows.iter().filter(|row| row.control == "X.9").collect();
        assert_eq!(of.len(), 1);
        assert_eq!((of[0].effect.as_str(), of[0].not_modelled_reason_en.as_str()), ("", "paper"));
    }

    #[test]
    fn mitigations_come_with_the_clauses_of_all_of_them_each_once() {
        use yagura_sim::knowledge::{AttackKind, AttackRecord, MitigationRecord};
        use yagura_sim::problem::{Origin, Table};

        let mitigation = |mitigation: &str| MitigationRecord {
            origin: Origin::new(Table::Mitigations, 0),
            control: "X.1".into(),
            mitigation: mitigation.into(),
            basis: String::new(),
            source: String::new(),
        };
        let object = |id: &str, iec: &str| AttackRecord {
            origin: Origin::new(Table::Attack, 0),
            id: id.into(),
            kind: AttackKind::Mitigation,
            name: String::new(),
            tactics: Vec::new(),
            mitigated_by: Vec::new(),
            iec_62443_3_3: vec![iec.into()],
            iec_62443_4_2: Vec::new(),
            sp_800_53: vec!["IA-2".into()],
            source: String::new(),
        };
        let tables = AttackTables {
            mitigations: vec![mitigation("M2"), mitigation("M1")],
            objects: vec![object("M1", "SR 1.1"), object("M2", "SR 1.7")],
        };
        let others = Others::of(&tables, "X.1");
        assert_eq!(others.mitigations, "M2;M1");
        assert_eq!(others.clauses, "IEC 62443-3-3 SR 1.1;IEC 62443-3-3 SR 1.7;SP 800-53 r5 IA-2");
        assert_eq!(Others::of(&tables, "X.2").clauses, "");
    }
}
