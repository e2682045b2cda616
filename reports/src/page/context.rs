//! What every section is made from: the tables, the words, and what ids are called.

use super::block::Block;
use super::html::{Html, sentence};
use crate::summary::measure_name;
use crate::tables::{DifferenceRow, NameRow, SummaryRow, Tables};
use crate::words::{Value, Words};

/// The material of a page.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    /// The tables of the folder.
    pub(crate) tables: &'a Tables,
    /// The words.
    pub(crate) words: &'a Words,
}

impl<'a> Context<'a> {
    /// A message.
    pub(crate) fn say(&self, key: &str, arguments: &[(&str, Value<'_>)]) -> String {
        self.words.say(key, arguments)
    }

    /// A message without variables, as HTML.
    pub(crate) fn text(&self, key: &str) -> Html {
        Html::text(&self.words.say(key, &[]))
    }

    /// A message whose variables are HTML.
    pub(crate) fn sentence(&self, key: &str, arguments: &[(&str, Html)]) -> Html {
        sentence(self.words, key, arguments)
    }

    /// A paragraph of one message without variables.
    pub(crate) fn paragraph(&self, key: &str) -> Block {
        Block::paragraph(self.text(key))
    }

    /// A remark of one message without variables.
    pub(crate) fn note(&self, key: &str) -> Block {
        Block::note(self.text(key))
    }

    /// A heading inside a section.
    pub(crate) fn heading(&self, key: &str) -> Block {
        Block::Heading { text: self.text(key) }
    }

    /// What the thing of this kind and id is called; its id if nothing else is known.
    pub(crate) fn name(&self, kind: &str, id: &str) -> String {
        let found = self.names(kind, id, |row| self.words.language().choose(&row.name_en, &row.name_ja));
        found.unwrap_or(id).to_owned()
    }

    /// What is said about it; empty if nothing is.
    pub(crate) fn about(&self, kind: &str, id: &str) -> &'a str {
        self.names(kind, id, |row| self.words.language().choose(&row.about_en, &row.about_ja)).unwrap_or("")
    }

    fn names<'b>(&self, kind: &str, id: &str, part: impl Fn(&'a NameRow) -> &'b str) -> Option<&'b str> {
        let row = self.tables.names.iter().find(|row| row.kind == kind && row.id == id)?;
        Some(part(row)).filter(|text| !text.is_empty())
    }

    /// Its name, with the id behind it where that says more.
    pub(crate) fn named(&self, kind: &str, id: &str) -> Html {
        let name = self.name(kind, id);
        let shown = Html::text(id).within("span", "id");
        if name == id { shown } else { Html::text(&name).and(&Html::text(" ")).and(&shown) }
    }

    /// A scenario's name.
    pub(crate) fn scenario(&self, id: &str) -> Html {
        Html::text(&self.name("scenario", id))
    }

    /// A control set's name.
    pub(crate) fn set(&self, id: &str) -> Html {
        Html::text(&self.name("control_set", id))
    }

    /// A measure's name.
    pub(crate) fn measure(&self, key: &str) -> String {
        measure_name(self.words, key)
    }

    /// The city's id.
    pub(crate) fn city(&self) -> &'a str {
        self.tables.summary.first().map_or("", |row| row.city.as_str())
    }

    /// The control sets in the order in which they were played.
    pub(crate) fn sets(&self) -> Vec<&'a str> {
        in_order(self.tables.summary.iter().map(|row| row.control_set.as_str()))
    }

    /// The scenarios in the order in which they were played.
    pub(crate) fn scenarios(&self) -> Vec<&'a str> {
        in_order(self.tables.summary.iter().map(|row| row.scenario.as_str()))
    }

    /// The set with which the others were compared.
    pub(crate) fn baseline(&self) -> &'a str {
        self.tables.differences.first().map_or(self.tables.manifest.baseline.as_str(), |row| row.baseline.as_str())
    }

    /// The row of a difference and where it stands.
    pub(crate) fn difference(
        &self,
        scenario: &str,
        set: &str,
        wanted: impl Fn(&DifferenceRow) -> bool,
    ) -> Option<(usize, &'a DifferenceRow)> {
        self.tables
            .differences
            .iter()
            .enumerate()
            .find(|(_, row)| row.scenario == scenario && row.control_set == set && wanted(row))
    }

    /// The row of a summary and where it stands.
    pub(crate) fn summary(&self, scenario: &str, set: &str, measure: &str) -> Option<(usize, &'a SummaryRow)> {
        self.tables
            .summary
            .iter()
            .enumerate()
            .find(|(_, row)| row.scenario == scenario && row.control_set == set && row.measure == measure)
    }

    /// `low to high`, both HTML.
    pub(crate) fn interval(&self, low: Html, high: Html) -> Html {
        self.sentence("interval", &[("low", low), ("high", high)])
    }
}

/// Each once, in the order in which they first appear.
pub(crate) fn in_order<'a>(all: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for one in all {
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found
}
