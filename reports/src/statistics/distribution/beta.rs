//! The beta law: the regularised incomplete beta function and its inverse, from which Student's t, the binomial law and
//! exact intervals of proportions follow.

/// I_x(a, b): the chance that a Beta(a, b) variable is at most `x`. NaN unless `a`, `b` > 0 and 0 <= x <= 1.
pub fn cdf(x: f64, a: f64, b: f64) -> f64 {
    regularised(x, 1.0 - x, a, b)
}

/// I_x(a, b) where the caller knows `1 - x` better than the subtraction would.
///
/// Source: continued fraction of DLMF 8.17.22 by the modified Lentz method, on the side of
/// x = (a + 1) / (a + b + 2) where it converges fast (Numerical Recipes, 6.4).
pub(super) fn regularised(x: f64, complement: f64, a: f64, b: f64) -> f64 {
    if !(a > 0.0 && b > 0.0 && x >= 0.0 && complement >= 0.0) {
        return f64::NAN;
    }
    if x == 0.0 {
        return 0.0;
    }
    if complement == 0.0 {
        return 1.0;
    }
    let front = libm::exp(
        libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) + a * log_of(x, complement) + b * log_of(complement, x),
    );
    if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(x, a, b) / a
    } else {
        1.0 - front * fraction(complement, b, a) / b
    }
}

/// ln x, from whichever of `x` and `1 - x` has the digits.
fn log_of(x: f64, complement: f64) -> f64 {
    if x > 0.5 { libm::log1p(-complement) } else { libm::log(x) }
}

fn fraction(x: f64, a: f64, b: f64) -> f64 {
    // Keeps a vanishing denominator from dividing by zero (Lentz); far below any digit of the result.
    const TINY: f64 = 1e-300;
    // The number of steps grows as the square root of the larger argument: enough for arguments of 1e10.
    const MOST_STEPS: u32 = 200_000;
    let away_from_zero = |value: f64| if value.abs() < TINY { TINY } else { value };

    let mut c = 1.0;
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for step in 1..MOST_STEPS {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away_from_zero(1.0 + even * d);
        c = away_from_zero(1.0 + even / c);
        value *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away_from_zero(1.0 + odd * d);
        c = away_from_zero(1.0 + odd / c);
        let change = d * c;
        value *= change;
        if (change - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    value
}

/// The x with I_x(a, b) = p: Newton's method kept inside a bracket that bisection narrows. NaN unless 0 <= p <= 1.
pub fn quantile(p: f64, a: f64, b: f64) -> f64 {
    if !(a > 0.0 && b > 0.0 && (0.0..=1.0).contains(&p)) {
        return f64::NAN;
    }
    if p == 0.0 || p == 1.0 {
        return p;
    }
    // Bisection alone settles in 1074 steps at worst; Newton needs about ten.
    const MOST_STEPS: u32 = 1100;
    let log_beta = libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
    let (mut low, mut high) = (0.0, 1.0);
    let mut x = a / (a + b);
    for _ in 0..MOST_STEPS {
        let excess = cdf(x, a, b) - p;
        if excess == 0.0 {
            return x;
        }
        if excess > 0.0 {
            high = x;
        } else {
            low = x;
        }
        let density = libm::exp((a - 1.0) * libm::log(x) + (b - 1.0) * libm::log1p(-x) - log_beta);
        let newton = x - excess / density;
        let next = if newton > low && newton < high { newton } else { 0.5 * (low + high) };
        if (next - x).abs() <= f64::EPSILON * next {
            return next;
        }
        x = next;
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    /// I_x(1, b) = 1 - (1 - x)^b and I_x(a, 1) = x^a.
    #[test]
    fn the_closed_forms_with_a_one_come_out() {
        for x in [0.01, 0.3, 0.77, 0.999] {
            assert!((cdf(x, 1.0, 4.5) - (1.0 - libm::pow(1.0 - x, 4.5))).abs() < 1e-14);
            assert!((cdf(x, 3.2, 1.0) - libm::pow(x, 3.2)).abs() < 1e-14);
        }
    }

    #[test]
    fn arguments_without_a_meaning_give_no_number() {
        assert!(cdf(0.5, 0.0, 1.0).is_nan() && cdf(1.5, 1.0, 1.0).is_nan() && quantile(0.5, 1.0, f64::NAN).is_nan());
    }

    proptest::proptest! {
        #[test]
        fn cdf_undoes_quantile(p in 1e-6_f64..0.999_999, a in 0.5_f64..500.0, b in 0.5_f64..500.0) {
            let x = quantile(p, a, b);
            // Where the density is steep, the last bit of x is worth more than the last bit of p.
            let step = (cdf((x * (1.0 + 1e-15)).min(1.0), a, b) - cdf(x * (1.0 - 1e-15), a, b)).abs();
            proptest::prop_assert!((cdf(x, a, b) - p).abs() <= 1e-11 + 4.0 * step, "{} {}", x, cdf(x, a, b));
        }

        #[test]
        fn the_two_sides_add_up(x in 0.0_f64..1.0, a in 0.1_f64..300.0, b in 0.1_f64..300.0) {
            proptest::prop_assert!((cdf(x, a, b) + cdf(1.0 - x, b, a) - 1.0).abs() < 1e-11);
        }
    }
}
