//! The project's own checks and generators: `cargo xtask NAME [--check]`.
//!
//! A generator writes files that are committed; with `--check` it writes nothing and fails if they are stale.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this program talks to the terminal")]

mod attack;
mod formats;
mod hoshimi;
mod risks;
mod schemas;
mod worlds;

use std::path::Path;
use std::process::ExitCode;

/// What a task may be told.
struct Options {
    /// Compare with the committed files instead of writing them.
    check: bool,
}

/// Name, what it does, and the task.
type Task = (&'static str, &'static str, fn(&Path, &Options) -> Result<(), String>);

/// Every task, in the order in which help lists them.
const TASKS: &[Task] = &[
    ("attack", "make attack.csv from the ids that are used and the published ICS matrix", attack::run),
    ("formats", "fill the tables of the reference pages from what is read and written", formats::run),
    ("schemas", "make the JSON Schemas of the TOML files from what the readers read by", schemas::run),
    ("risks", "lay out the page of risks, controls and scenarios", risks::run),
    ("hoshimi", "lay out assets.csv and flows.csv of Hoshimi City from its plan", hoshimi::run),
    ("worlds", "lay out assets.csv of the worlds by which the simulation is validated", worlds::run),
];

fn main() -> ExitCode {
    let mut name = None;
    let mut options = Options { check: false };
    for word in std::env::args().skip(1) {
        match word.as_str() {
            "--check" => options.check = true,
            _ if name.is_none() && !word.starts_with('-') => name = Some(word),
            _ => return usage(&format!("`{word}` is not understood")),
        }
    }
    let Some(name) = name else { return usage("which task?") };
    let Some((_, _, task)) = TASKS.iter().find(|(known, _, _)| *known == name) else {
        return usage(&format!("there is no task `{name}`"));
    };
    // The crate lies in `.ci/xtask`: the workspace is two folders up.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    match task(&root, &options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{name}: {why}");
            ExitCode::FAILURE
        }
    }
}

fn usage(why: &str) -> ExitCode {
    eprintln!("{why}\n\nusage: cargo xtask NAME [--check]");
    for (name, about, _) in TASKS {
        eprintln!("  {name:<10} {about}");
    }
    ExitCode::from(2)
}
