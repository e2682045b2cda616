//! Does the ECS loop cost more than plain `Vec`s?
//!
//! Decides whether the loop may stay one system over borrowed columns (KERNEL goal: at most 1.10 times the baseline).
//! `ecs` is the loop with the log that it writes, `measured` the whole replication with all measures, which the baseline has none of.
//! Contenders play the same replications in turn (A B A B ...), so that a busy neighbour slows all of them; each round
//! reports CPU nanoseconds per event, and what this is to the baseline's of the same round: the median of these ratios is what
//! decides. `us` is what an incident takes. Every contender must count the same events.
//!
//! `cargo bench --bench spread`, or only some sizes: `cargo bench --bench spread -- 100k '1M small'`. Without `--bench` (as
//! `cargo test --all-targets` runs it) the small sizes only.

#![expect(clippy::print_stdout, reason = "a bench reports on the terminal")]

mod baseline;
mod cpu;
mod engine;

use baseline::{Baseline, Graph, Parameters};
use engine::{Engine, step_address};
use yagura_sim::kernel::{Key, MasterSeed, Tick, replication_key};

/// Plays one replication; returns events and seized assets.
type Contender<'a> = (&'static str, Box<dyn FnMut(Key) -> (u64, u64) + 'a>);

struct Size {
    name: &'static str,
    assets: u32,
    replications: u32,
    rounds: usize,
    horizon: Tick,
}

fn main() {
    let days = |days: f64| Tick::from_hours(24.0 * days);
    let sizes = [
        Size { name: "1k small", assets: 1000, replications: 2000, rounds: 15, horizon: days(0.7) },
        Size { name: "1k", assets: 1000, replications: 400, rounds: 15, horizon: days(1.7) },
        Size { name: "1k full", assets: 1000, replications: 100, rounds: 15, horizon: days(60.0) },
        Size { name: "100k", assets: 100_000, replications: 200, rounds: 15, horizon: days(1.6) },
        Size { name: "1M small", assets: 1_000_000, replications: 400, rounds: 15, horizon: days(1.3) },
        Size { name: "1M cold", assets: 1_000_000, replications: 200, rounds: 15, horizon: days(1.6) },
        Size { name: "1M outbreak", assets: 1_000_000, replications: 1, rounds: 5, horizon: days(60.0) },
    ];
    let (options, wanted): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let sizes = if options.iter().any(|option| option == "--bench") { &sizes[..] } else { &sizes[..2] };
    let sizes = sizes.iter().filter(|size| wanted.is_empty() || wanted.iter().any(|name| name == size.name));
    println!(
        "{:12} {:10} {:>8} {:>8} {:>8} {:>7} {:>7} {:>7} {:>10} {:>10} {:>10}",
        "size", "contender", "median", "min", "max", "ratio", "from", "to", "us", "events", "seized"
    );
    for size in sizes {
        let graph = Graph::random(size.assets, MasterSeed(1));
        let mut ecs = Engine::unmeasured(&graph, size.horizon);
        let mut whole = Engine::new(&graph, size.horizon);
        let mut parameters = Parameters::new(ecs.horizon(), step_address()).expect("valid parameters");
        let mut plain = Baseline::new(&graph);
        let mixed = ecs.mixed(Key([0, 0]));
        let mut contenders: Vec<Contender<'_>> = vec![
            // The engine mixes the scenario's address into the key; the baseline is given the mixed key.
            ("baseline", Box::new(|key| plain.run(&graph, &mut parameters, Key([key.0[0], key.0[1] ^ mixed.0[1]])))),
            ("ecs", Box::new(|key| ecs.run(key))),
            ("measured", Box::new(|key| whole.run(key))),
        ];
        compare(size, &mut contenders);
    }
}

/// One line for each contender, per replication; times in ns per event.
fn compare(size: &Size, contenders: &mut [Contender<'_>]) {
    let mut times = vec![Vec::new(); contenders.len()];
    let mut counts = vec![(0, 0); contenders.len()];
    for round in 0..=size.rounds {
        for (index, (_, play)) in contenders.iter_mut().enumerate() {
            let before = cpu::nanoseconds();
            let (mut events, mut seized) = (0, 0);
            for replication in 0..size.replications {
                let (e, s) = play(replication_key(MasterSeed(7), round as u32, replication));
                (events, seized) = (events + e, seized + s);
            }
            let time = (cpu::nanoseconds() - before) as f64 / events as f64;
            // Round 0 warms up memory, queue and caches.
            if round > 0 {
                times[index].push(time);
            }
            counts[index] = (events, seized);
        }
        assert!(counts.iter().all(|count| *count == counts[0]), "contenders play different incidents: {counts:?}");
    }
    let baseline = times[0].clone();
    for ((name, _), (times, (events, seized))) in contenders.iter().zip(times.iter_mut().zip(counts)) {
        let mut ratios: Vec<f64> = times.iter().zip(&baseline).map(|(time, baseline)| time / baseline).collect();
        ratios.sort_by(f64::total_cmp);
        times.sort_by(f64::total_cmp);
        let per_replication = |count| count as f64 / f64::from(size.replications);
        println!(
            "{:12} {name:10} {:8.1} {:8.1} {:8.1} {:7.3} {:7.3} {:7.3} {:10.1} {:10.0} {:10.0}",
            size.name,
            times[times.len() / 2],
            times[0],
            times[times.len() - 1],
            ratios[ratios.len() / 2],
            ratios[0],
            ratios[ratios.len() - 1],
            times[times.len() / 2] * per_replication(events) / 1000.0,
            per_replication(events),
            per_replication(seized),
        );
    }
}
