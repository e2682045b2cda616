//! Skill, hands, patience: how fast, how much at once, how long.

use crate::compared::{N, assert_equal, assert_grows};
use crate::world::{Rows, World};

const TAKE_ALL: &str = "id = \"one\"\ntechnique = \"take\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"kind=server\"";

/// Ten servers, each taken in an exponential time of 5 h.
fn ten_servers() -> World {
    let world = World::new().chance("take_h", "hour", 5.0, "exponential");
    (0..10).fold(world, |world, i| world.asset(&format!("a{i}")))
}

fn skilled(skill: &str) -> Rows {
    ten_servers()
        .role_fixed("skill_time_factor_high", "ratio", 0.5)
        .role_fixed("skill_time_factor_low", "ratio", 2.0)
        .attacker(&format!("kind = \"targeted\"\nskill = \"{skill}\"\nhands = 1\npatience_d = 3650"))
        .technique("take", "administrator", "take_h", "")
        .step(TAKE_ALL)
        .play(N)
}

#[test]
fn less_skill_makes_every_attack_slower() {
    let (high, medium, low) = (skilled("high"), skilled("medium"), skilled("low"));
    assert_grows(&high, &medium, "time_to_half_h", N as usize);
    assert_grows(&medium, &low, "time_to_half_h", N as usize);
    // Slower, and not weaker: everything is taken in the end.
    assert_equal(&high, &low, "assets_controlled");
}

#[test]
fn more_hands_take_more_in_the_same_time() {
    let with = |hands| {
        ten_servers()
            .horizon_d(1.0)
            .hands(hands)
            .technique("take", "administrator", "take_h", "")
            .step(TAKE_ALL)
            .play(N)
    };
    let (one, three, unlimited) = (with("1"), with("3"), with("\"unlimited\""));
    assert_grows(&one, &three, "assets_controlled", 100);
    assert_grows(&three, &unlimited, "assets_controlled", 50);
}

fn patient(days: f64, factor: f64) -> Rows {
    World::new()
        .asset("a")
        .fixed("hour", "hour", 1.0)
        .fixed("one_in_ten", "probability", 0.1)
        .role_fixed("patience_factor", "ratio", factor)
        .attacker(&format!("kind = \"opportunistic\"\nskill = \"medium\"\nhands = 1\npatience_d = {days}"))
        .technique("take", "administrator", "hour", "one_in_ten@try")
        .step(TAKE_ALL)
        .play(N)
}

#[test]
fn a_patient_attacker_enters_more_often() {
    let (a_morning, a_day) = (patient(0.25, 1.0), patient(1.0, 1.0));
    assert_grows(&a_morning, &a_day, "entered", 40);
    // The factor of the catalogue multiplies what the scenario says.
    assert_equal(&a_day, &patient(0.25, 4.0), "entered");
}
