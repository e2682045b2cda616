//! The lines of the two public workloads, which other programs play, too: spread on a given graph (`w1`) and hold (`w2`).
//!
//! `w1 n=NODES edges=LINKS cpu_ns/edge med=X min=Y max=Z`: processor time of one incident over the links that leave infected nodes.
//! `w2 n=PENDING cpu_ns/event med=X min=Y max=Z`: over events. The first incident warms up and is left out, unless it is the only one.

use std::sync::Arc;

use yagura_reports::tables::digits;
use yagura_sim::city::Topology;
use yagura_sim::incident::Twin;

use crate::graph::Workload;
use crate::session::Session;
use crate::timing::Stopwatch;

/// Incidents timed one by one.
pub(crate) struct Laps {
    workload: Workload,
    topology: Option<Arc<Topology>>,
    watch: Stopwatch,
    /// Nanoseconds per unit of work, and nodes taken.
    laps: Vec<(f64, usize)>,
}

impl Laps {
    /// Starts the clock of the first.
    pub(crate) fn start(workload: Workload, topology: Option<Arc<Topology>>) -> Self {
        Self { workload, topology, watch: Stopwatch::start(), laps: Vec::new() }
    }

    /// An incident has ended; the next one begins.
    pub(crate) fn lap(&mut self, twin: &Twin) {
        let spent = self.watch.stop();
        let taken = &twin.progress().taken;
        let links = |topology: &Topology| taken.iter().map(|&asset| topology.of(asset).len()).sum::<usize>();
        #[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
        let units = match self.workload {
            Workload::Spread => self.topology.as_deref().map_or(0, links) as f64,
            Workload::Hold => twin.progress().tally.events as f64,
        };
        self.laps.push((spent.cpu_s * 1e9 / units, taken.len()));
        self.watch = Stopwatch::start();
    }

    /// Prints the line, and how many nodes were infected: another program must have infected the same ones.
    pub(crate) fn print(mut self, session: &Session) {
        if self.laps.len() > 1 {
            self.laps.remove(0);
        }
        let infected = (self.laps.iter().map(|lap| lap.1).min(), self.laps.iter().map(|lap| lap.1).max());
        let mut times: Vec<f64> = self.laps.iter().map(|lap| lap.0).collect();
        times.sort_by(f64::total_cmp);
        let (Some(&min), Some(&max)) = (times.first(), times.last()) else { return };
        let middle = times.len() / 2;
        let median = if times.len() % 2 == 1 { times[middle] } else { (times[middle - 1] + times[middle]) / 2.0 };
        let (nodes, links) = self.topology.as_deref().map_or((0, 0), |t| (t.assets(), t.links().len()));
        let spread = format!("med={} min={} max={}", digits(median), digits(min), digits(max));
        match self.workload {
            Workload::Spread => {
                if let (Some(least), Some(most)) = infected {
                    session.complain(&format!("infected_min={least}"));
                    session.complain(&format!("infected_max={most}"));
                }
                session.complain(&format!("w1 n={nodes} edges={links} cpu_ns/edge {spread}"));
            }
            // Node 0 holds the others' tries.
            Workload::Hold => session.complain(&format!("w2 n={links} cpu_ns/event {spread}")),
        }
    }
}
