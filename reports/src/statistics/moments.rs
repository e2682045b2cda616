//! Mean and standard deviation in one pass, without the cancellation of "sum of squares minus square of sum".

use super::design::{StatisticsError, check_finite};

/// Count, mean and sum of squared deviations of the values pushed so far.
///
/// Source: Welford (1962), "Note on a method for calculating corrected sums of squares and products", Technometrics 4.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moments {
    count: usize,
    mean: f64,
    squares: f64,
}

impl Moments {
    /// Of nothing yet.
    pub fn new() -> Self {
        Self { count: 0, mean: 0.0, squares: 0.0 }
    }

    /// Takes one more value. The result depends on the order (in the last bits): push in key order.
    pub fn push(&mut self, value: f64) {
        self.count += 1;
        let before = value - self.mean;
        self.mean += before / self.count as f64;
        self.squares += before * (value - self.mean);
    }

    /// How many values were pushed.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Their mean; 0 when there is none, so look at [`count`](Moments::count) first.
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// Sum of squared deviations from the mean.
    pub fn squares(&self) -> f64 {
        self.squares
    }

    /// Sample variance (divisor n - 1); `None` for fewer than two values.
    pub fn variance(&self) -> Option<f64> {
        (self.count > 1).then(|| self.squares / (self.count - 1) as f64)
    }

    /// Sample standard deviation; `None` for fewer than two values.
    pub fn sd(&self) -> Option<f64> {
        self.variance().map(libm::sqrt)
    }
}

impl Default for Moments {
    fn default() -> Self {
        Self::new()
    }
}

impl FromIterator<f64> for Moments {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Self {
        let mut moments = Self::new();
        for value in values {
            moments.push(value);
        }
        moments
    }
}

/// Mean of `values`, in order.
///
/// # Errors
/// Empty, or not finite.
pub fn mean(values: &[f64]) -> Result<f64, StatisticsError> {
    check_finite(values)?;
    let moments: Moments = values.iter().copied().collect();
    if moments.count() == 0 { Err(StatisticsError::Empty) } else { Ok(moments.mean()) }
}

/// Sample standard deviation (divisor n - 1) of `values`; `Ok(None)` for a single one.
///
/// # Errors
/// Empty, or not finite.
pub fn sd(values: &[f64]) -> Result<Option<f64>, StatisticsError> {
    check_finite(values)?;
    if values.is_empty() {
        return Err(StatisticsError::Empty);
    }
    Ok(values.iter().copied().collect::<Moments>().sd())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// NIST Statistical Reference Datasets, univariate, "NumAcc4": certified mean 10000000.2, standard deviation 0.1.
    /// The naive formula loses every digit of it.
    #[test]
    fn a_small_spread_far_from_zero_survives() {
        let mut values = vec![10_000_000.2];
        for _ in 0..500 {
            values.extend([10_000_000.1, 10_000_000.3]);
        }
        assert!((mean(&values).unwrap() - 10_000_000.2).abs() < 1e-7);
        assert!((sd(&values).unwrap().unwrap() - 0.1).abs() < 1e-8);
    }

    #[test]
    fn one_value_has_no_spread_and_none_has_no_mean() {
        assert_eq!(sd(&[3.0]), Ok(None));
        assert_eq!(mean(&[]), Err(StatisticsError::Empty));
    }
}
