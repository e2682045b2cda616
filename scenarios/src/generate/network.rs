//! Networks grown node by node.
//!
//! # What happens
//! Each new node is joined to an earlier one; with probability `loops` two earlier nodes are joined as well. An earlier node is chosen by
//! the number of its ends (`hub_share`: the rich get richer, as in backbones) or evenly (as in mains), and passed over where it has
//! `most_ends` already.
//! # Parameters
//! `generator/networks.csv`, fitted by their degree distributions to networks that were measured.
//! # Not modelled
//! Lengths, capacities, bridges and rivers.
//! # Sources
//! Barabási and Albert, *Emergence of scaling in random networks*, Science 286 (1999), for the growth by ends.

use std::collections::BTreeSet;

use super::census::Census;
use super::draws::{Draws, Stream};
use super::pattern::Pattern;
use super::tables::{NetworkRow, Scope};

/// Tries to find a node that has ends left.
const TRIES: usize = 8;

/// Links from later nodes to earlier ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Network {
    /// Later node, earlier node.
    pub(super) links: Vec<(u32, u32)>,
}

impl Network {
    /// A network of `nodes` nodes by the numbers of `row`.
    pub(super) fn grown(nodes: usize, row: &NetworkRow, draws: &mut Draws) -> Self {
        let mut growing = Growing { degrees: vec![0; nodes], ends: vec![0], ..Growing::default() };
        for node in 1..nodes {
            let earlier = growing.chosen(node, row, draws);
            growing.join(node, earlier);
            if draws.unit() < row.loops {
                let (one, other) = (growing.chosen(node, row, draws), growing.chosen(node, row, draws));
                growing.join(one.max(other), one.min(other));
            }
        }
        Self { links: growing.links }
    }
}

#[derive(Default)]
struct Growing {
    degrees: Vec<u32>,
    /// Every node once per end, and node 0 once more.
    ends: Vec<u32>,
    links: Vec<(u32, u32)>,
    joined: BTreeSet<(u32, u32)>,
}

impl Growing {
    fn chosen(&self, before: usize, row: &NetworkRow, draws: &mut Draws) -> usize {
        let mut node = 0;
        for _ in 0..TRIES {
            let by_ends = draws.unit() < row.hub_share;
            node = if by_ends { self.ends[draws.below(self.ends.len())] as usize } else { draws.below(before) };
            if row.most_ends.is_none_or(|most| self.degrees[node] < most) {
                break;
            }
        }
        node
    }

    /// Joins two nodes, unless they are the same or joined already.
    fn join(&mut self, later: usize, earlier: usize) {
        let link = (number(later), number(earlier));
        if later == earlier || !self.joined.insert(link) {
            return;
        }
        self.links.push(link);
        self.ends.extend([link.0, link.1]);
        self.degrees[later] += 1;
        self.degrees[earlier] += 1;
    }
}

fn number(node: usize) -> u32 {
    u32::try_from(node).unwrap_or(u32::MAX)
}

/// The networks that span the whole city, by row of the table; `None` for those that join the assets of one district.
pub(super) fn of_city(pattern: &Pattern, census: &Census, seed: u64) -> Vec<Option<Network>> {
    let network = |(at, row): (usize, &NetworkRow)| {
        let (Some(joined), Some(_)) = pattern.networks[at] else { return None };
        let copies = 1..=census.copies(pattern.parts[joined].scope);
        let nodes: usize = copies.map(|copy| census.count(pattern, joined, copy)).sum();
        let mut draws = Draws::new(seed, Stream::Network(number(at), 0));
        Some(Network::grown(nodes, row, &mut draws))
    };
    pattern.tables.networks.iter().enumerate().map(network).collect()
}

/// The network of row `at` in district `district`.
pub(super) fn of_district(pattern: &Pattern, census: &Census, seed: u64, at: usize, district: u32) -> Network {
    let nodes = match pattern.networks[at].0 {
        Some(joined) if pattern.parts[joined].scope == Scope::District => census.count(pattern, joined, district),
        _ => 0,
    };
    let mut draws = Draws::new(seed, Stream::Network(number(at), district));
    Network::grown(nodes, &pattern.tables.networks[at], &mut draws)
}

// What is grown is held against the same files as what is imported.
#[cfg(test)]
#[path = "../../tests/real/mod.rs"]
#[expect(clippy::print_stdout, reason = "a skipped test says that it was skipped")]
mod real;

#[cfg(test)]
#[expect(clippy::print_stdout, reason = "a skipped test says that it was skipped, and a fit how good it is")]
mod tests {
    use super::real::real;
    use super::*;
    use crate::generate::tables::Tables;

    /// Ends of every node of the network of row `at` with `nodes` nodes.
    fn degrees(at: usize, nodes: usize, seed: u64) -> Vec<usize> {
        let tables = Tables::shipped().unwrap();
        let mut draws = Draws::new(seed, Stream::Network(0, 0));
        let network = Network::grown(nodes, &tables.networks[at], &mut draws);
        let mut degrees = vec![0; nodes];
        for &(later, earlier) in &network.links {
            assert!(later > earlier, "links lead to earlier nodes");
            degrees[later as usize] += 1;
            degrees[earlier as usize] += 1;
        }
        degrees
    }

    #[test]
    fn every_node_is_joined_and_no_link_is_there_twice() {
        for at in [0, 1] {
            let tables = Tables::shipped().unwrap();
            let mut draws = Draws::new(1, Stream::Network(0, 0));
            let mut links = Network::grown(300, &tables.networks[at], &mut draws).links;
            assert!(degrees(at, 300, 1).iter().all(|&ends| ends > 0));
            let all = links.len();
            links.sort_unstable();
            links.dedup();
            assert_eq!(links.len(), all);
        }
    }

    #[test]
    fn one_node_has_no_link_and_none_has_none() {
        assert_eq!(degrees(0, 1, 1), [0]);
        assert!(degrees(0, 0, 1).is_empty());
    }

    #[test]
    fn mains_keep_few_ends_at_a_node_and_backbones_have_hubs() {
        let most = |at| degrees(at, 900, 2).into_iter().max().unwrap();
        assert!(most(1) <= 5, "{}", most(1));
        assert!(most(0) >= 20, "{}", most(0));
    }

    /// Ends of every node of a graph of links between rows.
    fn ends(nodes: usize, links: impl Iterator<Item = (usize, usize)>) -> Vec<usize> {
        let mut neighbours = vec![BTreeSet::new(); nodes];
        for (one, other) in links.filter(|(one, other)| one != other) {
            neighbours[one].insert(other);
            neighbours[other].insert(one);
        }
        neighbours.into_iter().map(|others| others.len()).collect()
    }

    /// Ends in the communication networks of the Topology Zoo, together.
    fn zoo() -> Option<Vec<usize>> {
        let mut all = Vec::new();
        for name in ["Sinet", "Iij", "WideJpn"] {
            let graph = crate::import::graphml(&real(&format!("topology-zoo/{name}.graphml"))?).unwrap();
            let links = graph.links.iter().map(|&(from, to)| (from as usize, to as usize));
            all.extend(ends(graph.city.records.assets.len(), links));
        }
        Some(all)
    }

    /// Ends in the mains of Kentucky system 10.
    fn ky10() -> Option<Vec<usize>> {
        let network = crate::import::network(&real("epanet/ky10.inp")?).unwrap();
        let row = |name: &str| network.nodes.iter().position(|node| node.name == name).unwrap();
        Some(ends(network.nodes.len(), network.links.iter().map(|link| (row(&link.from), row(&link.to)))))
    }

    /// Mean, share of leaves, quantiles, and the largest distance between two distributions.
    struct Shape {
        mean: f64,
        leaves: f64,
        quantiles: [usize; 4],
        sorted: Vec<usize>,
    }

    impl Shape {
        fn of(mut degrees: Vec<usize>) -> Self {
            degrees.sort_unstable();
            let count = degrees.len() as f64;
            Self {
                mean: degrees.iter().sum::<usize>() as f64 / count,
                leaves: degrees.iter().filter(|&&ends| ends == 1).count() as f64 / count,
                quantiles: [0.25, 0.5, 0.75, 0.9].map(|share| degrees[(count * share) as usize]),
                sorted: degrees,
            }
        }

        fn distance(&self, other: &Self) -> f64 {
            let below = |shape: &Self, ends: usize| {
                shape.sorted.partition_point(|&own| own <= ends) as f64 / shape.sorted.len() as f64
            };
            (0..50).map(|ends| (below(self, ends) - below(other, ends)).abs()).fold(0.0, f64::max)
        }
    }

    /// Twenty networks as large as the measured one, together.
    fn twenty(at: usize, nodes: usize) -> Shape {
        Shape::of((0..20).flat_map(|seed| degrees(at, nodes, seed)).collect())
    }

    /// The tolerances stand in the docs beside the fit.
    fn fits(name: &str, measured: &Shape, grown: &Shape) {
        let said = |shape: &Shape| {
            format!("mean {:.2}, leaves {:.2}, quantiles {:?}", shape.mean, shape.leaves, shape.quantiles)
        };
        let distance = measured.distance(grown);
        println!("{name}: measured {}; grown {}; distance {distance:.3}", said(measured), said(grown));
        assert!((grown.mean / measured.mean - 1.0).abs() <= 0.10, "{name}: mean");
        assert!((grown.leaves - measured.leaves).abs() <= 0.08, "{name}: leaves");
        for (own, theirs) in grown.quantiles.iter().zip(&measured.quantiles) {
            assert!(own.abs_diff(*theirs) <= 1, "{name}: {:?} against {:?}", grown.quantiles, measured.quantiles);
        }
        assert!(distance <= 0.10, "{name}: {distance}");
    }

    #[test]
    fn the_network_to_the_city_os_has_the_ends_of_communication_networks() {
        // Sinet, Iij and WideJpn have 47 nodes on average.
        if let Some(measured) = zoo() {
            fits("zoo", &Shape::of(measured), &twenty(0, 47));
        }
    }

    #[test]
    fn the_mains_have_the_ends_of_measured_mains() {
        if let Some(measured) = ky10() {
            let nodes = measured.len();
            fits("ky10", &Shape::of(measured), &twenty(1, nodes));
        }
    }
}
