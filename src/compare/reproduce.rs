//! `yagura compare --reproduce manifest.json`: runs it again and compares the bytes.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Parser as _;
use yagura_reports::tables::Manifest;

use super::{Arguments, Work, play, work};
use crate::cli::{Cli, Command};
use crate::failure::Failure;
use crate::folder::{Existing, Folder};
use crate::session::Session;

/// Runs the comparison of the manifest at `path` into a folder of its own, compares every table, removes the folder again.
pub(super) fn reproduce(session: &Session, path: &Path) -> Result<(), Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::at(path, error))?;
    let manifest: Manifest = serde_json::from_str(&text).map_err(|error| {
        let arguments = [("path", path.display().to_string().into()), ("why", error.to_string().into())];
        Failure::Usage(session.say("reproduce-no-manifest", &arguments))
    })?;
    let arguments = arguments_of(&manifest).ok_or_else(|| {
        Failure::Usage(session.say("reproduce-no-arguments", &[("path", path.display().to_string().into())]))
    })?;
    if arguments.redact {
        // Its paths are withheld, and its inputs have other names.
        return Err(Failure::Usage(session.say("reproduce-redacted", &[("path", path.display().to_string().into())])));
    }
    let again = beside(path);
    let outcome = play_again(session, &arguments, &manifest, &again);
    let _ = fs::remove_dir_all(&again);
    outcome
}

/// The arguments of the comparison that wrote `manifest`.
fn arguments_of(manifest: &Manifest) -> Option<Arguments> {
    let line = std::iter::once("yagura").chain(manifest.arguments.iter().map(String::as_str));
    match Cli::try_parse_from(line).ok()?.command {
        Command::Compare(arguments) if arguments.reproduce.is_none() => Some(arguments),
        _ => None,
    }
}

/// A folder beside the manifest's own that no other process uses.
fn beside(manifest: &Path) -> PathBuf {
    let folder = manifest.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    folder.join(format!(".reproduce-{}.part", std::process::id()))
}

fn play_again(session: &Session, arguments: &Arguments, manifest: &Manifest, again: &Path) -> Result<(), Failure> {
    let Work { question, plan, outcome, gathered, costs, mut folder, .. } =
        work(session, arguments, || Folder::open(again, Existing::Refuse).map(Some))?;
    if let Some(folder) = &mut folder {
        play::write(folder, &outcome, &costs)?;
        gathered.write(session, folder, &question, &plan, &arguments.knock_out)?;
    }
    let outputs = folder.as_ref().map_or(&[][..], Folder::outputs);
    let mut differ: Vec<&str> = Vec::new();
    for was in &manifest.outputs {
        if !outputs.iter().any(|is| is == was) {
            differ.push(&was.file);
        }
    }
    if differ.is_empty() {
        return session
            .print(&format!("{}\n", session.say("reproduce-same", &[("count", manifest.outputs.len().into())])));
    }
    let inputs: Vec<&str> = manifest
        .inputs
        .iter()
        .filter(|was| !question.inputs.iter().any(|is| is.file == was.file && is.sha256 == was.sha256))
        .map(|was| was.file.as_str())
        .collect();
    let mut sentence = session.say("reproduce-differs", &[("files", differ.join(", ").into())]);
    if !inputs.is_empty() {
        sentence.push_str(&format!(" {}", session.say("reproduce-inputs", &[("files", inputs.join(", ").into())])));
    }
    if manifest.version != env!("CARGO_PKG_VERSION") {
        sentence.push_str(&format!(
            " {}",
            session.say("reproduce-version", &[("version", manifest.version.as_str().into())])
        ));
    }
    Err(Failure::CheckFailed(sentence))
}
