//! What always stands beside the verdicts: spread and detection, with their intervals.

use super::answer::unit_of;
use super::{Named, measure_name, name_of};
use crate::tables::{Lean, SummaryRow, aligned};
use crate::words::{Words, percent, quantity};

/// The table of the measures `keys` (those that exist), a line per scenario, measure and control set.
#[must_use]
pub fn beside(words: &Words, scenarios: &[Named], summary: &[SummaryRow], keys: &[&str]) -> String {
    let headings: Vec<String> = ["scenario", "measure", "set", "mean", "interval", "median", "p95", "with-value"]
        .iter()
        .map(|column| words.say(&format!("heading-{column}"), &[]))
        .collect();
    let leans = [Lean::Left, Lean::Left, Lean::Left, Lean::Right, Lean::Right, Lean::Right, Lean::Right, Lean::Right];
    let rows: Vec<Vec<String>> =
        summary.iter().filter(|row| keys.contains(&row.measure)).map(|row| cells(words, scenarios, row)).collect();
    aligned(&headings, &leans, &rows)
}

fn cells(words: &Words, scenarios: &[Named], row: &SummaryRow) -> Vec<String> {
    let unit = unit_of(row.measure);
    let amount = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| quantity(words, unit, value));
    let interval = row.interval.map_or_else(
        || "-".to_owned(),
        |(low, high)| {
            words.say(
                "interval",
                &[("low", quantity(words, unit, low).into()), ("high", quantity(words, unit, high).into())],
            )
        },
    );
    let all = row.n + row.n_missing;
    #[allow(clippy::cast_precision_loss, reason = "shown with three digits")]
    let share = if all == 0 { 0.0 } else { row.n as f64 / all as f64 };
    vec![
        name_of(scenarios, &row.scenario, words).to_owned(),
        measure_name(words, row.measure),
        row.control_set.clone(),
        amount(row.mean),
        interval,
        amount(row.median),
        amount(row.p95),
        percent(words, share),
    ]
}
