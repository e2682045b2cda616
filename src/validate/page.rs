//! The result as a page of documentation, in Markdown.

use std::fmt::Write as _;

use yagura_reports::words::number;

use super::{Checked, interval, kind, verdict, wanted};
use crate::session::Session;

/// The page.
pub(super) fn page(session: &Session, checked: &[Checked]) -> String {
    let mut text = session.say("validate-page-head", &[]);
    let met = checked.iter().filter(|one| one.finding.met).count();
    let _ = write!(
        text,
        "\n\n{}\n\n",
        session.say("validate-summary", &[("met", met.into()), ("all", checked.len().into())])
    );
    let headings = ["id", "target-kind", "quantity", "wanted", "simulated", "interval", "target-unit", "verdict"]
        .map(|column| session.say(&format!("heading-{column}"), &[]));
    let _ = writeln!(text, "| {} |\n|{}|", headings.join(" | "), "---|".repeat(headings.len()).trim_end_matches('|'));
    for one in checked {
        let (target, finding) = (&one.target, &one.finding);
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | {} | {} |",
            target.id,
            kind(session, target.kind),
            session.choose(&target.text_en, &target.text_ja),
            wanted(session, target),
            finding.value.map_or_else(String::new, number),
            interval(session, finding),
            target.unit,
            verdict(session, finding)
        );
    }
    let _ = write!(text, "\n{}\n\n", session.say("validate-calibrations", &[]));
    for one in checked {
        let note = session.choose(&one.target.note_en, &one.target.note_ja);
        let stop = if note.is_empty() { "" } else { ". " };
        let _ = writeln!(text, "- **{}**: {note}{stop}({})", one.target.id, one.target.source);
    }
    text
}
