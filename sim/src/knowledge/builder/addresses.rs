//! Addresses of draws: 32-bit hashes of ids. Two ids of one table must not share one, or their chance would be the same chance.

use std::collections::BTreeMap;

use crate::findings::Findings;
use crate::knowledge::{CatalogueRecords, address};
use crate::problem::{Origin, ProblemKind};

pub(super) fn check(records: &CatalogueRecords, findings: &mut Findings) {
    table("key", records.parameters.iter().map(|row| (row.origin, row.key.as_str())), findings);
    table("id", records.techniques.iter().map(|row| (row.origin, row.id.as_str())), findings);
    table("id", records.effects.iter().map(|row| (row.origin, row.id.as_str())), findings);
    table("id", records.controls.iter().map(|row| (row.origin, row.id.as_str())), findings);
}

/// Equal ids are somebody else's problem; different ids at one address are this one's.
fn table<'a>(column: &str, rows: impl Iterator<Item = (Origin, &'a str)>, findings: &mut Findings) {
    let mut taken: BTreeMap<u32, &str> = BTreeMap::new();
    for (origin, id) in rows {
        let first = *taken.entry(address(id)).or_insert(id);
        if first != id {
            let expected = format!("another spelling: its draws would share their address with those of {first}");
            findings.add(ProblemKind::DuplicateId, origin, column, id, expected);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::knowledge::{Catalogue, address, testing::TinyCatalogue};
    use crate::problem::ProblemKind;

    #[test]
    fn two_ids_at_one_address_are_refused() {
        // A collision of 32-bit FNV-1a that is widely known.
        let (one, two) = ("costarring", "liquid");
        assert_eq!(address(one), address(two));
        let problems = Catalogue::build(TinyCatalogue::new().technique(one).technique(two).records()).unwrap_err();
        assert_eq!((problems[0].kind, problems[0].value.as_str()), (ProblemKind::DuplicateId, two));
        assert!(problems[0].expected.contains(one));
    }
}
