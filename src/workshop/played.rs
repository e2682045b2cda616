//! Playing: one basket for thousands of incidents, and what each of its controls was worth in them.

use std::sync::atomic::AtomicBool;

use yagura_reports::comparison::{ComparisonPlan, KnockOut};
use yagura_reports::statistics::Margin;
use yagura_reports::tables::KnockOutRow;
use yagura_sim::experiment::{Counters, Ending, PreparedSet};
use yagura_sim::ids::ControlIndex;
use yagura_sim::measure::Row;
use yagura_sim::posture::Asked;

use super::basket;
use super::material::{Material, Playable};

/// Most incidents of one knock-out: a basket of thirty controls in the usual size, and about half a minute of a laptop.
const MOST_KNOCKED_OUT: u64 = 60_000;

/// The incidents of one basket, in the order of draws and replications.
pub(super) struct Played {
    /// What was measured in each; series and places left out.
    pub(super) rows: Vec<Row>,
    /// What the incidents asked for.
    pub(super) asked: Asked,
}

/// What taking controls away has shown.
pub(super) struct KnockedOut {
    /// A row per control.
    pub(super) rows: Vec<KnockOutRow>,
    /// What the rows call the basket.
    pub(super) set: String,
    /// Parameter draws that were played: fewer than the workshop's where the basket is large.
    pub(super) draws: u32,
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

/// Plays `sets` for the first `draws` draws and hands every row to `take`.
fn run(
    material: &Material,
    scenario: &Playable,
    (sets, draws): (Vec<PreparedSet>, u32),
    cancel: &AtomicBool,
    watch: Watch<'_>,
    mut take: impl FnMut(usize, &Row),
) -> Result<Asked, Stopped> {
    let mut experiment = material.experiment(scenario, sets);
    experiment.draws = draws;
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
    let asked = run(material, scenario, (vec![set_of(material, controls)?], material.size.0), cancel, watch, take)?;
    Ok(Played { rows, asked })
}

/// Plays a basket again without each of its controls in turn; `whole`: the basket, played. A control is taken out altogether, with what
/// the city has of it today, as `yagura compare --knock-out` does. Controls of which the incidents asked nothing are not played: without
/// them nothing changes.
pub(super) fn knock_out(
    material: &Material,
    scenario: &Playable,
    controls: &[String],
    whole: &Played,
    cancel: &AtomicBool,
    watch: Watch<'_>,
) -> Result<KnockedOut, Stopped> {
    let catalogue = &material.built_catalogue;
    let set = set_of(material, controls)?;
    let (mut untouched, mut busy, mut without) = (Vec::new(), Vec::new(), Vec::new());
    for id in controls {
        let Some(row) = catalogue.controls.iter().position(|control| control.id == *id) else { continue };
        let control = ControlIndex::from_row(row);
        match whole.asked.of_control(catalogue, control) {
            Some(true) => {
                busy.push(id.clone());
                without.push(set.without(control));
            }
            Some(false) => untouched.push(id),
            None => {}
        }
    }
    let draws = draws_for(material.size, busy.len());
    let mut plan = plan(material, scenario, vec![set.id.clone()]);
    plan.draws = draws;
    let mut found = KnockOut::new(&plan, &set.id);
    untouched.into_iter().for_each(|id| found.untouched(0, id));
    if !busy.is_empty() {
        let incidents = draws as usize * material.size.1 as usize;
        let of_whole = &whole.rows[..incidents.min(whole.rows.len())];
        let mut values = vec![of_whole.iter().map(|row| row.values[scenario.primary]).collect::<Vec<_>>()];
        values.resize_with(1 + without.len(), || Vec::with_capacity(incidents));
        run(material, scenario, (without, draws), cancel, watch, |set, row| {
            values[set + 1].push(row.values[scenario.primary])
        })?;
        found.push(0, &busy, &values).map_err(|error| Stopped::Fault(error.to_string()))?;
    }
    let rows = found.finish().map_err(|error| Stopped::Fault(error.to_string()))?;
    Ok(KnockedOut { rows, set: set.id, draws })
}

/// Draws for which a basket with so many controls to take out can be played.
fn draws_for((draws, replications): (u32, u32), controls: usize) -> u32 {
    let each = u64::from(replications) * (controls.max(1) as u64);
    // Two at least: an interval needs them.
    draws.min(u32::try_from(MOST_KNOCKED_OUT / each.max(1)).unwrap_or(u32::MAX).max(2))
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

#[cfg(test)]
mod tests {
    use super::draws_for;

    #[test]
    fn a_large_basket_is_taken_apart_in_fewer_worlds() {
        // The usual size: 200 draws of 10.
        assert_eq!(draws_for((200, 10), 0), 200);
        assert_eq!(draws_for((200, 10), 30), 200);
        // 60,000 incidents over 60 controls of 10 replications each.
        assert_eq!(draws_for((200, 10), 60), 100);
        assert_eq!(draws_for((1, 20_000), 150), 1);
        assert_eq!(draws_for((10, 2_000), 150), 2);
    }
}
