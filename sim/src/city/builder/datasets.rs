//! `datasets.csv`: what is held, by whom, and under which rule each holder keeps it.

use super::directories::Directories;
use crate::city::{Dataset, DatasetRecord, Name};
use crate::findings::Findings;
use crate::ids::OrganisationIndex;
use crate::problem::ProblemKind;

pub(super) fn build(records: Vec<DatasetRecord>, find: &Directories, findings: &mut Findings) -> Vec<Dataset> {
    records.into_iter().filter_map(|record| dataset(record, find, findings)).collect()
}

fn dataset(record: DatasetRecord, find: &Directories, findings: &mut Findings) -> Option<Dataset> {
    let origin = record.origin;
    let steward = findings.resolve(&find.organisations, origin, "steward", &record.steward);
    let mut holders: Vec<(OrganisationIndex, _)> = Vec::with_capacity(record.holders_and_rules.len());
    for (holder, rule) in &record.holders_and_rules {
        let Some(row) = findings.resolve(&find.organisations, origin, "holders_and_rules", holder) else { continue };
        let index = OrganisationIndex::from_row(row);
        if holders.iter().any(|&(known, _)| known == index) {
            let expected = "each holder once, for it keeps a dataset under one rule";
            findings.add(ProblemKind::DuplicateId, origin, "holders_and_rules", holder, expected);
        }
        holders.push((index, *rule));
    }
    if !record.personal && record.people.is_some_and(|people| people > 0) {
        let expected = "0 or blank, for the data are not personal";
        findings.add(ProblemKind::Contradiction, origin, "people", &record.people.unwrap_or(0).to_string(), expected);
    }
    let one_each = if record.personal { record.records } else { 0 };
    Some(Dataset {
        people: record.people.unwrap_or(one_each),
        people_of: if record.people_of.is_empty() { record.id.clone() } else { record.people_of },
        id: record.id,
        name: Name { ja: record.name_ja, en: record.name_en },
        class: record.class,
        personal: record.personal,
        records: record.records,
        steward: OrganisationIndex::from_row(steward?),
        holders,
    })
}

#[cfg(test)]
mod tests {
    use crate::city::{City, DataClass, testing::TinyCity};
    use crate::problem::ProblemKind;

    #[test]
    fn a_personal_record_tells_of_one_person_unless_the_table_says_otherwise() {
        let mut records = TinyCity::new().dataset("log").dataset("ledger").dataset("river").records();
        records.datasets[0].personal = true;
        records.datasets[0].people = Some(20);
        records.datasets[0].people_of = "members".into();
        records.datasets[1].personal = true;
        let city = City::build(records.clone()).unwrap();
        let told: Vec<_> = city.datasets.iter().map(|d| (d.people, d.people_of.as_str())).collect();
        assert_eq!(told, [(20, "members"), (1000, "ledger"), (0, "river")]);
        records.datasets[2].people = Some(5);
        assert_eq!(City::build(records).unwrap_err()[0].kind, ProblemKind::Contradiction);
    }

    #[test]
    fn one_holder_keeps_a_dataset_under_one_rule() {
        let mut records = TinyCity::new().organisation("hall").dataset("d").records();
        records.datasets[0].holders_and_rules =
            vec![("hall".into(), DataClass::Open), ("hall".into(), DataClass::Closed)];
        assert_eq!(City::build(records).unwrap_err()[0].kind, ProblemKind::DuplicateId);
    }
}
