//! What the result hangs on: per scenario and set the parameters that move the judged measure and, apart from them, those that move the
//! ranking against the baseline, with the value at which it turns. The rows are those of `sensitivity.csv`.

use yagura_sim::measure::{MEASURES, Unit};

use super::{Named, measure_name, name_of};
use crate::statistics::SIGNIFICANCE;
use crate::tables::{ParameterRow, SensitivityRow};
use crate::words::{Words, parameter_value, percent, quantity};

/// Parameters told of one question.
const MOST: u64 = 3;

/// Lines for people. `parameters` gives the units.
#[must_use]
pub fn hangs_on(words: &Words, scenarios: &[Named], rows: &[SensitivityRow], parameters: &[ParameterRow]) -> String {
    let mut text = format!("{}\n", words.say("hangs-on-head", &[]));
    let questions = rows.chunk_by(|one, next| {
        (&one.scenario, &one.control_set, &one.about) == (&next.scenario, &next.control_set, &next.about)
    });
    let mut told = false;
    for rows in questions {
        let Some(first) = rows.first() else { continue };
        told = true;
        let arguments = [
            ("scenario", name_of(scenarios, &first.scenario, words).into()),
            ("set", first.control_set.as_str().into()),
            ("baseline", first.baseline.as_str().into()),
            ("measure", measure_name(words, first.measure).into()),
        ];
        let key = if first.about == "ranking" { "hangs-on-ranking" } else { "hangs-on-measure" };
        text.push_str(&format!("{}\n", words.say(key, &arguments)));
        // The strongest of so many would seem to move something by accident.
        let stands_out = |row: &&SensitivityRow| row.p_adjusted.is_none_or(|p| p < SIGNIFICANCE);
        let mut shown: Vec<&SensitivityRow> = rows.iter().filter(stands_out).collect();
        shown.sort_by_key(|row| row.rank);
        shown.truncate(usize::try_from(MOST).unwrap_or(usize::MAX));
        if shown.is_empty() {
            text.push_str(&format!("  {}\n", words.say("hangs-on-nothing", &[])));
        }
        for row in shown {
            text.push_str(&format!("  {}\n", line(words, row, parameters)));
        }
    }
    if !told {
        text.push_str(&format!("{}\n", words.say("hangs-on-too-few", &[])));
    }
    text.push_str(&format!("{}\n", words.say("hangs-on-method", &[])));
    text
}

fn line(words: &Words, row: &SensitivityRow, parameters: &[ParameterRow]) -> String {
    let unit = MEASURES.iter().find(|measure| measure.key == row.measure).map_or(Unit::Count, |measure| measure.unit);
    let of = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| quantity(words, unit, value));
    let mut arguments = vec![
        ("key", row.key.as_str().into()),
        ("share", row.index.map_or_else(|| "–".to_owned(), |share| percent(words, share)).into()),
        ("low", of(row.slope_low).into()),
        ("high", of(row.slope_high).into()),
    ];
    let mut text = words.say("hangs-on-parameter", &arguments);
    if row.about == "ranking" {
        let unit = parameters.iter().find(|parameter| parameter.key == row.key).map_or("", |parameter| &parameter.unit);
        let turn = row.break_even.map(|value| parameter_value(words, unit, value));
        arguments = vec![("value", turn.clone().unwrap_or_default().into())];
        let key = if turn.is_some() { "hangs-on-turns" } else { "hangs-on-never-turns" };
        text.push_str(&words.say(key, &arguments));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    fn row(about: &str, key: &str, rank: u64, break_even: Option<f64>, p: f64) -> SensitivityRow {
        SensitivityRow {
            city: "c".into(),
            scenario: "s".into(),
            control_set: "core".into(),
            baseline: if about == "ranking" { "today".into() } else { String::new() },
            measure: "wrong_decision_h",
            key: key.into(),
            about: about.into(),
            index: Some(0.25),
            index_rank: Some(0.2),
            slope_low: Some(10.0),
            slope_high: Some(20.0),
            break_even,
            rank,
            p_adjusted: Some(p),
        }
    }

    fn parameter(key: &str, unit: &str) -> ParameterRow {
        ParameterRow {
            key: key.into(),
            unit: unit.into(),
            distribution: String::new(),
            low: None,
            mode: None,
            high: None,
            parameter_a: None,
            parameter_b: None,
            ignorance_share: None,
            source: String::new(),
            confidence: String::new(),
            used: 1,
            value_set: None,
            claimed_by: String::new(),
        }
    }

    #[test]
    fn what_moves_the_measure_and_what_moves_the_ranking_stand_apart_with_units() {
        let rows = [
            row("measure", "a", 1, None, 0.001),
            row("measure", "b", 2, None, 0.9),
            row("ranking", "c", 1, Some(4.0), 0.01),
        ];
        let words = Words::new(Language::English);
        let text = hangs_on(&words, &[], &rows, &[parameter("c", "hour")]);
        assert!(text.contains("  a: 25 %") && !text.contains("  b:"), "{text}");
        assert!(text.contains("turns at 4 hours"), "{text}");
        let none = hangs_on(&words, &[], &[row("measure", "b", 1, None, 0.9)], &[]);
        assert!(none.contains("stands out"), "{none}");
    }
}
