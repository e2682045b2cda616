//! Control-set files, and the expressions that change them on the command line.
//!
//! An expression is a shipped name or a file, then changes: `today-jp,+CPS.AC-3,-CPS.DS-3`. Without a set in front, a list of ids
//! is a set of its own: `CPS.AC-3,CPS.DS-3`. A coverage may follow an id: `+CPS.AC-3=0.5`, `+CPS.AC-3=today`.
//!
//! A file that ends in `.json` is an OSCAL profile and is read by [`crate::oscal`].
//!
//! Whether changes and claims fit the city and the catalogue is said by [`yagura_sim::control_set::check`]; here only the controls
//! are looked up, because an expression cannot be understood without them.

mod keys;

pub use keys::{CHANGE_KEYS, CONTROL_SET_KEYS, EFFECT_KEYS, ENTRY_KEYS, PARAMETER_KEYS};

use std::path::Path;
use std::sync::Arc;

use toml::de::DeValue;
use yagura_sim::control_set::{ControlEntry, ControlSetRecord, Coverage, FieldChange, ValueClaim};
use yagura_sim::knowledge::{CatalogueRecords, Range};
use yagura_sim::problem::{Origin, Table, nearest};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Expected};
use crate::document::{Entry, Section, read_document};
use crate::embedded::{CONTROL_SETS, open_file, shipped_control_sets};
use crate::folder::Input;
use crate::loaded::{DocumentPlace, Loaded, Places};
use crate::number::parse_number;
use crate::oscal::read_profile;
use crate::text::{Source, half_width};

/// How many sets may build on each other; more is a mistake even if it is no circle.
const MAX_DEPTH: usize = 16;

/// Reads one expression against the controls of `catalogue`.
pub(crate) fn read_control_set(
    expression: &str,
    catalogue: &CatalogueRecords,
) -> Result<Loaded<ControlSetRecord>, Diagnostics> {
    let mut reader = Reader::new(catalogue);
    let set = reader.expression(expression);
    reader.finish(set)
}

/// Reads a control-set file that is already in memory.
pub(crate) fn read_control_set_text(
    source: &Arc<Source>,
    catalogue: &CatalogueRecords,
) -> Result<Loaded<ControlSetRecord>, Diagnostics> {
    let mut reader = Reader::new(catalogue);
    let set = reader.document(source, None, &mut Vec::new());
    reader.finish(set)
}

struct Reader<'a> {
    catalogue: &'a CatalogueRecords,
    out: Diagnostics,
    inputs: Vec<Input>,
    /// Where each entry stood; an entry's row is its index here.
    places: Vec<DocumentPlace>,
}

impl<'a> Reader<'a> {
    fn new(catalogue: &'a CatalogueRecords) -> Self {
        Self { catalogue, out: Diagnostics::default(), inputs: Vec::new(), places: Vec::new() }
    }

    fn finish(mut self, set: Option<ControlSetRecord>) -> Result<Loaded<ControlSetRecord>, Diagnostics> {
        self.out.sort_since(0);
        match set {
            Some(mut records) if !self.out.has_errors() => {
                records.controls.sort_by(|a, b| a.control.cmp(&b.control));
                let mut places = Places::default();
                places.add_documents(Table::ControlSet, std::mem::take(&mut self.places));
                Ok(Loaded { records, warnings: self.out, inputs: self.inputs, places })
            }
            _ => Err(self.out),
        }
    }

    fn place(&mut self, place: DocumentPlace) -> Origin {
        let row = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        self.places.push(place);
        Origin::new(Table::ControlSet, row)
    }

    /// `set,+ID,-ID` or `ID,ID`.
    fn expression(&mut self, expression: &str) -> Option<ControlSetRecord> {
        let source = Arc::new(Source::new("--controls", expression));
        let mut set: Option<ControlSetRecord> = None;
        let mut changed = false;
        let mut at = 0;
        for part in expression.split([',', '、']) {
            let start = at + (part.len() - part.trim_start().len());
            at += part.len() + expression[at + part.len()..].chars().next().map_or(0, char::len_utf8);
            let item = part.trim();
            if item.is_empty() {
                continue;
            }
            let span = start..start + item.len();
            match item.chars().next() {
                Some('-') if set.is_some() => {
                    changed = true;
                    let id = item[1..].trim();
                    let end = start + item.len();
                    self.remove(set.as_mut(), id, &source, end - id.len()..end);
                }
                _ if set.is_none() && !item.starts_with(['+', '-']) && !self.is_control(item) => {
                    set = Some(self.named(item, &source, span)?);
                }
                _ => {
                    changed = true;
                    let set = set.get_or_insert_default();
                    let item = item.trim_start_matches(['+', '-']).trim_start();
                    let end = start + part.trim().len();
                    self.add(set, item, &source, end - item.len()..end);
                }
            }
        }
        let Some(mut set) = set else {
            let expected = Expected::Form("the name of a control set, a file, or ids of controls".into());
            self.out.push(Diagnostic::at(Code::Missing, &source, 0..expression.len(), "--controls", "", expected));
            return None;
        };
        if changed {
            let label = expression.trim().to_owned();
            if set.id.is_empty() {
                set.name_ja.clone_from(&label);
                set.name_en.clone_from(&label);
            } else {
                let changes = label.split_once(',').map_or("", |(_, changes)| changes);
                set.name_ja = format!("{} ({changes})", set.name_ja);
                set.name_en = format!("{} ({changes})", set.name_en);
            }
            set.id = label;
        }
        Some(set)
    }

    /// Whether `item` is meant as a control: its id, with or without a coverage.
    fn is_control(&self, item: &str) -> bool {
        let id = item.split(['=', '＝']).next().unwrap_or(item).trim();
        let path =
            id.contains(['/', '\\']) || is_profile(id) || Path::new(id).extension().is_some_and(|end| end == "toml");
        self.knows(id) || (!path && !shipped_control_sets().iter().any(|name| name == id) && looks_like_a_control(id))
    }

    fn knows(&self, id: &str) -> bool {
        self.catalogue.controls.iter().any(|control| control.id == id)
    }

    fn unknown_control(&mut self, id: &str, source: &Arc<Source>, span: std::ops::Range<usize>, field: &str) {
        let expected = Expected::IdOf { what: "a control of the catalogue".into() };
        let ids = self.catalogue.controls.iter().map(|control| control.id.as_str());
        self.out.push(Diagnostic::at(Code::UnknownId, source, span, field, id, expected).near(ids));
    }

    fn remove(
        &mut self,
        set: Option<&mut ControlSetRecord>,
        id: &str,
        source: &Arc<Source>,
        span: std::ops::Range<usize>,
    ) {
        if !self.knows(id) {
            self.unknown_control(id, source, span, "--controls");
            return;
        }
        let Some(set) = set else { return };
        let before = set.controls.len();
        set.controls.retain(|entry| entry.control != id);
        if set.controls.len() == before {
            let expected = Expected::Form("a control that the set holds".into());
            let nothing = Diagnostic::at(Code::MatchesNothing, source, span, "--controls", id, expected);
            self.out.push(nothing.warning());
        }
    }

    fn add(&mut self, set: &mut ControlSetRecord, item: &str, source: &Arc<Source>, span: std::ops::Range<usize>) {
        let (id, coverage) = item.split_once(['=', '＝']).map_or((item, None), |(id, share)| (id, Some(share)));
        let id = id.trim();
        if !self.knows(id) {
            self.unknown_control(id, source, span.start..span.start + id.len(), "--controls");
            return;
        }
        let coverage = match coverage.map(half_width).as_deref().map(str::trim) {
            None => Coverage::Share(1.0),
            Some("today") => Coverage::Today,
            Some(share) => match parse_number(share).ok().filter(|share| (0.0..=1.0).contains(share)) {
                Some(share) => Coverage::Share(share),
                None => {
                    let expected = Expected::Form("a coverage from 0 to 1, or today".into());
                    self.out.push(Diagnostic::at(Code::OutOfRange, source, span, "--controls", share, expected));
                    return;
                }
            },
        };
        let place = DocumentPlace { source: Arc::clone(source), whole: span, keys: Vec::new() };
        let entry = ControlEntry {
            origin: self.place(place),
            control: id.to_owned(),
            coverage,
            why_en: String::new(),
            why_ja: String::new(),
            cost: None,
            claimed_by: String::new(),
        };
        put(&mut set.controls, entry, |a, b| a.control == b.control);
    }

    /// A shipped set or a file.
    fn named(&mut self, name: &str, source: &Arc<Source>, span: std::ops::Range<usize>) -> Option<ControlSetRecord> {
        let at =
            |code, value: &str, expected| Diagnostic::at(code, source, span.clone(), "--controls", value, expected);
        let opened = open_file(&CONTROL_SETS, "control-sets", name, None, &mut self.out, &mut self.inputs);
        match opened {
            Some((text, folder)) => self.document(&text, folder.as_deref(), &mut vec![text.file.clone()]),
            None => {
                // Replaces the bare "unknown name" by one that points into the expression.
                if self.out.0.last().is_some_and(|last| last.code == Code::UnknownName) {
                    let last = self.out.0.pop();
                    let expected = last.map_or(Expected::Nothing, |last| last.expected);
                    let names = shipped_control_sets();
                    self.out.push(at(Code::UnknownName, name, expected).near(names.iter().map(String::as_str)));
                }
                None
            }
        }
    }

    /// One file, on top of what it extends. `above` are the files that led here.
    fn document(
        &mut self,
        source: &Arc<Source>,
        folder: Option<&Path>,
        above: &mut Vec<String>,
    ) -> Option<ControlSetRecord> {
        if is_profile(&source.file) {
            return read_profile(source, self.catalogue, &mut self.out, &mut self.places);
        }
        let mut own = Diagnostics::default();
        let parts = read_document(source, CONTROL_SET_KEYS, &mut own, |root| self.parts(root));
        self.out.append(own);
        let Parts { mut set, extends, entries } = parts?;
        let mut base = match extends {
            Some((name, span)) => self.base(&name, source, span, folder, above)?,
            None => ControlSetRecord::default(),
        };
        for entry in entries {
            self.check_entry(&entry.1, source, entry.0);
            put(&mut base.controls, entry.1, |a, b| a.control == b.control);
        }
        for change in set.changes.drain(..) {
            put(&mut base.changes, change, |a, b| (&a.table, &a.row, &a.column) == (&b.table, &b.row, &b.column));
        }
        for claim in set.parameters.drain(..) {
            put(&mut base.parameters, claim, |a, b| a.key == b.key);
        }
        for claim in set.effects.drain(..) {
            put(&mut base.effects, claim, |a, b| a.key == b.key);
        }
        set.controls = base.controls;
        set.changes = base.changes;
        set.parameters = base.parameters;
        set.effects = base.effects;
        Some(set)
    }

    fn check_entry(&mut self, entry: &ControlEntry, source: &Arc<Source>, span: std::ops::Range<usize>) {
        if !self.knows(&entry.control) {
            self.unknown_control(&entry.control, source, span, "controls");
        }
    }

    fn base(
        &mut self,
        name: &str,
        source: &Arc<Source>,
        span: std::ops::Range<usize>,
        folder: Option<&Path>,
        above: &mut Vec<String>,
    ) -> Option<ControlSetRecord> {
        let mut found = Diagnostics::default();
        let opened = open_file(&CONTROL_SETS, "control-sets", name, folder, &mut found, &mut self.inputs);
        let Some((text, folder)) = opened else {
            for wrong in found.0 {
                let names = shipped_control_sets();
                let here = Diagnostic::at(wrong.code, source, span.clone(), "extends", name, wrong.expected);
                self.out.push(here.near(names.iter().map(String::as_str)));
            }
            return None;
        };
        if above.contains(&text.file) || above.len() >= MAX_DEPTH {
            let expected = Expected::Form("sets that do not build on themselves".into());
            self.out.push(Diagnostic::at(Code::Cycle, source, span, "extends", name, expected));
            return None;
        }
        above.push(text.file.clone());
        self.document(&text, folder.as_deref(), above)
    }

    fn parts(&mut self, root: &Section<'_>) -> Parts {
        root.schema_version();
        let id = root.required_text("id", "an id in kebab-case");
        let claimed_by = root.text("claimed_by");
        let (name_ja, name_en) = both(root, "name");
        let (about_ja, about_en) = both(root, "about");
        let _ = root.list("note");
        let or_id = |name: String| if name.is_empty() { id.clone() } else { name };
        let extends = root.text("extends");
        let extends = (!extends.is_empty()).then(|| (extends.clone(), root.span("extends", &extends)));
        let entries = match root.section("controls") {
            Some(section) => {
                let entries = section.entries();
                entries.iter().map(|entry| self.entry(&section, entry, &claimed_by)).collect()
            }
            None => Vec::new(),
        };
        let set = ControlSetRecord {
            name_ja: or_id(name_ja),
            name_en: or_id(name_en),
            id,
            about_ja,
            about_en,
            controls: Vec::new(),
            changes: root.sections("change").iter().map(|section| self.change(section, &claimed_by)).collect(),
            parameters: root.sections("parameter").iter().map(|s| self.claim(s, "key", &claimed_by)).collect(),
            effects: root.sections("effect").iter().map(|s| self.claim(s, "id", &claimed_by)).collect(),
        };
        Parts { set, extends, entries }
    }

    fn entry(
        &mut self,
        section: &Section<'_>,
        entry: &Entry<'_>,
        claimed_by: &str,
    ) -> (std::ops::Range<usize>, ControlEntry) {
        let mut record = ControlEntry {
            origin: Origin::new(Table::ControlSet, 0),
            control: entry.key.to_owned(),
            coverage: Coverage::Share(1.0),
            why_en: String::new(),
            why_ja: String::new(),
            cost: None,
            claimed_by: String::new(),
        };
        let mut keys = vec![("coverage".to_owned(), entry.value.span())];
        if let DeValue::Table(_) = entry.value.get_ref() {
            if let Some(inner) = section.section_at(entry) {
                if let Some(value) = inner.value("coverage") {
                    record.coverage = coverage(&inner, "coverage", value);
                }
                record.why_en = inner.text("why_en");
                record.why_ja = inner.text("why_ja");
                record.cost = cost(&inner);
                record.claimed_by = inner.text("claimed_by");
                if record.cost.is_some() {
                    record.claimed_by = claimed(&inner, claimed_by);
                }
                inner.finish();
                keys = inner.place().keys;
            }
        } else {
            record.coverage = coverage(section, entry.key, entry.value);
        }
        let whole = entry.key_span.clone();
        record.origin = self.place(DocumentPlace { source: Arc::clone(section.source()), whole: whole.clone(), keys });
        (whole, record)
    }

    fn change(&mut self, section: &Section<'_>, claimed_by: &str) -> FieldChange {
        let table = section.required_text("table", "organisations or contracts");
        let column = section.required_text("column", "a column of the table");
        let value = section.text("value");
        if !section.has("value") {
            let expected = Expected::Form("the new value, as text".into());
            section.fault(Code::Missing, "value", section.span("value", ""), "", expected, None);
        }
        let change = FieldChange {
            origin: self.place(section.place()),
            table,
            row: section.required_text("row", "the id of the organisation, or `supplier -> customer`"),
            column,
            value,
            claimed_by: claimed(section, claimed_by),
        };
        section.finish();
        change
    }

    fn claim(&mut self, section: &Section<'_>, id: &'static str, claimed_by: &str) -> ValueClaim {
        let number = |key| section.required_number(key, "low, mode and high").unwrap_or_default();
        let range = Range { low: number("low"), mode: number("mode"), high: number("high") };
        section.ordered("low", section.span("low", ""), range);
        let claim = ValueClaim {
            origin: self.place(section.place()),
            key: section.required_text(id, "a parameter's key or an effect's id"),
            range,
            claimed_by: claimed(section, claimed_by),
        };
        section.finish();
        claim
    }
}

/// A file as it was read, before it is laid on what it extends.
struct Parts {
    set: ControlSetRecord,
    extends: Option<(String, std::ops::Range<usize>)>,
    entries: Vec<(std::ops::Range<usize>, ControlEntry)>,
}

/// Whether `file` is an OSCAL profile and not a TOML file.
fn is_profile(file: &str) -> bool {
    Path::new(file).extension().is_some_and(|end| end.eq_ignore_ascii_case("json"))
}

/// The shape of a control id, so that a misspelt one is not taken for the name of a set.
fn looks_like_a_control(id: &str) -> bool {
    id.chars().any(|c| c.is_ascii_uppercase()) && !id.contains(' ')
}

/// Replaces the item that is `same`, or adds it.
fn put<T>(items: &mut Vec<T>, item: T, same: impl Fn(&T, &T) -> bool) {
    match items.iter_mut().find(|known| same(known, &item)) {
        Some(known) => *known = item,
        None => items.push(item),
    }
}

fn both(root: &Section<'_>, key: &'static str) -> (String, String) {
    let Some(section) = root.section(key) else { return Default::default() };
    let texts = (section.text("ja"), section.text("en"));
    section.finish();
    texts
}

fn coverage(section: &Section<'_>, key: &str, value: &toml::Spanned<DeValue<'_>>) -> Coverage {
    if let DeValue::String(word) = value.get_ref() {
        if section.word_of(key, value).is_none() {
            let expected = Expected::Form("a coverage from 0 to 1, or \"today\"".into());
            section.fault(Code::UnknownWord, key, value.span(), word, expected, nearest(word, ["today"]));
        }
        return Coverage::Today;
    }
    Coverage::Share(section.number_of(key, value).unwrap_or(1.0))
}

fn cost(section: &Section<'_>) -> Option<(Range, Range)> {
    let (purchase, yearly) = (section.magnitude("purchase_jpy"), section.magnitude("yearly_jpy"));
    if section.has("purchase_jpy") != section.has("yearly_jpy") {
        let missing = if section.has("purchase_jpy") { "yearly_jpy" } else { "purchase_jpy" };
        let expected = Expected::Form("both purchase_jpy and yearly_jpy, or neither".into());
        section.fault(Code::Missing, missing, section.span(missing, ""), "", expected, None);
    }
    Some((purchase?, yearly?))
}

/// Who claims a value; a claim without a name cannot be reported as one.
fn claimed(section: &Section<'_>, default: &str) -> String {
    let own = section.text("claimed_by");
    let name = if own.is_empty() { default.to_owned() } else { own };
    if name.is_empty() {
        let expected = Expected::Form("who claims this value".into());
        section.fault(Code::Missing, "claimed_by", section.span("claimed_by", ""), "", expected, None);
    }
    name
}
