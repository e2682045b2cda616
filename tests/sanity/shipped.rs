//! The shipped world, read once, and short plays of it.

#![allow(dead_code, reason = "shared with the properties; neither uses all of it")]

use std::num::NonZeroUsize;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, LazyLock};

use yagura_scenarios::{load_catalogue, load_city, load_control_set, load_scenario};
use yagura_sim::city::City;
use yagura_sim::experiment::{Counters, Experiment, PreparedSet};
use yagura_sim::ids::ParameterIndex;
use yagura_sim::kernel::MasterSeed;
use yagura_sim::knowledge::{Catalogue, CatalogueRecords, Mechanism};
use yagura_sim::measure::{MEASURES, measure_index};
use yagura_sim::scenario::Scenario;

/// The ten scenarios that `compare` plays by default.
pub(crate) const CORE: [&str; 10] = [
    "river-radio-spoof",
    "tampered-gateway",
    "readings-altered-in-transit",
    "maintenance-link-ransomware",
    "contractor-leak",
    "unpatched-city-os",
    "closed-data-published",
    "altered-store",
    "slow-joint-response",
    "disaster-radio-false-alarm",
];

struct Shipped {
    city: Arc<City>,
    records: CatalogueRecords,
    catalogue: Arc<Catalogue>,
}

static SHIPPED: LazyLock<Shipped> = LazyLock::new(|| {
    let records = load_catalogue(None, None).expect("the shipped catalogue is good").records;
    let city = load_city("hoshimi").expect("the shipped city is good").records;
    Shipped {
        city: Arc::new(City::build(city).expect("the shipped city is good")),
        catalogue: Arc::new(Catalogue::build(records.clone()).expect("the shipped catalogue is good")),
        records,
    }
});

/// Ids of the controls of the shipped catalogue.
pub(crate) fn controls() -> Vec<String> {
    SHIPPED.catalogue.controls.iter().map(|control| control.id.clone()).collect()
}

/// Those of them that act on attempts.
pub(crate) fn controls_on_attempts() -> Vec<String> {
    let acts = |control: &str| {
        let mut effects = SHIPPED.catalogue.effects.iter().filter(|effect| effect.record.control == control);
        effects.any(|effect| matches!(effect.record.mechanism, Mechanism::Prevent | Mechanism::Slow))
    };
    controls().into_iter().filter(|control| acts(control)).collect()
}

/// The scenario `id`, compiled.
pub(crate) fn scenario(id: &str) -> Scenario {
    let record = load_scenario(id).expect("the shipped scenario is good").records;
    let keys: Vec<&str> = MEASURES.iter().map(|m| m.key).collect();
    Scenario::build(record, &SHIPPED.city, &SHIPPED.catalogue, &keys).expect("the shipped scenario is good")
}

/// `scenario` under each of `sets`. `fixed`: parameters held at a value.
pub(crate) fn experiment(
    scenario: &Scenario,
    sets: &[&str],
    draws: u32,
    replications: u32,
    fixed: &[(&str, f64)],
) -> Experiment {
    experiment_in(&SHIPPED.city, scenario, sets, draws, replications, fixed)
}

/// The same in another city.
fn experiment_in(
    city: &Arc<City>,
    scenario: &Scenario,
    sets: &[&str],
    draws: u32,
    replications: u32,
    fixed: &[(&str, f64)],
) -> Experiment {
    let world = &*SHIPPED;
    let fixed: Vec<(ParameterIndex, f64)> = fixed
        .iter()
        .map(|(key, value)| {
            let row = world.catalogue.parameters.iter().position(|p| p.record.key == *key);
            (ParameterIndex::from_row(row.expect("the parameter exists")), *value)
        })
        .collect();
    let sets = sets
        .iter()
        .map(|set| {
            let record = load_control_set(set, &world.records).expect("the control set is good").records;
            PreparedSet::new(&record, city.clone(), &world.catalogue, &fixed)
        })
        .collect();
    Experiment {
        city: city.clone(),
        catalogue: world.catalogue.clone(),
        scenarios: vec![Arc::new(scenario.clone())],
        sets,
        seed: MasterSeed(1),
        first_draw: 0,
        draws,
        first_replication: 0,
        replications,
        topology: None,
    }
}

/// Values of `measure` in `scenario` under each of `sets`: `values[set][draw * replications + replication]`. `fixed`: parameters held
/// at a value.
pub(crate) fn play(
    scenario: &Scenario,
    measure: &str,
    sets: &[&str],
    draws: u32,
    replications: u32,
    fixed: &[(&str, f64)],
) -> Vec<Vec<Option<f64>>> {
    values_of(&experiment(scenario, sets, draws, replications, fixed), measure)
}

/// Values of `measure` where only `step` of scenario `id` is played, in a city whose federation with its neighbour does not exist.
pub(crate) fn without_federation(id: &str, step: &str, measure: &str) -> Vec<Option<f64>> {
    let mut record = load_city("hoshimi").expect("the shipped city is good").records;
    let there: Vec<String> =
        record.assets.iter().filter(|a| a.zone == "shionagi-os").map(|asset| asset.id.clone()).collect();
    record.flows.retain(|flow| there.contains(&flow.from) == there.contains(&flow.to));
    record.conduits.retain(|conduit| (conduit.from == "shionagi-os") == (conduit.to == "shionagi-os"));
    record.contracts.retain(|c| {
        [&c.supplier, &c.customer].iter().all(|who| who.starts_with("shionagi"))
            || [&c.supplier, &c.customer].iter().all(|who| !who.starts_with("shionagi"))
    });
    let city = Arc::new(City::build(record).expect("a city without a federation"));
    let mut scenario = load_scenario(id).expect("the shipped scenario is good").records;
    scenario.steps.retain(|s| s.id == step);
    let keys: Vec<&str> = MEASURES.iter().map(|m| m.key).collect();
    let scenario = Scenario::build(scenario, &city, &SHIPPED.catalogue, &keys).expect("a scenario of one step");
    values_of(&experiment_in(&city, &scenario, &["none"], 20, 10, &[]), measure).remove(0)
}

fn values_of(experiment: &Experiment, measure: &str) -> Vec<Vec<Option<f64>>> {
    let column = measure_index(measure).expect("the measure exists");
    let mut values = vec![Vec::new(); experiment.sets.len()];
    experiment
        .run(
            NonZeroUsize::new(2).expect("two is not zero"),
            &AtomicBool::new(false),
            &Counters::default(),
            |_, _| {},
            |key, row| values[key.set].push(row.values[column]),
        )
        .expect("the experiment runs");
    values
}

/// Mean over all incidents.
pub(crate) fn mean(values: &[Option<f64>]) -> f64 {
    values.iter().map(|v| v.expect("an amount is never empty")).sum::<f64>() / values.len() as f64
}
