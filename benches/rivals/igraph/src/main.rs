//! The exponential SIR of W1 on rust-igraph: rate 1 over a link, recovery at rate 0.2.
//!
//! `cargo run --release -- FILE NODES [ROUNDS]`, FILE of little-endian `u32` pairs, a link each way. Each round plays one run and eleven,
//! and takes the difference for ten: what `sir` does before its first run is left out. Prints what `yagura run --timing` prints.

#[path = "../../../cpu/mod.rs"]
mod cpu;
#[path = "../../../edges/mod.rs"]
mod edges;
#[path = "../../../times/mod.rs"]
mod times;

use rust_igraph::{Graph, sir};

/// CPU time of `runs` runs, and the nodes that they infected in all.
fn played(graph: &Graph, runs: usize, seed: u64) -> (f64, usize) {
    let before = cpu::nanoseconds();
    let results = sir(graph, 1.0, 0.2, runs, seed).expect("a simple graph and valid rates");
    let spent = (cpu::nanoseconds() - before) as f64;
    let infected = |run: &rust_igraph::Sir| run.no_r.last().copied().unwrap_or(0) as usize;
    (spent, results.iter().map(infected).sum())
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, nodes, rest @ ..] = arguments.as_slice() else { panic!("FILE NODES [ROUNDS]") };
    let nodes: u32 = nodes.parse().expect("NODES is a number");
    let rounds: u64 = rest.first().map_or(5, |rounds| rounds.parse().expect("ROUNDS is a number"));
    let bytes = std::fs::read(file).expect("FILE can be read");
    let edges = edges::pairs(&bytes);
    let links = 2 * edges.len();
    let graph = Graph::from_edges(&edges, false, Some(nodes)).expect("edges between nodes that are there");
    let (mut times, mut infected) = (Vec::new(), 0);
    for round in 0..=rounds {
        let (one, first) = played(&graph, 1, round);
        let (eleven, all) = played(&graph, 11, round);
        // Which links leave is not told: as many as a node has on average.
        infected = (all - first) / 10;
        let leaving = (all - first) as f64 * links as f64 / f64::from(nodes);
        // The first one warms up; a run that died out says nothing.
        if round > 0 && leaving > 0.0 {
            times.push((eleven - one) / leaving);
        }
    }
    println!("infected={infected} on average");
    println!("igraph n={nodes} edges={links} cpu_ns/edge {}", times::spread_of(times));
}
