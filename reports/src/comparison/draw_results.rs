//! The primary measure inside each draw: the rows of `draw_results.csv`, from which sensitivity is computed.

use yagura_sim::measure::MEASURES;

use super::plan::ComparisonPlan;
use super::scenario_values::ScenarioValues;
use crate::statistics::Moments;
use crate::tables::DrawResultRow;

/// The rows of one scenario: sets in the order of the plan, then draws.
pub(super) fn draw_results(plan: &ComparisonPlan, scenario: usize, values: &ScenarioValues) -> Vec<DrawResultRow> {
    let planned = &plan.scenarios[scenario];
    let mut rows = Vec::with_capacity(plan.control_sets.len() * plan.draws as usize);
    for (set, control_set) in plan.control_sets.iter().enumerate() {
        let mut all = values.of(set, planned.primary);
        for draw in 0..plan.draws {
            let moments: Moments = all.by_ref().take(plan.replications as usize).flatten().collect();
            rows.push(DrawResultRow {
                city: plan.city.clone(),
                scenario: planned.id.clone(),
                control_set: control_set.clone(),
                parameter_draw: u64::from(draw),
                measure: MEASURES[planned.primary].key,
                n: moments.count() as u64,
                mean: (moments.count() > 0).then(|| moments.mean()),
                sd: moments.sd(),
            });
        }
    }
    rows
}
