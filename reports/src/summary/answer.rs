//! The answer in words: per control set first how many scenarios it wins, then one sentence for each.

use yagura_sim::measure::{Unit, unit_of};

use super::{Named, measure_name, name_of};
use crate::statistics::{Undecided, Verdict};
use crate::tables::{DifferenceRow, SummaryRow};
use crate::words::{Value, Words, amount, number, percent, quantity_like};

/// The answer. Both tables may hold all measures: only the primary ones are spoken of.
#[must_use]
pub fn answer(words: &Words, scenarios: &[Named], differences: &[DifferenceRow], summary: &[SummaryRow]) -> String {
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
            text.push_str(&format!("  {}\n", line(words, scenarios, row, summary)));
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
fn line(words: &Words, scenarios: &[Named], row: &DifferenceRow, summary: &[SummaryRow]) -> String {
    let unit = unit_of(row.measure);
    let scenario = name_of(scenarios, &row.scenario, words);
    let measure = measure_name(words, row.measure);
    let (Some(difference), Some(mean), Some(baseline_mean)) = (row.difference, row.mean, row.baseline_mean) else {
        return words.say("answer-no-values", &[("scenario", scenario.into()), ("measure", measure.into())]);
    };
    if mean == 0.0 && baseline_mean == 0.0 {
        let sentence = words.say("answer-nothing-seen", &[("scenario", scenario.into()), ("measure", measure.into())]);
        return joined([Some(sentence), nothing_seen(words, row, summary), to_decide_in_words(words, row)]);
    }
    // One unit for the whole sentence: that of the larger of the two means.
    let like = mean.abs().max(baseline_mean.abs());
    let of = |value: f64| if value == 0.0 { none(words) } else { quantity_like(words, unit, value, like) };
    let signed = |value: f64| {
        let text = quantity_like(words, unit, value, like);
        if value > 0.0 { format!("+{text}") } else { text }
    };
    let interval = row.interval.map_or_else(
        || words.say("no-interval", &[]),
        |(low, high)| {
            let (low, high) = (signed(low), signed(high));
            words.say("interval", &[("low", low.into()), ("high", high.into())])
        },
    );
    let stability = row.rank_stability.map_or_else(|| "-".to_owned(), |share| percent(words, share));
    let arguments: [(&str, Value<'_>); 9] = [
        ("scenario", scenario.into()),
        ("measure", measure.into()),
        ("share", change(words, difference, baseline_mean).into()),
        ("more", if difference > 0.0 { "yes" } else { "no" }.into()),
        ("mean", of(mean).into()),
        ("baseline-mean", of(baseline_mean).into()),
        ("difference", signed(difference).into()),
        ("interval", interval.into()),
        ("stability", stability.into()),
    ];
    let sentence = match row.verdict {
        Some(Verdict::Better | Verdict::Worse) if baseline_mean == 0.0 => {
            words.say("answer-decided-from-none", &arguments)
        }
        Some(Verdict::Better | Verdict::Worse) => words.say("answer-decided", &arguments),
        Some(Verdict::NoVerdict) => words.say("answer-no-verdict", &arguments),
        Some(Verdict::NotDistinguished) | None => words.say("answer-not-distinguished", &arguments),
    };
    let none_left = if mean == 0.0 { nothing_seen(words, row, summary) } else { None };
    joined([Some(sentence), none_left, to_decide_in_words(words, row)])
}

fn joined(sentences: [Option<String>; 3]) -> String {
    sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Nothing was seen under the set: how often it may happen all the same.
fn nothing_seen(words: &Words, row: &DifferenceRow, summary: &[SummaryRow]) -> Option<String> {
    let same = |one: &&SummaryRow| {
        one.scenario == row.scenario && one.control_set == row.control_set && one.measure == row.measure
    };
    let summary = summary.iter().find(same)?;
    let arguments = [
        ("set", row.control_set.as_str().into()),
        ("n", summary.n.into()),
        ("bound", percent(words, summary.zero_event_bound?).into()),
    ];
    Some(words.say("answer-zero-events", &arguments))
}

/// How much less or more, as a share of the baseline.
fn change(words: &Words, difference: f64, baseline_mean: f64) -> String {
    if baseline_mean == 0.0 { String::new() } else { percent(words, (difference / baseline_mean).abs()) }
}

/// What would decide an undecided line; `None` for one that is decided.
pub(crate) fn to_decide_in_words(words: &Words, row: &DifferenceRow) -> Option<String> {
    let count = |key: &str, count: usize| words.say(key, &[("count", number(count as f64).into())]);
    Some(match row.undecided? {
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
            let sentence = words.say("to-decide-ignorance", &[("agreement", percent(words, agreement).into())]);
            let keys: Vec<&str> = row.turned_by().collect();
            let turned = if keys.is_empty() {
                words.say("to-decide-no-parameter", &[])
            } else {
                words.say("to-decide-parameters", &[("parameters", keys.join(", ").into())])
            };
            format!("{sentence} {turned}")
        }
        Undecided::WithinMargin => words.say("to-decide-within-margin", &[]),
        Undecided::MoreRuns { replications: Some(replications), .. } => count("to-decide-replications", replications),
        Undecided::MoreRuns { replications: None, draws: Some(draws) } => count("to-decide-draws", draws),
        Undecided::MoreRuns { replications: None, draws: None } => words.say("to-decide-never", &[]),
    })
}

/// A mean of nothing but zeros: never printed as 0, for what was not seen may still be.
pub(super) fn none(words: &Words) -> String {
    words.say("none-seen", &[])
}

/// A difference with its sign, for a column whose heading or neighbour says the unit.
pub(super) fn signed_amount(words: &Words, value: f64) -> String {
    let text = amount(words, value);
    if value > 0.0 { format!("+{text}") } else { text }
}

/// The name of the measure `key` with its unit, where the name alone does not say it.
pub(super) fn with_unit(words: &Words, key: &str) -> String {
    let (measure, unit) = (measure_name(words, key), unit_of(key));
    match unit {
        Unit::Count | Unit::Records | Unit::People | Unit::Share | Unit::Flag => measure,
        Unit::Hours | Unit::UserHours | Unit::Yen => {
            words.say("measure-with-unit", &[("measure", measure.into()), ("unit", words.name_of(unit).into())])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::IntervalKind;
    use crate::words::Language;

    fn row(mean: f64, verdict: Verdict, undecided: Option<Undecided>) -> DifferenceRow {
        DifferenceRow {
            city: "c".into(),
            scenario: "river".into(),
            control_set: "core".into(),
            baseline: "today".into(),
            measure: "wrong_decision_h",
            unit: "h",
            n: 100,
            n_discordant: 60,
            difference: Some(mean - 20.0),
            interval: Some((mean - 22.0, mean - 18.0)),
            interval_kind: IntervalKind::ClusteredT,
            rank_stability: Some(0.96),
            verdict: Some(verdict),
            primary: true,
            mean: Some(mean),
            baseline_mean: Some(20.0),
            p_value: Some(0.001),
            p_adjusted: Some(0.01),
            margin: Some(0.0),
            to_decide: String::new(),
            undecided,
        }
    }

    fn said(language: Language, row: DifferenceRow) -> String {
        let scenarios =
            [Named { id: "river".into(), en: "River spoofed".into(), ja: "河川のなりすまし".into() }];
        let summary = SummaryRow {
            city: "c".into(),
            scenario: "river".into(),
            control_set: "core".into(),
            measure: "wrong_decision_h",
            unit: "h",
            n: 100,
            mean: Some(0.0),
            sd: None,
            interval: None,
            interval_kind: IntervalKind::ZeroEvents,
            median: None,
            p5: None,
            p95: None,
            n_missing: 0,
            n_nonzero: 0,
            zero_event_bound: Some(0.12),
            median_interval: None,
            p95_interval: None,
            share_of_ignorance: None,
        };
        answer(&Words::new(language), &scenarios, &[row], &[summary])
    }

    #[test]
    fn a_decided_line_says_how_much_and_how_sure() {
        let text = said(Language::English, row(11.8, Verdict::Better, None));
        assert_eq!(
            text,
            "core against today: better in 1 of 1 scenario, worse in 0, undecided in 0.\n  River spoofed: wrong-decision time \
             41 % lower, 11.8 h instead of 20 h per incident (difference -8.2 h, 95 % interval -10.2 h to -6.2 h; better in 96 % of \
             the parameter draws).\n\n"
        );
        let japanese = said(Language::Japanese, row(11.8, Verdict::Better, None));
        assert!(
            japanese.contains("河川のなりすまし") && japanese.contains("41%") && !japanese.contains('['),
            "{japanese}"
        );
    }

    #[test]
    fn an_undecided_line_says_what_would_decide_it() {
        let more = Undecided::MoreRuns { replications: Some(80), draws: None };
        let text = said(Language::English, row(19.0, Verdict::NotDistinguished, Some(more)));
        assert!(text.contains("cannot be told apart") && text.contains("80 replications per draw"), "{text}");
        let never = Undecided::Ignorance { agreement: 0.6 };
        let text = said(Language::English, row(19.0, Verdict::NotDistinguished, Some(never)));
        assert!(
            text.contains("not knowing the parameters dominates") && text.contains("No single parameter"),
            "{text}"
        );
        let mut named = row(19.0, Verdict::NotDistinguished, Some(never));
        named.to_decide = crate::tables::to_decide(named.undecided, &["dwell_h".into(), "pick_p".into()]);
        let text = said(Language::English, named);
        assert!(text.contains("What turns the ranking most: dwell_h, pick_p."), "{text}");
    }

    #[test]
    fn one_of_a_thing_is_not_told_as_many() {
        for (found, wanted) in
            [(0, "No pair of incidents differs."), (1, "Only 1 pair of incidents differs."), (2, "2 pairs")]
        {
            let few = Undecided::FewDiscordantPairs { found, pairs_needed: None };
            let text = said(Language::English, row(19.0, Verdict::NoVerdict, Some(few)));
            assert!(text.contains(wanted), "{text}");
        }
    }

    #[test]
    fn nothing_seen_is_a_bound_and_not_a_zero() {
        for language in Language::ALL {
            let text = said(language, row(0.0, Verdict::Better, None));
            assert!(text.contains("12 %") || text.contains("12%"), "{text}");
        }
    }
}
