//! Bootstrap over parameter draws: an interval for a mean that does not lean on the bell curve.
//!
//! Whole draws are drawn again with replacement, each with all its replications, because draws are what is independent.
//! Random numbers are addressed: the place of every number is stated, so that the same seed gives the same interval.
//!
//! The interval is bias-corrected and accelerated (BCa), not the plain percentile one. Harms are rare and long-tailed, and
//! there it held its 95 % better: where one draw in twenty has a harm (exponential), with 200 draws, BCa held the true
//! mean in 91.5 % of 1,500 trials, percentile in 87.8 %, Student t in 87.2 %; with 50 draws in 77.2, 71.5 and 70.8 %; for
//! lognormal means of log-sd 1.5 and 50 draws in 85.5, 81.9 and 81.0 %. On normal means it loses a point (94.3, 94.3,
//! 94.9 %). None of them is honest with a handful of events: that is what the rule on discordant pairs is for.
//! (`tests/reference/README.md` says how it was measured.)

use super::design::{Clusters, StatisticsError};
use super::distribution::normal;
use super::interval::{CONFIDENCE, Interval};
use super::quantiles::{quantile, sorted};

/// Resamples that a 95 % interval is made from: its ends are then the 50th or so from either side, and scatter by
/// about 3 % of the half width from seed to seed (0.06 standard errors in a normal tail, more in a long one).
pub const BOOTSTRAP_RESAMPLES: usize = 2000;

/// BCa interval of the mean over all values, draws resampled; `None` for a single draw and where every resample gives the
/// same mean.
///
/// `uniform(i)` must give the i-th number, uniform in [0, 1), for i = resample x draws + place: a keyed source answers by
/// address, so that no other caller can shift it.
///
/// Source: Efron (1987), "Better bootstrap confidence intervals", JASA 82; resampling of clusters as in Davison and Hinkley
/// (1997), Bootstrap Methods and their Application, section 3.8; acceleration by the jackknife, their equation 5.27.
///
/// # Errors
/// `resamples` is 0, or `uniform` gave a number outside [0, 1).
pub fn bootstrap_mean(
    clusters: &Clusters,
    resamples: usize,
    mut uniform: impl FnMut(usize) -> f64,
) -> Result<Option<Interval>, StatisticsError> {
    if resamples == 0 {
        return Err(StatisticsError::TooFew { what: "bootstrap resamples", needed: 1, found: 0 });
    }
    let draws = clusters.draws();
    if draws.len() < 2 {
        return Ok(None);
    }
    let sums: Vec<(f64, f64)> =
        draws.iter().map(|draw| (draw.count() as f64 * draw.mean(), draw.count() as f64)).collect();
    let mut means = Vec::with_capacity(resamples);
    for resample in 0..resamples {
        let (mut sum, mut count) = (0.0, 0.0);
        for place in 0..sums.len() {
            let u = uniform(resample * sums.len() + place);
            if !(0.0..1.0).contains(&u) {
                return Err(StatisticsError::OutOfRange { what: "a uniform random number", value: u });
            }
            let drawn = sums[((u * sums.len() as f64) as usize).min(sums.len() - 1)];
            sum += drawn.0;
            count += drawn.1;
        }
        means.push(sum / count);
    }
    let ascending = sorted(&means)?;
    if ascending[0] == ascending[resamples - 1] {
        return Ok(None);
    }
    let bias = bias_correction(&ascending, clusters.mean());
    let acceleration = acceleration(&sums);
    let end = |p: f64| {
        let z = bias + normal::quantile(p);
        quantile(&ascending, normal::cdf(bias + z / (1.0 - acceleration * z)))
    };
    let tail = 0.5 * (1.0 - CONFIDENCE);
    Ok(Some(Interval { low: end(tail)?, high: end(1.0 - tail)? }))
}

/// Normal quantile of the share of resamples below the estimate; a tie counts one half. Kept off 0 and 1, where the
/// estimate lies outside all resamples and the correction would be infinite.
fn bias_correction(ascending: &[f64], estimate: f64) -> f64 {
    let below = ascending.partition_point(|mean| *mean < estimate);
    let tied = ascending.partition_point(|mean| *mean <= estimate) - below;
    let n = ascending.len() as f64;
    let share = (below as f64 + 0.5 * tied as f64) / n;
    normal::quantile(share.clamp(0.5 / n, 1.0 - 0.5 / n))
}

/// Skewness of the jackknife means, over six; 0 where they are all alike.
fn acceleration(sums: &[(f64, f64)]) -> f64 {
    let total: f64 = sums.iter().map(|(sum, _)| sum).sum();
    let count: f64 = sums.iter().map(|(_, count)| count).sum();
    let without: Vec<f64> = sums.iter().map(|(sum, n)| (total - sum) / (count - n)).collect();
    let centre = without.iter().sum::<f64>() / without.len() as f64;
    let (mut squares, mut cubes) = (0.0, 0.0);
    for mean in without {
        let deviation = centre - mean;
        squares += deviation * deviation;
        cubes += deviation * deviation * deviation;
    }
    if squares > 0.0 { cubes / (6.0 * squares * libm::sqrt(squares)) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{Design, clustered_mean};
    use proptest::prelude::*;

    /// A splitmix64 counter: addressed, and good enough to resample with.
    fn uniform(i: usize) -> f64 {
        let mut z = (i as u64).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn of(values: &[f64], draws: usize) -> Clusters {
        Clusters::complete(values, Design { draws, replications: values.len() / draws }).unwrap()
    }

    /// For many draws without skewness all intervals agree: here 200 equally spaced draw means, t half width 1.971957 x
    /// sd / sqrt(200). Tolerance: the ends of 2,000 resamples have a standard error of sqrt(0.025 x 0.975 / 2000) /
    /// phi(1.96) = 0.06 standard errors of the mean, four of which are 0.24 of 1.97, 12 %.
    #[test]
    fn many_symmetric_draws_agree_with_student() {
        let values: Vec<f64> = (0..400).map(|i| f64::from(i / 2)).collect();
        let clusters = of(&values, 200);
        let student = clustered_mean(&clusters).interval.unwrap();
        let bootstrap = bootstrap_mean(&clusters, BOOTSTRAP_RESAMPLES, uniform).unwrap().unwrap();
        assert!((bootstrap.low - student.low).abs() < 0.12 * student.half_width(), "{bootstrap:?} {student:?}");
        assert!((bootstrap.high - student.high).abs() < 0.12 * student.half_width(), "{bootstrap:?} {student:?}");
    }

    #[test]
    fn a_long_upper_tail_reaches_further_up_than_down() {
        let values: Vec<f64> = (0..50).map(|i| if i % 10 == 0 { 20.0 + f64::from(i) } else { 0.0 }).collect();
        let clusters = of(&values, 50);
        let interval = bootstrap_mean(&clusters, BOOTSTRAP_RESAMPLES, uniform).unwrap().unwrap();
        assert!(interval.high - clusters.mean() > 1.2 * (clusters.mean() - interval.low), "{interval:?}");
    }

    #[test]
    fn one_draw_or_one_value_everywhere_has_no_interval() {
        assert_eq!(bootstrap_mean(&of(&[1.0, 2.0], 1), 100, uniform), Ok(None));
        assert_eq!(bootstrap_mean(&of(&[3.0; 8], 4), 100, uniform), Ok(None));
    }

    #[test]
    fn a_source_that_leaves_its_range_is_refused() {
        assert!(bootstrap_mean(&of(&[1.0, 2.0], 2), 10, |_| 1.0).is_err());
        assert!(bootstrap_mean(&of(&[1.0, 2.0], 2), 10, |_| f64::NAN).is_err());
        assert!(bootstrap_mean(&of(&[1.0, 2.0], 2), 0, uniform).is_err());
    }

    proptest! {
        #[test]
        fn the_interval_stays_within_the_draws_and_holds_its_address(values in prop::collection::vec(-9.0_f64..9.0, 24)) {
            let clusters = of(&values, 8);
            let once = bootstrap_mean(&clusters, 200, uniform).unwrap().unwrap();
            let least = clusters.draws().iter().map(|d| d.mean()).fold(f64::INFINITY, f64::min);
            let most = clusters.draws().iter().map(|d| d.mean()).fold(f64::NEG_INFINITY, f64::max);
            prop_assert!(least - 1e-9 <= once.low && once.low <= once.high && once.high <= most + 1e-9);
            prop_assert_eq!(bootstrap_mean(&clusters, 200, uniform).unwrap().unwrap(), once);
        }
    }
}
