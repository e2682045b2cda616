//! `--dry-run`: how much there is to do, how long it will take, how much disk it needs.
//!
//! The time is that of the real thing: every scenario is played for a moment, with as many threads as the sweep would use. What joining takes
//! comes on top; it is a small share unless incidents are very cheap.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use yagura_reports::tables::{IncidentTable, digits};
use yagura_sim::experiment::{Block, Counters};
use yagura_sim::measure::MEASURES;

use super::batch::{Batch, Comparison};
use super::packed::write_row;
use super::parts::Parts;
use super::shard::Shard;
use crate::compare::Rows;
use crate::failure::Failure;
use crate::interrupt;
use crate::render::listing::Listing;
use crate::session::Session;

/// How long the probe of one scenario runs at least, unless all of it is played sooner.
const LONG_ENOUGH: Duration = Duration::from_millis(200);

/// Most pairs that a probe plays.
const MOST_PAIRS: u64 = 4096;

/// What a share of the work takes.
#[derive(Clone, Copy, Debug, Default)]
struct Expected {
    incidents: u64,
    seconds: f64,
    part_bytes: f64,
    row_bytes: f64,
}

/// Prints what `shard` of the batch would take.
pub(super) fn print(session: &Session, batch: &Batch, shard: Shard) -> Result<(), Failure> {
    let mut listing = Listing::new(&["what", "value"]);
    let records = &batch.plan.records;
    let wanted = Parts::of(std::path::Path::new("")).wanted(batch, shard);
    let mut all = Expected::default();
    for (row, comparison) in batch.comparisons.iter().enumerate() {
        for scenario in 0..comparison.question.experiment.scenarios.len() {
            let parts = wanted.iter().filter(|part| part.comparison == row && part.block.scenario == scenario);
            let pairs = parts.map(|part| part.label.pairs).sum::<u64>();
            let expected = probe(comparison, scenario, pairs)?;
            all.incidents += expected.incidents;
            all.seconds += expected.seconds;
            all.part_bytes += expected.part_bytes;
            all.row_bytes += expected.row_bytes;
        }
    }
    let first = batch.comparisons.first().map(|comparison| &comparison.question.experiment);
    let (scenarios, sets) = first.map_or((0, 0), |experiment| (experiment.scenarios.len(), experiment.sets.len()));
    for (what, value) in [
        ("cities", batch.comparisons.len().to_string()),
        ("scenarios", scenarios.to_string()),
        ("control_sets", sets.to_string()),
        ("parameter_draws", records.draws.to_string()),
        ("replications", records.replications.to_string()),
        ("incidents", all.incidents.to_string()),
        ("parts", wanted.len().to_string()),
        ("seconds", rounded(all.seconds)),
        ("part_bytes", rounded(all.part_bytes)),
        ("row_bytes", rounded(all.row_bytes)),
        ("scratch_bytes", rounded(scratch_bytes(batch))),
    ] {
        let what = match session.format {
            crate::cli::Format::Human => session.say(&format!("dry-run-{}", what.replace('_', "-")), &[]),
            crate::cli::Format::Json | crate::cli::Format::Csv => what.to_owned(),
        };
        listing.push([what, value]);
    }
    session.print(&listing.render(session)?)
}

/// What joining puts aside for a while: every measure of one scenario, and two copies of the one that is being sorted.
#[expect(clippy::cast_precision_loss, reason = "an estimate")]
fn scratch_bytes(batch: &Batch) -> f64 {
    let experiments = batch.comparisons.iter().map(|comparison| &comparison.question.experiment);
    let columns = |sets: usize| (sets * MEASURES.len() + 2) as f64;
    let bytes = experiments.map(|one| columns(one.sets.len()) * one.pairs() as f64 * size_of::<f64>() as f64);
    bytes.fold(0.0, f64::max)
}

/// Three digits of an estimate are already generous.
fn rounded(value: f64) -> String {
    digits(format!("{value:.2e}").parse().unwrap_or(value))
}

/// Plays some of `pairs` pairs of a scenario and scales up.
fn probe(comparison: &Comparison, scenario: usize, pairs: u64) -> Result<Expected, Failure> {
    let experiment = &comparison.question.experiment;
    let sets = experiment.sets.len() as u64;
    let mut played = pairs.min(comparison.question.threads.get() as u64);
    if played == 0 {
        return Ok(Expected::default());
    }
    loop {
        let blocks = [Block { scenario, pairs: 0..played }];
        let mut weighed = Weighed::start(comparison)?;
        let began = Instant::now();
        let threads = comparison.question.threads;
        let ended = experiment.run_blocks(&blocks, threads, interrupt::watch(), &Counters::default(), |delivery| {
            weighed.push(&experiment.scenarios[scenario].id, &experiment.sets[delivery.key.set].id, delivery.row);
        });
        ended?;
        let took = began.elapsed();
        if took >= LONG_ENOUGH || played >= pairs.min(MOST_PAIRS) {
            let (part, row) = weighed.finish().map_err(Failure::printing)?;
            #[expect(clippy::cast_precision_loss, reason = "an estimate")]
            let times = pairs as f64 / played as f64;
            return Ok(Expected {
                incidents: pairs * sets,
                seconds: took.as_secs_f64() * times,
                part_bytes: part * times,
                row_bytes: row * times,
            });
        }
        played = (played * 4).min(pairs).min(MOST_PAIRS);
    }
}

/// Counts bytes and throws them away.
#[derive(Default)]
struct Count(u64);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What incidents weigh as parts and as rows.
struct Weighed {
    part: zstd::stream::write::Encoder<'static, Count>,
    rows: IncidentTable<Count>,
    form: Rows,
    failed: Option<io::Error>,
}

impl Weighed {
    fn start(comparison: &Comparison) -> Result<Self, Failure> {
        Ok(Self {
            part: zstd::stream::write::Encoder::new(Count::default(), super::part::LEVEL).map_err(Failure::printing)?,
            rows: IncidentTable::start(Count::default(), &comparison.plan.city).map_err(Failure::printing)?,
            form: comparison.arguments.rows,
            failed: None,
        })
    }

    fn push(&mut self, scenario: &str, set: &str, row: &yagura_sim::measure::Row) {
        let written = write_row(&mut self.part, row).and_then(|()| self.rows.push(scenario, set, (0, 0), &row.values));
        self.failed = written.err().or(self.failed.take());
    }

    /// Bytes of parts, and of rows in their form. Packed rows are about as large as parts, which hold the same and more.
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    fn finish(self) -> io::Result<(f64, f64)> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        let (part, rows) = (self.part.finish()?.0 as f64, self.rows.finish()?.0 as f64);
        Ok((
            part,
            match self.form {
                Rows::None => 0.0,
                Rows::All => rows,
                Rows::Zst | Rows::Parquet => part,
            },
        ))
    }
}
