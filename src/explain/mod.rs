//! `yagura explain ID`: what an id means, where it acts, on what evidence. One file per kind of thing.

mod attack;
mod code;
mod column;
mod control;
mod control_set;
mod incident;
mod mattered;
mod measure;
mod parameter;
mod risk;
mod scenario;
mod technique;

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};
use yagura_sim::problem::nearest;

use crate::cli::{Format, World};
use crate::failure::Failure;
use crate::inputs;
use crate::session::Session;

/// Arguments of `explain`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Any id: a control, risk, technique, parameter, scenario, control set, measure, documented incident, column or diagnostic code
    pub(crate) id: String,
    /// Folder of a comparison: say on which of its scenarios a control mattered
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Where the world comes from.
    #[command(flatten)]
    pub(crate) world: World,
}

/// What is to be said about one thing.
pub(crate) struct Explanation {
    /// Kind of thing: its name is message `kind-<kind>`.
    pub(crate) kind: &'static str,
    /// Its id.
    pub(crate) id: String,
    /// Its name or requirement.
    pub(crate) title: String,
    /// Facts: heading (message `fact-<heading>`) and text. Empty texts are left out.
    pub(crate) facts: Vec<(&'static str, String)>,
}

impl Explanation {
    fn new(kind: &'static str, id: &str, title: &str) -> Self {
        Self { kind, id: id.to_owned(), title: title.to_owned(), facts: Vec::new() }
    }

    /// Adds a fact, if there is anything to say.
    fn fact(mut self, heading: &'static str, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.facts.push((heading, text));
        }
        self
    }

    fn human(&self, session: &Session) -> String {
        let kind = session.say(&format!("kind-{}", self.kind), &[]);
        let mut text = format!("{} ({kind})\n{}\n", self.id, self.title);
        for (heading, fact) in &self.facts {
            let heading = session.say(&format!("fact-{heading}"), &[]);
            if fact.contains('\n') {
                text.push_str(&format!("\n{heading}\n"));
                for line in fact.lines() {
                    text.push_str(&format!("  {line}\n"));
                }
            } else {
                text.push_str(&format!("\n{heading}  {fact}\n"));
            }
        }
        text
    }

    fn json(&self) -> Value {
        let facts: Vec<Value> =
            self.facts.iter().map(|(heading, text)| json!({ "heading": heading, "text": text })).collect();
        json!({ "kind": self.kind, "id": self.id, "title": self.title, "facts": facts })
    }
}

/// Prints everything that carries the id.
pub(crate) fn execute(session: &Session, arguments: &Arguments) -> Result<(), Failure> {
    let catalogue = inputs::catalogue(&arguments.world)?;
    let id = arguments.id.as_str();
    let mut found = Vec::new();
    found.extend(control::explain(session, &catalogue.records, id, arguments.out.as_deref())?);
    found.extend(risk::explain(session, &catalogue.records, id)?);
    found.extend(technique::explain(session, &catalogue.records, id));
    found.extend(parameter::explain(session, &catalogue.records, id));
    found.extend(incident::explain(&catalogue.records, id));
    found.extend(scenario::explain(session, &catalogue.records, id)?);
    found.extend(control_set::explain(session, &catalogue, id)?);
    found.extend(measure::explain(session, id));
    found.extend(column::explain(session, id));
    found.extend(code::explain(session, id));
    attack::add_to(&mut found, &catalogue.records.attack);
    if found.is_empty() {
        return Err(Failure::Usage(unknown(session, &catalogue.records, id)));
    }
    let text = match session.format {
        Format::Human => found.iter().map(|explanation| explanation.human(session)).collect::<Vec<_>>().join("\n"),
        Format::Json => format!("{:#}\n", Value::Array(found.iter().map(Explanation::json).collect())),
        Format::Csv => csv(&found)?,
    };
    session.print(&text)
}

fn csv(found: &[Explanation]) -> Result<String, Failure> {
    let mut table = yagura_reports::tables::CsvRows::start(Vec::new(), ["kind", "id", "heading", "text"])
        .map_err(Failure::printing)?;
    let mut row = |cells: [&str; 4]| {
        for cell in cells {
            table.text(cell)?;
        }
        table.end()
    };
    for explanation in found {
        row([explanation.kind, &explanation.id, "title", &explanation.title]).map_err(Failure::printing)?;
        for (heading, text) in &explanation.facts {
            row([explanation.kind, &explanation.id, heading, text]).map_err(Failure::printing)?;
        }
    }
    let bytes = table.finish().map_err(Failure::printing)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The sentence for an id that nothing carries, with the nearest one that something does.
fn unknown(session: &Session, catalogue: &yagura_sim::knowledge::CatalogueRecords, id: &str) -> String {
    let mut names: Vec<String> = Vec::new();
    names.extend(catalogue.controls.iter().map(|control| control.id.clone()));
    names.extend(catalogue.risks.iter().map(|risk| risk.id.clone()));
    names.extend(catalogue.techniques.iter().map(|technique| technique.id.clone()));
    names.extend(catalogue.parameters.iter().map(|parameter| parameter.key.clone()));
    names.extend(catalogue.incidents.iter().map(|incident| incident.id.clone()));
    names.extend(yagura_sim::measure::MEASURES.iter().map(|measure| measure.key.to_owned()));
    names.extend(yagura_scenarios::shipped_scenarios());
    names.extend(yagura_scenarios::shipped_control_sets());
    names.extend(column::names());
    names.extend(code::names());
    match nearest(id, names.iter().map(String::as_str)) {
        Some(name) => session.say("unknown-id-near", &[("id", id.into()), ("name", name.into())]),
        None => session.say("unknown-id", &[("id", id.into())]),
    }
}
