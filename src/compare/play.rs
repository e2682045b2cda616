//! Playing, with the rows going to the table and to the statistics as they come; then the other tables.

use std::sync::atomic::Ordering;

use yagura_reports::comparison::{Comparison, ComparisonPlan, Outcome, value_rows};
use yagura_reports::statistics::StatisticsError;
use yagura_reports::tables::{CostRow, IncidentTable, OutputTable, TableRow, write_rows};
use yagura_sim::experiment::Ending;

use super::Rows;
use super::evidence::Gathered;
use crate::failure::Failure;
use crate::folder::{Folder, PartFile};
use crate::interrupt;
use crate::progress::Progress;
use crate::question::Question;
use crate::session::Session;

/// What stops the rows.
enum Stopped {
    Writing(std::io::Error),
    Counting(StatisticsError),
}

/// Plays everything. Interrupted, it keeps the rows under their temporary name.
pub(crate) fn play(
    session: &Session,
    question: &Question,
    plan: ComparisonPlan,
    folder: Option<&mut Folder>,
    rows: Rows,
) -> Result<(Outcome, Gathered), Failure> {
    let cancel = interrupt::watch();
    let experiment = &question.experiment;
    let mut table = match (&folder, rows) {
        (Some(folder), Rows::All) => Some(start(folder, &question.city.records.head.id)?),
        _ => None,
    };
    let mut gathered = Gathered::new(question, &plan);
    let counters = std::mem::take(&mut gathered.counters);
    let mut comparison = Comparison::new(plan);
    let mut stopped = None;
    let progress = Progress::new(session, experiment.items() * experiment.sets.len() as u64);
    let ended = experiment.run(
        question.threads,
        cancel,
        &counters,
        |done, _| progress.done(done * experiment.sets.len() as u64),
        |key, row| {
            if stopped.is_some() {
                return;
            }
            let place = (key.draw, key.replication);
            gathered.push(key, row);
            let written = table.as_mut().map_or(Ok(()), |table| {
                table.push(&experiment.scenarios[key.scenario].id, &experiment.sets[key.set].id, place, &row.values)
            });
            let counted = comparison.push(key.scenario, key.set, place, row);
            stopped = written.map_err(Stopped::Writing).and_then(|()| counted.map_err(Stopped::Counting)).err();
            if stopped.is_some() {
                cancel.store(true, Ordering::Relaxed);
            }
        },
    );
    progress.finish();
    match (stopped, ended) {
        (Some(Stopped::Writing(error)), _) => Err(give_up(table, folder.as_deref(), Some(error))),
        (Some(Stopped::Counting(error)), _) => {
            give_up(table, folder.as_deref(), None);
            Err(Failure::Fault(error.to_string()))
        }
        (None, Err(error)) => {
            give_up(table, folder.as_deref(), None);
            Err(Failure::Fault(error.to_string()))
        }
        (None, Ok(Ending::Cancelled { .. })) => Err(keep(table)),
        (None, Ok(Ending::Complete)) => {
            if let (Some(table), Some(folder)) = (table, folder) {
                match table.finish() {
                    Ok(file) => folder.finish(file)?,
                    Err(error) => return Err(Failure::at(OutputTable::Incidents.file_name(), error)),
                }
            }
            gathered.counters = counters;
            let outcome = comparison.finish().map_err(|error| Failure::Fault(error.to_string()))?;
            Ok((outcome, gathered))
        }
    }
}

fn start(folder: &Folder, city: &str) -> Result<IncidentTable<PartFile>, Failure> {
    let file = folder.start(&OutputTable::Incidents.file_name())?;
    IncidentTable::start(file, city).map_err(|error| Failure::at(OutputTable::Incidents.file_name(), error))
}

/// Removes the rows: they are of no use.
fn give_up(table: Option<IncidentTable<PartFile>>, folder: Option<&Folder>, error: Option<std::io::Error>) -> Failure {
    let error = error.unwrap_or_else(|| std::io::Error::other("given up"));
    match table.map(IncidentTable::finish) {
        Some(Ok(file)) => file.give_up(error),
        Some(Err(_)) | None => {
            if let Some(folder) = folder {
                folder.discard(&OutputTable::Incidents.file_name());
            }
            Failure::at(OutputTable::Incidents.file_name(), error)
        }
    }
}

/// Keeps the rows that are there.
fn keep(table: Option<IncidentTable<PartFile>>) -> Failure {
    let Some(table) = table else { return Failure::Interrupted(Vec::new()) };
    let kept =
        table.finish().map_err(|error| Failure::at(OutputTable::Incidents.file_name(), error)).and_then(PartFile::keep);
    match kept {
        Ok(path) => Failure::Interrupted(vec![path]),
        Err(failure) => failure,
    }
}

/// Writes every table but the rows.
pub(crate) fn write(folder: &mut Folder, outcome: &Outcome, costs: &[CostRow]) -> Result<(), Failure> {
    table(folder, &outcome.summary)?;
    table(folder, &outcome.differences)?;
    table(folder, costs)?;
    table(folder, &outcome.spread)?;
    table(folder, &outcome.survival)?;
    table(folder, &outcome.delays)?;
    table(folder, &outcome.exceedance)?;
    table(folder, &outcome.worst)?;
    table(folder, &outcome.draw_results)?;
    table(folder, &value_rows(&outcome.differences, costs))
}

/// Writes one whole table.
pub(crate) fn table<R: TableRow>(folder: &mut Folder, rows: &[R]) -> Result<(), Failure> {
    folder.write(&R::TABLE.file_name(), |file| write_rows(file, rows).map(drop))
}
