//! The table under the answer: a line per scenario and control set, the primary measure with its interval.

use super::answer::{signed, unit_of};
use super::{Named, measure_name, name_of};
use crate::tables::{DifferenceRow, Lean, aligned};
use crate::words::{Words, percent, quantity};

/// The table.
#[must_use]
pub fn verdict_table(words: &Words, scenarios: &[Named], differences: &[DifferenceRow]) -> String {
    let headings: Vec<String> =
        ["scenario", "measure", "set", "baseline", "mean", "difference", "interval", "draws", "verdict"]
            .iter()
            .map(|column| words.say(&format!("heading-{column}"), &[]))
            .collect();
    let leans = [
        Lean::Left,
        Lean::Left,
        Lean::Left,
        Lean::Right,
        Lean::Right,
        Lean::Right,
        Lean::Right,
        Lean::Right,
        Lean::Left,
    ];
    let rows: Vec<Vec<String>> =
        differences.iter().filter(|row| row.primary).map(|row| cells(words, scenarios, row)).collect();
    aligned(&headings, &leans, &rows)
}

fn cells(words: &Words, scenarios: &[Named], row: &DifferenceRow) -> Vec<String> {
    let unit = unit_of(row.measure);
    let amount = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| quantity(words, unit, value));
    let change = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| signed(words, unit, value));
    let interval = row.interval.map_or_else(
        || "-".to_owned(),
        |(low, high)| {
            words.say(
                "interval",
                &[("low", signed(words, unit, low).into()), ("high", signed(words, unit, high).into())],
            )
        },
    );
    let verdict = row
        .verdict
        .map_or_else(String::new, |verdict| words.say(&format!("verdict-{}", verdict.as_str().replace(' ', "-")), &[]));
    vec![
        name_of(scenarios, &row.scenario, words).to_owned(),
        measure_name(words, row.measure),
        row.control_set.clone(),
        amount(row.baseline_mean),
        amount(row.mean),
        change(row.difference),
        interval,
        row.rank_stability.map_or_else(|| "-".to_owned(), |share| percent(words, share)),
        verdict,
    ]
}
