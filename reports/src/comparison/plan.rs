//! What is compared with what, and by which measure.

use crate::statistics::{Design, Margin};

/// A scenario and the measure by which it is judged.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedScenario {
    /// Id.
    pub id: String,
    /// Row of its primary measure in [`MEASURES`](yagura_sim::measure::MEASURES).
    pub primary: usize,
    /// Hours simulated.
    pub horizon_h: f64,
}

/// The plan of a comparison.
#[derive(Clone, Debug)]
pub struct ComparisonPlan {
    /// Id of the city.
    pub city: String,
    /// Scenarios, in the order in which they are played.
    pub scenarios: Vec<PlannedScenario>,
    /// Ids of the control sets, in the order in which they are played.
    pub control_sets: Vec<String>,
    /// Row of the baseline in `control_sets`.
    pub baseline: usize,
    /// Parameter draws.
    pub draws: u32,
    /// Replications in each draw.
    pub replications: u32,
    /// A smaller difference does not matter.
    pub margin: Margin,
}

impl ComparisonPlan {
    /// Draws and replications as the statistics want them.
    #[must_use]
    pub fn design(&self) -> Design {
        Design { draws: self.draws as usize, replications: self.replications as usize }
    }

    /// Incidents per scenario and control set.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.draws as usize * self.replications as usize
    }

    /// Where the incident of `draw` and `replication` stands among them.
    #[must_use]
    pub fn cell(&self, draw: u32, replication: u32) -> usize {
        draw as usize * self.replications as usize + replication as usize
    }
}
