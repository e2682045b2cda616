//! An experiment cut into blocks: a scenario and a run of its (draw, replication) pairs, each a piece that can be played, kept and lost
//! on its own.
//!
//! Pairs are counted draw by draw: pair `p` is draw `p / R`, replication `p % R`. A block's rows, and what it asked for, depend on the
//! block alone, and not on the machine that plays it, its threads, or the blocks before it.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::atomic::AtomicBool;

use super::{Counters, Ending, Experiment, ExperimentError, RowKey};
use crate::kernel::{Pool, WorkerError};
use crate::measure::Row;
use crate::posture::Asked;

/// A piece of an experiment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Row of the scenario.
    pub scenario: usize,
    /// Its pairs.
    pub pairs: Range<u64>,
}

/// One incident of a block.
#[derive(Clone, Copy, Debug)]
pub struct Delivery<'a> {
    /// Which of the blocks it belongs to.
    pub block: usize,
    /// Where the row belongs.
    pub key: RowKey,
    /// What was measured.
    pub row: &'a Row,
    /// What this block's incidents under this set have asked for, if there is anything new to tell; the union over the block counts.
    pub asked: Option<&'a Asked>,
}

impl Experiment {
    /// Number of (draw, replication) pairs.
    #[must_use]
    pub fn pairs(&self) -> u64 {
        u64::from(self.draws) * u64::from(self.replications)
    }

    /// The pairs of shard `index` of `count`: contiguous, and as even as can be.
    ///
    /// ```
    /// use yagura_sim::experiment::Experiment;
    ///
    /// let shards: Vec<_> = (0..3).map(|index| Experiment::shard(10, index, 3)).collect();
    /// assert_eq!(shards, [0..3, 3..6, 6..10]);
    /// ```
    #[must_use]
    pub fn shard(pairs: u64, index: u32, count: u32) -> Range<u64> {
        let cut = |at: u32| (u128::from(pairs) * u128::from(at) / u128::from(count.max(1))) as u64;
        cut(index)..cut(index + 1)
    }

    /// Draw and replication of a pair.
    fn pair(&self, pair: u64) -> (u32, u32) {
        let replications = u64::from(self.replications.max(1));
        (self.first_draw + (pair / replications) as u32, self.first_replication + (pair % replications) as u32)
    }

    /// Plays `blocks`, which stand in the order of their scenarios; `sink` receives every incident block by block, in each by pair and
    /// set. What was delivered before a cancellation or a failure is a prefix of the whole.
    ///
    /// # Errors
    /// See [`ExperimentError`]; everything before the failure was delivered.
    pub fn run_blocks(
        &self,
        blocks: &[Block],
        threads: NonZeroUsize,
        cancel: &AtomicBool,
        counters: &Counters,
        mut sink: impl FnMut(Delivery<'_>),
    ) -> Result<Ending, ExperimentError> {
        // Items that lie before each block.
        let mut before = Vec::with_capacity(blocks.len());
        let mut items = 0;
        for block in blocks {
            before.push(items);
            items += block.pairs.end - block.pairs.start;
        }
        let place = |item: u64| {
            let block = before.partition_point(|first| *first <= item) - 1;
            let (draw, replication) = self.pair(blocks[block].pairs.start + item - before[block]);
            (block, (blocks[block].scenario, draw, replication))
        };
        let make_worker = || Ok::<_, ExperimentError>(self.worker());
        let delivered = Pool::for_items(items, threads)
            .run_ordered(
                items,
                cancel,
                make_worker,
                |worker, item| {
                    let (block, place) = place(item);
                    if worker.block != Some(block) {
                        worker.block = Some(block);
                        worker.stages[place.0].iter_mut().flatten().for_each(|stage| stage.begin_block());
                    }
                    let mut rows = Vec::with_capacity(self.sets.len());
                    self.replicate(worker, place, counters, |twin, asked| rows.push((twin.row().clone(), asked)))?;
                    Ok(rows)
                },
                |item, rows: Vec<(Row, Option<Asked>)>| {
                    let (block, (scenario, draw, replication)) = place(item);
                    for (set, (row, asked)) in rows.iter().enumerate() {
                        let key = RowKey { scenario, draw, replication, set };
                        sink(Delivery { block, key, row, asked: asked.as_ref() });
                    }
                },
            )
            .map_err(|WorkerError { item, cause }| self.failed(place(item).1, cause))?;
        Ok(if delivered == items { Ending::Complete } else { Ending::Cancelled { delivered } })
    }
}

#[cfg(test)]
mod tests {
    use super::Experiment;

    #[test]
    fn shards_cover_every_pair_once_and_differ_by_one_at_most() {
        for (pairs, count) in [(0, 3), (1, 4), (10, 3), (1_000_003, 1000), (u64::MAX / 2, 7)] {
            let shards: Vec<_> = (0..count).map(|index| Experiment::shard(pairs, index, count)).collect();
            assert_eq!((shards[0].start, shards[shards.len() - 1].end), (0, pairs));
            assert!(shards.windows(2).all(|two| two[0].end == two[1].start));
            let sizes: Vec<u64> = shards.iter().map(|shard| shard.end - shard.start).collect();
            let (most, least) = (sizes.iter().max().expect("a shard"), sizes.iter().min().expect("a shard"));
            assert!(most - least <= 1, "{sizes:?}");
        }
    }
}
