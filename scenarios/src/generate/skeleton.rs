//! Everything of a generated city but its assets and flows: organisations, contracts, zones, conduits, datasets and services, a copy for
//! each area or district where the pattern has one.

use yagura_sim::city::{CityHead, CityRecords, ContractRecord, DatasetRecord, ServiceRecord};

use super::census::Census;
use super::naming::{copied, copied_name};
use super::pattern::Pattern;
use super::tables::Scope;

/// `id` of `table` as it is called from copy `copy` of something of `scope`. From the whole city the first copy is meant.
pub(super) fn id_in(pattern: &Pattern, census: &Census, table: &str, id: &str, scope: Scope, copy: u32) -> String {
    let own = pattern.tables.scope(table, id);
    match (own, scope) {
        (Scope::City, _) | (_, Scope::City) => id.to_owned(),
        (Scope::Area, Scope::District) => copied(id, census.area_of(copy)),
        _ => copied(id, copy),
    }
}

/// The records of the city without assets and flows.
pub(super) fn skeleton(pattern: &Pattern, census: &Census, assets: u32, seed: u64) -> CityRecords {
    let copier = Copier { pattern, census };
    let mut records = CityRecords {
        head: copier.head(assets, seed),
        organisations: Vec::new(),
        contracts: copier.contracts(),
        zones: Vec::new(),
        conduits: Vec::new(),
        assets: Vec::new(),
        datasets: pattern.city.datasets.iter().map(|dataset| copier.dataset(dataset)).collect(),
        flows: Vec::new(),
        services: copier.services(),
    };
    for organisation in &pattern.city.organisations {
        let scope = copier.scope("organisations", &organisation.id);
        for copy in 1..=census.copies(scope) {
            let mut new = organisation.clone();
            new.id = copied(&organisation.id, copy);
            (new.name_ja, new.name_en) = copied_name(&organisation.name_ja, &organisation.name_en, scope, copy);
            new.alerts_to = copier.id("organisations", &organisation.alerts_to, scope, copy);
            records.organisations.push(new);
        }
    }
    for zone in &pattern.city.zones {
        let scope = copier.scope("zones", &zone.id);
        for copy in 1..=census.copies(scope) {
            let mut new = zone.clone();
            new.id = copied(&zone.id, copy);
            (new.name_ja, new.name_en) = copied_name(&zone.name_ja, &zone.name_en, scope, copy);
            new.operator = copier.id("organisations", &zone.operator, scope, copy);
            records.zones.push(new);
        }
    }
    for conduit in &pattern.city.conduits {
        let scope = copier.scope("zones", &conduit.from).max(copier.scope("zones", &conduit.to));
        for copy in 1..=census.copies(scope) {
            let mut new = conduit.clone();
            new.from = copier.id("zones", &conduit.from, scope, copy);
            new.to = copier.id("zones", &conduit.to, scope, copy);
            records.conduits.push(new);
        }
    }
    number(&mut records);
    records
}

/// Origins count the rows of each table.
fn number(records: &mut CityRecords) {
    macro_rules! numbered {
        ($($table:ident),+) => {$(
            for (row, record) in records.$table.iter_mut().enumerate() {
                record.origin.row = u32::try_from(row).unwrap_or(u32::MAX);
            }
        )+};
    }
    numbered!(organisations, contracts, zones, conduits, datasets, services);
}

struct Copier<'a> {
    pattern: &'a Pattern,
    census: &'a Census,
}

impl Copier<'_> {
    fn scope(&self, table: &str, id: &str) -> Scope {
        self.pattern.tables.scope(table, id)
    }

    fn id(&self, table: &str, id: &str, scope: Scope, copy: u32) -> String {
        id_in(self.pattern, self.census, table, id, scope, copy)
    }

    /// A count that goes with residents.
    fn peopled(&self, count: u64) -> u64 {
        scaled(count, self.census.residents)
    }

    fn head(&self, assets: u32, seed: u64) -> CityHead {
        let pattern = &self.pattern.city.head;
        let districts = f64::from(self.census.districts);
        let areas = f64::from(self.census.areas());
        let unit = |(unit, count): &(String, f64)| {
            let factor = match unit.as_str() {
                "per_organisation" | "per_supplier" => areas,
                "per_site" | "per_service" => districts,
                _ => self.census.residents,
            };
            (unit.clone(), (count * factor).round())
        };
        let mut cost_units: Vec<(String, f64)> = pattern.cost_units.iter().map(unit).collect();
        // As they stand in a folder.
        cost_units.sort_by(|one, other| one.0.cmp(&other.0));
        CityHead {
            id: format!("generated-{assets}-{seed}"),
            name_ja: format!("生成都市(資産{assets}、シード{seed})"),
            name_en: format!("Generated city ({assets} assets, seed {seed})"),
            population: u32::try_from(self.peopled(u64::from(pattern.population))).unwrap_or(u32::MAX),
            cost_units,
            ..pattern.clone()
        }
    }

    /// A contract between areas is one for each; what opens zones of districts opens those of its area, or all.
    fn contracts(&self) -> Vec<ContractRecord> {
        let mut contracts = Vec::new();
        for contract in &self.pattern.city.contracts {
            let scope =
                self.scope("organisations", &contract.supplier).max(self.scope("organisations", &contract.customer));
            for copy in 1..=self.census.copies(scope) {
                let who = |id: &String| self.id("organisations", id, scope, copy);
                contracts.push(ContractRecord {
                    supplier: who(&contract.supplier),
                    customer: who(&contract.customer),
                    access: contract.access.iter().flat_map(|zone| self.opened(zone, scope, copy)).collect(),
                    may_isolate: contract.may_isolate.iter().map(who).collect(),
                    must_isolate: who(&contract.must_isolate),
                    forensics: who(&contract.forensics),
                    who_pays: who(&contract.who_pays),
                    ..contract.clone()
                });
            }
        }
        contracts
    }

    fn opened(&self, zone: &str, scope: Scope, copy: u32) -> Vec<String> {
        let own = self.scope("zones", zone);
        let copies = 1..=self.census.copies(own);
        let here = |at: &u32| match (own, scope) {
            (Scope::District, Scope::Area) => self.census.area_of(*at) == copy,
            (Scope::Area, Scope::Area) => *at == copy,
            _ => true,
        };
        copies.filter(here).map(|at| copied(zone, at)).collect()
    }

    fn dataset(&self, dataset: &DatasetRecord) -> DatasetRecord {
        let factor = if dataset.personal { self.census.residents } else { self.census.size };
        let holders = dataset.holders_and_rules.iter().flat_map(|(holder, rule)| {
            let copies = self.census.copies(self.scope("organisations", holder));
            (1..=copies).map(|copy| (copied(holder, copy), *rule)).collect::<Vec<_>>()
        });
        DatasetRecord {
            records: scaled(dataset.records, factor),
            people: dataset.people.map(|people| self.peopled(people)),
            holders_and_rules: holders.collect(),
            ..dataset.clone()
        }
    }

    fn services(&self) -> Vec<ServiceRecord> {
        let mut services = Vec::new();
        for service in &self.pattern.city.services {
            let scope = self.scope("services", &service.id);
            if !self.census.has(self.pattern, &service.id) {
                continue;
            }
            let copies = self.census.copies(scope);
            for copy in 1..=copies {
                let mut new = service.clone();
                new.id = copied(&service.id, copy);
                (new.name_ja, new.name_en) = copied_name(&service.name_ja, &service.name_en, scope, copy);
                new.provider = self.id("organisations", &service.provider, scope, copy);
                new.users = scaled(service.users, self.census.residents / f64::from(copies));
                new.inputs_rule = self.rules(&service.inputs_rule, scope, copy);
                for text in [&mut new.decides_at, &mut new.needs, &mut new.commands] {
                    *text = self.references(text, scope, copy);
                }
                services.push(new);
            }
        }
        services
    }

    /// `river-level=2/3@reach` of district 2 is `river-level-2=2/3@reach`; what nothing measures here is left out.
    fn rules(&self, cell: &str, scope: Scope, copy: u32) -> String {
        let rule = |rule: &str| {
            let (quantity, rest) = rule.split_once('=')?;
            let mut parts = self.pattern.parts.iter().enumerate().filter(|(_, part)| part.quantity == quantity);
            let measured = parts.any(|(row, _)| self.census.count(self.pattern, row, copy) > 0);
            let quantity = if scope == Scope::City { quantity.to_owned() } else { copied(quantity, copy) };
            measured.then(|| format!("{quantity}={rest}"))
        };
        kept(cell, rule)
    }

    /// `asset:street-lights/gateway` of district 2 is `asset:street-lights-2/gateway`; what is not there is left out.
    fn references(&self, cell: &str, scope: Scope, copy: u32) -> String {
        let reference = |reference: &str| {
            let (form, rest) = reference.split_once(':')?;
            let (service, what) = rest.split_once('/').map_or((rest, None), |(service, what)| (service, Some(what)));
            let called = match form {
                "asset" | "any" | "svc" => self.id("services", service, scope, copy),
                _ => return Some(reference.to_owned()),
            };
            let there = self.census.has(self.pattern, service);
            let what = what.map_or_else(String::new, |what| format!("/{what}"));
            there.then(|| format!("{form}:{called}{what}"))
        };
        kept(cell, reference)
    }
}

fn kept(cell: &str, change: impl Fn(&str) -> Option<String>) -> String {
    let items = cell.split(';').map(str::trim).filter(|item| !item.is_empty());
    items.filter_map(change).collect::<Vec<_>>().join(";")
}

fn scaled(count: u64, factor: f64) -> u64 {
    #[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    let wished = (count as f64 * factor).round();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative, and far below 2^63")]
    let whole = wished as u64;
    // What is there stays there.
    whole.max(u64::from(count > 0))
}

#[cfg(test)]
mod tests {
    use crate::generate::GeneratedCity;

    #[test]
    fn a_district_refers_to_its_own_and_to_the_city() {
        let made = GeneratedCity::new(3000, 1).unwrap();
        let services = &made.skeleton().services;
        let lights = services.iter().find(|service| service.id == "street-lights-2").unwrap();
        assert_eq!(lights.inputs_rule, "ambient-light-2=1/1@group");
        assert!(lights.needs.contains("asset:street-lights-2/gateway:light-gw"), "{}", lights.needs);
        let river = services.iter().find(|service| service.id == "river-watch-2").unwrap();
        assert!(river.needs.contains("any:city-os/city_os_function:data-broker"), "{}", river.needs);
        assert!(river.commands.contains("svc:flood-gates-2"), "{}", river.commands);
    }

    #[test]
    fn areas_have_their_own_offices_and_contracts_that_open_their_districts() {
        let made = GeneratedCity::new(30_000, 1).unwrap();
        let records = made.skeleton();
        assert!(records.organisations.iter().any(|organisation| organisation.id == "hoshimi-water-2"));
        let of_area = |supplier: &str| {
            let mut found = records.contracts.iter().filter(|contract| contract.supplier == supplier);
            found.find(|contract| contract.access.iter().any(|zone| zone.starts_with("water-field"))).unwrap()
        };
        assert!(of_area("yokaze-control").access.contains(&"water-field-2".to_owned()));
        assert!(!of_area("yokaze-control-2").access.contains(&"water-field-2".to_owned()));
    }

    #[test]
    fn a_small_city_refers_to_nothing_that_it_lacks() {
        let made = GeneratedCity::new(60, 1).unwrap();
        let services = &made.skeleton().services;
        assert!(services.iter().any(|service| service.id == "river-watch"));
        assert!(services.iter().all(|service| !service.commands.contains("evac-guidance")), "{services:?}");
    }
}
