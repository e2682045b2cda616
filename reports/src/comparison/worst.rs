//! Which incidents to look at: the rows of `worst.csv`.
//!
//! Each is an incident that was played, so that `yagura run` tells it again. Of equal values the first in the order of draws and
//! replications stands for all. Where a row would stand for an incident without harm it is left out.

use std::ops::Range;

use yagura_sim::measure::{Better, MEASURES, measure_index};

use super::plan::ComparisonPlan;
use super::scenario_values::ScenarioValues;
use crate::lists::{Ascending, Room, ascending};
use crate::statistics::Ordered as _;
use crate::tables::WorstRow;

/// Share of incidents whose mean is the tail's.
const TAIL: f64 = 0.01;

/// The rows of one scenario, sets in the order of the plan.
pub(super) fn worst(plan: &ComparisonPlan, scenario: usize, values: &ScenarioValues) -> Vec<WorstRow> {
    let planned = &plan.scenarios[scenario];
    let definition = &MEASURES[planned.primary];
    let mut rows = Vec::new();
    for (set, control_set) in plan.control_sets.iter().enumerate() {
        let of = |measure: usize| values.of(set, measure);
        let near = match (measure_index("entered"), measure_index("assets_controlled")) {
            (Some(entered), Some(controlled)) => near_miss(of(entered).zip(of(controlled)).zip(of(planned.primary))),
            _ => None,
        };
        let ordered = Ordered::new(values.room(), || of(planned.primary), definition.better);
        let named = ordered.named(|| of(planned.primary));
        let named = named.into_iter().chain(near.map(|(value, cell)| ("near_miss", value, cell)));
        rows.extend(named.map(|(rank, value, cell)| WorstRow {
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
        }));
    }
    rows
}

/// Incidents from the best to the worst.
struct Ordered {
    /// The values, each times the sign.
    signed: Ascending,
    sign: f64,
}

/// An incident that is looked for: the value of its place in the order, and how many of the same value stand before it.
struct Wanted {
    rank: &'static str,
    signed: f64,
    before: usize,
}

impl Ordered {
    fn new<V: Iterator<Item = Option<f64>>>(room: &Room, values: impl Fn() -> V, better: Better) -> Self {
        let sign = if better == Better::Higher { -1.0 } else { 1.0 };
        Self { signed: ascending(room, values().flatten().map(|value| sign * value)), sign }
    }

    /// Where the values that are `signed`, to the bit, begin and end.
    fn equal(&self, signed: f64) -> Range<usize> {
        let begin = self.signed.partition_point(|other| other.total_cmp(&signed).is_lt());
        begin..self.signed.partition_point(|other| other.total_cmp(&signed).is_le())
    }

    /// The incidents with a name, their values and cells; those without harm are left out.
    fn named<V: Iterator<Item = Option<f64>>>(&self, values: impl Fn() -> V) -> Vec<(&'static str, f64, usize)> {
        let n = self.signed.length();
        if n == 0 {
            return Vec::new();
        }
        let mut wanted = Vec::new();
        for (rank, share) in [("worst", 1.0), ("p99", 0.99), ("p95", 0.95)] {
            let place = (libm::ceil(share * n as f64) as usize).clamp(1, n) - 1;
            let signed = self.signed.at(place);
            // Of equal values the first cell stands last: it is the one that is picked.
            wanted.push(Wanted { rank, signed, before: self.equal(signed).end - 1 - place });
        }
        // The lower median of those that hurt; equal values keep the order of their cells.
        let harmless =
            self.signed.partition_point(|other| other < 0.0)..self.signed.partition_point(|other| other <= 0.0);
        if let Some(last) = (n - harmless.len()).checked_sub(1) {
            let place = if last / 2 < harmless.start { last / 2 } else { last / 2 + harmless.len() };
            let signed = self.signed.at(place);
            wanted.push(Wanted { rank: "median", signed, before: place - self.equal(signed).start });
        }
        wanted.retain(|one| one.signed != 0.0);
        let mut cells: Vec<Option<usize>> = vec![None; wanted.len()];
        for (cell, value) in values().enumerate() {
            let Some(value) = value else { continue };
            for (one, found) in wanted.iter_mut().zip(&mut cells) {
                if (self.sign * value).to_bits() == one.signed.to_bits() && found.is_none() {
                    match one.before.checked_sub(1) {
                        Some(before) => one.before = before,
                        None => *found = Some(cell),
                    }
                }
            }
        }
        let named = wanted.iter().zip(cells);
        named.filter_map(|(one, cell)| Some((one.rank, self.sign * one.signed, cell?))).collect()
    }

    /// Share of incidents that are not worse than `value`, in percent.
    fn percentile(&self, value: f64) -> f64 {
        let not_worse = self.signed.partition_point(|other| other <= self.sign * value);
        100.0 * not_worse as f64 / self.signed.length().max(1) as f64
    }

    /// Mean of the worst hundredth, of at least one.
    fn tail_mean(&self) -> Option<f64> {
        let n = self.signed.length();
        let tail = (libm::ceil(TAIL * n as f64) as usize).min(n);
        let sum: f64 = self.signed.iter_from(n - tail).map(|signed| self.sign * signed).sum();
        (tail > 0).then(|| sum / tail as f64)
    }
}

/// Whether somebody entered, how much was controlled, and the primary measure.
type Seen = ((Option<f64>, Option<f64>), Option<f64>);

/// Of the incidents in which somebody got in and the measure stayed 0, the one that got furthest: its value and cell.
fn near_miss(seen: impl Iterator<Item = Seen>) -> Option<(f64, usize)> {
    let mut best: Option<(f64, f64, usize)> = None;
    for (cell, ((entered, controlled), value)) in seen.enumerate() {
        let far = controlled.unwrap_or(0.0);
        if let Some(value) = value.filter(|value| *value == 0.0 && entered == Some(1.0))
            && best.is_none_or(|(furthest, _, _)| far > furthest)
        {
            best = Some((far, value, cell));
        }
    }
    best.map(|(_, value, cell)| (value, cell))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(values: &[Option<f64>], better: Better) -> (Ordered, Vec<(&'static str, usize)>) {
        let ordered = Ordered::new(&Room::memory(), || values.iter().copied(), better);
        let named = ordered.named(|| values.iter().copied());
        assert!(named.iter().all(|(_, value, cell)| values[*cell] == Some(*value)));
        let named = named.into_iter().map(|(rank, _, cell)| (rank, cell)).collect();
        (ordered, named)
    }

    #[test]
    fn ranks_are_incidents_that_were_played() {
        // 200 incidents, harm 0 in the first 80, then 1 to 120: p99 is the 198th, 118; p95 the 190th, 110; of the 120 that hurt the
        // 60th; the worst two of two hundred are 120 and 119.
        let values: Vec<Option<f64>> = (0..200).map(|cell| Some((f64::from(cell) - 79.0).max(0.0))).collect();
        let (ordered, named) = ordered(&values, Better::Lower);
        assert_eq!(named, [("worst", 199), ("p99", 197), ("p95", 189), ("median", 139)]);
        assert_eq!((ordered.percentile(110.0), ordered.tail_mean()), (95.0, Some(119.5)));
    }

    #[test]
    fn where_more_is_better_the_least_is_the_worst() {
        // 10 down to 1, one missing: the worst is the last, 1; the lower median of ten from the best on is the fifth, 6.
        let values: Vec<Option<f64>> = (0..11).map(|cell| (cell != 3).then(|| 11.0 - f64::from(cell))).collect();
        let (ordered, named) = ordered(&values, Better::Higher);
        assert_eq!(named, [("worst", 10), ("p99", 10), ("p95", 10), ("median", 5)]);
        assert_eq!((ordered.percentile(1.0), ordered.tail_mean()), (100.0, Some(1.0)));
    }

    #[test]
    fn of_equal_values_the_first_is_shown_and_nothing_stands_for_no_harm() {
        let mut values = vec![Some(0.0); 50];
        (values[7], values[30]) = (Some(4.0), Some(4.0));
        // 50 incidents: p95 is the 48th smallest, without harm.
        assert_eq!(ordered(&values, Better::Lower).1, [("worst", 7), ("p99", 7), ("median", 7)]);
        assert!(ordered(&[Some(0.0); 50], Better::Lower).1.is_empty());
        assert!(ordered(&[], Better::Lower).1.is_empty());
    }

    #[test]
    fn a_near_miss_got_in_and_did_no_harm() {
        let some = |values: [f64; 4]| values.map(Some).into_iter();
        let (entered, controlled, harm) =
            (some([1.0, 1.0, 1.0, 0.0]), some([2.0, 5.0, 9.0, 9.0]), some([0.0, 0.0, 3.0, 0.0]));
        assert_eq!(near_miss(entered.zip(controlled).zip(harm)), Some((0.0, 1)));
    }
}
