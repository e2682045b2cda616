//! The margin: a difference too small to matter in practice.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// Below this a difference does not matter, however certain it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Margin {
    /// In the unit of the measure.
    Absolute(f64),
    /// In percent of the baseline's mean.
    PercentOfBaseline(f64),
}

impl Margin {
    /// The margin in the measure's unit.
    pub fn in_unit(self, baseline_mean: f64) -> f64 {
        match self {
            Self::Absolute(margin) => margin,
            Self::PercentOfBaseline(percent) => percent / 100.0 * baseline_mean.abs(),
        }
    }
}

impl Default for Margin {
    /// Zero: any difference that is real counts.
    fn default() -> Self {
        Self::Absolute(0.0)
    }
}

/// The text is no margin.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "`{text}` is no margin: expected a number that is not negative (in the measure's unit), or a percentage such as `5%`"
)]
pub struct MarginError {
    /// What was given.
    pub text: String,
}

impl FromStr for Margin {
    type Err = MarginError;

    fn from_str(text: &str) -> Result<Self, MarginError> {
        let (number, margin): (&str, fn(f64) -> Self) = match text.trim().strip_suffix('%') {
            Some(percent) => (percent, Self::PercentOfBaseline),
            None => (text, Self::Absolute),
        };
        match number.trim().parse::<f64>() {
            Ok(value) if value.is_finite() && value >= 0.0 => Ok(margin(value)),
            _ => Err(MarginError { text: text.to_owned() }),
        }
    }
}

impl fmt::Display for Margin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absolute(margin) => write!(f, "{margin}"),
            Self::PercentOfBaseline(percent) => write!(f, "{percent}%"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_are_margins() {
        for (text, margin) in [
            ("0", Margin::Absolute(0.0)),
            ("12.5", Margin::Absolute(12.5)),
            ("5%", Margin::PercentOfBaseline(5.0)),
            (" 0.5 % ", Margin::PercentOfBaseline(0.5)),
        ] {
            assert_eq!(text.parse(), Ok(margin), "{text}");
            assert_eq!(margin.to_string().parse(), Ok(margin));
        }
    }

    #[test]
    fn texts_that_are_not() {
        for text in ["", "%", "-1", "nan", "inf", "5 percent", "5%%", "1,000"] {
            assert!(text.parse::<Margin>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_percentage_is_of_the_baseline() {
        assert_eq!(Margin::PercentOfBaseline(5.0).in_unit(200.0), 10.0);
        assert_eq!(Margin::Absolute(3.0).in_unit(200.0), 3.0);
    }
}
