//! A city without its names and places: the same twin, so that every number stays the same, under ids that only count.
//!
//! Rows keep their order, so indices, draws and links stay what they are; what is replaced is what a reader could recognise: ids, names,
//! sites, coordinates. The mapping is made anew from the records whenever it is needed and never leaves the program.
//! # Not hidden
//! Kinds, roles, media, tags and how many there are of each: a reader who knows the city may still recognise it by its shape.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{City, CityRecords, Name};
use crate::control_set::ControlSetRecord;
use crate::knowledge::Catalogue;
use crate::scenario::Scenario;

/// Shortest id, and shortest Japanese name in characters, that is looked for inside other texts.
const SHORTEST: (usize, usize) = (4, 3);

/// One name of the city and what stands for it.
struct Replacement {
    from: String,
    to: String,
    /// Only where it stands alone.
    alone: bool,
}

/// New ids and names for one city.
pub struct Redaction {
    city: [String; 3],
    /// Longest first, so that a name inside a name does not spoil it.
    texts: Vec<Replacement>,
    /// By kind and id.
    ids: BTreeMap<(&'static str, String), String>,
}

/// Spelling of the ids of one kind of thing, and its names.
#[derive(Clone, Copy)]
struct Kind {
    id: &'static str,
    en: &'static str,
    ja: &'static str,
}

const ORGANISATION: Kind = Kind { id: "organisation", en: "Organisation", ja: "組織" };
const ZONE: Kind = Kind { id: "zone", en: "Zone", ja: "区域" };
const ASSET: Kind = Kind { id: "asset", en: "Asset", ja: "資産" };
const DATASET: Kind = Kind { id: "dataset", en: "Dataset", ja: "データ" };
const SERVICE: Kind = Kind { id: "service", en: "Service", ja: "サービス" };
const SITE: Kind = Kind { id: "site", en: "Site", ja: "場所" };

impl Kind {
    fn id_of(self, row: usize) -> String {
        format!("{}-{}", self.id, row + 1)
    }

    fn name_of(self, row: usize) -> Name {
        Name { ja: format!("{}{}", self.ja, row + 1), en: format!("{} {}", self.en, row + 1) }
    }
}

/// Ids and names (English, Japanese) of what a city holds, in its order.
#[derive(Clone, Debug, Default)]
pub struct Names<'a> {
    /// The city's own.
    pub city: [&'a str; 3],
    /// Organisations.
    pub organisations: Vec<[&'a str; 3]>,
    /// Zones.
    pub zones: Vec<[&'a str; 3]>,
    /// Assets.
    pub assets: Vec<[&'a str; 3]>,
    /// Datasets.
    pub datasets: Vec<[&'a str; 3]>,
    /// Services.
    pub services: Vec<[&'a str; 3]>,
    /// Sites.
    pub sites: Vec<&'a str>,
}

impl Redaction {
    /// For the city of `records`.
    #[must_use]
    pub fn of(records: &CityRecords) -> Self {
        let head = &records.head;
        let mut sites: Vec<&str> = records.assets.iter().map(|a| a.site.as_str()).filter(|s| !s.is_empty()).collect();
        sites.sort_unstable();
        sites.dedup();
        Self::from_names(&Names {
            city: [&head.id, &head.name_en, &head.name_ja],
            organisations: records.organisations.iter().map(|o| [o.id.as_str(), &o.name_en, &o.name_ja]).collect(),
            zones: records.zones.iter().map(|z| [z.id.as_str(), &z.name_en, &z.name_ja]).collect(),
            assets: records.assets.iter().map(|a| [a.id.as_str(), &a.name_en, &a.name_ja]).collect(),
            datasets: records.datasets.iter().map(|d| [d.id.as_str(), &d.name_en, &d.name_ja]).collect(),
            services: records.services.iter().map(|s| [s.id.as_str(), &s.name_en, &s.name_ja]).collect(),
            sites,
        })
    }

    /// For a city of which only names are known.
    #[must_use]
    pub fn from_names(names: &Names<'_>) -> Self {
        let [id, en, ja] = names.city;
        let mut new = Self {
            city: ["city-1".to_owned(), "City 1".to_owned(), "都市1".to_owned()],
            texts: Vec::new(),
            ids: BTreeMap::new(),
        };
        let stem = |name: &str, ending: &str| name.strip_suffix(ending).unwrap_or(name).to_owned();
        let own =
            [(id.to_owned(), 0), (en.to_owned(), 1), (stem(en, " City"), 1), (ja.to_owned(), 2), (stem(ja, "市"), 2)];
        for (from, to) in own {
            // A city's own name counts wherever it stands, also as a part of other words.
            if from.chars().count() >= 2 {
                new.texts.push(Replacement { from, to: new.city[to].clone(), alone: false });
            }
        }
        for (kind, rows) in [
            (ORGANISATION, &names.organisations),
            (ZONE, &names.zones),
            (ASSET, &names.assets),
            (DATASET, &names.datasets),
            (SERVICE, &names.services),
        ] {
            for (row, [id, en, ja]) in rows.iter().enumerate() {
                new.add(kind, row, id, en, ja);
            }
        }
        for (row, site) in names.sites.iter().enumerate() {
            new.add(SITE, row, site, "", "");
        }
        new.texts.sort_by(|a, b| b.from.len().cmp(&a.from.len()).then_with(|| a.from.cmp(&b.from)));
        new
    }

    fn add(&mut self, kind: Kind, row: usize, id: &str, en: &str, ja: &str) {
        let name = kind.name_of(row);
        // An id that is a plain word says nothing about a city, and texts are full of such words.
        let marked = id.len() >= SHORTEST.0 && id.contains(|c: char| c == '-' || c == '_' || c.is_ascii_digit());
        if marked {
            self.texts.push(Replacement { from: id.to_owned(), to: kind.id_of(row), alone: true });
        }
        if en.contains(' ') {
            self.texts.push(Replacement { from: en.to_owned(), to: name.en, alone: true });
        }
        // Japanese has no blanks between words; a name in Latin letters has, whichever column it stands in.
        if ja.is_ascii() {
            if ja.contains(' ') {
                self.texts.push(Replacement { from: ja.to_owned(), to: name.ja, alone: true });
            }
        } else if ja.chars().count() >= SHORTEST.1 {
            self.texts.push(Replacement { from: ja.to_owned(), to: name.ja, alone: false });
        }
        self.ids.entry((kind.id, id.to_owned())).or_insert_with(|| kind.id_of(row));
    }

    /// `text` with every name of the city in it replaced.
    #[must_use]
    pub fn text(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for replacement in &self.texts {
            if text.contains(&replacement.from) {
                text = replaced(&text, replacement);
            }
        }
        text
    }

    /// What stands for the id of an organisation; an unknown one is treated as a text.
    #[must_use]
    pub fn organisation(&self, id: &str) -> String {
        self.reference(ORGANISATION, id)
    }

    /// What stands for the id of a zone.
    #[must_use]
    pub fn zone(&self, id: &str) -> String {
        self.reference(ZONE, id)
    }

    /// What stands for the id of an asset.
    #[must_use]
    pub fn asset(&self, id: &str) -> String {
        self.reference(ASSET, id)
    }

    /// What stands for the id of a service.
    #[must_use]
    pub fn service(&self, id: &str) -> String {
        self.reference(SERVICE, id)
    }

    fn reference(&self, kind: Kind, id: &str) -> String {
        if id.is_empty() {
            return String::new();
        }
        self.ids.get(&(kind.id, id.to_owned())).cloned().unwrap_or_else(|| self.text(id))
    }

    /// The records with new ids and names; fields that nothing shows are empty.
    #[must_use]
    pub fn records(&self, records: &CityRecords) -> CityRecords {
        let mut new = records.clone();
        [new.head.id, new.head.name_en, new.head.name_ja] = self.city.clone();
        new.head.source.clear();
        for (row, organisation) in new.organisations.iter_mut().enumerate() {
            named(ORGANISATION, row, &mut organisation.id, &mut organisation.name_en, &mut organisation.name_ja);
            organisation.alerts_to = self.organisation(&organisation.alerts_to);
            organisation.source.clear();
        }
        for contract in &mut new.contracts {
            for reference in [&mut contract.supplier, &mut contract.customer, &mut contract.must_isolate] {
                *reference = self.organisation(reference);
            }
            contract.access.iter_mut().for_each(|zone| *zone = self.zone(zone));
            contract.may_isolate.iter_mut().for_each(|organisation| *organisation = self.organisation(organisation));
            contract.forensics.clear();
            contract.who_pays.clear();
            contract.source.clear();
        }
        for (row, zone) in new.zones.iter_mut().enumerate() {
            named(ZONE, row, &mut zone.id, &mut zone.name_en, &mut zone.name_ja);
            zone.operator = self.organisation(&zone.operator);
            zone.source.clear();
        }
        for conduit in &mut new.conduits {
            (conduit.from, conduit.to) = (self.zone(&conduit.from), self.zone(&conduit.to));
            conduit.purpose.clear();
            conduit.source.clear();
        }
        for (row, asset) in new.assets.iter_mut().enumerate() {
            named(ASSET, row, &mut asset.id, &mut asset.name_en, &mut asset.name_ja);
            asset.zone = self.zone(&asset.zone);
            (asset.owner, asset.operator) = (self.organisation(&asset.owner), self.organisation(&asset.operator));
            asset.site = self.reference(SITE, &asset.site);
            asset.datasets.iter_mut().for_each(|dataset| *dataset = self.reference(DATASET, dataset));
            (asset.lat, asset.lon) = (None, None);
            for text in [&mut asset.service, &mut asset.quantity, &mut asset.input_group, &mut asset.source] {
                text.clear();
            }
        }
        for (row, dataset) in new.datasets.iter_mut().enumerate() {
            named(DATASET, row, &mut dataset.id, &mut dataset.name_en, &mut dataset.name_ja);
            dataset.steward = self.organisation(&dataset.steward);
            dataset.holders_and_rules.iter_mut().for_each(|(holder, _)| *holder = self.organisation(holder));
            dataset.source.clear();
        }
        new.flows.clear();
        for (row, service) in new.services.iter_mut().enumerate() {
            named(SERVICE, row, &mut service.id, &mut service.name_en, &mut service.name_ja);
            service.provider = self.organisation(&service.provider);
            let rules = [&mut service.inputs_rule, &mut service.decides_at, &mut service.needs, &mut service.commands];
            rules.into_iter().for_each(String::clear);
            service.source.clear();
        }
        new
    }

    /// The compiled twin with new ids and names. Everything that an incident travels on stays as it is.
    #[must_use]
    pub fn city(&self, city: &City) -> City {
        let mut new = city.clone();
        [new.head.id, new.head.name_en, new.head.name_ja] = self.city.clone();
        new.head.source.clear();
        for (row, organisation) in new.organisations.iter_mut().enumerate() {
            (organisation.id, organisation.name) = (ORGANISATION.id_of(row), ORGANISATION.name_of(row));
        }
        for (row, zone) in new.zones.iter_mut().enumerate() {
            (zone.id, zone.name) = (ZONE.id_of(row), ZONE.name_of(row));
        }
        for (row, asset) in new.assets.iter_mut().enumerate() {
            (asset.id, asset.place) = (ASSET.id_of(row), None);
            let common = Arc::make_mut(&mut asset.common);
            common.name = ASSET.name_of(row);
            common.service.clear();
        }
        for (row, dataset) in new.datasets.iter_mut().enumerate() {
            (dataset.id, dataset.name) = (DATASET.id_of(row), DATASET.name_of(row));
        }
        for (row, service) in new.services.iter_mut().enumerate() {
            (service.id, service.name) = (SERVICE.id_of(row), SERVICE.name_of(row));
            for (group, input) in service.inputs.iter_mut().enumerate() {
                input.quantity.clear();
                input.group = format!("group-{}", group + 1);
            }
        }
        // A blank site is a place of its own wherever sites count: it stays blank.
        for (row, site) in new.sites.iter_mut().enumerate().filter(|(_, site)| !site.is_empty()) {
            *site = SITE.id_of(row);
        }
        new
    }

    /// The catalogue, its selectors naming the city's things by their new ids.
    #[must_use]
    pub fn catalogue(&self, catalogue: &Catalogue) -> Catalogue {
        let mut new = catalogue.clone();
        for effect in &mut new.effects {
            let selector = &mut effect.record.selector;
            selector.zone.iter_mut().for_each(|id| *id = self.zone(id));
            selector.operator.iter_mut().for_each(|id| *id = self.organisation(id));
        }
        new
    }

    /// The scenario, its texts without the city's names.
    #[must_use]
    pub fn scenario(&self, scenario: &Scenario) -> Scenario {
        let mut new = scenario.clone();
        new.id = self.text(&new.id);
        for name in [&mut new.title, &mut new.briefing, &mut new.first_notice, &mut new.facilitator] {
            *name = Name { ja: self.text(&name.ja), en: self.text(&name.en) };
        }
        new.steps.iter_mut().for_each(|step| step.id = self.text(&step.id));
        new
    }

    /// The control set, its texts without the city's names.
    #[must_use]
    pub fn control_set(&self, set: &ControlSetRecord) -> ControlSetRecord {
        let mut new = set.clone();
        let texts = [&mut new.id, &mut new.name_en, &mut new.name_ja, &mut new.about_en, &mut new.about_ja];
        let entries = new.controls.iter_mut().flat_map(|e| [&mut e.why_en, &mut e.why_ja, &mut e.claimed_by]);
        let claims = new.parameters.iter_mut().chain(&mut new.effects).map(|claim| &mut claim.claimed_by);
        texts.into_iter().chain(entries).chain(claims).for_each(|text| *text = self.text(text));
        // They have been applied, and name rows of the city.
        new.changes.clear();
        new
    }
}

fn named(kind: Kind, row: usize, id: &mut String, en: &mut String, ja: &mut String) {
    let name = kind.name_of(row);
    (*id, *en, *ja) = (kind.id_of(row), name.en, name.ja);
}

fn replaced(text: &str, replacement: &Replacement) -> String {
    if !replacement.alone {
        return text.replace(&replacement.from, &replacement.to);
    }
    let joins = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let mut new = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(&replacement.from) {
        let (before, after) = (&rest[..at], &rest[at + replacement.from.len()..]);
        let last = if before.is_empty() { new.chars().next_back() } else { before.chars().next_back() };
        let alone = !last.is_some_and(joins) && !after.chars().next().is_some_and(joins);
        new.push_str(before);
        new.push_str(if alone { &replacement.to } else { &replacement.from });
        rest = after;
    }
    new.push_str(rest);
    new
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::city::AssetKind;
    use crate::city::testing::TinyCity;

    fn records() -> CityRecords {
        TinyCity::new()
            .with(|records| {
                (records.head.id, records.head.name_en) = ("hoshimi".into(), "Hoshimi City".into());
                records.head.name_ja = "星見市".into();
            })
            .organisation("hoshimi-river")
            .zone("river-radio")
            .asset("gauge-1", AssetKind::Sensor)
            .records()
    }

    #[test]
    fn names_inside_texts_are_found_alone_and_the_citys_own_everywhere() {
        let redaction = Redaction::of(&records());
        assert_eq!(redaction.text("gauge-1 of hoshimi-river"), "asset-1 of organisation-2");
        // Longer words that begin with an id are other words.
        assert_eq!(redaction.text("river-radio-spoof, river-radio"), "river-radio-spoof, zone-1");
        assert_eq!(
            redaction.text("bid-of-hoshimi: Hoshimi City, 星見市, 星見の川"),
            "bid-of-city-1: City 1, 都市1, 都市1の川"
        );
    }

    #[test]
    fn records_and_twin_get_the_same_ids_and_lose_their_places() {
        let records = records();
        let redaction = Redaction::of(&records);
        let shown = redaction.records(&records);
        let twin = redaction.city(&City::build(records).expect("a good city"));
        assert_eq!(shown.assets[0].id, twin.assets[0].id);
        assert_eq!((shown.assets[0].zone.as_str(), twin.zones[0].id.as_str()), ("zone-1", "zone-1"));
        assert_eq!((twin.assets[0].place, shown.assets[0].lat), (None, None));
        assert_eq!((twin.head.id.as_str(), shown.head.id.as_str()), ("city-1", "city-1"));
    }
}
