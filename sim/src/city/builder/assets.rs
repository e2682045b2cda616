//! `assets.csv`: the things themselves, their places, sites and classes.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::classes;
use super::directories::Directories;
use crate::city::{Asset, AssetRecord, CityRows, Class, Common, Name};
use crate::directory::{Directory, hash};
use crate::findings::Findings;
use crate::ids::{ClassIndex, DatasetIndex, OrganisationIndex, SiteIndex, ZoneIndex};
use crate::problem::{Origin, ProblemKind, Table};

/// The compiled assets and what they share.
pub(super) struct Assets {
    pub(super) assets: Vec<Asset>,
    pub(super) classes: Vec<Class>,
    pub(super) sites: Vec<String>,
}

/// The sites of the assets, each once. Assets with a blank site share the nameless one.
#[derive(Default)]
pub(super) struct Sites {
    all: BTreeSet<String>,
    /// Sites met lately, by their hashes: most rows stand at one of them, and need not be looked up.
    lately: Vec<String>,
}

/// Sites that are remembered: a power of two, more than a district has.
const LATELY: usize = 1 << 10;

impl Sites {
    pub(super) fn add(&mut self, site: &str) {
        self.lately.resize(LATELY, String::new());
        let place = usize::try_from(hash(site) % LATELY as u64).unwrap_or(0);
        if self.lately[place] == site && !site.is_empty() {
            return;
        }
        if !self.all.contains(site) {
            self.all.insert(site.to_owned());
        }
        site.clone_into(&mut self.lately[place]);
    }

    fn sorted(self, findings: &mut Findings) -> Vec<String> {
        if self.all.len() > usize::from(u16::MAX) {
            let expected = format!("at most {} sites: assets that share a place share a site", u16::MAX);
            let origin = Origin::new(Table::Assets, 0);
            findings.add(ProblemKind::OutOfRange, origin, "site", &self.all.len().to_string(), expected);
        }
        self.all.into_iter().collect()
    }
}

/// Rows that are still remembered, so that one like them is not resolved again.
const REMEMBERED: usize = 8;

/// A row that was resolved without a problem.
#[derive(Clone)]
struct Resolved {
    record: AssetRecord,
    zone: ZoneIndex,
    owner: OrganisationIndex,
    operator: OrganisationIndex,
    common: Arc<Common>,
}

impl Resolved {
    /// Whether `record` says the same wherever it names something.
    fn is_like(&self, record: &AssetRecord) -> bool {
        let known = &self.record;
        known.zone == record.zone
            && known.owner == record.owner
            && known.operator == record.operator
            && known.subtype == record.subtype
            && known.service == record.service
            && known.name_ja == record.name_ja
            && known.name_en == record.name_en
            && known.tags == record.tags
            && known.datasets == record.datasets
    }
}

/// Assets in file order.
pub(super) fn build(rows: &dyn CityRows, sites: Sites, find: &Directories, findings: &mut Findings) -> Assets {
    let sites = sites.sorted(findings);
    let by_name = Directory::of_built("a site", sites.iter().map(String::as_str));
    let mut assets = Vec::with_capacity(rows.assets());
    let mut remembered: Vec<Resolved> = Vec::with_capacity(REMEMBERED);
    let mut oldest = 0;
    rows.each_asset(&mut |record| {
        let mut row = remembered.iter().position(|known| known.is_like(record));
        if row.is_none()
            && let Some(new) = resolved(record, find, findings)
        {
            if remembered.len() < REMEMBERED {
                remembered.push(new);
                oldest = remembered.len() - 1;
            } else {
                oldest = (oldest + 1) % REMEMBERED;
                remembered[oldest] = new;
            }
            row = Some(oldest);
        }
        let place = place(record, findings);
        if record.stands_for == 0 {
            findings.add(ProblemKind::OutOfRange, record.origin, "stands_for", "0", "at least 1");
        }
        let Some(known) = row.map(|row| &remembered[row]) else { return };
        assets.push(Asset {
            id: record.id.clone(),
            common: Arc::clone(&known.common),
            kind: record.kind,
            category: record.category,
            zone: known.zone,
            owner: known.owner,
            operator: known.operator,
            site: SiteIndex::from_row(by_name.row(&record.site).unwrap_or(0)),
            place,
            unlisted: record.unlisted,
            stands_for: record.stands_for,
            // Assigned once all classes are known.
            class: ClassIndex(0),
        });
    });
    let classes = classes::assign(&mut assets);
    if classes.len() > usize::from(u16::MAX) {
        let expected =
            format!("at most {} classes of assets (kind, category, zone, operator, unlisted, tags)", u16::MAX);
        let origin = Origin::new(Table::Assets, 0);
        findings.add(ProblemKind::OutOfRange, origin, "tags", &classes.len().to_string(), expected);
    }
    Assets { assets, classes, sites }
}

fn resolved(record: &AssetRecord, find: &Directories, findings: &mut Findings) -> Option<Resolved> {
    let origin = record.origin;
    let zone = findings.resolve(&find.zones, origin, "zone", &record.zone);
    let owner = findings.resolve(&find.organisations, origin, "owner", &record.owner);
    let operator = findings.resolve(&find.organisations, origin, "operator", &record.operator);
    let datasets = findings.resolve_all(&find.datasets, origin, "datasets", &record.datasets);
    if datasets.len() < record.datasets.len() {
        return None;
    }
    let mut tags = record.tags.clone();
    tags.sort_unstable();
    tags.dedup();
    let common = Common {
        name: Name { ja: record.name_ja.clone(), en: record.name_en.clone() },
        subtype: record.subtype.clone(),
        service: record.service.clone(),
        datasets: datasets.into_iter().map(DatasetIndex::from_row).collect(),
        tags,
    };
    Some(Resolved {
        record: record.clone(),
        zone: ZoneIndex::from_row(zone?),
        owner: OrganisationIndex::from_row(owner?),
        operator: OrganisationIndex::from_row(operator?),
        common: Arc::new(common),
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
