//! The tables of one small comparison, cell by cell: two sets, one scenario, four draws of three incidents, all numbers by rule.

use yagura_reports::comparison::{Comparison, ComparisonPlan, Outcome, PlannedScenario, value_rows};
use yagura_reports::statistics::Margin;
use yagura_reports::tables::{CostRow, Spread3, TableRow, write_rows};
use yagura_sim::measure::{MEASURES, Row, measure_index};

/// Harm 10 + draw + replication under `today`; under `core` half of that, and none in the first replication. Detected after 4 h and a
/// bit under `today`, after 1 h under `core`, but not in the last replication, which is over after 30 h; contained 2 h later.
fn played() -> Outcome {
    let primary = measure_index("wrong_decision_h").expect("a measure");
    let mut comparison = Comparison::new(ComparisonPlan {
        city: "c".into(),
        scenarios: vec![PlannedScenario { id: "s".into(), primary, horizon_h: 100.0 }],
        control_sets: vec!["today".into(), "core".into()],
        baseline: 0,
        draws: 4,
        replications: 3,
        margin: Margin::default(),
    });
    for draw in 0..4 {
        for replication in 0..3 {
            for set in 0..2 {
                let mut values = vec![None; MEASURES.len()];
                let mut put = |key: &str, value: f64| values[measure_index(key).expect("a measure")] = Some(value);
                let harm = 10.0 + f64::from(draw) + f64::from(replication);
                let harm = if set == 0 { harm } else { harm / 2.0 * f64::from(u8::from(replication > 0)) };
                put("wrong_decision_h", harm);
                put("loss_jpy", 1e5 * harm);
                put("entered", 1.0);
                put("assets_controlled", f64::from(replication));
                if replication < 2 {
                    let delay = if set == 0 { 4.0 + f64::from(draw) / 2.0 } else { 1.0 };
                    put("detection_delay_h", delay);
                    put("containment_delay_h", 2.0);
                } else {
                    put("attack_end_h", 30.0);
                }
                let row = Row { values, ..Row::default() };
                comparison.push(0, set, (draw, replication), &row).expect("finite");
            }
        }
    }
    comparison.finish().expect("finite")
}

fn text<R: TableRow>(rows: &[R]) -> String {
    String::from_utf8(write_rows(Vec::new(), rows).expect("written to memory")).expect("UTF-8")
}

#[test]
fn the_tables_of_a_small_comparison_are_these() {
    let outcome = played();
    let cost = |set: &str, mode: f64| CostRow {
        control_set: set.into(),
        control: "CPS.AC-3".into(),
        purchase_jpy: None,
        yearly_jpy: None,
        staff_h: None,
        five_year_jpy: Some(Spread3 { low: mode / 2.0, mode, high: mode * 2.0 }),
        source: "assumption".into(),
        claimed_by: String::new(),
        cost_unit: "per_site".into(),
        units: Some(1.0),
        coverage: Some(1.0),
    };
    let value = value_rows(&outcome.differences, &[cost("today", 1e6), cost("core", 5e6)]);
    let of = ["wrong_decision_h", "detection_delay_h"];
    let summary: Vec<_> = outcome.summary.iter().filter(|row| of.contains(&row.measure)).cloned().collect();
    let differences: Vec<_> = outcome.differences.iter().filter(|row| of.contains(&row.measure)).cloned().collect();
    let exceedance: Vec<_> = outcome.exceedance.iter().filter(|row| row.measure == of[0]).cloned().collect();
    let tables = [
        ("summary", text(&summary)),
        ("differences", text(&differences)),
        ("survival", text(&outcome.survival)),
        ("delays", text(&outcome.delays)),
        ("exceedance", text(&exceedance)),
        ("worst", text(&outcome.worst)),
        ("draw_results", text(&outcome.draw_results)),
        ("value", text(&value)),
    ];
    let all: String = tables.iter().map(|(name, text)| format!("# {name}.csv, in part\n{text}\n")).collect();
    insta::assert_snapshot!(all);
}
