//! Things with a name, a kind and perhaps a place, and what they send each other, as a city.
//!
//! Graphs, context entities and maps say little more than that. What a city needs beyond it is the same for all of them and is told as
//! [`Assumption`]s.

use std::path::Path;

use yagura_sim::city::{
    AssetKind, AssetRecord, Category, CityHead, CityRecords, FlowRecord, Medium, OrganisationRecord, OrganisationRole,
    SecurityOperations, SeparationTier, ZoneRecord,
};
use yagura_sim::problem::{Origin, Table};

use super::ids::{Ids, named};
use super::water_city::ASSUMED_INTERVAL_S;
use super::{Assumption, Imported};

/// One thing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Thing {
    /// What it is called in the file.
    pub(crate) name: String,
    pub(crate) kind: AssetKind,
    /// Finer kind; may be empty.
    pub(crate) subtype: String,
    /// Latitude and longitude.
    pub(crate) place: Option<(f64, f64)>,
    /// Where it stood.
    pub(crate) source: String,
}

/// What a file shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Things {
    pub(crate) title: String,
    pub(crate) things: Vec<Thing>,
    /// Rows of things: the first sends to the second.
    pub(crate) sends: Vec<(usize, usize)>,
    /// What had to be assumed on the way.
    pub(crate) assumptions: Vec<Assumption>,
}

const OWNER: &str = "owner";
const ZONE: &str = "field";

impl Things {
    /// The city that they form. `word` stands where a name leaves nothing to make an id of.
    pub(crate) fn city(mut self, path: &Path, word: &str) -> Imported {
        let id = named("city", &path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned()));
        let file = super::lines::file_name(path);
        let title = if self.title.is_empty() { id.clone() } else { self.title.clone() };
        let head = CityHead {
            id,
            name_ja: title.clone(),
            name_en: title,
            population: 0,
            holidays: Vec::new(),
            first_weekday: 0,
            cost_units: Vec::new(),
            source: file.clone(),
        };
        let mut ids = Ids::default();
        let names: Vec<String> = self.things.iter().map(|thing| ids.take(&named(word, &thing.name))).collect();
        let assets =
            self.things.iter().zip(&names).enumerate().map(|(row, (thing, id))| asset(row, thing, id)).collect();
        let flow = |(row, &(from, to)): (usize, &(usize, usize))| FlowRecord {
            origin: origin(Table::Flows, row),
            from: names[from].clone(),
            to: names[to].clone(),
            datasets: Vec::new(),
            interval_s: ASSUMED_INTERVAL_S,
            protected: false,
            source: file.clone(),
        };
        let flows: Vec<FlowRecord> = self.sends.iter().enumerate().map(flow).collect();
        self.assumptions.extend(standing(&flows));
        let records = CityRecords {
            head,
            organisations: vec![owner()],
            contracts: Vec::new(),
            zones: vec![zone()],
            conduits: Vec::new(),
            assets,
            datasets: Vec::new(),
            flows,
            services: Vec::new(),
        };
        Imported { records, assumptions: self.assumptions }
    }
}

fn origin(table: Table, row: usize) -> Origin {
    Origin::new(table, u32::try_from(row).unwrap_or(u32::MAX))
}

fn asset(row: usize, thing: &Thing, id: &str) -> AssetRecord {
    AssetRecord {
        origin: origin(Table::Assets, row),
        id: id.to_owned(),
        name_ja: thing.name.clone(),
        name_en: thing.name.clone(),
        kind: thing.kind,
        subtype: thing.subtype.clone(),
        category: Category::Asset,
        zone: ZONE.into(),
        service: String::new(),
        owner: OWNER.into(),
        operator: OWNER.into(),
        site: id.to_owned(),
        lat: thing.place.map(|place| place.0),
        lon: thing.place.map(|place| place.1),
        unlisted: false,
        stands_for: 1,
        quantity: String::new(),
        input_group: String::new(),
        datasets: Vec::new(),
        tags: Vec::new(),
        source: thing.source.clone(),
    }
}

fn owner() -> OrganisationRecord {
    OrganisationRecord {
        origin: origin(Table::Organisations, 0),
        id: OWNER.into(),
        name_ja: "所有者".into(),
        name_en: "Owner".into(),
        role: OrganisationRole::AssetOwner,
        category: Category::Asset,
        security_operations: SecurityOperations::None,
        analysts: 0,
        office_hours: "weekdays 08:30-17:15".into(),
        alerts_to: String::new(),
        source: "assumption".into(),
    }
}

fn zone() -> ZoneRecord {
    ZoneRecord {
        origin: origin(Table::Zones, 0),
        id: ZONE.into(),
        name_ja: "現場".into(),
        name_en: "Field".into(),
        category: Category::Asset,
        operator: OWNER.into(),
        medium: Medium::Wired,
        internet_facing: false,
        separation_tier: SeparationTier::Outside,
        source: "assumption".into(),
    }
}

fn standing(flows: &[FlowRecord]) -> Vec<Assumption> {
    let mut list = vec![
        Assumption::new(
            Table::City,
            "Population, calendar, services, datasets and contracts are not in the files: there are none, and the year begins on a Monday.",
            "人口、暦、サービス、データセット、契約はファイルにないため、設けていません。年は月曜日に始まるものとしました。",
        ),
        Assumption::new(
            Table::Organisations,
            "One organisation owns and operates everything; nobody there reads security alerts.",
            "一つの組織がすべてを所有・運用し、セキュリティの警報を見る人はいないものとしました。",
        ),
        Assumption::new(
            Table::Zones,
            "Everything stands in one wired zone that does not face the internet.",
            "すべて、インターネットに面していない一つの有線ゾーンにあるものとしました。",
        ),
        Assumption::new(
            Table::Assets,
            "Each asset stands for itself at a site of its own, is listed, holds no data and has no known weakness.",
            "各機器は一台として固有の場所にあり、台帳に載っていて、データも既知の弱点も持たないものとしました。",
        ),
    ];
    if !flows.is_empty() {
        list.push(Assumption::new(
            Table::Flows,
            format!("What is sent travels every {ASSUMED_INTERVAL_S} seconds, carries everything and is not protected in transit."),
            format!("データは{ASSUMED_INTERVAL_S}秒ごとにすべて送られ、通信は保護されていないものとしました。"),
        ));
    }
    list
}

/// How many of something, as an assumption; nothing if there is none.
pub(crate) fn counted(
    list: &mut Vec<Assumption>,
    table: Table,
    count: usize,
    en: impl FnOnce(usize) -> String,
    ja: impl FnOnce(usize) -> String,
) {
    if count > 0 {
        list.push(Assumption::new(table, en(count), ja(count)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yagura_sim::city::City;

    fn thing(name: &str, kind: AssetKind) -> Thing {
        Thing { name: name.into(), kind, subtype: String::new(), place: Some((35.0, 139.0)), source: "t".into() }
    }

    #[test]
    fn things_become_a_city_that_builds() {
        let things = Things {
            things: vec![
                thing("Tokyo", AssetKind::Gateway),
                thing("東京", AssetKind::Gateway),
                thing("tokyo", AssetKind::Sensor),
            ],
            sends: vec![(2, 0)],
            ..Things::default()
        };
        let imported = things.city(Path::new("map.geojson"), "node");
        let ids: Vec<&str> = imported.records.assets.iter().map(|asset| asset.id.as_str()).collect();
        assert_eq!(ids, ["tokyo", "node", "tokyo-2"]);
        assert_eq!(imported.assumptions.len(), 5);
        let city = City::build(imported.records).unwrap();
        assert_eq!(city.flows.len(), 1);
    }

    #[test]
    fn none_is_nothing_to_tell() {
        let mut list = Vec::new();
        counted(&mut list, Table::Assets, 0, |n| n.to_string(), |n| n.to_string());
        counted(&mut list, Table::Assets, 2, |n| format!("{n} things"), |n| format!("{n}個"));
        assert_eq!(list.len(), 1);
    }
}
