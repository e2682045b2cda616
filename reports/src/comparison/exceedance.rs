//! How often it gets how bad: the rows of `exceedance.csv`.
//!
//! A curve has at most [`POINTS`] points: half of them evenly by share, half evenly by the logarithm of the share, so that the rare bad
//! end is not told by two points. Shares are of all incidents, those without harm included.

use yagura_sim::measure::{MEASURES, measure_index};

use super::plan::ComparisonPlan;
use super::scenario_values::ScenarioValues;
use crate::lists::{Ascending, ascending};
use crate::statistics::Ordered as _;
use crate::tables::ExceedanceRow;

/// Most points of a curve.
const POINTS: usize = 100;

/// The rows of one scenario: sets in the order of the plan, the primary measure and then the loss.
pub(super) fn exceedance(plan: &ComparisonPlan, scenario: usize, values: &ScenarioValues) -> Vec<ExceedanceRow> {
    let planned = &plan.scenarios[scenario];
    let mut measures = vec![planned.primary];
    measures.extend(measure_index("loss_jpy").filter(|loss| *loss != planned.primary));
    let mut rows = Vec::new();
    for (set, control_set) in plan.control_sets.iter().enumerate() {
        for &measure in &measures {
            let present = ascending(values.room(), values.present(set, measure));
            rows.extend(curve(&present, plan.cells()).into_iter().map(|(value, share)| ExceedanceRow {
                city: plan.city.clone(),
                scenario: planned.id.clone(),
                control_set: control_set.clone(),
                measure: MEASURES[measure].key,
                value,
                share,
            }));
        }
    }
    rows
}

/// Values, ascending, each with the share of `incidents` that reach it.
fn curve(present: &Ascending, incidents: usize) -> Vec<(f64, f64)> {
    let n = present.length();
    let point = |start: usize| (present.at(start), (n - start) as f64 / incidents as f64);
    // Where each distinct value begins, as long as there are few.
    let mut starts = Vec::new();
    let mut next = 0;
    while next < n && starts.len() <= POINTS {
        starts.push(next);
        let value = present.at(next);
        next = present.partition_point(|other| other <= value);
    }
    if starts.len() <= POINTS {
        return starts.into_iter().map(point).collect();
    }
    let half = POINTS / 2;
    let even = (0..half).map(|step| n * step / half);
    let by_logarithm = (0..half).map(|step| {
        let share = step as f64 / (half - 1) as f64;
        n - (libm::pow(n as f64, share) as usize).clamp(1, n)
    });
    let begin = |place: usize| {
        let value = present.at(place);
        present.partition_point(|other| other < value)
    };
    let mut picked: Vec<usize> = even.chain(by_logarithm).map(begin).collect();
    picked.sort_unstable();
    picked.dedup();
    picked.into_iter().map(point).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::Room;

    fn curve(present: impl IntoIterator<Item = f64>, incidents: usize) -> Vec<(f64, f64)> {
        super::curve(&ascending(&Room::memory(), present), incidents)
    }

    #[test]
    fn shares_count_everything_at_or_above_a_value() {
        // Five incidents: one without a value, two without harm, harm 3 and 7.
        assert_eq!(curve(vec![3.0, 0.0, 7.0, 0.0], 5), [(0.0, 0.8), (3.0, 0.4), (7.0, 0.2)]);
    }

    #[test]
    fn a_long_curve_keeps_its_ends_and_most_points_in_the_tail() {
        let curve = curve((0..10_000).map(f64::from), 10_000);
        assert!(curve.len() <= POINTS && curve.len() > POINTS / 2, "{}", curve.len());
        assert_eq!((curve[0], curve[curve.len() - 1]), ((0.0, 1.0), (9_999.0, 0.0001)));
        assert!(curve.iter().filter(|(_, share)| *share < 0.01).count() >= 20);
        assert!(curve.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 > pair[1].1));
    }
}
