//! `services.csv`: what the city does for people, on what it rests, and what it moves.

use super::directories::Directories;
use super::inputs::Readings;
use super::needs_circle;
use super::parts::{Cell, Form, Part, Parts};
use crate::city::{Fallback, Name, Service, ServiceRecord};
use crate::findings::Findings;
use crate::ids::{AssetIndex, OrganisationIndex, ServiceIndex};
use crate::problem::ProblemKind;

/// Minutes in an hour.
const MINUTES_PER_HOUR: f64 = 60.0;

pub(super) fn build(
    records: Vec<ServiceRecord>,
    find: &Directories,
    readings: &Readings,
    parts: &Parts,
    findings: &mut Findings,
) -> Vec<Service> {
    let origins: Vec<_> = records.iter().map(|record| (record.origin, record.id.clone())).collect();
    let services: Vec<Service> =
        records.into_iter().map(|record| service(record, find, readings, parts, findings)).collect();
    let needs: Vec<Vec<ServiceIndex>> = services.iter().map(|service| service.needs_services.clone()).collect();
    for circle in needs_circle::circles(&needs) {
        let (origin, id) = &origins[circle[0]];
        let names: Vec<&str> = circle.iter().map(|&row| origins[row].1.as_str()).collect();
        let expected = format!("services that do not need each other in a circle: {}", names.join(" -> "));
        findings.add(ProblemKind::Cycle, *origin, "needs", id, expected);
    }
    services
}

fn service(
    record: ServiceRecord,
    find: &Directories,
    readings: &Readings,
    parts: &Parts,
    findings: &mut Findings,
) -> Service {
    let origin = record.origin;
    let provider = findings.resolve(&find.organisations, origin, "provider", &record.provider);
    numbers(&record, findings);
    let cell = |column, text| Cell { origin, column, text };
    let inputs = readings.read(cell("inputs_rule", &record.inputs_rule), findings);
    let decides_at = parts.read(cell("decides_at", &record.decides_at), &[Form::Asset, Form::Id], find, findings);
    let mut service = Service {
        provider: OrganisationIndex::from_row(provider.unwrap_or(0)),
        users: record.users,
        safety_relevant: record.safety_relevant,
        criticality: record.criticality,
        inputs,
        decides_at: each(decides_at),
        needs_each: Vec::new(),
        needs_any: Vec::new(),
        needs_services: Vec::new(),
        needs_datasets: Vec::new(),
        commands: Vec::new(),
        commands_services: Vec::new(),
        interlock: record.interlock,
        fallback: record.fallback,
        fallback_capacity: record.fallback_capacity,
        switch_h: record.switch_time_min / MINUTES_PER_HOUR,
        jpy_per_user_hour: record.jpy_per_user_hour,
        id: String::new(),
        name: Name { ja: String::new(), en: String::new() },
    };
    let needs = [Form::Asset, Form::Any, Form::Id, Form::Service, Form::Dataset];
    for part in parts.read(cell("needs", &record.needs), &needs, find, findings) {
        match part {
            Part::Each(assets) => service.needs_each.push(assets),
            Part::Any(assets) => service.needs_any.push(assets),
            Part::Service(needed) => service.needs_services.push(needed),
            Part::Dataset(dataset) => service.needs_datasets.push(dataset),
        }
    }
    let mut commands = Vec::new();
    for part in parts.read(cell("commands", &record.commands), &[Form::Asset, Form::Id, Form::Service], find, findings)
    {
        match part {
            Part::Service(driven) => service.commands_services.push(driven),
            other => commands.push(other),
        }
    }
    service.commands = each(commands);
    service.needs_services = sorted(service.needs_services);
    service.needs_datasets = sorted(service.needs_datasets);
    service.commands_services = sorted(service.commands_services);
    service.name = Name { ja: record.name_ja, en: record.name_en };
    service.id = record.id;
    service
}

fn numbers(record: &ServiceRecord, findings: &mut Findings) {
    let origin = record.origin;
    if !(1..=5).contains(&record.criticality) {
        let expected = "1 (comfort) to 5 (life)";
        findings.add(ProblemKind::OutOfRange, origin, "criticality", &record.criticality.to_string(), expected);
    }
    findings.range(origin, "fallback_capacity", record.fallback_capacity, 0.0, 1.0);
    if record.fallback == Fallback::None && record.fallback_capacity > 0.0 {
        let expected = "0, for fallback is none";
        let capacity = record.fallback_capacity.to_string();
        findings.add(ProblemKind::Contradiction, origin, "fallback_capacity", &capacity, expected);
    }
    findings.range(origin, "switch_time_min", record.switch_time_min, 0.0, f64::MAX);
    findings.range(origin, "jpy_per_user_hour", record.jpy_per_user_hour, 0.0, f64::MAX);
}

/// All assets of `parts`, in city order, each once.
fn each(parts: Vec<Part>) -> Vec<AssetIndex> {
    let assets = parts.into_iter().flat_map(|part| match part {
        Part::Each(assets) | Part::Any(assets) => assets,
        Part::Service(_) | Part::Dataset(_) => Vec::new(),
    });
    sorted(assets.collect())
}

fn sorted<T: Ord>(mut items: Vec<T>) -> Vec<T> {
    items.sort_unstable();
    items.dedup();
    items
}

#[cfg(test)]
mod tests {
    use crate::city::{AssetKind, City, Fallback, testing::TinyCity};
    use crate::problem::ProblemKind;

    #[test]
    fn services_that_need_each_other_are_told_along_the_circle() {
        let mut records = TinyCity::new().service("a").service("b").service("c").records();
        records.services[0].needs = "svc:b".into();
        records.services[1].needs = "svc:c".into();
        records.services[2].needs = "svc:b".into();
        let problems = City::build(records).unwrap_err();
        assert_eq!(problems.len(), 1);
        assert_eq!((problems[0].kind, problems[0].origin.row), (ProblemKind::Cycle, 1));
        assert!(problems[0].expected.ends_with("b -> c -> b"));
    }

    #[test]
    fn a_service_that_drives_another_which_needs_it_is_no_circle() {
        let mut records = TinyCity::new().service("river").service("gates").records();
        records.services[0].commands = "svc:gates".into();
        records.services[1].needs = "svc:river".into();
        let city = City::build(records).unwrap();
        assert_eq!(city.dependants.of(0).iter().map(|s| s.row()).collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn assets_named_twice_count_once_and_minutes_become_hours() {
        let mut records = TinyCity::new().zone("z").asset("gate", AssetKind::Actuator).service("s").records();
        records.services[0].commands = "id:gate;asset:s/actuator".into();
        records.assets[0].service = "s".into();
        records.services[0].switch_time_min = 90.0;
        let city = City::build(records).unwrap();
        assert_eq!(city.services[0].commands.len(), 1);
        assert_eq!(city.services[0].switch_h, 1.5);
    }

    #[test]
    fn a_service_without_fallback_keeps_nothing() {
        let mut records = TinyCity::new().service("s").service("t").records();
        records.services[0].fallback = Fallback::None;
        records.services[0].fallback_capacity = 0.4;
        records.services[1].fallback_capacity = 1.4;
        records.services[1].fallback = Fallback::Manual;
        let kinds: Vec<_> = City::build(records).unwrap_err().iter().map(|p| p.kind).collect();
        assert_eq!(kinds, [ProblemKind::Contradiction, ProblemKind::OutOfRange]);
    }
}
