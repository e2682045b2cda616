//! Reads the water network of an EPANET `.inp` file: its nodes, its links, and which reading opens or closes which link.
//!
//! **Read.** The names in `[JUNCTIONS]`, `[RESERVOIRS]`, `[TANKS]`; names, ends and kind in `[PIPES]`, `[PUMPS]`, `[VALVES]`;
//! `[COORDINATES]` and the units of `[BACKDROP]`; `[CONTROLS]` and `[RULES]` as *ties* from what is read to what is moved; `[TITLE]`.
//!
//! **Not read.** Hydraulics: lengths, curves, demands, times. A wrong value there is EPANET's matter, not ours. The name of every
//! section is checked all the same, because a section under a wrong name is one that would silently be missing.
//!
//! A section is known by its first four letters, as EPANET itself does it, in any case. Names of nodes and links are case-sensitive.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use yagura_sim::problem::{ProblemKind, nearest};

use super::fault::Faults;
use super::lines::{self, Line, Word};

/// The sections of EPANET 2.2, and `LEAKAGE` of 2.3.
const SECTIONS: [&str; 30] = [
    "TITLE",
    "JUNCTIONS",
    "RESERVOIRS",
    "TANKS",
    "PIPES",
    "PUMPS",
    "VALVES",
    "CONTROLS",
    "RULES",
    "DEMANDS",
    "SOURCES",
    "EMITTERS",
    "PATTERNS",
    "CURVES",
    "QUALITY",
    "STATUS",
    "ROUGHNESS",
    "ENERGY",
    "REACTIONS",
    "MIXING",
    "REPORT",
    "TIMES",
    "OPTIONS",
    "COORDINATES",
    "VERTICES",
    "LABELS",
    "BACKDROP",
    "TAGS",
    "LEAKAGE",
    "END",
];

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// A place where pipes meet and water is taken.
    Junction,
    /// A source that never runs dry.
    Reservoir,
    /// A tank with a level.
    Tank,
}

/// A node.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Name as in the file.
    pub name: String,
    /// Kind.
    pub kind: NodeKind,
    /// x and y on the file's own map.
    pub place: Option<(f64, f64)>,
}

/// What a link is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// A pipe.
    Pipe,
    /// A pump.
    Pump,
    /// A valve.
    Valve,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Name as in the file.
    pub name: String,
    /// Kind.
    pub kind: LinkKind,
    /// Name of the node where it begins.
    pub from: String,
    /// Name of the node where it ends.
    pub to: String,
}

/// What a control or a rule looks at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reading {
    /// Level or pressure at a node.
    Node(String),
    /// Flow or state of a link.
    Link(String),
}

/// A control or a rule ties a link to a reading.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tie {
    /// The link that is opened, closed or set.
    pub link: String,
    /// What decides it; `None`: the clock.
    pub reading: Option<Reading>,
}

/// A water network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    /// Name of the file.
    pub file: String,
    /// Lines of `[TITLE]`.
    pub title: Vec<String>,
    /// Nodes, in file order.
    pub nodes: Vec<Node>,
    /// Links, in file order.
    pub links: Vec<Link>,
    /// Ties, in file order, each once.
    pub ties: Vec<Tie>,
    /// The map is in degrees: `[BACKDROP]` says `UNITS DEGREES`.
    pub degrees: bool,
}

impl Network {
    /// The node called `name`.
    #[must_use]
    pub fn node(&self, name: &str) -> Option<&Node> {
        self.nodes.iter().find(|node| node.name == name)
    }

    /// The link called `name`.
    #[must_use]
    pub fn link(&self, name: &str) -> Option<&Link> {
        self.links.iter().find(|link| link.name == name)
    }
}

/// Reads `text`, the decoded content of `path`; what is wrong goes to `faults`.
pub(crate) fn read(path: &Path, text: &str, faults: &mut Faults<'_>) -> Network {
    let mut sections: BTreeMap<&'static str, Vec<Line<'_>>> = BTreeMap::new();
    let mut section = None;
    let mut any = false;
    for line in lines::lines(text) {
        let Some(name) = line.section() else {
            // Lines under a wrong name are not judged: the name is what is wrong.
            if let Some(section) = section {
                sections.entry(section).or_default().push(line);
            }
            continue;
        };
        any = true;
        section = known(name.text);
        match section {
            Some("END") => break,
            Some(_) => {}
            None => {
                let near = || nearest(&name.text.to_ascii_uppercase(), SECTIONS);
                faults.unknown(name, "section", "a section of an EPANET file", near);
            }
        }
    }
    if !any {
        let nothing = Word { text: "", start: 0 };
        faults.add(ProblemKind::Missing, nothing, "section", "sections such as [JUNCTIONS] and [PIPES]");
    }

    let network = Network { file: lines::file_name(path), ..Network::default() };
    let (nodes, links, tied) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
    let mut reader = Reader { network, faults, nodes, links, tied };
    let of = |name: &str| sections.get(name).map_or(&[][..], Vec::as_slice);
    reader.network.title =
        of("TITLE").iter().map(|line| line.body.text.trim().to_owned()).filter(|line| !line.is_empty()).collect();
    reader.nodes(of("JUNCTIONS"), NodeKind::Junction);
    reader.nodes(of("RESERVOIRS"), NodeKind::Reservoir);
    reader.nodes(of("TANKS"), NodeKind::Tank);
    reader.links(of("PIPES"), LinkKind::Pipe);
    reader.links(of("PUMPS"), LinkKind::Pump);
    reader.links(of("VALVES"), LinkKind::Valve);
    reader.backdrop(of("BACKDROP"));
    reader.coordinates(of("COORDINATES"));
    reader.controls(of("CONTROLS"));
    reader.rules(of("RULES"));
    reader.network
}

fn known(name: &str) -> Option<&'static str> {
    // `END` is shorter than four letters and so has to match whole.
    let head = |name: &str| name.chars().take(4).collect::<String>().to_ascii_uppercase();
    SECTIONS.into_iter().find(|&section| head(section) == head(name))
}

/// What of a link a statement of a rule names.
fn is_link_word(word: Word<'_>) -> bool {
    ["LINK", "PIPE", "PUMP", "VALVE"].iter().any(|keyword| word.is(keyword))
}

fn is_node_word(word: Word<'_>) -> bool {
    ["NODE", "JUNC", "JUNCTION", "RESERV", "RESERVOIR", "TANK"].iter().any(|keyword| word.is(keyword))
}

struct Reader<'f, 't> {
    network: Network,
    faults: &'f mut Faults<'t>,
    /// Row of each node.
    nodes: BTreeMap<String, usize>,
    /// Row of each link.
    links: BTreeMap<String, usize>,
    tied: BTreeSet<Tie>,
}

impl Reader<'_, '_> {
    fn nodes(&mut self, lines: &[Line<'_>], kind: NodeKind) {
        for line in lines {
            let Some(&name) = line.words().first() else { continue };
            if self.nodes.insert(name.text.to_owned(), self.network.nodes.len()).is_some() {
                self.faults.add(ProblemKind::DuplicateId, name, "node", "a name that no other node has");
            }
            self.network.nodes.push(Node { name: name.text.to_owned(), kind, place: None });
        }
    }

    fn links(&mut self, lines: &[Line<'_>], kind: LinkKind) {
        for line in lines {
            let words = line.words();
            let (name, from, to) = match words[..] {
                [] => continue,
                [name, from, to, ..] => (name, from, to),
                _ => {
                    self.faults.add(ProblemKind::Missing, line.body, "ends", "a name and the two nodes it joins");
                    continue;
                }
            };
            for end in [from, to] {
                self.node(end);
            }
            if self.links.insert(name.text.to_owned(), self.network.links.len()).is_some() {
                self.faults.add(ProblemKind::DuplicateId, name, "link", "a name that no other link has");
            }
            let (name, from, to) = (name.text.to_owned(), from.text.to_owned(), to.text.to_owned());
            self.network.links.push(Link { name, kind, from, to });
        }
    }

    fn backdrop(&mut self, lines: &[Line<'_>]) {
        let degrees =
            |line: &Line<'_>| matches!(line.words()[..], [key, value, ..] if key.is("UNITS") && value.is("DEGREES"));
        self.network.degrees = lines.iter().any(degrees);
    }

    fn coordinates(&mut self, lines: &[Line<'_>]) {
        for line in lines {
            let (name, x, y) = match line.words()[..] {
                [] => continue,
                [name, x, y, ..] => (name, x, y),
                _ => {
                    self.faults.add(ProblemKind::Missing, line.body, "coordinates", "a node and its x and y");
                    continue;
                }
            };
            let row = self.node(name);
            if let (Some(x), Some(y), Some(row)) = (self.number(x), self.number(y), row) {
                self.network.nodes[row].place = Some((x, y));
            }
        }
    }

    /// `LINK V2 OPEN IF NODE T2 BELOW 0.5`, or `LINK 10 OPEN AT TIME 1`. Words count by position, as in EPANET.
    fn controls(&mut self, lines: &[Line<'_>]) {
        for line in lines {
            let words = line.words();
            let (link, reading) = match words[..] {
                [] => continue,
                [_, link, _, at, _, _, ..] if at.is("AT") => (link, None),
                [_, link, _, _, _, node, ..] => (link, Some(node)),
                _ => {
                    let expected = "LINK name status IF NODE name ABOVE value, or AT TIME time";
                    self.faults.add(ProblemKind::Malformed, line.body, "control", expected);
                    continue;
                }
            };
            let link = self.link(link).map(|_| link.text.to_owned());
            let reading = match reading {
                None => Some(None),
                Some(node) => self.node(node).map(|_| Some(Reading::Node(node.text.to_owned()))),
            };
            if let (Some(link), Some(reading)) = (link, reading) {
                self.tie(link, reading);
            }
        }
    }

    /// `RULE n`, then `IF`, `AND`, `OR` with what is looked at, `THEN`, `ELSE`, `AND` with what is done, `PRIORITY`.
    fn rules(&mut self, lines: &[Line<'_>]) {
        let mut readings: Vec<Reading> = Vec::new();
        let mut acts = false;
        for line in lines {
            let words = line.words();
            let Some(&keyword) = words.first() else { continue };
            if keyword.is("RULE") {
                readings.clear();
                acts = false;
            } else if keyword.is("IF") || keyword.is("OR") || (keyword.is("AND") && !acts) {
                readings.extend(self.premise(&words));
            } else if keyword.is("THEN") || keyword.is("ELSE") || keyword.is("AND") {
                acts = true;
                self.action(&words, &readings);
            } else if !keyword.is("PRIORITY") {
                self.faults.add(ProblemKind::Malformed, keyword, "rule", "RULE, IF, AND, OR, THEN, ELSE or PRIORITY");
            }
        }
    }

    fn premise(&mut self, words: &[Word<'_>]) -> Option<Reading> {
        match *words {
            // The clock and the total demand are no readings of a sensor.
            [_, object, ..] if object.is("SYSTEM") => None,
            [_, object, name, ..] if is_node_word(object) => {
                self.node(name).map(|_| Reading::Node(name.text.to_owned()))
            }
            [_, object, name, ..] if is_link_word(object) => {
                self.link(name).map(|_| Reading::Link(name.text.to_owned()))
            }
            [keyword, ..] => {
                let expected = "IF, AND or OR, then NODE, LINK or SYSTEM and a name";
                self.faults.add(ProblemKind::Malformed, keyword, "rule", expected);
                None
            }
            [] => None,
        }
    }

    fn action(&mut self, words: &[Word<'_>], readings: &[Reading]) {
        match *words {
            [_, object, name, ..] if is_link_word(object) => {
                if self.link(name).is_none() {
                    return;
                }
                if readings.is_empty() {
                    self.tie(name.text.to_owned(), None);
                }
                for reading in readings {
                    self.tie(name.text.to_owned(), Some(reading.clone()));
                }
            }
            [keyword, ..] => {
                let expected = "THEN, ELSE or AND, then PUMP, VALVE, PIPE or LINK and a name";
                self.faults.add(ProblemKind::Malformed, keyword, "rule", expected);
            }
            [] => {}
        }
    }

    fn tie(&mut self, link: String, reading: Option<Reading>) {
        let tie = Tie { link, reading };
        if self.tied.insert(tie.clone()) {
            self.network.ties.push(tie);
        }
    }

    fn node(&mut self, name: Word<'_>) -> Option<usize> {
        let row = self.nodes.get(name.text).copied();
        if row.is_none() {
            let near = || nearest(name.text, self.nodes.keys().map(String::as_str));
            self.faults.unknown(name, "node", "the name of a junction, reservoir or tank", near);
        }
        row
    }

    fn link(&mut self, name: Word<'_>) -> Option<usize> {
        let row = self.links.get(name.text).copied();
        if row.is_none() {
            let near = || nearest(name.text, self.links.keys().map(String::as_str));
            self.faults.unknown(name, "link", "the name of a pipe, pump or valve", near);
        }
        row
    }

    fn number(&mut self, word: Word<'_>) -> Option<f64> {
        let value = word.text.parse::<f64>().ok().filter(|value| value.is_finite());
        if value.is_none() {
            self.faults.add(ProblemKind::Malformed, word, "coordinates", "a number");
        }
        value
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::text::Source;

    fn read_text(text: &str) -> (Network, Vec<String>) {
        let source = Arc::new(Source::new("t.inp", text));
        let mut faults = Faults::new(&source);
        let network = read(Path::new("t.inp"), &source.text, &mut faults);
        (network, faults.into_found().iter().map(|it| format!("{} {}", it.code, it.value)).collect())
    }

    fn ties(controls: &str) -> Vec<String> {
        let parts = "[TANKS]\nT\nU\n[PIPES]\np T U 1\n[PUMPS]\nq T U\n[VALVES]\nv T U 9 TCV\n";
        let (network, faults) = read_text(&format!("{parts}{controls}"));
        assert_eq!(faults, Vec::<String>::new());
        let word = |tie: &Tie| match &tie.reading {
            None => format!("{} by the clock", tie.link),
            Some(Reading::Node(name)) => format!("{} by node {name}", tie.link),
            Some(Reading::Link(name)) => format!("{} by link {name}", tie.link),
        };
        network.ties.iter().map(word).collect()
    }

    #[test]
    fn a_rule_ties_all_that_it_does_to_all_that_it_looks_at() {
        let rules = "[RULES]\nRULE 1\nIF TANK T LEVEL ABOVE 3\nAND SYSTEM DEMAND > 1\nOR LINK p FLOW BELOW 2\n\
                     THEN PUMP q STATUS IS CLOSED\nAND VALVE v SETTING IS 4\nELSE PUMP q STATUS IS OPEN\nPRIORITY 2\n\
                     rule 2\nif system clocktime >= 8 am\nthen pipe p status is closed\n";
        let expected = ["q by node T", "q by link p", "v by node T", "v by link p", "p by the clock"];
        assert_eq!(ties(rules), expected);
    }

    #[test]
    fn controls_count_by_position_and_repeat_nothing() {
        let controls = "[CONTROLS]\nLINK q OPEN IF NODE T BELOW 1\nPump q CLOSED If Tank T ABOVE 4\nLINK v 0.5 AT TIME 16\n\
                        LINK v 0.5 AT CLOCKTIME 4 PM\n";
        assert_eq!(ties(controls), ["q by node T", "v by the clock"]);
    }

    #[test]
    fn a_section_is_known_by_four_letters_and_nothing_is_read_after_the_end() {
        let (network, faults) = read_text("[junc]\nA 1\n[TANKS]\nB\n[END]\n[FOO]\n[PIPES]\np A C\n");
        assert_eq!((network.nodes.len(), network.links.len(), faults.len()), (2, 0, 0));
        assert_eq!(read_text("[EN]\n[ENDING]\n").1, ["unknown-id EN", "unknown-id ENDING"]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_but_never_a_panic(
            lines in prop::collection::vec("(\\[(PIPES|TANKS|RULES|CONTROLS|COORDINATES|櫓)?\\]?|(RULE|IF|AND|THEN|LINK|TANK|T|p|[ \t;,\\[櫓0-9.-]){0,9})", 0..30)
        ) {
            read_text(&lines.join("\n"));
        }
    }
}
