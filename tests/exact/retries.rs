//! Tried again until it works: tries are geometric, and what is met once is not tried away.

use crate::world::{World, assert_mean, assert_share};

const ONE: &str = "id = \"one\"\ntechnique = \"take\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=a\"";

#[test]
fn tries_until_success_are_geometric() {
    let p = 0.3;
    let rows = World::new()
        .asset("a")
        .fixed("hour", "hour", 1.0)
        .fixed("p", "probability", p)
        .technique("take", "administrator", "hour", "p@try")
        .step(ONE)
        .play(20_000);
    // The first try ends at hour 1, the last at hour N: N - 1 failures, geometric with mean (1 - p) / p.
    assert_mean(&rows.all("attack_end_h"), (1.0 - p) / p);
}

/// With success certain but for the control: a control met per try yields to patience, one met per pair does not.
#[test]
fn a_control_met_per_pair_is_not_knocked_down_and_one_met_per_try_is() {
    let (blocked, rounds, n) = (0.8, 3.0, 20_000);
    let world = |exposure: &str| {
        World::new()
            .asset("a")
            .fixed("hour", "hour", 1.0)
            .fixed("three", "count", rounds)
            .technique_row("take,reach,administrator,hour,,,three,,no,assumption")
            .blocks(blocked, exposure, "take")
            .with_control()
            .step(ONE)
            .play(n)
    };
    let taken = |rows: &crate::world::Rows| rows.all("entered").iter().filter(|x| **x == 1.0).count();
    assert_share(taken(&world("per_pair")), n as usize, 1.0 - blocked);
    // Three tries, each blocked with the same chance: 1 - blocked^3.
    assert_share(taken(&world("per_try")), n as usize, 1.0 - blocked * blocked * blocked);
}
