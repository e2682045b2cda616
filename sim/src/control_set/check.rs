//! Whether a control set fits a catalogue and a city.

use super::change::Staff;
use super::{ControlSetRecord, Coverage, ValueClaim};
use crate::city::{City, SecurityOperations};
use crate::directory::Directory;
use crate::findings::Findings;
use crate::knowledge::{Catalogue, check_range, magnitude_bounds, parameter_bounds};
use crate::problem::{Problem, ProblemKind};

/// Everything that is wrong with `set` for this catalogue and this city, by row; nothing if it can be played.
#[must_use]
pub fn check(set: &ControlSetRecord, catalogue: &Catalogue, city: &City) -> Vec<Problem> {
    let mut findings = Findings::new();
    controls(set, catalogue, &mut findings);
    claims(set, catalogue, &mut findings);
    changes(set, city, &mut findings);
    findings.into_problems()
}

fn controls(set: &ControlSetRecord, catalogue: &Catalogue, findings: &mut Findings) {
    let ids = Directory::of_built("a control", catalogue.controls.iter().map(|control| control.id.as_str()));
    let mut seen = vec![false; catalogue.controls.len()];
    for entry in &set.controls {
        let origin = entry.origin;
        if let Some(row) = findings.resolve(&ids, origin, "control", &entry.control)
            && std::mem::replace(&mut seen[row], true)
        {
            findings.add(ProblemKind::DuplicateId, origin, "control", &entry.control, "each control once");
        }
        if let Coverage::Share(share) = entry.coverage {
            findings.range(origin, "coverage", share, 0.0, 1.0);
        }
        if let Some((purchase, yearly)) = entry.cost {
            check_range(origin, ["purchase_jpy"; 3], purchase, 0.0, f64::MAX, findings);
            check_range(origin, ["yearly_jpy"; 3], yearly, 0.0, f64::MAX, findings);
        }
    }
}

fn claims(set: &ControlSetRecord, catalogue: &Catalogue, findings: &mut Findings) {
    let parameters = Directory::of_built("a parameter", catalogue.parameters.iter().map(|p| p.record.key.as_str()));
    for claim in &set.parameters {
        if let Some(row) = findings.resolve(&parameters, claim.origin, "parameters", &claim.key) {
            claimed(claim, parameter_bounds(catalogue.parameters[row].unit), findings);
        }
    }
    let effects = Directory::of_built("an effect", catalogue.effects.iter().map(|effect| effect.record.id.as_str()));
    for claim in &set.effects {
        if let Some(row) = findings.resolve(&effects, claim.origin, "effects", &claim.key) {
            claimed(claim, magnitude_bounds(catalogue.effects[row].record.unit), findings);
        }
    }
}

fn claimed(claim: &ValueClaim, (least, most): (f64, f64), findings: &mut Findings) {
    check_range(claim.origin, ["low", "mode", "high"], claim.range, least, most, findings);
    if claim.claimed_by.is_empty() {
        findings.add(ProblemKind::Missing, claim.origin, "claimed_by", "", "who claims it");
    }
}

/// Tries the changes on a copy, and looks at the desks that come out.
fn changes(set: &ControlSetRecord, city: &City, findings: &mut Findings) {
    if set.changes.is_empty() {
        return;
    }
    let (mut organisations, mut contracts) = (city.organisations.clone(), city.contracts.clone());
    let mut staff = Staff { organisations: &mut organisations, contracts: &mut contracts };
    for change in &set.changes {
        if let Err(problem) = staff.apply(change) {
            findings.push(*problem);
        }
    }
    for change in set.changes.iter().filter(|change| change.table == "organisations") {
        let desk = organisations.iter().find(|organisation| organisation.id == change.row);
        let on_desk = matches!(change.column.as_str(), "security_operations" | "analysts");
        if on_desk && desk.is_some_and(|o| o.security_operations != SecurityOperations::None && o.analysts == 0) {
            let expected = "at least one analyst where alerts are read";
            findings.add(ProblemKind::Contradiction, change.origin, "value", &change.value, expected);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::city::testing::TinyCity;
    use crate::control_set::{ControlEntry, FieldChange};
    use crate::knowledge::{Range, testing::TinyCatalogue};
    use crate::problem::{Origin, Table};

    fn at(row: u32) -> Origin {
        Origin::new(Table::ControlSet, row)
    }

    fn entry(row: u32, control: &str, coverage: f64) -> ControlEntry {
        ControlEntry {
            origin: at(row),
            control: control.into(),
            coverage: Coverage::Share(coverage),
            why_en: String::new(),
            why_ja: String::new(),
            cost: None,
            claimed_by: String::new(),
        }
    }

    fn found(set: &ControlSetRecord) -> Vec<(u32, String, ProblemKind)> {
        let catalogue = TinyCatalogue::new()
            .parameter("share", "fraction", "fixed", 0.5)
            .control("CPS.AC-1")
            .effect("CPS.AC-1", "CPS.AC-1/a")
            .build();
        let city = TinyCity::new().organisation("hall").build();
        check(set, &catalogue, &city).into_iter().map(|p| (p.origin.row, p.column, p.kind)).collect()
    }

    #[test]
    fn a_set_that_fits_has_no_problem() {
        let set = ControlSetRecord { controls: vec![entry(0, "CPS.AC-1", 1.0)], ..ControlSetRecord::default() };
        assert_eq!(found(&set), []);
    }

    #[test]
    fn controls_exist_once_and_cover_a_share() {
        let controls = vec![entry(0, "CPS.AC-1", 1.2), entry(1, "CPS.AC-9", 0.5), entry(2, "CPS.AC-1", 0.5)];
        let set = ControlSetRecord { controls, ..ControlSetRecord::default() };
        assert_eq!(
            found(&set),
            [
                (0, "coverage".into(), ProblemKind::OutOfRange),
                (1, "control".into(), ProblemKind::UnknownId),
                (2, "control".into(), ProblemKind::DuplicateId),
            ]
        );
    }

    #[test]
    fn claimed_numbers_lie_where_their_unit_says() {
        let claim = |row, key: &str, high| ValueClaim {
            origin: at(row),
            key: key.into(),
            range: Range { low: 0.1, mode: 0.2, high },
            claimed_by: "bidder".into(),
        };
        let parameters = vec![claim(0, "share", 1.5), claim(1, "shar", 0.5)];
        let effects = vec![claim(2, "CPS.AC-1/a", 0.1)];
        let set = ControlSetRecord { parameters, effects, ..ControlSetRecord::default() };
        assert_eq!(
            found(&set),
            [
                (0, "high".into(), ProblemKind::OutOfRange),
                (1, "parameters".into(), ProblemKind::UnknownId),
                (2, "high".into(), ProblemKind::Contradiction),
            ]
        );
    }

    #[test]
    fn a_desk_that_opens_needs_somebody_at_it() {
        let change = |row, column: &str, value: &str| FieldChange {
            origin: at(row),
            table: "organisations".into(),
            row: "hall".into(),
            column: column.into(),
            value: value.into(),
            claimed_by: "bidder".into(),
        };
        let alone = vec![change(0, "security_operations", "office_hours")];
        let staffed = vec![change(0, "security_operations", "office_hours"), change(1, "analysts", "2")];
        let set = |changes| ControlSetRecord { changes, ..ControlSetRecord::default() };
        assert_eq!(found(&set(alone)), [(0, "value".into(), ProblemKind::Contradiction)]);
        assert_eq!(found(&set(staffed)), []);
    }
}
