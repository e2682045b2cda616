//! The smallest city that shows a point: for tests and examples, here and in other crates.

use super::{
    AssetKind, AssetRecord, Category, City, CityHead, CityRecords, ConduitRecord, ContractKind, ContractRecord,
};
use super::{DataClass, DatasetRecord, Fallback, FlowRecord, LogAccess, Medium, OrganisationRecord, OrganisationRole};
use super::{SecurityOperations, SeparationTier, ServiceRecord, ZoneRecord};
use crate::problem::{Origin, Table};

/// A city in the making. Every verb adds one row with harmless values; what a test is about is then set on the records.
///
/// Organisation `test` is there from the start and owns, operates and provides what nobody else is named for.
#[derive(Clone, Debug)]
pub struct TinyCity {
    records: CityRecords,
}

impl Default for TinyCity {
    fn default() -> Self {
        Self::new()
    }
}

impl From<CityRecords> for TinyCity {
    fn from(records: CityRecords) -> Self {
        Self { records }
    }
}

fn row<T>(table: Table, rows: &[T]) -> Origin {
    Origin::new(table, u32::try_from(rows.len()).unwrap_or(u32::MAX))
}

impl TinyCity {
    /// A city with one organisation, `test`, and nothing else.
    #[must_use]
    pub fn new() -> Self {
        let head = CityHead {
            id: "tiny".into(),
            name_ja: "小さな市".into(),
            name_en: "Tiny City".into(),
            population: 1000,
            holidays: Vec::new(),
            first_weekday: 0,
            cost_units: Vec::new(),
            source: "assumption".into(),
        };
        let records = CityRecords {
            head,
            organisations: Vec::new(),
            contracts: Vec::new(),
            zones: Vec::new(),
            conduits: Vec::new(),
            assets: Vec::new(),
            datasets: Vec::new(),
            flows: Vec::new(),
            services: Vec::new(),
        };
        Self { records }.organisation("test")
    }

    /// Adds an organisation that reads no alerts.
    #[must_use]
    pub fn organisation(mut self, id: &str) -> Self {
        let origin = row(Table::Organisations, &self.records.organisations);
        self.records.organisations.push(OrganisationRecord {
            origin,
            id: id.into(),
            name_ja: id.into(),
            name_en: id.into(),
            role: OrganisationRole::AssetOwner,
            category: Category::Asset,
            security_operations: SecurityOperations::None,
            analysts: 0,
            office_hours: "weekdays 08:30-17:15".into(),
            alerts_to: String::new(),
            source: "assumption".into(),
        });
        self
    }

    /// Adds a maintenance contract of the first tier with every boundary field blank.
    #[must_use]
    pub fn contract(mut self, supplier: &str, customer: &str) -> Self {
        let origin = row(Table::Contracts, &self.records.contracts);
        self.records.contracts.push(ContractRecord {
            origin,
            supplier: supplier.into(),
            customer: customer.into(),
            kind: ContractKind::Maintenance,
            tier: 1,
            known_to_promoter: true,
            access: Vec::new(),
            may_isolate: Vec::new(),
            must_isolate: String::new(),
            call_out_h: None,
            log_access: LogAccess::None,
            forensics: String::new(),
            who_pays: String::new(),
            source: "assumption".into(),
        });
        self
    }

    /// Lets the last contract open `zone`.
    #[must_use]
    pub fn opening(mut self, zone: &str) -> Self {
        if let Some(contract) = self.records.contracts.last_mut() {
            contract.access.push(zone.into());
        }
        self
    }

    /// Adds a wired zone that the internet does not reach.
    #[must_use]
    pub fn zone(mut self, id: &str) -> Self {
        let origin = row(Table::Zones, &self.records.zones);
        self.records.zones.push(ZoneRecord {
            origin,
            id: id.into(),
            name_ja: id.into(),
            name_en: id.into(),
            category: Category::Asset,
            operator: "test".into(),
            medium: Medium::Wired,
            internet_facing: false,
            separation_tier: SeparationTier::Outside,
            source: "assumption".into(),
        });
        self
    }

    /// Adds a conduit.
    #[must_use]
    pub fn conduit(mut self, from: &str, to: &str) -> Self {
        let origin = row(Table::Conduits, &self.records.conduits);
        self.records.conduits.push(ConduitRecord {
            origin,
            from: from.into(),
            to: to.into(),
            purpose: "test".into(),
            source: "assumption".into(),
        });
        self
    }

    /// Adds an asset in the last zone.
    #[must_use]
    pub fn asset(self, id: &str, kind: AssetKind) -> Self {
        let zone = self.records.zones.last().map(|zone| zone.id.clone()).unwrap_or_default();
        self.asset_in(id, kind, &zone)
    }

    /// Adds an asset in `zone`, at a site of its own.
    #[must_use]
    pub fn asset_in(mut self, id: &str, kind: AssetKind, zone: &str) -> Self {
        let origin = row(Table::Assets, &self.records.assets);
        self.records.assets.push(AssetRecord {
            origin,
            id: id.into(),
            name_ja: id.into(),
            name_en: id.into(),
            kind,
            subtype: String::new(),
            category: Category::Asset,
            zone: zone.into(),
            service: String::new(),
            owner: "test".into(),
            operator: "test".into(),
            site: id.into(),
            lat: None,
            lon: None,
            unlisted: false,
            stands_for: 1,
            quantity: String::new(),
            input_group: String::new(),
            datasets: Vec::new(),
            tags: Vec::new(),
            source: "assumption".into(),
        });
        self
    }

    /// Adds a closed dataset of a thousand records.
    #[must_use]
    pub fn dataset(mut self, id: &str) -> Self {
        let origin = row(Table::Datasets, &self.records.datasets);
        self.records.datasets.push(DatasetRecord {
            origin,
            id: id.into(),
            name_ja: id.into(),
            name_en: id.into(),
            class: DataClass::Closed,
            personal: false,
            records: 1000,
            people: None,
            people_of: String::new(),
            steward: "test".into(),
            holders_and_rules: Vec::new(),
            source: "assumption".into(),
        });
        self
    }

    /// Adds an unprotected flow, one transfer a minute.
    #[must_use]
    pub fn flow(mut self, from: &str, to: &str) -> Self {
        let origin = row(Table::Flows, &self.records.flows);
        self.records.flows.push(FlowRecord {
            origin,
            from: from.into(),
            to: to.into(),
            datasets: Vec::new(),
            interval_s: 60.0,
            protected: false,
            source: "assumption".into(),
        });
        self
    }

    /// Adds a service that rests on nothing yet.
    #[must_use]
    pub fn service(mut self, id: &str) -> Self {
        let origin = row(Table::Services, &self.records.services);
        self.records.services.push(ServiceRecord {
            origin,
            id: id.into(),
            name_ja: id.into(),
            name_en: id.into(),
            provider: "test".into(),
            users: 100,
            safety_relevant: false,
            criticality: 3,
            inputs_rule: String::new(),
            decides_at: String::new(),
            needs: String::new(),
            commands: String::new(),
            interlock: false,
            fallback: Fallback::None,
            fallback_capacity: 0.0,
            switch_time_min: 0.0,
            jpy_per_user_hour: 0.0,
            source: "assumption".into(),
        });
        self
    }

    /// Changes the records by hand.
    #[must_use]
    pub fn with(mut self, change: impl FnOnce(&mut CityRecords)) -> Self {
        change(&mut self.records);
        self
    }

    /// The rows.
    #[must_use]
    pub fn records(self) -> CityRecords {
        self.records
    }

    /// The twin.
    ///
    /// # Panics
    /// If the rows do not make a city: a mistake in the test that uses them.
    #[must_use]
    #[expect(clippy::panic, reason = "for tests: a city that cannot be built is the test's own mistake")]
    pub fn build(self) -> City {
        City::build(self.records).unwrap_or_else(|problems| panic!("not a city: {problems:#?}"))
    }
}
