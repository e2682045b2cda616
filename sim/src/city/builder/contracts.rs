//! `contracts.csv`: who may do what to whose assets.

use super::directories::Directories;
use crate::city::{Contract, ContractRecord};
use crate::findings::Findings;
use crate::ids::{OrganisationIndex, ZoneIndex};
use crate::problem::ProblemKind;

/// Contracts; rows beyond what [`ContractIndex`](crate::ids::ContractIndex) holds are a problem.
pub(super) fn build(records: Vec<ContractRecord>, find: &Directories, findings: &mut Findings) -> Vec<Contract> {
    if let Some(record) = records.get(usize::from(u16::MAX)) {
        let expected = format!("at most {} rows in this table", u16::MAX);
        findings.add(ProblemKind::OutOfRange, record.origin, "supplier", &record.supplier, expected);
    }
    records.into_iter().filter_map(|record| contract(&record, find, findings)).collect()
}

fn contract(record: &ContractRecord, find: &Directories, findings: &mut Findings) -> Option<Contract> {
    let origin = record.origin;
    let organisations = &find.organisations;
    let supplier = findings.resolve(organisations, origin, "supplier", &record.supplier);
    let customer = findings.resolve(organisations, origin, "customer", &record.customer);
    if supplier.is_some() && supplier == customer {
        let expected = "a customer other than the supplier";
        findings.add(ProblemKind::Contradiction, origin, "customer", &record.customer, expected);
    }
    if record.tier == 0 {
        findings.add(ProblemKind::OutOfRange, origin, "tier", "0", "1 for a direct contract, 2 for the next tier ...");
    }
    let mut access = findings.resolve_all(&find.zones, origin, "access", &record.access);
    access.sort_unstable();
    access.dedup();
    let may_isolate = findings.resolve_all(organisations, origin, "may_isolate", &record.may_isolate);
    let must_isolate = findings.resolve_if_given(organisations, origin, "must_isolate", &record.must_isolate);
    if let Some(hours) = record.call_out_h {
        findings.range(origin, "call_out_h", hours, 0.0, f64::MAX);
    }
    findings.resolve_if_given(organisations, origin, "forensics", &record.forensics);
    findings.resolve_if_given(organisations, origin, "who_pays", &record.who_pays);
    Some(Contract {
        supplier: OrganisationIndex::from_row(supplier?),
        customer: OrganisationIndex::from_row(customer?),
        kind: record.kind,
        tier: record.tier,
        known_to_promoter: record.known_to_promoter,
        access: access.into_iter().map(ZoneIndex::from_row).collect(),
        may_isolate: may_isolate.into_iter().map(OrganisationIndex::from_row).collect(),
        must_isolate: must_isolate.map(OrganisationIndex::from_row),
        call_out_h: record.call_out_h,
        log_access: record.log_access,
    })
}

#[cfg(test)]
mod tests {
    use crate::city::{City, testing::TinyCity};
    use crate::problem::ProblemKind;

    #[test]
    fn a_contract_with_oneself_is_none() {
        let problems =
            City::build(TinyCity::new().organisation("hall").contract("hall", "hall").records()).unwrap_err();
        assert_eq!((problems[0].kind, problems[0].column.as_str()), (ProblemKind::Contradiction, "customer"));
    }

    #[test]
    fn blank_boundary_fields_stay_blank_and_filled_ones_are_looked_up() {
        let mut records =
            TinyCity::new().organisation("hall").organisation("vendor").contract("vendor", "hall").records();
        let city = City::build(records.clone()).unwrap();
        assert!(city.contracts[0].may_isolate.is_empty() && city.contracts[0].must_isolate.is_none());
        records.contracts[0].must_isolate = "vendr".into();
        records.contracts[0].who_pays = "hell".into();
        let problems = City::build(records).unwrap_err();
        let nearest: Vec<_> = problems.iter().map(|p| p.nearest.as_deref()).collect();
        assert_eq!(nearest, [Some("vendor"), Some("hall")]);
    }
}
