//! What is decided in a water network: a pump, valve or pipe that a controller moves and that controls tie to readings.
//!
//! A link that only the clock moves, or that no controller moves, is not decided by anything that can be false.

use super::assumed_cyber::sensor_reading;
use super::cpa::{CyberLayer, CyberNode};
use super::inp::{Link, Network};

/// A decision: which link, by which readings (sensor names), at which node.
pub(crate) struct Decision<'n> {
    /// The link that is opened, closed or set.
    pub(crate) link: &'n Link,
    /// Names of the sensors that decide it.
    pub(crate) sensors: Vec<&'n str>,
    /// The node that moves it.
    pub(crate) node: &'n CyberNode,
}

/// What the controls decide, in the order of the nodes and of their actuators.
pub(crate) fn decided<'n>(network: &'n Network, layer: &'n CyberLayer) -> Vec<Decision<'n>> {
    let mut decisions = Vec::new();
    for node in &layer.nodes {
        for link in node.actuators.iter().filter_map(|name| network.link(name)) {
            let ties = network.ties.iter().filter(|tie| tie.link == link.name);
            let mut sensors: Vec<&str> = Vec::new();
            for sensor in ties.filter_map(|tie| sensor_reading(layer, tie.reading.as_ref()?)) {
                if !sensors.contains(&sensor) {
                    sensors.push(sensor);
                }
            }
            if !sensors.is_empty() {
                decisions.push(Decision { link, sensors, node });
            }
        }
    }
    decisions
}
