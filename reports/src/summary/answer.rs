//! The answer in words: per control set first how many scenarios it wins, then one sentence for each.

use yagura_sim::measure::{MEASURES, Unit};

use super::{Named, measure_name, name_of};
use crate::statistics::{Undecided, Verdict};
use crate::tables::DifferenceRow;
use crate::words::{Words, number, percent, quantity};

/// The answer. `differences` may hold all measures: only the primary ones are spoken of.
#[must_use]
pub fn answer(words: &Words, scenarios: &[Named], differences: &[DifferenceRow]) -> String {
    let primary: Vec<&DifferenceRow> = differences.iter().filter(|row| row.primary).collect();
    let mut sets: Vec<&str> = Vec::new();
    for row in &primary {
        if !sets.contains(&row.control_set.as_str()) {
            sets.push(&row.control_set);
        }
    }
    let mut text = String::new();
    for set in sets {
        let rows: Vec<&DifferenceRow> = primary.iter().copied().filter(|row| row.control_set == set).collect();
        text.push_str(&head(words, set, &rows));
        for row in rows {
            text.push_str(&format!("  {}\n", line(words, scenarios, row)));
        }
        text.push('\n');
    }
    text
}

fn head(words: &Words, set: &str, rows: &[&DifferenceRow]) -> String {
    let count = |verdict: Verdict| rows.iter().filter(|row| row.verdict == Some(verdict)).count();
    let baseline = rows.first().map_or("", |row| row.baseline.as_str());
    let undecided = count(Verdict::NotDistinguished) + count(Verdict::NoVerdict);
    let sentence = words.say(
        "answer-head",
        &[
            ("set", set.into()),
            ("baseline", baseline.into()),
            ("scenarios", rows.len().into()),
            ("better", count(Verdict::Better).into()),
            ("worse", count(Verdict::Worse).into()),
            ("undecided", undecided.into()),
        ],
    );
    format!("{sentence}\n")
}

/// One scenario.
fn line(words: &Words, scenarios: &[Named], row: &DifferenceRow) -> String {
    let unit = unit_of(row.measure);
    let scenario = name_of(scenarios, &row.scenario, words);
    let measure = measure_name(words, row.measure);
    let (Some(difference), Some(mean), Some(baseline_mean)) = (row.difference, row.mean, row.baseline_mean) else {
        return words.say("answer-no-values", &[("scenario", scenario.into()), ("measure", measure.into())]);
    };
    if mean == 0.0 && baseline_mean == 0.0 {
        let arguments =
            [("scenario", scenario.into()), ("measure", measure.into()), ("n", number(as_float(row.n)).into())];
        return words.say("answer-nothing-seen", &arguments);
    }
    let interval = row.interval.map_or_else(
        || words.say("no-interval", &[]),
        |(low, high)| {
            words.say(
                "interval",
                &[("low", signed(words, unit, low).into()), ("high", signed(words, unit, high).into())],
            )
        },
    );
    let stability = row.rank_stability.map_or_else(|| "-".to_owned(), |share| percent(words, share));
    let arguments = [
        ("scenario", scenario.into()),
        ("measure", measure.into()),
        ("share", change(words, difference, baseline_mean).into()),
        ("more", if difference > 0.0 { "yes" } else { "no" }.into()),
        ("mean", quantity(words, unit, mean).into()),
        ("baseline-mean", quantity(words, unit, baseline_mean).into()),
        ("difference", signed(words, unit, difference).into()),
        ("interval", interval.into()),
        ("stability", stability.into()),
    ];
    match row.verdict {
        Some(Verdict::Better | Verdict::Worse) => words.say("answer-decided", &arguments),
        Some(Verdict::NoVerdict | Verdict::NotDistinguished) | None => {
            let key =
                if row.verdict == Some(Verdict::NoVerdict) { "answer-no-verdict" } else { "answer-not-distinguished" };
            let sentence = words.say(key, &arguments);
            match row.undecided {
                Some(undecided) => format!("{sentence} {}", to_decide(words, undecided)),
                None => sentence,
            }
        }
    }
}

/// How much less or more, as a share of the baseline.
fn change(words: &Words, difference: f64, baseline_mean: f64) -> String {
    if baseline_mean == 0.0 { "-".into() } else { percent(words, (difference / baseline_mean).abs()) }
}

/// What would decide an undecided line.
fn to_decide(words: &Words, undecided: Undecided) -> String {
    let count = |key: &str, count: usize| words.say(key, &[("count", number(count as f64).into())]);
    match undecided {
        Undecided::OneDraw => words.say("to-decide-one-draw", &[]),
        Undecided::OneReplication => words.say("to-decide-one-replication", &[]),
        Undecided::FewDiscordantPairs { found, pairs_needed } => {
            let sentence = words.say("to-decide-few-pairs", &[("found", found.into())]);
            match pairs_needed {
                Some(pairs) => format!("{sentence} {}", count("to-decide-pairs", pairs)),
                None => sentence,
            }
        }
        Undecided::Ignorance { agreement } => {
            words.say("to-decide-ignorance", &[("agreement", percent(words, agreement).into())])
        }
        Undecided::WithinMargin => words.say("to-decide-within-margin", &[]),
        Undecided::MoreRuns { replications: Some(replications), .. } => count("to-decide-replications", replications),
        Undecided::MoreRuns { replications: None, draws: Some(draws) } => count("to-decide-draws", draws),
        Undecided::MoreRuns { replications: None, draws: None } => words.say("to-decide-never", &[]),
    }
}

/// A difference with its sign.
pub(super) fn signed(words: &Words, unit: Unit, value: f64) -> String {
    let text = quantity(words, unit, value);
    if value > 0.0 { format!("+{text}") } else { text }
}

/// The unit of the measure `key`.
pub(super) fn unit_of(key: &str) -> Unit {
    MEASURES.iter().find(|measure| measure.key == key).map_or(Unit::Count, |measure| measure.unit)
}

#[allow(clippy::cast_precision_loss, reason = "shown with three digits")]
fn as_float(count: u64) -> f64 {
    count as f64
}
