//! `yagura report OUT`: the plots and the page of a comparison, made again from its tables. Nothing is simulated.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use yagura_reports::tables::{FaultKind, FolderFault, SCHEMA_VERSION, Tables, TextFault, TextFaultKind, Wanted};
use yagura_reports::words::Words;
use yagura_reports::{page, plots};
use yagura_scenarios::text::Source;
use yagura_scenarios::{Code, Diagnostic, Diagnostics, Expected};

use crate::failure::Failure;
use crate::folder::{Existing, Folder};
use crate::session::Session;

/// Arguments of `report`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Folder that `compare --out` or `merge` wrote; its plots and its report.html are replaced
    #[arg(value_name = "OUT")]
    pub(crate) out: PathBuf,
    /// Replace the names and places of the city on the plots and on the page; the tables stay as they are
    #[arg(long)]
    pub(crate) redact: bool,
}

/// Reads, renders, writes.
pub(crate) fn execute(session: &Session, arguments: &Arguments) -> Result<(), Failure> {
    let out = &arguments.out;
    let mut tables = read(out)?;
    if arguments.redact {
        tables = tables.redacted();
    }
    // Only files of the same names are replaced, and that is what the command is for: no --force.
    let mut folder = Folder::open(out, Existing::Replace)?;
    let files = write(&mut folder, &session.words, &tables)?;
    let said = [("count", files.into()), ("out", out.display().to_string().into())];
    session.print(&format!("{}\n", session.say("report-written", &said)))
}

/// Writes every plot and the page into `folder`; how many files that were.
pub(crate) fn write(folder: &mut Folder, words: &Words, tables: &Tables) -> Result<usize, Failure> {
    let files = rendered(words, tables)?;
    for (name, text) in &files {
        folder.write(name, |file| io::Write::write_all(file, text.as_bytes()))?;
    }
    Ok(files.len())
}

/// Names and texts of the plots and the page.
fn rendered(words: &Words, tables: &Tables) -> Result<Vec<(String, String)>, Failure> {
    let plots = plots::all(tables, words);
    let page = page::render(tables, &plots, words).map_err(|fault| Failure::Fault(fault.to_string()))?;
    let mut files: Vec<(String, String)> =
        plots.into_iter().map(|plot| (format!("plots/{}.svg", plot.name), plot.svg)).collect();
    files.push(("report.html".into(), page));
    Ok(files)
}

/// The tables in `out`, checked against its manifest.
pub(crate) fn read(out: &Path) -> Result<Tables, Failure> {
    let file = |name: &str| match fs::read(out.join(name)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    };
    Tables::read(&file).map_err(|fault| failure(out, fault))
}

/// The fault as a diagnostic of the file, pointing at the place where there is one.
fn failure(out: &Path, fault: FolderFault) -> Failure {
    let path = out.join(&fault.file);
    let file = path.display().to_string();
    let whole = |code, value: &str| Diagnostic::of_file(code, &file, value, Expected::AsWritten);
    let diagnostic = match fault.kind {
        FaultKind::InputOutput(error) => return Failure::at(path, error),
        FaultKind::Missing | FaultKind::NotListed => whole(Code::MissingFile, ""),
        FaultKind::NoManifest(why) => whole(Code::Syntax, &why),
        FaultKind::SchemaVersion { found } => {
            let expected = Expected::TablesVersion { version: SCHEMA_VERSION };
            Diagnostic::of_file(Code::SchemaVersion, &file, found.to_string(), expected)
        }
        FaultKind::Changed => whole(Code::ChangedFile, ""),
        FaultKind::OtherRun { id } => whole(Code::OtherRun, &id),
        // An empty end of a file has nothing to point at.
        FaultKind::Text(TextFault { kind: TextFaultKind::Truncated, .. }) => whole(Code::Truncated, ""),
        // Tables are written in UTF-8 only: somebody saved it in another encoding.
        FaultKind::Text(TextFault { kind: TextFaultKind::NotUtf8, .. }) => whole(Code::ChangedFile, ""),
        FaultKind::Text(text) => match fs::read(&path).map(String::from_utf8) {
            Ok(Ok(content)) => at(&Arc::new(Source::new(file, content)), text),
            Ok(Err(_)) => whole(Code::ChangedFile, ""),
            Err(error) => return Failure::at(path, error),
        },
    };
    Diagnostics::from(diagnostic).into()
}

fn at(source: &Arc<Source>, fault: TextFault) -> Diagnostic {
    let (code, field, value) = match fault.kind {
        TextFaultKind::Truncated => (Code::Truncated, "", String::new()),
        TextFaultKind::NotUtf8 => (Code::UnknownEncoding, "", String::new()),
        TextFaultKind::UnknownColumn { column } => (Code::UnknownColumn, "", column),
        TextFaultKind::MissingColumn { column } => (Code::MissingColumn, "", column.to_owned()),
        TextFaultKind::RowLength { found, .. } => (Code::RowLength, "", found.to_string()),
        TextFaultKind::Cell { column, text, wanted: Wanted::Word } => (Code::UnknownWord, column, text),
        TextFaultKind::Cell { column, text, .. } => (Code::NotANumber, column, text),
    };
    Diagnostic::at(code, source, fault.span, field, value, Expected::AsWritten)
}
