//! A control that meets nothing of an incident changes no byte of any measure.

use proptest::prelude::*;
use yagura_sim::experiment::Experiment;
use yagura_sim::incident::{ALTERED_HOP, TAINT_HOP};
use yagura_sim::knowledge::SignalClass;

use crate::runs::{differing, rows};
use crate::settings::cases;
use crate::shipped::{CORE, controls, experiment, scenario};
use crate::tiny::tiny;

/// Whether every effect of `control` acts on named techniques only, and none of them is played.
fn is_idle(experiment: &Experiment, control: &str) -> bool {
    let catalogue = &experiment.catalogue;
    let played = |id: &str| {
        [TAINT_HOP, ALTERED_HOP].contains(&id)
            || experiment.scenarios[0].steps.iter().any(|step| catalogue.techniques[step.technique.row()].id == id)
    };
    let mut effects = catalogue.effects.iter().filter(|effect| effect.record.control == control).peekable();
    effects.peek().is_some()
        && effects.all(|effect| {
            let selector = &effect.record.selector;
            // Checks of readings raise false alarms whoever attacks; desks and parameters belong to no technique.
            let everywhere = selector.signal.contains(&SignalClass::DataAnomaly)
                || !selector.desk.is_empty()
                || !selector.param.is_empty()
                || !selector.role_param.is_empty()
                || !selector.limits.is_empty();
            !everywhere
                && !effect.techniques.is_empty()
                && effect.techniques.iter().all(|t| !played(&catalogue.techniques[t.row()].id))
        })
}

fn nothing_moves(without: &Experiment, with: &Experiment, set: usize) -> Result<(), TestCaseError> {
    let pairs = rows(without, 1).into_iter().zip(rows(with, 1)).filter(|((key, _), _)| key.set == set);
    for ((key, a), (_, b)) in pairs {
        prop_assert!(differing(&a, &b).is_empty(), "{:?} differ in {:?}", key, differing(&a, &b));
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(30))]

    #[test]
    fn a_control_against_what_nobody_tries_changes_no_byte_of_a_small_world(
        tiny in tiny(),
        strength in 0.01..1.0_f64,
        exposure in prop::sample::select(vec!["per_try", "per_pair", "per_incident"]),
    ) {
        let world = tiny
            .world()
            .blocks(strength, exposure, "unused")
            .effect("slow", 3.0, "attacker_delay_multiplier", "per_try", "technique=unused");
        nothing_moves(&world.experiment(20), &world.with_control().experiment(20), 0)?;
    }
}

#[test]
fn idle_controls_change_no_byte_in_the_shipped_city() {
    let mut idle = 0;
    for id in CORE {
        let scenario = scenario(id);
        let today = experiment(&scenario, &["today-jp"], 3, 5, &[]);
        for control in controls().into_iter().filter(|control| is_idle(&today, control)) {
            let raised = experiment(&scenario, &[&format!("today-jp,+{control}")], 3, 5, &[]);
            nothing_moves(&today, &raised, 0).unwrap_or_else(|error| panic!("{control} in {id}: {error}"));
            idle += 1;
        }
    }
    assert!(idle >= 20, "only {idle} pairs of scenario and idle control");
}
