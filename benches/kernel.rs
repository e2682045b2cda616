//! Is the queue faster than the standard heap at every size, and what do draws and distributions cost in the loop?
//!
//! Decides whether the radix queue stays (never slower than `BinaryHeap`, at most 0.4 times at a million pending) and
//! whether portable mathematics and addressed draws can be paid (keyed uniform / exponential / lognormal at most
//! 10 / 30 / 55 ns).
//!
//! `cargo bench --bench kernel`; `cargo bench --bench kernel -- queue` for one group.

mod hold;

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use rand::Rng;
use yagura_sim::kernel::{Delay, Distribution, Key, MasterSeed, Purpose, parameter_stream, replication_key};

const BATCH: u64 = 1000;

fn queue(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("queue/hold");
    group.throughput(Throughput::Elements(BATCH));
    for (name, pending) in [("64", 64), ("1k", 1000), ("16k", 16_000), ("1M", 1_000_000)] {
        group.bench_function(BenchmarkId::new("radix", name), |bench| {
            let mut queue = hold::Radix::new(pending);
            // The sequence of 32 bits lasts for 4e9 holds; a bench makes some 1e8.
            bench.iter(|| (0..BATCH).for_each(|_| queue.hold()));
        });
        group.bench_function(BenchmarkId::new("binary_heap", name), |bench| {
            let mut queue = Heap::new(pending);
            bench.iter(|| (0..BATCH).for_each(|_| queue.hold()));
        });
    }
    group.finish();
}

/// The reference: the standard heap with the same promise about equal times.
struct Heap {
    queue: BinaryHeap<Reverse<(u64, u32, hold::Event)>>,
    steps: Vec<Delay>,
    next: usize,
    sequence: u32,
}

impl Heap {
    fn new(pending: u32) -> Self {
        let steps = hold::steps();
        let queue =
            (0..pending).map(|index| Reverse((steps[index as usize % steps.len()].0, index, [index; 3]))).collect();
        Self { queue, steps, next: 0, sequence: pending }
    }

    #[inline]
    fn hold(&mut self) {
        if let Some(Reverse((now, _, event))) = self.queue.pop() {
            self.queue.push(Reverse((now + self.steps[self.next % 4096].0, self.sequence, event)));
            self.sequence = self.sequence.wrapping_add(1);
            self.next += 1;
        }
    }
}

fn draws(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("draws");
    group.throughput(Throughput::Elements(BATCH));
    let key = replication_key(MasterSeed(1), 0, 0);
    group.bench_function("keyed uniform", |bench| {
        bench.iter(|| (0..BATCH as u32).map(|link| black_box(key).unit(Purpose::Outcome, link, 1, 0)).sum::<f64>());
    });
    for (name, law) in [
        ("keyed exponential", Distribution::exponential(8.0)),
        ("keyed lognormal", Distribution::lognormal(1.7, 0.8)),
        ("keyed weibull", Distribution::weibull(0.6, 9.0)),
    ] {
        let law = law.expect("valid parameters");
        group.bench_function(name, |bench| {
            bench.iter(|| {
                let draw = |link| black_box(law).quantile(key.unit(Purpose::AttemptTime, link, 1, 0));
                (0..BATCH as u32).map(draw).sum::<f64>()
            });
        });
    }
    group.bench_function("reference: chacha8 in sequence", |bench| {
        let mut stream = parameter_stream(MasterSeed(1), 0);
        bench.iter(|| (0..BATCH).fold(0, |sum: u64, _| sum.wrapping_add(stream.next_u64())));
    });
    group.bench_function("replication key", |bench| {
        bench.iter(|| {
            (0..BATCH as u32)
                .fold(Key::default(), |_, replication| replication_key(black_box(MasterSeed(1)), 3, replication))
        });
    });
    group.finish();
}

fn samplers(criterion: &mut Criterion) {
    const POINTS: u32 = 100;
    let mut group = criterion.benchmark_group("samplers/quantile");
    group.throughput(Throughput::Elements(POINTS.into()));
    for (name, law) in [
        ("exponential", Distribution::exponential(8.0)),
        ("lognormal", Distribution::lognormal(1.7, 0.8)),
        ("weibull", Distribution::weibull(0.6, 9.0)),
        ("gamma", Distribution::gamma(2.5, 2.0)),
        ("beta", Distribution::beta(46.0, 4.0)),
        ("pert", Distribution::pert(0.0, 2.0, 10.0)),
    ] {
        let law = law.expect("valid parameters");
        group.bench_function(name, |bench| {
            let point = |index: u32| (f64::from(index) + 0.5) / f64::from(POINTS);
            bench.iter(|| (0..POINTS).map(|index| black_box(law).quantile(point(index))).sum::<f64>());
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
    targets = queue, draws, samplers
}
criterion_main!(benches);
