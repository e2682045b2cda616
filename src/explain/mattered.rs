//! On which scenarios a control mattered in a comparison: read from the tables of its folder.
//!
//! `knock_out.csv` says what a set loses without the control. Without that table it is only said where the control was asked for
//! (`traceability.csv`): the differences between sets belong to all controls in which they differ.

use std::path::Path;

use yagura_reports::statistics::Verdict;
use yagura_reports::tables::{KnockOutRow, TableRow, TraceabilityRow, read_rows};
use yagura_reports::words::{percent, quantity};
use yagura_sim::measure::unit_of;

use crate::failure::Failure;
use crate::session::Session;

const TABLE: &str = "knock_out.csv";
const PATHS: &str = "traceability.csv";

/// One line a scenario and set in which the control was taken out; or why there is none, and where it was asked for.
pub(crate) fn lines(session: &Session, folder: &Path, control: &str) -> Result<String, Failure> {
    let Some(rows) = table::<KnockOutRow>(folder, TABLE)? else {
        let arguments = [("folder", folder.display().to_string().into()), ("table", TABLE.into())];
        let mut text = session.say("mattered-no-table", &arguments);
        let paths = table::<TraceabilityRow>(folder, PATHS)?.unwrap_or_default();
        let mut asked: Vec<&str> =
            paths.iter().filter(|row| row.control == control).map(|row| row.scenario.as_str()).collect();
        asked.dedup();
        asked.retain(|scenario| !scenario.is_empty());
        if !asked.is_empty() {
            text.push('\n');
            text.push_str(&session.say("mattered-asked", &[("scenarios", asked.join(" ").into())]));
        }
        return Ok(text);
    };
    let lines: Vec<String> = rows.iter().filter(|row| row.control == control).map(|row| line(session, row)).collect();
    if lines.is_empty() {
        return Ok(session.say("mattered-not-taken-out", &[("control", control.into())]));
    }
    Ok(lines.join("\n"))
}

/// The rows of a table of the folder; `None`: it is not there.
fn table<R: TableRow>(folder: &Path, name: &str) -> Result<Option<Vec<R>>, Failure> {
    let path = folder.join(name);
    if !path.is_file() {
        return Ok(None);
    }
    let broken = |why: String| Failure::Usage(format!("{}: {why}", path.display()));
    let bytes = std::fs::read(&path).map_err(|why| broken(why.to_string()))?;
    let rows = read_rows(&bytes).map_err(|fault| {
        let line = 1 + bytes[..fault.span.start].iter().filter(|&&byte| byte == b'\n').count();
        broken(format!("{line}: {:?}", fault.kind))
    })?;
    Ok(Some(rows))
}

/// The set without the control, compared with the set: worse without it means that it mattered.
fn line(session: &Session, row: &KnockOutRow) -> String {
    let verdict = match row.verdict {
        Some(Verdict::Worse) => "mattered",
        Some(Verdict::Better) => "hindered",
        Some(_) => "undecided",
        None => "unjudged",
    };
    let unit = unit_of(row.measure);
    let words = &session.words;
    let difference = row.difference.map_or_else(
        || "-".to_owned(),
        |value| format!("{}{}", if value > 0.0 { "+" } else { "" }, quantity(words, unit, value)),
    );
    let stability = row.rank_stability.map_or_else(|| "-".to_owned(), |share| percent(words, share));
    let arguments = [
        ("scenario", row.scenario.as_str().into()),
        ("set", row.control_set.as_str().into()),
        ("measure", crate::inputs::measure_name(session, row.measure).into()),
        ("difference", difference.into()),
        ("stability", stability.into()),
        ("verdict", verdict.into()),
    ];
    session.say("mattered-on", &arguments)
}
