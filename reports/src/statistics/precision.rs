//! How narrow an interval is wanted, as a share of its mean.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::clustered::clustered_mean;
use super::design::{Clusters, Design, StatisticsError};
use super::interval::{Interval, IntervalKind};

/// Half width of a 95 % interval, in percent of the mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Precision {
    percent: f64,
}

impl Precision {
    /// Whether the mean of `values[d * R + r]` is known this precisely. Where nothing but zeros was seen there is no mean to be precise
    /// about, and more draws are not waited for: the upper bound says what is known. A single draw is never precise.
    ///
    /// # Errors
    /// As [`Clusters::present`], but for a measure that no incident has: that is as with nothing but zeros.
    pub fn is_met(self, values: &[Option<f64>], design: Design) -> Result<bool, StatisticsError> {
        if values.iter().all(Option::is_none) {
            return Ok(true);
        }
        let mean = clustered_mean(&Clusters::present(values, design)?);
        Ok(match (mean.kind, mean.interval) {
            (IntervalKind::ZeroEvents, _) => true,
            (_, interval) => interval.is_some_and(|interval| self.holds(mean.mean, interval)),
        })
    }

    /// Whether `interval` around `mean` is this narrow.
    #[must_use]
    pub fn holds(self, mean: f64, interval: Interval) -> bool {
        interval.half_width() <= self.percent / 100.0 * mean.abs()
    }
}

/// The text is no precision.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{text}` is no precision: expected a percentage above 0, such as `5%`")]
pub struct PrecisionError {
    /// What was given.
    pub text: String,
}

impl FromStr for Precision {
    type Err = PrecisionError;

    fn from_str(text: &str) -> Result<Self, PrecisionError> {
        match text.trim().strip_suffix('%').and_then(|number| number.trim().parse::<f64>().ok()) {
            Some(percent) if percent.is_finite() && percent > 0.0 => Ok(Self { percent }),
            _ => Err(PrecisionError { text: text.to_owned() }),
        }
    }
}

impl fmt::Display for Precision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.percent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(percent: &str, values: &[f64], draws: usize) -> bool {
        let values: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
        let design = Design { draws, replications: values.len() / draws };
        percent.parse::<Precision>().expect("a precision").is_met(&values, design).expect("finite")
    }

    /// Draws' means 8, 10, 12: mean 10, sd 2, error 2 / sqrt(3), t(0.975, 2) = 4.302653: half width 4.968, 49.7 % of the mean.
    #[test]
    fn it_is_the_half_width_over_the_mean() {
        let values = [8.0, 8.0, 10.0, 10.0, 12.0, 12.0];
        assert!(met("50%", &values, 3));
        assert!(!met("49 %", &values, 3));
    }

    #[test]
    fn zeros_are_not_waited_for_and_one_draw_is_never_enough() {
        assert!(met("1%", &[0.0; 6], 3));
        assert!(!met("1000%", &[1.0, 2.0, 3.0], 1));
    }

    #[test]
    fn only_a_percentage_above_zero_is_a_precision() {
        for text in ["5", "0%", "-1%", "five%", ""] {
            assert!(text.parse::<Precision>().is_err(), "{text}");
        }
    }
}
