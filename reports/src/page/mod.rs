//! `report.html`: one file that a procurement meeting can have on its table and an analyst can check.
//!
//! Everything on it comes from the tables of the folder; it asks the network for nothing, prints to A4, and reads without colours.
//! A section is data (`block.rs`); the templates under `reports/templates` turn the data into HTML. One file per section, in the order
//! in which they stand.

mod answer;
mod assumptions;
mod block;
mod context;
mod costs;
mod figures;
mod glossary;
mod harm;
mod html;
mod limits;
mod measures;
mod number;
mod origins;
mod ranking;
mod raw;
mod reproduce;
mod requirements;
mod rivals;
pub(crate) mod templates;
mod traceability;

use serde::Serialize;

pub(crate) use block::{Block, Cell, Heading, Section, Sheet};
use context::Context;
pub(crate) use html::Html;

use crate::plots::Plot;
use crate::tables::Tables;
use crate::words::Words;

/// The page could not be made: a template is at fault.
#[derive(Debug, thiserror::Error)]
#[error("the page could not be made: {0}")]
pub struct PageError(#[from] minijinja::Error);

/// A page as its template prints it.
#[derive(Serialize)]
pub(crate) struct Page {
    /// Language code.
    pub(crate) lang: &'static str,
    /// Title and main heading.
    pub(crate) title: String,
    /// What stands under it.
    pub(crate) under: Html,
    /// The link over everything else.
    pub(crate) skip: String,
    /// Name of the list of sections.
    pub(crate) contents: String,
    /// The button that opens every fold.
    pub(crate) unfold: String,
    /// The last line.
    pub(crate) foot: String,
    /// The sections.
    pub(crate) sections: Vec<Section>,
}

impl Page {
    /// The HTML.
    pub(crate) fn render(&self) -> Result<String, PageError> {
        Ok(templates::render("page.html", self)?)
    }
}

/// The page of a folder of tables with its plots.
///
/// # Errors
/// A template that cannot be filled, which is a fault of the program.
pub fn render(tables: &Tables, plots: &[Plot], words: &Words) -> Result<String, PageError> {
    let context = Context { tables, words };
    let sections = vec![
        answer::section(context),
        measures::section(context, plots),
        costs::section(context, plots),
        harm::section(context, plots),
        assumptions::section(context, plots),
        traceability::section(context),
        requirements::section(context),
        limits::section(context),
        reproduce::section(context),
        glossary::section(context),
    ];
    Page {
        lang: words.language().code(),
        title: context.say("page-title", &[("city", context.name("city", context.city()).into())]),
        under: context.text("page-under"),
        skip: context.say("page-skip", &[]),
        contents: context.say("page-contents", &[]),
        unfold: context.say("page-unfold", &[]),
        foot: context.say("page-foot", &[("version", tables.manifest.version.as_str().into())]),
        sections,
    }
    .render()
}
