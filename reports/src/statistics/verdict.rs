//! The verdict: is the set better, worse, or do the runs not say?
//!
//! `better` or `worse` needs all three: Holm-adjusted p below [`SIGNIFICANCE`], the whole 95 % interval beyond the margin,
//! and rank stability of at least [`MINIMUM_STABILITY`] on that side. With a single parameter draw, or fewer than
//! [`MINIMUM_DISCORDANT_PAIRS`] pairs that differ, there is no verdict at all. The thresholds are the decision rule of the
//! method, fixed before anything is simulated, not numbers of the modelled world; so they stand here, not in the catalogue.

use std::fmt;

use super::paired::PairedDifference;
use super::stability::RankStability;
use super::undecided::{Undecided, why_undecided};

/// Chance of any wrong `better`/`worse` in one table that is accepted: the customary 5 %, matching the 95 % intervals.
pub const SIGNIFICANCE: f64 = 0.05;

/// Share of the worlds that must agree. Four out of five: a ranking that one in five plausible worlds turns round
/// should not decide a purchase.
pub const MINIMUM_STABILITY: f64 = 0.80;

/// Pairs that must differ before anything is said. With fewer than about twenty, a t interval on mostly-zero differences
/// does not keep its 95 %.
pub const MINIMUM_DISCORDANT_PAIRS: usize = 20;

/// What the table says of a set against its baseline; [`as_str`](Verdict::as_str) is the word in the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Better than the baseline by more than the margin, in most worlds.
    Better,
    /// Worse than the baseline by more than the margin, in most worlds.
    Worse,
    /// The runs were enough to ask, and do not separate the two.
    NotDistinguished,
    /// The runs are not enough to ask.
    NoVerdict,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Better, Self::Worse, Self::NotDistinguished, Self::NoVerdict];

    /// `better`, `worse`, `not distinguished`, `no verdict`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::NotDistinguished => "not distinguished",
            Self::NoVerdict => "no verdict",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Which way a measure is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Harms, delays, costs.
    LowerIsBetter,
    /// Shares caught, services kept.
    HigherIsBetter,
}

impl Direction {
    /// The difference `set - baseline` as a gain: positive is good.
    pub fn gain(self, difference: f64) -> f64 {
        match self {
            Self::LowerIsBetter => -difference,
            Self::HigherIsBetter => difference,
        }
    }
}

/// What a verdict is made from.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// Set minus baseline.
    pub difference: &'a PairedDifference,
    /// Its p-value after [`super::holm()`] over all pairs and scenarios of the table; `None` where there is none.
    pub adjusted_p: Option<f64>,
    /// Rank stability of the set; `None` for a single draw.
    pub stability: Option<&'a RankStability>,
    /// Margin in the measure's unit, not negative.
    pub margin: f64,
    /// Which way the measure is good.
    pub direction: Direction,
    /// Number of p-values that were adjusted together.
    pub comparisons: usize,
}

/// A verdict and, unless it is `better` or `worse`, what would change it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decision {
    /// The verdict.
    pub verdict: Verdict,
    /// Why the line is undecided; `None` exactly for `better` and `worse`.
    pub undecided: Option<Undecided>,
}

/// Applies the rule.
pub fn decide(evidence: &Evidence<'_>) -> Decision {
    match verdict(evidence) {
        verdict @ (Verdict::Better | Verdict::Worse) => Decision { verdict, undecided: None },
        verdict => Decision { verdict, undecided: Some(why_undecided(evidence)) },
    }
}

fn verdict(evidence: &Evidence<'_>) -> Verdict {
    let difference = evidence.difference;
    let (Some(stability), Some(p)) = (evidence.stability, evidence.adjusted_p) else {
        return Verdict::NoVerdict;
    };
    if difference.draws < 2 || difference.n_discordant < MINIMUM_DISCORDANT_PAIRS {
        return Verdict::NoVerdict;
    }
    let Some(interval) = difference.interval else {
        return Verdict::NoVerdict;
    };
    let ends = [evidence.direction.gain(interval.low), evidence.direction.gain(interval.high)];
    if p < SIGNIFICANCE && ends.iter().all(|gain| *gain > evidence.margin) && stability.value >= MINIMUM_STABILITY {
        Verdict::Better
    } else if p < SIGNIFICANCE
        && ends.iter().all(|gain| *gain < -evidence.margin)
        && 1.0 - stability.value >= MINIMUM_STABILITY
    {
        Verdict::Worse
    } else {
        Verdict::NotDistinguished
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{Clusters, Design, holm, paired_difference, rank_stability};
    use proptest::prelude::*;

    fn judge(set: &[f64], baseline: &[f64], draws: usize, margin: f64, direction: Direction) -> Decision {
        let design = Design { draws, replications: set.len() / draws };
        let difference = paired_difference(set, baseline, design).unwrap();
        let stability = rank_stability(&Clusters::of_differences(set, baseline, design).unwrap(), direction).ok();
        let adjusted_p = difference.p_value.map(|p| holm(&[p]).unwrap()[0]);
        decide(&Evidence {
            difference: &difference,
            adjusted_p,
            stability: stability.as_ref(),
            margin,
            direction,
            comparisons: 1,
        })
    }

    fn hours(base: f64, n: usize) -> Vec<f64> {
        (0..n).map(|i| base + (i % 7) as f64).collect()
    }

    #[test]
    fn a_clear_and_large_difference_is_better_one_way_and_worse_the_other() {
        let (less, more) = (hours(10.0, 40), hours(20.0, 40));
        assert_eq!(judge(&less, &more, 8, 0.0, Direction::LowerIsBetter).verdict, Verdict::Better);
        assert_eq!(judge(&more, &less, 8, 0.0, Direction::LowerIsBetter).verdict, Verdict::Worse);
        assert_eq!(judge(&less, &more, 8, 0.0, Direction::HigherIsBetter).verdict, Verdict::Worse);
    }

    #[test]
    fn a_certain_difference_inside_the_margin_is_not_distinguished() {
        let decision = judge(&hours(10.0, 40), &hours(20.0, 40), 8, 10.0, Direction::LowerIsBetter);
        assert_eq!(decision.verdict, Verdict::NotDistinguished);
        assert_eq!(decision.undecided, Some(Undecided::WithinMargin));
    }

    #[test]
    fn what_the_correction_for_many_comparisons_takes_back_is_not_distinguished() {
        let (set, baseline) = (hours(10.0, 40), hours(20.0, 40));
        let design = Design { draws: 8, replications: 5 };
        let difference = paired_difference(&set, &baseline, design).unwrap();
        let clusters = Clusters::of_differences(&set, &baseline, design).unwrap();
        let stability = rank_stability(&clusters, Direction::LowerIsBetter).unwrap();
        for (adjusted_p, verdict) in [(0.049, Verdict::Better), (0.05, Verdict::NotDistinguished)] {
            let evidence = Evidence {
                difference: &difference,
                adjusted_p: Some(adjusted_p),
                stability: Some(&stability),
                margin: 0.0,
                direction: Direction::LowerIsBetter,
                comparisons: 10,
            };
            assert_eq!(decide(&evidence).verdict, verdict, "{adjusted_p}");
        }
    }

    #[test]
    fn one_draw_has_no_verdict_however_large_the_difference() {
        let decision = judge(&hours(10.0, 40), &hours(20.0, 40), 1, 0.0, Direction::LowerIsBetter);
        assert_eq!((decision.verdict, decision.undecided), (Verdict::NoVerdict, Some(Undecided::OneDraw)));
    }

    #[test]
    fn nineteen_discordant_pairs_have_no_verdict_and_twenty_have_one() {
        let baseline = vec![5.0; 40];
        let better_in = |pairs: usize| -> Vec<f64> { (0..40).map(|i| if i < pairs { 1.0 } else { 5.0 }).collect() };
        assert_eq!(judge(&better_in(19), &baseline, 20, 0.0, Direction::LowerIsBetter).verdict, Verdict::NoVerdict);
        assert_ne!(judge(&better_in(20), &baseline, 20, 0.0, Direction::LowerIsBetter).verdict, Verdict::NoVerdict);
    }

    #[test]
    fn worlds_that_disagree_are_not_distinguished_though_the_mean_is_clear() {
        // In 30 of 40 worlds the set saves 4 hours, in 10 it costs 1: significant, yet one world in four turns round.
        let set: Vec<f64> = (0..80).map(|i| if (i / 2) % 4 == 0 { 11.0 } else { 6.0 }).collect();
        let decision = judge(&set, &vec![10.0; 80], 40, 0.0, Direction::LowerIsBetter);
        assert_eq!(decision.verdict, Verdict::NotDistinguished);
        assert!(matches!(decision.undecided, Some(Undecided::Ignorance { .. })));
    }

    #[test]
    fn the_words_are_the_contract() {
        let words: Vec<&str> = [Verdict::Better, Verdict::Worse, Verdict::NotDistinguished, Verdict::NoVerdict]
            .iter()
            .map(|v| v.as_str())
            .collect();
        assert_eq!(words, ["better", "worse", "not distinguished", "no verdict"]);
    }

    proptest! {
        #[test]
        fn swapping_the_sets_swaps_the_verdict(
            a in prop::collection::vec(0.0_f64..10.0, 40), shift in -8.0_f64..8.0, margin in 0.0_f64..3.0,
        ) {
            let b: Vec<f64> = a.iter().rev().map(|v| v + shift).collect();
            let forth = judge(&a, &b, 10, margin, Direction::LowerIsBetter).verdict;
            let back = judge(&b, &a, 10, margin, Direction::LowerIsBetter).verdict;
            let mirrored = match forth {
                Verdict::Better => Verdict::Worse,
                Verdict::Worse => Verdict::Better,
                other => other,
            };
            prop_assert_eq!(back, mirrored);
        }

        #[test]
        fn a_wider_margin_never_decides_more(a in prop::collection::vec(0.0_f64..10.0, 40), margin in 0.0_f64..3.0) {
            let b: Vec<f64> = a.iter().rev().map(|v| v + 2.0).collect();
            let narrow = judge(&a, &b, 10, margin, Direction::LowerIsBetter).verdict;
            let wide = judge(&a, &b, 10, margin + 1.0, Direction::LowerIsBetter).verdict;
            prop_assert!(wide == narrow || wide == Verdict::NotDistinguished);
        }
    }
}
