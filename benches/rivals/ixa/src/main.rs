//! W1 on ixa: lognormal spread on a given graph.
//!
//! `cargo run --release -- best|every FILE NODES [RUNS]`, FILE of little-endian `u32` pairs, a link each way. `best` plans only the best
//! arrival at each node, as the floor does; `every` plans each arrival at a node not yet infected, which is how one would write it first.
//! Prints what `yagura run --timing` prints.

use ixa::prelude::*;
use rand_distr::LogNormal;
use rustix::time::{ClockId, clock_gettime};

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

struct Graph {
    first: Vec<u32>,
    links: Vec<u32>,
}

impl Graph {
    fn new(nodes: u32, edges: &[(u32, u32)]) -> Self {
        let mut first = vec![0_u32; nodes as usize + 1];
        for &(a, b) in edges {
            first[a as usize + 1] += 1;
            first[b as usize + 1] += 1;
        }
        for node in 0..nodes as usize {
            first[node + 1] += first[node];
        }
        let (mut next, mut links) = (first.clone(), vec![0; 2 * edges.len()]);
        for &(a, b) in edges {
            for (from, to) in [(a, b), (b, a)] {
                links[next[from as usize] as usize] = to;
                next[from as usize] += 1;
            }
        }
        Self { first, links }
    }

    fn of(&self, node: u32) -> &[u32] {
        &self.links[self.first[node as usize] as usize..self.first[node as usize + 1] as usize]
    }
}

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

fn cpu_ns() -> f64 {
    let now = clock_gettime(ClockId::ProcessCPUTime);
    now.tv_sec as f64 * 1e9 + now.tv_nsec as f64
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [plans, file, nodes, rest @ ..] = arguments.as_slice() else { panic!("best|every FILE NODES [RUNS]") };
    let every = plans == "every";
    let nodes: u32 = nodes.parse().expect("NODES is a number");
    let runs: u64 = rest.first().map_or(5, |runs| runs.parse().expect("RUNS is a number"));
    let bytes = std::fs::read(file).expect("FILE can be read");
    let word = |four: &[u8]| u32::from_le_bytes(four.try_into().expect("four bytes"));
    let edges: Vec<_> = bytes.chunks_exact(8).map(|pair| (word(&pair[..4]), word(&pair[4..]))).collect();
    let graph: &'static Graph = Box::leak(Box::new(Graph::new(nodes, &edges)));
    let (mut times, mut infected) = (Vec::new(), 0);
    for run in 0..=runs {
        let before = cpu_ns();
        let mut context = Context::new();
        context.init_random(run);
        let size = nodes as usize;
        let (best, infected_before) = (vec![f64::INFINITY; size], vec![false; size]);
        *context.get_data_mut(SpreadPlugin) =
            Some(Spread { graph, best, every, infected: infected_before, leaving: 0, count: 0 });
        context.add_plan(0.0, |context| infect(context, 0));
        context.execute();
        let spent = cpu_ns() - before;
        let spread = state(&mut context);
        infected = spread.count;
        // The first one warms up.
        if run > 0 {
            times.push(spent / spread.leaving as f64);
        }
    }
    times.sort_by(f64::total_cmp);
    println!("infected={infected}");
    println!(
        "ixa {plans} n={nodes} edges={} cpu_ns/edge med={:.1} min={:.1} max={:.1}",
        graph.links.len(),
        times[times.len() / 2],
        times[0],
        times[times.len() - 1]
    );
}
