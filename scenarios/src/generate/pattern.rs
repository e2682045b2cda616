//! The pattern: the shipped city, taken apart into parts and into feeds between them.

use std::collections::{BTreeMap, BTreeSet};

use yagura_sim::city::{AssetKind, AssetRecord, Category, CityRecords};
use yagura_sim::words::Words as _;

use super::naming::{KindRow, Naming};
use super::tables::{Growth, Scope, Tables};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Expected};
use crate::embedded::{generator_folders, pattern_city};

/// What one asset of the pattern has that others of its part may not have.
#[derive(Clone, Debug)]
pub(super) struct Model {
    pub(super) tags: Vec<String>,
    pub(super) unlisted: bool,
    pub(super) site: String,
    pub(super) place: Option<(f64, f64)>,
}

/// Assets of the pattern that are alike.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) service: String,
    pub(super) kind: AssetKind,
    pub(super) subtype: String,
    pub(super) category: Category,
    pub(super) zone: String,
    pub(super) owner: String,
    pub(super) operator: String,
    pub(super) quantity: String,
    pub(super) datasets: Vec<String>,
    /// Its assets in the pattern.
    pub(super) models: Vec<Model>,
    /// Real things that all of them stand for.
    pub(super) stands_for: u64,
    /// Readings that decide together; 1 where nothing is read.
    pub(super) group: usize,
    pub(super) scope: Scope,
    pub(super) naming: Naming,
    pub(super) growth: Growth,
    /// Earlier parts whose assets are called the same: numbers go on behind theirs.
    pub(super) before: Vec<usize>,
}

/// Who of a part feeds whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pairing {
    /// Each one that is nearest.
    Nearest,
    /// Every source every sink.
    All,
}

/// A flow between two parts.
#[derive(Clone, Debug)]
pub(super) struct Feed {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) datasets: Vec<String>,
    pub(super) interval_s: f64,
    pub(super) protected: bool,
    pub(super) pairing: Pairing,
}

/// The pattern, taken apart.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) tables: Tables,
    /// The pattern itself.
    pub(super) city: CityRecords,
    pub(super) parts: Vec<Part>,
    pub(super) feeds: Vec<Feed>,
    /// Parts of `Tables::networks`, by row: the one that is joined, and the one that it carries to.
    pub(super) networks: Vec<(Option<usize>, Option<usize>)>,
    /// South-west and north-east corner of everything that has a place.
    pub(super) frame: ((f64, f64), (f64, f64)),
}

type PartKey<'a> = (&'a str, AssetKind, &'a str, Category, &'a str, &'a str, &'a str, &'a str, &'a [String]);

fn key(asset: &AssetRecord) -> PartKey<'_> {
    (
        &asset.service,
        asset.kind,
        &asset.subtype,
        asset.category,
        &asset.zone,
        &asset.owner,
        &asset.operator,
        &asset.quantity,
        &asset.datasets,
    )
}

impl Pattern {
    /// The shipped city.
    pub(super) fn shipped(tables: Tables) -> Result<Self, Diagnostics> {
        let city = pattern_city()?.records;
        let kinds = kinds()?;
        let mut rows_of: BTreeMap<PartKey<'_>, usize> = BTreeMap::new();
        let mut members: Vec<Vec<&AssetRecord>> = Vec::new();
        let mut part_of: BTreeMap<&str, usize> = BTreeMap::new();
        for asset in &city.assets {
            let row = *rows_of.entry(key(asset)).or_insert_with(|| {
                members.push(Vec::new());
                members.len() - 1
            });
            members[row].push(asset);
            part_of.insert(&asset.id, row);
        }
        let mut parts: Vec<Part> = Vec::with_capacity(members.len());
        for members in &members {
            let mut part = part(members, &tables, &kinds);
            let same = parts.iter().enumerate().filter(|(_, other)| other.naming.stem == part.naming.stem);
            part.before = same.map(|(row, _)| row).collect();
            parts.push(part);
        }
        let feeds = feeds(&city, &part_of, &members);
        let named = |wanted: &str| {
            parts.iter().position(|part| format!("{}/{}:{}", part.service, part.kind, part.subtype) == wanted)
        };
        let networks = tables.networks.iter().map(|row| (named(&row.asset), named(&row.carries_to))).collect();
        let frame = frame(&city);
        Ok(Self { networks, feeds, parts, frame, tables, city })
    }

    /// The services, or words that stand for one, in the order in which a small city takes them in: what everything rests on, then by
    /// criticality.
    pub(super) fn services_by_weight(&self) -> Vec<&str> {
        let mut words: Vec<(u8, usize, &str)> = Vec::new();
        for part in &self.parts {
            if words.iter().any(|&(_, _, word)| word == part.service) {
                continue;
            }
            let criticality = self.city.services.iter().find(|service| service.id == part.service);
            // Words that are no service stand for the city OS, the suppliers and the network.
            let weight = criticality.map_or(u8::MAX, |service| service.criticality);
            words.push((u8::MAX - weight, words.len(), &part.service));
        }
        words.sort_unstable();
        words.into_iter().map(|(_, _, word)| word).collect()
    }
}

fn part(members: &[&AssetRecord], tables: &Tables, kinds: &[KindRow]) -> Part {
    let first = members[0];
    let groups: BTreeSet<&str> = members.iter().map(|asset| asset.input_group.as_str()).collect();
    let group = if first.quantity.is_empty() { 1 } else { (members.len() / groups.len().max(1)).max(1) };
    let scope = match tables.scope("services", &first.service) {
        Scope::District => Scope::District,
        _ => tables.scope("organisations", &first.operator),
    };
    let reference = format!("{}/{}:{}", first.service, first.kind, first.subtype);
    let naming = match kinds.iter().find(|row| row.asset == reference) {
        Some(row) => Naming::of(row),
        None => Naming::from_asset(&first.id, &first.name_ja, &first.name_en),
    };
    Part {
        service: first.service.clone(),
        kind: first.kind,
        subtype: first.subtype.clone(),
        category: first.category,
        zone: first.zone.clone(),
        owner: first.owner.clone(),
        operator: first.operator.clone(),
        quantity: first.quantity.clone(),
        datasets: first.datasets.clone(),
        models: members
            .iter()
            .map(|asset| Model {
                tags: asset.tags.clone(),
                unlisted: asset.unlisted,
                site: asset.site.clone(),
                place: asset.lat.zip(asset.lon),
            })
            .collect(),
        stands_for: members.iter().map(|asset| u64::from(asset.stands_for)).sum(),
        group,
        scope,
        naming,
        growth: tables.growth(&first.service, first.kind.as_str(), &first.subtype),
        before: Vec::new(),
    }
}

fn feeds(city: &CityRecords, part_of: &BTreeMap<&str, usize>, members: &[Vec<&AssetRecord>]) -> Vec<Feed> {
    let mut feeds: Vec<(Feed, usize)> = Vec::new();
    for flow in &city.flows {
        let (Some(&from), Some(&to)) = (part_of.get(flow.from.as_str()), part_of.get(flow.to.as_str())) else {
            continue;
        };
        let same = |(feed, _): &&mut (Feed, usize)| {
            feed.from == from && feed.to == to && feed.datasets == flow.datasets && feed.protected == flow.protected
        };
        match feeds.iter_mut().find(same) {
            Some((_, flows)) => *flows += 1,
            None => {
                let (datasets, interval_s, protected) = (flow.datasets.clone(), flow.interval_s, flow.protected);
                feeds.push((Feed { from, to, datasets, interval_s, protected, pairing: Pairing::Nearest }, 1));
            }
        }
    }
    let paired = |(feed, flows): (Feed, usize)| {
        let all = flows == members[feed.from].len() * members[feed.to].len();
        Feed { pairing: if all { Pairing::All } else { Pairing::Nearest }, ..feed }
    };
    feeds.into_iter().map(paired).collect()
}

fn frame(city: &CityRecords) -> ((f64, f64), (f64, f64)) {
    let mut frame = ((f64::MAX, f64::MAX), (f64::MIN, f64::MIN));
    for (lat, lon) in city.assets.iter().filter_map(|asset| asset.lat.zip(asset.lon)) {
        frame.0 = (lat.min(frame.0.0), lon.min(frame.0.1));
        frame.1 = (lat.max(frame.1.0), lon.max(frame.1.1));
    }
    frame
}

/// How the plan of the pattern calls its kinds of assets.
fn kinds() -> Result<Vec<KindRow>, Diagnostics> {
    let name = "kinds.csv";
    let mut files = generator_folders().into_iter().flat_map(|folder| folder.files());
    let found = files.find(|file| file.path().file_name().is_some_and(|found| found == name));
    let text = found.and_then(|file| file.contents_utf8()).unwrap_or_default();
    csv::Reader::from_reader(text.as_bytes()).deserialize().collect::<Result<_, _>>().map_err(|error: csv::Error| {
        Diagnostic::of_file(Code::Syntax, &format!("shipped:plan/{name}"), "", Expected::Form(error.to_string())).into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern() -> Pattern {
        Pattern::shipped(Tables::shipped().unwrap()).unwrap()
    }

    #[test]
    fn every_asset_and_every_flow_of_the_pattern_is_in_one_part_and_one_feed() {
        let pattern = pattern();
        let assets: usize = pattern.parts.iter().map(|part| part.models.len()).sum();
        assert_eq!(assets, pattern.city.assets.len());
        assert!(pattern.parts.iter().all(|part| part.models.len() % part.group == 0));
        assert!(pattern.feeds.len() > 50 && pattern.feeds.len() < 150);
    }

    #[test]
    fn parts_of_one_stem_number_on_and_networks_find_their_parts() {
        let pattern = pattern();
        let gates: Vec<&Part> = pattern.parts.iter().filter(|part| part.naming.stem == "gate").collect();
        assert_eq!(gates.iter().map(|part| part.before.len()).collect::<Vec<_>>(), [0, 1]);
        assert!(pattern.networks.iter().all(|(joined, _)| joined.is_some()));
        assert!(pattern.networks[0].1.is_some() && pattern.networks[1].1.is_none());
    }

    #[test]
    fn small_cities_take_in_the_city_os_first_and_comfort_last() {
        let pattern = pattern();
        let order = pattern.services_by_weight();
        assert_eq!(order[0], "city-os");
        assert_eq!(order.last(), Some(&"tourism-wifi"));
    }
}
