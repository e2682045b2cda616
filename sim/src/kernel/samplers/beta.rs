//! The beta distribution: the regularised incomplete beta function and its inverse.
//!
//! Source: continued fraction 8.17.22 of the NIST Digital Library of Mathematical Functions, by Lentz's method as in
//! Press et al., *Numerical Recipes*, section 6.4.

use super::search::zero_of_increasing;

/// Terms after which the fraction is cut. It needs a few times the square root of the larger shape.
const TERMS: u32 = 10_000;
/// Stands for zero in a denominator of the fraction.
const TINY: f64 = 1e-300;

/// A point of the unit interval with its distance from the upper end, so that neither end loses digits.
#[derive(Clone, Copy)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) rest: f64,
}

impl Point {
    pub(super) fn at(x: f64) -> Self {
        Self { x, rest: 1.0 - x }
    }

    /// The point whose logarithmic odds are `y`.
    fn of_odds(y: f64) -> Self {
        let smaller = libm::exp(-y.abs());
        let (smaller, larger) = (smaller / (1.0 + smaller), 1.0 / (1.0 + smaller));
        if y < 0.0 { Self { x: smaller, rest: larger } } else { Self { x: larger, rest: smaller } }
    }
}

/// Regularised incomplete beta function and its complement at a point.
pub(super) fn incomplete(a: f64, b: f64, point: Point) -> (f64, f64) {
    if point.x <= 0.0 {
        return (0.0, 1.0);
    }
    if point.rest <= 0.0 {
        return (1.0, 0.0);
    }
    let front = libm::exp(log_front(a, b, point));
    if point.x < (a + 1.0) / (a + b + 2.0) {
        let lower = (front * fraction(a, b, point.x) / a).min(1.0);
        (lower, 1.0 - lower)
    } else {
        let upper = (front * fraction(b, a, point.rest) / b).min(1.0);
        (1.0 - upper, upper)
    }
}

/// The value that a beta variable does not exceed with probability `u`.
pub(super) fn quantile(a: f64, b: f64, u: f64) -> f64 {
    // Searched over the logarithmic odds, for the logarithm of the smaller tail: smooth from one end to the other, even
    // where the value is within 1e-200 of an end.
    let start = libm::log(a / b);
    let found = if u < 0.5 {
        let target = libm::log(u);
        zero_of_increasing(
            |y| {
                let point = Point::of_odds(y);
                let lower = incomplete(a, b, point).0;
                (libm::log(lower) - target, libm::exp(log_front(a, b, point)) / lower)
            },
            BRACKET,
            start,
        )
    } else {
        let target = libm::log(1.0 - u);
        zero_of_increasing(
            |y| {
                let point = Point::of_odds(y);
                let upper = incomplete(a, b, point).1;
                (target - libm::log(upper), libm::exp(log_front(a, b, point)) / upper)
            },
            BRACKET,
            start,
        )
    };
    Point::of_odds(found).x
}

/// Logarithmic odds next to the ends of the unit interval.
const BRACKET: (f64, f64) = (-745.0, 745.0);

/// Logarithm of x^a (1 - x)^b / B(a, b): the density times x (1 - x).
fn log_front(a: f64, b: f64, point: Point) -> f64 {
    a * libm::log(point.x) + b * libm::log(point.rest) + libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b)
}

fn fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut c = 1.0;
    let mut d = 1.0 / guarded(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    for m in 1..TERMS {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a - 1.0 + 2.0 * m) * (a + 2.0 * m));
        d = 1.0 / guarded(1.0 + even * d);
        c = guarded(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 1.0 + 2.0 * m));
        d = 1.0 / guarded(1.0 + odd * d);
        c = guarded(1.0 + odd / c);
        let factor = d * c;
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

    /// I_x(2, 3) = 6 x^2 - 8 x^3 + 3 x^4, by integrating 12 x (1 - x)^2.
    #[test]
    fn integer_shapes_give_a_polynomial() {
        for x in [0.01, 0.2, 0.4, 0.5, 0.77, 0.99] {
            let exact = x * x * (6.0 - 8.0 * x + 3.0 * x * x);
            let (lower, upper) = incomplete(2.0, 3.0, Point::at(x));
            assert!((lower / exact - 1.0).abs() < 1e-13, "{x}");
            assert!((lower + upper - 1.0).abs() < 1e-15);
        }
    }

    /// B(1/2, 1/2) is the arcsine law: the u-quantile is sin^2(pi u / 2).
    #[test]
    fn the_arcsine_law_is_inverted() {
        for step in 1..100 {
            let u = f64::from(step) / 100.0;
            let sine = libm::sin(std::f64::consts::FRAC_PI_2 * u);
            assert!((quantile(0.5, 0.5, u) / (sine * sine) - 1.0).abs() < 1e-12, "{u}");
        }
    }

    /// Upper 5 % points of the F distribution (Abramowitz and Stegun, table 26.9): with m and n degrees of freedom,
    /// x = m F / (n + m F) is a quantile of the beta distribution of shapes m/2 and n/2.
    #[test]
    fn quantiles_agree_with_the_tabulated_f_distribution() {
        for (m, n, f) in [(1.0, 10.0, 4.96), (5.0, 5.0, 5.05), (10.0, 20.0, 2.35), (30.0, 60.0, 1.65)] {
            let x = quantile(m / 2.0, n / 2.0, 0.95);
            let ours = n * x / (m * (1.0 - x));
            assert!((ours - f).abs() < 0.005, "{m} {n}: {ours}");
        }
    }

    #[test]
    fn the_quantile_undoes_the_distribution_function_for_small_and_large_shapes() {
        for (a, b) in [(0.1, 0.1), (0.05, 3.0), (1.0, 1.0), (46.0, 4.0), (5.0, 1.0), (2000.0, 3000.0)] {
            for u in [1e-9, 1e-3, 0.1, 0.499_999, 0.5, 0.9, 1.0 - 1e-9] {
                let x = quantile(a, b, u);
                // Near the upper end x itself cannot hold the answer.
                if !(1e-290..=1.0 - 1e-6).contains(&x) {
                    continue;
                }
                let (p, q) = incomplete(a, b, Point::at(x));
                let error = if u < 0.5 { p / u - 1.0 } else { q / (1.0 - u) - 1.0 };
                assert!(error.abs() < 1e-8, "shapes {a} {b}, u {u}: {error}");
            }
        }
    }
}
