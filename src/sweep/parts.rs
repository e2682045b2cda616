//! The folder of the parts: who cut the work how, which parts there are, which are wanted.
//!
//! `parts/plan.json` says of which plan, version and cut the parts are; each part says it again. Parts of one shard share a folder, so
//! that a thousand nodes do not crowd into one.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use yagura_sim::experiment::{Block, Experiment};

use super::batch::Batch;
use super::part::{Label, Part, PartFault, Temporary};
use super::shard::Shard;

/// The folder, inside the output folder.
const FOLDER: &str = "parts";
/// The folder once its parts are joined and of no more use.
const DONE: &str = "parts.done";
/// The file that says what the parts are of.
const HEAD: &str = "plan.json";

/// Fewest and most incidents of a part, unless the plan says how many pairs: few enough that little is lost, enough that a part is worth a
/// file, and at most what fits easily into memory.
const FEWEST: u64 = 2_000;
const MOST: u64 = 20_000;
/// Between the two, so many parts per scenario and shard.
const PER_SCENARIO: u64 = 100;

/// Of what the parts of a folder are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    /// Version of Yagura.
    pub(super) version: String,
    /// Hash of the plan and of everything that it reads.
    pub(super) plan: String,
    /// Shards in all.
    pub(super) shards: u32,
    /// The plan's file.
    pub(super) file: PathBuf,
}

/// One part that is wanted.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// Which comparison.
    pub(super) comparison: usize,
    /// Its block.
    pub(super) block: Block,
    /// What it says of itself.
    pub(super) label: Label,
    /// Where it lies.
    pub(super) path: PathBuf,
}

/// The folder of parts in an output folder.
pub(super) struct Parts {
    folder: PathBuf,
}

impl Parts {
    /// Those in `out`.
    pub(super) fn of(out: &Path) -> Self {
        Self { folder: out.join(FOLDER) }
    }

    /// Whether there are any.
    pub(super) fn exist(&self) -> bool {
        self.folder.is_dir()
    }

    /// What they are of; `None`: nothing says it.
    pub(super) fn head(&self) -> io::Result<Option<Head>> {
        match fs::read(self.folder.join(HEAD)) {
            Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Says what the parts will be of. Several shards may do so at once: they say the same.
    pub(super) fn begin(&self, head: &Head) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let own = self.folder.join(HEAD);
        let temporary = Temporary::beside(&own);
        let mut file = File::create_new(temporary.path())?;
        serde_json::to_writer_pretty(&mut file, head)?;
        file.write_all(b"\n")?;
        file.sync_all()?;
        fs::rename(temporary.path(), own)
    }

    /// The parts of `shard`, in the order in which they are played.
    pub(super) fn wanted(&self, batch: &Batch, shard: Shard) -> Vec<Wanted> {
        let mut found = Vec::new();
        let folder = self.folder.join(format!("{}-of-{}", shard.index, shard.count));
        for (row, comparison) in batch.comparisons.iter().enumerate() {
            let experiment = &comparison.question.experiment;
            let pairs = Experiment::shard(experiment.pairs(), shard.index, shard.count);
            let step = step(experiment, pairs.end - pairs.start, batch.plan.records.block);
            for (scenario, of_scenario) in experiment.scenarios.iter().enumerate() {
                let mut first = pairs.start;
                while first < pairs.end {
                    let end = first.saturating_add(step).min(pairs.end);
                    let label = Label {
                        version: env!("CARGO_PKG_VERSION").into(),
                        plan: batch.hash.clone(),
                        shard: shard.index,
                        shards: shard.count,
                        city: comparison.plan.city.clone(),
                        scenario: of_scenario.id.clone(),
                        first_pair: first,
                        pairs: end - first,
                        sets: experiment.sets.len() as u64,
                    };
                    let path = folder.join(format!("{row}-{scenario}-{first}.part"));
                    found.push(Wanted { comparison: row, block: Block { scenario, pairs: first..end }, label, path });
                    first = end;
                }
            }
        }
        found
    }

    /// Takes the folder away: its parts are joined. Its name goes first, so that it is never there in part.
    pub(super) fn remove(&self) -> io::Result<()> {
        let done = self.folder.with_file_name(DONE);
        if self.exist() {
            fs::rename(&self.folder, &done)?;
        }
        match fs::remove_dir_all(&done) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Takes it away because it is to be made anew.
    pub(super) fn discard(&self) -> io::Result<()> {
        self.remove()
    }
}

impl Wanted {
    /// Whether it is there; one that is there has to be right.
    pub(super) fn is_done(&self) -> Result<bool, PartFault> {
        if !self.path.exists() {
            return Ok(false);
        }
        Part::read(&self.path, &self.label).map(|_| true)
    }

    /// Incidents in it.
    pub(super) fn incidents(&self) -> u64 {
        self.label.pairs * self.label.sets
    }
}

/// Pairs in a part.
fn step(experiment: &Experiment, pairs: u64, asked: Option<u32>) -> u64 {
    let sets = experiment.sets.len().max(1) as u64;
    let of = |incidents: u64| incidents.div_ceil(sets);
    asked.map_or_else(|| pairs.div_ceil(PER_SCENARIO).clamp(of(FEWEST), of(MOST)), u64::from)
}
