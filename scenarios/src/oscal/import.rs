//! An OSCAL profile as a control set.
//!
//! Read is what selects controls and what this program wrote; the rest of OSCAL (roles, parties, links) is somebody else's and is
//! passed over. What selects controls in a way that is not read here is refused, never passed over: the set would be another one.

use std::ops::Range as Span;
use std::sync::Arc;

use yagura_sim::control_set::{ControlEntry, ControlSetRecord, Coverage, FieldChange, ValueClaim};
use yagura_sim::knowledge::{CatalogueRecords, Range};
use yagura_sim::problem::{Origin, Table, nearest};

use super::{COVERAGE, NAMESPACE};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Expected};
use crate::json::{Json, Node, read_json};
use crate::loaded::DocumentPlace;
use crate::number::parse_number;
use crate::text::Source;

/// Reads `source` as a profile of `catalogue`. Positions are numbered from the length of `places` on.
pub(crate) fn read_profile(
    source: &Arc<Source>,
    catalogue: &CatalogueRecords,
    out: &mut Diagnostics,
    places: &mut Vec<DocumentPlace>,
) -> Option<ControlSetRecord> {
    let mark = out.len();
    let root = read_json(source, out)?;
    let mut reader = Reader { source, catalogue, out, places };
    let set = reader.root(&root);
    out.sort_since(mark);
    set
}

struct Reader<'a> {
    source: &'a Arc<Source>,
    catalogue: &'a CatalogueRecords,
    out: &'a mut Diagnostics,
    places: &'a mut Vec<DocumentPlace>,
}

/// A control that the profile takes, and where it says so.
struct Taken {
    control: String,
    span: Span<usize>,
}

impl Reader<'_> {
    fn fault(&mut self, code: Code, span: &Span<usize>, field: &str, value: &str, expected: Expected) {
        self.out.push(Diagnostic::at(code, self.source, span.clone(), field, value, expected));
    }

    fn place(&mut self, whole: &Span<usize>, keys: Vec<(String, Span<usize>)>) -> Origin {
        let row = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        self.places.push(DocumentPlace { source: Arc::clone(self.source), whole: whole.clone(), keys });
        Origin::new(Table::ControlSet, row)
    }

    fn root(&mut self, root: &Node) -> Option<ControlSetRecord> {
        let Json::Object(members) = &root.value else {
            let expected = Expected::Form("an OSCAL profile: an object with the key profile".into());
            self.fault(Code::WrongType, &root.span, "profile", root.kind(), expected);
            return None;
        };
        let Some(profile) = root.get("profile") else {
            let expected = Expected::OneOf { what: "the roots".into(), words: vec!["profile".into()] };
            match members.iter().find(|member| !member.key.starts_with('$')) {
                Some(other) => self.fault(Code::UnknownKey, &other.key_span, "", &other.key, expected),
                None => self.fault(Code::Missing, &root.span, "profile", "", expected),
            }
            return None;
        };
        self.version(profile);
        let taken = self.imports(profile)?;
        let mut set = self.metadata(profile);
        set.controls = taken.iter().map(|taken| self.entry(taken)).collect();
        if let Some(modify) = profile.get("modify") {
            self.parameters(modify, &mut set);
            self.alters(modify, &mut set);
        }
        if let Some(back_matter) = profile.get("back-matter") {
            self.resources(back_matter, &mut set);
        }
        Some(set)
    }

    /// OSCAL promises that a reader of one major version reads its later minor ones; 1.0 is older than what is written here.
    fn version(&mut self, profile: &Node) {
        const FIELD: &str = "metadata.oscal-version";
        let expected = || Expected::OneOf { what: "the versions".into(), words: vec!["1.1".into(), "1.2".into()] };
        let Some(version) = profile.get("metadata").and_then(|metadata| metadata.get("oscal-version")) else {
            self.fault(Code::Missing, &head(profile), FIELD, "", expected());
            return;
        };
        let Some(text) = self.text(version, FIELD) else { return };
        let mut numbers = text.split('.').map(|part| part.parse::<u32>().ok());
        if !matches!((numbers.next(), numbers.next()), (Some(Some(1)), Some(Some(1..)))) {
            self.fault(Code::SchemaVersion, &version.span, FIELD, &text, expected());
        }
    }

    fn text(&mut self, node: &Node, field: &str) -> Option<String> {
        match &node.value {
            Json::Text(text) => Some(text.clone()),
            _ => {
                self.fault(Code::WrongType, &node.span, field, node.kind(), Expected::Form("a text".into()));
                None
            }
        }
    }

    /// The items of a list; absent: none.
    fn list<'n>(&mut self, node: &'n Node, key: &str) -> &'n [Node] {
        match node.get(key).map(|node| (node, &node.value)) {
            Some((_, Json::List(items))) => items,
            Some((other, _)) => {
                self.fault(Code::WrongType, &other.span, key, other.kind(), Expected::Form("a list".into()));
                &[]
            }
            None => &[],
        }
    }

    /// The controls that all imports take together, or `None` if they are another catalogue's.
    fn imports(&mut self, profile: &Node) -> Option<Vec<Taken>> {
        if profile.get("imports").is_none() {
            let expected = Expected::Form("which controls the profile takes".into());
            self.fault(Code::Missing, &head(profile), "imports", "", expected);
        }
        let mut taken: Vec<Taken> = Vec::new();
        for import in self.list(profile, "imports") {
            let mut here = match import.get("include-all") {
                Some(all) => {
                    let every = self.catalogue.controls.iter();
                    every.map(|control| Taken { control: control.id.clone(), span: all.span.clone() }).collect()
                }
                None => self.selected(import, "include-controls"),
            };
            for left_out in self.selected(import, "exclude-controls") {
                here.retain(|taken| taken.control != left_out.control);
            }
            taken.extend(here);
        }
        self.of_this_catalogue(profile, &taken).then(|| self.known_once(taken))
    }

    fn selected(&mut self, import: &Node, key: &str) -> Vec<Taken> {
        let mut selected = Vec::new();
        for selection in self.list(import, key) {
            if let Some(matching) = selection.get("matching") {
                let expected = Expected::OneOf { what: "the keys".into(), words: vec!["with-ids".into()] };
                self.fault(Code::UnknownKey, &matching.span, "imports", "matching", expected);
            }
            for id in self.list(selection, "with-ids") {
                if let Some(control) = self.text(id, "with-ids") {
                    selected.push(Taken { control, span: id.span.clone() });
                }
            }
        }
        selected
    }

    fn knows(&self, id: &str) -> bool {
        self.catalogue.controls.iter().any(|control| control.id == id)
    }

    /// One diagnostic for a profile of another catalogue, instead of one for each of its controls.
    fn of_this_catalogue(&mut self, profile: &Node, taken: &[Taken]) -> bool {
        const FEW: usize = 3;
        let foreign = taken.len() > FEW && !taken.iter().any(|taken| self.knows(&taken.control));
        if let (true, Some(first)) = (foreign, taken.first()) {
            let title = profile.get("metadata").and_then(|metadata| metadata.get("title"));
            let title = title.and_then(|title| self.text(title, "metadata.title")).unwrap_or_default();
            let example = self.catalogue.controls.first().map_or("", |control| control.id.as_str());
            let expected = format!("a profile of controls such as {example}, and not of `{}` ({title})", first.control);
            let count = taken.len().to_string();
            self.fault(Code::OtherCatalogue, &first.span, "with-ids", &count, Expected::Form(expected));
        }
        !foreign
    }

    /// Those that the catalogue has, each once; the others are told.
    fn known_once(&mut self, taken: Vec<Taken>) -> Vec<Taken> {
        let mut known: Vec<Taken> = Vec::new();
        for taken in taken {
            if !self.knows(&taken.control) {
                let expected = Expected::IdOf { what: "a control of the catalogue".into() };
                let ids = self.catalogue.controls.iter().map(|control| control.id.as_str());
                let unknown = Diagnostic::at(
                    Code::UnknownId,
                    self.source,
                    taken.span,
                    "with-ids",
                    taken.control.as_str(),
                    expected,
                );
                self.out.push(unknown.near(ids));
            } else if known.iter().any(|before| before.control == taken.control) {
                let expected = Expected::Form("each control once".into());
                self.fault(Code::DuplicateId, &taken.span, "with-ids", &taken.control, expected);
            } else {
                known.push(taken);
            }
        }
        known.sort_by(|a, b| a.control.cmp(&b.control));
        known
    }

    fn entry(&mut self, taken: &Taken) -> ControlEntry {
        ControlEntry {
            origin: self.place(&taken.span, Vec::new()),
            control: taken.control.clone(),
            coverage: Coverage::Share(1.0),
            why_en: String::new(),
            why_ja: String::new(),
            cost: None,
            claimed_by: String::new(),
        }
    }

    /// Names and id; a profile that another program wrote is called by its title.
    fn metadata(&mut self, profile: &Node) -> ControlSetRecord {
        let Some(metadata) = profile.get("metadata") else { return ControlSetRecord::default() };
        let title = metadata.get("title").and_then(|title| self.text(title, "metadata.title")).unwrap_or_default();
        let own = self.properties(metadata);
        let id = if own.text("id").is_empty() { kebab(&title) } else { own.text("id") };
        let or_title = |name: String| match (name.is_empty(), own.items.is_empty()) {
            (true, true) => title.clone(),
            _ => name,
        };
        ControlSetRecord {
            id,
            name_en: or_title(own.text("name-en")),
            name_ja: or_title(own.text("name-ja")),
            about_en: own.text("about-en"),
            about_ja: own.text("about-ja"),
            ..ControlSetRecord::default()
        }
    }

    /// The properties of Yagura's namespace.
    fn properties(&mut self, node: &Node) -> Properties {
        let mut items = Vec::new();
        for property in self.list(node, "props") {
            let get = |key: &str| match property.get(key).map(|node| &node.value) {
                Some(Json::Text(text)) => Some(text.as_str()),
                _ => None,
            };
            if get("ns") != Some(NAMESPACE) {
                continue;
            }
            let (Some(name), Some(value)) = (get("name"), property.get("value")) else { continue };
            let Some(text) = self.text(value, "value") else { continue };
            items.push((name.to_owned(), get("remarks").map_or(text, str::to_owned), value.span.clone()));
        }
        Properties { items }
    }

    fn parameters(&mut self, modify: &Node, set: &mut ControlSetRecord) {
        for parameter in self.list(modify, "set-parameters") {
            let Some(id) = parameter.get("param-id") else { continue };
            let Some(name) = self.text(id, "param-id") else { continue };
            let known = name.strip_suffix(COVERAGE);
            let Some(at) = set.controls.iter().position(|entry| known == Some(entry.control.as_str())) else {
                let expected = "the coverage of a control that the profile takes, such as CPS.AC-3_coverage";
                let names: Vec<String> = set.controls.iter().map(|e| super::coverage_parameter(&e.control)).collect();
                let near = nearest(&name, names.iter().map(String::as_str));
                let expected = Expected::Form(expected.into());
                let nothing =
                    Diagnostic::at(Code::MatchesNothing, self.source, id.span.clone(), "param-id", name, expected);
                self.out.push(nothing.nearest_is(near).warning());
                continue;
            };
            let values = self.list(parameter, "values");
            let [value] = values else {
                let expected = Expected::Form("one value: a coverage from 0 to 1, or today".into());
                self.fault(Code::Malformed, &parameter.span, "values", &name, expected);
                continue;
            };
            let row = set.controls[at].origin.row as usize;
            self.places[row].keys.push(("coverage".into(), value.span.clone()));
            if let Some(text) = self.text(value, "values") {
                set.controls[at].coverage = self.coverage(value, &text);
            }
        }
    }

    fn coverage(&mut self, node: &Node, text: &str) -> Coverage {
        if text == "today" {
            return Coverage::Today;
        }
        match parse_number(text).ok().filter(|share| (0.0..=1.0).contains(share)) {
            Some(share) => Coverage::Share(share),
            None => {
                let expected = Expected::Form("a coverage from 0 to 1, or today".into());
                self.fault(Code::OutOfRange, &node.span, "coverage", text, expected);
                Coverage::Share(1.0)
            }
        }
    }

    fn alters(&mut self, modify: &Node, set: &mut ControlSetRecord) {
        for alter in self.list(modify, "alters") {
            let Some(id) = alter.get("control-id") else { continue };
            let Some(control) = self.text(id, "control-id") else { continue };
            let Some(at) = set.controls.iter().position(|entry| entry.control == control) else {
                let expected = Expected::IdOf { what: "a control that the profile takes".into() };
                let ids = set.controls.iter().map(|entry| entry.control.as_str());
                let unknown = Diagnostic::at(
                    Code::UnknownId,
                    self.source,
                    id.span.clone(),
                    "control-id",
                    control.as_str(),
                    expected,
                );
                self.out.push(unknown.near(ids));
                continue;
            };
            for add in self.list(alter, "adds") {
                let own = self.properties(add);
                let cost = (self.range(&own, "purchase-jpy-", add), self.range(&own, "yearly-jpy-", add));
                let entry = &mut set.controls[at];
                if let (Some(purchase), Some(yearly)) = cost {
                    entry.cost = Some((purchase, yearly));
                }
                if !own.text("claimed-by").is_empty() {
                    entry.claimed_by = own.text("claimed-by");
                }
                self.rationale(add, at, set);
            }
            let entry = &set.controls[at];
            if entry.cost.is_some() && entry.claimed_by.is_empty() {
                let expected = Expected::Form("who claims this value".into());
                self.fault(Code::Missing, &id.span, "claimed-by", "", expected);
            }
        }
    }

    fn rationale(&mut self, add: &Node, at: usize, set: &mut ControlSetRecord) {
        for part in self.list(add, "parts") {
            let get = |key: &str| match part.get(key).map(|node| &node.value) {
                Some(Json::Text(text)) => text.as_str(),
                _ => "",
            };
            if get("ns") != NAMESPACE || get("name") != "rationale" {
                continue;
            }
            let prose = get("prose").to_owned();
            if get("class") == "ja" { set.controls[at].why_ja = prose } else { set.controls[at].why_en = prose }
        }
    }

    /// Three numbers low <= mode <= high, if one of them is there.
    fn range(&mut self, own: &Properties, prefix: &str, whole: &Node) -> Option<Range> {
        let names = ["low", "mode", "high"].map(|end| format!("{prefix}{end}"));
        if names.iter().all(|name| own.find(name).is_none()) {
            return None;
        }
        let [low, mode, high] = names.map(|name| self.number(own, &name, whole));
        let range = Range { low: low?, mode: mode?, high: high? };
        if range.low <= range.mode && range.mode <= range.high {
            return Some(range);
        }
        let found = format!("{}, {}, {}", range.low, range.mode, range.high);
        let span = own.find(&format!("{prefix}low")).map_or(head(whole), |(_, span)| span.clone());
        self.fault(Code::RangeOrder, &span, &format!("{prefix}low"), &found, Expected::Ascending);
        None
    }

    fn number(&mut self, own: &Properties, name: &str, whole: &Node) -> Option<f64> {
        let Some((text, span)) = own.find(name) else {
            self.fault(Code::Missing, &head(whole), name, "", Expected::Number { unit: String::new() });
            return None;
        };
        let (text, span) = (text.clone(), span.clone());
        let number = parse_number(&text).ok();
        if number.is_none() {
            self.fault(Code::NotANumber, &span, name, &text, Expected::Number { unit: String::new() });
        }
        number
    }

    /// Claims and changed fields. Resources of other programs carry no `kind` of ours and are passed over.
    fn resources(&mut self, back_matter: &Node, set: &mut ControlSetRecord) {
        for resource in self.list(back_matter, "resources") {
            let own = self.properties(resource);
            let kind = own.text("kind");
            if kind.is_empty() {
                continue;
            }
            if !["change", "parameter", "effect"].contains(&kind.as_str()) {
                let words = ["change", "parameter", "effect"].map(String::from).to_vec();
                let span = own.find("kind").map_or(head(resource), |(_, span)| span.clone());
                let expected = Expected::OneOf { what: "the kinds".into(), words };
                self.fault(Code::UnknownWord, &span, "kind", &kind, expected);
                continue;
            }
            let keys = own.items.iter().map(|(name, _, span)| (name.clone(), span.clone())).collect();
            let origin = self.place(&head(resource), keys);
            let claimed_by = own.text("claimed-by");
            if claimed_by.is_empty() {
                let expected = Expected::Form("who claims this value".into());
                self.fault(Code::Missing, &head(resource), "claimed-by", "", expected);
            }
            if kind == "change" {
                let [table, row, column, value] = ["table", "row", "column", "value"].map(|name| own.text(name));
                set.changes.push(FieldChange { origin, table, row, column, value, claimed_by });
            } else if let Some(range) = self.range(&own, "", resource) {
                let claim = ValueClaim { origin, key: own.text("key"), range, claimed_by };
                if kind == "effect" { set.effects.push(claim) } else { set.parameters.push(claim) }
            } else if own.find("low").or(own.find("mode")).or(own.find("high")).is_none() {
                let expected = Expected::Form("low, mode and high".into());
                self.fault(Code::Missing, &head(resource), "low", "", expected);
            }
        }
    }
}

/// Name, text and place of each property.
struct Properties {
    items: Vec<(String, String, Span<usize>)>,
}

impl Properties {
    fn find(&self, name: &str) -> Option<(&String, &Span<usize>)> {
        self.items.iter().find(|(known, _, _)| known == name).map(|(_, text, span)| (text, span))
    }

    fn text(&self, name: &str) -> String {
        self.find(name).map_or_else(String::new, |(text, _)| text.clone())
    }
}

/// The part of an object to point at: its bracket, for the whole of it fills a screen.
fn head(node: &Node) -> Span<usize> {
    node.span.start..node.span.start + 1
}

/// A title as an id: letters and digits, hyphens between.
fn kebab(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}
