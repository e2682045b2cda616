//! `--timing`: how long and how much, as `key=value` lines on standard error, after the results.
//!
//! The libraries read no clock; everything is measured from outside. CPU time and peak memory come from `/proc`; where there is none,
//! wall time stands in for CPU time and the peak is left out.

use std::fs;
use std::time::Instant;

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
///
/// `/proc/self/stat` counts in hundredths of a second; the scheduler's own count of the main thread, in nanoseconds, is taken in its
/// place where nothing but the main thread has worked.
fn cpu_seconds() -> Option<f64> {
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The second field is the name in brackets and may hold blanks; the 14th and 15th are user and system time.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let user: f64 = fields.next()?.parse().ok()?;
    let system: f64 = fields.next()?.parse().ok()?;
    let coarse = (user + system) / TICKS_PER_SECOND;
    let fine = fs::read_to_string("/proc/self/schedstat").ok().and_then(|text| {
        let nanoseconds: f64 = text.split_whitespace().next()?.parse().ok()?;
        Some(nanoseconds / 1e9)
    });
    // Both agree within their resolution while only one thread has worked.
    Some(match fine {
        Some(fine) if (fine - coarse).abs() < 0.05 => fine,
        _ => coarse,
    })
}

/// The most memory that this process ever held, in MiB.
pub(crate) fn peak_rss_mib() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kibibytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes / 1024.0)
}
