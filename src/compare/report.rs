//! The answer on standard output.

use serde_json::json;
use yagura_reports::comparison::Outcome;
use yagura_reports::statistics::{Interval, Precision};
use yagura_reports::summary::{Named, answer, beside, hangs_on, ignored, ignored_in_words, verdict_table};
use yagura_reports::tables::{CostRow, DifferenceRow, SummaryRow, as_json, write_rows};
use yagura_reports::words::number;
use yagura_sim::control_set::ControlSetRecord;

use super::Arguments;
use super::evidence::HangsOn;
use crate::cli::Format;
use crate::failure::Failure;
use crate::question::Question;
use crate::session::Session;

/// Measures that always stand beside the verdicts.
const BESIDE: [&str; 3] = ["assets_controlled", "assets_tainted", "detection_delay_h"];

/// Prints the answer in the format of the session.
pub(crate) fn print(
    session: &Session,
    arguments: &Arguments,
    question: &Question,
    outcome: &Outcome,
    (costs, hangs_on): (&[CostRow], Option<&HangsOn>),
) -> Result<(), Failure> {
    let text = match session.format {
        Format::Human => human(session, arguments, question, outcome, (costs, hangs_on)),
        Format::Csv => {
            let bytes = write_rows(Vec::new(), &outcome.differences).map_err(Failure::printing)?;
            String::from_utf8_lossy(&bytes).into_owned()
        }
        Format::Json => {
            let summary = write_rows(Vec::new(), &outcome.summary).map_err(Failure::printing)?;
            let differences = write_rows(Vec::new(), &outcome.differences).map_err(Failure::printing)?;
            let mut object = json!({
                "summary": as_json(&summary),
                "differences": as_json(&differences),
            });
            if let Some(hangs_on) = hangs_on {
                let rows = write_rows(Vec::new(), &hangs_on.rows).map_err(Failure::printing)?;
                object["sensitivity"] = as_json(&rows);
            }
            format!("{object:#}\n")
        }
    };
    session.print(&text)
}

fn human(
    session: &Session,
    arguments: &Arguments,
    question: &Question,
    outcome: &Outcome,
    (costs, sensitivity): (&[CostRow], Option<&HangsOn>),
) -> String {
    let words = &session.words;
    let experiment = &question.experiment;
    let scenarios: Vec<Named> = experiment
        .scenarios
        .iter()
        .map(|scenario| Named { id: scenario.id.clone(), en: scenario.title.en.clone(), ja: scenario.title.ja.clone() })
        .collect();
    let head = &question.city.records.head;
    #[allow(clippy::cast_precision_loss, reason = "shown with three digits")]
    let incidents = number((experiment.items() * experiment.sets.len() as u64) as f64);
    let mut text = session.say(
        "answer-title",
        &[
            ("city", session.choose(&head.name_en, &head.name_ja).into()),
            ("scenarios", experiment.scenarios.len().into()),
            ("sets", experiment.sets.len().into()),
            ("draws", experiment.draws.into()),
            ("replications", experiment.replications.into()),
            ("incidents", incidents.into()),
        ],
    );
    if let Some(precision) = arguments.precision {
        text.push_str(&format!("\n{}", reached(session, precision, outcome)));
    }
    if let Some(least) = arguments.world.trust {
        let least = session.say(&format!("confidence-{least}"), &[]);
        text.push_str(&format!("\n{}", session.say("answer-trust", &[("least", least.into())])));
    }
    text.push_str("\n\n");
    text.push_str(&answer(words, &scenarios, &outcome.differences, &outcome.summary));
    text.push_str(&verdict_table(words, &outcome.differences));
    text.push_str(&format!("\n{}\n", session.say("beside-head", &[])));
    text.push_str(&beside(words, &outcome.summary, &BESIDE));
    if let Some(HangsOn { rows, parameters }) = sensitivity {
        text.push_str(&format!("\n{}", hangs_on(words, &scenarios, rows, parameters)));
    }
    let left_out = left_out(arguments, question, costs, words);
    if !left_out.is_empty() {
        text.push_str(&format!("\n{left_out}"));
    }
    text.push_str(&format!("\n{}\n", session.say("answer-limits", &[])));
    if let Some(out) = &arguments.out {
        text.push_str(&format!("{}\n", session.say("answer-written", &[("out", out.display().to_string().into())])));
    }
    text
}

/// Whether `--precision` was reached, and where not.
fn reached(session: &Session, precision: Precision, outcome: &Outcome) -> String {
    let is_primary = |row: &SummaryRow| {
        let of_same = |one: &&DifferenceRow| one.primary && one.scenario == row.scenario && one.measure == row.measure;
        outcome.differences.iter().any(|one| of_same(&one))
    };
    let is_narrow = |row: &SummaryRow| match (row.mean, row.interval) {
        (Some(mean), Some((low, high))) => precision.holds(mean, Interval { low, high }),
        // Nothing but zeros was seen, or nothing at all.
        _ => row.n_nonzero == 0,
    };
    let missed: Vec<String> = outcome
        .summary
        .iter()
        .filter(|row| is_primary(row) && !is_narrow(row))
        .map(|row| format!("{} ({})", row.scenario, row.control_set))
        .collect();
    let said = ("precision", precision.to_string().into());
    if missed.is_empty() {
        session.say("answer-precision-met", &[said])
    } else {
        session.say("answer-precision-missed", &[said, ("lines", missed.join(", ").into())])
    }
}

/// Controls that differ and that nothing simulates.
fn left_out(
    arguments: &Arguments,
    question: &Question,
    costs: &[CostRow],
    words: &yagura_reports::words::Words,
) -> String {
    let sets: Vec<&ControlSetRecord> = question.sets.iter().map(|set| &set.records).collect();
    let Some(baseline) = sets.iter().copied().find(|set| set.id == arguments.baseline) else { return String::new() };
    let others: Vec<&ControlSetRecord> = sets.iter().copied().filter(|set| set.id != baseline.id).collect();
    let catalogue = &question.catalogue.records;
    ignored_in_words(words, &ignored(baseline, &others, &catalogue.controls, &catalogue.effects, costs))
}
