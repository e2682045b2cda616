//! The numbers of one scenario: what each measure was under each set, and how the sets differ from the baseline.
//!
//! Amounts and flags have a value in every incident. A delay has one only where its event happened within the horizon; its summary
//! is about those incidents, its difference about those in which both sets had the event, and how many that were stands beside it.
//! What did not happen is never counted as 0 nor as the horizon.

use yagura_sim::measure::{Better, MEASURES, MeasureDefinition, Unit};
use yagura_sim::words::Words as _;

use super::plan::ComparisonPlan;
use super::scenario_values::ScenarioValues;
use crate::statistics::{
    Clusters, Direction, Evidence, IntervalKind, PairedDifference, RankStability, StatisticsError, clustered_mean,
    decide, holm, paired_difference_where_both, quantile, rank_stability, sorted,
};
use crate::tables::{DifferenceRow, SummaryRow};

/// A difference that still waits for Holm's correction.
pub(super) struct Pending {
    row: DifferenceRow,
    evidence: Option<(PairedDifference, Option<RankStability>)>,
    direction: Direction,
}

/// The summary of one scenario: sets in the order of the plan, measures in theirs.
pub(super) fn summarise(
    plan: &ComparisonPlan,
    scenario: usize,
    values: &ScenarioValues,
) -> Result<Vec<SummaryRow>, StatisticsError> {
    let mut rows = Vec::with_capacity(plan.control_sets.len() * MEASURES.len());
    for (set, control_set) in plan.control_sets.iter().enumerate() {
        for (measure, definition) in MEASURES.iter().enumerate() {
            rows.push(summary_row(plan, scenario, control_set, definition, values.of(set, measure))?);
        }
    }
    Ok(rows)
}

fn summary_row(
    plan: &ComparisonPlan,
    scenario: usize,
    control_set: &str,
    definition: &MeasureDefinition,
    values: &[Option<f64>],
) -> Result<SummaryRow, StatisticsError> {
    let present: Vec<f64> = values.iter().copied().flatten().collect();
    let mut row = SummaryRow {
        scenario: plan.scenarios[scenario].id.clone(),
        control_set: control_set.to_owned(),
        measure: definition.key,
        unit: definition.unit.as_str(),
        n: present.len() as u64,
        mean: None,
        sd: None,
        interval: None,
        interval_kind: IntervalKind::None,
        median: None,
        p5: None,
        p95: None,
        n_missing: (values.len() - present.len()) as u64,
        n_nonzero: present.iter().filter(|value| **value != 0.0).count() as u64,
    };
    if present.is_empty() {
        return Ok(row);
    }
    let mean = clustered_mean(&Clusters::present(values, plan.design())?);
    row.mean = Some(mean.mean);
    row.sd = mean.sd;
    row.interval = mean.interval.map(|interval| within(definition.unit, interval.low, interval.high));
    row.interval_kind = mean.kind;
    let ordered = sorted(&present)?;
    row.median = Some(quantile(&ordered, 0.5)?);
    row.p5 = Some(quantile(&ordered, 0.05)?);
    row.p95 = Some(quantile(&ordered, 0.95)?);
    Ok(row)
}

/// No amount is negative and no share above 1: an interval ends where the possible values end.
fn within(unit: Unit, low: f64, high: f64) -> (f64, f64) {
    let highest = match unit {
        Unit::Share | Unit::Flag => 1.0,
        Unit::Count | Unit::Hours | Unit::UserHours | Unit::Records | Unit::Yen => f64::INFINITY,
    };
    (low.max(0.0), high.min(highest))
}

/// The differences of one scenario: sets but the baseline in the order of the plan, measures in theirs.
pub(super) fn compare(
    plan: &ComparisonPlan,
    scenario: usize,
    values: &ScenarioValues,
) -> Result<Vec<Pending>, StatisticsError> {
    let mut found = Vec::new();
    for set in (0..plan.control_sets.len()).filter(|set| *set != plan.baseline) {
        for (measure, definition) in MEASURES.iter().enumerate() {
            let (of_set, of_baseline) = (values.of(set, measure), values.of(plan.baseline, measure));
            found.push(pending(plan, (scenario, set, measure), definition, of_set, of_baseline)?);
        }
    }
    Ok(found)
}

fn pending(
    plan: &ComparisonPlan,
    (scenario, set, measure): (usize, usize, usize),
    definition: &MeasureDefinition,
    of_set: &[Option<f64>],
    of_baseline: &[Option<f64>],
) -> Result<Pending, StatisticsError> {
    let planned = &plan.scenarios[scenario];
    let mut row = DifferenceRow {
        scenario: planned.id.clone(),
        control_set: plan.control_sets[set].clone(),
        baseline: plan.control_sets[plan.baseline].clone(),
        measure: definition.key,
        unit: definition.unit.as_str(),
        n: 0,
        n_discordant: 0,
        difference: None,
        interval: None,
        interval_kind: IntervalKind::None,
        rank_stability: None,
        verdict: None,
        primary: planned.primary == measure,
        mean: None,
        baseline_mean: None,
        p_value: None,
        p_adjusted: None,
        margin: None,
        undecided: None,
    };
    // A measure for which neither way is better has no direction; its difference is shown and never judged.
    let direction = match definition.better {
        Better::Lower | Better::Neither => Direction::LowerIsBetter,
        Better::Higher => Direction::HigherIsBetter,
    };
    let both = |a: &[Option<f64>], b: &[Option<f64>]| -> Vec<Option<f64>> {
        a.iter().zip(b).map(|(a, b)| a.filter(|_| b.is_some())).collect()
    };
    let (ours, theirs) = (both(of_set, of_baseline), both(of_baseline, of_set));
    if ours.iter().all(Option::is_none) {
        return Ok(Pending { row, evidence: None, direction });
    }
    let difference = paired_difference_where_both(&ours, &theirs, plan.design())?;
    let pairs: Vec<Option<f64>> = ours.iter().zip(&theirs).map(|(a, b)| a.zip(*b).map(|(a, b)| a - b)).collect();
    let stability = match definition.better {
        Better::Neither => None,
        Better::Lower | Better::Higher => stability_of(&Clusters::present(&pairs, plan.design())?, direction)?,
    };
    row.n = difference.n as u64;
    row.n_discordant = difference.n_discordant as u64;
    row.difference = Some(difference.difference);
    row.interval = difference.interval.map(|interval| (interval.low, interval.high));
    row.interval_kind = difference.kind;
    row.rank_stability = stability.as_ref().map(|stability| stability.value);
    row.mean = Some(clustered_mean(&Clusters::present(&ours, plan.design())?).mean);
    row.baseline_mean = Some(clustered_mean(&Clusters::present(&theirs, plan.design())?).mean);
    Ok(Pending { row, evidence: Some((difference, stability)), direction })
}

/// `None` with a single draw: one world ranks nothing.
fn stability_of(differences: &Clusters, direction: Direction) -> Result<Option<RankStability>, StatisticsError> {
    match rank_stability(differences, direction) {
        Ok(stability) => Ok(Some(stability)),
        Err(StatisticsError::TooFew { .. }) => Ok(None),
        Err(other) => Err(other),
    }
}

/// The verdicts on all primary measures, corrected together.
pub(super) fn decide_all(plan: &ComparisonPlan, pending: Vec<Pending>) -> Result<Vec<DifferenceRow>, StatisticsError> {
    let p_of = |one: &Pending| match &one.evidence {
        Some((difference, _)) if one.row.primary => difference.p_value,
        _ => None,
    };
    let p_values: Vec<f64> = pending.iter().filter_map(p_of).collect();
    let mut adjusted = holm(&p_values)?.into_iter();
    let mut rows = Vec::with_capacity(pending.len());
    for one in pending {
        let p_value = p_of(&one);
        let Pending { mut row, evidence, direction } = one;
        if let (true, Some((difference, stability))) = (row.primary, evidence) {
            let margin = plan.margin.in_unit(row.baseline_mean.unwrap_or(0.0));
            row.margin = Some(margin);
            row.p_value = p_value;
            row.p_adjusted = if p_value.is_some() { adjusted.next() } else { None };
            let decision = decide(&Evidence {
                difference: &difference,
                adjusted_p: row.p_adjusted,
                stability: stability.as_ref(),
                margin,
                direction,
                comparisons: p_values.len(),
            });
            row.verdict = Some(decision.verdict);
            row.undecided = decision.undecided;
        }
        rows.push(row);
    }
    Ok(rows)
}
