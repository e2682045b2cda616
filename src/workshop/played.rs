//! Playing: one basket for thousands of incidents, and what each of its controls was worth in them.

use std::sync::atomic::AtomicBool;

use yagura_reports::comparison::{ComparisonPlan, KnockOut};
use yagura_reports::statistics::Margin;
use yagura_reports::tables::KnockOutRow;
use yagura_sim::experiment::{Counters, Ending, PreparedSet};
use yagura_sim::measure::Row;
use yagura_sim::posture::Asked;

use super::basket;
use super::material::{Material, Playable};

/// The incidents of one basket, in the order of draws and replications.
pub(super) struct Played {
    /// What was measured in each; series and places left out.
    pub(super) rows: Vec<Row>,
    /// What the incidents asked for.
    pub(super) asked: Asked,
}

/// Why playing ended without a result.
#[derive(Debug)]
pub(super) enum Stopped {
    /// The server ends.
    Cancelled,
    /// The program is at fault.
    Fault(String),
}

/// How playing is watched: incidents done, of how many.
pub(super) type Watch<'a> = &'a dyn Fn(u64, u64);

fn set_of(material: &Material, controls: &[String]) -> Result<PreparedSet, Stopped> {
    let record = basket::record(material, controls).map_err(|failure| Stopped::Fault(format!("{failure:?}")))?;
    Ok(material.prepared(&record))
}

/// Plays `sets` and hands every row to `take`.
fn run(
    material: &Material,
    scenario: &Playable,
    sets: Vec<PreparedSet>,
    cancel: &AtomicBool,
    watch: Watch<'_>,
    mut take: impl FnMut(usize, &Row),
) -> Result<Asked, Stopped> {
    let experiment = material.experiment(scenario, sets);
    let counters = Counters::default();
    let ended = experiment
        .run(material.threads, cancel, &counters, watch, |key, row| take(key.set, row))
        .map_err(|error| Stopped::Fault(error.to_string()))?;
    match ended {
        Ending::Complete => Ok(counters.asked(&experiment).swap_remove(0).swap_remove(0)),
        Ending::Cancelled { .. } => Err(Stopped::Cancelled),
    }
}

/// Plays one basket.
pub(super) fn play(
    material: &Material,
    scenario: &Playable,
    controls: &[String],
    cancel: &AtomicBool,
    watch: Watch<'_>,
) -> Result<Played, Stopped> {
    let mut rows = Vec::with_capacity(material.size.0 as usize * material.size.1 as usize);
    let take = |_, row: &Row| rows.push(Row { values: row.values.clone(), ..Row::default() });
    let asked = run(material, scenario, vec![set_of(material, controls)?], cancel, watch, take)?;
    Ok(Played { rows, asked })
}

/// Plays a basket again without each of its controls in turn; `whole`: the basket, played. Controls of which the incidents asked nothing
/// are not played: without them nothing changes.
pub(super) fn knock_out(
    material: &Material,
    scenario: &Playable,
    controls: &[String],
    whole: &Played,
    cancel: &AtomicBool,
    watch: Watch<'_>,
) -> Result<Vec<KnockOutRow>, Stopped> {
    let catalogue = &material.built_catalogue;
    let set = set_of(material, controls)?;
    let plan = plan(material, scenario, vec![set.id.clone()]);
    let mut found = KnockOut::new(&plan, &set.id);
    let (mut busy, mut without) = (Vec::new(), Vec::new());
    for id in controls {
        let Some(row) = catalogue.controls.iter().position(|control| control.id == *id) else { continue };
        let mut effects =
            (0..whole.asked.effects.len()).filter(|&e| catalogue.effects[e].control.row() == row).peekable();
        if effects.peek().is_none() {
            continue;
        }
        if effects.any(|effect| whole.asked.effects[effect]) {
            let mut set = set.clone();
            // Taken away is what the team bought, not what the city has anyway.
            let had = material.baseline.controls.iter().find(|entry| entry.control == *id);
            set.coverage[row] = had.map(|entry| entry.coverage);
            busy.push(id.clone());
            without.push(set);
        } else {
            found.untouched(0, id);
        }
    }
    if !busy.is_empty() {
        let mut values = vec![whole.rows.iter().map(|row| row.values[scenario.primary]).collect::<Vec<_>>()];
        values.resize_with(1 + without.len(), || Vec::with_capacity(whole.rows.len()));
        run(material, scenario, without, cancel, watch, |set, row| values[set + 1].push(row.values[scenario.primary]))?;
        found.push(0, &busy, &values).map_err(|error| Stopped::Fault(error.to_string()))?;
    }
    found.finish().map_err(|error| Stopped::Fault(error.to_string()))
}

/// A comparison of `names`, the first the baseline.
pub(super) fn plan(material: &Material, scenario: &Playable, names: Vec<String>) -> ComparisonPlan {
    ComparisonPlan {
        city: material.city.records.head.id.clone(),
        scenarios: vec![material.planned(scenario)],
        control_sets: names,
        baseline: 0,
        draws: material.size.0,
        replications: material.size.1,
        margin: Margin::default(),
    }
}
