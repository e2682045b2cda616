//! Results as the page shows them: every team beside the baseline, with intervals, verdicts and what would decide the undecided.
//!
//! The numbers are those of `yagura compare` for the same control sets, because the same code makes them of the same incidents.

use std::sync::Arc;

use serde_json::{Value, json};
use yagura_reports::comparison::Comparison;
use yagura_reports::summary::{Named, answer, measure_name};
use yagura_reports::tables::{DifferenceRow, KnockOutRow, SummaryRow};
use yagura_reports::words::{Words, percent, quantity, quantity_like};
use yagura_sim::measure::{MEASURES, MeasureKind, Row, unit_of};
use yagura_sim::words::Words as _;

use super::cards::{both_words, said};
use super::drawn::{self, BASELINE};
use super::material::{Material, Playable};
use super::played::{KnockedOut, Played, plan};

/// Measures that stand beside the primary one.
const HEADLINES: [&str; 8] = [
    "detected",
    "detection_delay_h",
    "assets_controlled",
    "service_user_h_lost",
    "wrong_decision_h",
    "records_exposed",
    "containment_delay_h",
    "loss_jpy",
];

/// The measures that are shown for a scenario: its primary one first.
pub(super) fn headlines(scenario: &Playable) -> Vec<&'static str> {
    let primary = MEASURES[scenario.primary].key;
    std::iter::once(primary).chain(HEADLINES.into_iter().filter(|key| *key != primary)).collect()
}

/// One entry of a table.
pub(super) struct Entry {
    /// Id of the team; empty: the baseline.
    pub(super) id: String,
    /// What it is called.
    pub(super) name: String,
    /// Its incidents.
    pub(super) played: Arc<Played>,
}

impl Entry {
    /// What its rows and its curves are called: teams may have the same basket, and one may call itself like a control set.
    pub(super) fn set(&self) -> &str {
        if self.id.is_empty() { BASELINE } else { &self.id }
    }
}

/// The table of `entries`, the first of which is the baseline.
pub(super) fn table(material: &Material, scenario: &Playable, entries: &[Entry]) -> Result<Value, String> {
    let names: Vec<String> = entries.iter().map(|entry| entry.set().to_owned()).collect();
    let mut comparison = Comparison::new(plan(material, scenario, names));
    let wanted = headlines(scenario);
    // Amounts that nobody looks at here cost most of the time; leaving them out changes no other number.
    let shown: Vec<bool> =
        MEASURES.iter().map(|one| one.kind != MeasureKind::Amount || wanted.contains(&one.key)).collect();
    let mut row = Row::default();
    let (draws, replications) = material.size;
    let mut cell = 0;
    for draw in 0..draws {
        for replication in 0..replications {
            for (set, entry) in entries.iter().enumerate() {
                let values = entry.played.rows[cell].values.iter().zip(&shown);
                row.values.clear();
                row.values.extend(values.map(|(value, shown)| value.filter(|_| *shown)));
                comparison.push(0, set, (draw, replication), &row).map_err(|error| error.to_string())?;
            }
            cell += 1;
        }
    }
    let outcome = comparison.finish().map_err(|error| error.to_string())?;
    let words = both_words();
    let title = [Named {
        id: scenario.record.id.clone(),
        en: scenario.record.title_en.clone(),
        ja: scenario.record.title_ja.clone(),
    }];
    let per_set = outcome.summary.len() / entries.len();
    let per_difference = outcome.differences.len() / (entries.len() - 1).max(1);
    let mut sets = Vec::with_capacity(entries.len());
    for (place, entry) in entries.iter().enumerate() {
        let summary = &outcome.summary[place * per_set..(place + 1) * per_set];
        let differences = match place.checked_sub(1) {
            Some(place) => &outcome.differences[place * per_difference..(place + 1) * per_difference],
            None => &[],
        };
        let of = |key: &str| {
            let row = summary.iter().find(|row| row.measure == key)?;
            let difference = differences.iter().find(|row| row.measure == key);
            // What is compared stands in one unit: that of the baseline.
            let like = outcome.summary.iter().find(|row| row.measure == key).and_then(|row| row.mean);
            Some((key.to_owned(), value(&words, row, difference, like)))
        };
        let values: serde_json::Map<String, Value> = wanted.iter().filter_map(|key| of(key)).collect();
        let primary = differences.iter().find(|row| row.primary);
        sets.push(json!({
            "team": entry.id,
            "values": values,
            "verdict": primary.and_then(|row| row.verdict).map(|verdict| verdict.as_str().replace(' ', "-")),
            "verdict_text": primary.and_then(|row| row.verdict).map(|verdict| said(&words, |words| {
                words.say(&format!("verdict-{}", verdict.as_str().replace(' ', "-")), &[])
            })),
            "sentence": primary.map(|row| said(&words, |words| sentence(words, &title, row, summary))),
        }));
    }
    let row_of = |key: &str| MEASURES.iter().find(|measure| measure.key == key);
    Ok(json!({
        "plots": drawn::plots(scenario, &outcome, entries, &words),
        "scenario": scenario.record.id,
        "primary": wanted[0],
        "draws": draws,
        "replications": replications,
        "measures": wanted.iter().filter_map(|key| row_of(key)).map(|measure| json!({
            "key": measure.key,
            "name": said(&words, |words| measure_name(words, measure.key)),
            "unit": measure.unit.as_str(),
            "delay": matches!(measure.kind, MeasureKind::Delay { .. }),
        })).collect::<Vec<_>>(),
        "sets": sets,
    }))
}

/// The sentence about one difference, without the head that counts scenarios and without the scenario.
fn sentence(words: &Words, title: &[Named], row: &DifferenceRow, summary: &[SummaryRow]) -> String {
    let text = answer(words, title, std::slice::from_ref(row), summary);
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let text = lines.get(1..).unwrap_or_default().join(" ");
    // The page says above which scenario it is about.
    let text = text.trim_start_matches(['-', '*', ' ']);
    let text = text.strip_prefix(title[0].name(words.language())).unwrap_or(text);
    text.trim_start_matches([':', '：', ' ']).to_owned()
}

fn value(words: &[Words; 2], row: &SummaryRow, difference: Option<&DifferenceRow>, like: Option<f64>) -> Value {
    let unit = unit_of(row.measure);
    let own = row.mean.unwrap_or(0.0);
    let like = like.filter(|like| *like != 0.0).unwrap_or(own);
    let text = |value: Option<f64>| value.map(|value| said(words, |words| quantity_like(words, unit, value, like)));
    let own_text = |value: Option<f64>| value.map(|value| said(words, |words| quantity(words, unit, value)));
    let ends = |ends: Option<(f64, f64)>, like: f64, sign: bool| {
        ends.map(|(low, high)| {
            said(words, |words| {
                let of = |value: f64| {
                    let text = quantity_like(words, unit, value, like);
                    if sign && value > 0.0 { format!("+{text}") } else { text }
                };
                words.say("interval", &[("low", of(low).into()), ("high", of(high).into())])
            })
        })
    };
    json!({
        "n": row.n,
        "n_missing": row.n_missing,
        "mean": row.mean,
        "low": row.interval.map(|ends| ends.0),
        "high": row.interval.map(|ends| ends.1),
        "median": row.median,
        "p95": row.p95,
        "zero_event_bound": row.zero_event_bound,
        "mean_text": text(row.mean),
        "interval_text": ends(row.interval, like, false),
        "median_text": own_text(row.median),
        "p95_text": own_text(row.p95),
        "zero_text": row.zero_event_bound.map(|bound| said(words, |words| percent(words, bound))),
        "missing_text": (row.n_missing > 0).then(|| {
            #[allow(clippy::cast_precision_loss, reason = "counts of incidents stay far below 2^53")]
            let share = row.n as f64 / (row.n + row.n_missing) as f64;
            said(words, |words| percent(words, share))
        }),
        "difference": difference.and_then(|row| row.difference),
        "difference_low": difference.and_then(|row| row.interval).map(|ends| ends.0),
        "difference_high": difference.and_then(|row| row.interval).map(|ends| ends.1),
        "difference_text": difference.and_then(|row| row.difference).map(|value| said(words, |words| {
            let text = quantity_like(words, unit, value, like);
            if value > 0.0 { format!("+{text}") } else { text }
        })),
        "difference_interval_text": ends(difference.and_then(|row| row.interval), like, true),
        "stability": difference.and_then(|row| row.rank_stability),
        "stability_text": difference.and_then(|row| row.rank_stability).map(|share| said(words, |words| percent(words, share))),
    })
}

/// What each control of a basket was worth, the most first, with the plot of it.
pub(super) fn worth(material: &Material, scenario: &Playable, found: &KnockedOut) -> Value {
    let words = both_words();
    let mut rows: Vec<&KnockOutRow> = found.rows.iter().collect();
    rows.sort_by(|a, b| {
        b.difference.unwrap_or(0.0).total_cmp(&a.difference.unwrap_or(0.0)).then(a.control.cmp(&b.control))
    });
    let one = |row: &&KnockOutRow| {
        let unit = unit_of(row.measure);
        let interval = row.interval_low.zip(row.interval_high);
        json!({
            "control": row.control,
            "n": row.n,
            "n_discordant": row.n_discordant,
            "difference": row.difference,
            "low": row.interval_low,
            "high": row.interval_high,
            "stability": row.rank_stability,
            "text": row.difference.map(|worth| drawn::with_interval(&words, unit, worth, interval, drawn::Sign::Always)),
            // The set without the control is what is judged: worse without it means that it is worth something.
            "verdict": row.verdict.map(|verdict| verdict.as_str().replace(' ', "-")),
            "untouched": row.n == 0,
        })
    };
    json!({
        "draws": found.draws,
        "replications": material.size.1,
        "rows": rows.iter().map(one).collect::<Vec<_>>(),
        "plot": drawn::knock_out(material, scenario, &found.rows, &found.set, &words),
    })
}
