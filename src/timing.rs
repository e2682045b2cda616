//! `--timing`: how long and how much, as `key=value` lines on standard error, after the results.
//!
//! The libraries read no clock; everything is measured from outside. Where the system tells no CPU time, wall time stands in for it; where
//! it tells no peak of memory, that line is left out.

use std::fs;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use yagura_reports::tables::digits;
use yagura_sim::experiment::Counters;

use crate::question::Question;
use crate::session::Session;

/// CPU and wall time of one phase.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Spent {
    /// Seconds on processors, all threads together.
    pub(crate) cpu_s: f64,
    /// Seconds on the wall.
    pub(crate) wall_s: f64,
}

/// Measures one phase.
pub(crate) struct Stopwatch {
    cpu_s: Option<f64>,
    wall: Instant,
}

impl Stopwatch {
    /// Starts.
    pub(crate) fn start() -> Self {
        Self { cpu_s: cpu_seconds(), wall: Instant::now() }
    }

    /// What was spent since the start.
    pub(crate) fn stop(&self) -> Spent {
        let wall_s = self.wall.elapsed().as_secs_f64();
        let cpu_s = self.cpu_s.zip(cpu_seconds()).map_or(wall_s, |(before, now)| now - before);
        Spent { cpu_s, wall_s }
    }
}

/// Seconds that all threads of this process, ended ones too, have spent on processors.
#[cfg(unix)]
pub(crate) fn cpu_seconds() -> Option<f64> {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Some(spent.tv_sec as f64 + spent.tv_nsec as f64 / 1e9)
}

/// There is no such clock here.
#[cfg(not(unix))]
pub(crate) fn cpu_seconds() -> Option<f64> {
    None
}

/// The most memory that this process ever held, in MiB.
fn peak_rss_mib() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kibibytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes / 1024.0)
}

/// Quantities by their keys. `load_s` and `build_s` are wall time; what a run takes holds the Worlds of its workers.
pub(crate) fn lines(question: &Question, run: Spent, counters: &Counters) -> Vec<(&'static str, String)> {
    let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
    #[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    let events = count(&counters.events) as f64;
    vec![
        ("load_s", digits(question.loading.wall_s)),
        ("build_s", digits(question.building.wall_s)),
        ("posture_rows", count(&counters.rows).to_string()),
        ("run_cpu_s", digits(run.cpu_s)),
        ("run_wall_s", digits(run.wall_s)),
        ("threads", question.threads.to_string()),
        ("replications", count(&counters.incidents).to_string()),
        ("events", count(&counters.events).to_string()),
        ("events_per_s", digits(events / run.cpu_s)),
        ("ns_per_event", digits(run.cpu_s * 1e9 / events)),
        ("touched", count(&counters.touched).to_string()),
        ("pending_max", count(&counters.pending_max).to_string()),
    ]
}

/// Prints each as `key=value`, and the peak of memory at this moment.
pub(crate) fn print(session: &Session, mut lines: Vec<(&'static str, String)>) {
    lines.extend(peak_rss_mib().map(|peak| ("peak_rss_mib", digits(peak))));
    for (key, value) in lines {
        session.complain(&format!("{key}={value}"));
    }
}
