//! `knock_out.csv` and `value.csv`: what one control is worth in its set, and what a set is worth its price.

use super::row::table_row;
use crate::statistics::{IntervalKind, Verdict};

table_row!(
    /// What a set loses without one of its controls: the set without it, minus the set.
    KnockOutRow of KnockOut {
        /// City's id.
        city: String,
        /// Scenario's id.
        scenario: String,
        /// Control set's id.
        control_set: String,
        /// The control that was removed.
        control: String,
        /// Key of the primary measure.
        measure: &'static str,
        /// Pairs of incidents.
        n: u64,
        /// Pairs in which the two values differ.
        n_discordant: u64,
        /// Mean difference.
        difference: Option<f64>,
        /// Lower end of its interval.
        interval_low: Option<f64>,
        /// Upper end of its interval.
        interval_high: Option<f64>,
        /// How the interval was made.
        interval_kind: IntervalKind,
        /// Mean over draws of the probability that the set is worse without it.
        rank_stability: Option<f64>,
        /// Verdict on the set without it.
        verdict: Option<Verdict>,
    }
);

table_row!(
    /// How often a scenario must come before the extra cost of a set pays for itself.
    ValueRow of Value {
        /// Control set's id.
        control_set: String,
        /// Baseline's id.
        baseline: String,
        /// Scenario's id.
        scenario: String,
        /// Loss avoided per attempt that reaches the entry, yen.
        loss_avoided_jpy: Option<f64>,
        /// Lower end of its interval.
        interval_low: Option<f64>,
        /// Upper end of its interval.
        interval_high: Option<f64>,
        /// What the set costs more than the baseline in five years, yen, low.
        five_year_extra_low_jpy: Option<f64>,
        /// Most likely.
        five_year_extra_mode_jpy: Option<f64>,
        /// High.
        five_year_extra_high_jpy: Option<f64>,
        /// Attempts a year from which it pays for itself.
        break_even_per_year: Option<f64>,
        /// At the lowest cost and the largest loss avoided.
        break_even_low: Option<f64>,
        /// At the highest cost and the smallest loss avoided; missing where that is none.
        break_even_high: Option<f64>,
    }
);
