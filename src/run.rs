//! `yagura run`: one incident as a story, or many without one to measure the program's speed.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};
use yagura_reports::replay::{Both, Sample, Wanted};
use yagura_reports::story::{Teller, chains, clock, timeline, write_json_lines};
use yagura_reports::words::quantity;
use yagura_sim::experiment::{Counters, Ending};
use yagura_sim::incident::{LogEntry, Twin};
use yagura_sim::measure::{MEASURES, MeasureKind};

use crate::cli::{Chance, Format, World};
use crate::failure::Failure;
use crate::inputs;
use crate::interrupt;
use crate::progress::Progress;
use crate::question::{Asked, Question, question};
use crate::redact;
use crate::render::listing::Listing;
use crate::replay::{self, Pick};
use crate::session::Session;
use crate::timing::{self, Stopwatch};
use crate::workload::Laps;

/// Arguments of `run`.
#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "flags of the command line")]
pub(crate) struct Arguments {
    /// Where the world comes from.
    #[command(flatten)]
    pub(crate) world: World,
    /// Scenario: a shipped name or a file
    #[arg(long, default_value = inputs::CORE[0], value_name = "NAME|FILE")]
    pub(crate) scenario: String,
    /// Control set: a shipped name, a file, IDs, or a set changed; twice with --replay, to play the same attack under both
    /// [default: today-jp; for an edge list none]
    #[arg(long, value_name = "SET")]
    pub(crate) controls: Vec<String>,
    /// Parameter draw, from 0
    #[arg(long, default_value_t = 0, value_name = "D")]
    pub(crate) draw: u32,
    /// Replication in the draw, from 0
    #[arg(long, default_value_t = 0, value_name = "R")]
    pub(crate) replication: u32,
    /// Instead of draw and replication: the incident at this quantile of harm among --runs that got in
    #[arg(long, value_name = "typical|bad|near-miss|0..1", conflicts_with_all = ["draw", "replication", "timing"])]
    pub(crate) quantile: Option<Wanted>,
    /// Incidents among which the one of --quantile is chosen, and against which --replay holds it
    #[arg(long, default_value_t = 1000, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(crate) runs: u32,
    /// Write the incident as one page that opens from disk: map, timeline, reasons
    #[arg(long, value_name = "FILE.html", conflicts_with = "timing")]
    pub(crate) replay: Option<PathBuf>,
    /// Chance and time.
    #[command(flatten)]
    pub(crate) chance: Chance,
    /// Also say why it went so: the chain of causes of everything that hurt
    #[arg(long)]
    pub(crate) explain: bool,
    /// Write the event log as JSON Lines
    #[arg(long, value_name = "FILE")]
    pub(crate) trace: Option<PathBuf>,
    /// Replace the names and places of the city in everything that is told and written
    #[arg(long)]
    pub(crate) redact: bool,
    /// Tell no story: play many replications and print how long it took, on standard error
    #[arg(long)]
    pub(crate) timing: bool,
    /// Replications to play with --timing
    #[arg(long, default_value_t = 1, value_name = "N", requires = "timing", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) replications: u32,
}

/// Plays and tells.
pub(crate) fn execute(session: &Session, arguments: &Arguments) -> Result<(), Failure> {
    let asked = Asked {
        world: &arguments.world,
        scenarios: vec![arguments.scenario.clone()],
        controls: controls(session, arguments)?,
        draws: (arguments.draw, 1),
        plan: None,
        replications: (arguments.replication, arguments.replications),
        chance: &arguments.chance,
    };
    let mut question = question(session, &asked)?;
    if arguments.redact {
        redact::redact(&mut question);
    }
    if arguments.timing {
        return measure(session, question);
    }
    let sample = match (&arguments.replay, arguments.quantile) {
        (None, None) => Sample::default(),
        _ => sample(session, &question, arguments.runs)?,
    };
    let pick = match arguments.quantile {
        Some(wanted) => Pick::Wanted(wanted),
        None => Pick::Given(arguments.draw, arguments.replication),
    };
    if let Some(path) = &arguments.replay {
        return write_replay(session, path, &question, &sample, pick);
    }
    let replay::Place { draw, replication, .. } = replay::place(&question.experiment, &sample, pick);
    let place = (draw, replication);
    let twin = question.experiment.play_one(0, 0, draw, replication)?;
    if let Some(path) = &arguments.trace {
        trace(path, &question, twin.log().entries())?;
    }
    let text = match session.format {
        Format::Human => story(session, arguments, place, &question, &twin),
        Format::Csv => listing(session, &question, &twin).render(session)?,
        Format::Json => format!("{:#}\n", as_json(session, &question, &twin)),
    };
    session.print(&text)
}

/// The control sets: one, or two for a replay of both.
fn controls(session: &Session, arguments: &Arguments) -> Result<Vec<String>, Failure> {
    let most = if arguments.replay.is_some() { 2 } else { 1 };
    match arguments.controls.len() {
        0 => Ok(vec![default_controls(&arguments.world).into()]),
        given if given > most => Err(Failure::Usage(session.say("run-controls-too-many", &[]))),
        _ => Ok(arguments.controls.clone()),
    }
}

/// The incidents among which one is chosen, and against which it is held.
fn sample(session: &Session, question: &Question, runs: u32) -> Result<Sample, Failure> {
    let progress = Progress::new(session, u64::from(runs));
    let cancel = interrupt::watch();
    let sample = replay::sample(&question.experiment, runs, question.threads, cancel, |done, _| progress.done(done));
    progress.finish();
    sample?.ok_or(Failure::Interrupted(Vec::new()))
}

/// Writes the page, and says where the incident stands.
fn write_replay(
    session: &Session,
    path: &Path,
    question: &Question,
    sample: &Sample,
    pick: Pick,
) -> Result<(), Failure> {
    let experiment = &question.experiment;
    let shown = replay::show(&Both::default(), experiment, sample, pick)?;
    let html =
        replay::page::html(session, &shown, experiment.seed.0).map_err(|error| Failure::Fault(error.to_string()))?;
    written(path, html.as_bytes())?;
    let language = session.words.language();
    let mut text = format!("{}\n", session.say("replay-written", &[("file", path.display().to_string().into())]));
    if let Some(position) = shown.incidents.first().and_then(|incident| incident.position.as_ref()) {
        text.push_str(&format!("{}\n", position.chosen.of(language)));
        if let Some(primary) = position.measures.first() {
            text.push_str(&format!("{}\n", primary.sentence.of(language)));
        }
    }
    if let Some(parting) = &shown.parting {
        for said in std::iter::once(&parting.title).chain(&parting.text) {
            text.push_str(&format!("{}\n", said.of(language)));
        }
    }
    session.print(&text)
}

/// Writes a file under a temporary name and gives it its own; what is no file of ours (a device, a pipe) is written as it is.
fn written(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error| Failure::at(path, error);
    if path.exists() && !path.is_file() {
        return std::fs::write(path, bytes).map_err(failed);
    }
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    std::fs::write(&part, bytes).and_then(|()| std::fs::rename(&part, path)).map_err(|error| {
        let _ = std::fs::remove_file(&part);
        failed(error)
    })
}

fn teller<'a>(session: &'a Session, question: &'a Question) -> Teller<'a> {
    let experiment = &question.experiment;
    Teller {
        words: &session.words,
        city: &experiment.city,
        catalogue: &experiment.catalogue,
        scenario: &experiment.scenarios[0],
    }
}

/// Writes the log; on failure nothing of it stays, unless the path is no file of ours (a device, a pipe).
fn trace(path: &Path, question: &Question, entries: &[LogEntry]) -> Result<(), Failure> {
    let experiment = &question.experiment;
    File::create(path)
        .and_then(|file| {
            let mut file = BufWriter::new(file);
            write_json_lines(&mut file, &experiment.city, &experiment.scenarios[0], entries)?;
            file.flush()
        })
        .map_err(|error| {
            if path.is_file() {
                let _ = std::fs::remove_file(path);
            }
            Failure::at(path, error)
        })
}

fn story(
    session: &Session,
    arguments: &Arguments,
    (draw, replication): (u32, u32),
    question: &Question,
    twin: &Twin,
) -> String {
    let words = &session.words;
    let experiment = &question.experiment;
    let scenario = &experiment.scenarios[0];
    let teller = teller(session, question);
    let entries = twin.log().entries();
    let mut text = session.say(
        "story-heading",
        &[
            ("title", session.choose(&scenario.title.en, &scenario.title.ja).into()),
            ("set", experiment.sets[0].id.as_str().into()),
            ("draw", draw.to_string().into()),
            ("replication", replication.to_string().into()),
        ],
    );
    text.push_str(&format!("\n{}\n\n", session.choose(&scenario.briefing.en, &scenario.briefing.ja)));
    text.push_str(&format!("{}\n", yagura_reports::story::begins(words, &experiment.city, twin.start())));
    let lines = timeline(&teller, entries);
    if lines.is_empty() {
        text.push_str(&format!("{}\n", session.say("story-nothing", &[])));
    }
    for line in lines {
        text.push_str(&format!("{:>9}  {}\n", clock(line.time_h), line.sentence));
    }
    let horizon = yagura_reports::words::hours(words, scenario.horizon_h);
    text.push_str(&format!("{}\n", session.say("story-end", &[("horizon", horizon.into())])));
    text.push_str(&format!("\n{}\n", session.say("story-measures", &[])));
    for (measure, value) in MEASURES.iter().zip(&twin.row().values) {
        if let Some(value) = value.filter(|value| *value != 0.0 && measure.kind != MeasureKind::Flag) {
            let name = inputs::measure_name(session, measure.key);
            text.push_str(&format!("  {name}: {}\n", quantity(words, measure.unit, value)));
        }
    }
    if arguments.explain {
        text.push_str(&why(session, &teller, entries));
    }
    text
}

fn why(session: &Session, teller: &Teller<'_>, entries: &[LogEntry]) -> String {
    let mut text = format!("\n{}\n", session.say("story-because", &[]));
    let found = chains(entries);
    if found.is_empty() {
        text.push_str(&format!("{}\n", session.say("story-no-chain", &[])));
    }
    for chain in found {
        let Some(&last) = chain.last() else { continue };
        let what = teller.sentence(&entries[last].fact);
        text.push_str(&format!("{}\n", session.say("story-chain-of", &[("what", what.into())])));
        for row in chain {
            let entry = &entries[row];
            text.push_str(&format!("{:>9}  {}\n", clock(entry.at.hours()), teller.sentence(&entry.fact)));
        }
    }
    text
}

/// The timeline as a table.
fn listing(session: &Session, question: &Question, twin: &Twin) -> Listing {
    let mut listing = Listing::new(&["time_h", "sentence"]);
    for line in timeline(&teller(session, question), twin.log().entries()) {
        listing.push([yagura_reports::tables::digits(line.time_h), line.sentence]);
    }
    listing
}

fn as_json(session: &Session, question: &Question, twin: &Twin) -> Value {
    let measures: serde_json::Map<String, Value> = MEASURES
        .iter()
        .zip(&twin.row().values)
        .map(|(measure, value)| (measure.key.to_owned(), json!(value)))
        .collect();
    json!({ "timeline": listing(session, question, twin).json(), "measures": measures })
}

/// Plays the replications and prints `key=value` lines on standard error.
fn measure(session: &Session, mut question: Question) -> Result<(), Failure> {
    let counters = Counters::default();
    let cancel = interrupt::watch();
    let watch = Stopwatch::start();
    let mut laps = None;
    let experiment = &question.experiment;
    let ended = match question.workload {
        // Each incident is timed by itself, and a clock of processor time cannot tell threads apart.
        Some(workload) => {
            question.threads = NonZeroUsize::MIN;
            let laps = laps.insert(Laps::start(workload, experiment.topology.clone()));
            experiment.run_here(cancel, &counters, |twin| laps.lap(twin))
        }
        None => experiment.run(question.threads, cancel, &counters, |_, _| (), |_, _| ()),
    }?;
    let run = watch.stop();
    if ended != Ending::Complete {
        return Err(Failure::Interrupted(Vec::new()));
    }
    timing::print(session, timing::lines(&question, run, &counters));
    if let Some(laps) = laps {
        laps.print(session);
    }
    Ok(())
}

/// An imported graph has no catalogue of its own, and the shipped sets say nothing of it.
fn default_controls(world: &World) -> &'static str {
    if crate::graph::is_named_by(world) { "none" } else { inputs::DEFAULT_BASELINE }
}
