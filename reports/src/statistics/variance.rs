//! How much of a spread is chance and how much ignorance, and what more runs would buy.
//!
//! *Chance* is the spread inside a draw: the same world, another incident. *Ignorance* is the spread of the draws' true
//! means: another world within what the evidence allows. More replications shrink the first only; more draws average over
//! the second, but a world that is not known stays unknown however often it is averaged.

use super::design::{Clusters, StatisticsError};
use super::distribution::student;
use super::interval::CONFIDENCE;

/// One-way analysis of variance over parameter draws.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VarianceSplit {
    /// Draws that have a value.
    pub draws: usize,
    /// Replications per draw; where the counts differ, their effective number.
    pub replications: f64,
    /// Variance by chance: of one value inside its draw.
    pub within: f64,
    /// Variance by ignorance: of the draws' true means, noise removed, never below 0.
    pub between: f64,
    /// F statistic of "the draws do not differ"; infinite or NaN when nothing varies inside a draw.
    pub f: f64,
}

/// Splits the variance; needs two draws and, in all, more values than draws.
///
/// between = max(0, (MS between - MS within) / n0), n0 = (N - sum n_d^2 / N) / (D - 1), which is R when all n_d = R.
///
/// Source: Searle, Casella and McCulloch (1992), Variance Components, section 3.6 (ANOVA estimators, unbalanced data).
///
/// # Errors
/// [`StatisticsError::TooFew`] for one draw, or one value per draw: then nothing tells the two apart.
pub fn variance_split(clusters: &Clusters) -> Result<VarianceSplit, StatisticsError> {
    let draws = clusters.draws().len();
    let count = clusters.count();
    if draws < 2 {
        return Err(StatisticsError::TooFew { what: "parameter draws", needed: 2, found: draws });
    }
    if count == draws {
        return Err(StatisticsError::TooFew { what: "replications in some draw", needed: 2, found: 1 });
    }
    let squared_counts: f64 = clusters.draws().iter().map(|draw| (draw.count() * draw.count()) as f64).sum();
    let replications = (count as f64 - squared_counts / count as f64) / (draws - 1) as f64;
    let mean_square_between = clusters.squares_between() / (draws - 1) as f64;
    let within = clusters.squares_within() / (count - draws) as f64;
    let between = ((mean_square_between - within) / replications).max(0.0);
    Ok(VarianceSplit { draws, replications, within, between, f: mean_square_between / within })
}

/// More than this many draws or replications is "never": ten thousand times the default comparison.
const MOST_RUNS: f64 = 1e9;

impl VarianceSplit {
    /// Share of one value's variance that is ignorance (the intraclass correlation); 0 when nothing varies.
    pub fn share_of_ignorance(&self) -> f64 {
        let total = self.between + self.within;
        if total > 0.0 { self.between / total } else { 0.0 }
    }

    /// Standard error that the mean would have with these numbers of draws and replications.
    pub fn standard_error(&self, draws: usize, replications: usize) -> f64 {
        libm::sqrt((self.between + self.within / replications as f64) / draws as f64)
    }

    /// Half width that the 95 % interval would have; `None` for fewer than two draws.
    pub fn half_width(&self, draws: usize, replications: usize) -> Option<f64> {
        (draws > 1).then(|| two_sided_t(draws) * self.standard_error(draws, replications))
    }

    /// Replications per draw at which the standard error falls to `wanted`, the draws as they are; `None` when ignorance
    /// alone is wider, so that no number would do.
    pub fn replications_for_standard_error(&self, draws: usize, wanted: f64) -> Option<usize> {
        let room = draws as f64 * wanted * wanted - self.between;
        if self.within == 0.0 && room >= 0.0 {
            return Some(1);
        }
        let needed = (self.within / room).ceil().max(1.0);
        (room > 0.0 && needed <= MOST_RUNS).then_some(needed as usize)
    }

    /// Replications per draw at which the 95 % interval's half width falls to `wanted`, the draws as they are.
    pub fn replications_for_half_width(&self, draws: usize, wanted: f64) -> Option<usize> {
        if draws < 2 {
            return None;
        }
        self.replications_for_standard_error(draws, wanted / two_sided_t(draws))
    }

    /// Draws at which the 95 % interval's half width falls to `wanted`, the replications per draw as they are.
    pub fn draws_for_half_width(&self, replications: usize, wanted: f64) -> Option<usize> {
        least_draws(|draws| self.half_width(draws, replications).is_some_and(|width| width <= wanted))
    }
}

/// Smallest number of draws (at least two) from which on `enough` holds; `enough` must stay true once it is.
pub(super) fn least_draws(enough: impl Fn(usize) -> bool) -> Option<usize> {
    let mut high = 2;
    while !enough(high) {
        high *= 2;
        if high as f64 > MOST_RUNS {
            return None;
        }
    }
    let mut low = high / 2;
    while high - low > 1 && high > 2 {
        let middle = low + (high - low) / 2;
        if enough(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(high)
}

fn two_sided_t(draws: usize) -> f64 {
    student::upper_quantile(0.5 * (1.0 - CONFIDENCE), (draws - 1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Design;
    use proptest::prelude::*;

    /// NIST Statistical Reference Datasets, analysis of variance, "SiRstv" (silicon resistivity, five instruments, five
    /// measurements each). Certified: MS between 1.27865654e-2, MS within 1.0831828e-2, F 1.18046237440255.
    #[test]
    fn the_silicon_wafers_come_out() {
        let wafers = [
            196.3052, 196.1240, 196.1890, 196.2569, 196.3403, 196.3042, 196.3825, 196.1669, 196.3257, 196.0422,
            196.1303, 196.2005, 196.2889, 196.0343, 196.1811, 196.2795, 196.1748, 196.1494, 196.1485, 195.9885,
            196.2119, 196.1051, 196.1850, 196.0052, 196.2090,
        ];
        let clusters = Clusters::complete(&wafers, Design { draws: 5, replications: 5 }).unwrap();
        let split = variance_split(&clusters).unwrap();
        assert!((split.within - 1.083_182_8e-2).abs() < 1e-11);
        assert!((split.f - 1.180_462_374_402_55).abs() < 1e-8);
        assert!((split.between - (1.278_656_54e-2 - 1.083_182_8e-2) / 5.0).abs() < 1e-11);
    }

    #[test]
    fn identical_draws_are_all_chance_and_constant_draws_all_ignorance() {
        let design = Design { draws: 3, replications: 2 };
        let chance = variance_split(&Clusters::complete(&[1.0, 3.0, 1.0, 3.0, 1.0, 3.0], design).unwrap()).unwrap();
        assert_eq!((chance.between, chance.within, chance.share_of_ignorance()), (0.0, 2.0, 0.0));
        let ignorance = variance_split(&Clusters::complete(&[1.0, 1.0, 2.0, 2.0, 3.0, 3.0], design).unwrap()).unwrap();
        assert_eq!((ignorance.between, ignorance.within, ignorance.share_of_ignorance()), (1.0, 0.0, 1.0));
    }

    /// By hand: draws {1, 3} and {5}. MS between 2 x 1 + 1 x 4 = 6, MS within 2 / 1, n0 = 3 - 5/3 = 4/3, (6 - 2) / n0 = 3.
    #[test]
    fn draws_of_unequal_size_have_an_effective_number_of_replications() {
        let design = Design { draws: 2, replications: 2 };
        let split =
            variance_split(&Clusters::present(&[Some(1.0), Some(3.0), None, Some(5.0)], design).unwrap()).unwrap();
        assert!((split.replications - 4.0 / 3.0).abs() < 1e-15 && (split.between - 3.0).abs() < 1e-12, "{split:?}");
        assert_eq!((split.within, split.f), (2.0, 3.0));
    }

    #[test]
    fn one_replication_cannot_tell_chance_from_ignorance() {
        let clusters = Clusters::complete(&[1.0, 2.0], Design { draws: 2, replications: 1 }).unwrap();
        assert!(matches!(variance_split(&clusters), Err(StatisticsError::TooFew { .. })));
    }

    /// By hand: between 4, within 36; with 100 draws a standard error of 0.25 needs (4 + 36 / R) / 100 <= 1 / 16,
    /// R >= 16; one of 0.2 needs 36 / R <= 0, which no R gives.
    #[test]
    fn replications_cannot_buy_off_ignorance() {
        let split = VarianceSplit { draws: 100, replications: 10.0, within: 36.0, between: 4.0, f: 2.0 };
        assert_eq!(split.replications_for_standard_error(100, 0.25), Some(16));
        assert_eq!(split.replications_for_standard_error(100, 0.2), None);
        assert!(split.draws_for_half_width(10, 0.2).is_some());
    }

    proptest! {
        #[test]
        fn the_numbers_asked_for_are_enough_and_one_less_is_not(
            within in 0.1_f64..50.0, between in 0.0_f64..5.0, wanted in 0.3_f64..3.0, runs in 2_usize..60,
        ) {
            let split = VarianceSplit { draws: 2, replications: 2.0, within, between, f: 1.0 };
            let draws = split.draws_for_half_width(runs, wanted).unwrap();
            prop_assert!(split.half_width(draws, runs).unwrap() <= wanted);
            prop_assert!(draws == 2 || split.half_width(draws - 1, runs).unwrap() > wanted);
            if let Some(replications) = split.replications_for_half_width(runs, wanted) {
                prop_assert!(split.half_width(runs, replications).unwrap() <= wanted * (1.0 + 1e-12));
                prop_assert!(replications == 1 || split.half_width(runs, replications - 1).unwrap() > wanted);
            }
        }
    }
}
