//! Every way in which a control acts moves a measure: prevent, slow, detect, respond, recover, limit.

use crate::compared::{N, assert_equal, assert_grows, assert_mean_grows};
use crate::world::{Rows, World};

/// Three servers are taken one after the other, seen at once or not, records are copied, everything is restored.
fn world() -> World {
    World::new()
        .horizon_d(100.0)
        .city_is("office_hours,1,weekdays 08:30-17:15,")
        .dataset_row("people,closed,yes,1000,city")
        .asset_row("a,server,net,,,,people")
        .asset("b")
        .asset("c")
        .fixed("hour", "hour", 1.0)
        .chance("take_h", "hour", 5.0, "exponential")
        .role_fixed("alerted_process", "probability", 0.2)
        .role_exponential("decide_agreed_h", 20.0)
        .role_exponential("restore_h", 20.0)
        .technique_row("take,reach,administrator,take_h,,,,process,no,assumption")
        .technique_row("copy,host,exfiltrate,hour,,,,,no,assumption")
        .step("id = \"one\"\ntechnique = \"take\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"kind=server\"")
        .step("id = \"two\"\ntechnique = \"copy\"\nover = \"host\"\nfrom = \"held\"\nat = \"id=a\"\nneeds = [\"one\"]")
}

fn with(mechanism: &str, magnitude: f64, unit: &str, exposure: &str, selector: &str) -> Rows {
    world().effect(mechanism, magnitude, unit, exposure, selector).with_control().play(N)
}

#[test]
fn preventing_lets_fewer_in() {
    let guarded = with("prevent", 0.8, "probability_blocked", "per_incident", "technique=take");
    assert_grows(&guarded, &world().play(N), "assets_controlled", 250);
}

#[test]
fn slowing_costs_the_attacker_time() {
    let slowed = with("slow", 3.0, "attacker_delay_multiplier", "per_try", "technique=take");
    // From 5 h to 15 h each on average, until the response ends it.
    assert_mean_grows(&world().play(N), &slowed, "time_to_half_h", 5.0);
}

#[test]
fn detecting_sees_more() {
    let seen = with("detect", 0.8, "detection_probability_per_event", "per_try", "signal=process");
    assert_grows(&world().play(N), &seen, "detected", 100);
    let likelier = with("detect", 8.0, "detection_rate_multiplier", "per_try", "signal=process");
    assert_grows(&world().play(N), &likelier, "detected", 50);
}

#[test]
fn responding_decides_sooner_and_detects_no_sooner() {
    let prompt = with("respond", 0.2, "defender_delay_multiplier", "state", "activity=decide");
    assert_grows(&prompt, &world().play(N), "containment_delay_h", 50);
    assert_equal(&prompt, &world().play(N), "detection_delay_h");
}

#[test]
fn recovering_restores_sooner_and_contains_no_sooner() {
    let quick = with("recover", 0.2, "defender_delay_multiplier", "state", "activity=restore");
    assert_grows(&quick, &world().play(N), "recovery_delay_h", 50);
    assert_equal(&quick, &world().play(N), "containment_delay_h");
}

#[test]
fn limiting_exposes_less_of_what_is_taken() {
    let limited = with("limit", 0.3, "impact_multiplier", "state", "measure=records_exposed; technique=copy");
    assert_grows(&limited, &world().play(N), "records_exposed", 100);
    assert_equal(&limited, &world().play(N), "assets_controlled");
}
