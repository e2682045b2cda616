//! `assets.csv`: the things themselves, their places, sites and classes.

use std::collections::BTreeMap;

use super::classes;
use super::directories::Directories;
use crate::city::{Asset, AssetRecord, Class, Name};
use crate::findings::Findings;
use crate::ids::{ClassIndex, DatasetIndex, OrganisationIndex, SiteIndex, ZoneIndex};
use crate::problem::{Origin, ProblemKind, Table};

/// The compiled assets and what they share.
pub(super) struct Assets {
    pub(super) assets: Vec<Asset>,
    pub(super) classes: Vec<Class>,
    pub(super) sites: Vec<String>,
}

/// Assets in file order. Assets with a blank site share the nameless one.
pub(super) fn build(records: Vec<AssetRecord>, find: &Directories, findings: &mut Findings) -> Assets {
    let sites = sites(&records, findings);
    let by_name: BTreeMap<&str, SiteIndex> =
        sites.iter().enumerate().map(|(row, site)| (site.as_str(), SiteIndex::from_row(row))).collect();
    let mut assets = Vec::with_capacity(records.len());
    for record in records {
        if let Some(asset) = asset(record, &by_name, find, findings) {
            assets.push(asset);
        }
    }
    drop(by_name);
    let classes = classes::assign(&mut assets);
    if classes.len() > usize::from(u16::MAX) {
        let expected =
            format!("at most {} classes of assets (kind, category, zone, operator, unlisted, tags)", u16::MAX);
        let origin = Origin::new(Table::Assets, 0);
        findings.add(ProblemKind::OutOfRange, origin, "tags", &classes.len().to_string(), expected);
    }
    Assets { assets, classes, sites }
}

fn asset(
    record: AssetRecord,
    sites: &BTreeMap<&str, SiteIndex>,
    find: &Directories,
    findings: &mut Findings,
) -> Option<Asset> {
    let origin = record.origin;
    let zone = findings.resolve(&find.zones, origin, "zone", &record.zone);
    let owner = findings.resolve(&find.organisations, origin, "owner", &record.owner);
    let operator = findings.resolve(&find.organisations, origin, "operator", &record.operator);
    let place = place(&record, findings);
    if record.stands_for == 0 {
        findings.add(ProblemKind::OutOfRange, origin, "stands_for", "0", "at least 1");
    }
    let datasets = findings.resolve_all(&find.datasets, origin, "datasets", &record.datasets);
    let mut tags = record.tags;
    tags.sort_unstable();
    tags.dedup();
    Some(Asset {
        site: *sites.get(record.site.as_str())?,
        id: record.id,
        name: Name { ja: record.name_ja, en: record.name_en },
        kind: record.kind,
        subtype: record.subtype,
        category: record.category,
        zone: ZoneIndex::from_row(zone?),
        service: record.service,
        owner: OrganisationIndex::from_row(owner?),
        operator: OrganisationIndex::from_row(operator?),
        place,
        unlisted: record.unlisted,
        stands_for: record.stands_for,
        datasets: datasets.into_iter().map(DatasetIndex::from_row).collect(),
        tags,
        // Assigned once all classes are known.
        class: ClassIndex(0),
    })
}

fn place(record: &AssetRecord, findings: &mut Findings) -> Option<(f64, f64)> {
    let origin = record.origin;
    if let Some(lat) = record.lat {
        findings.range(origin, "lat", lat, -90.0, 90.0);
    }
    if let Some(lon) = record.lon {
        findings.range(origin, "lon", lon, -180.0, 180.0);
    }
    match (record.lat, record.lon) {
        (Some(_), None) => {
            findings.add(ProblemKind::Missing, origin, "lon", "", "a longitude, for there is a latitude");
        }
        (None, Some(_)) => {
            findings.add(ProblemKind::Missing, origin, "lat", "", "a latitude, for there is a longitude");
        }
        _ => {}
    }
    record.lat.zip(record.lon)
}

fn sites(records: &[AssetRecord], findings: &mut Findings) -> Vec<String> {
    let mut sites: Vec<&str> = records.iter().map(|record| record.site.as_str()).collect();
    sites.sort_unstable();
    sites.dedup();
    if sites.len() > usize::from(u16::MAX) {
        let expected = format!("at most {} sites: assets that share a place share a site", u16::MAX);
        let origin = Origin::new(Table::Assets, 0);
        findings.add(ProblemKind::OutOfRange, origin, "site", &sites.len().to_string(), expected);
    }
    sites.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use crate::city::{AssetKind, City, testing::TinyCity};
    use crate::problem::ProblemKind;

    #[test]
    fn a_place_needs_both_coordinates_on_this_planet() {
        let mut records =
            TinyCity::new().zone("z").asset("a", AssetKind::Sensor).asset("b", AssetKind::Sensor).records();
        records.assets[0].lat = Some(34.5);
        (records.assets[1].lat, records.assets[1].lon) = (Some(91.0), Some(-181.0));
        let problems = City::build(records).unwrap_err();
        let seen: Vec<_> = problems.iter().map(|p| (p.origin.row, p.column.as_str(), p.kind)).collect();
        assert_eq!(
            seen,
            [
                (0, "lon", ProblemKind::Missing),
                (1, "lat", ProblemKind::OutOfRange),
                (1, "lon", ProblemKind::OutOfRange)
            ]
        );
    }

    #[test]
    fn sites_are_sorted_and_shared() {
        let mut records =
            TinyCity::new().zone("z").asset("a", AssetKind::Sensor).asset("b", AssetKind::Sensor).records();
        records.assets[0].site = "quay".into();
        records.assets[1].site = "hall".into();
        let city = City::build(records).unwrap();
        assert_eq!(city.sites, ["hall", "quay"]);
        assert_eq!((city.assets[0].site.row(), city.assets[1].site.row()), (1, 0));
    }
}
