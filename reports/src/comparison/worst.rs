//! Which incidents to look at: the rows of `worst.csv`.
//!
//! Each is an incident that was played, so that `yagura run` tells it again. Of equal values the first in the order of draws and
//! replications stands for all. Where a row would stand for an incident without harm it is left out.

use yagura_sim::measure::{Better, MEASURES, measure_index};

use super::plan::ComparisonPlan;
use super::scenario_values::ScenarioValues;
use crate::tables::WorstRow;

/// Share of incidents whose mean is the tail's.
const TAIL: f64 = 0.01;

/// The rows of one scenario, sets in the order of the plan.
pub(super) fn worst(plan: &ComparisonPlan, scenario: usize, values: &ScenarioValues) -> Vec<WorstRow> {
    let planned = &plan.scenarios[scenario];
    let definition = &MEASURES[planned.primary];
    let mut rows = Vec::new();
    for (set, control_set) in plan.control_sets.iter().enumerate() {
        let of = |key: &str| measure_index(key).map(|measure| values.of(set, measure)).unwrap_or_default();
        let near = near_miss(&of("entered"), &of("assets_controlled"), &values.of(set, planned.primary));
        let ordered = Ordered::new(&values.of(set, planned.primary), definition.better);
        let named = ordered.named().into_iter().chain(near.map(|cell| ("near_miss", cell)));
        rows.extend(named.map(|(rank, cell)| {
            let value = values.of(set, planned.primary)[cell].unwrap_or(0.0);
            WorstRow {
                city: plan.city.clone(),
                scenario: planned.id.clone(),
                control_set: control_set.clone(),
                measure: definition.key,
                rank: rank.into(),
                parameter_draw: (cell / plan.replications as usize) as u64,
                replication: (cell % plan.replications as usize) as u64,
                value,
                percentile: ordered.percentile(value),
                tail_mean: ordered.tail_mean(),
            }
        }));
    }
    rows
}

/// Incidents from the best to the worst.
struct Ordered {
    /// Value and cell. Of equal values the first cell stands last: it is the one that is picked.
    cells: Vec<(f64, usize)>,
    sign: f64,
}

impl Ordered {
    fn new(values: &[Option<f64>], better: Better) -> Self {
        let sign = if better == Better::Higher { -1.0 } else { 1.0 };
        let mut cells: Vec<(f64, usize)> =
            values.iter().enumerate().filter_map(|(cell, value)| Some(((*value)?, cell))).collect();
        cells.sort_by(|a, b| (sign * a.0).total_cmp(&(sign * b.0)).then(b.1.cmp(&a.1)));
        Self { cells, sign }
    }

    /// The incidents with a name; those without harm are left out.
    fn named(&self) -> Vec<(&'static str, usize)> {
        let n = self.cells.len();
        let at = |share: f64| (libm::ceil(share * n as f64) as usize).clamp(1, n.max(1)) - 1;
        // The lower median of those that hurt; equal values keep the order of their cells.
        let mut hurt: Vec<(f64, usize)> = self.cells.iter().copied().filter(|(value, _)| *value != 0.0).collect();
        hurt.sort_by(|a, b| (self.sign * a.0).total_cmp(&(self.sign * b.0)).then(a.1.cmp(&b.1)));
        let median = hurt.get(hurt.len().saturating_sub(1) / 2).copied();
        let of = |share: f64| self.cells.get(at(share)).copied();
        let ranks = [("worst", of(1.0)), ("p99", of(0.99)), ("p95", of(0.95)), ("median", median)];
        let harmful = |(rank, cell): (&'static str, Option<(f64, usize)>)| {
            cell.filter(|(value, _)| *value != 0.0).map(|(_, cell)| (rank, cell))
        };
        ranks.into_iter().filter_map(harmful).collect()
    }

    /// Share of incidents that are not worse than `value`, in percent.
    fn percentile(&self, value: f64) -> f64 {
        let not_worse = self.cells.iter().filter(|(other, _)| self.sign * other <= self.sign * value).count();
        100.0 * not_worse as f64 / self.cells.len().max(1) as f64
    }

    /// Mean of the worst hundredth, of at least one.
    fn tail_mean(&self) -> Option<f64> {
        let n = self.cells.len();
        let tail = (libm::ceil(TAIL * n as f64) as usize).min(n);
        let sum: f64 = self.cells[n - tail..].iter().map(|(value, _)| value).sum();
        (tail > 0).then(|| sum / tail as f64)
    }
}

/// Of the incidents in which somebody got in and the measure stayed 0, the one that got furthest.
fn near_miss(entered: &[Option<f64>], controlled: &[Option<f64>], primary: &[Option<f64>]) -> Option<usize> {
    let mut best: Option<(f64, usize)> = None;
    for (cell, value) in primary.iter().enumerate() {
        let got_in = entered.get(cell).copied().flatten() == Some(1.0);
        let far = controlled.get(cell).copied().flatten().unwrap_or(0.0);
        if *value == Some(0.0) && got_in && best.is_none_or(|(furthest, _)| far > furthest) {
            best = Some((far, cell));
        }
    }
    best.map(|(_, cell)| cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_incidents_that_were_played() {
        // 200 incidents, harm 0 in the first 80, then 1 to 120: p99 is the 198th, 118; p95 the 190th, 110; of the 120 that hurt the
        // 60th; the worst two of two hundred are 120 and 119.
        let values: Vec<Option<f64>> = (0..200).map(|cell| Some((f64::from(cell) - 79.0).max(0.0))).collect();
        let ordered = Ordered::new(&values, Better::Lower);
        assert_eq!(ordered.named(), [("worst", 199), ("p99", 197), ("p95", 189), ("median", 139)]);
        assert_eq!((ordered.percentile(110.0), ordered.tail_mean()), (95.0, Some(119.5)));
    }

    #[test]
    fn of_equal_values_the_first_is_shown_and_nothing_stands_for_no_harm() {
        let mut values = vec![Some(0.0); 50];
        (values[7], values[30]) = (Some(4.0), Some(4.0));
        // 50 incidents: p95 is the 48th smallest, without harm.
        assert_eq!(Ordered::new(&values, Better::Lower).named(), [("worst", 7), ("p99", 7), ("median", 7)]);
        assert!(Ordered::new(&[Some(0.0); 50], Better::Lower).named().is_empty());
        assert!(Ordered::new(&[], Better::Lower).named().is_empty());
    }

    #[test]
    fn a_near_miss_got_in_and_did_no_harm() {
        let some = |values: [f64; 4]| values.map(Some);
        let (entered, controlled, harm) =
            (some([1.0, 1.0, 1.0, 0.0]), some([2.0, 5.0, 9.0, 9.0]), some([0.0, 0.0, 3.0, 0.0]));
        assert_eq!(near_miss(&entered, &controlled, &harm), Some(1));
    }
}
