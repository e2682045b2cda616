//! A folder of tables, read as a whole: which files are there, which are missing, which nobody knows.

use std::sync::Arc;

use yagura_sim::problem::{Table, nearest};

use crate::column::{Need, TableLayout};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Expected};
use crate::folder::{Folder, Input};
use crate::loaded::{DocumentPlace, Loaded, Places};
use crate::row::Row;
use crate::sheet::Csv;
use crate::table::Merged;
use crate::text::Source;

/// Reads the tables of one folder and of the overlay on top of it, gathering diagnostics.
pub(crate) struct FolderReader<'a> {
    folder: &'a Folder,
    names: Vec<String>,
    overlay: Option<(&'a Folder, Vec<String>)>,
    pub(crate) out: Diagnostics,
    inputs: Vec<Input>,
    places: Places,
}

impl<'a> FolderReader<'a> {
    /// Lists `folder` and `overlay`. Any CSV or TOML file that is neither one of `layouts` nor of `others` is an error where it
    /// looks like a slip, and a warning where not: a table that is silently left out would be a different world.
    pub(crate) fn new(
        folder: &'a Folder,
        overlay: Option<&'a Folder>,
        layouts: &[&TableLayout],
        others: &[&str],
    ) -> Result<Self, Diagnostics> {
        let mut out = Diagnostics::default();
        let names = folder.names(&mut out);
        let overlaid = overlay.map(|folder| (folder, folder.names(&mut out)));
        let (Some(names), Some(overlay)) = (names, overlaid.map_or(Some(None), |(f, n)| n.map(|n| Some((f, n)))))
        else {
            return Err(out);
        };
        let known: Vec<String> = layouts.iter().map(|layout| layout.table.to_string()).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).chain(others.iter().copied()).collect();
        check_names(folder, &names, &known, &mut out);
        if let Some((folder, names)) = &overlay {
            check_names(folder, names, &known, &mut out);
        }
        Ok(Self { folder, names, overlay, out, inputs: Vec::new(), places: Places::default() })
    }

    /// The text of a file that is no table.
    pub(crate) fn file(&mut self, name: &str) -> Option<Arc<Source>> {
        let folder = match &self.overlay {
            Some((overlay, names)) if names.iter().any(|known| known == name) => overlay,
            _ => self.folder,
        };
        folder.read(name, &mut self.out, &mut self.inputs)
    }

    /// Where the records of a TOML file stood.
    pub(crate) fn document(&mut self, table: Table, place: DocumentPlace) {
        self.places.add_documents(table, vec![place]);
    }

    /// Whether the folder (or its overlay) has the table.
    pub(crate) fn has(&self, layout: &TableLayout) -> bool {
        let name = layout.table.to_string();
        self.names.contains(&name) || self.overlay.as_ref().is_some_and(|(_, names)| names.contains(&name))
    }

    /// The records of a table, empty if it may be absent and is.
    pub(crate) fn table<T>(&mut self, layout: &'static TableLayout, record: impl FnMut(&mut Row<'_>) -> T) -> Vec<T> {
        let name = layout.table.to_string();
        let mark = self.out.len();
        let mut base = None;
        if self.names.contains(&name) || layout.need == Need::Required {
            let source = self.folder.read(&name, &mut self.out, &mut self.inputs);
            base = source.map(|source| Csv::read(source, layout, &mut self.out));
        }
        let mut table = Merged::new(layout, base);
        if let Some((overlay, names)) = &self.overlay
            && names.contains(&name)
            && let Some(source) = overlay.read(&name, &mut self.out, &mut self.inputs)
        {
            table.overlay(Csv::read(source, layout, &mut self.out));
        }
        let records = table.records(&mut self.out, record);
        self.out.sort_since(mark);
        self.places.add_table(&table);
        records
    }

    /// The records with the memory of their places, or what is wrong.
    pub(crate) fn finish<T>(self, records: Option<T>) -> Result<Loaded<T>, Diagnostics> {
        match records {
            Some(records) if !self.out.has_errors() => {
                Ok(Loaded { records, warnings: self.out, inputs: self.inputs, places: self.places })
            }
            _ => Err(self.out),
        }
    }
}

fn check_names(folder: &Folder, names: &[String], known: &[&str], out: &mut Diagnostics) {
    for name in names {
        let table = name.ends_with(".csv") || name.ends_with(".toml");
        if !table || name.starts_with('.') || known.contains(&name.as_str()) {
            continue;
        }
        let absent = known.iter().copied().filter(|known| !names.iter().any(|name| name == known));
        let meant = nearest(name, absent);
        let slip = meant.as_deref().is_some_and(|meant| strsim::damerau_levenshtein(meant, name) <= 2);
        let expected =
            Expected::OneOf { what: "the tables".into(), words: known.iter().map(|n| (*n).into()).collect() };
        let diagnostic = Diagnostic::of_file(Code::UnknownFile, &folder.label(name), name.as_str(), expected);
        out.push(if slip { diagnostic.nearest_is(meant) } else { diagnostic.warning() });
    }
}
