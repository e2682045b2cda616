//! Reads the cyber layer of a water network, an epanetCPA `.cpa` file: which controller reads and moves what, and which readings
//! travel from controller to controller.
//!
//! | Section | Line |
//! |---|---|
//! | `[CYBERNODES]` | `name, sensors, actuators`, the two lists parted by spaces |
//! | `[CYBERLINKS]` | `source, destination, sensors` |
//! | `[CYBERATTACKS]` | `type, target, begin, end, arguments`, kept as written |
//! | `[CYBEROPTIONS]` | `name, value`, kept as written |
//!
//! A sensor is called after what it reads: `P_T1` is level or pressure at node T1, `F_PU1` the flow of link PU1, `S_V2` the state
//! of link V2. `SCADA` need not be listed. A link may only carry what its source reads or is sent: a reading out of nowhere is a
//! mistake in the file, and taint would follow it.
//!
//! Source of the format: Taormina et al., epanetCPA, and its C-Town scenarios.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use yagura_sim::problem::{ProblemKind, nearest};

use super::fault::Faults;
use super::inp::{Network, Reading};
use super::lines::{self, Line, Word};

/// The control centre, which every file may name without listing it.
pub const SCADA: &str = "SCADA";

const SECTIONS: [&str; 4] = ["CYBERNODES", "CYBERLINKS", "CYBERATTACKS", "CYBEROPTIONS"];

/// A sensor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sensor {
    /// Name as in the file.
    pub name: String,
    /// What it reads.
    pub reads: Reading,
}

/// A controller or the control centre.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CyberNode {
    /// Name as in the file.
    pub name: String,
    /// Sensors wired to it.
    pub sensors: Vec<Sensor>,
    /// Links of the network that it moves.
    pub actuators: Vec<String>,
}

impl CyberNode {
    /// Whether it is the control centre.
    #[must_use]
    pub fn is_scada(&self) -> bool {
        self.name == SCADA
    }
}

/// Readings that travel from one node to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CyberLink {
    /// Name of the node that sends.
    pub from: String,
    /// Name of the node that receives.
    pub to: String,
    /// Names of the sensors whose readings travel.
    pub sensors: Vec<String>,
}

/// A line of `[CYBERATTACKS]`, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attack {
    /// Type, for example `Communication`.
    pub kind: String,
    /// Target, for example `NULL-P_T2-PLC3`: the reading P_T2 between its sensor and PLC3.
    pub target: String,
    /// When it begins.
    pub begin: String,
    /// When it ends.
    pub end: String,
    /// What it does.
    pub arguments: String,
}

/// A cyber layer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CyberLayer {
    /// Name of the file; empty: assumed, see [`assumed_cyber`](super::assumed_cyber).
    pub file: String,
    /// Nodes, in file order; the control centre last where the file does not list it.
    pub nodes: Vec<CyberNode>,
    /// Links, in file order.
    pub links: Vec<CyberLink>,
    /// Attacks, in file order.
    pub attacks: Vec<Attack>,
    /// Options, in file order.
    pub options: Vec<(String, String)>,
}

impl CyberLayer {
    /// The node to which the sensor called `name` is wired.
    #[must_use]
    pub fn reader_of(&self, name: &str) -> Option<&CyberNode> {
        self.nodes.iter().find(|node| node.sensors.iter().any(|sensor| sensor.name == name))
    }

    /// The node that moves the link called `name`.
    #[must_use]
    pub fn mover_of(&self, name: &str) -> Option<&CyberNode> {
        self.nodes.iter().find(|node| node.actuators.iter().any(|actuator| actuator == name))
    }

    /// The nodes that have the reading of the sensor called `name`: its own, and those to which it is passed on.
    #[must_use]
    pub fn knowers_of(&self, name: &str) -> BTreeSet<&str> {
        let mut known: BTreeSet<&str> = self.reader_of(name).map(|node| node.name.as_str()).into_iter().collect();
        loop {
            let before = known.len();
            for link in &self.links {
                if known.contains(link.from.as_str()) && link.sensors.iter().any(|sensor| sensor == name) {
                    known.insert(&link.to);
                }
            }
            if known.len() == before {
                return known;
            }
        }
    }
}

/// Reads `text`, the decoded content of `path`, as the cyber layer of `network`; what is wrong goes to `faults`.
pub(crate) fn read(path: &Path, text: &str, network: &Network, faults: &mut Faults<'_>) -> CyberLayer {
    let mut sections: BTreeMap<&'static str, Vec<Line<'_>>> = BTreeMap::new();
    let mut section = None;
    let mut any = false;
    for line in lines::lines(text) {
        let Some(name) = line.section() else {
            if let Some(section) = section
                && !line.words().is_empty()
            {
                sections.entry(section).or_default().push(line);
            }
            continue;
        };
        any = true;
        section = SECTIONS.into_iter().find(|section| name.is(section));
        if section.is_none() {
            let near = || nearest(&name.text.to_ascii_uppercase(), SECTIONS);
            faults.unknown(name, "section", "a section of an epanetCPA file", near);
        }
    }
    if !any {
        let nothing = Word { text: "", start: 0 };
        faults.add(ProblemKind::Missing, nothing, "section", "sections such as [CYBERNODES] and [CYBERLINKS]");
    }

    let of = |name: &str| sections.get(name).map_or(&[][..], Vec::as_slice);
    let layer = CyberLayer { file: lines::file_name(path), ..CyberLayer::default() };
    let mut reader = Reader { network, faults, layer, refused: BTreeSet::new() };
    reader.nodes(of("CYBERNODES"));
    let sent = reader.links(of("CYBERLINKS"));
    reader.layer.attacks = of("CYBERATTACKS").iter().map(attack).collect();
    reader.layer.options = of("CYBEROPTIONS").iter().map(option).collect();
    reader.nothing_out_of_nowhere(&sent);
    reader.layer
}

fn attack(line: &Line<'_>) -> Attack {
    let fields = line.fields();
    let field = |i: usize| fields.get(i).map_or_else(String::new, |field| field.text.to_owned());
    // Arguments may hold commas of their own.
    let arguments = fields.get(4..).unwrap_or_default().iter().map(|field| field.text).collect::<Vec<_>>().join(",");
    Attack { kind: field(0), target: field(1), begin: field(2), end: field(3), arguments }
}

fn option(line: &Line<'_>) -> (String, String) {
    let text = line.body.text;
    let (name, value) = text.split_once(',').unwrap_or((text, ""));
    (name.trim().to_owned(), value.trim().to_owned())
}

struct Reader<'f, 't> {
    network: &'f Network,
    faults: &'f mut Faults<'t>,
    layer: CyberLayer,
    /// Sensors that were refused: links that name them are not wrong once more.
    refused: BTreeSet<String>,
}

impl Reader<'_, '_> {
    fn nodes(&mut self, lines: &[Line<'_>]) {
        for line in lines {
            let fields = line.fields();
            let Some(&name) = fields.first().filter(|name| !name.text.is_empty()) else {
                self.faults.add(ProblemKind::Missing, line.body, "name", "name, sensors, actuators");
                continue;
            };
            if self.layer.nodes.iter().any(|node| node.name == name.text) {
                self.faults.add(ProblemKind::DuplicateId, name, "name", "a name that no other node has");
                continue;
            }
            let list = |i: usize| fields.get(i).copied().map(lines::words).unwrap_or_default();
            let mut node = CyberNode { name: name.text.to_owned(), ..CyberNode::default() };
            for word in list(1) {
                let taken = node.sensors.iter().any(|sensor| sensor.name == word.text)
                    || self.layer.reader_of(word.text).is_some();
                if taken {
                    self.faults.add(ProblemKind::DuplicateId, word, "sensors", "a sensor wired to one node");
                } else if let Some(reads) = self.reads(word) {
                    node.sensors.push(Sensor { name: word.text.to_owned(), reads });
                } else {
                    self.refused.insert(word.text.to_owned());
                }
            }
            for word in list(2) {
                let taken = node.actuators.iter().any(|actuator| actuator == word.text)
                    || self.layer.mover_of(word.text).is_some();
                if taken {
                    self.faults.add(ProblemKind::DuplicateId, word, "actuators", "an actuator moved by one node");
                } else if self.network.link(word.text).is_some() {
                    node.actuators.push(word.text.to_owned());
                } else {
                    let network = self.network;
                    let near = || nearest(word.text, network.links.iter().map(|link| link.name.as_str()));
                    self.faults.unknown(word, "actuators", "the name of a pipe, pump or valve of the network", near);
                }
            }
            self.layer.nodes.push(node);
        }
    }

    /// What the sensor called `word` reads.
    fn reads(&mut self, word: Word<'_>) -> Option<Reading> {
        let Some((prefix, name)) = word.text.split_once('_') else {
            let expected = "a letter, an underscore and a name of the network, such as P_T1 or F_PU1";
            self.faults.add(ProblemKind::Malformed, word, "sensors", expected);
            return None;
        };
        let network = self.network;
        let of_link = prefix == "F" || prefix == "S";
        let found = match of_link {
            true => network.link(name).map(|link| Reading::Link(link.name.clone())),
            false => network.node(name).map(|node| Reading::Node(node.name.clone())),
        };
        if found.is_none() {
            let near = || match of_link {
                true => nearest(name, network.links.iter().map(|link| link.name.as_str())),
                false => nearest(name, network.nodes.iter().map(|node| node.name.as_str())),
            };
            let near = || near().map(|name| format!("{prefix}_{name}"));
            self.faults.unknown(word, "sensors", "P_ and a node, or F_ or S_ and a link of the network", near);
        }
        found
    }

    /// Reads the links; returns per reading sent its place and its link.
    fn links<'l>(&mut self, lines: &[Line<'l>]) -> Vec<(Word<'l>, String)> {
        let mut sent = Vec::new();
        for line in lines {
            let fields = line.fields();
            let (from, to) = match fields[..] {
                [from, to, ..] if !from.text.is_empty() && !to.text.is_empty() => (from, to),
                _ => {
                    self.faults.add(ProblemKind::Missing, line.body, "ends", "source, destination, sensors");
                    continue;
                }
            };
            for end in [from, to] {
                self.end(end);
            }
            let mut sensors = Vec::new();
            for word in fields.get(2).copied().map(lines::words).unwrap_or_default() {
                sensors.push(word.text.to_owned());
                sent.push((word, from.text.to_owned()));
            }
            self.layer.links.push(CyberLink { from: from.text.to_owned(), to: to.text.to_owned(), sensors });
        }
        sent
    }

    fn end(&mut self, name: Word<'_>) {
        if self.layer.nodes.iter().any(|node| node.name == name.text) {
            return;
        }
        if name.text == SCADA {
            self.layer.nodes.push(CyberNode { name: name.text.to_owned(), ..CyberNode::default() });
        } else {
            let names = self.layer.nodes.iter().map(|node| node.name.as_str()).chain([SCADA]);
            let expected = "the name of a node of [CYBERNODES], or SCADA";
            self.faults.unknown(name, "ends", expected, || nearest(name.text, names));
        }
    }

    fn nothing_out_of_nowhere(&mut self, sent: &[(Word<'_>, String)]) {
        for (word, from) in sent.iter().filter(|(word, _)| !self.refused.contains(word.text)) {
            if self.layer.reader_of(word.text).is_none() {
                let sensors = self.layer.nodes.iter().flat_map(|node| &node.sensors);
                let near = || nearest(word.text, sensors.map(|sensor| sensor.name.as_str()));
                self.faults.unknown(*word, "sensors", "a sensor of [CYBERNODES]", near);
            } else if !self.layer.knowers_of(word.text).contains(from.as_str()) {
                let expected = format!("a reading that {from} takes or is sent");
                self.faults.add(ProblemKind::Contradiction, *word, "sensors", &expected);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(from: &str, to: &str, sensor: &str) -> CyberLink {
        CyberLink { from: from.into(), to: to.into(), sensors: vec![sensor.into()] }
    }

    #[test]
    fn a_reading_is_known_where_it_is_taken_and_wherever_links_pass_it_on() {
        let sensors = vec![Sensor { name: "P_T".into(), reads: Reading::Node("T".into()) }];
        let nodes = vec![CyberNode { name: "A".into(), sensors, ..CyberNode::default() }];
        // Passed on in the wrong order of lines, in a circle, and beside a link that carries something else.
        let links = vec![link("B", "C", "P_T"), link("A", "B", "P_T"), link("C", "A", "P_T"), link("A", "D", "F_P")];
        let layer = CyberLayer { nodes, links, ..CyberLayer::default() };
        assert_eq!(layer.knowers_of("P_T").into_iter().collect::<Vec<_>>(), ["A", "B", "C"]);
        assert!(layer.knowers_of("F_P").is_empty(), "nobody takes it");
    }
}
