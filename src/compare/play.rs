//! Playing, with the rows going to the table and to the statistics as they come; then the other tables.

use std::sync::atomic::Ordering;

use yagura_reports::comparison::{Comparison, ComparisonPlan, Outcome, value_rows};
use yagura_reports::lists::Room;
use yagura_reports::tables::{CostRow, TableRow, write_rows};
use yagura_sim::experiment::{Counters, Ending, RowKey};
use yagura_sim::measure::Row;

use super::Rows;
use super::evidence::Gathered;
use super::rows::{RowTable, file_name};
use crate::failure::Failure;
use crate::folder::{Folder, PartFile};
use crate::interrupt;
use crate::progress::Progress;
use crate::question::Question;
use crate::session::Session;

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
    let mut taking = Taking::start(question, &plan, folder.as_deref(), rows, Room::memory())?;
    let counters = Counters::default();
    let mut stopped = None;
    let progress = Progress::new(session, experiment.items() * experiment.sets.len() as u64);
    let ended = experiment.run(
        question.threads,
        cancel,
        &counters,
        |done, _| progress.done(done * experiment.sets.len() as u64),
        |key, row| {
            if stopped.is_none() {
                stopped = taking.push(key, row).err();
                if stopped.is_some() {
                    cancel.store(true, Ordering::Relaxed);
                }
            }
        },
    );
    progress.finish();
    match (stopped, ended) {
        (Some(failure), _) => {
            taking.give_up(folder.as_deref());
            Err(failure)
        }
        (None, Err(error)) => {
            taking.give_up(folder.as_deref());
            Err(error.into())
        }
        (None, Ok(Ending::Cancelled { .. })) => Err(taking.keep()),
        (None, Ok(Ending::Complete)) => taking.finish(counters, folder),
    }
}

/// A comparison that takes incidents in the order of their keys, whoever plays them.
pub(crate) struct Taking<'a> {
    question: &'a Question,
    gathered: Gathered,
    comparison: Comparison,
    rows: Rows,
    table: Option<RowTable>,
}

impl<'a> Taking<'a> {
    /// Nothing taken yet; the rows go into `folder`, if there is one, and what the statistics need of a scenario into `room`.
    pub(crate) fn start(
        question: &'a Question,
        plan: &ComparisonPlan,
        folder: Option<&Folder>,
        rows: Rows,
        room: Room,
    ) -> Result<Self, Failure> {
        let table = match folder {
            Some(folder) => RowTable::start(folder, &question.city.records.head.id, rows)?,
            None => None,
        };
        let gathered = Gathered::new(question, plan, &room);
        Ok(Self { question, gathered, comparison: Comparison::within(plan.clone(), room), rows, table })
    }

    /// Takes one incident.
    pub(crate) fn push(&mut self, key: RowKey, row: &Row) -> Result<(), Failure> {
        let experiment = &self.question.experiment;
        let place = (key.draw, key.replication);
        self.gathered.push(key, row);
        if let Some(table) = &mut self.table {
            let (scenario, set) = (&experiment.scenarios[key.scenario].id, &experiment.sets[key.set].id);
            table.push(scenario, set, place, &row.values).map_err(|error| Failure::at(file_name(self.rows), error))?;
        }
        let counted = self.comparison.push(key.scenario, key.set, place, row);
        counted.map_err(Failure::from)
    }

    /// Everything was taken. `counters` say what was asked for.
    pub(crate) fn finish(
        self,
        counters: Counters,
        folder: Option<&mut Folder>,
    ) -> Result<(Outcome, Gathered), Failure> {
        let Self { mut gathered, comparison, rows, table, .. } = self;
        if let (Some(table), Some(folder)) = (table, folder) {
            match table.finish() {
                Ok(file) => folder.finish(file)?,
                Err(error) => return Err(Failure::at(file_name(rows), error)),
            }
        }
        gathered.counters = counters;
        let outcome = comparison.finish()?;
        Ok((outcome, gathered))
    }

    /// Removes the rows: they are of no use.
    pub(crate) fn give_up(self, folder: Option<&Folder>) {
        match self.table.map(RowTable::finish) {
            Some(Ok(file)) => drop(file.give_up(std::io::Error::other("given up"))),
            Some(Err(_)) | None => {
                if let Some(folder) = folder {
                    folder.discard(&file_name(self.rows));
                }
            }
        }
    }

    /// Keeps the rows that are there.
    fn keep(self) -> Failure {
        let Some(table) = self.table else { return Failure::Interrupted(Vec::new()) };
        let kept = table.finish().map_err(|error| Failure::at(file_name(self.rows), error)).and_then(PartFile::keep);
        match kept {
            Ok(path) => Failure::Interrupted(vec![path]),
            Err(failure) => failure,
        }
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
