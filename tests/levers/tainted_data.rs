//! False data on their way: intervals, checks at a hop, corrections.

use crate::compared::{N, assert_always, assert_grows};
use crate::world::{Rows, World};

/// A gauge, a broker, a place where a service decides.
fn chain(interval_s: f64) -> World {
    World::new()
        .horizon_d(10.0)
        .dataset("level")
        .asset_in("app", "service_application", "net", "", "")
        .asset_in("broker", "city_os_function", "net", "", "")
        .asset_in("g", "sensor", "net", "level", "reach")
        .flow("g", "broker", "level", interval_s)
        .flow("broker", "app", "level", interval_s)
        .service("watch", "level=1/1@reach", "id:app")
        .fixed("hour", "hour", 1.0)
        .technique("spoof", "spoof", "hour", "")
        .technique_row("taint_hop,feed,none,,,,,,no,assumption")
        .step(
            "id = \"one\"\ntechnique = \"spoof\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=g\"\nspoof = \"offset\"",
        )
}

#[test]
fn the_longer_the_interval_the_fewer_records_are_contaminated() {
    let (every_minute, every_hour) = (chain(60.0).play(N), chain(3600.0).play(N));
    assert_grows(&every_hour, &every_minute, "contaminated_records", N as usize);
    // Two places, from one and two intervals after hour 1 until hour 240, one reading an hour and the first.
    assert_always(&every_hour, "contaminated_records", (240.0 - 1.0 - 1.0 + 1.0) + (240.0 - 1.0 - 2.0 + 1.0));
}

#[test]
fn false_data_arrive_one_interval_later_per_hop() {
    assert_always(&chain(3600.0).play(N), "wrong_decision_h", 240.0 - 1.0 - 2.0);
    assert_always(&chain(7200.0).play(N), "wrong_decision_h", 240.0 - 1.0 - 4.0);
}

fn checked(chance: f64) -> Rows {
    chain(3600.0)
        .effect("prevent", chance, "probability_blocked", "per_pair", "technique=taint_hop")
        .with_control()
        .play(N)
}

#[test]
fn a_check_at_a_hop_saves_decisions() {
    let (weak, strong) = (checked(0.1), checked(0.6));
    assert_grows(&strong, &weak, "wrong_decision_h", 100);
    assert_grows(&strong, &weak, "assets_tainted", 100);
}

fn recognised(isolate_h: f64) -> Rows {
    chain(3600.0)
        .role_fixed("outputs_seen_per_day", "per_day", 24.0)
        .role_fixed("user_questions_output", "probability", 0.5)
        .role_exponential("isolate_asset_h", isolate_h)
        .play(N)
}

#[test]
fn a_source_that_is_cut_off_sooner_spoils_fewer_decisions() {
    let (soon, late) = (recognised(1.0), recognised(30.0));
    assert_grows(&soon, &late, "wrong_decision_h", 300);
    assert_grows(&soon, &late, "contaminated_records", 300);
}
