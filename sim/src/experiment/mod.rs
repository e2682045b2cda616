//! Many incidents: scenarios x parameter draws x replications x control sets, in a fixed order, on any number of threads.
//!
//! A work item is one replication of one scenario under all control sets, so that pairs run back to back. Rows are delivered by
//! (scenario, draw, replication, set), whoever computed them: identical bytes for any number of threads.

mod blocks;
mod design;

pub use blocks::{Block, Delivery};
pub use design::{MOST_POINTS, grid, latin_hypercube};

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::city::{City, Topology, TopologyError};
use crate::control_set::{ControlSetRecord, Coverage};
use crate::ids::{ControlIndex, EffectIndex, ParameterIndex};
use crate::incident::{Progress, Stage, Twin};
use crate::kernel::{Distribution, Failure, Key, MasterSeed, Pool, WorkerError, parameter_key, replication_key};
use crate::knowledge::{Catalogue, Range};
use crate::measure::Row;
use crate::posture::{Asked, Overrides};
use crate::scenario::Scenario;

/// A control set prepared for a city and a catalogue.
#[derive(Clone, Debug)]
pub struct PreparedSet {
    /// Id.
    pub id: String,
    /// The city, with the set's changes.
    pub city: Arc<City>,
    /// Coverage per control of the catalogue.
    pub coverage: Vec<Option<Coverage>>,
    /// Claimed parameters and magnitudes.
    pub overrides: Overrides,
}

fn range_of(range: Range) -> Option<Distribution> {
    Distribution::pert(range.low, range.mode, range.high).ok()
}

impl PreparedSet {
    /// Prepares `record`, which must have passed the control-set check, on `city` with the record's changes applied. `set_values`: parameters fixed for the whole experiment
    /// (`--set`); a bid's claims go before them.
    #[must_use]
    pub fn new(
        record: &ControlSetRecord,
        city: Arc<City>,
        catalogue: &Catalogue,
        set_values: &[(ParameterIndex, f64)],
    ) -> Self {
        let mut coverage = vec![None; catalogue.controls.len()];
        for entry in &record.controls {
            if let Some(row) = catalogue.controls.iter().position(|c| c.id == entry.control) {
                coverage[row] = Some(entry.coverage);
            }
        }
        let mut overrides = Overrides::default();
        for &(parameter, value) in set_values {
            if let Ok(fixed) = Distribution::fixed(value) {
                overrides.parameters.push((parameter, fixed));
            }
        }
        for claim in &record.parameters {
            let row = catalogue.parameters.iter().position(|p| p.record.key == claim.key);
            if let (Some(row), Some(distribution)) = (row, range_of(claim.range)) {
                overrides.parameters.push((ParameterIndex::from_row(row), distribution));
            }
        }
        for claim in &record.effects {
            if let Some(row) = catalogue.effects.iter().position(|e| e.record.id == claim.key) {
                overrides.magnitudes.push((EffectIndex::from_row(row), claim.range));
            }
        }
        Self { id: record.id.clone(), city, coverage, overrides }
    }

    /// The same without `control`, altogether: with what there is of it today taken out as well.
    #[must_use]
    pub fn without(&self, control: ControlIndex) -> Self {
        let mut set = self.clone();
        set.coverage[control.row()] = None;
        set
    }
}

/// Where a row belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowKey {
    /// Row of the scenario.
    pub scenario: usize,
    /// Parameter draw, from 0.
    pub draw: u32,
    /// Replication in the draw, from 0.
    pub replication: u32,
    /// Row of the control set.
    pub set: usize,
}

/// How an experiment ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Everything was delivered.
    Complete,
    /// It was cancelled; what was delivered is a prefix of the whole, of so many replications under all sets.
    Cancelled {
        /// Work items delivered.
        delivered: u64,
    },
}

/// Why an experiment stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExperimentError {
    /// A self-spreading scenario on a city with too many links.
    #[error(transparent)]
    Topology(#[from] TopologyError),
    /// A replication failed: a fault of the program. The key tells `yagura run` how to show it.
    #[error("scenario {scenario}, draw {draw}, replication {replication}: {message}")]
    Replication {
        /// Scenario's id.
        scenario: String,
        /// Draw.
        draw: u32,
        /// Replication.
        replication: u32,
        /// What happened.
        message: String,
    },
}

/// What is to be run.
#[derive(Clone, Debug)]
pub struct Experiment {
    /// The city as built.
    pub city: Arc<City>,
    /// The catalogue.
    pub catalogue: Arc<Catalogue>,
    /// Scenarios, in order.
    pub scenarios: Vec<Arc<Scenario>>,
    /// Control sets, in order.
    pub sets: Vec<PreparedSet>,
    /// Master seed.
    pub seed: MasterSeed,
    /// First parameter draw.
    pub first_draw: u32,
    /// Parameter draws.
    pub draws: u32,
    /// Replications per draw.
    pub replications: u32,
    /// First replication of each draw.
    pub first_replication: u32,
    /// Links given from outside for self-spreading steps.
    pub topology: Option<Arc<Topology>>,
}

struct Worker {
    twin: Twin,
    /// Stages per scenario and set, made when first needed.
    stages: Vec<Vec<Option<Box<Stage>>>>,
    keys: Vec<Option<Key>>,
    /// The block that is being played, where work comes in blocks.
    block: Option<usize>,
}

/// Counts over all incidents of an experiment.
#[derive(Debug, Default)]
pub struct Counters {
    /// Events played.
    pub events: AtomicU64,
    /// Assets touched.
    pub touched: AtomicU64,
    /// Incidents played.
    pub incidents: AtomicU64,
    /// Rows of postures computed.
    pub rows: AtomicU64,
    /// Most events pending at once in any incident.
    pub pending_max: AtomicU64,
    /// What was asked for, by scenario and set (row of the scenario x sets + row of the set); see [`Counters::asked`].
    asked: Mutex<Vec<Asked>>,
}

impl Counters {
    /// Counts one incident, during which `rows` rows of its posture were computed.
    fn count(&self, progress: &Progress, rows: u64) {
        let add = |counter: &AtomicU64, by| counter.fetch_add(by, Ordering::Relaxed);
        add(&self.events, progress.tally.events);
        add(&self.touched, progress.touched.len() as u64);
        add(&self.incidents, 1);
        add(&self.rows, rows);
        self.pending_max.fetch_max(progress.tally.pending_max, Ordering::Relaxed);
    }

    /// What was asked for, per scenario and then per set.
    #[must_use]
    pub fn asked(&self, experiment: &Experiment) -> Vec<Vec<Asked>> {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let sets = experiment.sets.len();
        let of = |scenario: usize, set: usize| {
            let mut all = Asked::nothing(&experiment.catalogue);
            if let Some(found) = asked.get(scenario * sets + set) {
                all.merge(found);
            }
            all
        };
        (0..experiment.scenarios.len()).map(|scenario| (0..sets).map(|set| of(scenario, set)).collect()).collect()
    }

    /// Adds what a block asked for that was played elsewhere.
    pub fn merge_asked(&self, experiment: &Experiment, scenario: usize, set: usize, asked: &Asked) {
        self.add_asked(scenario * experiment.sets.len() + set, asked);
    }

    fn add_asked(&self, place: usize, asked: &Asked) {
        let mut all = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() <= place {
            all.resize(place + 1, Asked::default());
        }
        all[place].merge(asked);
    }
}

impl Experiment {
    /// Number of work items: replications of all draws of all scenarios.
    #[must_use]
    pub fn items(&self) -> u64 {
        self.scenarios.len() as u64 * u64::from(self.draws) * u64::from(self.replications)
    }

    /// The scenario, draw and replication of a work item.
    #[must_use]
    pub fn place(&self, item: u64) -> (usize, u32, u32) {
        let per_scenario = u64::from(self.draws) * u64::from(self.replications);
        let (scenario, rest) = (item / per_scenario, item % per_scenario);
        let (draw, replication) = (rest / u64::from(self.replications), rest % u64::from(self.replications));
        (scenario as usize, self.first_draw + draw as u32, self.first_replication + replication as u32)
    }

    /// Prepares the stage of one scenario under one set.
    ///
    /// # Errors
    /// [`TopologyError`] for self-spreading scenarios on too dense cities.
    pub fn stage(&self, scenario: usize, set: usize) -> Result<Stage, TopologyError> {
        let prepared = &self.sets[set];
        Stage::new(
            prepared.city.clone(),
            self.catalogue.clone(),
            self.scenarios[scenario].clone(),
            prepared.coverage.clone(),
            prepared.overrides.clone(),
            self.topology.as_ref(),
        )
    }

    /// Runs everything. `progress` is called with (items delivered, items in all) on the calling thread, before the rows of that item;
    /// `sink` receives every row in order of its key: (scenario, draw, replication), then set.
    ///
    /// # Errors
    /// See [`ExperimentError`]; everything before the failure was delivered.
    pub fn run(
        &self,
        threads: NonZeroUsize,
        cancel: &AtomicBool,
        counters: &Counters,
        mut progress: impl FnMut(u64, u64),
        mut sink: impl FnMut(RowKey, &Row),
    ) -> Result<Ending, ExperimentError> {
        let items = self.items();
        let pool = Pool::for_items(items, threads);
        let make_worker = || Ok::<_, ExperimentError>(self.worker());
        let work = |worker: &mut Worker, item: u64| {
            let mut rows = Vec::with_capacity(self.sets.len());
            self.replicate(worker, self.place(item), counters, |twin, _| rows.push(twin.row().clone()))?;
            Ok(rows)
        };
        let delivered = pool
            .run_ordered(items, cancel, make_worker, work, |item, rows: Vec<Row>| {
                let (scenario, draw, replication) = self.place(item);
                progress(item, items);
                for (set, row) in rows.iter().enumerate() {
                    sink(RowKey { scenario, draw, replication, set }, row);
                }
            })
            .map_err(|WorkerError { item, cause }| self.failed(self.place(item), cause))?;
        progress(delivered, items);
        Ok(if delivered == items { Ending::Complete } else { Ending::Cancelled { delivered } })
    }

    /// Runs everything on the calling thread and calls `after` after each incident with the twin that holds it: to time incidents one by
    /// one.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub fn run_here(
        &self,
        cancel: &AtomicBool,
        counters: &Counters,
        mut after: impl FnMut(&Twin),
    ) -> Result<Ending, ExperimentError> {
        let mut worker = self.worker();
        for item in 0..self.items() {
            if cancel.load(Ordering::Relaxed) {
                return Ok(Ending::Cancelled { delivered: item });
            }
            self.replicate(&mut worker, self.place(item), counters, |twin, _| after(twin))?;
        }
        Ok(Ending::Complete)
    }

    fn failed(
        &self,
        (scenario, draw, replication): (usize, u32, u32),
        cause: Failure<ExperimentError>,
    ) -> ExperimentError {
        match cause {
            Failure::Error(error) => error,
            Failure::Panic(message) => {
                let scenario = self.scenarios[scenario].id.clone();
                ExperimentError::Replication { scenario, draw, replication, message }
            }
        }
    }

    fn worker(&self) -> Worker {
        let stages = self.scenarios.iter().map(|_| self.sets.iter().map(|_| None).collect()).collect();
        Worker { twin: Twin::new(&self.city), stages, keys: Vec::new(), block: None }
    }

    fn replicate(
        &self,
        worker: &mut Worker,
        (scenario, draw, replication): (usize, u32, u32),
        counters: &Counters,
        mut after: impl FnMut(&Twin, Option<Asked>),
    ) -> Result<(), ExperimentError> {
        let key = replication_key(self.seed, draw, replication);
        let parameters = {
            let row = (draw - self.first_draw) as usize;
            if worker.keys.len() <= row {
                worker.keys.resize(row + 1, None);
            }
            *worker.keys[row].get_or_insert_with(|| parameter_key(self.seed, draw))
        };
        // Stages of scenarios that are behind us are never needed again.
        for past in &mut worker.stages[..scenario] {
            past.iter_mut().for_each(|stage| *stage = None);
        }
        for set in 0..self.sets.len() {
            let slot = &mut worker.stages[scenario][set];
            let stage = match slot.take() {
                Some(stage) => slot.insert(stage),
                None => slot.insert(Box::new(self.stage(scenario, set)?)),
            };
            stage.begin_draw(draw, parameters);
            let rows_before = stage.posture().rows_computed();
            worker.twin.incident(slot, key);
            let asked = slot.as_mut().and_then(|stage| stage.posture().asked_anew());
            if let Some(asked) = &asked {
                counters.add_asked(scenario * self.sets.len() + set, asked);
            }
            let rows_after = slot.as_mut().map_or(rows_before, |stage| stage.posture().rows_computed());
            counters.count(worker.twin.progress(), rows_after - rows_before);
            after(&worker.twin, asked);
        }
        Ok(())
    }

    /// Plays one incident and returns the twin that holds its log; `run` tells it as a story.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub fn play_one(&self, scenario: usize, set: usize, draw: u32, replication: u32) -> Result<Twin, ExperimentError> {
        let mut twin = Twin::new(&self.city);
        let mut stage = Some(Box::new(self.stage(scenario, set)?));
        if let Some(stage) = stage.as_mut() {
            stage.begin_draw(draw, parameter_key(self.seed, draw));
        }
        twin.incident(&mut stage, replication_key(self.seed, draw, replication));
        Ok(twin)
    }
}
