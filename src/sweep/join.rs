//! From parts to what a comparison writes: every incident again, in order, into the same tables by the same code. What the
//! statistics need of a scenario lies on a file meanwhile ([`super::scratch`]): memory does not grow with the incidents.

use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::Instant;

use yagura_reports::costs::cost_rows;
use yagura_reports::tables::InputHash;
use yagura_sim::experiment::{Counters, RowKey};

use super::batch::{Batch, Comparison};
use super::part::Part;
use super::parts::Wanted;
use crate::compare::{Taking, manifest, report};
use crate::failure::Failure;
use crate::folder::{Existing, Folder};
use crate::interrupt;
use crate::progress::Progress;
use crate::session::Session;

/// Joins `parts`, which cover the whole batch in the order of shards, into `out`, and prints the answers.
pub(super) fn join(session: &Session, batch: &Batch, parts: &[Wanted], out: &Path) -> Result<(), Failure> {
    let progress = Progress::new(session, batch.incidents());
    let mut done = 0;
    for (row, comparison) in batch.comparisons.iter().enumerate() {
        let began = Instant::now();
        let name = &comparison.plan.city;
        let alone = batch.comparisons.len() == 1;
        let folder_path = if alone { out.to_owned() } else { out.join(name) };
        let mut folder = Folder::open(&folder_path, Existing::Replace)?;
        let experiment = &comparison.question.experiment;
        let counters = Counters::default();
        let room = super::scratch::room(&folder_path, experiment.sets.len())?;
        let mut taking =
            Taking::start(&comparison.question, &comparison.plan, Some(&folder), comparison.arguments.rows, room)?;
        for scenario in 0..experiment.scenarios.len() {
            let of = |part: &&Wanted| part.comparison == row && part.block.scenario == scenario;
            for part in parts.iter().filter(of) {
                if interrupt::watch().load(Ordering::Relaxed) {
                    taking.give_up(Some(&folder));
                    return Err(Failure::Interrupted(Vec::new()));
                }
                if let Err(failure) = play(session, comparison, part, &mut taking, &counters) {
                    taking.give_up(Some(&folder));
                    return Err(failure);
                }
                done += part.incidents();
                progress.done(done);
            }
        }
        let (mut outcome, mut gathered) = taking.finish(counters, Some(&mut folder))?;
        let question = &comparison.question;
        gathered.explain(question, &comparison.plan, &mut outcome)?;
        let catalogue = &question.catalogue.records;
        let sets = question.sets.iter().map(|set| &set.records);
        let costs = cost_rows(sets, &question.city.records.head, &catalogue.costs, &catalogue.effects);
        crate::compare::write(&mut folder, &outcome, &costs)?;
        gathered.write(session, &mut folder, question, &comparison.plan, &[])?;
        let plan = InputHash { file: batch.plan.input.file.clone(), sha256: batch.plan.input.sha256.clone() };
        manifest::write(&mut folder, &comparison.arguments, question, Some(plan), began.elapsed().as_secs_f64())?;
        crate::report::write(&mut folder, &session.words, &crate::report::read(&folder_path)?)?;
        progress.finish();
        let arguments = crate::compare::Arguments { out: Some(folder_path), ..comparison.arguments.clone() };
        report::print(session, &arguments, question, &outcome, (&costs, None))?;
    }
    Ok(())
}

fn play(
    session: &Session,
    comparison: &Comparison,
    part: &Wanted,
    taking: &mut Taking<'_>,
    counters: &Counters,
) -> Result<(), Failure> {
    let experiment = &comparison.question.experiment;
    let replications = u64::from(experiment.replications);
    let scenario = part.block.scenario;
    let wrong = |fault| super::part_failure(session, &part.path, fault);
    let read = Part::read(&part.path, &part.label).map_err(wrong)?;
    let mut stopped = Ok(());
    read.play(
        |pair, set, row| {
            let pair = part.label.first_pair + pair;
            #[expect(clippy::cast_possible_truncation, reason = "draws and replications are u32 in the experiment")]
            let (draw, replication) = ((pair / replications) as u32, (pair % replications) as u32);
            if stopped.is_ok() {
                stopped = taking.push(RowKey { scenario, draw, replication, set }, row);
            }
        },
        |set, asked| counters.merge_asked(experiment, scenario, set, asked),
    )
    .map_err(wrong)?;
    stopped
}
