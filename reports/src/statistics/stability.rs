//! Rank stability: in how many of the worlds that the evidence allows is the set really better?
//!
//! The plain share of draws in which it came out better is spoiled by chance: with few replications every draw's
//! difference is noisy, and the share is pulled towards one half. So each draw's difference is shrunk towards the overall one
//! by what of its spread is noise, and the draw counts with the probability that its *true* difference favours the set.

use super::design::{Clusters, StatisticsError};
use super::distribution::normal;
use super::moments::Moments;
use super::variance::variance_split;
use super::verdict::Direction;

/// Mean over draws of P(true difference favours the set).
#[derive(Debug, Clone, PartialEq)]
pub struct RankStability {
    /// From 0 (the other set is better in every world) to 1 (this one is). 0.5: either.
    pub value: f64,
    /// Per draw, in draw order, P(true difference favours the set).
    pub per_draw: Vec<f64>,
    /// Variance of the draws' true differences.
    pub between: f64,
    /// Variance of a draw's mean difference by chance, averaged over draws; `None` with one replication per draw, when
    /// nothing can be removed and `value` is the plain share (a tie counts one half).
    pub noise: Option<f64>,
}

/// Rank stability of the set whose differences to another one (`set - other`) are given.
///
/// true_d ~ N(m, between), observed_d ~ N(true_d, within / n_d); so true_d given observed_d is normal with mean
/// m + B (observed_d - m) and variance B within / n_d, B = between / (between + within / n_d). `within` is pooled over
/// draws: a draw in which nothing happened has no spread of its own, yet is not known exactly. Without spread between
/// draws every world has the overall difference, and its sign decides.
///
/// Source: Efron and Morris (1975), "Data analysis using Stein's estimator and its generalizations", JASA 70, in its
/// empirical-Bayes form; the moment estimate of `between` as in [`variance_split`].
///
/// # Errors
/// [`StatisticsError::TooFew`] for a single draw.
pub fn rank_stability(differences: &Clusters, direction: Direction) -> Result<RankStability, StatisticsError> {
    let draws = differences.draws();
    if draws.len() < 2 {
        return Err(StatisticsError::TooFew { what: "parameter draws", needed: 2, found: draws.len() });
    }
    let overall: Moments = draws.iter().map(Moments::mean).collect();
    let split = variance_split(differences).ok();
    let between = split.map_or(overall.variance().unwrap_or(0.0), |split| split.between);
    let per_draw: Vec<f64> = draws
        .iter()
        .map(|draw| {
            let noise = split.map_or(0.0, |split| split.within / draw.count() as f64);
            let trust = if between > 0.0 { between / (between + noise) } else { 0.0 };
            let shrunk = overall.mean() + trust * (draw.mean() - overall.mean());
            chance_of_favour(direction.gain(shrunk), libm::sqrt(trust * noise))
        })
        .collect();
    let value = per_draw.iter().copied().collect::<Moments>().mean();
    let noise =
        split.map(|split| draws.iter().map(|draw| split.within / draw.count() as f64).collect::<Moments>().mean());
    Ok(RankStability { value, per_draw, between, noise })
}

/// P(N(gain, sd) > 0); without spread the sign of the gain, a tie counting one half for each side.
fn chance_of_favour(gain: f64, sd: f64) -> f64 {
    if sd > 0.0 {
        normal::cdf(gain / sd)
    } else if gain > 0.0 {
        1.0
    } else if gain < 0.0 {
        0.0
    } else {
        0.5
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Design;
    use proptest::prelude::*;

    fn stability(values: &[f64], draws: usize) -> RankStability {
        let design = Design { draws, replications: values.len() / draws };
        rank_stability(&Clusters::complete(values, design).unwrap(), Direction::LowerIsBetter).unwrap()
    }

    /// By hand. Draw means -3 and 1, so m = -1 and total variance 8; inside each draw {-1, +1} around the mean, variance 2,
    /// noise 2 / 2 = 1; between 7, B = 7/8. Shrunk means -2.75 and 0.75, sd sqrt(7/8):
    /// Phi(2.75 / 0.935414) = 0.998358, Phi(-0.75 / 0.935414) = 0.211339; mean 0.604849.
    #[test]
    fn two_draws_by_hand() {
        let stability = stability(&[-4.0, -2.0, 0.0, 2.0], 2);
        assert!((stability.between - 7.0).abs() < 1e-12);
        assert_eq!(stability.noise, Some(1.0));
        assert!((stability.value - 0.604_849).abs() < 1e-6, "{}", stability.value);
    }

    #[test]
    fn draws_that_differ_by_noise_alone_all_count_for_the_better_set() {
        let stability = stability(&[-3.0, 1.0, 1.0, -3.0, -3.0, 1.0], 3);
        assert_eq!((stability.value, stability.between), (1.0, 0.0));
    }

    #[test]
    fn worlds_that_disagree_do_not_average_into_agreement() {
        // Two worlds out of four speak for each side, and chance plays no part.
        assert_eq!(stability(&[-9.0, -9.0, -9.0, -9.0, 1.0, 1.0, 1.0, 1.0], 4).value, 0.5);
    }

    #[test]
    fn one_replication_gives_the_plain_share_with_ties_halved() {
        let stability = stability(&[-1.0, -2.0, 3.0, 0.0], 4);
        assert_eq!((stability.value, stability.noise), (2.5 / 4.0, None));
    }

    #[test]
    fn one_draw_has_no_rank_stability() {
        let clusters = Clusters::complete(&[1.0, 2.0], Design { draws: 1, replications: 2 }).unwrap();
        assert!(rank_stability(&clusters, Direction::LowerIsBetter).is_err());
    }

    proptest! {
        #[test]
        fn what_favours_the_one_set_disfavours_the_other(values in prop::collection::vec(-5.0_f64..5.0, 20)) {
            let mirrored: Vec<f64> = values.iter().map(|v| -v).collect();
            let sum = stability(&values, 5).value + stability(&mirrored, 5).value;
            prop_assert!((sum - 1.0).abs() < 1e-12);
        }
    }
}
