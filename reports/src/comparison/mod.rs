//! From the rows of incidents to the tables that follow from them alone.
//!
//! Rows arrive in key order, scenario by scenario; the values of one scenario are held until it is complete, then summed up and
//! forgotten. Only the primary differences wait for the end, because Holm's correction needs all of them.

mod delays;
mod draw_results;
mod estimates;
mod exceedance;
mod knock_out;
mod places;
mod plan;
mod representatives;
mod scenario_values;
mod sensitivity;
mod spread_counts;
mod value;
mod worst;

pub use knock_out::KnockOut;
pub use places::Places;
pub use plan::{ComparisonPlan, PlannedScenario};
pub use representatives::{Place, Representatives};
pub use sensitivity::{ABOUT_MEASURE, ABOUT_RANKING, name_what_turns_the_ranking, sensitivity_rows};
pub use value::value_rows;

use yagura_sim::measure::{MEASURES, Row};

use crate::lists::Room;
use crate::statistics::StatisticsError;
use crate::tables::{
    DelayRow, DifferenceRow, DrawResultRow, ExceedanceRow, SpreadRow, SummaryRow, SurvivalRow, WorstRow,
};
use estimates::Pending;
use scenario_values::ScenarioValues;
use spread_counts::SpreadCounts;

/// What came out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Rows of `summary.csv`.
    pub summary: Vec<SummaryRow>,
    /// Rows of `differences.csv`.
    pub differences: Vec<DifferenceRow>,
    /// Rows of `spread.csv`.
    pub spread: Vec<SpreadRow>,
    /// Rows of `survival.csv`.
    pub survival: Vec<SurvivalRow>,
    /// Rows of `delays.csv`.
    pub delays: Vec<DelayRow>,
    /// Rows of `exceedance.csv`.
    pub exceedance: Vec<ExceedanceRow>,
    /// Rows of `worst.csv`.
    pub worst: Vec<WorstRow>,
    /// Rows of `draw_results.csv`.
    pub draw_results: Vec<DrawResultRow>,
}

/// A comparison under way.
pub struct Comparison {
    plan: ComparisonPlan,
    values: ScenarioValues,
    counts: Vec<SpreadCounts>,
    /// What is known of the scenarios that are complete; the differences wait for the end.
    outcome: Outcome,
    pending: Vec<Pending>,
}

impl Comparison {
    /// A comparison after `plan`, with nothing in it yet.
    #[must_use]
    pub fn new(plan: ComparisonPlan) -> Self {
        Self::within(plan, Room::memory())
    }

    /// The same with its values in `room`.
    #[must_use]
    pub fn within(plan: ComparisonPlan, room: Room) -> Self {
        let values = ScenarioValues::new(plan.control_sets.len(), MEASURES.len(), plan.cells(), room);
        let counts = vec![SpreadCounts::default(); plan.control_sets.len()];
        Self { plan, values, counts, outcome: Outcome::default(), pending: Vec::new() }
    }

    /// Takes one incident: rows of the scenario and of the set in the plan, draw, replication, and what was measured. After the last
    /// incident of a scenario its summary is made.
    ///
    /// # Errors
    /// A measure that is not a finite number; values that could not be put aside.
    pub fn push(
        &mut self,
        scenario: usize,
        set: usize,
        (draw, replication): (u32, u32),
        row: &Row,
    ) -> Result<(), StatisticsError> {
        for (index, value) in row.values.iter().enumerate() {
            if let Some(value) = value.filter(|value| !value.is_finite()) {
                return Err(StatisticsError::NotFinite { index, value });
            }
        }
        self.values.put(set, self.plan.cell(draw, replication), &row.values);
        self.counts[set].push(&row.series);
        if self.values.is_complete() {
            let closed = self.close(scenario);
            // First what went wrong with the file: what was computed after it means nothing.
            self.values.room().trouble()?;
            closed?;
        }
        Ok(())
    }

    fn close(&mut self, scenario: usize) -> Result<(), StatisticsError> {
        let (survival, delays) = delays::delays(&self.plan, scenario, &self.values);
        self.outcome.survival.extend(survival);
        self.outcome.delays.extend(delays);
        self.outcome.summary.extend(estimates::summarise(&self.plan, scenario, &self.values)?);
        self.outcome.exceedance.extend(exceedance::exceedance(&self.plan, scenario, &self.values));
        self.outcome.worst.extend(worst::worst(&self.plan, scenario, &self.values));
        self.outcome.draw_results.extend(draw_results::draw_results(&self.plan, scenario, &self.values));
        self.pending.extend(estimates::compare(&self.plan, scenario, &self.values)?);
        let planned = &self.plan.scenarios[scenario];
        for (counts, set) in self.counts.iter_mut().zip(&self.plan.control_sets) {
            self.outcome
                .spread
                .extend(std::mem::take(counts).rows((&self.plan.city, &planned.id, set), planned.horizon_h));
        }
        self.values.clear();
        Ok(())
    }

    /// The verdicts, once everything is there.
    ///
    /// # Errors
    /// None for finite values; what a statistic refuses is handed on.
    pub fn finish(self) -> Result<Outcome, StatisticsError> {
        let differences = estimates::decide_all(&self.plan, self.pending)?;
        Ok(Outcome { differences, ..self.outcome })
    }
}
