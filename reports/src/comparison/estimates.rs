//! The numbers of one scenario: what each measure was under each set, and how the sets differ from the baseline.
//!
//! Amounts and flags have a value in every incident. A delay has one only where its event happened within the horizon; its summary
//! is about those incidents, its difference about those in which both sets had the event, and how many that were stands beside it.
//! What did not happen is never counted as 0 nor as the horizon.

use yagura_sim::measure::{Better, MEASURES, MeasureDefinition, Unit};
use yagura_sim::words::Words as _;

use super::plan::ComparisonPlan;
use super::scenario_values::ScenarioValues;
use crate::lists::ascending;
use crate::statistics::{
    Clusters, Direction, Evidence, Grouping, IntervalKind, PairedDifference, RankStability, StatisticsError,
    clustered_mean, clustered_quantile_of, decide, difference_of, holm, quantile, rank_stability, variance_split,
    zero_event_bound,
};
use crate::tables::{DifferenceRow, SummaryRow, to_decide};

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
    for set in 0..plan.control_sets.len() {
        for measure in 0..MEASURES.len() {
            rows.push(summary_row(plan, scenario, (set, measure), values)?);
        }
    }
    Ok(rows)
}

fn summary_row(
    plan: &ComparisonPlan,
    scenario: usize,
    (set, measure): (usize, usize),
    values: &ScenarioValues,
) -> Result<SummaryRow, StatisticsError> {
    let definition = &MEASURES[measure];
    let (mut n, mut n_nonzero) = (0_u64, 0_u64);
    for value in values.present(set, measure) {
        n += 1;
        n_nonzero += u64::from(value != 0.0);
    }
    let mut row = SummaryRow {
        city: plan.city.clone(),
        scenario: plan.scenarios[scenario].id.clone(),
        control_set: plan.control_sets[set].clone(),
        measure: definition.key,
        unit: definition.unit.as_str(),
        n,
        mean: None,
        sd: None,
        interval: None,
        interval_kind: IntervalKind::None,
        median: None,
        p5: None,
        p95: None,
        n_missing: plan.cells() as u64 - n,
        n_nonzero,
        zero_event_bound: None,
        median_interval: None,
        p95_interval: None,
        share_of_ignorance: None,
    };
    if n == 0 {
        return Ok(row);
    }
    let clusters = Clusters::of(values.of(set, measure), plan.design())?;
    let mean = clustered_mean(&clusters);
    row.share_of_ignorance = variance_split(&clusters)
        .ok()
        .filter(|split| split.within + split.between > 0.0)
        .map(|split| split.share_of_ignorance());
    row.mean = Some(mean.mean);
    row.sd = mean.sd;
    row.interval = mean.interval.map(|interval| within(definition.unit, interval.low, interval.high));
    row.interval_kind = mean.kind;
    if row.n_nonzero == 0 && row.n_missing == 0 {
        // The cautious one of the two bounds: replications of one draw may all tell the same story.
        row.zero_event_bound = Some(zero_event_bound(plan.design())?.cautious);
    }
    let ordered = ascending(values.room(), values.present(set, measure));
    row.median = Some(quantile(&ordered, 0.5)?);
    row.p5 = Some(quantile(&ordered, 0.05)?);
    row.p95 = Some(quantile(&ordered, 0.95)?);
    if row.n_nonzero > 0 {
        let ends = |p: f64| -> Result<_, StatisticsError> {
            let interval = clustered_quantile_of(&ordered, values.of(set, measure), plan.design(), p)?.interval();
            Ok(interval.map(|interval| (interval.low, interval.high)))
        };
        row.median_interval = ends(0.5)?;
        row.p95_interval = ends(0.95)?;
    }
    Ok(row)
}

/// No amount is negative and no share above 1: an interval ends where the possible values end.
fn within(unit: Unit, low: f64, high: f64) -> (f64, f64) {
    let highest = match unit {
        Unit::Share | Unit::Flag => 1.0,
        Unit::Count | Unit::Hours | Unit::UserHours | Unit::Records | Unit::People | Unit::Yen => f64::INFINITY,
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
            let pairs = values.of(set, measure).zip(values.of(plan.baseline, measure));
            found.push(pending(plan, (scenario, set, measure), definition, pairs)?);
        }
    }
    Ok(found)
}

/// One difference, still without its verdict. `pairs`: the values under the set and under the baseline, incident by incident.
pub(super) fn pending(
    plan: &ComparisonPlan,
    (scenario, set, measure): (usize, usize, usize),
    definition: &MeasureDefinition,
    pairs: impl Iterator<Item = (Option<f64>, Option<f64>)>,
) -> Result<Pending, StatisticsError> {
    let planned = &plan.scenarios[scenario];
    let mut row = DifferenceRow {
        city: plan.city.clone(),
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
        to_decide: String::new(),
        undecided: None,
    };
    // A measure for which neither way is better has no direction; its difference is shown and never judged.
    let direction = match definition.better {
        Better::Lower | Better::Neither => Direction::LowerIsBetter,
        Better::Higher => Direction::HigherIsBetter,
    };
    // Of the pairs in which both have a value: the difference, and each side alone.
    let [mut apart, mut ours, mut theirs] = [(); 3].map(|()| Grouping::new(plan.design()));
    let (mut both, mut n_discordant) = (0_u64, 0_usize);
    for (a, b) in pairs {
        let pair = a.zip(b);
        both += u64::from(pair.is_some());
        n_discordant += usize::from(pair.is_some_and(|(a, b)| a != b));
        apart.push(pair.map(|(a, b)| a - b));
        ours.push(pair.map(|(a, _)| a));
        theirs.push(pair.map(|(_, b)| b));
    }
    if both == 0 {
        return Ok(Pending { row, evidence: None, direction });
    }
    let apart = apart.finish()?;
    let difference = difference_of(&apart, n_discordant);
    let stability = match definition.better {
        Better::Neither => None,
        Better::Lower | Better::Higher => stability_of(&apart, direction)?,
    };
    row.n = difference.n as u64;
    row.n_discordant = difference.n_discordant as u64;
    row.difference = Some(difference.difference);
    row.interval = difference.interval.map(|interval| (interval.low, interval.high));
    row.interval_kind = difference.kind;
    row.rank_stability = stability.as_ref().map(|stability| stability.value);
    row.mean = Some(clustered_mean(&ours.finish()?).mean);
    row.baseline_mean = Some(clustered_mean(&theirs.finish()?).mean);
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
            row.to_decide = to_decide(row.undecided, &[]);
        }
        rows.push(row);
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use yagura_sim::measure::{MEASURES, Row, measure_index};

    use crate::comparison::{Comparison, ComparisonPlan, Outcome, PlannedScenario};
    use crate::statistics::{Margin, StatisticsError, Verdict};

    /// Two sets, one scenario, `draws` x `replications`; `wrong_decision_h` as `value(set, draw, replication)`, detection only in even
    /// replications.
    fn compared(
        draws: u32,
        replications: u32,
        value: impl Fn(usize, u32, u32) -> f64,
    ) -> Result<Outcome, StatisticsError> {
        let row_of = |key: &str| measure_index(key).expect("a measure");
        let (primary, detected, delay) = (row_of("wrong_decision_h"), row_of("detected"), row_of("detection_delay_h"));
        let mut comparison = Comparison::new(ComparisonPlan {
            city: "c".into(),
            scenarios: vec![PlannedScenario { id: "s".into(), primary, horizon_h: 100.0 }],
            control_sets: vec!["today".into(), "core".into()],
            baseline: 0,
            draws,
            replications,
            margin: Margin::default(),
        });
        for draw in 0..draws {
            for replication in 0..replications {
                for set in 0..2 {
                    let mut values = vec![Some(0.0); MEASURES.len()];
                    let even = replication % 2 == 0;
                    values[primary] = Some(value(set, draw, replication));
                    values[detected] = Some(f64::from(u8::from(even)));
                    values[delay] = even.then_some(5.0);
                    let row = Row { values, ..Row::default() };
                    comparison.push(0, set, (draw, replication), &row)?;
                }
            }
        }
        comparison.finish()
    }

    #[test]
    fn a_set_that_halves_the_harm_in_every_world_is_better() -> Result<(), StatisticsError> {
        let harm = |set: usize, draw: u32, replication: u32| {
            let base = 10.0 + f64::from(draw) + f64::from(replication % 3);
            if set == 0 { base } else { base / 2.0 }
        };
        let outcome = compared(10, 4, harm)?;
        let row = outcome.differences.iter().find(|row| row.primary).expect("a primary row");
        assert_eq!((row.verdict, row.n, row.n_discordant), (Some(Verdict::Better), 40, 40));
        let judged = outcome.differences.iter().filter(|row| row.verdict.is_some()).count();
        assert_eq!(judged, 1, "only the primary measure gets a verdict");
        Ok(())
    }

    #[test]
    fn one_draw_gives_no_verdict() -> Result<(), StatisticsError> {
        let outcome = compared(1, 40, |set, _, _| if set == 0 { 2.0 } else { 1.0 })?;
        let row = outcome.differences.iter().find(|row| row.primary).expect("a primary row");
        assert_eq!((row.verdict, row.interval, row.rank_stability), (Some(Verdict::NoVerdict), None, None));
        Ok(())
    }

    #[test]
    fn a_delay_that_did_not_end_is_missing_and_not_zero() -> Result<(), StatisticsError> {
        let outcome = compared(3, 4, |_, _, _| 0.0)?;
        let of = |key: &str| {
            outcome.summary.iter().find(|row| row.measure == key && row.control_set == "core").expect("a row")
        };
        let delay = of("detection_delay_h");
        assert_eq!((delay.n, delay.n_missing, delay.mean), (6, 6, Some(5.0)));
        assert_eq!(of("detected").mean, Some(0.5));
        // Nothing but zeros in three draws: 1 - 0.05^(1/3).
        let bound = of("wrong_decision_h").zero_event_bound.expect("a bound");
        assert!((bound - 0.631_597).abs() < 1e-5, "{bound}");
        Ok(())
    }

    #[test]
    fn a_measure_that_is_no_number_is_refused() {
        let outcome = compared(2, 2, |_, _, replication| if replication == 1 { f64::NAN } else { 1.0 });
        assert!(matches!(outcome, Err(StatisticsError::NotFinite { .. })));
    }
}
