//! Results as the page shows them: every team beside the baseline, with intervals, verdicts and what would decide the undecided.
//!
//! The numbers are those of `yagura compare` for the same control sets, because the same code makes them of the same incidents.

use std::sync::Arc;

use serde_json::{Value, json};
use yagura_reports::comparison::{Comparison, Outcome};
use yagura_reports::plots::{self, Names, Plot};
use yagura_reports::summary::{Named, answer, measure_name};
use yagura_reports::tables::{DifferenceRow, KnockOutRow, SummaryRow};
use yagura_reports::words::{Words, percent, quantity, quantity_like};
use yagura_sim::measure::{MEASURES, MeasureKind, Row, Unit};
use yagura_sim::words::Words as _;

use super::cards::{both_words, said};
use super::material::{Material, Playable};
use super::played::{Played, plan};

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

/// Sets beyond which a plot shows nothing any more: their styles repeat.
const MOST_DRAWN: usize = 6;

/// Rows of a curve in the table under a plot.
const MOST_ROWS: usize = 8;

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

/// The table of `entries`, the first of which is the baseline.
pub(super) fn table(material: &Material, scenario: &Playable, entries: &[Entry]) -> Result<Value, String> {
    // Teams may have the same basket and even the name of a set: what tells them apart is their place.
    let names: Vec<String> = entries.iter().map(|entry| entry.name.clone()).collect();
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
    let plots =
        if entries.len() > MOST_DRAWN { Vec::new() } else { plots(material, scenario, &outcome, entries, &words) };
    Ok(json!({
        "plots": plots,
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

/// The plots of the reports over these sets, each with a table of what it shows.
fn plots(
    material: &Material,
    scenario: &Playable,
    outcome: &Outcome,
    entries: &[Entry],
    words: &[Words; 2],
) -> Vec<Value> {
    let id = &scenario.record.id;
    let names = words.each_ref().map(|words| {
        let sets: Vec<String> = entries.iter().map(|entry| entry.name.clone()).collect();
        let mut names = Names::new(&sets, &sets[0]);
        let choose = |en, ja| words.language().choose(en, ja);
        names.add("scenario", id, choose(&scenario.record.title_en, &scenario.record.title_ja));
        names.add("control_set", &sets[0], choose(&material.baseline.name_en, &material.baseline.name_ja));
        names
    });
    let drawn = |plot: &dyn Fn(&Names, &Words) -> Option<Plot>| -> Option<Value> {
        let one = |language: usize| {
            let plot = plot(&names[language], &words[language])?;
            Some(json!({ "title": plot.title, "alt": plot.alt, "svg": plot.svg }))
        };
        Some(json!({ "en": one(0)?, "ja": one(1)? }))
    };
    let row = |set: &str, measure: &str, at: f64, share: f64| {
        let team = entries.iter().find(|entry| entry.name == set).map_or("", |entry| entry.id.as_str());
        let unit = MEASURES.iter().find(|one| one.key == measure).map_or(Unit::Count, |one| one.unit);
        json!({
            "team": team,
            "measure": said(words, |words| measure_name(words, measure)),
            "at": said(words, |words| quantity(words, unit, at)),
            "share": said(words, |words| percent(words, share)),
        })
    };
    let delays = thinned(&outcome.survival, |row| (&row.control_set, row.measure));
    let losses = thinned(&outcome.exceedance, |row| (&row.control_set, row.measure));
    let all = [
        (
            drawn(&|names, words| plots::delays(&outcome.survival, id, names, words)),
            delays.map(|one| row(&one.control_set, one.measure, one.time_h, one.share)).collect::<Vec<_>>(),
        ),
        (
            drawn(&|names, words| plots::exceedance(&outcome.exceedance, id, names, words)),
            losses.map(|one| row(&one.control_set, one.measure, one.value, one.share)).collect(),
        ),
    ];
    all.into_iter().filter_map(|(plot, rows)| Some(json!({ "plot": plot?, "rows": rows }))).collect()
}

/// A few rows of each curve, evenly spread: what a person reads instead of a picture.
fn thinned<'a, R, K: PartialEq>(rows: &'a [R], key: impl Fn(&'a R) -> K) -> impl Iterator<Item = &'a R> {
    let key = &key;
    let mut kept = Vec::new();
    let mut from = 0;
    while from < rows.len() {
        let length = rows[from..].iter().take_while(|row| key(row) == key(&rows[from])).count();
        let step = length.div_ceil(MOST_ROWS).max(1);
        kept.extend(rows[from..from + length].iter().enumerate().filter(|(i, _)| i % step == 0 || i + 1 == length));
        from += length;
    }
    kept.into_iter().map(|(_, row)| row)
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
    let unit = MEASURES.iter().find(|measure| measure.key == row.measure).map_or(Unit::Count, |measure| measure.unit);
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

/// What each control of a basket was worth, the most first.
pub(super) fn worth(rows: &[KnockOutRow]) -> Vec<Value> {
    let words = both_words();
    let mut rows: Vec<&KnockOutRow> = rows.iter().collect();
    rows.sort_by(|a, b| {
        b.difference.unwrap_or(0.0).total_cmp(&a.difference.unwrap_or(0.0)).then(a.control.cmp(&b.control))
    });
    let one = |row: &&KnockOutRow| {
        let unit =
            MEASURES.iter().find(|measure| measure.key == row.measure).map_or(Unit::Count, |measure| measure.unit);
        let text = |value: f64| {
            said(&words, |words| {
                let text = quantity(words, unit, value);
                if value > 0.0 { format!("+{text}") } else { text }
            })
        };
        let like = row.difference.unwrap_or(0.0);
        json!({
            "control": row.control,
            "difference": row.difference,
            "low": row.interval_low,
            "high": row.interval_high,
            "text": row.difference.map(text),
            "interval_text": row.interval_low.zip(row.interval_high).map(|(low, high)| said(&words, |words| {
                let of = |value: f64| {
                    let text = quantity_like(words, unit, value, like);
                    if value > 0.0 { format!("+{text}") } else { text }
                };
                words.say("interval", &[("low", of(low).into()), ("high", of(high).into())])
            })),
            // The set without the control is what is judged: worse without it means that it is worth something.
            "verdict": row.verdict.map(|verdict| verdict.as_str().replace(' ', "-")),
            "untouched": row.n == 0,
        })
    };
    rows.iter().map(one).collect()
}
