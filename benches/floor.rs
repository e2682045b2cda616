//! What the two public workloads cost with nothing but the algorithm: the floors under W1 (spread on a given graph) and W2 (hold).
//!
//! Sparse rows, a 4-ary heap, a sequential generator, `std`'s mathematics, and only the best arrival at each node planned; for W2 the
//! standard heap, pop and push. No address, no ties kept in order, no log: nothing that makes a result repeatable or tells a story.
//! The ratio of the program to it is the price of these.
//!
//! `cargo bench --bench floor -- FILE NODES [RUNS]`, FILE of little-endian `u32` pairs (`random_graph.py`), a link each way; lognormal
//! times of mean 1 and variance 1, node 0 first, until all that can be reached is infected. `cargo bench --bench floor -- hold PENDING`:
//! successors exponential, mean 1. Both print the line that `yagura run --timing` prints. Without arguments (as
//! `cargo test --all-targets` runs it) a ring of 1000.

#![expect(clippy::print_stdout, reason = "a bench reports on the terminal")]

mod cpu;
mod edges;
mod graph;
mod times;

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::process::ExitCode;

use edges::pairs;
use graph::Graph;
use times::spread_of;

/// Median 2^-1/2, variance of the logarithm ln 2: mean 1, variance 1.
const MU: f64 = -0.346_573_590_279_972_64;
const SIGMA: f64 = 0.832_554_611_157_697_7;

/// Units of work timed at a time: enough for any clock.
const AT_A_TIME: usize = 1_000_000;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    if let [hold, pending] = arguments.as_slice()
        && hold == "hold"
        && let Ok(pending) = pending.parse()
    {
        print_hold(pending);
        return ExitCode::SUCCESS;
    }
    let (edges, nodes) = match arguments.as_slice() {
        [file, nodes, ..] => match (std::fs::read(file), nodes.parse()) {
            (Ok(bytes), Ok(nodes)) => (pairs(&bytes), nodes),
            _ => {
                println!("FILE cannot be read, or NODES is no number");
                return ExitCode::FAILURE;
            }
        },
        _ => ((0..1000).map(|node| (node, (node + 1) % 1000)).collect(), 1000),
    };
    let runs = arguments.get(2).and_then(|runs| runs.parse().ok()).unwrap_or(6);
    if edges.iter().any(|&(a, b)| a.max(b) >= nodes) {
        println!("an edge names a node beyond NODES");
        return ExitCode::FAILURE;
    }
    print_spread(&Graph::new(nodes, &edges), runs);
    ExitCode::SUCCESS
}

fn print_spread(graph: &Graph, runs: u64) {
    let nodes = graph.first.len() - 1;
    let (mut infected, mut times) = (0, Vec::new());
    let spreads = (AT_A_TIME / graph.links.len().max(1)).max(1) as u64;
    for run in 0..=runs {
        let before = cpu::nanoseconds();
        let mut leaving = 0;
        for one in 0..spreads {
            let taken = spread(graph, run * spreads + one);
            leaving += taken.iter().map(|&node| graph.of(node).len()).sum::<usize>();
            infected = taken.len();
        }
        let spent = (cpu::nanoseconds() - before) as f64;
        // The first one warms up.
        if run > 0 {
            times.push(spent / leaving as f64);
        }
    }
    println!("infected={infected}");
    println!("floor n={nodes} edges={} cpu_ns/edge {}", graph.links.len(), spread_of(times));
}

/// A pending set of fixed size: the earliest event is taken, its successor planned.
fn print_hold(pending: u32) {
    const TICKS: f64 = 1e9;
    let mut generator = Sequence::new(1);
    let mut later = move || (-generator.unit().ln() * TICKS) as u64;
    let mut queue: BinaryHeap<Reverse<(u64, u32)>> = (0..pending).map(|index| Reverse((later(), index))).collect();
    let mut times = Vec::new();
    for run in 0..=6 {
        let before = cpu::nanoseconds();
        for _ in 0..AT_A_TIME {
            if let Some(Reverse((now, index))) = queue.pop() {
                queue.push(Reverse((now + later(), index)));
            }
        }
        if run > 0 {
            times.push((cpu::nanoseconds() - before) as f64 / AT_A_TIME as f64);
        }
    }
    println!("floor n={pending} cpu_ns/event {}", spread_of(times));
}

/// Plays one spread from node 0; the nodes infected, in order.
fn spread(graph: &Graph, seed: u64) -> Vec<u32> {
    let nodes = graph.first.len() - 1;
    let mut generator = Sequence::new(seed);
    let mut best = vec![f64::INFINITY; nodes];
    let mut infected = vec![false; nodes];
    let (mut heap, mut taken) = (Heap::default(), Vec::with_capacity(nodes));
    best[0] = 0.0;
    heap.push(0.0, 0);
    while let Some((now, node)) = heap.pop() {
        if std::mem::replace(&mut infected[node as usize], true) {
            continue;
        }
        taken.push(node);
        for &to in graph.of(node) {
            if !infected[to as usize] {
                let at = now + (MU + SIGMA * generator.normal()).exp();
                if at < best[to as usize] {
                    best[to as usize] = at;
                    heap.push(at, to);
                }
            }
        }
    }
    taken
}

/// xoroshiro128+ (Blackman and Vigna 2018), normal numbers in pairs by Box and Muller.
struct Sequence {
    state: [u64; 2],
    spare: Option<f64>,
}

impl Sequence {
    fn new(seed: u64) -> Self {
        let scrambled = |n: u64| (seed.wrapping_mul(2).wrapping_add(n)).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ n << 31;
        Self { state: [scrambled(1), scrambled(2) | 1], spare: None }
    }

    fn unit(&mut self) -> f64 {
        let [a, mut b] = self.state;
        let sum = a.wrapping_add(b);
        b ^= a;
        self.state = [a.rotate_left(24) ^ b ^ b << 16, b.rotate_left(37)];
        ((sum >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        let radius = (-2.0 * self.unit().ln()).sqrt();
        let (sin, cos) = (std::f64::consts::TAU * self.unit()).sin_cos();
        self.spare = Some(radius * sin);
        radius * cos
    }
}

/// A 4-ary heap of times and nodes, earliest on top.
#[derive(Default)]
struct Heap(Vec<(f64, u32)>);

impl Heap {
    fn push(&mut self, at: f64, node: u32) {
        let mut place = self.0.len();
        self.0.push((at, node));
        while place > 0 && at < self.0[(place - 1) / 4].0 {
            self.0[place] = self.0[(place - 1) / 4];
            place = (place - 1) / 4;
        }
        self.0[place] = (at, node);
    }

    fn pop(&mut self) -> Option<(f64, u32)> {
        let last = self.0.pop()?;
        let Some(&top) = self.0.first() else { return Some(last) };
        let mut place = 0;
        loop {
            let first = 4 * place + 1;
            let children = self.0.get(first..(first + 4).min(self.0.len())).unwrap_or_default();
            let Some(least) = (0..children.len()).min_by(|&a, &b| children[a].0.total_cmp(&children[b].0)) else {
                break;
            };
            if children[least].0 >= last.0 {
                break;
            }
            self.0[place] = children[least];
            place = first + least;
        }
        self.0[place] = last;
        Some(top)
    }
}
