//! What an undecided line needs: how many more runs, or that no number of runs would decide it.
//!
//! The forecast takes the estimates of today (difference, chance, ignorance) as true and asks when the rule of
//! [`super::verdict`] would be met. It is a plan for the next run, not a promise: the estimates will move.

use super::distribution::student;
use super::interval::CONFIDENCE;
use super::variance::least_draws;
use super::verdict::{Evidence, MINIMUM_DISCORDANT_PAIRS, MINIMUM_STABILITY, SIGNIFICANCE};

/// Why a line has neither `better` nor `worse`, and what would change that.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Undecided {
    /// One parameter draw: nothing is known about other worlds. Ask for at least two, better two hundred.
    OneDraw,
    /// Too few pairs differ.
    FewDiscordantPairs {
        /// How many did.
        found: usize,
        /// Pairs in all after which the minimum is expected at the present rate; `None` when no pair differed.
        pairs_needed: Option<usize>,
    },
    /// One replication per draw: chance and ignorance cannot be told apart. Ask for at least two.
    OneReplication,
    /// No number of replications would decide it: the ranking turns with the parameters. What would help is better evidence
    /// on those that turn it.
    Ignorance {
        /// Share of worlds that agree with the side that leads; below the minimum.
        agreement: f64,
    },
    /// No number of replications would decide it: the difference itself, as estimated, is within the margin.
    WithinMargin,
    /// More runs would decide it if the estimates hold.
    MoreRuns {
        /// Replications per draw that would do with the draws as they are; `None` when no number would.
        replications: Option<usize>,
        /// Draws that would do with the replications per draw as they are; `None` beyond any practical number.
        draws: Option<usize>,
    },
}

pub(super) fn why_undecided(evidence: &Evidence<'_>) -> Undecided {
    let difference = evidence.difference;
    if difference.draws < 2 {
        return Undecided::OneDraw;
    }
    if difference.n_discordant < MINIMUM_DISCORDANT_PAIRS {
        return Undecided::FewDiscordantPairs {
            found: difference.n_discordant,
            pairs_needed: pairs_needed(difference.n, difference.n_discordant),
        };
    }
    let gain = difference.difference.abs();
    if gain <= evidence.margin {
        return Undecided::WithinMargin;
    }
    let (Some(split), Some(stability)) = (difference.split, evidence.stability) else {
        return Undecided::OneReplication;
    };
    let leads = evidence.direction.gain(difference.difference) > 0.0;
    let agreement = if leads { stability.value } else { 1.0 - stability.value };
    // Stability is already corrected for chance, so that replications are not expected to move it.
    if agreement < MINIMUM_STABILITY {
        return Undecided::Ignorance { agreement };
    }
    let replications = split.replications_for_standard_error(difference.draws, tolerable(evidence, difference.draws));
    let per_draw = split.replications.round().max(1.0) as usize;
    let draws = least_draws(|draws| split.standard_error(draws, per_draw) <= tolerable(evidence, draws));
    Undecided::MoreRuns { replications, draws }
}

/// Pairs after which the minimum number is expected to differ, at the present rate.
fn pairs_needed(pairs: usize, discordant: usize) -> Option<usize> {
    (discordant > 0).then(|| (pairs * MINIMUM_DISCORDANT_PAIRS).div_ceil(discordant))
}

/// Largest standard error at which the rule would be met: the interval clears the margin, and p stays significant when
/// multiplied by the number of comparisons (Holm's factor at its largest, so never too optimistic).
fn tolerable(evidence: &Evidence<'_>, draws: usize) -> f64 {
    let gain = evidence.difference.difference.abs();
    let df = (draws - 1) as f64;
    let for_interval = (gain - evidence.margin) / student::upper_quantile(0.5 * (1.0 - CONFIDENCE), df);
    let for_p = gain / student::upper_quantile(0.5 * SIGNIFICANCE / evidence.comparisons.max(1) as f64, df);
    for_interval.min(for_p)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::VarianceSplit;
    use crate::statistics::{Direction, IntervalKind, PairedDifference, RankStability};

    fn line(difference: f64, within: f64, between: f64, margin: f64, stability: f64) -> Undecided {
        among(1, difference, within, between, margin, stability)
    }

    fn among(comparisons: usize, difference: f64, within: f64, between: f64, margin: f64, stability: f64) -> Undecided {
        let split = VarianceSplit { draws: 200, replications: 50.0, within, between, f: 1.0 };
        let difference = PairedDifference {
            n: 10_000,
            n_discordant: 500,
            draws: 200,
            difference,
            standard_error: Some(split.standard_error(200, 50)),
            interval: None,
            kind: IntervalKind::ClusteredT,
            p_value: Some(0.5),
            split: Some(split),
        };
        let stability = RankStability { value: stability, per_draw: vec![], between, noise: Some(within / 50.0) };
        why_undecided(&Evidence {
            difference: &difference,
            adjusted_p: Some(0.5),
            stability: Some(&stability),
            margin,
            direction: Direction::LowerIsBetter,
            comparisons,
        })
    }

    /// By hand: difference 1, no ignorance, t(199) at 97.5 % = 1.971957; the error must be 0.507110, so
    /// R = within / (200 x 0.257161) = 10000 / 51.432 = 194.4.
    #[test]
    fn chance_is_bought_off_with_replications() {
        let Undecided::MoreRuns { replications, draws } = line(-1.0, 10_000.0, 0.0, 0.0, 1.0) else {
            panic!("more runs should decide it")
        };
        assert_eq!(replications, Some(195));
        // Draws times the present 50 replications: a little under 195 / 50 x 200, since t is a little smaller.
        assert!(draws.is_some_and(|draws| (770..=780).contains(&draws)), "{draws:?}");
    }

    /// By hand: among ten comparisons p must be below 0.005, t(199) at 99.75 % = 2.838674: R = 10000 x 8.0581 / 200 = 402.9.
    #[test]
    fn more_comparisons_ask_for_more_runs() {
        let Undecided::MoreRuns { replications, .. } = among(10, -1.0, 10_000.0, 0.0, 0.0, 1.0) else {
            panic!("more runs should decide it")
        };
        assert_eq!(replications, Some(403));
    }

    #[test]
    fn ignorance_is_not_bought_off() {
        // The worlds spread three times as far as the difference: Phi(1/3) = 0.63 of them agree for ever.
        assert_eq!(line(-1.0, 10.0, 9.0, 0.0, 0.62), Undecided::Ignorance { agreement: 0.62 });
    }

    #[test]
    fn a_difference_within_the_margin_stays_there() {
        assert_eq!(line(-1.0, 10.0, 0.0, 2.0, 1.0), Undecided::WithinMargin);
    }

    #[test]
    fn where_the_draws_are_too_few_only_more_draws_help() {
        // 200 worlds of spread 1 leave an error of 0.0707 whatever R; clearing 0.9 by 0.1 takes less.
        let Undecided::MoreRuns { replications, draws } = line(-1.0, 10.0, 1.0, 0.9, 0.84) else {
            panic!("more draws should decide it")
        };
        assert_eq!(replications, None);
        assert!(draws.is_some_and(|draws| draws > 200));
    }

    #[test]
    fn three_discordant_pairs_in_a_hundred_need_about_seven_hundred() {
        assert_eq!(pairs_needed(100, 3), Some(667));
        assert_eq!(pairs_needed(100, 0), None);
    }
}
