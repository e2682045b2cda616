//! The log, replayed: states move along their arrows only, time never goes back, a cause lies before its consequence.

use std::collections::BTreeMap;

use proptest::prelude::*;
use yagura_sim::ids::AssetIndex;
use yagura_sim::incident::{Fact, IncidentLog, Status};

use crate::runs::each_incident;
use crate::settings::cases;
use crate::shipped::{CORE, experiment, scenario};
use crate::tiny::tiny;

fn replay(log: &IncidentLog) -> Result<(), TestCaseError> {
    let mut states: BTreeMap<AssetIndex, Status> = BTreeMap::new();
    let mut before = None;
    for (row, entry) in log.entries().iter().enumerate() {
        prop_assert!(before.is_none_or(|before| before <= entry.at), "time goes back at row {row}: {entry:?}");
        before = Some(entry.at);
        prop_assert!(
            entry.because.is_none_or(|cause| (cause as usize) < row),
            "row {row} precedes its cause: {entry:?}"
        );
        let (asset, next) = match entry.fact {
            Fact::Seized { asset, administrator: true, .. } => (asset, Status::Controlled),
            Fact::Seized { asset, .. } => (asset, Status::Foothold),
            Fact::Isolated { asset, .. } => (asset, Status::Isolated),
            Fact::Restored { asset, .. } | Fact::Cleaned { asset } => (asset, Status::Restored),
            _ => continue,
        };
        let state = states.entry(asset).or_default();
        prop_assert!(state.may_become(next), "row {row}: {state:?} becomes {next:?}: {entry:?}");
        let held = matches!(state, Status::Foothold | Status::Controlled);
        match entry.fact {
            Fact::Seized { anew, .. } => prop_assert_eq!(anew, !held, "row {}", row),
            Fact::Isolated { was_held, .. } => prop_assert_eq!(was_held, held, "row {}", row),
            _ => {}
        }
        *state = next;
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn states_move_along_their_arrows_in_any_small_world(tiny in tiny()) {
        let mut end = Ok(());
        each_incident(&tiny.world().experiment(10), |twin| {
            if end.is_ok() {
                end = replay(twin.log());
            }
        });
        end?;
    }
}

#[test]
fn states_move_along_their_arrows_in_the_shipped_city() {
    for id in CORE {
        each_incident(&experiment(&scenario(id), &["today-jp"], 6, 5, &[]), |twin| {
            replay(twin.log()).unwrap_or_else(|error| panic!("{id}: {error}"));
        });
    }
}
