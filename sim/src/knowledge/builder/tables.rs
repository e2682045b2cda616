//! The tables that people read: controls, risks, costs, the way to ATT&CK.

use std::collections::BTreeSet;

use super::directories::CatalogueIds;
use super::effects::check_range;
use crate::findings::Findings;
use crate::knowledge::{CatalogueRecords, CostUnit};
use crate::problem::ProblemKind;
use crate::words::Words;

pub(super) fn check(records: &CatalogueRecords, ids: &CatalogueIds, findings: &mut Findings) {
    controls(records, findings);
    for risk in &records.risks {
        findings.resolve_all(&ids.controls, risk.origin, "controls", &risk.controls);
    }
    for row in &records.attack.mitigations {
        findings.resolve(&ids.controls, row.origin, "control", &row.control);
        findings.resolve(&ids.attack, row.origin, "mitigation", &row.mitigation);
    }
    for cost in &records.costs {
        let origin = cost.origin;
        findings.resolve(&ids.controls, origin, "control", &cost.control);
        if CostUnit::parse(&cost.unit).is_none() {
            findings.unknown(origin, "unit", &cost.unit, "a cost unit", CostUnit::spellings().into_iter());
        }
        check_range(
            origin,
            ["purchase_jpy_low", "purchase_jpy_mode", "purchase_jpy_high"],
            cost.purchase_jpy,
            0.0,
            f64::MAX,
            findings,
        );
        check_range(
            origin,
            ["yearly_jpy_low", "yearly_jpy_mode", "yearly_jpy_high"],
            cost.yearly_jpy,
            0.0,
            f64::MAX,
            findings,
        );
        if let Some(staff_h) = cost.staff_h {
            check_range(origin, ["staff_h_low", "staff_h_mode", "staff_h_high"], staff_h, 0.0, f64::MAX, findings);
        }
        if cost.source.is_empty() {
            findings.add(ProblemKind::Missing, origin, "source", "", "a source, or `assumption`");
        }
    }
}

/// A control acts, or says why it does not.
fn controls(records: &CatalogueRecords, findings: &mut Findings) {
    let acting: BTreeSet<&str> = records.effects.iter().map(|effect| effect.control.as_str()).collect();
    for control in &records.controls {
        let reason = control.not_simulated_en.as_str();
        match (acting.contains(control.id.as_str()), reason.is_empty()) {
            (false, true) => {
                let expected = "the reason why the control has no effect in effects.csv";
                findings.add(ProblemKind::Missing, control.origin, "not_simulated_en", "", expected);
            }
            (true, false) => {
                let expected = "blank, for the control has effects in effects.csv";
                findings.add(ProblemKind::Contradiction, control.origin, "not_simulated_en", reason, expected);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::knowledge::{Catalogue, testing::TinyCatalogue};
    use crate::problem::ProblemKind;

    #[test]
    fn a_control_acts_or_says_why_not() {
        let tiny = TinyCatalogue::new().control("C-1");
        let problems = Catalogue::build(tiny.clone().records()).unwrap_err();
        assert_eq!(problems[0].kind, ProblemKind::Missing);
        let mut records = tiny.clone().records();
        records.controls[0].not_simulated_en = "about paper".into();
        assert!(Catalogue::build(records.clone()).is_ok());
        records.effects = tiny.effect("C-1", "C-1/a").records().effects;
        assert_eq!(Catalogue::build(records).unwrap_err()[0].kind, ProblemKind::Contradiction);
    }

    #[test]
    fn risks_and_costs_name_controls_and_cost_units_that_exist() {
        let mut records = TinyCatalogue::new()
            .control("CPS.AC-1")
            .effect("CPS.AC-1", "CPS.AC-1/a")
            .risk("R-01")
            .cost("CPS.AC-1")
            .records();
        records.risks[0].controls = vec!["CPS.AC-2".into()];
        records.costs[0].unit = "per_devise".into();
        records.costs[0].yearly_jpy.low = -1.0;
        let seen: Vec<_> = Catalogue::build(records).unwrap_err().into_iter().map(|p| (p.column, p.nearest)).collect();
        assert_eq!(
            seen,
            [
                ("controls".into(), Some("CPS.AC-1".into())),
                ("unit".into(), Some("per_device".into())),
                ("yearly_jpy_low".into(), None),
            ]
        );
    }
}
