//! `yagura validate`: the shipped worlds played, and held against what is known of the real one.

mod calibrate;
mod page;
mod play;

use std::path::PathBuf;

use clap::Args;
use yagura_reports::validation::Finding;
use yagura_reports::words::number;
use yagura_sim::validation::{Target, TargetKind};

use crate::cli::Chance;
use crate::failure::Failure;
use crate::render::listing::Listing;
use crate::session::Session;

/// Arguments of `validate`.
#[expect(clippy::struct_excessive_bools, reason = "flags of the command line")]
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Only targets whose id begins so, for example V3 (repeatable) [default: all]
    #[arg(long, value_name = "ID")]
    pub(crate) target: Vec<String>,
    /// Exit 1 if a target is not met
    #[arg(long)]
    pub(crate) strict: bool,
    /// Also write the result as a page of documentation
    #[arg(long, value_name = "FILE")]
    pub(crate) page: Option<PathBuf>,
    /// Search the calibrated parameters again: every factor of calibrated.csv is played and held against its targets
    #[arg(long, conflicts_with_all = ["strict", "page", "target"])]
    pub(crate) calibrate: bool,
    /// Chance and time.
    #[command(flatten)]
    pub(crate) chance: Chance,
}

/// A target with what came out.
pub(crate) struct Checked {
    /// The target.
    pub(crate) target: Target,
    /// What came out.
    pub(crate) finding: Finding,
}

/// Plays, prints, and with `--strict` fails where a target is not met.
pub(crate) fn execute(session: &Session, arguments: &Arguments) -> Result<(), Failure> {
    if arguments.calibrate {
        return calibrate::calibrate(session, &arguments.chance);
    }
    let wanted = |target: &Target| {
        arguments.target.is_empty() || arguments.target.iter().any(|start| target.id.starts_with(start.as_str()))
    };
    let targets: Vec<Target> = yagura_scenarios::validation_targets()?.into_iter().filter(wanted).collect();
    if targets.is_empty() {
        return Err(Failure::Usage(session.say("validate-no-target", &[])));
    }
    let checked = play::check(session, targets, &arguments.chance, None)?;
    session.print(&listing(session, &checked).render(session)?)?;
    if session.format == crate::cli::Format::Human {
        session.print(&format!("\n{}\n", remarks(session, &checked)))?;
    }
    if let Some(path) = &arguments.page {
        std::fs::write(path, page::page(session, &checked)).map_err(|error| Failure::at(path, error))?;
    }
    let missed: Vec<&str> = checked.iter().filter(|one| !one.finding.met).map(|one| one.target.id.as_str()).collect();
    if arguments.strict && !missed.is_empty() {
        return Err(Failure::CheckFailed(session.say("validate-missed", &[("targets", missed.join(", ").into())])));
    }
    Ok(())
}

fn listing(session: &Session, checked: &[Checked]) -> Listing {
    let mut listing =
        Listing::new(&["id", "target_kind", "quantity", "wanted", "simulated", "interval", "target_unit", "verdict"]);
    for one in checked {
        let (target, finding) = (&one.target, &one.finding);
        listing.push([
            target.id.clone(),
            kind(session, target.kind),
            session.choose(&target.text_en, &target.text_ja).to_owned(),
            wanted(session, target),
            finding.value.map_or_else(String::new, number),
            interval(session, finding),
            target.unit.clone(),
            verdict(session, finding),
        ]);
    }
    listing
}

/// What agreement says, in words.
pub(crate) fn kind(session: &Session, kind: TargetKind) -> String {
    session.words.name_of(kind)
}

/// Whether a target is met, in words.
pub(crate) fn verdict(session: &Session, finding: &Finding) -> String {
    session.say(if finding.met { "validate-met" } else { "validate-not-met" }, &[])
}

/// The range of a target.
pub(crate) fn wanted(session: &Session, target: &Target) -> String {
    match (target.low.is_finite(), target.high.is_finite()) {
        (true, true) if target.low == target.high => number(target.low),
        (true, true) => range(session, target.low, target.high),
        (true, false) => session.say("validate-at-least", &[("value", number(target.low).into())]),
        _ => session.say("validate-at-most", &[("value", number(target.high).into())]),
    }
}

/// The interval of a finding.
pub(crate) fn interval(session: &Session, finding: &Finding) -> String {
    finding.interval.map_or_else(String::new, |(low, high)| range(session, low, high))
}

fn range(session: &Session, low: f64, high: f64) -> String {
    session.say("interval", &[("low", number(low).into()), ("high", number(high).into())])
}

/// What the table does not say by itself: calibrations predict nothing; notes of the targets.
fn remarks(session: &Session, checked: &[Checked]) -> String {
    let met = checked.iter().filter(|one| one.finding.met).count();
    let counts = [("met", met.into()), ("all", checked.len().into())];
    let mut text = session.say("validate-summary", &counts);
    if checked.iter().any(|one| one.target.kind == TargetKind::Calibration) {
        text.push('\n');
        text.push_str(&session.say("validate-calibrations", &[]));
    }
    for one in checked {
        let note = session.choose(&one.target.note_en, &one.target.note_ja);
        if !note.is_empty() {
            text.push_str(&format!("\n{}: {note}", one.target.id));
        }
    }
    text
}
