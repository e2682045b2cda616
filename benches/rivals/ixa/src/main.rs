//! W1 on ixa: lognormal spread on a given graph.
//!
//! `cargo run --release -- best|every FILE NODES [RUNS]`, FILE of little-endian `u32` pairs, a link each way. `best` plans only the best
//! arrival at each node, as the floor does; `every` plans each arrival at a node not yet infected, which is how one would write it first.
//! Prints what `yagura run --timing` prints.

#[path = "../../../cpu/mod.rs"]
mod cpu;
#[path = "../../../edges/mod.rs"]
mod edges;
#[path = "../../../graph/mod.rs"]
mod graph;
#[path = "../../../times/mod.rs"]
mod times;

use graph::Graph;
use ixa::prelude::*;
use rand_distr::LogNormal;

define_rng!(SpreadRng);

/// The state of one spread.
struct Spread {
    graph: &'static Graph,
    best: Vec<f64>,
    every: bool,
    infected: Vec<bool>,
    leaving: usize,
    count: usize,
}

define_data_plugin!(SpreadPlugin, Option<Spread>, None);

fn state(context: &mut Context) -> &mut Spread {
    context.get_data_mut(SpreadPlugin).as_mut().expect("set before the first plan")
}

fn infect(context: &mut Context, node: u32) {
    let now = context.get_current_time();
    let spread = state(context);
    if std::mem::replace(&mut spread.infected[node as usize], true) {
        return;
    }
    let neighbours = spread.graph.of(node);
    spread.leaving += neighbours.len();
    spread.count += 1;
    // Mean 1, variance 1.
    let law = LogNormal::new(-0.5 * 2_f64.ln(), 2_f64.ln().sqrt()).expect("a positive deviation");
    for &to in neighbours {
        if state(context).infected[to as usize] {
            continue;
        }
        let at = now + context.sample_distr(SpreadRng, law);
        let spread = state(context);
        let best = &mut spread.best[to as usize];
        if at < *best || spread.every {
            *best = at;
            context.add_plan(at, move |context| infect(context, to));
        }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [plans, file, nodes, rest @ ..] = arguments.as_slice() else { panic!("best|every FILE NODES [RUNS]") };
    let every = plans == "every";
    let nodes: u32 = nodes.parse().expect("NODES is a number");
    let runs: u64 = rest.first().map_or(5, |runs| runs.parse().expect("RUNS is a number"));
    let bytes = std::fs::read(file).expect("FILE can be read");
    let graph: &'static Graph = Box::leak(Box::new(Graph::new(nodes, &edges::pairs(&bytes))));
    let (mut times, mut infected) = (Vec::new(), 0);
    for run in 0..=runs {
        let before = cpu::nanoseconds();
        let mut context = Context::new();
        context.init_random(run);
        let size = nodes as usize;
        let (best, infected_before) = (vec![f64::INFINITY; size], vec![false; size]);
        *context.get_data_mut(SpreadPlugin) =
            Some(Spread { graph, best, every, infected: infected_before, leaving: 0, count: 0 });
        context.add_plan(0.0, |context| infect(context, 0));
        context.execute();
        let spent = (cpu::nanoseconds() - before) as f64;
        let spread = state(&mut context);
        infected = spread.count;
        // The first one warms up.
        if run > 0 {
            times.push(spent / spread.leaving as f64);
        }
    }
    println!("infected={infected}");
    println!("ixa {plans} n={nodes} edges={} cpu_ns/edge {}", graph.links.len(), times::spread_of(times));
}
