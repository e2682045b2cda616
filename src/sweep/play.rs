//! Playing the parts that are missing, each to its file as its incidents come.

use std::fs;
use std::sync::atomic::Ordering;

use yagura_sim::experiment::{Block, Counters, Ending};

use super::batch::Batch;
use super::part::{PartFault, PartWriter};
use super::part_failure;
use super::parts::Wanted;
use crate::failure::Failure;
use crate::interrupt;
use crate::progress::Progress;
use crate::session::Session;

/// Plays what of `wanted` is not there. Interrupted, it keeps every part that is whole.
pub(super) fn play(session: &Session, batch: &Batch, wanted: &[Wanted]) -> Result<(), Failure> {
    let mut missing = Vec::new();
    for part in wanted {
        if !part.is_done().map_err(|fault| part_failure(session, &part.path, fault))? {
            missing.push(part);
        }
    }
    if let Some(folder) = wanted.first().and_then(|part| part.path.parent()) {
        fs::create_dir_all(folder).map_err(|error| Failure::at(folder, error))?;
    }
    let progress = Progress::new(session, missing.iter().map(|part| part.incidents()).sum());
    let mut done = 0;
    for row in 0..batch.comparisons.len() {
        let of_city: Vec<&Wanted> = missing.iter().copied().filter(|part| part.comparison == row).collect();
        play_city(session, batch, row, &of_city, &progress, &mut done)?;
    }
    progress.finish();
    Ok(())
}

fn play_city(
    session: &Session,
    batch: &Batch,
    row: usize,
    parts: &[&Wanted],
    progress: &Progress,
    done: &mut u64,
) -> Result<(), Failure> {
    let question = &batch.comparisons[row].question;
    let blocks: Vec<Block> = parts.iter().map(|part| part.block.clone()).collect();
    let cancel = interrupt::watch();
    // The part that is being written: its place, its writer, incidents still to come.
    let mut open: Option<(usize, PartWriter, u64)> = None;
    let mut failed: Option<(usize, PartFault)> = None;
    let mut next = 0;
    let ended = question.experiment.run_blocks(&blocks, question.threads, cancel, &Counters::default(), |delivery| {
        if failed.is_some() {
            return;
        }
        let mut take = || -> Result<(), PartFault> {
            let part = parts[delivery.block];
            if open.is_none() {
                let writer = PartWriter::start(part.path.clone(), &part.label)?;
                open = Some((delivery.block, writer, part.incidents()));
            }
            if let Some((_, writer, left)) = &mut open {
                writer.push(delivery.key.set, delivery.row, delivery.asked)?;
                *left -= 1;
            }
            if let Some((at, writer, 0)) = open.take_if(|(_, _, left)| *left == 0) {
                writer.finish()?;
                next = at + 1;
            }
            Ok(())
        };
        if let Err(fault) = take() {
            failed = Some((delivery.block, fault));
            cancel.store(true, Ordering::Relaxed);
        }
        *done += 1;
        progress.done(*done);
    });
    if let Some((block, fault)) = failed {
        progress.finish();
        return Err(part_failure(session, &parts[block].path, fault));
    }
    match ended {
        Ok(Ending::Complete) => Ok(()),
        Ok(Ending::Cancelled { .. }) => {
            progress.finish();
            let folder = parts.first().and_then(|part| part.path.parent()).map(std::path::Path::to_path_buf);
            Err(Failure::Interrupted(folder.into_iter().collect()))
        }
        Err(error) => Err(error.into()),
    }
}
