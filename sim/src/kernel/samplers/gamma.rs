//! The gamma distribution with scale one: regularised incomplete gamma functions and their inverse.
//!
//! Sources: series and continued fraction 8.7.1 and 8.9.2 of the NIST Digital Library of Mathematical Functions, the
//! fraction by Lentz's method as in Press et al., *Numerical Recipes*, section 6.2.

use super::search::zero_of_increasing;

/// Terms after which series and fraction are cut. Both need a few times the square root of the shape.
const TERMS: u32 = 10_000;
const EPSILON: f64 = 1e-17;
/// Stands for zero in a denominator of the fraction.
const TINY: f64 = 1e-300;

/// Lower and upper regularised incomplete gamma function (P, Q) of `shape` at `x`. Each is computed directly where it is
/// the smaller one, so that neither tail loses digits.
pub(super) fn incomplete(shape: f64, x: f64) -> (f64, f64) {
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    if x == f64::INFINITY {
        return (1.0, 0.0);
    }
    let front = libm::exp(log_front(shape, x));
    if x < shape + 1.0 {
        let lower = (front * series(shape, x)).min(1.0);
        (lower, 1.0 - lower)
    } else {
        let upper = (front * fraction(shape, x)).min(1.0);
        (1.0 - upper, upper)
    }
}

/// The value that a gamma variable of `shape` and scale one does not exceed with probability `u`.
pub(super) fn quantile(shape: f64, u: f64) -> f64 {
    // Searched on a logarithmic axis, for the logarithm of the smaller tail: both are smooth there from one end to the
    // other, even where the value itself is 1e-200.
    let log_gamma = libm::lgamma(shape);
    let start = libm::log(u) + libm::log(shape) + log_gamma;
    let start = (start / shape).min(libm::log(shape + 1.0));
    let log_density_times_x = |x: f64| shape * libm::log(x) - x - log_gamma;
    let found = if u < 0.5 {
        let target = libm::log(u);
        zero_of_increasing(
            |y| {
                let x = libm::exp(y);
                let lower = incomplete(shape, x).0;
                (libm::log(lower) - target, libm::exp(log_density_times_x(x)) / lower)
            },
            BRACKET,
            start,
        )
    } else {
        let target = libm::log(1.0 - u);
        zero_of_increasing(
            |y| {
                let x = libm::exp(y);
                let upper = incomplete(shape, x).1;
                (target - libm::log(upper), libm::exp(log_density_times_x(x)) / upper)
            },
            BRACKET,
            start,
        )
    };
    libm::exp(found)
}

/// Logarithms of the smallest and the largest double.
const BRACKET: (f64, f64) = (-745.0, 709.0);

fn log_front(shape: f64, x: f64) -> f64 {
    shape * libm::log(x) - x - libm::lgamma(shape)
}

fn series(shape: f64, x: f64) -> f64 {
    let mut term = 1.0 / shape;
    let mut sum = term;
    for n in 1..TERMS {
        term *= x / (shape + f64::from(n));
        sum += term;
        if term < sum * EPSILON {
            break;
        }
    }
    sum
}

fn fraction(shape: f64, x: f64) -> f64 {
    let mut b = x + 1.0 - shape;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b;
    let mut h = d;
    for n in 1..TERMS {
        let n = f64::from(n);
        let a = -n * (n - shape);
        b += 2.0;
        d = 1.0 / guarded(a * d + b);
        c = guarded(b + a / c);
        let factor = c * d;
        h *= factor;
        if (factor - 1.0).abs() < 1e-16 {
            break;
        }
    }
    h
}

fn guarded(x: f64) -> f64 {
    if x.abs() < TINY { TINY } else { x }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With an integer shape P(n, x) = 1 - e^-x sum x^k / k!.
    #[test]
    fn an_integer_shape_gives_the_poisson_sum() {
        for x in [0.1, 1.0, 2.5, 4.0, 9.0, 30.0] {
            let mut term = libm::exp(-x);
            let mut upper = term;
            for k in 1..4 {
                term *= x / f64::from(k);
                upper += term;
            }
            let (p, q) = incomplete(4.0, x);
            assert!((q / upper - 1.0).abs() < 1e-13, "{x}");
            assert!((p + q - 1.0).abs() < 1e-15);
        }
    }

    /// Abramowitz and Stegun, table 26.8: percentage points of the chi-squared distribution, which is twice a gamma
    /// variable of half the degrees of freedom.
    #[test]
    fn quantiles_are_half_of_the_tabulated_chi_squared() {
        for (degrees, upper, chi_squared) in [
            (1.0, 0.05, 3.841_46),
            (1.0, 0.995, 0.000_039_270_4),
            (2.0, 0.01, 9.210_34),
            (5.0, 0.5, 4.351_46),
            (10.0, 0.99, 2.558_21),
            (30.0, 0.005, 53.672_0),
            (100.0, 0.05, 124.342),
        ] {
            let ours = 2.0 * quantile(degrees / 2.0, 1.0 - upper);
            assert!((ours / chi_squared - 1.0).abs() < 3e-6, "{degrees} {upper}: {ours}");
        }
    }

    #[test]
    fn the_quantile_undoes_the_distribution_function_for_small_and_large_shapes() {
        for shape in [0.05, 0.5, 1.0, 3.7, 80.0, 5000.0] {
            for u in [1e-12, 1e-3, 0.1, 0.499_999, 0.5, 0.9, 1.0 - 1e-9] {
                let (p, q) = incomplete(shape, quantile(shape, u));
                let error = if u < 0.5 { p / u - 1.0 } else { q / (1.0 - u) - 1.0 };
                assert!(error.abs() < 1e-10, "shape {shape}, u {u}: {error}");
            }
        }
    }
}
