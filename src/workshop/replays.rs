//! Replays of the workshop's baskets: one incident, or the same attack under two baskets, chosen by the quantile of its harm.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use yagura_reports::replay::{Both, Sample, SampledRun, Wanted};

use super::answer::Refusal;
use super::basket;
use super::material::{Material, Playable};
use super::played::Played;
use crate::replay::{self, Pick};

/// Replays kept as text: a room looks at a few of them again and again.
const MOST: usize = 32;

/// What is shown: scenario, names and baskets of one or two, and how it was picked.
pub(super) type Key = (String, Vec<(String, Vec<String>)>, String);

/// Replays that were made.
#[derive(Default)]
pub(super) struct Replays {
    made: Mutex<BTreeMap<Key, Arc<String>>>,
}

/// One of those that are shown.
pub(super) struct Shown {
    /// What it is called on the page.
    pub(super) name: String,
    /// Its controls.
    pub(super) basket: Vec<String>,
    /// Its incidents.
    pub(super) played: Arc<Played>,
}

impl Replays {
    /// The replay as JSON. `shown`: one or two; where the first stands among its incidents is told, too.
    pub(super) fn make(
        &self,
        material: &Material,
        scenario: &Playable,
        shown: &[Shown],
        pick: &str,
    ) -> Result<Arc<String>, Refusal> {
        let wanted: Wanted = pick.parse().map_err(|expected: &str| Refusal::Malformed(expected.into()))?;
        let sets = shown.iter().map(|one| (one.name.clone(), one.basket.clone())).collect();
        let key: Key = (scenario.record.id.clone(), sets, pick.to_owned());
        // Held while a replay is made: one at a time, whoever asks.
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(text) = made.get(&key) {
            return Ok(text.clone());
        }
        let prepared = shown.iter().map(|one| {
            let record =
                basket::record(material, &one.basket).map_err(|failure| Refusal::Fault(format!("{failure:?}")))?;
            let mut set = material.prepared(&record);
            set.id.clone_from(&one.name);
            Ok(set)
        });
        let experiment = material.experiment(scenario, prepared.collect::<Result<_, Refusal>>()?);
        let sample = shown.first().map_or_else(Sample::default, |one| sample(material, &one.played));
        let shown = replay::show(&Both::default(), &experiment, &sample, Pick::Wanted(wanted))
            .map_err(|error| Refusal::Fault(error.to_string()))?;
        let text = serde_json::json!({ "incidents": shown.incidents, "parting": shown.parting }).to_string();
        if made.len() >= MOST {
            made.pop_first();
        }
        let text = Arc::new(text);
        made.insert(key, text.clone());
        Ok(text)
    }
}

/// The incidents of a basket as a replay is held against them.
pub(super) fn sample(material: &Material, played: &Played) -> Sample {
    let (_, replications) = material.size;
    let place = |cell: usize| {
        let cell = u32::try_from(cell).unwrap_or(u32::MAX);
        (cell / replications, cell % replications)
    };
    let run = |(cell, row): (usize, &yagura_sim::measure::Row)| {
        let (draw, replication) = place(cell);
        SampledRun { draw, replication, values: row.values.clone() }
    };
    Sample { runs: played.rows.iter().enumerate().map(run).collect() }
}
