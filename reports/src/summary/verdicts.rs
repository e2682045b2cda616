//! The table under the answer: a line per scenario and control set, the primary measure with its interval. Scenarios stand there by
//! their ids, which fit into a line and are what the command line takes.

use super::answer::{none, signed_amount, with_unit};
use crate::tables::{DifferenceRow, Lean, aligned};
use crate::words::{Words, amount, percent};

const NOTHING: &str = "-";

/// The table.
#[must_use]
pub fn verdict_table(words: &Words, differences: &[DifferenceRow]) -> String {
    let columns: [(&str, Lean); 9] = [
        ("scenario", Lean::Left),
        ("measure", Lean::Left),
        ("set", Lean::Left),
        ("baseline", Lean::Right),
        ("mean", Lean::Right),
        ("difference", Lean::Right),
        ("interval", Lean::Right),
        ("draws", Lean::Right),
        ("verdict", Lean::Left),
    ];
    let headings: Vec<String> =
        columns.iter().map(|(column, _)| words.say(&format!("heading-{column}"), &[])).collect();
    let leans: Vec<Lean> = columns.iter().map(|(_, lean)| *lean).collect();
    let rows: Vec<Vec<String>> = differences.iter().filter(|row| row.primary).map(|row| cells(words, row)).collect();
    aligned(&headings, &leans, &rows)
}

fn cells(words: &Words, row: &DifferenceRow) -> Vec<String> {
    let of = |value: Option<f64>| match value {
        None => NOTHING.to_owned(),
        Some(0.0) => none(words),
        Some(value) => amount(words, value),
    };
    let interval = row.interval.map_or_else(
        || NOTHING.to_owned(),
        |(low, high)| {
            let (low, high) = (signed_amount(words, low), signed_amount(words, high));
            words.say("interval", &[("low", low.into()), ("high", high.into())])
        },
    );
    let verdict = row
        .verdict
        .map_or_else(String::new, |verdict| words.say(&format!("verdict-{}", verdict.as_str().replace(' ', "-")), &[]));
    vec![
        row.scenario.clone(),
        with_unit(words, row.measure),
        row.control_set.clone(),
        of(row.baseline_mean),
        of(row.mean),
        row.difference.map_or_else(|| NOTHING.to_owned(), |difference| signed_amount(words, difference)),
        interval,
        row.rank_stability.map_or_else(|| NOTHING.to_owned(), |share| percent(words, share)),
        verdict,
    ]
}
