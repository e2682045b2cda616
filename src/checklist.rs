//! `yagura checklist --controls SET`: a control set against the guideline's control table, as documents to hand over.

use std::path::{Path, PathBuf};

use clap::Args;
use yagura_reports::checklist::{Checklist, Documents};
use yagura_reports::evidence::requirement_rows;
use yagura_reports::summary::Named;
use yagura_reports::tables::{ChecklistRow, KnockOutRow, MANIFEST, write_rows};
use yagura_scenarios::Diagnostics;
use yagura_sim::city::City;
use yagura_sim::control_set::check;
use yagura_sim::knowledge::Catalogue;

use crate::cli::{Format, World};
use crate::failure::Failure;
use crate::folder::{Existing, Folder};
use crate::inputs;
use crate::session::Session;

/// What an output folder of a comparison has, and the table that the checklist reads.
const KNOCK_OUT: &str = "knock_out.csv";

/// Arguments of `checklist`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Where the world comes from.
    #[command(flatten)]
    pub(crate) world: World,
    /// Control set: a shipped name, a file, IDs, or a set changed
    #[arg(long, value_name = "SET")]
    pub(crate) controls: String,
    /// Folder for the Markdown, CSV and HTML documents; if it is the folder of a comparison with --knock-out, the documents say what
    /// the gaps are worth. Without it the checklist is printed: Markdown, or as --format says
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Write into a folder that holds something and is no comparison
    #[arg(long)]
    pub(crate) force: bool,
}

/// Prints or writes the checklist.
pub(crate) fn execute(session: &Session, arguments: &Arguments) -> Result<(), Failure> {
    // Either file says that a comparison wrote the folder; what is missing or wrong there is told when it is read.
    let of_comparison = |out: &&Path| [MANIFEST, KNOCK_OUT].iter().any(|file| out.join(file).is_file());
    let comparison = arguments.out.as_deref().filter(of_comparison);
    if let (Some(out), None) = (&arguments.out, comparison) {
        Folder::check(out, Existing::as_forced(arguments.force))?;
    }
    let material = material(arguments)?;
    let knock_out = comparison.map(crate::report::read).transpose()?.and_then(|tables| tables.knock_out);
    let checklist = material.checklist(knock_out.as_deref());
    match &arguments.out {
        Some(out) => {
            let fault = |error: yagura_reports::page::PageError| Failure::Fault(error.to_string());
            let documents = checklist.documents(&session.words).map_err(fault)?;
            write(session, out, &material.set.id, &documents)
        }
        None => print(session, &material.requirements, &checklist),
    }
}

/// Everything that a checklist is made of.
struct Material {
    city: Named,
    set: Named,
    names: Vec<Named>,
    requirements: Vec<ChecklistRow>,
    risks: Vec<yagura_sim::knowledge::RiskRecord>,
}

impl Material {
    fn checklist<'a>(&'a self, knock_out: Option<&'a [KnockOutRow]>) -> Checklist<'a> {
        Checklist {
            city: &self.city,
            set: &self.set,
            requirements: &self.requirements,
            risks: &self.risks,
            names: &self.names,
            knock_out,
        }
    }
}

fn material(arguments: &Arguments) -> Result<Material, Failure> {
    let city = inputs::city(&arguments.world)?;
    let catalogue = inputs::catalogue(&arguments.world)?;
    let set = inputs::control_set(&arguments.controls, &catalogue)?;
    let mut found = Diagnostics::default();
    let built_city =
        City::build_from(&city.records, &city.records).map_err(|problems| found.append(city.locate_all(&problems)));
    let built =
        Catalogue::build(catalogue.records.clone()).map_err(|problems| found.append(catalogue.locate_all(&problems)));
    let (Ok(built_city), Ok(built)) = (built_city, built) else { return Err(found.into()) };
    found.append(set.locate_all(&check(&set.records, &built, &built_city)));
    if found.has_errors() {
        return Err(found.into());
    }
    let head = &city.records.head;
    let named = |id: &str, en: &str, ja: &str| Named { id: id.into(), en: en.into(), ja: ja.into() };
    let mut names: Vec<Named> =
        city.records.organisations.iter().map(|one| named(&one.id, &one.name_en, &one.name_ja)).collect();
    for loaded in inputs::scenarios(&[inputs::ALL_SCENARIOS.to_owned()])? {
        names.push(named(&loaded.records.id, &loaded.records.title_en, &loaded.records.title_ja));
    }
    for shipped in yagura_scenarios::shipped_control_sets() {
        let shipped = inputs::control_set(&shipped, &catalogue)?.records;
        names.push(named(&shipped.id, &shipped.name_en, &shipped.name_ja));
    }
    Ok(Material {
        city: named(&head.id, &head.name_en, &head.name_ja),
        set: named(&set.records.id, &set.records.name_en, &set.records.name_ja),
        names,
        requirements: requirement_rows(&built_city, &built, [&set.records]),
        risks: catalogue.records.risks.clone(),
    })
}

fn print(session: &Session, requirements: &[ChecklistRow], checklist: &Checklist<'_>) -> Result<(), Failure> {
    let words = &session.words;
    let text = match session.format {
        Format::Human => checklist.markdown(words),
        Format::Csv => String::from_utf8_lossy(&checklist.spreadsheet(words)).into_owned(),
        Format::Json => {
            let rows = write_rows(Vec::new(), requirements).map_err(Failure::printing)?;
            format!("{:#}\n", yagura_reports::tables::as_json(&rows))
        }
    };
    session.print(&text)
}

/// Writes the three documents; only files of the same names are replaced.
fn write(session: &Session, out: &Path, set: &str, documents: &Documents) -> Result<(), Failure> {
    let mut folder = Folder::open(out, Existing::Replace)?;
    let name = file_name(set);
    let files: [(&str, &[u8]); 3] =
        [("md", documents.markdown.as_bytes()), ("csv", &documents.spreadsheet), ("html", documents.html.as_bytes())];
    for (extension, bytes) in files {
        folder.write(&format!("checklist-{name}.{extension}"), |file| std::io::Write::write_all(file, bytes))?;
    }
    let said = [("count", files.len().into()), ("out", out.display().to_string().into())];
    session.print(&format!("{}\n", session.say("report-written", &said)))
}

/// The set's id without characters that a file system or a shell minds.
fn file_name(set: &str) -> String {
    set.chars().map(|c| if c.is_ascii_alphanumeric() || "-._+".contains(c) { c } else { '_' }).collect()
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn an_expression_becomes_a_file_name() {
        assert_eq!(file_name("today-jp,+CPS.AC-3,-CPS.DS-3"), "today-jp_+CPS.AC-3_-CPS.DS-3");
        assert_eq!(file_name("../x"), ".._x");
    }
}
