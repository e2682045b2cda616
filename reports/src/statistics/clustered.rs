//! A mean whose interval is clustered on parameter draws.
//!
//! Replications of one draw share its parameters; counting them as independent would make the interval too narrow by
//! up to the square root of `R`. The draws are independent, so the spread of their means says what the mean is worth.

use super::design::Clusters;
use super::distribution::student;
use super::interval::{CONFIDENCE, Interval, IntervalKind};

/// A mean over draws and replications.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClusteredMean {
    /// Number of values.
    pub n: usize,
    /// Number of draws that have a value.
    pub draws: usize,
    /// Mean of all values.
    pub mean: f64,
    /// Standard deviation over all values; `None` for a single value.
    pub sd: Option<f64>,
    /// Standard error of the mean, clustered; `None` for a single draw.
    pub standard_error: Option<f64>,
    /// 95 % interval; `None` for a single draw and when nothing but zeros was seen.
    pub interval: Option<Interval>,
    /// How the interval was made, or why there is none.
    pub kind: IntervalKind,
}

/// Mean and 95 % interval, Student t with (draws - 1) degrees of freedom.
///
/// With R values in every draw the variance of the mean is the variance of the draw means over D. With unequal counts
/// n_d it is the ratio estimator's, D / (D - 1) x sum of (n_d (m_d - m))^2 / N^2, which is the same when they are equal.
///
/// Source: Cochran (1977), Sampling Techniques, 3rd ed., sections 9A.1 (equal clusters) and 9A.3 (ratio to size).
pub fn clustered_mean(clusters: &Clusters) -> ClusteredMean {
    let draws = clusters.draws().len();
    let mean = clusters.mean();
    let standard_error = standard_error(clusters);
    let only_zeros = clusters.draws().iter().all(|draw| draw.mean() == 0.0 && draw.squares() == 0.0);
    let (interval, kind) = match standard_error {
        None => (None, IntervalKind::None),
        Some(_) if only_zeros => (None, IntervalKind::ZeroEvents),
        Some(error) => {
            let t = student::upper_quantile(0.5 * (1.0 - CONFIDENCE), (draws - 1) as f64);
            (Some(Interval::around(mean, t * error)), IntervalKind::ClusteredT)
        }
    };
    ClusteredMean { n: clusters.count(), draws, mean, sd: clusters.sd(), standard_error, interval, kind }
}

fn standard_error(clusters: &Clusters) -> Option<f64> {
    let draws = clusters.draws().len();
    if draws < 2 {
        return None;
    }
    let mean = clusters.mean();
    let squares: f64 = clusters
        .draws()
        .iter()
        .map(|draw| {
            let excess = draw.count() as f64 * (draw.mean() - mean);
            excess * excess
        })
        .sum();
    let n = clusters.count() as f64;
    Some(libm::sqrt(draws as f64 / (draws - 1) as f64 * squares) / n)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{Design, StatisticsError};
    use proptest::prelude::*;

    fn of(values: &[f64], draws: usize, replications: usize) -> Result<ClusteredMean, StatisticsError> {
        Ok(clustered_mean(&Clusters::complete(values, Design { draws, replications })?))
    }

    /// One value per draw is the ordinary t interval. Student's own sleep data (Student 1908; R's `sleep`, group 2):
    /// mean 2.33, sd 2.002, t interval with 9 degrees of freedom 0.898 to 3.762.
    #[test]
    fn one_replication_per_draw_is_the_ordinary_t_interval() {
        let sleep = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        let mean = of(&sleep, 10, 1).unwrap();
        let interval = mean.interval.unwrap();
        assert!((mean.mean - 2.33).abs() < 1e-12);
        assert!((mean.sd.unwrap() - 2.002).abs() < 5e-4);
        assert!((interval.low - 0.8977).abs() < 5e-4 && (interval.high - 3.7623).abs() < 5e-4);
        assert_eq!(mean.kind, IntervalKind::ClusteredT);
    }

    #[test]
    fn one_draw_gives_no_interval() {
        let mean = of(&[1.0, 2.0, 3.0], 1, 3).unwrap();
        assert_eq!((mean.interval, mean.standard_error, mean.kind.as_str()), (None, None, "none"));
    }

    #[test]
    fn nothing_but_zeros_gives_no_interval_around_zero() {
        let mean = of(&[0.0; 6], 3, 2).unwrap();
        assert_eq!((mean.interval, mean.kind.as_str()), (None, "zero_events"));
    }

    /// By hand: draws {1, 1} and {4}: mean 2, excesses 2 x (1 - 2) = -2 and 2, variance 2 / 1 x 8 / 9 = 16 / 9.
    #[test]
    fn draws_of_unequal_size_weigh_by_their_values() {
        let design = Design { draws: 2, replications: 2 };
        let clusters = Clusters::present(&[Some(1.0), Some(1.0), Some(4.0), None], design).unwrap();
        let mean = clustered_mean(&clusters);
        assert_eq!((mean.n, mean.draws, mean.mean), (3, 2, 2.0));
        assert!((mean.standard_error.unwrap() - 4.0 / 3.0).abs() < 1e-15);
    }

    #[test]
    fn repeating_a_replication_adds_no_knowledge() {
        let once = of(&[1.0, 2.0, 4.0, 8.0], 4, 1).unwrap().interval.unwrap();
        let thrice: Vec<f64> = [1.0, 2.0, 4.0, 8.0].iter().flat_map(|v| [*v; 3]).collect();
        let thrice = of(&thrice, 4, 3).unwrap().interval.unwrap();
        assert!((once.low - thrice.low).abs() < 1e-12 && (once.high - thrice.high).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn the_interval_contains_the_mean(values in prop::collection::vec(0.5_f64..100.0, 12)) {
            let mean = of(&values, 4, 3).unwrap();
            prop_assert!(mean.interval.unwrap().contains(mean.mean));
        }
    }
}
