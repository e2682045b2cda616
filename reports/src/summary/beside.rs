//! What always stands beside the verdicts: how far it got and when it was noticed, a line per scenario and control set.

use yagura_sim::measure::{MEASURES, MeasureDefinition, MeasureKind};

use super::answer::{none, with_unit};
use super::measure_name;
use crate::tables::{Lean, SummaryRow, aligned};
use crate::words::{Words, amount, percent};

/// The table of the measures `keys` (those that exist). A delay is told about the incidents in which it ended, and how many those
/// were stands beside it.
#[must_use]
pub fn beside(words: &Words, summary: &[SummaryRow], keys: &[&str]) -> String {
    let measures: Vec<&MeasureDefinition> =
        keys.iter().filter_map(|key| MEASURES.iter().find(|measure| measure.key == *key)).collect();
    let mut headings = vec![words.say("heading-scenario", &[]), words.say("heading-set", &[])];
    let mut leans = vec![Lean::Left, Lean::Left];
    for measure in &measures {
        headings.push(with_unit(words, measure.key));
        leans.push(Lean::Right);
        if let MeasureKind::Delay { flag } = measure.kind {
            headings.push(measure_name(words, flag));
            leans.push(Lean::Right);
        }
    }
    let mut rows: Vec<Vec<String>> = Vec::new();
    for group in summary.chunk_by(|a, b| a.scenario == b.scenario && a.control_set == b.control_set) {
        let mut cells = vec![group[0].scenario.clone(), group[0].control_set.clone()];
        for measure in &measures {
            let row = group.iter().find(|row| row.measure == measure.key);
            cells.push(row.map_or_else(String::new, |row| mean_and_interval(words, row)));
            if matches!(measure.kind, MeasureKind::Delay { .. }) {
                cells.push(row.map_or_else(String::new, |row| percent(words, share_with_value(row))));
            }
        }
        rows.push(cells);
    }
    aligned(&headings, &leans, &rows)
}

fn mean_and_interval(words: &Words, row: &SummaryRow) -> String {
    let Some(mean) = row.mean else { return "-".into() };
    let mean = if mean == 0.0 { none(words) } else { amount(words, mean) };
    match row.interval {
        Some((low, high)) => {
            let interval =
                words.say("interval", &[("low", amount(words, low).into()), ("high", amount(words, high).into())]);
            words.say("mean-and-interval", &[("mean", mean.into()), ("interval", interval.into())])
        }
        None => mean,
    }
}

fn share_with_value(row: &SummaryRow) -> f64 {
    let all = row.n + row.n_missing;
    if all == 0 { 0.0 } else { row.n as f64 / all as f64 }
}
