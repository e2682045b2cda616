//! Generated cities against measured ones, and what they cost in memory. The fit of their networks is tested where these are grown.

#![expect(
    clippy::print_stdout,
    reason = "figures that the docs quote are printed, and skipped tests say that they were skipped"
)]

mod real;

use real::real;
use yagura_scenarios::generate::GeneratedCity;
use yagura_scenarios::import::edges::graph_city;
use yagura_scenarios::import::inp::{LinkKind, NodeKind};
use yagura_scenarios::import::network;
use yagura_sim::city::{AssetKind, City, Edges, Topology};

fn city(assets: u32, seed: u64) -> City {
    let made = GeneratedCity::new(assets, seed).expect("a good size");
    City::build_from(made.skeleton(), &made).expect("a generated city builds")
}

#[test]
fn waterworks_have_tanks_pumps_and_valves_as_a_measured_one() {
    let Some(path) = real("epanet/ky10.inp") else { return };
    let measured = network(&path).expect("ky10 is good");
    let tanks = measured.nodes.iter().filter(|node| node.kind == NodeKind::Tank).count();
    let links = |kind| measured.links.iter().filter(|link| link.kind == kind).count();
    let measured = [tanks, links(LinkKind::Pump), links(LinkKind::Valve)];
    let city = city(10_000, 1);
    let assets = |kind, subtype: &str| {
        let of = |asset: &&yagura_sim::city::Asset| {
            asset.kind == kind && asset.subtype == subtype && asset.service.starts_with("water-supply")
        };
        city.assets.iter().filter(of).count()
    };
    // Every tank has two level sensors.
    let generated = [
        assets(AssetKind::Sensor, "level") / 2,
        assets(AssetKind::Actuator, "pump"),
        assets(AssetKind::Actuator, "valve"),
    ];
    let shares = |counts: [usize; 3]| counts.map(|count| count as f64 / counts.iter().sum::<usize>() as f64);
    println!("tanks, pumps, valves: measured {:.2?}, generated {:.2?}", shares(measured), shares(generated));
    for (own, theirs) in shares(generated).iter().zip(shares(measured)) {
        assert!((own - theirs).abs() <= 0.2, "{generated:?} against {measured:?}");
    }
}

#[test]
fn kinds_stay_near_the_proportions_of_the_pattern_at_any_size() {
    let pattern = yagura_scenarios::load_city("hoshimi").expect("the shipped city").records;
    let share = |kinds: &[AssetKind], kind: AssetKind| {
        kinds.iter().filter(|&&own| own == kind).count() as f64 / kinds.len() as f64
    };
    let expected: Vec<AssetKind> = pattern.assets.iter().map(|asset| asset.kind).collect();
    for size in [744, 10_000, 100_000] {
        let kinds: Vec<AssetKind> = city(size, 1).assets.iter().map(|asset| asset.kind).collect();
        for kind in
            [AssetKind::Sensor, AssetKind::Actuator, AssetKind::Controller, AssetKind::Gateway, AssetKind::Camera]
        {
            let (own, theirs) = (share(&kinds, kind), share(&expected, kind));
            assert!((own - theirs).abs() < 0.1, "{size}: {kind} {own:.3}, in the pattern {theirs:.3}");
        }
    }
}

#[test]
fn many_districts_stay_within_what_the_indices_hold() {
    let city = city(300_000, 1);
    assert!(city.zones.len() > 5000 && city.classes.len() < usize::from(u16::MAX), "{}", city.classes.len());
    println!("300,000 assets: {} zones, {} classes, {} sites", city.zones.len(), city.classes.len(), city.sites.len());
}

/// Bytes that stay allocated after `make`, and what it made.
fn kept<T>(make: impl FnOnce() -> T) -> (i64, T) {
    let mut made = None;
    let asked = allocation_counter::measure(|| made = Some(make()));
    (asked.bytes_current, made.expect("it was made"))
}

#[test]
fn a_city_and_a_world_take_few_bytes_an_asset() {
    const ASSETS: u32 = 50_000;
    let (city_bytes, made) = kept(|| city(ASSETS, 1));
    let (world_bytes, _world) = kept(|| yagura_sim::incident::Twin::new(&made));
    // Four edges a node, each a link each way: eight links an asset.
    let edges = (0..ASSETS).flat_map(|node| (1..=4).map(move |step| (node, (node + step * 997) % ASSETS)));
    let (graph_bytes, (graph, topology)) = kept(|| {
        let (one, _) = graph_city("graph", 1);
        let topology = Topology::from_edges(ASSETS as usize, edges, Edges::Undirected).expect("a graph");
        (City::build(one).expect("one node builds").of_copies(ASSETS), topology)
    });
    assert_eq!((graph.assets.len(), topology.links().len()), (ASSETS as usize, 8 * ASSETS as usize));
    let per_asset = |bytes: i64| bytes as f64 / f64::from(ASSETS);
    println!(
        "bytes per asset: world of a worker {:.0}, shared graph with eight links {:.0}, shared generated city with names and flows {:.0}",
        per_asset(world_bytes),
        per_asset(graph_bytes),
        per_asset(city_bytes)
    );
    // What the table of goals demands.
    assert!(per_asset(world_bytes) <= 110.0, "{}", per_asset(world_bytes));
    assert!(per_asset(graph_bytes) <= 250.0, "{}", per_asset(graph_bytes));
    assert!(per_asset(city_bytes) <= 400.0, "{}", per_asset(city_bytes));
}
