//! `zones.csv` and `conduits.csv`: segments, and which may initiate to which.

use super::directories::Directories;
use crate::city::{ConduitRecord, Name, Zone, ZoneRecord};
use crate::findings::Findings;
use crate::ids::{OrganisationIndex, ZoneIndex};
use crate::problem::ProblemKind;

/// Zones without their assets, which come last.
pub(super) fn build(
    records: Vec<ZoneRecord>,
    conduits: &[ConduitRecord],
    find: &Directories,
    findings: &mut Findings,
) -> Vec<Zone> {
    let mut reaches = vec![Vec::new(); records.len()];
    for conduit in conduits {
        let from = findings.resolve(&find.zones, conduit.origin, "from", &conduit.from);
        let to = findings.resolve(&find.zones, conduit.origin, "to", &conduit.to);
        match (from, to) {
            (Some(from), Some(to)) if from == to => {
                let expected = "another zone: inside a zone everything reaches everything";
                findings.add(ProblemKind::Contradiction, conduit.origin, "to", &conduit.to, expected);
            }
            (Some(from), Some(to)) => reaches[from].push(ZoneIndex::from_row(to)),
            _ => {}
        }
    }
    let zones = records.into_iter().zip(reaches).filter_map(|(record, mut reaches)| {
        // Two conduits between the same zones differ in purpose only.
        reaches.sort_unstable();
        reaches.dedup();
        let operator = findings.resolve(&find.organisations, record.origin, "operator", &record.operator)?;
        Some(Zone {
            id: record.id,
            name: Name { ja: record.name_ja, en: record.name_en },
            category: record.category,
            operator: OrganisationIndex::from_row(operator),
            medium: record.medium,
            internet_facing: record.internet_facing,
            separation_tier: record.separation_tier,
            reaches,
            assets: Vec::new(),
        })
    });
    zones.collect()
}

#[cfg(test)]
mod tests {
    use crate::city::{AssetKind, City, testing::TinyCity};
    use crate::problem::{ProblemKind, Table};

    #[test]
    fn conduits_are_one_way_sorted_and_each_counts_once() {
        let city = TinyCity::new().zone("a").zone("b").zone("c");
        let city = city.conduit("c", "b").conduit("c", "a").conduit("c", "b").build();
        let of = |zone: usize| city.zones[zone].reaches.iter().map(|z| z.row()).collect::<Vec<_>>();
        assert_eq!((of(0), of(1), of(2)), (vec![], vec![], vec![0, 1]));
    }

    #[test]
    fn a_conduit_to_itself_is_a_contradiction() {
        let problems = City::build(TinyCity::new().zone("a").conduit("a", "a").records()).unwrap_err();
        assert_eq!((problems[0].kind, problems[0].origin.table), (ProblemKind::Contradiction, Table::Conduits));
    }

    #[test]
    fn a_zone_lists_its_assets_in_file_order() {
        let city = TinyCity::new().zone("a").zone("b").asset_in("x", AssetKind::Server, "b").asset_in(
            "y",
            AssetKind::Server,
            "a",
        );
        let city = city.asset_in("z", AssetKind::Sensor, "b").build();
        assert_eq!(city.zones[1].assets.iter().map(|a| a.row()).collect::<Vec<_>>(), [0, 2]);
    }
}
