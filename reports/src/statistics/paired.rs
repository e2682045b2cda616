//! The difference between two control sets that met the same incidents.
//!
//! Both sets see the same parameters and the same chance in each (draw, replication), so the difference is taken pair by
//! pair: what the two share cancels. Pairs in which both have the same value say nothing about which is better; the others
//! are *discordant*, and their number says how much there was to compare.

use super::clustered::clustered_mean;
use super::design::{Clusters, Design, StatisticsError, check_present};
use super::distribution::student;
use super::interval::{Interval, IntervalKind};
use super::variance::{VarianceSplit, variance_split};

/// Mean of `a - b` over pairs, clustered on parameter draws.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairedDifference {
    /// Pairs compared.
    pub n: usize,
    /// Pairs whose two values differ.
    pub n_discordant: usize,
    /// Parameter draws that have a pair.
    pub draws: usize,
    /// Mean of `a - b`.
    pub difference: f64,
    /// Its standard error, clustered; `None` for a single draw.
    pub standard_error: Option<f64>,
    /// 95 % interval; `None` for a single draw and when no pair differs.
    pub interval: Option<Interval>,
    /// How the interval was made, or why there is none.
    pub kind: IntervalKind,
    /// Two-sided p-value of "no difference", by t on the draws; `None` for a single draw.
    pub p_value: Option<f64>,
    /// Spread of the difference by chance and by ignorance; `None` where they cannot be told apart.
    pub split: Option<VarianceSplit>,
}

/// Compares `a[d * R + r]` with `b[d * R + r]`.
///
/// Source: paired t test on cluster means (Student 1908); clusters as in [`super::clustered_mean`].
///
/// # Errors
/// A slice is not `D x R` long, is empty, or holds a NaN or an infinity.
pub fn paired_difference(a: &[f64], b: &[f64], design: Design) -> Result<PairedDifference, StatisticsError> {
    let clusters = Clusters::of_differences(a, b, design)?;
    let n_discordant = a.iter().zip(b).filter(|(a, b)| a != b).count();
    Ok(difference_of(&clusters, n_discordant))
}

/// Compares only the pairs in which both sets have a value: delays of incidents that both of them had.
///
/// # Errors
/// As [`paired_difference`], and [`StatisticsError::Empty`] when no pair has both.
pub fn paired_difference_where_both(
    a: &[Option<f64>],
    b: &[Option<f64>],
    design: Design,
) -> Result<PairedDifference, StatisticsError> {
    if a.len() != b.len() {
        return Err(StatisticsError::Shape { expected: a.len(), found: b.len() });
    }
    check_present(a)?;
    check_present(b)?;
    let clusters = Clusters::of(a.iter().zip(b).map(|(a, b)| Some((*a)? - (*b)?)), design)?;
    let n_discordant = a.iter().zip(b).filter(|(a, b)| a.is_some() && b.is_some() && a != b).count();
    Ok(difference_of(&clusters, n_discordant))
}

/// What is known of a difference from the clusters of `a - b`, and from how many pairs differ.
pub fn difference_of(clusters: &Clusters, n_discordant: usize) -> PairedDifference {
    let mean = clustered_mean(clusters);
    let p_value = mean.standard_error.map(|error| {
        if mean.mean == 0.0 {
            1.0
        } else {
            // Without any spread between draws the statistic is infinite and p is 0: every draw says the same.
            student::two_sided_p(mean.mean / error, (mean.draws - 1) as f64)
        }
    });
    PairedDifference {
        n: mean.n,
        n_discordant,
        draws: mean.draws,
        difference: mean.mean,
        standard_error: mean.standard_error,
        interval: mean.interval,
        kind: mean.kind,
        p_value,
        split: variance_split(clusters).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Student (1908), R's `sleep`: the ten patients' extra sleep under the two drugs. R's `t.test(paired = TRUE)`:
    /// mean difference -1.58, t = -4.0621, df = 9, p = 0.002833, interval -2.4598858 to -0.7001142.
    #[test]
    fn students_sleep_data_come_out() {
        let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        let paired = paired_difference(&first, &second, Design { draws: 10, replications: 1 }).unwrap();
        let interval = paired.interval.unwrap();
        assert!((paired.difference + 1.58).abs() < 1e-12);
        assert!((paired.p_value.unwrap() - 0.002_833).abs() < 5e-7);
        assert!((interval.low + 2.459_885_8).abs() < 5e-8 && (interval.high + 0.700_114_2).abs() < 5e-8);
        assert_eq!((paired.n, paired.n_discordant), (10, 9));
    }

    #[test]
    fn the_same_set_twice_differs_nowhere() {
        let values = [1.0, 2.0, 3.0, 4.0];
        let paired = paired_difference(&values, &values, Design { draws: 2, replications: 2 }).unwrap();
        assert_eq!((paired.n_discordant, paired.difference, paired.p_value), (0, 0.0, Some(1.0)));
        assert_eq!((paired.interval, paired.kind), (None, IntervalKind::ZeroEvents));
    }

    #[test]
    fn one_draw_gives_neither_interval_nor_p() {
        let paired = paired_difference(&[1.0, 2.0], &[2.0, 4.0], Design { draws: 1, replications: 2 }).unwrap();
        assert_eq!((paired.difference, paired.interval, paired.p_value), (-1.5, None, None));
        assert_eq!(paired.kind.as_str(), "none");
    }

    #[test]
    fn the_same_difference_in_every_draw_is_certain() {
        let paired = paired_difference(&[1.0; 4], &[3.0; 4], Design { draws: 2, replications: 2 }).unwrap();
        assert_eq!(paired.interval, Some(Interval { low: -2.0, high: -2.0 }));
        assert_eq!(paired.p_value, Some(0.0));
    }

    #[test]
    fn a_delay_is_compared_where_both_sets_had_the_incident() {
        let design = Design { draws: 2, replications: 2 };
        let a = [Some(5.0), None, Some(7.0), Some(1.0)];
        let b = [Some(4.0), Some(9.0), Some(4.0), None];
        let paired = paired_difference_where_both(&a, &b, design).unwrap();
        assert_eq!((paired.n, paired.n_discordant, paired.difference), (2, 2, 2.0));
        assert_eq!(paired_difference_where_both(&[None; 4], &b, design), Err(StatisticsError::Empty));
    }

    proptest! {
        #[test]
        fn swapping_the_sets_swaps_the_sign(a in prop::collection::vec(0.0_f64..9.0, 12), b in prop::collection::vec(0.0_f64..9.0, 12)) {
            let design = Design { draws: 4, replications: 3 };
            let ab = paired_difference(&a, &b, design).unwrap();
            let ba = paired_difference(&b, &a, design).unwrap();
            prop_assert_eq!(ab.difference, -ba.difference);
            prop_assert_eq!(ab.p_value, ba.p_value);
            prop_assert_eq!(ab.n_discordant, ba.n_discordant);
            let (forth, back) = (ab.interval.unwrap(), ba.interval.unwrap());
            prop_assert_eq!((forth.low, forth.high), (-back.high, -back.low));
        }
    }
}
