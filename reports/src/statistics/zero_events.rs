//! Shares of rare things: what "it never happened" allows, and intervals for a share.

use super::design::{Design, StatisticsError};
use super::distribution::{beta, normal};
use super::interval::{CONFIDENCE, Interval};

/// What can be said when nothing was seen: 95 % upper bounds on the chance of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ZeroEventBound {
    /// If every replication were an independent witness, as when the parameters hardly matter for it.
    pub independent: f64,
    /// If the replications of a draw told the same story, so that only draws are witnesses. Holds whatever the worlds are.
    pub cautious: f64,
}

/// Upper bounds for zero events in a comparison: 1 - 0.05^(1/n) with n = D R and with n = D.
///
/// Zeros in all D R runs have the chance E[(1 - p)^R]^D over worlds; one run per world gives (1 - E p)^D, which needs no
/// assumption on how p spreads over them. The truth lies between the two.
///
/// Source: Clopper and Pearson (1934), one-sided; Hanley and Lippman-Hand (1983) for the rule of three that it sharpens.
///
/// # Errors
/// An empty design.
pub fn zero_event_bound(design: Design) -> Result<ZeroEventBound, StatisticsError> {
    let bound = |n: usize| -libm::expm1(libm::log(1.0 - CONFIDENCE) / n as f64);
    Ok(ZeroEventBound { independent: bound(design.cells()?), cautious: bound(design.draws) })
}

/// 3 / n, at most 1: the bound that one can do in one's head.
///
/// Source: Hanley and Lippman-Hand (1983), "If nothing goes wrong, is everything all right?", JAMA 249.
///
/// # Errors
/// No trial.
pub fn rule_of_three(n: usize) -> Result<f64, StatisticsError> {
    if n == 0 { Err(StatisticsError::Empty) } else { Ok((3.0 / n as f64).min(1.0)) }
}

/// Exact 95 % interval of a share of independent trials, 2.5 % on each side; one-sided ends at 0 and at `n` are 0 and 1.
///
/// Source: Clopper and Pearson (1934), "The use of confidence or fiducial limits illustrated in the case of the
/// binomial", Biometrika 26; beta quantiles as in Brown, Cai and DasGupta (2001).
///
/// # Errors
/// No trial, or more events than trials.
pub fn clopper_pearson(events: usize, n: usize) -> Result<Interval, StatisticsError> {
    check_counts(events, n)?;
    let tail = 0.5 * (1.0 - CONFIDENCE);
    let (x, rest) = (events as f64, (n - events) as f64);
    let low = if events == 0 { 0.0 } else { beta::quantile(tail, x, rest + 1.0) };
    let high = if events == n { 1.0 } else { beta::quantile(1.0 - tail, x + 1.0, rest) };
    Ok(Interval { low, high })
}

/// Score interval of a share of independent trials: shorter than the exact one and right on average.
///
/// Source: Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22.
///
/// # Errors
/// No trial, or more events than trials.
pub fn wilson(events: usize, n: usize) -> Result<Interval, StatisticsError> {
    check_counts(events, n)?;
    let z = normal::quantile(0.5 * (1.0 + CONFIDENCE));
    let trials = n as f64;
    let share = events as f64 / trials;
    let shrink = 1.0 + z * z / trials;
    let centre = (share + z * z / (2.0 * trials)) / shrink;
    let half_width = z / shrink * libm::sqrt(share * (1.0 - share) / trials + z * z / (4.0 * trials * trials));
    // At 0 and at n the exact ends are 0 and 1; do not leave them to rounding.
    let low = if events == 0 { 0.0 } else { centre - half_width };
    let high = if events == n { 1.0 } else { centre + half_width };
    Ok(Interval { low, high })
}

fn check_counts(events: usize, n: usize) -> Result<(), StatisticsError> {
    if n == 0 {
        return Err(StatisticsError::Empty);
    }
    if events > n {
        return Err(StatisticsError::OutOfRange { what: "the number of events", value: events as f64 });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Newcombe (1998), "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, table I:
    /// methods 3 (Wilson) and 5 (Clopper-Pearson) for 81/263, 15/148, 0/20 and 1/29.
    #[test]
    fn newcombes_table_comes_out() {
        for (x, n, exact, score) in [
            (81, 263, (0.2527, 0.3676), (0.2553, 0.3662)),
            (15, 148, (0.0578, 0.1617), (0.0624, 0.1605)),
            (0, 20, (0.0, 0.1684), (0.0, 0.1611)),
            (1, 29, (0.0009, 0.1776), (0.0061, 0.1718)),
        ] {
            for (found, expected) in [(clopper_pearson(x, n), exact), (wilson(x, n), score)] {
                let found = found.unwrap();
                assert!(
                    (found.low - expected.0).abs() < 5.1e-5 && (found.high - expected.1).abs() < 5.1e-5,
                    "{x}/{n} {found:?}"
                );
            }
        }
    }

    /// Hanley and Lippman-Hand (1983): nothing in 14 patients; three over n is 21 %, exactly it is 1 - 0.05^(1/14) = 19 %.
    #[test]
    fn nothing_in_fourteen_allows_nineteen_percent() {
        let bound = zero_event_bound(Design { draws: 14, replications: 1 }).unwrap();
        assert!((bound.independent - 0.192_63).abs() < 5e-5, "{bound:?}");
        assert!((rule_of_three(14).unwrap() - 3.0 / 14.0).abs() < 1e-15);
    }

    #[test]
    fn draws_alone_bound_more_cautiously_than_all_replications() {
        let bound = zero_event_bound(Design { draws: 200, replications: 50 }).unwrap();
        assert!((bound.independent - 3.0 / 10_000.0).abs() < 1e-6 && (bound.cautious - 3.0 / 200.0).abs() < 2e-4);
    }

    #[test]
    fn impossible_counts_are_refused() {
        assert_eq!(wilson(0, 0), Err(StatisticsError::Empty));
        assert!(clopper_pearson(5, 4).is_err() && rule_of_three(0).is_err());
        assert!(zero_event_bound(Design { draws: 3, replications: 0 }).is_err());
    }

    proptest! {
        #[test]
        fn intervals_hold_the_share_and_mirror(n in 1_usize..400, part in 0.0_f64..=1.0) {
            let events = (part * n as f64) as usize;
            for method in [clopper_pearson, wilson] {
                let (found, mirrored) = (method(events, n).unwrap(), method(n - events, n).unwrap());
                prop_assert!(found.contains(events as f64 / n as f64) && found.low >= 0.0 && found.high <= 1.0);
                prop_assert!((found.low - (1.0 - mirrored.high)).abs() < 1e-9);
            }
        }
    }
}
