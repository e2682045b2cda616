//! False data never reach a place without a path of flows from their origin that carries them, and the log names the hop by which they
//! came.

use std::collections::BTreeSet;

use proptest::prelude::*;
use yagura_sim::city::City;
use yagura_sim::ids::{AssetIndex, DatasetIndex};
use yagura_sim::incident::{Fact, IncidentLog};

use crate::runs::each_incident;
use crate::settings::cases;
use crate::shipped::{CORE, experiment, scenario};
use crate::tiny::tiny;

/// Places that data of `origin` can reach, `dataset` for itself; `None`: something without a name, which only flows without a list carry.
fn reachable(city: &City, origin: AssetIndex, dataset: Option<DatasetIndex>) -> BTreeSet<AssetIndex> {
    let mut seen = BTreeSet::from([origin]);
    let mut next = vec![origin];
    while let Some(here) = next.pop() {
        for flow in city.flows.iter().filter(|flow| flow.from == here) {
            let carries = flow.datasets.is_empty() || dataset.is_some_and(|dataset| flow.datasets.contains(&dataset));
            if carries && seen.insert(flow.to) {
                next.push(flow.to);
            }
        }
    }
    seen
}

fn check(city: &City, log: &IncidentLog) -> usize {
    let mut arrived = 0;
    for entry in log.entries() {
        let Fact::Tainted { asset, origin } = entry.fact else { continue };
        let datasets = &city.assets[origin.row()].datasets;
        let there = if datasets.is_empty() {
            reachable(city, origin, None).contains(&asset)
        } else {
            datasets.iter().any(|&dataset| reachable(city, origin, Some(dataset)).contains(&asset))
        };
        assert!(there, "{} has no path from {}", city.assets[asset.row()].id, city.assets[origin.row()].id);
        let cause = entry.because.map(|row| log.entries()[row as usize].fact);
        let came = match cause {
            Some(Fact::Tainted { asset: before, origin: of }) => {
                of == origin && city.flows.iter().any(|flow| flow.from == before && flow.to == asset)
            }
            // Where they began, or one hop on if only a line was falsified.
            Some(Fact::Tried { success, .. }) => success,
            _ => false,
        };
        assert!(came, "{} is not one hop behind {cause:?}", city.assets[asset.row()].id);
        arrived += usize::from(asset != origin);
    }
    arrived
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn false_data_keep_to_flows_in_any_small_world(tiny in tiny()) {
        let experiment = tiny.world().experiment(10);
        each_incident(&experiment, |twin| {
            check(&experiment.city, twin.log());
        });
    }
}

#[test]
fn false_data_keep_to_flows_in_the_shipped_city() {
    let mut arrived = 0;
    for id in CORE {
        let experiment = experiment(&scenario(id), &["none"], 4, 5, &[]);
        each_incident(&experiment, |twin| arrived += check(&experiment.city, twin.log()));
    }
    assert!(arrived > 100, "false data arrived {arrived} times: too seldom to have tested anything");
}
