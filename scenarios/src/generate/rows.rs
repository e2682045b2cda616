//! The assets and flows of a generated city, made one after another in one and the same record.

use std::fmt::Write as _;

use yagura_sim::city::{AssetRecord, CityRows, FlowRecord};
use yagura_sim::problem::{Origin, Table};

use super::draws::{Draws, Stream};
use super::naming::copied;
use super::network;
use super::pattern::{Feed, Pairing, Part};
use super::tables::Scope;
use super::{GeneratedCity, Network};

/// Decimal places of a coordinate: about a metre.
const PLACES: f64 = 1e5;

/// Flows beyond one an asset, for the room that is set aside.
const MORE_FLOWS: usize = 8;

impl CityRows for GeneratedCity {
    fn each_asset(&self, visit: &mut dyn FnMut(&AssetRecord)) {
        let mut making = Making::new(self);
        for scope in [Scope::City, Scope::Area] {
            for copy in 1..=self.census.copies(scope) {
                making.draws =
                    Draws::new(self.seed, Stream::Assets(if scope == Scope::City { 0 } else { u32::MAX - copy }));
                making.parts(scope, copy, visit);
            }
        }
        for district in 1..=self.census.districts {
            making.draws = Draws::new(self.seed, Stream::Assets(district));
            making.parts(Scope::District, district, visit);
        }
    }

    fn each_flow(&self, visit: &mut dyn FnMut(&FlowRecord)) {
        let mut flows = Flows { city: self, record: blank_flow(), row: 0, visit };
        for feed in &self.pattern.feeds {
            let scopes = (self.part(feed.from).scope, self.part(feed.to).scope);
            if scopes == (Scope::City, Scope::City) {
                flows.between(feed, feed.to, 1, 1, 0);
            }
        }
        for (at, network) in self.networks.iter().enumerate() {
            if let (Some(network), (Some(joined), Some(to))) = (network, self.pattern.networks[at]) {
                flows.spanning(at, network, joined, to);
            }
        }
        for district in 1..=self.census.districts {
            for feed in &self.pattern.feeds {
                match (self.part(feed.from).scope, self.part(feed.to).scope) {
                    (Scope::District, Scope::District) => flows.between(feed, feed.to, district, district, 0),
                    (Scope::City, Scope::District) => flows.between(feed, feed.to, 1, district, district as usize),
                    (Scope::District, _) => match self.carrier(feed, district) {
                        Some(carrier) => flows.between(feed, carrier, district, district, 0),
                        None => flows.between(feed, feed.to, district, 1, district as usize),
                    },
                    _ => {}
                }
            }
            for (at, network) in self.networks.iter().enumerate() {
                if let (None, (Some(joined), _)) = (network, self.pattern.networks[at]) {
                    let network = network::of_district(&self.pattern, &self.census, self.seed, at, district);
                    flows.joining(at, &network, joined, district);
                }
            }
        }
    }

    fn assets(&self) -> usize {
        self.census.assets
    }

    fn flows(&self) -> usize {
        self.census.assets + self.census.assets / MORE_FLOWS
    }
}

impl GeneratedCity {
    fn part(&self, row: usize) -> &Part {
        &self.pattern.parts[row]
    }

    /// The number of the first asset of part `row` among those called the same, in copy `copy`.
    fn first_number(&self, row: usize, copy: u32) -> usize {
        let before = self.part(row).before.iter().filter(|&&other| self.part(other).scope == self.part(row).scope);
        before.map(|&other| self.census.count(&self.pattern, other, copy)).sum::<usize>() + 1
    }

    /// Writes the id of asset `index` of part `row` in copy `copy`, whose numbers begin at `first`.
    fn write_id(&self, to: &mut String, row: usize, copy: u32, first: usize, index: usize) {
        let part = self.part(row);
        to.clear();
        to.push_str(&part.naming.stem);
        // Writing into a text cannot fail.
        let _ = match part.scope {
            Scope::City if part.naming.single && first + index == 1 => Ok(()),
            Scope::City => write!(to, "-{}", first + index),
            Scope::Area | Scope::District => write!(to, "-{copy}-{}", first + index),
        };
    }

    /// The part of a network that carries what `feed` sends out of the field.
    fn carrier(&self, feed: &Feed, district: u32) -> Option<usize> {
        let field = self.pattern.tables.scope("zones", &self.part(feed.from).zone) == Scope::District;
        let mut carriers = self.pattern.networks.iter().filter(|(_, to)| field && *to == Some(feed.to));
        let joined = carriers.next()?.0?;
        (self.census.count(&self.pattern, joined, district) > 0).then_some(joined)
    }

    /// `id` as it is called from copy `copy` of a thing of `scope`: ids of `table` that reach as far or further keep or share it.
    pub(super) fn id_in(&self, table: &str, id: &str, scope: Scope, copy: u32) -> String {
        super::skeleton::id_in(&self.pattern, &self.census, table, id, scope, copy)
    }
}

fn blank_flow() -> FlowRecord {
    FlowRecord {
        origin: Origin::new(Table::Flows, 0),
        from: String::new(),
        to: String::new(),
        datasets: Vec::new(),
        interval_s: 0.0,
        protected: false,
        source: "assumption".into(),
    }
}

/// Assets in the making.
struct Making<'a> {
    city: &'a GeneratedCity,
    record: AssetRecord,
    row: u32,
    draws: Draws,
}

impl<'a> Making<'a> {
    fn new(city: &'a GeneratedCity) -> Self {
        let first = &city.pattern.city.assets[0];
        let record = AssetRecord { source: "assumption".into(), ..first.clone() };
        Self { city, record, row: 0, draws: Draws::new(city.seed, Stream::Assets(0)) }
    }

    fn parts(&mut self, scope: Scope, copy: u32, visit: &mut dyn FnMut(&AssetRecord)) {
        for row in 0..self.city.pattern.parts.len() {
            if self.city.part(row).scope == scope {
                self.part(row, copy, visit);
            }
        }
    }

    fn part(&mut self, row: usize, copy: u32, visit: &mut dyn FnMut(&AssetRecord)) {
        let city = self.city;
        let part = city.part(row);
        let count = city.census.count(&city.pattern, row, copy);
        let first = city.first_number(row, copy);
        self.begin(part, row, copy);
        let jitter = city.pattern.tables.number("place_jitter");
        // Squares along a side of the frame; the whole city has the frame for itself.
        let copies = city.census.copies(part.scope);
        let side = (1..=copies).find(|side| side * side >= copies).filter(|_| part.scope != Scope::City);
        let mut model = 0;
        let record = &mut self.record;
        for index in 0..count {
            // What is read together stands at one place.
            if index % part.group == 0 {
                model = self.draws.below(part.models.len());
            }
            let model = &part.models[model];
            let unlike = (self.draws.unit() - 0.5, self.draws.unit() - 0.5);
            city.write_id(&mut record.id, row, copy, first, index);
            record.input_group.clear();
            if !part.quantity.is_empty() {
                let group = (first - 1 + index) / part.group + 1;
                let _ = write!(record.input_group, "{}-{copy}-{group}", part.naming.stem);
            }
            record.site.clear();
            record.site.push_str(&model.site);
            if copy > 1 && !model.site.is_empty() {
                let _ = write!(record.site, "-{copy}");
            }
            if record.tags != model.tags {
                record.tags.clone_from(&model.tags);
            }
            record.unlisted = model.unlisted;
            let place = model.place.map(|place| city.place(place, side, copy, unlike, jitter));
            (record.lat, record.lon) = (place.map(|place| place.0), place.map(|place| place.1));
            record.origin.row = self.row;
            self.row += 1;
            visit(record);
        }
    }

    /// What all assets of a part in one copy have in common.
    fn begin(&mut self, part: &Part, row: usize, copy: u32) {
        let city = self.city;
        let record = &mut self.record;
        (record.name_ja, record.name_en) = part.naming.names(part.scope, copy);
        record.kind = part.kind;
        record.subtype.clone_from(&part.subtype);
        record.category = part.category;
        record.zone = city.id_in("zones", &part.zone, part.scope, copy);
        record.service = city.id_in("services", &part.service, part.scope, copy);
        record.owner = city.id_in("organisations", &part.owner, part.scope, copy);
        record.operator = city.id_in("organisations", &part.operator, part.scope, copy);
        record.stands_for = city.census.stands_for[row];
        record.datasets.clone_from(&part.datasets);
        record.quantity.clear();
        if !part.quantity.is_empty() {
            record.quantity = copied(&part.quantity, copy);
        }
    }
}

impl GeneratedCity {
    /// A place of the pattern in its district: districts are squares of the pattern's frame, row by row.
    fn place(&self, place: (f64, f64), side: Option<u32>, copy: u32, unlike: (f64, f64), jitter: f64) -> (f64, f64) {
        let ((south, west), (north, east)) = self.pattern.frame;
        let rounded = |at: f64| (at * PLACES).round() / PLACES;
        let Some(side) = side else { return (rounded(place.0), rounded(place.1)) };
        let (row, column) = ((copy - 1) / side, (copy - 1) % side);
        let within = |at: f64, low: f64, high: f64, cell: u32, unlike: f64| {
            let span = high - low;
            let at = (at - low) + 2.0 * jitter * unlike;
            rounded(low + (f64::from(cell) * span + at.clamp(0.0, span)) / f64::from(side))
        };
        (within(place.0, south, north, row, unlike.0), within(place.1, west, east, column, unlike.1))
    }
}

/// Flows in the making.
struct Flows<'a, 'v> {
    city: &'a GeneratedCity,
    record: FlowRecord,
    row: u32,
    visit: &'v mut dyn FnMut(&FlowRecord),
}

impl Flows<'_, '_> {
    fn tell(&mut self) {
        self.record.origin.row = self.row;
        self.row += 1;
        (self.visit)(&self.record);
    }

    fn carries(&mut self, datasets: &[String], interval_s: f64) {
        if self.record.datasets != datasets {
            self.record.datasets = datasets.to_vec();
        }
        self.record.interval_s = interval_s;
        self.record.protected = false;
    }

    /// The flows of `feed` from copy `of` of its source to copy `at` of part `to`. `turn` shifts which of several in the whole city is
    /// meant, so that districts share them evenly.
    fn between(&mut self, feed: &Feed, to: usize, of: u32, at: u32, turn: usize) {
        let city = self.city;
        let (sources, sinks) =
            (city.census.count(&city.pattern, feed.from, of), city.census.count(&city.pattern, to, at));
        if sources == 0 || sinks == 0 {
            return;
        }
        self.carries(&feed.datasets, feed.interval_s);
        self.record.protected = feed.protected;
        let firsts = (city.first_number(feed.from, of), city.first_number(to, at));
        let scopes = (city.part(feed.from).scope, city.part(to).scope);
        let skew = city.pattern.tables.number("fan_in_skew");
        let pair = |flows: &mut Self, source: usize, sink: usize| {
            city.write_id(&mut flows.record.from, feed.from, of, firsts.0, source);
            city.write_id(&mut flows.record.to, to, at, firsts.1, sink);
            flows.tell();
        };
        if feed.pairing == Pairing::All && scopes.0 == Scope::City {
            (0..sources).for_each(|source| (0..sinks).for_each(|sink| pair(self, source, sink)));
        } else if scopes.0 == Scope::District && scopes.1 != Scope::District {
            (0..sources).for_each(|source| pair(self, source, (turn + source) % sinks));
        } else if scopes.0 == Scope::City && scopes.1 == Scope::District {
            (0..sinks).for_each(|sink| pair(self, (turn + sink) % sources, sink));
        } else if sources >= sinks {
            (0..sources).for_each(|source| pair(self, source, nearest(source, sources, sinks, skew)));
        } else {
            (0..sinks).for_each(|sink| pair(self, nearest(sink, sinks, sources, 0.0), sink));
        }
    }

    /// A network over the whole city: every link towards the first node, and from there to what it carries to.
    fn spanning(&mut self, at: usize, network: &Network, joined: usize, to: usize) {
        let city = self.city;
        let row = &city.pattern.tables.networks[at];
        self.carries(&datasets(&row.datasets), row.interval_s);
        let scope = city.part(joined).scope;
        let mut ends = vec![0];
        for copy in 1..=city.census.copies(scope) {
            ends.push(ends[ends.len() - 1] + city.census.count(&city.pattern, joined, copy));
        }
        let write = |to: &mut String, node: usize| {
            let copy = ends.partition_point(|&end| end <= node);
            let number = u32::try_from(copy).unwrap_or(u32::MAX);
            city.write_id(to, joined, number, city.first_number(joined, number), node - ends[copy - 1]);
        };
        for &(later, earlier) in &network.links {
            write(&mut self.record.from, later as usize);
            write(&mut self.record.to, earlier as usize);
            self.tell();
        }
        if ends[ends.len() - 1] > 0 {
            for sink in 0..city.census.count(&city.pattern, to, 1) {
                write(&mut self.record.from, 0);
                city.write_id(&mut self.record.to, to, 1, city.first_number(to, 1), sink);
                self.tell();
            }
        }
    }

    /// A network between the assets of one part in one district.
    fn joining(&mut self, at: usize, network: &Network, joined: usize, district: u32) {
        let city = self.city;
        let row = &city.pattern.tables.networks[at];
        self.carries(&datasets(&row.datasets), row.interval_s);
        let first = city.first_number(joined, district);
        for &(later, earlier) in &network.links {
            city.write_id(&mut self.record.from, joined, district, first, later as usize);
            city.write_id(&mut self.record.to, joined, district, first, earlier as usize);
            self.tell();
        }
    }
}

fn datasets(cell: &str) -> Vec<String> {
    cell.split(';').map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned).collect()
}

/// Which of `sinks` lies nearest to `source` of `sources`, if both stand in a row; with `skew` the first sinks have more.
fn nearest(source: usize, sources: usize, sinks: usize, skew: f64) -> usize {
    if sources == sinks {
        return source;
    }
    #[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    let (at, sinks_wide) = ((source as f64 + 0.5) / sources as f64, sinks as f64);
    let at = (1.0 - skew) * at + skew * at * at;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the number of sinks")]
    let sink = (at * sinks_wide) as usize;
    sink.min(sinks - 1)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use yagura_sim::city::City;

    fn made() -> GeneratedCity {
        GeneratedCity::new(3000, 4).unwrap()
    }

    #[test]
    fn every_flow_stays_in_its_zone_or_follows_a_conduit() {
        let made = made();
        let city = City::build_from(made.skeleton(), &made).unwrap();
        for flow in &city.flows {
            let (from, to) = (&city.assets[flow.from.row()], &city.assets[flow.to.row()]);
            assert!(city.zone_reaches(from.zone, to.zone), "{} -> {}", from.id, to.id);
        }
    }

    #[test]
    fn what_the_field_sends_to_the_city_os_arrives_over_the_network() {
        let made = made();
        let city = City::build_from(made.skeleton(), &made).unwrap();
        let mut reached: BTreeSet<usize> =
            (0..city.assets.len()).filter(|&row| city.assets[row].id == "river-base-2-1").collect();
        assert_eq!(reached.len(), 1);
        let mut rest: Vec<usize> = reached.iter().copied().collect();
        while let Some(row) = rest.pop() {
            for flow in city.flows_out.of(row) {
                let to = city.flows[flow.row()].to.row();
                if reached.insert(to) {
                    rest.push(to);
                }
            }
        }
        let brokers = reached.iter().filter(|&&row| city.assets[row].subtype == "data-broker");
        assert_eq!(brokers.count(), city.assets.iter().filter(|a| a.id.starts_with("os-broker-")).count());
    }

    #[test]
    fn gateways_differ_in_how_much_they_carry() {
        let made = made();
        let mut load: BTreeMap<String, usize> = BTreeMap::new();
        made.each_flow(&mut |flow| {
            if flow.from.starts_with("light-group-1-") && flow.to.starts_with("light-gateway-1-") {
                *load.entry(flow.to.clone()).or_default() += 1;
            }
        });
        let (least, most) = (load.values().min().unwrap(), load.values().max().unwrap());
        assert!(load.len() > 1 && most > least, "{load:?}");
    }

    #[test]
    fn names_are_in_both_languages_and_places_inside_the_frame() {
        let ((south, west), (north, east)) = made().pattern.frame;
        made().each_asset(&mut |asset| {
            assert!(!asset.name_ja.is_empty() && asset.name_en.is_ascii(), "{asset:?}");
            assert!(!asset.name_ja.contains(['{', '}']) && !asset.name_en.contains(['{', '}']), "{asset:?}");
            if let (Some(lat), Some(lon)) = (asset.lat, asset.lon) {
                assert!((south - 1e-5..=north + 1e-5).contains(&lat) && (west - 1e-5..=east + 1e-5).contains(&lon));
            }
        });
    }
}
