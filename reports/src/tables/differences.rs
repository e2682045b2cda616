//! `differences.csv`: a row per (city, scenario, control_set, baseline, measure).

use std::io::{self, Write};

use super::{CsvRows, OutputTable};
use crate::statistics::{IntervalKind, Undecided, Verdict};

/// How one control set differs from the baseline in one measure of one scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct DifferenceRow {
    /// Scenario's id.
    pub scenario: String,
    /// Control set's id.
    pub control_set: String,
    /// Baseline's id.
    pub baseline: String,
    /// Key of the measure.
    pub measure: &'static str,
    /// Spelling of its unit.
    pub unit: &'static str,
    /// Pairs of incidents in which both sets have a value.
    pub n: u64,
    /// Pairs in which the two values differ.
    pub n_discordant: u64,
    /// Mean of set minus baseline over the pairs.
    pub difference: Option<f64>,
    /// Interval of the difference.
    pub interval: Option<(f64, f64)>,
    /// How the interval was made.
    pub interval_kind: IntervalKind,
    /// Mean over draws of the probability that the set is better.
    pub rank_stability: Option<f64>,
    /// The verdict; only the primary measure gets one.
    pub verdict: Option<Verdict>,
    /// The measure that the scenario is judged by.
    pub primary: bool,
    /// Mean under the set, over the same pairs.
    pub mean: Option<f64>,
    /// Mean under the baseline, over the same pairs.
    pub baseline_mean: Option<f64>,
    /// Two-sided p value, of the primary measure only.
    pub p_value: Option<f64>,
    /// The same, adjusted after Holm over all pairs and scenarios.
    pub p_adjusted: Option<f64>,
    /// Margin below which a difference does not matter, in the unit of the measure.
    pub margin: Option<f64>,
    /// Why an undecided line is undecided.
    pub undecided: Option<Undecided>,
}

/// Writes the whole table.
pub fn write_differences<W: Write>(into: W, city: &str, rows: &[DifferenceRow]) -> io::Result<W> {
    let mut table = CsvRows::start(into, OutputTable::Differences.columns())?;
    for row in rows {
        table.text(city)?;
        table.text(&row.scenario)?;
        table.text(&row.control_set)?;
        table.text(&row.baseline)?;
        table.text(row.measure)?;
        table.text(row.unit)?;
        table.count(row.n)?;
        table.count(row.n_discordant)?;
        table.number(row.difference)?;
        table.number(row.interval.map(|(low, _)| low))?;
        table.number(row.interval.map(|(_, high)| high))?;
        table.text(row.interval_kind.as_str())?;
        table.number(row.rank_stability)?;
        table.text(row.verdict.map_or("", Verdict::as_str))?;
        table.count(u64::from(row.primary))?;
        table.number(row.mean)?;
        table.number(row.baseline_mean)?;
        table.number(row.p_value)?;
        table.number(row.p_adjusted)?;
        table.number(row.margin)?;
        table.text(&row.undecided.map_or_else(String::new, to_decide))?;
        table.end()?;
    }
    table.finish()
}

/// What would decide the line: `draws=`, `replications=` (per draw) or `pairs=` with the number in all, or `none` where no number
/// would, because not knowing the parameters dominates or because the difference lies within the margin.
fn to_decide(undecided: Undecided) -> String {
    match undecided {
        Undecided::OneDraw => "draws=2".into(),
        Undecided::OneReplication => "replications=2".into(),
        Undecided::FewDiscordantPairs { pairs_needed: Some(pairs), .. } => format!("pairs={pairs}"),
        Undecided::MoreRuns { replications: Some(replications), .. } => format!("replications={replications}"),
        Undecided::MoreRuns { replications: None, draws: Some(draws) } => format!("draws={draws}"),
        Undecided::FewDiscordantPairs { pairs_needed: None, .. }
        | Undecided::MoreRuns { replications: None, draws: None }
        | Undecided::Ignorance { .. }
        | Undecided::WithinMargin => "none".into(),
    }
}
