//! What things are called on a plot, and which control set has which colour.

use std::collections::BTreeMap;

use super::theme::{SetStyle, set_style};
use crate::tables::Tables;
use crate::words::{Words, control_title};

/// Names of scenarios, control sets, controls and the like in the reader's language, and the order of the control sets.
#[derive(Clone, Debug, Default)]
pub struct Names {
    names: BTreeMap<(String, String), String>,
    sets: Vec<String>,
    baseline: String,
    page: Option<Page>,
}

/// A part of the sets.
#[derive(Clone, Debug)]
struct Page {
    number: usize,
    sets: Vec<String>,
}

impl Names {
    /// `sets` in the order in which they are shown; the `baseline` among them is drawn in grey.
    #[must_use]
    pub fn new(sets: &[String], baseline: &str) -> Self {
        Self { names: BTreeMap::new(), sets: sets.to_vec(), baseline: baseline.to_owned(), page: None }
    }

    /// The same for one page of several: curves of `sets` and of the baseline only, on axes that suit all sets, so that pages can be held
    /// against each other.
    #[must_use]
    pub fn page(&self, number: usize, sets: &[String]) -> Self {
        Self { page: Some(Page { number, sets: sets.to_vec() }), ..self.clone() }
    }

    /// Whether the curve of this control set is drawn.
    pub(super) fn draws(&self, set: &str) -> bool {
        set == self.baseline || self.page.as_ref().is_none_or(|page| page.sets.iter().any(|one| one == set))
    }

    /// The name of a plot of this page.
    pub(super) fn plot_name(&self, kind: &str, ids: &[&str]) -> String {
        let name = plot_name(kind, ids);
        self.page.as_ref().map_or(name.clone(), |page| format!("{name}-{}", page.number))
    }

    /// The names of a folder of tables, in the language of `words`.
    #[must_use]
    pub fn of_tables(tables: &Tables, words: &Words) -> Self {
        let mut sets: Vec<String> = tables.manifest.control_sets.clone();
        for row in &tables.summary {
            if !sets.contains(&row.control_set) {
                sets.push(row.control_set.clone());
            }
        }
        // The manifest has the baseline as it was named, which may be a file; the differences have its id.
        let compared = tables.differences.first().map(|row| &row.baseline);
        let mut names = Self::new(&sets, compared.unwrap_or(&tables.manifest.baseline));
        for row in &tables.names {
            let name = words.language().choose(&row.name_en, &row.name_ja);
            // The catalogue names a control by its family, which many share.
            let name = if row.kind == "control" { &control_title(words, &row.id, name) } else { name };
            names.add(&row.kind, &row.id, name);
        }
        for row in &tables.parameters {
            names.add("unit", &row.key, &row.unit);
        }
        names
    }

    /// The unit of a parameter as the catalogue spells it; empty where it is not known.
    pub(super) fn unit<'a>(&'a self, key: &str) -> &'a str {
        self.names.get(&("unit".to_owned(), key.to_owned())).map_or("", String::as_str)
    }

    /// Adds the name of one thing. `kind` is spelled as in `names.csv`; an empty name is none.
    pub fn add(&mut self, kind: &str, id: &str, name: &str) {
        if !name.is_empty() {
            self.names.insert((kind.to_owned(), id.to_owned()), name.to_owned());
        }
    }

    /// The name of `id`, or the id itself.
    #[must_use]
    pub fn of<'a>(&'a self, kind: &str, id: &'a str) -> &'a str {
        self.names.get(&(kind.to_owned(), id.to_owned())).map_or(id, String::as_str)
    }

    /// The baseline's id.
    pub(super) fn baseline(&self) -> &str {
        &self.baseline
    }

    /// How a control set is drawn.
    pub(super) fn style(&self, set: &str) -> SetStyle {
        if set == self.baseline {
            return set_style(0);
        }
        let all = self.page.as_ref().map_or(&self.sets, |page| &page.sets);
        let others = all.iter().filter(|one| **one != self.baseline);
        let place = others.take_while(|one| *one != set).count();
        set_style(1 + place)
    }
}

/// Distinct values in order of their first appearance.
pub(super) fn in_order<'a>(values: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen: Vec<&str> = Vec::new();
    for value in values {
        if !seen.contains(&value) {
            seen.push(value);
        }
    }
    seen
}

/// The name of a plot out of its kind and the ids that it shows: unique, and fit for a file, an id and a link.
pub(super) fn plot_name(kind: &str, ids: &[&str]) -> String {
    let mut name = kind.to_owned();
    for id in ids {
        name.push('-');
        for byte in id.bytes() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.') {
                name.push(char::from(byte));
            } else {
                name.push_str(&format!("_{byte:02x}"));
            }
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_draws_its_sets_and_the_baseline_and_no_set_looks_like_the_baseline() {
        let sets: Vec<String> = (0..12).map(|number| format!("s{number}")).collect();
        let names = Names::new(&sets, "s0");
        assert!(names.draws("s11"));
        let page = names.page(2, &sets[6..11]);
        assert!(page.draws("s0") && page.draws("s6") && page.draws("s10"));
        assert!(!page.draws("s5") && !page.draws("s11"));
        assert_eq!(page.plot_name("delays", &["x"]), "delays-x-2");
        // The first set of every page has the first style, so that five of them never share one.
        assert_eq!(page.style("s6").color, names.style("s1").color);
        assert!((1..12).all(|set| names.style(&sets[set]).color != names.style("s0").color));
    }
}
