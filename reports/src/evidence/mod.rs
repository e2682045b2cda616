//! What the results rest on: names of everything, the numbers used and their draws, the paths from controls to their evidence, and
//! what of the guideline is in force.

mod names;
mod numbers;
mod requirements;
mod selector;
mod traceability;

pub use names::name_rows;
pub use numbers::{Numbers, draw_rows};
pub use requirements::requirement_rows;
pub use selector::place_in_words;
pub use traceability::traceability_rows;

use std::sync::Arc;

use yagura_sim::city::City;
use yagura_sim::control_set::ControlSetRecord;
use yagura_sim::ids::ParameterIndex;
use yagura_sim::knowledge::Catalogue;
use yagura_sim::posture::Asked;
use yagura_sim::scenario::Scenario;

/// What was played, and what it asked for.
#[derive(Clone, Copy)]
pub struct Played<'a> {
    /// The city.
    pub city: &'a City,
    /// The catalogue.
    pub catalogue: &'a Arc<Catalogue>,
    /// The scenarios, in order.
    pub scenarios: &'a [Arc<Scenario>],
    /// The control sets, in order.
    pub sets: &'a [&'a ControlSetRecord],
    /// What was asked for, per scenario and then per set.
    pub asked: &'a [Vec<Asked>],
    /// Parameters fixed for all sets.
    pub fixed: &'a [(ParameterIndex, f64)],
}

impl Played<'_> {
    /// What `scenario` asked for under any set.
    fn asked_by(&self, scenario: usize) -> Asked {
        let mut all = Asked::nothing(self.catalogue);
        self.asked.get(scenario).into_iter().flatten().for_each(|asked| all.merge(asked));
        all
    }

    /// What any scenario asked for under any set.
    fn asked_by_any(&self) -> Asked {
        let mut all = Asked::nothing(self.catalogue);
        self.asked.iter().flatten().for_each(|asked| all.merge(asked));
        all
    }
}
