//! What a set is worth its price: the rows of `value.csv`.
//!
//! # What happens
//! The loss avoided per attempt that reaches the entry is the paired difference of the loss, turned round. Over the years for which the
//! set is paid, f attempts a year avoid years x f x that; the set pays for itself from the f at which this equals what it costs more
//! than the baseline. The range takes the cheapest price with the largest loss avoided and the dearest with the smallest.
//!
//! # Not modelled
//! Discounting; staff hours, which stay hours; other scenarios, which the same set helps against too. Controls without a known cost are
//! not in the price.

use crate::costs::{YEARS, five_years};
use crate::tables::{CostRow, DifferenceRow, Spread3, ValueRow};

/// The rows, in the order of the differences.
#[must_use]
pub fn value_rows(differences: &[DifferenceRow], costs: &[CostRow]) -> Vec<ValueRow> {
    let loss = differences.iter().filter(|row| row.measure == "loss_jpy");
    loss.map(|row| {
        let avoided = row.difference.map(|difference| -difference);
        let interval = row.interval.map(|(low, high)| (-high, -low));
        let extra = extra(total(costs, &row.control_set), total(costs, &row.baseline));
        let pays = |price: Option<f64>, avoided: Option<f64>| match (price?, avoided?) {
            // A set that costs no more pays from the first attempt.
            (price, _) if price <= 0.0 => Some(0.0),
            (_, avoided) if avoided <= 0.0 => None,
            (price, avoided) => Some(price / (YEARS * avoided)),
        };
        ValueRow {
            control_set: row.control_set.clone(),
            baseline: row.baseline.clone(),
            scenario: row.scenario.clone(),
            loss_avoided_jpy: avoided,
            interval_low: interval.map(|(low, _)| low),
            interval_high: interval.map(|(_, high)| high),
            five_year_extra_low_jpy: extra.map(|extra| extra.low),
            five_year_extra_mode_jpy: extra.map(|extra| extra.mode),
            five_year_extra_high_jpy: extra.map(|extra| extra.high),
            break_even_per_year: pays(extra.map(|extra| extra.mode), avoided),
            break_even_low: pays(extra.map(|extra| extra.low), interval.map(|(_, high)| high)),
            break_even_high: pays(extra.map(|extra| extra.high), interval.map(|(low, _)| low)),
        }
    })
    .collect()
}

/// Five years of `set`; one without any control costs nothing.
fn total(costs: &[CostRow], set: &str) -> Option<Spread3> {
    if costs.iter().any(|row| row.control_set == set) { five_years(costs, set) } else { Some(Spread3::default()) }
}

/// What a set costs more: prices that are high for one are high for the other, they are the same market.
fn extra(set: Option<Spread3>, baseline: Option<Spread3>) -> Option<Spread3> {
    let (set, baseline) = (set?, baseline?);
    let (one, other) = (set.low - baseline.low, set.high - baseline.high);
    let mode = set.mode - baseline.mode;
    Some(Spread3 { low: one.min(other).min(mode), mode, high: one.max(other).max(mode) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::IntervalKind;

    fn cost(set: &str, low: f64, mode: f64, high: f64) -> CostRow {
        CostRow {
            control_set: set.into(),
            control: "CPS.AC-3".into(),
            purchase_jpy: None,
            yearly_jpy: None,
            staff_h: None,
            five_year_jpy: Some(Spread3 { low, mode, high }),
            source: String::new(),
            claimed_by: String::new(),
            cost_unit: String::new(),
            units: None,
            coverage: None,
        }
    }

    fn loss(difference: f64, interval: (f64, f64)) -> DifferenceRow {
        DifferenceRow {
            city: "c".into(),
            scenario: "s".into(),
            control_set: "core".into(),
            baseline: "today".into(),
            measure: "loss_jpy",
            unit: "jpy",
            n: 100,
            n_discordant: 50,
            difference: Some(difference),
            interval: Some(interval),
            interval_kind: IntervalKind::ClusteredT,
            rank_stability: None,
            verdict: None,
            primary: false,
            mean: None,
            baseline_mean: None,
            p_value: None,
            p_adjusted: None,
            margin: None,
            to_decide: String::new(),
            undecided: None,
        }
    }

    /// 50 M yen more in five years, 20 M avoided per attempt: 50 / (5 x 20) = 0.5 a year. Cheapest 20 M more and 40 M avoided: 0.1;
    /// dearest 80 M more and 10 M avoided: 1.6.
    #[test]
    fn the_break_even_frequency_by_hand() {
        let costs = [cost("today", 10e6, 20e6, 30e6), cost("core", 30e6, 70e6, 110e6)];
        let row = &value_rows(&[loss(-20e6, (-40e6, -10e6))], &costs)[0];
        assert_eq!((row.loss_avoided_jpy, row.interval_low, row.interval_high), (Some(20e6), Some(10e6), Some(40e6)));
        assert_eq!(
            (row.break_even_low, row.break_even_per_year, row.break_even_high),
            (Some(0.1), Some(0.5), Some(1.6))
        );
    }

    #[test]
    fn what_avoids_no_loss_never_pays_and_what_costs_no_more_always_does() {
        let costs = [cost("today", 10e6, 20e6, 30e6), cost("core", 30e6, 70e6, 110e6)];
        let row = &value_rows(&[loss(5e6, (-1e6, 11e6))], &costs)[0];
        assert_eq!((row.break_even_per_year, row.break_even_high), (None, None));
        assert_eq!(row.break_even_low, Some(20e6 / 5e6), "the interval leaves room for one million avoided");
        let same = [cost("today", 10e6, 20e6, 30e6), cost("core", 10e6, 20e6, 30e6)];
        assert_eq!(value_rows(&[loss(-5e6, (-6e6, -4e6))], &same)[0].break_even_per_year, Some(0.0));
        let mut unknown = same;
        unknown[1].five_year_jpy = None;
        assert_eq!(value_rows(&[loss(-5e6, (-6e6, -4e6))], &unknown)[0].break_even_per_year, None);
    }
}
