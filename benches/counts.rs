//! How many instructions does a fixed small workload take? Times vary with the neighbours, these counts do not: a lost
//! `inline` shows at once.
//!
//! One workload by name, to be run under callgrind, which counts inside [`measured`] only; README.md has the command and
//! the numbers.

#![expect(clippy::print_stdout, reason = "a bench reports on the terminal")]

mod baseline;
mod engine;
mod hold;

use std::hint::black_box;

use baseline::{Baseline, Graph, Parameters};
use engine::{Engine, step_address};
use yagura_sim::kernel::{MasterSeed, Purpose, Tick, replication_key};

/// The part that is counted: callgrind finds it by this name.
#[inline(never)]
fn measured(work: &mut dyn FnMut() -> u64) -> u64 {
    black_box(work())
}

fn main() {
    let workload = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let done = match workload.as_deref() {
        Some("queue") => queue(),
        Some("draws") => draws(),
        Some("spread") => spread(),
        Some("engine") => engine(Engine::unmeasured),
        Some("measured") => engine(Engine::new),
        _ => {
            println!("name a workload: queue, draws, spread, engine or measured");
            return;
        }
    };
    println!("{done} units of work");
}

/// 100 000 holds at 1000 pending.
fn queue() -> u64 {
    let mut queue = hold::Radix::new(1000);
    (0..100_000).for_each(|_| queue.hold());
    measured(&mut || {
        (0..100_000).for_each(|_| queue.hold());
        100_000
    })
}

/// 100 000 keyed uniform numbers.
fn draws() -> u64 {
    let key = replication_key(MasterSeed(1), 0, 0);
    measured(&mut || {
        black_box((0..100_000).map(|link| key.unit(Purpose::Outcome, link, 1, 0)).sum::<f64>());
        100_000
    })
}

/// The baseline's spread over 1000 assets, 200 replications; counted by events.
fn spread() -> u64 {
    let graph = Graph::random(1000, MasterSeed(1));
    let engine = Engine::new(&graph, Tick::from_hours(24.0 * 1.7));
    let mut parameters = Parameters::new(engine.horizon(), step_address()).expect("valid parameters");
    let mut plain = Baseline::new(&graph);
    // The keys with which the engine plays.
    let key = |replication| engine.mixed(replication_key(MasterSeed(7), 0, replication));
    let mut play = |replication| plain.run(&graph, &mut parameters, key(replication)).0;
    (0..50).for_each(|replication| {
        black_box(play(replication));
    });
    measured(&mut || (0..200).map(&mut play).sum())
}

/// The same through the engine, with the log that it writes.
fn engine(build: fn(&Graph, Tick) -> Engine) -> u64 {
    let graph = Graph::random(1000, MasterSeed(1));
    let mut engine = build(&graph, Tick::from_hours(24.0 * 1.7));
    let mut play = |replication| engine.run(replication_key(MasterSeed(7), 0, replication)).0;
    (0..50).for_each(|replication| {
        black_box(play(replication));
    });
    measured(&mut || (0..200).map(&mut play).sum())
}
