//! The compiled twin: ids resolved to indices, selectors to lists of assets, zones to a reach relation.
//!
//! Immutable during an incident and shared by all workers. Names, places and tags stay here, away from the hot columns of the ECS.

use std::ops::Deref;
use std::sync::Arc;

use super::{AssetKind, Category, CityHead, ContractKind, DataClass, Fallback, LogAccess, Medium, OrganisationRole};
use super::{SecurityOperations, SeparationTier};
use crate::ids::{AssetIndex, ClassIndex, ContractIndex, DatasetIndex, FlowIndex, OrganisationIndex, ServiceIndex};
use crate::ids::{SiteIndex, ZoneIndex};
use crate::kernel::{Calendar, OfficeHours};

/// Japanese and English name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

/// An organisation.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Name,
    /// Role.
    pub role: OrganisationRole,
    /// Category.
    pub category: Category,
    /// Whether alerts are read.
    pub security_operations: SecurityOperations,
    /// Analysts at the desk.
    pub analysts: u16,
    /// When people are there.
    pub hours: OfficeHours,
    /// Whose desk also reads its alerts.
    pub alerts_to: Option<OrganisationIndex>,
}

/// A contract: who may do what to whose assets.
#[derive(Clone, Debug)]
pub struct Contract {
    /// Supplier.
    pub supplier: OrganisationIndex,
    /// Customer.
    pub customer: OrganisationIndex,
    /// Kind.
    pub kind: ContractKind,
    /// Tier.
    pub tier: u8,
    /// The promoter knows of it.
    pub known_to_promoter: bool,
    /// Zones that it opens.
    pub access: Vec<ZoneIndex>,
    /// Who may isolate; empty: blank.
    pub may_isolate: Vec<OrganisationIndex>,
    /// Who must isolate.
    pub must_isolate: Option<OrganisationIndex>,
    /// Call-out time in hours.
    pub call_out_h: Option<f64>,
    /// Log access.
    pub log_access: LogAccess,
}

/// A zone.
#[derive(Clone, Debug)]
pub struct Zone {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Name,
    /// Category.
    pub category: Category,
    /// Operator.
    pub operator: OrganisationIndex,
    /// Medium.
    pub medium: Medium,
    /// Reachable from the internet.
    pub internet_facing: bool,
    /// Tier of the three-layer separation.
    pub separation_tier: SeparationTier,
    /// Zones that it may initiate to (its conduits), sorted.
    pub reaches: Vec<ZoneIndex>,
    /// Its assets, in order.
    pub assets: Vec<AssetIndex>,
}

/// What assets have in common that were made alike. Stored once for all of them, and read as if each had it: see [`Asset`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Common {
    /// Name.
    pub name: Name,
    /// Finer kind.
    pub subtype: String,
    /// Service or programme part, as text.
    pub service: String,
    /// Datasets that it holds.
    pub datasets: Vec<DatasetIndex>,
    /// Tags.
    pub tags: Vec<String>,
}

/// An asset. Of ten million there is one [`Common`] for some hundreds, so that one of them takes about a hundred bytes.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Id.
    pub id: String,
    /// Name, finer kind, service, datasets and tags.
    pub common: Arc<Common>,
    /// Kind.
    pub kind: AssetKind,
    /// Category.
    pub category: Category,
    /// Zone.
    pub zone: ZoneIndex,
    /// Owner.
    pub owner: OrganisationIndex,
    /// Operator.
    pub operator: OrganisationIndex,
    /// Site.
    pub site: SiteIndex,
    /// Latitude and longitude.
    pub place: Option<(f64, f64)>,
    /// Nobody has listed it: controls that need an inventory do not reach it.
    pub unlisted: bool,
    /// Real things it stands for.
    pub stands_for: u32,
    /// Class.
    pub class: ClassIndex,
}

impl Deref for Asset {
    type Target = Common;

    fn deref(&self) -> &Common {
        &self.common
    }
}

/// What a selector can tell apart: assets of one class get the same posture.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Class {
    /// Kind.
    pub kind: AssetKind,
    /// Category.
    pub category: Category,
    /// Zone.
    pub zone: ZoneIndex,
    /// Operator.
    pub operator: OrganisationIndex,
    /// Unlisted or not.
    pub unlisted: bool,
    /// Tags, sorted.
    pub tags: Vec<String>,
}

/// A dataset.
#[derive(Clone, Debug)]
pub struct Dataset {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Name,
    /// The right class.
    pub class: DataClass,
    /// Personal data.
    pub personal: bool,
    /// Records.
    pub records: u64,
    /// People of whom the records tell.
    pub people: u64,
    /// The population that these people are, so that nobody counts twice.
    pub people_of: String,
    /// Steward.
    pub steward: OrganisationIndex,
    /// Holder and the rule it applies.
    pub holders: Vec<(OrganisationIndex, DataClass)>,
}

/// A data flow.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Source asset.
    pub from: AssetIndex,
    /// Sink asset.
    pub to: AssetIndex,
    /// Datasets carried; empty: everything.
    pub datasets: Arc<[DatasetIndex]>,
    /// Hours between transfers.
    pub interval_h: f64,
    /// Protected in transit today.
    pub protected: bool,
}

/// One decision rule on one group of readings: wrong once `k` of its members are tainted.
#[derive(Clone, Debug)]
pub struct InputGroup {
    /// Quantity.
    pub quantity: String,
    /// Group.
    pub group: String,
    /// Readings that must agree.
    pub k: u16,
    /// The sensors.
    pub members: Vec<AssetIndex>,
}

/// A service.
#[expect(clippy::struct_excessive_bools, reason = "each is a column of its table")]
#[derive(Clone, Debug)]
pub struct Service {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Name,
    /// Provider.
    pub provider: OrganisationIndex,
    /// Users.
    pub users: u64,
    /// Wrong decisions can hurt.
    pub safety_relevant: bool,
    /// 1 to 5.
    pub criticality: u8,
    /// Its k-of-n groups.
    pub inputs: Vec<InputGroup>,
    /// Where it decides: taint counts once it arrives there.
    pub decides_at: Vec<AssetIndex>,
    /// Parts that each count: capacity falls by the share of a part that is down.
    pub needs_each: Vec<Vec<AssetIndex>>,
    /// Parts that work while one member works.
    pub needs_any: Vec<Vec<AssetIndex>>,
    /// Services that it needs.
    pub needs_services: Vec<ServiceIndex>,
    /// Datasets that it needs.
    pub needs_datasets: Vec<DatasetIndex>,
    /// Actuators that it commands.
    pub commands: Vec<AssetIndex>,
    /// Services that it drives.
    pub commands_services: Vec<ServiceIndex>,
    /// Interlock.
    pub interlock: bool,
    /// Fallback.
    pub fallback: Fallback,
    /// Capacity kept by it.
    pub fallback_capacity: f64,
    /// Hours to switch.
    pub switch_h: f64,
    /// Yen per user-hour.
    pub jpy_per_user_hour: f64,
}

/// Lists of items per row, stored one after another.
#[derive(Clone, Debug, Default)]
pub struct Adjacency<T> {
    offsets: Vec<u32>,
    items: Vec<T>,
}

impl<T: Copy> Adjacency<T> {
    /// Gathers `(row, item)` pairs for `rows` rows; within a row the order of `pairs` is kept.
    #[must_use]
    pub fn gather(rows: usize, pairs: &[(usize, T)]) -> Self {
        let mut offsets = vec![0_u32; rows + 1];
        for &(row, _) in pairs {
            offsets[row + 1] += 1;
        }
        for row in 0..rows {
            offsets[row + 1] += offsets[row];
        }
        let mut next = offsets.clone();
        let mut order = vec![0_usize; pairs.len()];
        for (i, &(row, _)) in pairs.iter().enumerate() {
            order[next[row] as usize] = i;
            next[row] += 1;
        }
        Self { offsets, items: order.into_iter().map(|i| pairs[i].1).collect() }
    }

    /// The items of `row`; empty for rows beyond the last.
    #[must_use]
    pub fn of(&self, row: usize) -> &[T] {
        match (self.offsets.get(row), self.offsets.get(row + 1)) {
            (Some(&from), Some(&to)) => &self.items[from as usize..to as usize],
            _ => &[],
        }
    }

    /// All items.
    #[must_use]
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// Position of the first item of `row` in [`items`](Self::items).
    #[must_use]
    pub fn start(&self, row: usize) -> usize {
        self.offsets[row] as usize
    }
}

/// A reading of a service: which service and which of its input groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadingOf {
    /// The service.
    pub service: ServiceIndex,
    /// Row in [`Service::inputs`].
    pub group: u16,
}

/// The compiled city.
#[derive(Clone, Debug)]
pub struct City {
    /// Name, population, calendar, cost units.
    pub head: CityHead,
    /// Working days.
    pub calendar: Calendar,
    /// Organisations, in file order.
    pub organisations: Vec<Organisation>,
    /// Contracts, in file order.
    pub contracts: Vec<Contract>,
    /// Zones, in file order.
    pub zones: Vec<Zone>,
    /// Assets, in file order: row i of the ECS table is asset i.
    pub assets: Vec<Asset>,
    /// Classes, sorted.
    pub classes: Vec<Class>,
    /// Class of each asset, again, in two bytes: the loop and the measures read this and not the wide rows.
    pub class_of: Vec<ClassIndex>,
    /// Datasets, in file order.
    pub datasets: Vec<Dataset>,
    /// Flows, in file order.
    pub flows: Vec<Flow>,
    /// Services, in file order.
    pub services: Vec<Service>,
    /// Names of the sites, sorted; [`SiteIndex`] is the row.
    pub sites: Vec<String>,
    /// Flows leaving an asset.
    pub flows_out: Adjacency<FlowIndex>,
    /// Flows arriving at an asset.
    pub flows_in: Adjacency<FlowIndex>,
    /// Services that need an asset (directly, for availability).
    pub needed_by: Adjacency<ServiceIndex>,
    /// Input groups that an asset is a reading of.
    pub reading_of: Adjacency<ReadingOf>,
    /// Services that decide at an asset.
    pub decided_here: Adjacency<ServiceIndex>,
    /// Services that need a service.
    pub dependants: Adjacency<ServiceIndex>,
    /// Contracts of which an organisation is the supplier.
    pub supplies: Adjacency<ContractIndex>,
    /// Contracts whose access opens a zone.
    pub opened_by: Adjacency<ContractIndex>,
}

impl City {
    /// What a selector can tell of `asset`.
    #[inline]
    #[must_use]
    pub fn class(&self, asset: AssetIndex) -> &Class {
        match self.classes.as_slice() {
            // The nodes of a graph: nothing to look up.
            [only] => only,
            classes => &classes[self.class_of[asset.row()].row()],
        }
    }

    /// The city with its only asset `count` times, numbered in its id (`n0`, `n1`, ...): the nodes of a graph, at the cost of a copy each.
    ///
    /// # Panics
    /// If there is not exactly one asset: the links of the others would be lost.
    #[must_use]
    pub fn of_copies(mut self, count: u32) -> Self {
        assert_eq!(self.assets.len(), 1, "one asset stands for all nodes");
        let model = self.assets.remove(0);
        self.assets = (0..count).map(|row| Asset { id: format!("n{row}"), ..model.clone() }).collect();
        self.class_of = vec![model.class; count as usize];
        self.zones[model.zone.row()].assets = (0..count).map(AssetIndex).collect();
        let rows = count as usize;
        self.flows_out = Adjacency::gather(rows, &[]);
        self.flows_in = Adjacency::gather(rows, &[]);
        self.needed_by = Adjacency::gather(rows, &[]);
        self.reading_of = Adjacency::gather(rows, &[]);
        self.decided_here = Adjacency::gather(rows, &[]);
        self
    }
}
