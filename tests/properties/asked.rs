//! What results rest on is what was asked for: the same however the work is divided, and nothing else matters.

use yagura_sim::kernel::parameter_key;
use yagura_sim::posture::{Uncertain, WorldDraw};

use crate::runs::{differing, rows, rows_and_asked};
use crate::shipped::{controls, experiment, scenario};

const PLAYED: [&str; 3] = ["river-radio-spoof", "maintenance-link-ransomware", "closed-data-published"];

#[test]
fn what_was_asked_for_does_not_depend_on_threads() {
    for id in PLAYED {
        let experiment = experiment(&scenario(id), &["today-jp", "guideline-full"], 6, 5, &[]);
        let asked = rows_and_asked(&experiment, 1).1;
        assert_eq!(asked, rows_and_asked(&experiment, 2).1, "{id}");
        assert_eq!(asked, rows_and_asked(&experiment, 5).1, "{id}");
        let used = asked[0].parameters.iter().filter(|asked| **asked).count();
        assert!(used > 10 && used < asked[0].parameters.len(), "{id} uses {used} parameters");
    }
}

#[test]
fn fixing_a_parameter_that_nothing_asked_for_changes_no_byte() {
    let scenario = scenario("river-radio-spoof");
    let world = experiment(&scenario, &["guideline-core"], 4, 5, &[]);
    let (whole, asked) = rows_and_asked(&world, 2);
    let mut tried = 0;
    for (row, parameter) in world.catalogue.parameters.iter().enumerate() {
        // A value far from anything: whoever reads it notices.
        if asked[0].parameters[row] || parameter.distribution.is_none() {
            continue;
        }
        tried += 1;
        let moved = experiment(&scenario, &["guideline-core"], 4, 5, &[(&parameter.record.key, 0.987)]);
        for ((key, a), (_, b)) in whole.iter().zip(rows(&moved, 2)) {
            assert!(differing(a, &b).is_empty(), "{}: {key:?} differ in {:?}", parameter.record.key, differing(a, &b));
        }
    }
    assert!(tried > 50, "only {tried} parameters are not used");
}

#[test]
fn removing_a_control_of_which_nothing_was_asked_changes_no_byte() {
    for id in PLAYED {
        let scenario = scenario(id);
        let full = experiment(&scenario, &["guideline-full"], 3, 5, &[]);
        let (whole, asked) = rows_and_asked(&full, 2);
        let (mut idle, mut busy) = (0, 0);
        for (row, control) in controls().iter().enumerate() {
            let is_asked = (0..full.catalogue.effects.len())
                .any(|effect| asked[0].effects[effect] && full.catalogue.effects[effect].control.row() == row);
            if is_asked {
                busy += 1;
                continue;
            }
            let mut without = full.clone();
            without.sets[0].coverage[row] = None;
            idle += 1;
            for ((key, a), (_, b)) in whole.iter().zip(rows(&without, 2)) {
                assert!(differing(a, &b).is_empty(), "{id}, {control}: {key:?} differ in {:?}", differing(a, &b));
            }
        }
        assert!(idle > 10 && busy > 10, "{id}: {idle} idle controls, {busy} that are asked");
    }
}

#[test]
fn the_values_of_draws_are_those_that_the_posture_reads() {
    let experiment = experiment(&scenario("maintenance-link-ransomware"), &["today-jp"], 3, 2, &[]);
    let asked = rows_and_asked(&experiment, 1).1.remove(0);
    let mut world = WorldDraw::new(experiment.catalogue.clone(), &[]);
    let numbers = world.uncertain(&asked);
    assert!(numbers.iter().any(|number| matches!(number, Uncertain::Magnitude(_))));
    let mut stage = experiment.stage(0, 0).expect("a stage");
    for draw in 0..3 {
        let key = parameter_key(experiment.seed, draw);
        stage.begin_draw(draw, key);
        world.begin_draw(key);
        for &number in &numbers {
            // Under the reference set no control changes a parameter's level.
            if let Uncertain::Parameter(parameter) = number {
                let (read, drawn) = (stage.posture().parameters().level(parameter), world.value(number));
                assert!((read - drawn).abs() <= 1e-12 * drawn.abs(), "{number:?}: {read} and {drawn}");
            }
        }
    }
}
