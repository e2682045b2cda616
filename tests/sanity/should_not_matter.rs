//! Raising a control that has nothing to do with an attack from today's level to full coverage changes no byte of the primary measure.

use yagura_scenarios::shipped_scenarios;

use crate::shipped::{play, scenario};

#[test]
fn controls_that_should_not_matter_change_no_byte_of_the_primary_measure() {
    for id in &shipped_scenarios() {
        let scenario = scenario(id);
        assert!(!scenario.should_not_matter.is_empty(), "{id} names no control that should not matter");
        for control in &scenario.should_not_matter {
            let raised = format!("today-jp,+{control}");
            let values = play(&scenario, &scenario.primary, &["today-jp", &raised], 12, 12, &[]);
            assert_eq!(values[0], values[1], "{control} changes {} of {id}", scenario.primary);
        }
    }
}

#[test]
fn the_primary_measure_of_every_scenario_is_sometimes_above_zero_today() {
    for id in &shipped_scenarios() {
        let scenario = scenario(id);
        let values = play(&scenario, &scenario.primary, &["today-jp"], 40, 10, &[]);
        let hits = values[0].iter().filter(|v| v.is_some_and(|v| v > 0.0)).count();
        assert!(hits >= 10, "{id}: {} is above zero in {hits} of 400 incidents", scenario.primary);
    }
}
