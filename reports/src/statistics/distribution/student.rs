//! Student's t law.

use super::{beta, normal};

/// P(T > t) with `df` degrees of freedom, accurate in the tail where p-values live.
///
/// Source: DLMF 8.17 / Abramowitz and Stegun 26.7.1: P(|T| > t) = I_x(df / 2, 1 / 2), x = df / (df + t^2).
pub fn upper_tail(t: f64, df: f64) -> f64 {
    if t.is_nan() || df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    if t.is_infinite() {
        return if t > 0.0 { 0.0 } else { 1.0 };
    }
    let square = t * t;
    let both = beta::regularised(df / (df + square), square / (df + square), df / 2.0, 0.5);
    if t >= 0.0 { 0.5 * both } else { 1.0 - 0.5 * both }
}

/// P(T <= t) with `df` degrees of freedom.
pub fn cdf(t: f64, df: f64) -> f64 {
    upper_tail(-t, df)
}

/// P(|T| >= |t|): the two-sided p-value of a t statistic.
pub fn two_sided_p(t: f64, df: f64) -> f64 {
    2.0 * upper_tail(t.abs(), df)
}

/// The t with P(T <= t) = p; infinite at 0 and 1, NaN outside or for `df` <= 0.
///
/// The upper tail is convex and lies above the normal's, so Newton's method started at the normal quantile climbs to
/// the root without overshooting.
pub fn quantile(p: f64, df: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) || df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    if p == 0.5 {
        return 0.0;
    }
    if p < 0.5 {
        return -upper_quantile(p, df);
    }
    upper_quantile(1.0 - p, df)
}

/// The t >= 0 with P(T > t) = `tail`, for a tail below one half.
pub fn upper_quantile(tail: f64, df: f64) -> f64 {
    if tail == 0.0 {
        return f64::INFINITY;
    }
    // With one degree of freedom a step doubles t; a thousand doublings leave the range of f64.
    const MOST_STEPS: u32 = 1100;
    let log_constant =
        libm::lgamma(0.5 * (df + 1.0)) - libm::lgamma(0.5 * df) - 0.5 * libm::log(df * std::f64::consts::PI);
    let mut t = -normal::quantile(tail);
    for _ in 0..MOST_STEPS {
        let density = libm::exp(log_constant - 0.5 * (df + 1.0) * libm::log1p(t * t / df));
        let step = (upper_tail(t, df) - tail) / density;
        let next = t + step;
        if !next.is_finite() || step.abs() <= 4.0 * f64::EPSILON * t.abs() {
            break;
        }
        t = next;
    }
    t
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Table of Student's t (any textbook; here NIST/SEMATECH e-Handbook 1.3.6.7.2): three decimals.
    #[test]
    fn the_table_of_the_textbook_comes_out() {
        for (p, df, t) in [
            (0.975, 1.0, 12.706),
            (0.975, 2.0, 4.303),
            (0.975, 9.0, 2.262),
            (0.95, 20.0, 1.725),
            (0.995, 30.0, 2.750),
            (0.999, 100.0, 3.174),
        ] {
            assert!((quantile(p, df) - t).abs() < 0.000_51, "{p} {df}: {}", quantile(p, df));
        }
    }

    /// One degree of freedom is Cauchy, t = tan(pi (p - 1/2)); two have t = (2p - 1) / sqrt(2 p (1 - p)).
    #[test]
    fn the_closed_forms_of_one_and_two_degrees_come_out() {
        for p in [1e-6, 0.01, 0.3, 0.6, 0.975, 0.9999] {
            let cauchy = libm::tan(std::f64::consts::PI * (p - 0.5));
            assert!((quantile(p, 1.0) - cauchy).abs() < 1e-8 * cauchy.abs(), "{p}");
            let two = (2.0 * p - 1.0) / libm::sqrt(2.0 * p * (1.0 - p));
            assert!((quantile(p, 2.0) - two).abs() < 1e-10 * two.abs(), "{p}");
        }
    }

    #[test]
    fn an_infinite_statistic_has_p_zero_and_a_zero_one_has_p_one() {
        assert_eq!((two_sided_p(f64::INFINITY, 5.0), two_sided_p(0.0, 5.0)), (0.0, 1.0));
        assert!(two_sided_p(f64::NAN, 5.0).is_nan());
    }

    proptest::proptest! {
        #[test]
        fn cdf_undoes_quantile(p in 1e-8_f64..0.999_999, df in 1.0_f64..5000.0) {
            proptest::prop_assert!((cdf(quantile(p, df), df) - p).abs() < 1e-10 * p.max(1e-2));
        }
    }
}
