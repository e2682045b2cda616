//! The matrix of risks, controls and scenarios has no hole that is not explained.

use yagura_scenarios::{load_catalogue, load_scenario, shipped_scenarios};
use yagura_sim::knowledge::CatalogueRecords;
use yagura_sim::scenario::{Part, Played, ScenarioRecord, matrix};

fn shipped() -> (CatalogueRecords, Vec<ScenarioRecord>) {
    let catalogue = load_catalogue(None, None).expect("the shipped catalogue is good").records;
    let scenarios = shipped_scenarios();
    let scenarios = scenarios.iter().map(|id| load_scenario(id).expect("the shipped scenario is good").records);
    (catalogue, scenarios.collect())
}

#[test]
fn every_risk_is_played_and_every_control_it_calls_for_has_a_part_or_a_reason() {
    let (catalogue, scenarios) = shipped();
    let rows = matrix(&catalogue, &scenarios);
    assert_eq!(rows.len(), 61);
    let holes: Vec<&str> = rows.iter().filter(|row| row.is_hole()).map(|row| row.risk.id.as_str()).collect();
    assert!(holes.is_empty(), "{holes:?}");
}

#[test]
fn every_played_risk_has_a_control_that_acts_in_its_own_scenario() {
    let (catalogue, scenarios) = shipped();
    for row in matrix(&catalogue, &scenarios).iter().filter(|row| !row.scenarios.is_empty()) {
        let acts = row.controls.iter().any(|called| called.parts.contains(&Part::Acts));
        assert!(acts, "{}: nothing that it calls for acts in {:?}", row.risk.id, row.scenarios);
    }
}

#[test]
fn every_simulated_control_has_a_part_in_some_scenario() {
    let (catalogue, scenarios) = shipped();
    let played: Vec<Played<'_>> = scenarios.iter().map(|scenario| Played::new(&catalogue, scenario)).collect();
    for control in catalogue.controls.iter().filter(|control| control.not_simulated_en.is_empty()) {
        let parts: Vec<Part> = played.iter().map(|played| played.part(&control.id)).collect();
        assert!(parts.iter().any(|&part| part > Part::Nothing), "{} has no part anywhere", control.id);
    }
}

#[test]
fn what_should_matter_has_a_part() {
    let (catalogue, scenarios) = shipped();
    for scenario in &scenarios {
        let played = Played::new(&catalogue, scenario);
        for control in &scenario.should_matter {
            assert!(played.part(control) > Part::Nothing, "{control} has no part in {}", scenario.id);
        }
    }
}
