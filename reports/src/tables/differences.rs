//! `differences.csv`: a row per (city, scenario, control_set, baseline, measure).

use super::row::table_row;
use crate::statistics::{IntervalKind, Undecided, Verdict};

table_row!(
    /// How one control set differs from the baseline in one measure of one scenario.
    DifferenceRow of Differences {
        /// City's id.
        city: String,
        /// Scenario's id.
        scenario: String,
        /// Control set's id.
        control_set: String,
        /// Baseline's id.
        baseline: String,
        /// Key of the measure.
        measure: &'static str,
        /// Spelling of its unit.
        unit: &'static str,
        /// Pairs of incidents in which both sets have a value.
        n: u64,
        /// Pairs in which the two values differ.
        n_discordant: u64,
        /// Mean of set minus baseline over the pairs.
        difference: Option<f64>,
        /// Interval of the difference.
        interval: Option<(f64, f64)> = ["interval_low", "interval_high"],
        /// How the interval was made.
        interval_kind: IntervalKind,
        /// Mean over draws of the probability that the set is better.
        rank_stability: Option<f64>,
        /// The verdict; only the primary measure gets one.
        verdict: Option<Verdict>,
        /// The measure that the scenario is judged by.
        primary: bool,
        /// Mean under the set, over the same pairs.
        mean: Option<f64>,
        /// Mean under the baseline, over the same pairs.
        baseline_mean: Option<f64>,
        /// Two-sided p value, of the primary measure only.
        p_value: Option<f64>,
        /// The same, adjusted after Holm over all pairs and scenarios.
        p_adjusted: Option<f64>,
        /// Margin below which a difference does not matter, in the unit of the measure.
        margin: Option<f64>,
        /// What would decide an undecided line: the rule is `to_decide` below.
        to_decide: String,
        /// Why an undecided line is undecided.
        undecided: Option<Undecided> = ["undecided_because", "undecided_seen", "undecided_needed"],
    }
);

impl DifferenceRow {
    /// The parameters that [`to_decide`](Self::to_decide) names: those that turn the ranking.
    pub fn turned_by(&self) -> impl Iterator<Item = &str> {
        self.to_decide.strip_prefix(PARAMETERS).into_iter().flat_map(|keys| keys.split(';'))
    }
}

const PARAMETERS: &str = "parameters=";

/// What would decide the line: `draws=`, `replications=` (per draw) or `pairs=` with the number in all; where no number would because
/// not knowing the parameters dominates, `parameters=` with the keys of those that turn the ranking (`movers`, the strongest first,
/// joined by `;`); else `none`.
pub(crate) fn to_decide(undecided: Option<Undecided>, movers: &[String]) -> String {
    match undecided {
        None => String::new(),
        Some(Undecided::OneDraw) => "draws=2".into(),
        Some(Undecided::OneReplication) => "replications=2".into(),
        Some(Undecided::FewDiscordantPairs { pairs_needed: Some(pairs), .. }) => format!("pairs={pairs}"),
        Some(Undecided::MoreRuns { replications: Some(replications), .. }) => format!("replications={replications}"),
        Some(Undecided::MoreRuns { replications: None, draws: Some(draws) }) => format!("draws={draws}"),
        Some(Undecided::Ignorance { .. }) if !movers.is_empty() => format!("{PARAMETERS}{}", movers.join(";")),
        Some(
            Undecided::FewDiscordantPairs { pairs_needed: None, .. }
            | Undecided::MoreRuns { replications: None, draws: None }
            | Undecided::Ignorance { .. }
            | Undecided::WithinMargin,
        ) => "none".into(),
    }
}
