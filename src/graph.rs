//! Cities whose links are given one by one: an edge list, a folder that holds one, and the pending set of the hold model.

use std::path::Path;

use yagura_scenarios::import::edges::{EdgeList, LINKS_FILE, edges, graph_alone};
use yagura_scenarios::{Input, Loaded};
use yagura_sim::city::{CityRecords, Edges, Topology, TopologyError};

use crate::cli::World;
use crate::failure::Failure;

/// The city of the hold model: one node with a link to each of the others and nothing else, so that as many tries are pending.
const HOLD: &str = "w2";

/// Pending tries of the hold model where `--nodes` says nothing.
const HOLD_NODES: u32 = 1_000_000;

/// Which of the public workloads it is: they get a line of their own in `--timing`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Workload {
    /// Spread on a given graph.
    Spread,
    /// A pending set of fixed size.
    Hold,
}

/// Links given from outside.
pub(crate) struct Graph {
    list: EdgeList,
    direction: Edges,
    pub(crate) workload: Workload,
    /// The city has no records of its own: its one asset stands for every node.
    pub(crate) alone: bool,
}

impl Graph {
    /// Number of nodes.
    pub(crate) fn nodes(&self) -> u32 {
        self.list.nodes
    }

    /// The links.
    pub(crate) fn topology(&self) -> Result<Topology, TopologyError> {
        Topology::from_edges(self.list.nodes as usize, self.list.edges.iter().copied(), self.direction)
    }
}

/// Whether `path` is named like an edge list.
pub(crate) fn is_edge_list(path: &Path) -> bool {
    let endings = ["u32", "txt", "csv"];
    path.extension().is_some_and(|found| endings.iter().any(|ending| found.eq_ignore_ascii_case(ending)))
}

/// Whether the city of `world` is a graph without a folder.
pub(crate) fn is_named_by(world: &World) -> bool {
    world.city.as_deref().is_some_and(|name| {
        let path = Path::new(name);
        is_edge_list(path) && !path.is_dir() || name == HOLD && !path.exists()
    })
}

/// The graph that `world` names, if its city is one, with the records of its city.
pub(crate) fn city(world: &World) -> Result<Option<(Loaded<CityRecords>, Graph)>, Failure> {
    let Some(name) = world.city.as_deref() else { return Ok(None) };
    let path = Path::new(name);
    let direction = if world.directed { Edges::Directed } else { Edges::Undirected };
    if !is_named_by(world) {
        return Ok(None);
    }
    let (list, direction, workload) = if name == HOLD {
        (star(world.nodes.unwrap_or(HOLD_NODES)), Edges::Directed, Workload::Hold)
    } else {
        (edges(path, world.nodes)?, direction, Workload::Spread)
    };
    let records = graph_alone(&list);
    Ok(Some((records, Graph { list, direction, workload, alone: true })))
}

/// The links of the city folder that `world` names, if they are given one by one; it has `assets` assets.
pub(crate) fn of_folder(world: &World, assets: usize) -> Result<Option<Graph>, Failure> {
    let Some(folder) = world.city.as_deref().map(Path::new).filter(|path| path.is_dir()) else { return Ok(None) };
    let path = folder.join(LINKS_FILE);
    if !path.is_file() {
        return Ok(None);
    }
    let nodes = u32::try_from(assets).unwrap_or(u32::MAX);
    let list = edges(&path, Some(nodes))?;
    Ok(Some(Graph { list, direction: Edges::Directed, workload: Workload::Spread, alone: false }))
}

impl Graph {
    /// The file of the links, for the manifest of a city folder.
    pub(crate) fn input(&self) -> Option<Input> {
        (!self.alone).then(|| self.list.input.clone())
    }
}

/// Node 0 and a link to each of `leaves` others.
fn star(leaves: u32) -> EdgeList {
    let input = Input { file: HOLD.into(), sha256: String::new() };
    EdgeList { nodes: leaves + 1, edges: (1..=leaves).map(|leaf| (0, leaf)).collect(), input }
}
