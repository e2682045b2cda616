//! `--precision`: how many parameter draws it takes until every primary measure is known that precisely.
//!
//! Draws are added in blocks, scenario by scenario, until each control set's mean is precise or the most that is allowed is reached;
//! the largest number that any scenario needs is the number of the comparison. Only primary measures are kept on the way. The comparison
//! itself is then played with that number from the first draw on, so that it writes what asking for the number at once would write.

use std::sync::Arc;

use yagura_reports::comparison::ComparisonPlan;
use yagura_reports::statistics::{Design, Precision};
use yagura_sim::experiment::{Counters, Ending, Experiment};

use crate::failure::Failure;
use crate::interrupt;
use crate::progress::Progress;
use crate::question::Question;
use crate::session::Session;

/// Draws that are added at a time: enough that the t distribution of the interval hardly changes any more.
const BLOCK: u32 = 50;

/// The number of draws, at least as many as the experiment has and at most `most`.
pub(super) fn draws_needed(
    session: &Session,
    question: &Question,
    plan: &ComparisonPlan,
    precision: Precision,
    most: u32,
) -> Result<u32, Failure> {
    let experiment = &question.experiment;
    let (first, most) = (experiment.draws, most.max(experiment.draws));
    let mut needed = first;
    for (scenario, planned) in plan.scenarios.iter().enumerate() {
        let mut primaries: Vec<Vec<Option<f64>>> = vec![Vec::new(); experiment.sets.len()];
        let (mut done, mut wanted) = (0, first);
        loop {
            let block = Experiment {
                scenarios: vec![Arc::clone(&experiment.scenarios[scenario])],
                first_draw: done,
                draws: wanted - done,
                ..experiment.clone()
            };
            play(session, question, &block, planned.primary, &mut primaries)?;
            done = wanted;
            let design = Design { draws: done as usize, replications: experiment.replications as usize };
            let precise =
                primaries.iter().try_fold(true, |so_far, values| Ok(so_far && precision.is_met(values, design)?));
            if precise
                .map_err(|error: yagura_reports::statistics::StatisticsError| Failure::Fault(error.to_string()))?
                || done == most
            {
                break;
            }
            // No scenario needs to stop before another one that needs more.
            wanted = needed.max(done.saturating_add(BLOCK)).min(most);
        }
        needed = needed.max(done);
    }
    Ok(needed)
}

/// Plays `block` and adds its primary measures, set by set.
fn play(
    session: &Session,
    question: &Question,
    block: &Experiment,
    primary: usize,
    primaries: &mut [Vec<Option<f64>>],
) -> Result<(), Failure> {
    let sets = block.sets.len() as u64;
    let progress = Progress::new(session, block.items() * sets);
    let ended = block.run(
        question.threads,
        interrupt::watch(),
        &Counters::default(),
        |done, _| progress.done(done * sets),
        |key, row| primaries[key.set].push(row.values[primary]),
    );
    progress.finish();
    match ended {
        Ok(Ending::Complete) => Ok(()),
        Ok(Ending::Cancelled { .. }) => Err(Failure::Interrupted(Vec::new())),
        Err(error) => Err(error.into()),
    }
}
