//! The world `c-town`: its files fit each other, an imported city is read back as it was written, and one false reading goes exactly
//! where the imported files say, on our own small works and, where its files lie on this machine, on C-Town.

#![expect(clippy::print_stdout, reason = "a skipped test says that it was skipped")]

mod real;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use real::real;
use yagura_scenarios::import::{folder, water};
use yagura_scenarios::{load_catalogue, load_city, load_scenario};
use yagura_sim::city::{City, CityRecords};
use yagura_sim::control_set::{ControlEntry, ControlSetRecord, Coverage};
use yagura_sim::experiment::{Experiment, PreparedSet};
use yagura_sim::incident::Fact;
use yagura_sim::kernel::MasterSeed;
use yagura_sim::knowledge::{Catalogue, Range, TechniqueEffect};
use yagura_sim::problem::{Origin, Table};
use yagura_sim::scenario::Scenario;

/// The world on `city`, with the reading `from` altered on its way to `to`; set 0 has no controls, set 1 CPS.DS-3 everywhere.
fn world(city: CityRecords, from: &str, to: &str) -> Experiment {
    let city = Arc::new(City::build(city).unwrap_or_else(|it| panic!("{it:#?}")));
    let catalogue = load_catalogue(Some(&here("worlds/c-town/catalogue")), None).unwrap_or_else(|it| panic!("{it}"));
    let catalogue = Arc::new(Catalogue::build(catalogue.records).unwrap_or_else(|it| panic!("{it:#?}")));
    let path = here("worlds/c-town/p-t2-spoofed.toml");
    let mut scenario = load_scenario(&path.display().to_string()).unwrap_or_else(|it| panic!("{it}")).records;
    if let Some(ends) = &mut scenario.steps[0].flow {
        (ends.0.id, ends.1.id) = (vec![from.into()], vec![to.into()]);
    }
    let scenario = Scenario::build(scenario, &city, &catalogue, &["wrong_decision_h"]);
    let scenario = Arc::new(scenario.unwrap_or_else(|it| panic!("{it:#?}")));
    let channel = ControlEntry {
        origin: Origin::new(Table::ControlSet, 0),
        control: "CPS.DS-3".into(),
        coverage: Coverage::Share(1.0),
        why_en: String::new(),
        why_ja: String::new(),
        cost: None,
        claimed_by: String::new(),
    };
    let sets = [vec![], vec![channel]]
        .map(|controls| ControlSetRecord { controls, ..ControlSetRecord::default() })
        .map(|record| PreparedSet::new(&record, city.clone(), &catalogue, &[]));
    Experiment {
        city,
        catalogue,
        scenarios: vec![scenario],
        sets: sets.to_vec(),
        seed: MasterSeed(20_260),
        first_draw: 0,
        draws: 1,
        replications: 1,
        first_replication: 0,
        topology: None,
    }
}

/// Assets at which the reading was false, services that decided wrongly and assets that were commanded wrongly in one incident.
fn reached(world: &Experiment, set: usize, replication: u32) -> [BTreeSet<String>; 3] {
    let twin = world.play_one(0, set, 0, replication).unwrap();
    let mut reached = [const { BTreeSet::new() }; 3];
    for entry in twin.log().entries() {
        let name = |asset: yagura_sim::ids::AssetIndex| world.city.assets[asset.row()].id.clone();
        match entry.fact {
            Fact::Tainted { asset, .. } => _ = reached[0].insert(name(asset)),
            Fact::ServiceWrong { service } => _ = reached[1].insert(world.city.services[service.row()].id.clone()),
            Fact::Commanded { asset } => _ = reached[2].insert(name(asset)),
            _ => {}
        }
    }
    reached
}

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn works() -> CityRecords {
    let fixtures = here("tests/fixtures/import");
    water(&fixtures.join("works.inp"), Some(&fixtures.join("works.cpa"))).unwrap().records
}

fn c_town() -> Option<CityRecords> {
    let (map, scenario) = (real("epanet-cpa/ctown_map.inp")?, real("epanet-cpa/scenario01.cpa")?);
    Some(water(&map, Some(&scenario)).unwrap().records)
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn its_catalogue_has_one_technique_and_one_fixed_effect() {
    let loaded = load_catalogue(Some(&here("worlds/c-town/catalogue")), None).unwrap_or_else(|it| panic!("{it}"));
    let catalogue = Catalogue::build(loaded.records).unwrap_or_else(|it| panic!("{it:#?}"));
    assert_eq!((catalogue.techniques.len(), catalogue.techniques[0].effect), (1, TechniqueEffect::Spoof));
    let effect = &catalogue.effects[0].record;
    assert_eq!((effect.control.as_str(), effect.magnitude), ("CPS.DS-3", Range { low: 0.9, mode: 0.9, high: 0.9 }));
    assert_eq!(effect.level_today, None);
}

#[test]
fn its_scenario_alters_the_one_flow_from_t2_to_plc3() {
    let path = here("worlds/c-town/p-t2-spoofed.toml");
    let scenario = load_scenario(&path.display().to_string()).unwrap_or_else(|it| panic!("{it}")).records;
    let (from, to) = scenario.steps[0].flow.clone().expect("a flow");
    assert_eq!((scenario.steps.len(), from.id, to.id), (1, vec!["p-t2".to_owned()], vec!["plc3".to_owned()]));
}

#[test]
fn a_written_city_is_read_back_as_it_was() {
    let fixtures = here("tests/fixtures/import");
    let records = water(&fixtures.join("degrees.inp"), Some(&fixtures.join("works.cpa"))).unwrap().records;
    let to = std::env::temp_dir().join(format!("yagura-read-back-{}", std::process::id()));
    folder::write(&records, &to, true).unwrap();
    let read = load_city(&to.display().to_string());
    std::fs::remove_dir_all(&to).unwrap();
    let read = read.unwrap_or_else(|it| panic!("{it}"));
    assert_eq!(read.records, records);
    assert!(read.warnings.0.is_empty(), "{}", read.warnings);
    assert!(City::build(read.records).is_ok());
}

#[test]
fn a_reading_altered_before_its_controller_is_false_wherever_that_controller_sends_it() {
    let world = world(works(), "p-hill", "north");
    let [tainted, wrong, commanded] = reached(&world, 0, 0);
    // By hand, from the README of the works.
    assert_eq!(tainted, names(&["north", "scada", "south", "lift"]));
    assert_eq!((wrong, commanded), (names(&["pump-lift"]), names(&["lift"])));
}

#[test]
fn a_reading_altered_behind_its_controller_is_right_at_the_control_centre() {
    let [tainted, wrong, commanded] = reached(&world(works(), "north", "south"), 0, 0);
    assert_eq!(tainted, names(&["south", "lift"]));
    assert_eq!((wrong, commanded), (names(&["pump-lift"]), names(&["lift"])));
}

#[test]
fn the_spoofed_level_of_t2_reaches_plc3_scada_and_valve_v2_and_nothing_else() {
    let Some(city) = c_town() else { return };
    let world = world(city, "p-t2", "plc3");
    for replication in 0..20 {
        let [tainted, wrong, commanded] = reached(&world, 0, replication);
        // [CYBERLINKS] of scenario01.cpa sends P_T2 from PLC3 to SCADA only; [CONTROLS] of ctown_map.inp ties V2 alone to T2.
        assert_eq!(tainted, names(&["plc3", "scada", "v2"]));
        assert_eq!((wrong, commanded), (names(&["valve-v2"]), names(&["v2"])));
    }
}

#[test]
fn at_full_coverage_of_cps_ds_3_the_share_of_tainted_runs_is_the_residual_of_its_row() {
    let city = c_town().map_or_else(|| (works(), "p-hill", "north"), |city| (city, "p-t2", "plc3"));
    let world = world(city.0, city.1, city.2);
    let runs = 4000;
    let tainted = (0..runs).filter(|&replication| !reached(&world, 1, replication)[0].is_empty()).count();
    let residual = 1.0 - world.catalogue.effects[0].record.magnitude.mode;
    let share = tainted as f64 / f64::from(runs);
    let standard_error = (residual * (1.0 - residual) / f64::from(runs)).sqrt();
    // Four standard errors: a right model fails here once in 16,000 seeds.
    assert!((share - residual).abs() < 4.0 * standard_error, "{share} is not {residual} +- {standard_error}");
    // Whoever is spoofed under the control is spoofed without it.
    assert!((0..100).all(|replication| !reached(&world, 0, replication)[0].is_empty()));
}
