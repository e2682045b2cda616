//! Logs for the tests of this module.

use proptest::prelude::*;
use yagura_sim::ids::{AssetIndex, ServiceIndex};
use yagura_sim::incident::{Fact, LogEntry};
use yagura_sim::kernel::Tick;

use super::Cells;

/// Cells of a city with so many assets, and two of everything else.
pub(super) fn cells_of(assets: usize) -> Cells {
    Cells {
        assets: 0,
        services: assets,
        datasets: assets + 2,
        organisations: assets + 4,
        incident: assets + 6,
        size: assets + 7,
    }
}

/// Cells of a city with three assets.
pub(super) fn cells() -> Cells {
    cells_of(3)
}

fn fact(assets: u32) -> impl Strategy<Value = Fact> {
    let asset = move || (0..assets).prop_map(AssetIndex);
    prop_oneof![
        (asset(), any::<bool>()).prop_map(|(target, success)| Fact::Tried { step: 0, target, round: 0, success }),
        (asset(), any::<bool>()).prop_map(|(asset, administrator)| Fact::Seized {
            step: 0,
            asset,
            from: None,
            administrator,
            anew: true,
            hop: 0
        }),
        asset().prop_map(|asset| Fact::Down { asset }),
        (asset(), 0u32..4).prop_map(|(asset, origin)| Fact::Tainted { asset, origin: AssetIndex(origin) }),
        (0u32..4).prop_map(|origin| Fact::TaintCleared { origin: AssetIndex(origin) }),
        asset().prop_map(|asset| Fact::Isolated { asset, was_held: true }),
        asset().prop_map(|asset| Fact::Restored { asset, from_backup: false }),
        (0u16..2, 0.0..0.5, 0.0..0.5).prop_map(|(service, attack, response)| Fact::Capacity {
            service: ServiceIndex(service),
            attack,
            response
        }),
    ]
}

/// A log of so many entries over so many assets.
pub(super) fn entries(length: usize, assets: u32) -> impl Strategy<Value = Vec<LogEntry>> {
    proptest::collection::vec(fact(assets), length).prop_map(|facts| {
        let at = |(row, fact)| LogEntry { at: Tick(row as u64 * 1000), fact, because: None };
        facts.into_iter().enumerate().map(at).collect()
    })
}
