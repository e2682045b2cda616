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
    Some(Dataset {
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
    fn one_holder_keeps_a_dataset_under_one_rule() {
        let mut records = TinyCity::new().organisation("hall").dataset("d").records();
        records.datasets[0].holders_and_rules =
            vec![("hall".into(), DataClass::Open), ("hall".into(), DataClass::Closed)];
        assert_eq!(City::build(records).unwrap_err()[0].kind, ProblemKind::DuplicateId);
    }
}
