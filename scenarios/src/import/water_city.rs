//! A water network and its cyber layer as a city.
//!
//! | In the files | In the city |
//! |---|---|
//! | controller (PLC) | asset `controller` in a field zone of its own |
//! | SCADA | asset `server` in the zone `control-centre` |
//! | sensor `P_T2` | asset `sensor`, and a dataset of the same id that it produces |
//! | pump, valve, pipe that a controller moves | asset `actuator` |
//! | reading taken by a controller | flow sensor -> controller |
//! | reading on a cyber link | flow controller -> receiver, and a conduit each way |
//! | control or rule | flow controller -> actuator with the readings it acts on, and a service that decides at the controller |
//!
//! A service per ruled actuator: each decides by its own readings and commands its own pump or valve, so that a false reading
//! reaches what acts on it and nothing else. A flow carries the readings that the files name and never everything.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use yagura_sim::city::{
    AssetKind, AssetRecord, Category, CityHead, CityRecords, ConduitRecord, DataClass, DatasetRecord, Fallback,
    FlowRecord, Medium, OrganisationRecord, OrganisationRole, SecurityOperations, SeparationTier, ServiceRecord,
    ZoneRecord,
};
use yagura_sim::problem::{Origin, Table};

use super::Assumption;
use super::assumed_cyber::{assumed, complete};
use super::assumption::{attacks_left_out, standing};
use super::cpa::{self, CyberLayer, CyberNode};
use super::decision::{Decision, decided};
use super::fault::{Faults, open};
use super::ids::{Ids, actuator_id, kebab, named, service_id};
use super::inp::{self, LinkKind, Network, NodeKind, Reading};
use crate::diagnostic::Diagnostics;

/// What an import made.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The city.
    pub records: CityRecords,
    /// Everything in it that the files do not say.
    pub assumptions: Vec<Assumption>,
}

/// Seconds between two transfers of a reading, which the files do not state: telemetry of water works polls every few minutes.
pub(crate) const ASSUMED_INTERVAL_S: f64 = 300.0;

const UTILITY: &str = "water-utility";
const CENTRE: &str = "control-centre";
/// Zone of what is wired to the control centre itself.
const FIELD: &str = "field";
const ASSUMPTION: &str = "assumption";

/// Reads the water network `inp` and its cyber layer `cpa` as a city.
///
/// # Errors
/// All diagnostics of the first file that has any.
pub fn water(inp: &Path, cpa: Option<&Path>) -> Result<Imported, Diagnostics> {
    let network = network(inp)?;
    let mut assumptions = Vec::new();
    let mut layer = match cpa {
        None => assumed(&network, &mut assumptions),
        Some(path) => cyber_layer(path, &network)?,
    };
    complete(&network, &mut layer, &mut assumptions);
    let id = inp.file_stem().map_or_else(String::new, |stem| named("network", &stem.to_string_lossy()));
    Ok(Draft::new(&network, &layer, assumptions).city(id))
}

/// Reads the water network `inp` alone.
///
/// # Errors
/// All diagnostics of the file.
pub fn network(inp: &Path) -> Result<Network, Diagnostics> {
    let source = open(inp).map_err(|diagnostic| Diagnostics::from(*diagnostic))?;
    let mut faults = Faults::new(&source);
    let network = inp::read(inp, &source.text, &mut faults);
    refuse(faults)?;
    Ok(network)
}

/// Reads the cyber layer `cpa` of `network` as it stands, with its attacks and options.
///
/// # Errors
/// All diagnostics of the file.
pub fn cyber_layer(cpa: &Path, network: &Network) -> Result<CyberLayer, Diagnostics> {
    let source = open(cpa).map_err(|diagnostic| Diagnostics::from(*diagnostic))?;
    let mut faults = Faults::new(&source);
    let layer = cpa::read(cpa, &source.text, network, &mut faults);
    refuse(faults)?;
    Ok(layer)
}

fn refuse(faults: Faults<'_>) -> Result<(), Diagnostics> {
    let found = faults.into_found();
    if found.has_errors() { Err(found) } else { Ok(()) }
}

struct Draft<'n> {
    network: &'n Network,
    layer: &'n CyberLayer,
    decisions: Vec<Decision<'n>>,
    /// Asset ids of cyber nodes, sensors and actuators by their names in the files.
    node_ids: BTreeMap<&'n str, String>,
    sensor_ids: BTreeMap<&'n str, String>,
    actuator_ids: BTreeMap<&'n str, String>,
    service_ids: BTreeMap<&'n str, String>,
    assumptions: Vec<Assumption>,
}

impl<'n> Draft<'n> {
    fn new(network: &'n Network, layer: &'n CyberLayer, assumptions: Vec<Assumption>) -> Self {
        let mut ids = Ids::default();
        let (mut node_ids, mut sensor_ids, mut actuator_ids) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for node in &layer.nodes {
            node_ids.insert(node.name.as_str(), ids.take(&named("node", &node.name)));
        }
        for node in &layer.nodes {
            for sensor in &node.sensors {
                sensor_ids.insert(sensor.name.as_str(), ids.take(&named("sensor", &sensor.name)));
            }
            for link in node.actuators.iter().filter_map(|name| network.link(name)) {
                actuator_ids.insert(link.name.as_str(), ids.take(&actuator_id(link)));
            }
        }
        let decisions = decided(network, layer);
        let mut ids = Ids::default();
        let service_ids = decisions
            .iter()
            .map(|decision| (decision.link.name.as_str(), ids.take(&service_id(decision.link))))
            .collect();
        Self { network, layer, decisions, node_ids, sensor_ids, actuator_ids, service_ids, assumptions }
    }

    fn city(mut self, id: String) -> Imported {
        let title = self.network.title.first().cloned().unwrap_or_else(|| id.clone());
        let head = CityHead {
            id,
            name_ja: title.clone(),
            name_en: title,
            population: 0,
            holidays: Vec::new(),
            first_weekday: 0,
            cost_units: Vec::new(),
            source: match self.layer.file.as_str() {
                "" => self.network.file.clone(),
                cpa => format!("{}; {cpa}", self.network.file),
            },
        };
        let (undecided, left_out) = (self.undecided(), self.left_out());
        let records = CityRecords {
            head,
            organisations: vec![utility()],
            contracts: Vec::new(),
            zones: self.zones(),
            conduits: self.conduits(),
            assets: self.assets(),
            datasets: self.datasets(),
            flows: self.flows(),
            services: self.services(),
        };
        standing(&mut self.assumptions, self.network, &undecided, &left_out);
        attacks_left_out(&mut self.assumptions, self.layer);
        Imported { records, assumptions: self.assumptions }
    }

    /// Zone of the things wired to `node`.
    fn field_of(&self, node: &CyberNode) -> String {
        if node.is_scada() { FIELD.into() } else { format!("{}-field", self.node_ids[node.name.as_str()]) }
    }

    /// Zone of `node` itself.
    fn zone_of(&self, node: &CyberNode) -> String {
        if node.is_scada() { CENTRE.into() } else { self.field_of(node) }
    }

    /// Where a fact about the cyber layer comes from.
    fn cyber_source(&self, section: &str) -> String {
        if self.layer.file.is_empty() { ASSUMPTION.into() } else { format!("{} [{section}]", self.layer.file) }
    }

    fn zones(&self) -> Vec<ZoneRecord> {
        let mut zones: Vec<ZoneRecord> = Vec::new();
        let mut add = |id: String, name_ja: String, name_en: String| {
            zones.push(ZoneRecord {
                origin: Origin::new(Table::Zones, row(zones.len())),
                id,
                name_ja,
                name_en,
                category: Category::Asset,
                operator: UTILITY.into(),
                medium: Medium::Wired,
                internet_facing: false,
                separation_tier: SeparationTier::Outside,
                source: ASSUMPTION.into(),
            });
        };
        for node in &self.layer.nodes {
            if node.is_scada() {
                add(CENTRE.into(), "中央監視室".into(), "Control centre".into());
                if !(node.sensors.is_empty() && node.actuators.is_empty()) {
                    add(FIELD.into(), "現場".into(), "Field".into());
                }
            } else {
                add(self.field_of(node), format!("{}の現場", node.name), format!("Field of {}", node.name));
            }
        }
        zones
    }

    fn conduits(&self) -> Vec<ConduitRecord> {
        let mut pairs: Vec<(String, String)> = Vec::new();
        let mut both = |a: String, b: String| {
            for pair in [(a.clone(), b.clone()), (b, a)] {
                if pair.0 != pair.1 && !pairs.contains(&pair) {
                    pairs.push(pair);
                }
            }
        };
        for node in &self.layer.nodes {
            if !(node.sensors.is_empty() && node.actuators.is_empty()) {
                both(self.field_of(node), self.zone_of(node));
            }
        }
        for (from, to) in self.layer.links.iter().filter_map(|link| self.ends(&link.from, &link.to)) {
            both(self.zone_of(from), self.zone_of(to));
        }
        let conduit = |(at, (from, to))| ConduitRecord {
            origin: Origin::new(Table::Conduits, row(at)),
            from,
            to,
            purpose: "readings and set points".into(),
            source: self.cyber_source("CYBERLINKS"),
        };
        pairs.into_iter().enumerate().map(conduit).collect()
    }

    fn ends(&self, from: &str, to: &str) -> Option<(&'n CyberNode, &'n CyberNode)> {
        let find = |name: &str| self.layer.nodes.iter().find(|node| node.name == name);
        Some((find(from)?, find(to)?))
    }

    fn assets(&self) -> Vec<AssetRecord> {
        let mut assets: Vec<AssetRecord> = Vec::new();
        for node in &self.layer.nodes {
            let id = self.node_ids[node.name.as_str()].clone();
            let source = self.cyber_source("CYBERNODES");
            let (kind, subtype, source) = match node.is_scada() {
                // Files name the control centre only as the end of links.
                true => (AssetKind::Server, "scada", self.cyber_source("CYBERLINKS")),
                false => (AssetKind::Controller, "plc", source),
            };
            let blank = asset(&id, &node.name, kind, subtype, &self.zone_of(node), &id, &source);
            assets.push(blank);
            for sensor in &node.sensors {
                let own = &self.sensor_ids[sensor.name.as_str()];
                let (subtype, place) = self.read_there(&sensor.reads, &sensor.name);
                let source = self.cyber_source("CYBERNODES");
                let blank = asset(own, &sensor.name, AssetKind::Sensor, subtype, &self.field_of(node), &id, &source);
                assets.push(AssetRecord {
                    lat: place.map(|place| place.0),
                    lon: place.map(|place| place.1),
                    quantity: own.clone(),
                    input_group: group(&sensor.reads),
                    datasets: vec![own.clone()],
                    ..blank
                });
            }
            for link in node.actuators.iter().filter_map(|name| self.network.link(name)) {
                let own = &self.actuator_ids[link.name.as_str()];
                let subtype = match link.kind {
                    LinkKind::Pump => "pump",
                    LinkKind::Valve => "valve",
                    LinkKind::Pipe => "pipe-valve",
                };
                let source = self.cyber_source("CYBERNODES");
                let blank = asset(own, &link.name, AssetKind::Actuator, subtype, &self.field_of(node), &id, &source);
                let place = self.place(&link.from);
                let decided = self.decisions.iter().any(|decision| decision.link.name == link.name);
                assets.push(AssetRecord {
                    lat: place.map(|place| place.0),
                    lon: place.map(|place| place.1),
                    service: if decided { self.service_ids[link.name.as_str()].clone() } else { blank.service.clone() },
                    ..blank
                });
            }
        }
        for (at, asset) in assets.iter_mut().enumerate() {
            asset.origin.row = row(at);
        }
        assets
    }

    fn read_there(&self, reads: &Reading, name: &str) -> (&'static str, Option<(f64, f64)>) {
        match reads {
            Reading::Node(node) => {
                let subtype = match self.network.node(node).map(|node| node.kind) {
                    Some(NodeKind::Tank) => "tank-level",
                    Some(NodeKind::Reservoir) => "reservoir-level",
                    _ => "pressure",
                };
                (subtype, self.place(node))
            }
            Reading::Link(link) => {
                let subtype = if name.starts_with("S_") { "link-state" } else { "flow" };
                (subtype, self.network.link(link).and_then(|link| self.place(&link.from)))
            }
        }
    }

    /// Latitude and longitude of a node, only where the file says that its map is in degrees: plane coordinates of another network
    /// may look like degrees by accident.
    fn place(&self, node: &str) -> Option<(f64, f64)> {
        let (x, y) = self.network.node(node)?.place.filter(|_| self.network.degrees)?;
        (x.abs() <= 180.0 && y.abs() <= 90.0).then_some((y, x))
    }

    fn datasets(&self) -> Vec<DatasetRecord> {
        let sensors = self.layer.nodes.iter().flat_map(|node| &node.sensors).enumerate();
        let dataset = |(at, sensor): (usize, &cpa::Sensor)| DatasetRecord {
            origin: Origin::new(Table::Datasets, row(at)),
            id: self.sensor_ids[sensor.name.as_str()].clone(),
            name_ja: sensor.name.clone(),
            name_en: sensor.name.clone(),
            class: DataClass::Closed,
            personal: false,
            records: 0,
            people: None,
            people_of: String::new(),
            steward: UTILITY.into(),
            holders_and_rules: vec![(UTILITY.into(), DataClass::Closed)],
            source: self.cyber_source("CYBERNODES"),
        };
        sensors.map(dataset).collect()
    }

    fn flows(&self) -> Vec<FlowRecord> {
        let mut flows: Vec<FlowRecord> = Vec::new();
        let mut add = |from: &str, to: &str, datasets: Vec<String>, source: String| {
            // Two lines of the file between the same ends are one flow with both readings.
            match flows.iter_mut().find(|flow| flow.from == from && flow.to == to) {
                Some(flow) => {
                    let new = datasets.into_iter().filter(|dataset| !flow.datasets.contains(dataset));
                    let new: Vec<_> = new.collect();
                    flow.datasets.extend(new);
                }
                None => flows.push(FlowRecord {
                    origin: Origin::new(Table::Flows, row(flows.len())),
                    from: from.to_owned(),
                    to: to.to_owned(),
                    datasets,
                    interval_s: ASSUMED_INTERVAL_S,
                    protected: false,
                    source,
                }),
            }
        };
        for node in &self.layer.nodes {
            let to = &self.node_ids[node.name.as_str()];
            for sensor in &node.sensors {
                let id = &self.sensor_ids[sensor.name.as_str()];
                add(id, to, vec![id.clone()], self.cyber_source("CYBERNODES"));
            }
        }
        for link in self.layer.links.iter().filter(|link| !link.sensors.is_empty()) {
            let datasets = link.sensors.iter().map(|sensor| self.sensor_ids[sensor.as_str()].clone()).collect();
            let (from, to) = (&self.node_ids[link.from.as_str()], &self.node_ids[link.to.as_str()]);
            add(from, to, datasets, self.cyber_source("CYBERLINKS"));
        }
        for decision in &self.decisions {
            let datasets = decision.sensors.iter().map(|sensor| self.sensor_ids[sensor].clone()).collect();
            let to = &self.actuator_ids[decision.link.name.as_str()];
            add(&self.node_ids[decision.node.name.as_str()], to, datasets, self.control_source());
        }
        flows
    }

    fn control_source(&self) -> String {
        format!("{} [CONTROLS], [RULES]", self.network.file)
    }

    fn services(&self) -> Vec<ServiceRecord> {
        let service = |(at, decision): (usize, &Decision<'_>)| {
            let id = self.service_ids[decision.link.name.as_str()].clone();
            let node = &self.node_ids[decision.node.name.as_str()];
            let rule = |sensor: &&str| {
                let reads = self.layer.nodes.iter().flat_map(|node| &node.sensors).find(|s| s.name == **sensor);
                let group = reads.map_or_else(String::new, |sensor| group(&sensor.reads));
                format!("{}=1/1@{group}", self.sensor_ids[*sensor])
            };
            let (kind_ja, kind_en) = match decision.link.kind {
                LinkKind::Pump => ("ポンプ", "Pump"),
                LinkKind::Valve => ("バルブ", "Valve"),
                LinkKind::Pipe => ("管路", "Pipe"),
            };
            ServiceRecord {
                origin: Origin::new(Table::Services, row(at)),
                name_ja: format!("{kind_ja}{}の制御", decision.link.name),
                name_en: format!("Control of {} {}", kind_en.to_lowercase(), decision.link.name),
                provider: UTILITY.into(),
                users: 0,
                safety_relevant: true,
                criticality: 3,
                inputs_rule: decision.sensors.iter().map(rule).collect::<Vec<_>>().join(";"),
                decides_at: format!("id:{node}"),
                needs: format!("asset:{id}/actuator;asset:{node}/{}", kind_of(decision.node)),
                commands: format!("asset:{id}/actuator"),
                interlock: false,
                fallback: Fallback::None,
                fallback_capacity: 0.0,
                switch_time_min: 0.0,
                jpy_per_user_hour: 0.0,
                source: self.control_source(),
                id,
            }
        };
        self.decisions.iter().enumerate().map(service).collect()
    }

    /// Names of the actuators that no control ties to a reading.
    fn undecided(&self) -> Vec<&'n str> {
        let decided = |name: &str| self.decisions.iter().any(|decision| decision.link.name == name);
        self.actuator_ids.keys().copied().filter(|name| !decided(name)).collect()
    }

    /// Names of the pumps, valves and ruled pipes that nobody moves.
    fn left_out(&self) -> Vec<&'n str> {
        let tied: BTreeSet<&str> = self.network.ties.iter().map(|tie| tie.link.as_str()).collect();
        let links = self.network.links.iter().filter(|link| {
            (link.kind != LinkKind::Pipe || tied.contains(link.name.as_str()))
                && !self.actuator_ids.contains_key(link.name.as_str())
        });
        links.map(|link| link.name.as_str()).collect()
    }
}

fn utility() -> OrganisationRecord {
    OrganisationRecord {
        origin: Origin::new(Table::Organisations, 0),
        id: UTILITY.into(),
        name_ja: "水道事業体".into(),
        name_en: "Water utility".into(),
        role: OrganisationRole::AssetOwner,
        category: Category::Asset,
        security_operations: SecurityOperations::None,
        analysts: 0,
        office_hours: "weekdays 08:30-17:15".into(),
        alerts_to: String::new(),
        source: ASSUMPTION.into(),
    }
}

fn asset(id: &str, name: &str, kind: AssetKind, subtype: &str, zone: &str, part: &str, source: &str) -> AssetRecord {
    AssetRecord {
        origin: Origin::new(Table::Assets, 0),
        id: id.into(),
        name_ja: name.into(),
        name_en: name.into(),
        kind,
        subtype: subtype.into(),
        category: Category::Asset,
        zone: zone.into(),
        service: part.into(),
        owner: UTILITY.into(),
        operator: UTILITY.into(),
        site: part.into(),
        lat: None,
        lon: None,
        unlisted: false,
        stands_for: 1,
        quantity: String::new(),
        input_group: String::new(),
        datasets: Vec::new(),
        tags: Vec::new(),
        source: source.into(),
    }
}

fn kind_of(node: &CyberNode) -> AssetKind {
    if node.is_scada() { AssetKind::Server } else { AssetKind::Controller }
}

/// The place that a reading belongs to, as the group in which it is counted.
fn group(reads: &Reading) -> String {
    let (Reading::Node(name) | Reading::Link(name)) = reads;
    Some(kebab(name)).filter(|id| !id.is_empty()).unwrap_or_else(|| "place".into())
}

fn row(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
