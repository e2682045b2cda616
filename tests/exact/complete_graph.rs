//! Spread on a complete graph: with k of n taken, the next is taken at rate b k (n - k). Expected times are harmonic sums.

use crate::world::{World, assert_mean};

fn worm(n: u32) -> World {
    let mut world = World::new()
        .hands("\"unlimited\"")
        .fixed("at_once", "hour", 0.0)
        .chance("link_h", "hour", 8.0, "exponential")
        .technique("enter", "administrator", "at_once", "")
        .technique_row("worm,reach,administrator,link_h,,,,,yes,assumption");
    for i in 0..n {
        world = world.asset(&format!("a{i}"));
    }
    world
        .step("id = \"one\"\ntechnique = \"enter\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=a0\"")
        .step("id = \"spread\"\ntechnique = \"worm\"\nover = \"reach\"\nfrom = \"held\"\nat = \"kind=server\"\nneeds = [\"one\"]")
}

#[test]
fn half_of_a_complete_graph_is_taken_after_a_harmonic_sum() {
    let (n, rate) = (20_u32, 1.0 / 8.0);
    let rows = worm(n).play(4_000);
    assert!(rows.all("assets_controlled").iter().all(|x| *x == f64::from(n)), "a connected graph is taken whole");
    // Half: the (n + 1) / 2-th asset taken, integer division.
    let half = n.div_ceil(2);
    let expected: f64 = (1..half).map(|k| 1.0 / (rate * f64::from(k) * f64::from(n - k))).sum();
    assert_mean(&rows.all("time_to_half_h"), expected);
}
