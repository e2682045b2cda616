//! `organisations.csv`: who is there, and when somebody looks.

use super::directories::Directories;
use crate::city::{Name, Organisation, OrganisationRecord, SecurityOperations};
use crate::findings::Findings;
use crate::ids::OrganisationIndex;
use crate::kernel::OfficeHours;
use crate::problem::ProblemKind;

pub(super) fn build(
    records: Vec<OrganisationRecord>,
    find: &Directories,
    findings: &mut Findings,
) -> Vec<Organisation> {
    records.into_iter().filter_map(|record| organisation(record, find, findings)).collect()
}

fn organisation(record: OrganisationRecord, find: &Directories, findings: &mut Findings) -> Option<Organisation> {
    let origin = record.origin;
    if record.alerts_to == record.id && !record.id.is_empty() {
        let expected = "another organisation: its own desk is what a blank means";
        findings.add(ProblemKind::Contradiction, origin, "alerts_to", &record.alerts_to, expected);
    }
    if record.security_operations != SecurityOperations::None && record.analysts == 0 {
        let expected = format!("at least one analyst, for security_operations is {}", record.security_operations);
        findings.add(ProblemKind::Contradiction, origin, "analysts", "0", expected);
    }
    let hours = OfficeHours::parse(&record.office_hours)
        .map_err(|error| {
            let expected = error.to_string();
            findings.add(ProblemKind::Malformed, origin, "office_hours", &record.office_hours, expected);
        })
        .ok();
    let alerts_to = findings
        .resolve_if_given(&find.organisations, origin, "alerts_to", &record.alerts_to)
        .map(OrganisationIndex::from_row);
    Some(Organisation {
        id: record.id,
        name: Name { ja: record.name_ja, en: record.name_en },
        role: record.role,
        category: record.category,
        security_operations: record.security_operations,
        analysts: record.analysts,
        hours: hours?,
        alerts_to,
    })
}

#[cfg(test)]
mod tests {
    use crate::city::{City, SecurityOperations, testing::TinyCity};
    use crate::problem::ProblemKind;

    #[test]
    fn a_desk_without_analysts_contradicts_itself() {
        let mut records = TinyCity::new().organisation("hall").records();
        records.organisations[1].security_operations = SecurityOperations::OfficeHours;
        records.organisations[1].analysts = 0;
        let problems = City::build(records).unwrap_err();
        assert_eq!((problems[0].kind, problems[0].column.as_str()), (ProblemKind::Contradiction, "analysts"));
    }

    #[test]
    fn unreadable_office_hours_are_a_problem_of_their_column() {
        let mut records = TinyCity::new().organisation("hall").records();
        records.organisations[1].office_hours = "when the sun shines".into();
        let problems = City::build(records).unwrap_err();
        assert_eq!((problems[0].kind, problems[0].column.as_str()), (ProblemKind::Malformed, "office_hours"));
    }

    #[test]
    fn alerts_go_to_another_organisation() {
        let mut records = TinyCity::new().organisation("hall").organisation("soc").records();
        records.organisations[1].alerts_to = "soc".into();
        let city = City::build(records.clone()).unwrap();
        assert_eq!(city.organisations[1].alerts_to.map(|o| o.row()), Some(2));
        records.organisations[1].alerts_to = "hall".into();
        assert_eq!(City::build(records).unwrap_err()[0].kind, ProblemKind::Contradiction);
    }
}
