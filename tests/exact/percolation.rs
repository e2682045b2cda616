//! Percolation on a tree with fixed recovery: a link transmits if its exponential time is shorter than the recovery of its source,
//! T = 1 - e^(-R/m), once and for all; generation k of a binary tree has (2T)^k taken assets on average.

use crate::world::{World, assert_mean, assert_share};

#[test]
fn spread_on_a_tree_with_fixed_recovery_is_percolation() {
    let (depth, recovery, link) = (5_u32, 3.0, 4.0);
    let mut world = World::new()
        .hands("\"unlimited\"")
        .fixed("at_once", "hour", 0.0)
        .fixed("recovery_h", "hour", recovery)
        .chance("link_h", "hour", link, "exponential")
        .role("natural_clean_h", "recovery_h")
        .technique("enter", "administrator", "at_once", "")
        .technique_row("worm,reach,administrator,link_h,,,,,yes,assumption")
        .asset("n1");
    // Heap order: the children of i are 2i and 2i + 1; each asset alone in its zone, conduits lead downwards only.
    for i in 2..(1 << (depth + 1)) {
        let parent = if i / 2 == 1 { "net".into() } else { format!("z{}", i / 2) };
        world = world.zone(&format!("z{i}")).conduit(&parent, &format!("z{i}"));
        world = world.asset_in(&format!("n{i}"), "server", &format!("z{i}"), "", "");
    }
    let n = 12_000;
    let rows = world
        .step("id = \"one\"\ntechnique = \"enter\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=n1\"")
        .step("id = \"spread\"\ntechnique = \"worm\"\nover = \"reach\"\nfrom = \"held\"\nat = \"kind=server\"\nneeds = [\"one\"]")
        .play(n);
    let t = 1.0 - (-recovery / link).exp();
    let expected: f64 = (0..=depth).map(|k| (2.0 * t).powi(k as i32)).sum();
    let taken = rows.all("assets_controlled");
    assert_mean(&taken, expected);
    // The root infects neither child.
    assert_share(taken.iter().filter(|x| **x == 1.0).count(), n as usize, (1.0 - t) * (1.0 - t));
}
