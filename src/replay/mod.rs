//! Replays as data: incidents played for the map and the timeline, chosen by the quantile of their harm, and held against many others.
//!
//! `yagura run --replay` writes them into one page ([`page`]); the workshop hands the same data to its screens.

pub(crate) mod bundle;
pub(crate) mod page;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::AtomicBool;

use serde::Serialize;
use yagura_reports::replay::{
    Both, Choice, CityPlan, Parting, Position, Replay, Sample, Side, Text, Told, Wanted, World,
};
use yagura_reports::replay::{choose, first_difference};
use yagura_reports::story;
use yagura_sim::experiment::{Counters, Ending, Experiment, ExperimentError, PreparedSet};
use yagura_sim::incident::{LogEntry, Twin};

/// Replications of each parameter draw among the incidents that one is held against.
const REPLICATIONS: u32 = 10;

/// All that a page needs.
#[derive(Debug, Serialize)]
pub(crate) struct Shown {
    /// The city.
    pub(crate) city: CityPlan,
    /// One incident, or two of the same chance.
    pub(crate) incidents: Vec<Replay>,
    /// Where the two part.
    pub(crate) parting: Option<Parting>,
    /// The words of the page, by language and key.
    pub(crate) words: BTreeMap<&'static str, BTreeMap<String, String>>,
}

/// How an incident is picked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Pick {
    /// By the quantile of its harm under the first set.
    Wanted(Wanted),
    /// By draw and replication.
    Given(u32, u32),
}

/// Where an incident stands, and how it was picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Parameter draw.
    pub(crate) draw: u32,
    /// Replication.
    pub(crate) replication: u32,
    /// Incidents that got in, among which it was picked.
    among: usize,
    /// Message that says how it was picked.
    said: &'static str,
}

/// Plays about `runs` incidents of the first scenario under the first set, from draw 0. `None`: cancelled.
pub(crate) fn sample(
    experiment: &Experiment,
    runs: u32,
    threads: NonZeroUsize,
    cancel: &AtomicBool,
    watch: impl FnMut(u64, u64),
) -> Result<Option<Sample>, ExperimentError> {
    let mut many = experiment.clone();
    many.scenarios.truncate(1);
    many.sets.truncate(1);
    (many.first_draw, many.first_replication) = (0, 0);
    (many.draws, many.replications) = (runs.div_ceil(REPLICATIONS), REPLICATIONS.min(runs));
    let mut sample = Sample::default();
    let ended = many.run(threads, cancel, &Counters::default(), watch, |key, row| sample.push(key, row))?;
    Ok((ended == Ending::Complete).then_some(sample))
}

/// The draw and replication that `pick` means.
pub(crate) fn place(experiment: &Experiment, sample: &Sample, pick: Pick) -> Place {
    match pick {
        Pick::Given(draw, replication) => Place { draw, replication, among: 0, said: "replay-chosen-given" },
        Pick::Wanted(wanted) => {
            let primary = experiment.scenarios.first().map_or("", |scenario| scenario.primary.as_str());
            let found = choose(sample, primary, wanted);
            let Choice { draw, replication, among } = found.unwrap_or(Choice { draw: 0, replication: 0, among: 0 });
            Place { draw, replication, among, said: wanted.key() }
        }
    }
}

/// The incident that `pick` means under each set of the experiment (one or two), held against `sample`.
pub(crate) fn show(
    both: &Both,
    experiment: &Experiment,
    sample: &Sample,
    pick: Pick,
) -> Result<Shown, ExperimentError> {
    let Place { draw, replication, among, said } = place(experiment, sample, pick);
    let among = Text::alike(&among.to_string());
    let chosen = both.say(said, &[("among", &among)]);
    let scenario = &experiment.scenarios[0];
    let mut twins = Vec::with_capacity(experiment.sets.len());
    for set in 0..experiment.sets.len() {
        twins.push(experiment.play_one(0, set, draw, replication)?);
    }
    let told = |set: usize, twin: &Twin| {
        let prepared = &experiment.sets[set];
        let told = Told {
            which: story::Told {
                city: &prepared.city,
                catalogue: &experiment.catalogue,
                scenario,
                control_set: &prepared.id,
                draw,
                replication,
            },
            start: twin.start(),
            entries: twin.log().entries(),
            values: &twin.row().values,
        };
        // The incidents that it is held against were played under the first set.
        let position = (set == 0 && !sample.runs.is_empty())
            .then(|| Position::of(both, sample, &scenario.primary, &twin.row().values, chosen.clone()));
        Replay::of(both, told, position)
    };
    let incidents = twins.iter().enumerate().map(|(set, twin)| told(set, twin)).collect();
    let parting = match twins.as_slice() {
        [one, other] => {
            let side = |set: usize, twin: &'_ Twin| (experiment.sets[set].id.clone(), twin.row().values.clone());
            let (a, b) = (side(0, one), side(1, other));
            let controls = responsible(experiment, draw, replication, one.log().entries(), other.log().entries())?;
            let world = World { city: &experiment.city, catalogue: &experiment.catalogue, scenario };
            let first = Side { set: &a.0, entries: one.log().entries(), values: &a.1 };
            let second = Side { set: &b.0, entries: other.log().entries(), values: &b.1 };
            Some(Parting::of(both, world, first, second, &controls))
        }
        _ => None,
    };
    Ok(Shown { city: CityPlan::of(&experiment.city), incidents, parting, words: both.of_the_page() })
}

/// Controls of the second set of which one alone, put as it is in the first set, lets the two incidents go the same way past the event in
/// which they part: each is tried out by playing the incident again.
fn responsible(
    experiment: &Experiment,
    draw: u32,
    replication: u32,
    first: &[LogEntry],
    second: &[LogEntry],
) -> Result<Vec<String>, ExperimentError> {
    let Some(parting) = first_difference(first, second) else { return Ok(Vec::new()) };
    let (a, b) = (&experiment.sets[0], &experiment.sets[1]);
    let mut found = Vec::new();
    for (row, control) in experiment.catalogue.controls.iter().enumerate() {
        if a.coverage[row] == b.coverage[row] {
            continue;
        }
        let mut without: PreparedSet = b.clone();
        without.coverage[row] = a.coverage[row];
        let mut tried = experiment.clone();
        tried.sets = vec![without];
        let twin = tried.play_one(0, 0, draw, replication)?;
        if first_difference(first, twin.log().entries()).is_none_or(|event| event > parting) {
            found.push(control.id.clone());
        }
    }
    Ok(found)
}
