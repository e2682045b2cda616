//! `--knock-out`: each control of a set removed in turn, paired with the set itself.

use std::sync::atomic::Ordering;

use yagura_reports::comparison::{ComparisonPlan, KnockOut};
use yagura_reports::tables::KnockOutRow;
use yagura_sim::control_set::Coverage;
use yagura_sim::experiment::{Counters, Ending, Experiment};
use yagura_sim::ids::ControlIndex;
use yagura_sim::posture::Asked;

use crate::failure::Failure;
use crate::interrupt;
use crate::progress::Progress;
use crate::question::Question;
use crate::session::Session;

/// One set in one scenario: the controls that must be removed and played, and those of which nothing was asked.
struct Task {
    set: usize,
    scenario: usize,
    busy: Vec<ControlIndex>,
    idle: Vec<ControlIndex>,
}

/// Plays them. `named`: ids or expressions of sets as on the command line, empty for every set but the baseline; `asked`: what the
/// comparison asked for, per scenario and set.
pub(crate) fn play(
    session: &Session,
    question: &Question,
    plan: &ComparisonPlan,
    named: &[String],
    asked: &[Vec<Asked>],
) -> Result<Vec<KnockOutRow>, Failure> {
    let wanted = |set: usize| {
        let id = &plan.control_sets[set];
        if named.iter().all(String::is_empty) { set != plan.baseline } else { named.contains(id) }
    };
    let mut tasks = Vec::new();
    for set in (0..plan.control_sets.len()).filter(|&set| wanted(set)) {
        for (scenario, asked) in asked.iter().enumerate() {
            tasks.push(task(question, &asked[set], set, scenario));
        }
    }
    let items = u64::from(plan.draws) * u64::from(plan.replications);
    let plays = |task: &Task| if task.busy.is_empty() { 0 } else { (task.busy.len() as u64 + 1) * items };
    let progress = Progress::new(session, tasks.iter().map(plays).sum());
    let (mut done, mut rows) = (0, Vec::new());
    let mut tasks = tasks.into_iter().peekable();
    while let Some(set) = tasks.peek().map(|task| task.set) {
        let mut found = KnockOut::new(plan, &plan.control_sets[set]);
        while let Some(task) = tasks.next_if(|task| task.set == set) {
            let id = |control: &ControlIndex| question.experiment.catalogue.controls[control.row()].id.clone();
            task.idle.iter().for_each(|control| found.untouched(task.scenario, &id(control)));
            if task.busy.is_empty() {
                continue;
            }
            let primary = plan.scenarios[task.scenario].primary;
            let values = values(question, plan, &task, primary, |now| progress.done(done + now))?;
            let controls: Vec<String> = task.busy.iter().map(id).collect();
            found.push(task.scenario, &controls, &values).map_err(|error| Failure::Fault(error.to_string()))?;
            done += plays(&task);
        }
        rows.extend(found.finish().map_err(|error| Failure::Fault(error.to_string()))?);
    }
    progress.finish();
    Ok(rows)
}

/// Which controls of the set are worth playing without. A control without effects is not simulated at all and has no row.
fn task(question: &Question, asked: &Asked, set: usize, scenario: usize) -> Task {
    let experiment = &question.experiment;
    let mut task = Task { set, scenario, busy: Vec::new(), idle: Vec::new() };
    for (row, coverage) in experiment.sets[set].coverage.iter().enumerate() {
        if matches!(coverage, None | Some(Coverage::Share(0.0))) {
            continue;
        }
        let control = ControlIndex::from_row(row);
        match asked.of_control(&experiment.catalogue, control) {
            Some(true) => task.busy.push(control),
            Some(false) => task.idle.push(control),
            None => {}
        }
    }
    task
}

/// The primary measure of every incident, under the set and under the set without each control.
fn values(
    question: &Question,
    plan: &ComparisonPlan,
    task: &Task,
    primary: usize,
    mut progress: impl FnMut(u64),
) -> Result<Vec<Vec<Option<f64>>>, Failure> {
    let whole = &question.experiment.sets[task.set];
    let without = task.busy.iter().map(|&control| whole.without(control));
    let experiment = Experiment {
        scenarios: vec![question.experiment.scenarios[task.scenario].clone()],
        sets: std::iter::once(whole.clone()).chain(without).collect(),
        draws: plan.draws,
        ..question.experiment.clone()
    };
    let sets = experiment.sets.len();
    let mut values = vec![Vec::with_capacity(plan.cells()); sets];
    let cancel = interrupt::watch();
    let ended = experiment
        .run(
            question.threads,
            cancel,
            &Counters::default(),
            |done, _| progress(done * sets as u64),
            |key, row| values[key.set].push(row.values[primary]),
        )
        .map_err(|error| Failure::Fault(error.to_string()))?;
    match ended {
        Ending::Complete if !cancel.load(Ordering::Relaxed) => Ok(values),
        Ending::Complete | Ending::Cancelled { .. } => Err(Failure::Interrupted(Vec::new())),
    }
}
