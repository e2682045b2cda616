//! What a warm worker asks of the allocator: nothing while events are played, a few lists of the measures afterwards.

#[path = "../../benches/baseline/mod.rs"]
#[expect(dead_code, reason = "only its graph is played")]
mod baseline;
#[path = "../../benches/engine/mod.rs"]
#[expect(dead_code, reason = "a bench compares it with another")]
mod engine;

use baseline::Graph;
use engine::Engine;
use yagura_sim::kernel::{Key, MasterSeed, Tick, replication_key};

/// Lists that the measures make, of organisations and zones reached among others: a few, whatever the size of the incident.
const LISTS: u64 = 8;

#[test]
fn a_warm_replication_allocates_for_its_measures_only_however_many_events_it_has() {
    let mut engine = Engine::new(&Graph::random(1000, MasterSeed(1)), Tick::from_hours(24.0 * 3.0));
    let keys: Vec<Key> = (0..100).map(|replication| replication_key(MasterSeed(7), 0, replication)).collect();
    let events: Vec<u64> = keys.iter().map(|&key| engine.run(key).0).collect();
    assert!(
        events.iter().max() > Some(&1000) && events.iter().min() < Some(&20),
        "small and large incidents: {events:?}"
    );
    for (&key, &before) in keys.iter().zip(&events) {
        let mut again = 0;
        let asked = allocation_counter::measure(|| again = engine.run(key).0);
        assert_eq!(again, before, "the same incident");
        assert!(asked.count_total <= LISTS, "{} allocations in {again} events", asked.count_total);
    }
}

/// The list of the first step's targets in their drawn order.
const LISTS_OF_TARGETS: u64 = 1;

/// Measures read and change nothing: without them the same happens.
#[test]
fn an_incident_that_nobody_measures_is_the_same_and_allocates_one_list() {
    let graph = Graph::random(1000, MasterSeed(1));
    let horizon = Tick::from_hours(24.0 * 3.0);
    let (mut measured, mut unmeasured) = (Engine::new(&graph, horizon), Engine::unmeasured(&graph, horizon));
    let keys: Vec<Key> = (0..100).map(|replication| replication_key(MasterSeed(7), 0, replication)).collect();
    let expected: Vec<(u64, u64)> = keys.iter().map(|&key| measured.run(key)).collect();
    assert_eq!(keys.iter().map(|&key| unmeasured.run(key)).collect::<Vec<_>>(), expected);
    for key in keys {
        let asked = allocation_counter::measure(|| {
            unmeasured.run(key);
        });
        assert!(asked.count_total <= LISTS_OF_TARGETS, "{} allocations", asked.count_total);
    }
}
