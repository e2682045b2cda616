//! The cyber layer that the controls of a network imply, where no file states it.
//!
//! Without a `.cpa` file there is one control centre: it reads every tank and whatever else a control looks at, and moves every pump,
//! every valve and every pipe that a control opens or closes. With one, what is missing for a control of the network to work is
//! added: a sensor for the reading that it looks at, a link that brings the reading to the controller that acts on it. Every
//! addition is an [`Assumption`].

use yagura_sim::problem::Table;

use super::Assumption;
use super::cpa::{CyberLayer, CyberLink, CyberNode, SCADA, Sensor};
use super::inp::{LinkKind, Network, NodeKind, Reading};

/// The one control centre of a network without a cyber layer.
pub(crate) fn assumed(network: &Network, assumptions: &mut Vec<Assumption>) -> CyberLayer {
    let tanks = network.nodes.iter().filter(|node| node.kind == NodeKind::Tank);
    let mut sensors: Vec<Sensor> = tanks.map(|tank| sensor_of(&Reading::Node(tank.name.clone()))).collect();
    for reading in network.ties.iter().filter_map(|tie| tie.reading.as_ref()) {
        if !sensors.iter().any(|sensor| sensor.reads == *reading) {
            sensors.push(sensor_of(reading));
        }
    }
    let tied = |name: &str| network.ties.iter().any(|tie| tie.link == name);
    let moved = network.links.iter().filter(|link| link.kind != LinkKind::Pipe || tied(&link.name));
    let actuators: Vec<String> = moved.map(|link| link.name.clone()).collect();
    assumptions.push(Assumption::new(
        Table::Assets,
        format!(
            "No cyber layer was given: one control centre reads every tank and every place that a control looks at ({} sensors) and \
             moves every pump and valve and every pipe that a control opens or closes ({} actuators).",
            sensors.len(),
            actuators.len()
        ),
        format!(
            "制御系のファイルがないため、中央監視室1か所が全ての配水池と制御条件の参照先を計測し(センサー{}台)、全てのポンプとバルブ、\
             および制御条件で開閉される管路を操作する(アクチュエーター{}台)ものと仮定しました。",
            sensors.len(),
            actuators.len()
        ),
    ));
    CyberLayer { nodes: vec![CyberNode { name: SCADA.to_owned(), sensors, actuators }], ..CyberLayer::default() }
}

/// Adds to `layer` what the controls of `network` need and the file does not list.
pub(crate) fn complete(network: &Network, layer: &mut CyberLayer, assumptions: &mut Vec<Assumption>) {
    for tie in &network.ties {
        let Some(reading) = &tie.reading else { continue };
        let Some(mover) = layer.mover_of(&tie.link).map(|node| node.name.clone()) else { continue };
        let name = match sensor_reading(layer, reading) {
            Some(name) => name.to_owned(),
            None => wire(layer, &mover, reading, assumptions),
        };
        if !layer.knowers_of(&name).contains(mover.as_str()) {
            link(layer, &name, &mover, &tie.link, assumptions);
        }
    }
}

/// The sensor of `layer` that takes `reading`; of several, one called `P_` or `F_` first, since those measure and `S_` only tells a state.
pub(crate) fn sensor_reading<'l>(layer: &'l CyberLayer, reading: &Reading) -> Option<&'l str> {
    let takes = || layer.nodes.iter().flat_map(|node| &node.sensors).filter(|sensor| sensor.reads == *reading);
    takes()
        .find(|sensor| sensor.name.starts_with("P_") || sensor.name.starts_with("F_"))
        .or_else(|| takes().next())
        .map(|sensor| sensor.name.as_str())
}

fn sensor_of(reading: &Reading) -> Sensor {
    let name = match reading {
        Reading::Node(node) => format!("P_{node}"),
        Reading::Link(link) => format!("F_{link}"),
    };
    Sensor { name, reads: reading.clone() }
}

fn wire(layer: &mut CyberLayer, mover: &str, reading: &Reading, assumptions: &mut Vec<Assumption>) -> String {
    let sensor = sensor_of(reading);
    let name = sensor.name.clone();
    assumptions.push(Assumption::new(
        Table::Assets,
        format!("Sensor {name} is not listed, but {mover} acts on it: it is taken to be wired to {mover}."),
        format!("センサー{name}は一覧にありませんが、{mover}がその値で制御しているため、{mover}に接続されているものと仮定しました。"),
    ));
    if let Some(node) = layer.nodes.iter_mut().find(|node| node.name == mover) {
        node.sensors.push(sensor);
    }
    name
}

fn link(layer: &mut CyberLayer, name: &str, mover: &str, moved: &str, assumptions: &mut Vec<Assumption>) {
    let Some(from) = layer.reader_of(name).map(|node| node.name.clone()) else { return };
    assumptions.push(Assumption::new(
        Table::Flows,
        format!("{mover} moves {moved} by reading {name}, which no link brings to it: {from} is taken to send it."),
        format!("{mover}は{name}の値で{moved}を操作しますが、その値を届ける通信が一覧にないため、{from}が送るものと仮定しました。"),
    ));
    layer.links.push(CyberLink { from, to: mover.to_owned(), sensors: vec![name.to_owned()] });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::inp::Tie;

    fn tie(link: &str, node: &str) -> Tie {
        Tie { link: link.into(), reading: Some(Reading::Node(node.into())) }
    }

    fn node(name: &str, sensors: &[&str], actuators: &[&str]) -> CyberNode {
        CyberNode {
            name: name.into(),
            sensors: sensors.iter().map(|node| sensor_of(&Reading::Node((*node).into()))).collect(),
            actuators: actuators.iter().map(|link| (*link).into()).collect(),
        }
    }

    #[test]
    fn a_reading_that_no_link_brings_is_sent_by_its_reader_and_said_so() {
        let network = Network { ties: vec![tie("V", "T")], ..Network::default() };
        let nodes = vec![node("A", &["T"], &[]), node("B", &[], &["V"])];
        let mut layer = CyberLayer { nodes, ..CyberLayer::default() };
        let mut assumptions = Vec::new();
        complete(&network, &mut layer, &mut assumptions);
        assert_eq!(layer.links, [CyberLink { from: "A".into(), to: "B".into(), sensors: vec!["P_T".into()] }]);
        assert_eq!(assumptions.len(), 1);
    }

    #[test]
    fn a_reading_that_nobody_takes_gets_a_sensor_where_it_is_used() {
        let network = Network { ties: vec![tie("V", "T")], ..Network::default() };
        let mut layer = CyberLayer { nodes: vec![node("B", &[], &["V"])], ..CyberLayer::default() };
        let mut assumptions = Vec::new();
        complete(&network, &mut layer, &mut assumptions);
        assert_eq!(layer.reader_of("P_T").map(|node| node.name.as_str()), Some("B"));
        assert_eq!((layer.links.len(), assumptions.len()), (0, 1));
    }

    #[test]
    fn a_complete_layer_needs_no_assumption() {
        let network = Network { ties: vec![tie("V", "T")], ..Network::default() };
        let mut layer = CyberLayer { nodes: vec![node("B", &["T"], &["V"])], ..CyberLayer::default() };
        let (before, mut assumptions) = (layer.clone(), Vec::new());
        complete(&network, &mut layer, &mut assumptions);
        assert_eq!((layer, assumptions), (before, vec![]));
    }
}
