//! Graphs as GraphML: nodes become gateways, edges links.
//!
//! Names come from the attribute `label` or `name`, places from `latitude` and `longitude` (or `lat` and `lon`), in whatever case; other
//! attributes say nothing. Real files leave out coordinates, repeat edges and join a node to itself: that is counted and told. What cannot
//! be meant, such as an edge to a node that is not there, is refused with its place.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use yagura_sim::city::AssetKind;
use yagura_sim::problem::{ProblemKind, Table, nearest};

use super::fault::{Faults, open};
use super::lines::{Word, file_name};
use super::things::{Thing, Things, counted};
use super::{Assumption, Imported};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Expected};
use crate::text::Source;

/// A graph as a city.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedGraph {
    /// The city and what had to be assumed.
    pub city: Imported,
    /// Its links, as rows of assets: each way where the file does not direct them.
    pub links: Vec<(u32, u32)>,
}

/// Reads the graph in `path`.
///
/// # Errors
/// All diagnostics of the file.
pub fn graphml(path: &Path) -> Result<ImportedGraph, Diagnostics> {
    let source = open(path).map_err(|diagnostic| Diagnostics::from(*diagnostic))?;
    graph(path, &source)
}

/// Reads the graph in the bytes of a file; `path` stands for it in diagnostics.
///
/// # Errors
/// All diagnostics of the file.
pub fn graphml_bytes(path: &Path, bytes: &[u8]) -> Result<ImportedGraph, Diagnostics> {
    let source = crate::text::decode(&path.display().to_string(), bytes).map_err(|it| Diagnostics::from(*it))?;
    graph(path, &source)
}

fn graph(path: &Path, source: &std::sync::Arc<Source>) -> Result<ImportedGraph, Diagnostics> {
    let mut reading = Reading::of(source);
    if let Err((at, why)) = reading.read() {
        let end = (at + 1).min(source.text.len());
        let start = at.min(end);
        let span = if source.text.get(start..end).is_some() { start..end } else { 0..0 };
        return Err(Diagnostic::at(Code::Syntax, source, span, "", why, Expected::Form("XML".into())).into());
    }
    if reading.nodes.is_empty() && reading.edges.is_empty() {
        let expected = Expected::Form("a graph with nodes".into());
        return Err(Diagnostic::of_file(Code::EmptyFile, &path.display().to_string(), "", expected).into());
    }
    reading.graph(path)
}

/// What a key of the file means here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Name,
    Latitude,
    Longitude,
}

/// A node or an edge in the making.
#[derive(Clone, Default)]
struct Element<'t> {
    /// What it is called: `id` of a node, `source` of an edge.
    first: Option<Word<'t>>,
    /// `target` of an edge.
    second: Option<Word<'t>>,
    directed: Option<bool>,
    name: String,
    latitude: Option<f64>,
    longitude: Option<f64>,
}

struct Reading<'t, 'f> {
    text: &'t str,
    faults: Faults<'f>,
    title: String,
    directed: bool,
    keys: BTreeMap<String, Meaning>,
    nodes: Vec<Element<'t>>,
    edges: Vec<Element<'t>>,
    hyperedges: usize,
}

/// Whether an element is open, or has an end in its tag.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Open,
    Empty,
}

/// Where the reader stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum In {
    Graph,
    Node,
    Edge,
}

impl<'t> Reading<'t, 't> {
    fn of(source: &'t std::sync::Arc<Source>) -> Self {
        Reading {
            text: &source.text,
            faults: Faults::new(source),
            title: String::new(),
            directed: false,
            keys: BTreeMap::new(),
            nodes: Vec::new(),
            edges: Vec::new(),
            hyperedges: 0,
        }
    }

    /// Goes through the file; a fault of the grammar ends it, with the byte and the reason.
    fn read(&mut self) -> Result<(), (usize, String)> {
        let mut reader = Reader::from_str(self.text);
        let at = |position: u64| usize::try_from(position).unwrap_or(usize::MAX);
        let (mut stack, mut data): (Vec<In>, Option<(Meaning, usize, String)>) = (vec![In::Graph], None);
        let mut open = 0_usize;
        loop {
            let start = at(reader.buffer_position());
            let event = reader.read_event().map_err(|error| (at(reader.error_position()), error.to_string()))?;
            let end = at(reader.buffer_position()).min(self.text.len());
            match event {
                Event::Eof if open > 0 => return Err((end.saturating_sub(1), "an element is never closed".into())),
                Event::Eof => return Ok(()),
                Event::Start(tag) => {
                    open += 1;
                    self.tag(&tag, start..end, &mut stack, &mut data, Form::Open);
                }
                Event::Empty(tag) => self.tag(&tag, start..end, &mut stack, &mut data, Form::Empty),
                Event::End(tag) => {
                    open = open.saturating_sub(1);
                    match tag.local_name().as_ref() {
                        "node" | "edge" if stack.len() > 1 => {
                            stack.pop();
                        }
                        "data" => {
                            if let (Some((meaning, from, text)), Some(&within)) = (data.take(), stack.last()) {
                                self.value(within, meaning, from..start, &text);
                            }
                        }
                        _ => {}
                    }
                }
                Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {
                    if let (Some((_, _, text)), Some(raw)) = (&mut data, self.text.get(start..end)) {
                        let raw = raw.strip_prefix("<![CDATA[").and_then(|raw| raw.strip_suffix("]]>")).unwrap_or(raw);
                        // An entity that nobody knows stays as it is written.
                        text.push_str(&unescape(raw).map_or_else(|_| raw.into(), std::convert::identity));
                    }
                }
                _ => {}
            }
        }
    }

    fn tag(
        &mut self,
        tag: &BytesStart<'_>,
        span: std::ops::Range<usize>,
        stack: &mut Vec<In>,
        data: &mut Option<(Meaning, usize, String)>,
        form: Form,
    ) {
        let text = self.text.get(span.clone()).unwrap_or_default();
        let attribute = |name: &str| attribute(tag, name, text, span.start);
        match tag.local_name().as_ref() {
            "key" => {
                let name = attribute("attr.name").map(|word| word.text.to_ascii_lowercase()).unwrap_or_default();
                let meaning = match name.as_str() {
                    "label" | "name" => Meaning::Name,
                    "latitude" | "lat" => Meaning::Latitude,
                    "longitude" | "lon" | "lng" => Meaning::Longitude,
                    _ => return,
                };
                if let Some(id) = attribute("id") {
                    // One file uses one key for nodes and another for the graph.
                    self.keys.insert(id.text.to_owned(), meaning);
                }
            }
            "graph" => {
                self.directed = attribute("edgedefault").is_some_and(|word| word.is("directed"));
            }
            "node" => {
                let id = attribute("id");
                if id.is_none() {
                    self.faults.add(ProblemKind::Missing, word_of(text, span.start), "id", "the id of a node");
                }
                self.nodes.push(Element { first: id, ..Element::default() });
                if form == Form::Open {
                    stack.push(In::Node);
                }
            }
            "edge" => {
                let (first, second) = (attribute("source"), attribute("target"));
                for (end, name) in [(first, "source"), (second, "target")] {
                    if end.is_none() {
                        self.faults.add(ProblemKind::Missing, word_of(text, span.start), name, "the id of a node");
                    }
                }
                let directed = attribute("directed").map(|word| word.is("true"));
                self.edges.push(Element { first, second, directed, ..Element::default() });
                if form == Form::Open {
                    stack.push(In::Edge);
                }
            }
            "hyperedge" => self.hyperedges += 1,
            "data" if form == Form::Open => {
                let meaning = attribute("key").and_then(|key| self.keys.get(key.text).copied());
                *data = meaning.map(|meaning| (meaning, span.end, String::new()));
            }
            _ => {}
        }
    }

    fn value(&mut self, within: In, meaning: Meaning, span: std::ops::Range<usize>, text: &str) {
        let text = text.trim();
        let node = match within {
            In::Node => self.nodes.last_mut(),
            In::Edge => return,
            In::Graph => {
                if meaning == Meaning::Name && self.title.is_empty() {
                    self.title = text.to_owned();
                }
                return;
            }
        };
        let Some(node) = node else { return };
        let (field, most) = match meaning {
            Meaning::Name => {
                node.name = text.to_owned();
                return;
            }
            Meaning::Latitude => ("latitude", 90.0),
            Meaning::Longitude => ("longitude", 180.0),
        };
        // Blank is the same as missing.
        if text.is_empty() {
            return;
        }
        let raw = self.text.get(span.clone()).unwrap_or_default();
        match text.parse::<f64>().ok().filter(|degrees| degrees.is_finite()) {
            Some(degrees) if degrees.abs() <= most => match meaning {
                Meaning::Latitude => node.latitude = Some(degrees),
                _ => node.longitude = Some(degrees),
            },
            found => {
                let kind = if found.is_some() { ProblemKind::OutOfRange } else { ProblemKind::Malformed };
                let expected = format!("degrees from {} to {most}", -most);
                self.faults.add(kind, Word { text: raw, start: span.start }, field, &expected);
            }
        }
    }

    fn graph(mut self, path: &Path) -> Result<ImportedGraph, Diagnostics> {
        let mut rows: BTreeMap<&str, usize> = BTreeMap::new();
        for (row, node) in self.nodes.iter().enumerate() {
            if let Some(id) = node.first
                && rows.insert(id.text, row).is_some()
            {
                self.faults.add(ProblemKind::DuplicateId, id, "id", "an id that no other node has");
            }
        }
        let mut links: BTreeSet<(u32, u32)> = BTreeSet::new();
        let (mut loops, mut repeated) = (0, 0);
        for edge in &self.edges {
            let mut end = |word: Option<Word<'_>>, field| {
                let word = word?;
                let row = rows.get(word.text).and_then(|&row| u32::try_from(row).ok());
                if row.is_none() {
                    let near = || nearest(word.text, rows.keys().copied());
                    self.faults.unknown(word, field, "the id of a node of the graph", near);
                }
                row
            };
            let (from, to) = (end(edge.first, "source"), end(edge.second, "target"));
            let (Some(from), Some(to)) = (from, to) else { continue };
            if from == to {
                loops += 1;
                continue;
            }
            let mut new = links.insert((from, to));
            if !edge.directed.unwrap_or(self.directed) {
                new |= links.insert((to, from));
            }
            repeated += usize::from(!new);
        }
        let found = self.faults.into_found();
        if found.has_errors() {
            return Err(found);
        }
        let file = file_name(path);
        let place = |node: &Element<'_>| node.latitude.zip(node.longitude);
        let thing = |node: &Element<'_>| Thing {
            name: if node.name.is_empty() { node.first.map_or("", |id| id.text).to_owned() } else { node.name.clone() },
            kind: AssetKind::Gateway,
            subtype: "node".into(),
            place: place(node),
            source: file.clone(),
        };
        let mut assumptions = vec![
            Assumption::new(
                Table::Assets,
                "Every node is a gateway; attributes other than names and coordinates are not used.",
                "節点はすべてゲートウェイとみなし、名称と座標以外の属性は使っていません。",
            ),
            Assumption::new(
                Table::Conduits,
                "Links lead along edges only: what spreads by itself follows them and nothing else.",
                "リンクは辺の上だけにあり、自己増殖するものは辺だけを伝わります。",
            ),
        ];
        let list = &mut assumptions;
        let unplaced = self.nodes.iter().filter(|node| place(node).is_none()).count();
        counted(
            list,
            Table::Assets,
            unplaced,
            |n| format!("Nodes without coordinates, their latitude and longitude left empty: {n}."),
            |n| format!("{n}個の節点に座標がないため、緯度・経度は空欄です。"),
        );
        counted(
            list,
            Table::Conduits,
            repeated,
            |n| format!("Edges that repeat another one, left out: {n}."),
            |n| format!("重複する{n}本の辺は取り込んでいません。"),
        );
        counted(
            list,
            Table::Conduits,
            loops,
            |n| format!("Edges that join a node to itself, left out: {n}."),
            |n| format!("自分自身に戻る{n}本の辺は取り込んでいません。"),
        );
        counted(
            list,
            Table::Conduits,
            self.hyperedges,
            |n| format!("Hyperedges, left out: {n}."),
            |n| format!("ハイパーエッジ{n}本は取り込んでいません。"),
        );
        let things = Things {
            title: self.title.clone(),
            things: self.nodes.iter().map(thing).collect(),
            sends: Vec::new(),
            assumptions,
        };
        Ok(ImportedGraph { city: things.city(path, "node"), links: links.into_iter().collect() })
    }
}

/// The value of an attribute, with its place; blank is missing.
fn attribute<'t>(tag: &BytesStart<'_>, name: &str, text: &'t str, start: usize) -> Option<Word<'t>> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    // The place is where the value stands in the tag, behind the attribute's name.
    let behind = text.find(name)? + name.len();
    let at = text[behind..].find(found.value.as_ref())? + behind;
    let word = &text[at..at + found.value.len()];
    (!word.trim().is_empty()).then_some(Word { text: word, start: start + at })
}

fn word_of(text: &str, start: usize) -> Word<'_> {
    Word { text, start }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HEAD: &str = "<graphml><key id=\"a\" for=\"node\" attr.name=\"Latitude\"/><key id=\"b\" attr.name=\"Longitude\"/>\
                        <key id=\"c\" attr.name=\"label\"/><graph edgedefault=\"undirected\">";

    fn read(body: &str) -> Result<ImportedGraph, Diagnostics> {
        graphml_bytes(Path::new("t.graphml"), format!("{HEAD}{body}</graph></graphml>").as_bytes())
    }

    fn codes(body: &str) -> Vec<(String, String)> {
        let found = read(body).expect_err("refused");
        found.iter().map(|it| (it.code.to_string(), it.value.clone())).collect()
    }

    #[test]
    fn nodes_keep_names_and_places_and_edges_lead_both_ways() {
        let graph = read(
            "<node id=\"0\"><data key=\"c\">Tokyo &amp; Chiba</data><data key=\"a\">35.7</data><data key=\"b\">139.7</data></node>\
             <node id=\"1\"/><edge source=\"0\" target=\"1\"/><edge source=\"1\" target=\"0\"/><edge source=\"1\" target=\"1\"/>",
        )
        .unwrap();
        let assets = &graph.city.records.assets;
        assert_eq!((assets[0].name_en.as_str(), assets[0].id.as_str()), ("Tokyo & Chiba", "tokyo-chiba"));
        assert_eq!((assets[0].lat, assets[1].lat), (Some(35.7), None));
        assert_eq!(graph.links, [(0, 1), (1, 0)]);
        let told: Vec<&str> = graph.city.assumptions.iter().map(|it| it.en.as_str()).collect();
        assert!(told.contains(&"Edges that repeat another one, left out: 1."), "{told:?}");
        assert!(told.contains(&"Edges that join a node to itself, left out: 1."), "{told:?}");
    }

    #[test]
    fn what_cannot_be_meant_is_refused_with_its_value() {
        let known = "<node id=\"n1\"/><node id=\"n2\"/>";
        assert_eq!(codes(&format!("{known}<edge source=\"n1\" target=\"n3\"/>")), [("unknown-id".into(), "n3".into())]);
        assert_eq!(codes(&format!("{known}<node id=\"n1\"/>")), [("duplicate-id".into(), "n1".into())]);
        assert_eq!(codes(&format!("{known}<edge source=\"n1\"/>"))[0].0, "missing");
        let placed = |degrees: &str| codes(&format!("<node id=\"0\"><data key=\"a\">{degrees}</data></node>"));
        assert_eq!(placed("north"), [("malformed".into(), "north".into())]);
        assert_eq!(placed("91"), [("out-of-range".into(), "91".into())]);
    }

    #[test]
    fn text_that_is_no_xml_and_a_graph_of_nothing_are_refused() {
        assert_eq!(codes("<node id=\"0\">")[0].0, "syntax");
        let broken = graphml_bytes(Path::new("t.graphml"), b"<graphml><graph>").unwrap_err();
        assert_eq!(broken.0[0].code, Code::Syntax);
        assert_eq!(graphml_bytes(Path::new("t.graphml"), b"<graphml/>").unwrap_err().0[0].code, Code::EmptyFile);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_but_never_a_panic(
            pieces in prop::collection::vec("(<node id=\"[01é]\"/?>|</node>|<edge source=\"[01]\" target=\"[01é]\"/>|<data key=\"[abc]\">|</data>|[<>&é9\"]{0,3}|<graph>|</graph>)", 0..20)
        ) {
            let _ = read(&pieces.concat());
            let _ = graphml_bytes(Path::new("t.graphml"), pieces.concat().as_bytes());
        }
    }
}
