//! How controls add up: the floor, the overlap, the decay of what nobody keeps up, coverage that goes by site.

use crate::compared::{N, assert_grows};
use crate::world::{Rows, World};

const ONE: &str = "id = \"one\"\ntechnique = \"take\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"kind=server\"";

/// One try at one server against control X.1, in force.
fn guarded(blocked: &[f64], role: &str, unit: &str, value: f64) -> World {
    let world = World::new()
        .horizon_d(20.0)
        .asset("a")
        .fixed("hour", "hour", 1.0)
        .role_fixed(role, unit, value)
        .technique("take", "administrator", "hour", "")
        .step(ONE)
        .with_control();
    blocked.iter().fold(world, |world, &chance| world.blocks(chance, "per_pair", "take"))
}

#[test]
fn no_control_takes_the_last_of_the_risk() {
    let with = |floor| guarded(&[1.0], "residual_floor", "fraction", floor).play(N);
    assert_grows(&with(0.0), &with(0.1), "entered", 20);
    assert_grows(&with(0.1), &with(0.5), "entered", 100);
}

#[test]
fn a_second_control_against_the_same_counts_less_the_more_they_overlap() {
    // Residuals 0.5 x (1 - delta x 0.5): 0.5 where the second adds nothing, 0.25 where it counts in full.
    let with = |delta| guarded(&[0.5, 0.5], "overlap_delta", "fraction", delta).play(N);
    assert_grows(&with(1.0), &with(0.3), "entered", 30);
    assert_grows(&with(0.3), &with(0.0), "entered", 15);
}

#[test]
fn what_nobody_keeps_up_protects_less_the_faster_it_decays_and_the_older_it_is() {
    let decaying = |rate, age| {
        guarded(&[0.9], "control_decay_per_year", "per_year", rate).role_fixed("control_age_years", "year", age).play(N)
    };
    assert_grows(&decaying(0.1, 1.0), &decaying(0.8, 1.0), "entered", 100);
    assert_grows(&decaying(0.3, 1.0), &decaying(0.3, 4.0), "entered", 100);
}

/// Eight servers at one site, a control on half of what it should protect.
fn half_covered(site_share: f64) -> Rows {
    let world = (0..8).fold(World::new().horizon_d(20.0), |world, i| world.asset_at(&format!("a{i}"), "hall"));
    world
        .hands("\"unlimited\"")
        .fixed("hour", "hour", 1.0)
        .role_fixed("coverage_site_share", "fraction", site_share)
        .technique("take", "administrator", "hour", "")
        .blocks(1.0, "per_pair", "take")
        .with_share(0.5)
        .step(ONE)
        .play(N)
}

#[test]
fn gaps_coincide_where_coverage_goes_by_site() {
    let all_or_none =
        |rows: &Rows| rows.all("assets_controlled").iter().filter(|taken| **taken == 0.0 || **taken == 8.0).count();
    // Each for itself: 2 x 0.5^8 of the incidents.
    assert!(all_or_none(&half_covered(0.0)) < 20);
    assert_eq!(all_or_none(&half_covered(1.0)), N as usize);
}
