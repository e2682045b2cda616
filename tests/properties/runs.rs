//! Incidents one by one, with their logs; whole rows of experiments.

use std::num::NonZeroUsize;
use std::sync::atomic::AtomicBool;

use yagura_sim::experiment::{Counters, Experiment, RowKey};
use yagura_sim::incident::Twin;
use yagura_sim::measure::{MEASURES, Row, measure_index};
use yagura_sim::posture::Asked;

/// Every row with its key, in order of delivery.
pub(crate) fn rows(experiment: &Experiment, threads: usize) -> Vec<(RowKey, Row)> {
    rows_and_asked(experiment, threads).0
}

/// The same, and which numbers they rest on, per set of the first scenario.
pub(crate) fn rows_and_asked(experiment: &Experiment, threads: usize) -> (Vec<(RowKey, Row)>, Vec<Asked>) {
    let mut rows = Vec::new();
    let counters = Counters::default();
    experiment
        .run(
            NonZeroUsize::new(threads).expect("some threads"),
            &AtomicBool::new(false),
            &counters,
            |_, _| {},
            |key, row| rows.push((key, row.clone())),
        )
        .expect("the experiment runs");
    (rows, counters.asked(experiment).remove(0))
}

/// Plays every incident of the first scenario and set in a fresh world of its own.
pub(crate) fn each_incident(experiment: &Experiment, mut look: impl FnMut(&Twin)) {
    for draw in experiment.first_draw..experiment.first_draw + experiment.draws {
        let first = experiment.first_replication;
        for replication in first..first + experiment.replications {
            look(&experiment.play_one(0, 0, draw, replication).expect("the incident plays"));
        }
    }
}

/// A measure of a row.
pub(crate) fn value(row: &Row, measure: &str) -> Option<f64> {
    row.values[measure_index(measure).expect("the measure exists")]
}

/// The measures in which two rows differ.
pub(crate) fn differing(a: &Row, b: &Row) -> Vec<&'static str> {
    let bits = |value: Option<f64>| value.map(f64::to_bits);
    let mut names: Vec<&str> = MEASURES
        .iter()
        .enumerate()
        .filter(|&(i, _)| bits(a.values[i]) != bits(b.values[i]))
        .map(|(_, measure)| measure.key)
        .collect();
    if a.series != b.series {
        names.push("series");
    }
    if a.services != b.services {
        names.push("services");
    }
    if a.organisations != b.organisations {
        names.push("organisations");
    }
    names
}
