//! From the plan to data flows.
//!
//! Who feeds whom: *readings* go from each source to the nearest sink; *commands* (set points, texts, displays) come to each sink from its
//! nearest source. Distance is that between sites; those that stand at one site take turns, so a cluster shares its load.
//!
//! What a flow carries: a reading path carries what its source makes and what comes in below it, as far as the sink or anything that reads
//! on behind it uses it; an application hands on only what it makes. So readings of the river pass the broker to the gate and evacuation applications and never reach the street
//! lights. A command path carries the commands that came from above, else the set points of its source (`sets`), else what its source makes: texts
//! and displays. Readings and set points are datasets of their own, so that a false reading does not travel down with the set points.

use super::asset_layout::Asset;
use super::plan::{Plan, Planned};
use super::{list, table};
use std::collections::{BTreeMap, BTreeSet};

/// A row of `flows.csv`.
pub(super) struct Flow {
    from: String,
    to: String,
    datasets: String,
    interval_s: String,
    protected: String,
    source: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Reading,
    Command,
}

/// A pair of row keys that the plan connects.
struct Edge<'a> {
    from: &'a str,
    to: &'a str,
    direction: Direction,
}

/// All flows, in the order of the plan.
pub(super) fn lay_out(plan: &Plan, assets: &[Asset]) -> Result<Vec<Flow>, String> {
    let edges = edges(plan)?;
    let carried = Carried::over(plan, &edges);
    let mut flows = Vec::new();
    let mut done = BTreeSet::new();
    for edge in &edges {
        // Rows that share a key are dealt together.
        if !done.insert((edge.from, edge.to)) {
            continue;
        }
        let of = |key: &str| -> Vec<&Asset> { assets.iter().filter(|asset| plan.rows[asset.row].key == key).collect() };
        let (sources, sinks) = (of(edge.from), of(edge.to));
        let pairs: Vec<(&Asset, &Asset)> = match edge.direction {
            Direction::Reading => nearest(plan, &sources, &sinks),
            Direction::Command => {
                nearest(plan, &sinks, &sources).into_iter().map(|(sink, source)| (source, sink)).collect()
            }
        };
        let datasets = carried.along(plan, edge);
        if datasets.is_empty() {
            return Err(format!("{} -> {}: nothing that the sink uses comes this way", edge.from, edge.to));
        }
        for (source, sink) in pairs {
            let row = &plan.rows[source.row];
            if source.zone != sink.zone && !plan.conduits.contains(&(source.zone.clone(), sink.zone.clone())) {
                return Err(format!("{} -> {}: no conduit from {} to {}", source.id, sink.id, source.zone, sink.zone));
            }
            let interval_s = row.cell("interval_s");
            if interval_s.is_empty() || row.cell("protected_flow").is_empty() {
                return Err(format!("{}: feeds others, so it needs interval_s and protected_flow", row.key));
            }
            flows.push(Flow {
                from: source.id.clone(),
                to: sink.id.clone(),
                datasets: plan.cell_of(&datasets),
                interval_s: interval_s.to_owned(),
                protected: row.cell("protected_flow").to_owned(),
                source: row.cell("source").to_owned(),
            });
        }
    }
    Ok(flows)
}

fn edges(plan: &Plan) -> Result<Vec<Edge<'_>>, String> {
    let mut edges = Vec::new();
    for row in &plan.rows {
        for (column, direction) in [("feeds", Direction::Reading), ("commands", Direction::Command)] {
            for to in list(row.cell(column)) {
                if !plan.rows.iter().any(|other| other.key == to) {
                    return Err(format!("{}: {column} `{to}`, which is no row of the plan", row.key));
                }
                edges.push(Edge { from: &row.key, to, direction });
            }
        }
    }
    Ok(edges)
}

/// For each of `seekers` the nearest of `offers`; offers of one site take turns among the seekers that choose that site.
fn nearest<'a>(plan: &Plan, seekers: &[&'a Asset], offers: &[&'a Asset]) -> Vec<(&'a Asset, &'a Asset)> {
    let mut turns: BTreeMap<usize, usize> = BTreeMap::new();
    let mut pairs = Vec::new();
    for &seeker in seekers {
        let from = &plan.places[seeker.place];
        let Some(best) = offers.iter().min_by_key(|offer| from.distance(&plan.places[offer.place])) else { continue };
        let there: Vec<&&Asset> = offers.iter().filter(|offer| offer.place == best.place).collect();
        let turn = turns.entry(best.place).or_default();
        pairs.push((seeker, *there[*turn % there.len()]));
        *turn += 1;
    }
    pairs
}

/// What reaches each row from below and from above, and what it and those behind it use.
struct Carried {
    readings: BTreeMap<String, BTreeSet<String>>,
    commands: BTreeMap<String, BTreeSet<String>>,
    wanted: BTreeMap<String, BTreeSet<String>>,
}

impl Carried {
    fn over(plan: &Plan, edges: &[Edge<'_>]) -> Self {
        let mut carried = Self { readings: BTreeMap::new(), commands: BTreeMap::new(), wanted: BTreeMap::new() };
        for row in &plan.rows {
            carried.readings.insert(row.key.clone(), plan.datasets_of(row.cell("dataset")));
            carried.commands.insert(row.key.clone(), BTreeSet::new());
            carried.wanted.insert(row.key.clone(), used(plan, row));
        }
        // Sets only grow and are finite, so this ends; loops in the plan do no harm.
        loop {
            let before = carried.size();
            for edge in edges {
                if edge.direction == Direction::Reading {
                    let behind = carried.wanted.get(edge.to).cloned().unwrap_or_default();
                    // What an explicit rule or an application holds back is not asked of those before it.
                    let behind = match rule(plan, edge) {
                        Some(only) => &behind & only,
                        None if is_application(edge.from) => &behind & &own(plan, edge.from),
                        None => behind,
                    };
                    carried.wanted.entry(edge.from.to_owned()).or_default().extend(behind);
                }
            }
            for edge in edges {
                let along = carried.along(plan, edge);
                let into = match edge.direction {
                    Direction::Reading => &mut carried.readings,
                    Direction::Command => &mut carried.commands,
                };
                into.entry(edge.to.to_owned()).or_default().extend(along);
            }
            if carried.size() == before {
                return carried;
            }
        }
    }

    fn size(&self) -> usize {
        [&self.readings, &self.commands, &self.wanted].iter().flat_map(|map| map.values()).map(BTreeSet::len).sum()
    }

    /// Datasets on an edge.
    fn along(&self, plan: &Plan, edge: &Edge<'_>) -> BTreeSet<String> {
        if let Some(only) = rule(plan, edge) {
            return only.clone();
        }
        let of = |map: &BTreeMap<String, BTreeSet<String>>, key: &str| map.get(key).cloned().unwrap_or_default();
        match edge.direction {
            Direction::Reading if is_application(edge.from) => &own(plan, edge.from) & &of(&self.wanted, edge.to),
            Direction::Reading => &of(&self.readings, edge.from) & &of(&self.wanted, edge.to),
            Direction::Command => {
                let above = of(&self.commands, edge.from);
                if above.is_empty() { set(plan, edge.from) } else { above }
            }
        }
    }
}

fn rule<'a>(plan: &'a Plan, edge: &Edge<'_>) -> Option<&'a BTreeSet<String>> {
    plan.flow_rules.iter().find(|rule| rule.from == edge.from && rule.to == edge.to).map(|rule| &rule.datasets)
}

/// Applications turn what they get into something of their own; gateways, brokers, stores and controllers pass on what comes.
fn is_application(key: &str) -> bool {
    key.contains("/service_application")
}

/// What a row makes.
fn own(plan: &Plan, key: &str) -> BTreeSet<String> {
    plan.rows.iter().find(|row| row.key == key).map(|row| plan.datasets_of(row.cell("dataset"))).unwrap_or_default()
}

/// What a row sends down: the set points that the plan gives it, else (texts, displays) what it makes.
fn set(plan: &Plan, key: &str) -> BTreeSet<String> {
    let row = plan.rows.iter().find(|row| row.key == key);
    let set = row.map(|row| plan.datasets_of(row.naming("sets"))).unwrap_or_default();
    if set.is_empty() { own(plan, key) } else { set }
}

/// What a row itself uses: what it makes, what the plan says that it keeps or publishes, and where a service decides in it, that service's
/// datasets and those of its inputs.
fn used(plan: &Plan, row: &Planned) -> BTreeSet<String> {
    let mut used = plan.datasets_of(row.cell("dataset"));
    used.extend(plan.datasets_of(row.naming("uses")));
    for (service, _, needs) in plan.deciders.iter().filter(|(_, key, _)| *key == row.key) {
        used.extend(needs.iter().cloned());
        for input in plan.inputs.iter().filter(|input| input.service == *service) {
            for measuring in plan.rows.iter().filter(|other| other.naming("quantity") == input.quantity) {
                used.extend(plan.datasets_of(measuring.cell("dataset")));
            }
        }
    }
    used
}

/// The text of `flows.csv`.
pub(super) fn to_csv(flows: &[Flow]) -> Result<String, String> {
    table(
        &["from", "to", "datasets", "interval_s", "protected", "source"],
        flows.iter().map(|flow| {
            [&flow.from, &flow.to, &flow.datasets, &flow.interval_s, &flow.protected, &flow.source]
                .map(String::clone)
                .to_vec()
        }),
    )
}
