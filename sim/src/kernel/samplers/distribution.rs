//! The distributions that a parameter row can name.

use super::normal::{normal_cdf, normal_quantile};
use super::{beta, gamma};

/// A distribution with valid parameters. Make one with the constructors, which check; the variants can be read, and built
/// only inside this crate.
///
/// ```
/// use yagura_sim::kernel::Distribution;
/// let dwell_days = Distribution::lognormal(2.3979, 2.0)?; // median 11 days
/// assert!((dwell_days.quantile(0.5) - 11.0).abs() < 0.001);
/// # Ok::<(), yagura_sim::kernel::DistributionError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Distribution {
    /// Always the same value.
    #[non_exhaustive]
    Fixed {
        /// The value.
        value: f64,
    },
    /// Every value of an interval is equally likely.
    #[non_exhaustive]
    Uniform {
        /// Lower end.
        low: f64,
        /// Upper end, above the lower.
        high: f64,
    },
    /// Time until something that does not age.
    #[non_exhaustive]
    Exponential {
        /// Mean, the reciprocal of the rate.
        mean: f64,
    },
    /// The logarithm is normal.
    #[non_exhaustive]
    Lognormal {
        /// Mean of the logarithm; its exponential is the median.
        mu: f64,
        /// Standard deviation of the logarithm.
        sigma: f64,
    },
    /// A hazard that rises (shape above 1) or falls (below 1) as a power of time.
    #[non_exhaustive]
    Weibull {
        /// Shape k.
        shape: f64,
        /// Scale lambda: 63 % lie below it.
        scale: f64,
    },
    /// Sum of exponential times, when the shape is whole.
    #[non_exhaustive]
    Gamma {
        /// Shape.
        shape: f64,
        /// Scale; the mean is shape times scale.
        scale: f64,
    },
    /// A share between 0 and 1.
    #[non_exhaustive]
    Beta {
        /// Weight of the upper end.
        a: f64,
        /// Weight of the lower end.
        b: f64,
    },
    /// An expert's lowest, likeliest and highest value: a beta distribution of shapes 1 + 4 (mode - low) / (high - low)
    /// and 1 + 4 (high - mode) / (high - low), stretched to the interval. Its mean is (low + 4 mode + high) / 6.
    #[non_exhaustive]
    Pert {
        /// Lowest value.
        low: f64,
        /// Likeliest value.
        mode: f64,
        /// Highest value, above the lowest.
        high: f64,
    },
    /// 1 with probability p, else 0.
    #[non_exhaustive]
    Bernoulli {
        /// Probability of 1.
        p: f64,
    },
}

/// Next neighbours of 0 and 1 on the grid of [`open_unit`](crate::kernel::open_unit).
const LOWEST: f64 = 1.0 / (1u64 << 53) as f64;
const HIGHEST: f64 = 1.0 - LOWEST;

impl Distribution {
    /// Always `value`.
    ///
    /// # Errors
    /// [`DistributionError::NotFinite`].
    pub fn fixed(value: f64) -> Result<Self, DistributionError> {
        Ok(Self::Fixed { value: finite("value", value)? })
    }

    /// Uniform between `low` and `high`; fixed if they are equal.
    ///
    /// # Errors
    /// A bound that is not finite, or `low` above `high`.
    pub fn uniform(low: f64, high: f64) -> Result<Self, DistributionError> {
        in_order(("low", finite("low", low)?), ("high", finite("high", high)?))?;
        if low == high { Self::fixed(low) } else { Self::Uniform { low, high }.bounded() }
    }

    /// Exponential with this mean.
    ///
    /// # Errors
    /// A mean that is not positive and finite.
    pub fn exponential(mean: f64) -> Result<Self, DistributionError> {
        Self::Exponential { mean: positive("mean", mean)? }.bounded()
    }

    /// Lognormal with mean `mu` and standard deviation `sigma` of the natural logarithm; fixed if `sigma` is zero.
    ///
    /// # Errors
    /// A parameter that is not finite, a negative `sigma`, or values past the largest number.
    pub fn lognormal(mu: f64, sigma: f64) -> Result<Self, DistributionError> {
        let mu = finite("mu", mu)?;
        if sigma == 0.0 {
            return Self::fixed(libm::exp(mu));
        }
        Self::Lognormal { mu, sigma: positive("sigma", sigma)? }.bounded()
    }

    /// Weibull.
    ///
    /// # Errors
    /// A parameter that is not positive and finite, or values past the largest number.
    pub fn weibull(shape: f64, scale: f64) -> Result<Self, DistributionError> {
        Self::Weibull { shape: positive("shape", shape)?, scale: positive("scale", scale)? }.bounded()
    }

    /// Gamma.
    ///
    /// # Errors
    /// A parameter that is not positive and finite, or values past the largest number.
    pub fn gamma(shape: f64, scale: f64) -> Result<Self, DistributionError> {
        Self::Gamma { shape: positive("shape", shape)?, scale: positive("scale", scale)? }.bounded()
    }

    /// Beta.
    ///
    /// # Errors
    /// A parameter that is not positive and finite.
    pub fn beta(a: f64, b: f64) -> Result<Self, DistributionError> {
        Self::Beta { a: positive("a", a)?, b: positive("b", b)? }.bounded()
    }

    /// PERT from a lowest, a likeliest and a highest value; fixed if the lowest is the highest.
    ///
    /// # Errors
    /// A value that is not finite, or values out of order.
    pub fn pert(low: f64, mode: f64, high: f64) -> Result<Self, DistributionError> {
        let (low, mode, high) = (finite("low", low)?, finite("mode", mode)?, finite("high", high)?);
        in_order(("low", low), ("mode", mode))?;
        in_order(("mode", mode), ("high", high))?;
        if low == high { Self::fixed(low) } else { Self::Pert { low, mode, high }.bounded() }
    }

    /// 1 with probability `p`, else 0.
    ///
    /// # Errors
    /// A probability outside 0..=1.
    pub fn bernoulli(p: f64) -> Result<Self, DistributionError> {
        if (0.0..=1.0).contains(&p) {
            Ok(Self::Bernoulli { p })
        } else {
            Err(DistributionError::NotAProbability { value: p })
        }
    }

    /// The value that is not exceeded with probability `u`, for `u` strictly between 0 and 1: never falls as `u` rises,
    /// and is finite on the whole grid of [`open_unit`](crate::kernel::open_unit).
    ///
    /// Fixed, uniform, exponential, lognormal and Weibull are closed forms and fit for the loop. Gamma, beta and PERT search
    /// and take microseconds: draw them once for each set of parameters.
    #[inline]
    #[must_use]
    pub fn quantile(&self, u: f64) -> f64 {
        match *self {
            Self::Fixed { value } => value,
            Self::Uniform { low, high } => low + (high - low) * u,
            // 1 - u is exact on the grid of open_unit.
            Self::Exponential { mean } => -mean * libm::log(1.0 - u),
            Self::Lognormal { mu, sigma } => libm::exp(mu + sigma * normal_quantile(u)),
            Self::Weibull { shape, scale } => scale * libm::pow(-libm::log(1.0 - u), 1.0 / shape),
            Self::Bernoulli { p } => f64::from(u8::from(u > 1.0 - p)),
            Self::Gamma { .. } | Self::Beta { .. } | Self::Pert { .. } => self.searched_quantile(u),
        }
    }

    #[inline(never)]
    fn searched_quantile(&self, u: f64) -> f64 {
        match *self {
            Self::Gamma { shape, scale } => scale * gamma::quantile(shape, u),
            Self::Beta { a, b } => beta::quantile(a, b, u),
            Self::Pert { low, mode, high } => {
                let (a, b) = pert_shapes(low, mode, high);
                (low + (high - low) * beta::quantile(a, b, u)).clamp(low, high)
            }
            _ => self.quantile(u),
        }
    }

    /// The mean, in closed form.
    #[must_use]
    pub fn mean(&self) -> f64 {
        match *self {
            Self::Fixed { value } => value,
            Self::Uniform { low, high } => low + 0.5 * (high - low),
            Self::Exponential { mean } => mean,
            Self::Lognormal { mu, sigma } => libm::exp(mu + 0.5 * sigma * sigma),
            Self::Weibull { shape, scale } => scale * libm::tgamma(1.0 + 1.0 / shape),
            Self::Gamma { shape, scale } => shape * scale,
            Self::Beta { a, b } => a / (a + b),
            Self::Pert { low, mode, high } => (low + 4.0 * mode + high) / 6.0,
            Self::Bernoulli { p } => p,
        }
    }

    /// Probability of a value of at most `x`.
    #[must_use]
    pub fn cdf(&self, x: f64) -> f64 {
        let (low, high) = self.support();
        if x < low {
            return 0.0;
        }
        if x >= high {
            return 1.0;
        }
        match *self {
            // Reached only with x = NaN.
            Self::Fixed { .. } => f64::NAN,
            Self::Uniform { low, high } => (x - low) / (high - low),
            Self::Exponential { mean } => -libm::expm1(-x / mean),
            Self::Lognormal { mu, sigma } => normal_cdf((libm::log(x) - mu) / sigma),
            Self::Weibull { shape, scale } => -libm::expm1(-libm::pow(x / scale, shape)),
            Self::Gamma { shape, scale } => gamma::incomplete(shape, x / scale).0,
            Self::Beta { a, b } => beta::incomplete(a, b, beta::Point::at(x)).0,
            Self::Pert { low, mode, high } => {
                let (a, b) = pert_shapes(low, mode, high);
                let width = high - low;
                let point = beta::Point { x: (x - low) / width, rest: (high - x) / width };
                beta::incomplete(a, b, point).0
            }
            Self::Bernoulli { p } => 1.0 - p,
        }
    }

    /// Smallest and largest possible value; the largest is infinite where there is no bound. A reader that needs a share
    /// or a time checks here.
    #[must_use]
    pub fn support(&self) -> (f64, f64) {
        match *self {
            Self::Fixed { value } => (value, value),
            Self::Uniform { low, high } | Self::Pert { low, high, .. } => (low, high),
            Self::Exponential { .. } | Self::Lognormal { .. } | Self::Weibull { .. } | Self::Gamma { .. } => {
                (0.0, f64::INFINITY)
            }
            Self::Beta { .. } | Self::Bernoulli { .. } => (0.0, 1.0),
        }
    }

    /// Refuses parameters that are valid one by one and overflow together.
    fn bounded(self) -> Result<Self, DistributionError> {
        let values = [self.mean(), self.quantile(LOWEST), self.quantile(HIGHEST)];
        if values.iter().all(|value| value.is_finite()) { Ok(self) } else { Err(DistributionError::TooWide) }
    }
}

fn pert_shapes(low: f64, mode: f64, high: f64) -> (f64, f64) {
    let width = high - low;
    (1.0 + 4.0 * (mode - low) / width, 1.0 + 4.0 * (high - mode) / width)
}

fn finite(name: &'static str, value: f64) -> Result<f64, DistributionError> {
    if value.is_finite() { Ok(value) } else { Err(DistributionError::NotFinite { name, value }) }
}

fn positive(name: &'static str, value: f64) -> Result<f64, DistributionError> {
    if finite(name, value)? > 0.0 { Ok(value) } else { Err(DistributionError::NotPositive { name, value }) }
}

fn in_order(lower: (&'static str, f64), upper: (&'static str, f64)) -> Result<(), DistributionError> {
    if lower.1 <= upper.1 { Ok(()) } else { Err(DistributionError::OutOfOrder { lower, upper }) }
}

/// Why parameters do not make a distribution. All are faults of the input.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum DistributionError {
    /// A parameter is infinite or not a number.
    #[error("{name} is {value}, which is not a finite number")]
    NotFinite {
        /// Name of the parameter.
        name: &'static str,
        /// What it was.
        value: f64,
    },
    /// A parameter that must be positive is not.
    #[error("{name} is {value} and must be above 0")]
    NotPositive {
        /// Name of the parameter.
        name: &'static str,
        /// What it was.
        value: f64,
    },
    /// A probability lies outside 0..=1.
    #[error("{value} is not a probability between 0 and 1")]
    NotAProbability {
        /// What it was.
        value: f64,
    },
    /// Two parameters are in the wrong order.
    #[error("{} ({}) is above {} ({})", lower.0, lower.1, upper.0, upper.1)]
    OutOfOrder {
        /// Name and value of the one that should be lower.
        lower: (&'static str, f64),
        /// Name and value of the one that should be higher.
        upper: (&'static str, f64),
    },
    /// The mean or a value that can be drawn is larger than the largest number.
    #[error("the parameters give values too large to compute with")]
    TooWide,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{Key, Purpose};

    /// Each continuous kind with its mean and variance in closed form.
    fn continuous() -> Vec<(Distribution, f64, f64)> {
        let ok = |distribution: Result<Distribution, DistributionError>| distribution.expect("valid");
        vec![
            (ok(Distribution::uniform(-1.0, 3.0)), 1.0, 16.0 / 12.0),
            (ok(Distribution::exponential(2.5)), 2.5, 6.25),
            // exp(mu + s^2/2) and (exp(s^2) - 1) exp(2 mu + s^2)
            (ok(Distribution::lognormal(0.3, 0.5)), 1.529_590_419_663_379, 0.664_519_172_042_044),
            // Gamma(1 + 1/2) = sqrt(pi)/2; variance 4 (1 - pi/4)
            (ok(Distribution::weibull(2.0, 2.0)), 1.772_453_850_905_516, 0.858_407_346_410_207),
            (ok(Distribution::gamma(2.5, 2.0)), 5.0, 10.0),
            (ok(Distribution::gamma(0.4, 1.0)), 0.4, 0.4),
            // ab / ((a + b)^2 (a + b + 1))
            (ok(Distribution::beta(46.0, 4.0)), 0.92, 184.0 / (2500.0 * 51.0)),
            (ok(Distribution::beta(0.7, 1.3)), 0.35, 0.91 / (4.0 * 3.0)),
            // (mean - low)(high - mean)/7
            (ok(Distribution::pert(0.0, 2.0, 10.0)), 3.0, 3.0),
            (ok(Distribution::pert(1.0, 1.0, 4.0)), 1.5, 0.5 * 2.5 / 7.0),
        ]
    }

    /// Moments by integrating the quantile over 20 000 midpoints; the tails cost less than half a percent.
    #[test]
    fn mean_and_variance_are_those_of_the_textbook() {
        const CELLS: u32 = 20_000;
        for (distribution, mean, variance) in continuous() {
            assert!((distribution.mean() / mean - 1.0).abs() < 1e-12, "{distribution:?}");
            let (mut sum, mut squares) = (0.0, 0.0);
            for cell in 0..CELLS {
                let x = distribution.quantile((f64::from(cell) + 0.5) / f64::from(CELLS));
                sum += x - mean;
                squares += (x - mean) * (x - mean);
            }
            assert!((sum / f64::from(CELLS)).abs() < 5e-4 * mean.abs(), "{distribution:?}");
            let ratio = squares / f64::from(CELLS) / variance;
            assert!((ratio - 1.0).abs() < 5e-3, "{distribution:?}: {ratio}");
        }
    }

    /// Kolmogorov-Smirnov on 10 000 draws: sqrt(n) D exceeds 1.95 with probability 0.001; the key is fixed.
    #[test]
    fn draws_follow_the_distribution_function() {
        const N: u32 = 10_000;
        for (distribution, ..) in continuous() {
            let mut values: Vec<f64> = (0..N)
                .map(|index| distribution.quantile(Key([7, 11]).unit(Purpose::AttemptTime, index, 0, 0)))
                .collect();
            values.sort_by(f64::total_cmp);
            let distance = values
                .iter()
                .zip(0..)
                .map(|(&x, below)| {
                    let (cdf, n) = (distribution.cdf(x), f64::from(N));
                    (cdf - f64::from(below) / n).abs().max((f64::from(below + 1) / n - cdf).abs())
                })
                .fold(0.0, f64::max);
            assert!(distance * f64::from(N).sqrt() < 1.95, "{distribution:?}: {distance}");
        }
    }

    #[test]
    fn the_quantile_undoes_the_distribution_function() {
        for (distribution, ..) in continuous() {
            for step in 1..200 {
                let u = f64::from(step) / 200.0;
                let x = distribution.quantile(u);
                assert!((distribution.cdf(x) - u).abs() < 1e-12, "{distribution:?} at {u}");
                assert!((distribution.quantile(distribution.cdf(x)) - x).abs() < 1e-9 * (1.0 + x.abs()));
            }
        }
    }

    #[test]
    fn a_higher_draw_never_gives_a_lower_value_and_both_ends_are_finite() {
        for (distribution, ..) in continuous() {
            let (low, high) = distribution.support();
            let mut last = distribution.quantile(LOWEST);
            assert!(last.is_finite() && last >= low, "{distribution:?}");
            for step in 1..2000 {
                let next = distribution.quantile(f64::from(step) / 2000.0);
                assert!(next >= last, "{distribution:?} at {step}");
                last = next;
            }
            let top = distribution.quantile(HIGHEST);
            assert!(top.is_finite() && top >= last && top <= high, "{distribution:?}");
        }
    }

    #[test]
    fn a_smaller_mean_never_gives_a_longer_delay() {
        let slow = Distribution::exponential(3.0).expect("valid");
        let fast = Distribution::exponential(2.0).expect("valid");
        for index in 0..1000 {
            let u = Key([1, 2]).unit(Purpose::AttemptTime, index, 0, 0);
            assert!(fast.quantile(u) <= slow.quantile(u));
        }
    }

    #[test]
    fn a_bernoulli_draw_is_one_with_its_probability() {
        let coin = Distribution::bernoulli(0.3).expect("valid");
        let ones = (0..1000).filter(|&step| coin.quantile((f64::from(step) + 0.5) / 1000.0) == 1.0).count();
        assert_eq!(ones, 300);
        assert_eq!(Distribution::bernoulli(0.0).expect("valid").quantile(HIGHEST), 0.0);
        assert_eq!(Distribution::bernoulli(1.0).expect("valid").quantile(LOWEST), 1.0);
        assert_eq!((coin.cdf(-0.1), coin.cdf(0.0), coin.cdf(1.0)), (0.0, 0.7, 1.0));
    }

    #[test]
    fn an_interval_without_width_is_a_fixed_value() {
        let fixed = Distribution::fixed(4.0);
        assert_eq!(Distribution::pert(4.0, 4.0, 4.0), fixed);
        assert_eq!(Distribution::uniform(4.0, 4.0), fixed);
        assert_eq!(Distribution::lognormal(0.0, 0.0), Distribution::fixed(1.0));
        let fixed = fixed.expect("valid");
        assert_eq!((fixed.cdf(3.9), fixed.cdf(4.0), fixed.quantile(0.9)), (0.0, 1.0, 4.0));
    }

    #[test]
    fn parameters_that_make_no_distribution_are_refused_with_the_reason() {
        use DistributionError as E;
        let positive = |name, value| Err(E::NotPositive { name, value });
        assert_eq!(Distribution::exponential(0.0), positive("mean", 0.0));
        assert_eq!(Distribution::lognormal(0.0, -1.0), positive("sigma", -1.0));
        assert_eq!(Distribution::beta(1.0, -2.0), positive("b", -2.0));
        assert_eq!(Distribution::lognormal(0.0, 1e3), Err(E::TooWide));
        assert_eq!(Distribution::uniform(-1.7e308, 1.7e308), Err(E::TooWide));
        assert_eq!(Distribution::bernoulli(1.5), Err(E::NotAProbability { value: 1.5 }));
        assert!(matches!(Distribution::fixed(f64::NAN), Err(E::NotFinite { name: "value", .. })));
        assert!(Distribution::bernoulli(f64::NAN).is_err());
        let error = Distribution::pert(1.0, 5.0, 3.0).expect_err("mode above high");
        assert_eq!(error.to_string(), "mode (5) is above high (3)");
    }
}
