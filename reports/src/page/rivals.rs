//! The sets against each other, and not only against the baseline: which of two bids is better is the question of a procurement.
//!
//! The rule is that of the verdicts, applied to the means of each parameter draw (`draw_results.csv`), where the same draw and the same
//! luck stand under both sets. Noise inside a draw is not taken out here, and a pair counts as discordant by whole draws: what this
//! separates the full rule would separate too, not always the other way round. Corrected after Holm over all pairs and scenarios.

use yagura_sim::measure::{Better, MEASURES};

use super::context::Context;
use super::ranking::Line;
use crate::statistics::{
    Clusters, Design, Direction, Evidence, PairedDifference, RankStability, decide, holm, paired_difference_where_both,
    rank_stability,
};

/// A pair of sets in one scenario, before the correction.
struct Pair<'a> {
    set: &'a str,
    against: &'a str,
    difference: PairedDifference,
    stability: Option<RankStability>,
    direction: Direction,
    margin: f64,
}

/// The verdicts of every pair of sets without the baseline.
pub(crate) fn lines(context: Context<'_>) -> Vec<Line<'_>> {
    let pairs = pairs(context);
    let p_values: Vec<f64> = pairs.iter().filter_map(|pair| pair.difference.p_value).collect();
    let mut adjusted = holm(&p_values).unwrap_or_default().into_iter();
    let mut lines = Vec::with_capacity(pairs.len());
    for pair in &pairs {
        let evidence = Evidence {
            difference: &pair.difference,
            adjusted_p: pair.difference.p_value.and_then(|_| adjusted.next()),
            stability: pair.stability.as_ref(),
            margin: pair.margin,
            direction: pair.direction,
            comparisons: p_values.len(),
        };
        lines.push(Line { set: pair.set, against: pair.against, verdict: decide(&evidence).verdict });
    }
    lines
}

fn pairs(context: Context<'_>) -> Vec<Pair<'_>> {
    let baseline = context.baseline();
    let others: Vec<&str> = context.sets().into_iter().filter(|set| *set != baseline).collect();
    let mut pairs = Vec::new();
    for scenario in context.scenarios() {
        let means: Vec<Vec<Option<f64>>> = others.iter().map(|set| means(context, scenario, set)).collect();
        for (first, set) in others.iter().enumerate() {
            for (second, against) in others.iter().enumerate().skip(first + 1) {
                pairs.extend(pair(context, scenario, (set, &means[first]), (against, &means[second])));
            }
        }
    }
    pairs
}

/// The means of a set, draw by draw.
fn means(context: Context<'_>, scenario: &str, set: &str) -> Vec<Option<f64>> {
    let rows = context.tables.draw_results.iter().filter(|row| row.scenario == scenario && row.control_set == set);
    rows.map(|row| row.mean).collect()
}

fn pair<'a>(
    context: Context<'a>,
    scenario: &str,
    (set, ours): (&'a str, &[Option<f64>]),
    (against, theirs): (&'a str, &[Option<f64>]),
) -> Option<Pair<'a>> {
    let design = Design { draws: ours.len(), replications: 1 };
    let (_, row) = context.difference(scenario, set, |row| row.primary)?;
    let better = MEASURES.iter().find(|measure| measure.key == row.measure).map(|measure| measure.better);
    let direction = match better {
        Some(Better::Higher) => Direction::HigherIsBetter,
        _ => Direction::LowerIsBetter,
    };
    let difference = paired_difference_where_both(ours, theirs, design).ok()?;
    let differences: Vec<Option<f64>> = ours.iter().zip(theirs).map(|(a, b)| Some((*a)? - (*b)?)).collect();
    let stability = Clusters::present(&differences, design).ok().and_then(|all| rank_stability(&all, direction).ok());
    Some(Pair { set, against, difference, stability, direction, margin: row.margin.unwrap_or(0.0) })
}
