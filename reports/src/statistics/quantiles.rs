//! Sample quantiles, and intervals for them that assume nothing about the shape.

use super::clustered::clustered_mean;
use super::design::{Clusters, Design, StatisticsError, check_finite, check_share};
use super::distribution::{binomial, student};
use super::interval::{CONFIDENCE, Interval, IntervalKind};

/// A quantile with its interval; an end is `None` where the sample is too small to have one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct QuantileInterval {
    /// The sample quantile.
    pub value: f64,
    /// Lower end: an observed value.
    pub low: Option<f64>,
    /// Upper end: an observed value.
    pub high: Option<f64>,
    /// [`IntervalKind::OrderStatistic`], or [`IntervalKind::None`] when both ends are missing.
    pub kind: IntervalKind,
}

impl QuantileInterval {
    /// Both ends, where there are both.
    pub fn interval(&self) -> Option<Interval> {
        Some(Interval { low: self.low?, high: self.high? })
    }
}

/// Values in ascending order, wherever they lie.
pub trait Ordered {
    /// How many there are.
    fn length(&self) -> usize;

    /// The one at `place`, which has to be there.
    fn at(&self, place: usize) -> f64;
}

impl<T: AsRef<[f64]> + ?Sized> Ordered for T {
    fn length(&self) -> usize {
        self.as_ref().len()
    }

    fn at(&self, place: usize) -> f64 {
        self.as_ref()[place]
    }
}

/// A sorted copy, refusing what cannot be ordered.
///
/// # Errors
/// Empty, or not finite.
pub fn sorted(values: &[f64]) -> Result<Vec<f64>, StatisticsError> {
    check_finite(values)?;
    if values.is_empty() {
        return Err(StatisticsError::Empty);
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    Ok(sorted)
}

/// Sample quantile of ascending values, type 7: linear between the order statistics at (n - 1) p + 1. It is what R,
/// NumPy and spreadsheets compute unless told otherwise, so that a reader can check it.
///
/// Source: Hyndman and Fan (1996), "Sample quantiles in statistical packages", The American Statistician 50, definition 7.
///
/// # Errors
/// Empty, or `p` outside 0..=1. The values must be ascending and finite, as [`sorted`] gives them.
pub fn quantile(ascending: &(impl Ordered + ?Sized), p: f64) -> Result<f64, StatisticsError> {
    if !(0.0..=1.0).contains(&p) {
        return Err(StatisticsError::OutOfRange { what: "a quantile's probability", value: p });
    }
    let last = ascending.length().checked_sub(1).ok_or(StatisticsError::Empty)?;
    let place = last as f64 * p;
    let below = (place.floor() as usize).min(last);
    let above = (below + 1).min(last);
    let (low, high) = (ascending.at(below), ascending.at(above));
    // Never outside the two neighbours, whatever the rounding.
    Ok((low + (place - below as f64) * (high - low)).clamp(low, high))
}

/// Quantile of ascending *independent* values with the order statistics that hold it with at least 95 %.
///
/// The lower rank is the largest l with P(X < l) <= 2.5 %, X ~ Binomial(n, p), the upper the smallest u with
/// P(X >= u) <= 2.5 %. For values that come in draws use [`clustered_quantile`]: this one would be too narrow.
///
/// Source: David and Nagaraja (2003), Order Statistics, 3rd ed., section 7.1.
///
/// # Errors
/// As [`quantile`], and `p` at 0 or 1, whose interval no sample has.
pub fn quantile_interval(ascending: &[f64], p: f64) -> Result<QuantileInterval, StatisticsError> {
    check_share("a quantile's probability", p)?;
    let value = quantile(ascending, p)?;
    let n = ascending.len();
    let tail = 0.5 * (1.0 - CONFIDENCE);
    // Number of ranks l = 1, 2, ... with P(X <= l - 1) <= tail: as the law's distribution function is monotone, a count
    // of them is the largest.
    let lower_rank = count_while(n, |k| binomial::cdf(k, n, p) <= tail);
    // Smallest u with P(X <= u - 1) >= 1 - tail.
    let upper_rank = count_while(n, |k| binomial::cdf(k, n, p) < 1.0 - tail) + 1;
    let low = lower_rank.checked_sub(1).map(|index| ascending[index]);
    let high = ascending.get(upper_rank - 1).copied();
    Ok(QuantileInterval { value, low, high, kind: kind_of(low, high) })
}

/// Quantile of `values[d * R + r]` with an interval clustered on draws: the clustered t interval of the share of values at
/// or below the quantile, read back through the sample.
///
/// Source: Woodruff (1952), "Confidence intervals for medians and other position measures", JASA 47.
///
/// # Errors
/// As [`Clusters::complete`]; `p` not inside 0..1.
pub fn clustered_quantile(values: &[f64], design: Design, p: f64) -> Result<QuantileInterval, StatisticsError> {
    let all = values.iter().copied().map(Some);
    clustered_quantile_of(&sorted(values)?, all, design, p)
}

/// The same of the values that are there, which also stand in `ascending`.
///
/// # Errors
/// As [`clustered_quantile`].
pub fn clustered_quantile_of(
    ascending: &(impl Ordered + ?Sized),
    values: impl IntoIterator<Item = Option<f64>>,
    design: Design,
    p: f64,
) -> Result<QuantileInterval, StatisticsError> {
    check_share("a quantile's probability", p)?;
    let value = quantile(ascending, p)?;
    let at_or_below = values.into_iter().map(|v| v.map(|v| if v <= value { 1.0 } else { 0.0 }));
    let share = clustered_mean(&Clusters::of(at_or_below, design)?);
    let Some(error) = share.standard_error else {
        return Ok(QuantileInterval { value, low: None, high: None, kind: IntervalKind::None });
    };
    let reach = error * student::upper_quantile(0.5 * (1.0 - CONFIDENCE), (share.draws - 1) as f64);
    let n = ascending.length() as f64;
    // Outward to whole ranks: at least the confidence that is claimed.
    let (low_rank, high_rank) = ((n * (p - reach)).floor(), (n * (p + reach)).ceil());
    let low = (low_rank >= 1.0).then(|| ascending.at(low_rank as usize - 1));
    let high = (high_rank <= n).then(|| ascending.at((high_rank as usize).max(1) - 1));
    Ok(QuantileInterval { value, low, high: high.map(|high| high.max(value)), kind: kind_of(low, high) })
}

fn kind_of(low: Option<f64>, high: Option<f64>) -> IntervalKind {
    if low.is_none() && high.is_none() { IntervalKind::None } else { IntervalKind::OrderStatistic }
}

/// How many of k = 0, 1, .. `n` - 1 fulfil a condition that, once false, stays false.
fn count_while(n: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, n);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ranks(n: usize) -> Vec<f64> {
        (1..=n).map(|i| i as f64).collect()
    }

    /// The ranks of the table for the median's sign interval (e.g. Hollander and Wolfe, Nonparametric Statistical Methods):
    /// n = 10: 2 and 9 (97.9 %); n = 20: 6 and 15 (95.9 %); n = 100: 40 and 61 (96.5 %).
    #[test]
    fn the_ranks_of_the_medians_table_come_out() {
        for (n, low, high) in [(10, 2.0, 9.0), (20, 6.0, 15.0), (100, 40.0, 61.0)] {
            let median = quantile_interval(&ranks(n), 0.5).unwrap();
            assert_eq!((median.low, median.high), (Some(low), Some(high)), "n = {n}");
        }
    }

    #[test]
    fn five_values_are_too_few_for_an_interval_of_the_median() {
        // Five on one side have chance 1/32 > 2.5 %.
        let median = quantile_interval(&ranks(5), 0.5).unwrap();
        assert_eq!((median.value, median.interval(), median.kind), (3.0, None, IntervalKind::None));
        assert!(quantile_interval(&ranks(6), 0.5).unwrap().interval().is_some());
    }

    /// Hyndman and Fan's definition 7 on 1..4: the first quartile lies at 1 + 3 / 4 = 1.75.
    #[test]
    fn type_seven_interpolates_between_ranks() {
        assert_eq!(quantile(&ranks(4), 0.25), Ok(1.75));
        assert_eq!(quantile(&ranks(4), 0.0), Ok(1.0));
        assert_eq!(quantile(&ranks(4), 1.0), Ok(4.0));
        assert!(quantile(&[0.0; 0], 0.5).is_err() && quantile(&ranks(4), 1.1).is_err() && sorted(&[f64::NAN]).is_err());
    }

    /// By hand: 1 to 20, each a draw of its own. Half lie below 10.5; the share's error is sqrt(0.25 / 19) = 0.1147, t(19)
    /// 2.0930, so 0.5 -+ 0.2401, ranks 5.2 and 14.8, outward 5 and 15.
    #[test]
    fn woodruffs_interval_goes_outward_to_whole_ranks() {
        let median = clustered_quantile(&ranks(20), Design { draws: 20, replications: 1 }, 0.5).unwrap();
        assert_eq!((median.low, median.value, median.high), (Some(5.0), 10.5, Some(15.0)));
    }

    #[test]
    fn draws_that_hold_one_value_each_widen_the_interval() {
        // Twenty worlds, thirty replications each, nothing varies inside a world.
        let values: Vec<f64> = (0..600).map(|i| f64::from(i / 30)).collect();
        let clustered = clustered_quantile(&values, Design { draws: 20, replications: 30 }, 0.5).unwrap();
        let naive = quantile_interval(&sorted(&values).unwrap(), 0.5).unwrap();
        let (clustered, naive) = (clustered.interval().unwrap(), naive.interval().unwrap());
        assert!(clustered.half_width() > 3.0 * naive.half_width(), "{clustered:?} {naive:?}");
    }

    #[test]
    fn one_draw_has_no_clustered_interval() {
        let median = clustered_quantile(&ranks(50), Design { draws: 1, replications: 50 }, 0.5).unwrap();
        assert_eq!((median.value, median.kind.as_str()), (25.5, "none"));
    }

    proptest! {
        #[test]
        fn intervals_contain_their_quantile(values in prop::collection::vec(-9.0_f64..9.0, 60), p in 0.02_f64..0.98) {
            let ascending = sorted(&values).unwrap();
            for found in [
                quantile_interval(&ascending, p).unwrap(),
                clustered_quantile(&values, Design { draws: 12, replications: 5 }, p).unwrap(),
            ] {
                prop_assert!(found.low.is_none_or(|low| low <= found.value), "{:?}", found);
                prop_assert!(found.high.is_none_or(|high| found.value <= high), "{:?}", found);
            }
        }
    }
}
