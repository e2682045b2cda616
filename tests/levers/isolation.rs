//! Isolation stops what it isolates: that loss is the response's and never the attack's.

use crate::compared::{N, assert_always, assert_equal, assert_grows};
use crate::world::{Rows, World};

/// A server that a service needs is taken, seen at once, isolated, and back after a restore.
fn taken(restore_h: f64, fallback: &str) -> World {
    World::new()
        .horizon_d(50.0)
        .desk(1)
        .asset("a")
        .service_row(&format!("counter,city,30,,,id:a,,,{fallback}"))
        .fixed("hour", "hour", 1.0)
        .role_fixed("alerted_process", "probability", 1.0)
        .role_fixed("alert_delay_h", "hour", 10.0)
        .role_exponential("restore_h", restore_h)
        .technique_row("enter,reach,administrator,hour,,,,process,no,assumption")
        .technique_row("stop,host,disrupt,hour,,,,,no,assumption")
        .step("id = \"one\"\ntechnique = \"enter\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=a\"")
}

fn isolated(restore_h: f64, fallback: &str) -> Rows {
    taken(restore_h, fallback).play(N)
}

/// The attacker stops the server before it is isolated.
fn stopped(restore_h: f64) -> Rows {
    taken(restore_h, ",,")
        .step("id = \"two\"\ntechnique = \"stop\"\nover = \"host\"\nfrom = \"held\"\nat = \"id=a\"\nneeds = [\"one\"]")
        .play(N)
}

#[test]
fn isolating_costs_service_hours_to_the_response_and_none_to_the_attack() {
    let (soon, late) = (isolated(5.0, ",,"), isolated(50.0, ",,"));
    assert_always(&late, "service_user_h_lost_attack", 0.0);
    assert_grows(&soon, &late, "service_user_h_lost_response", N as usize);
}

#[test]
fn what_the_attack_had_stopped_already_stays_the_attacks() {
    let (soon, late) = (stopped(5.0), stopped(50.0));
    assert_always(&late, "service_user_h_lost_response", 0.0);
    assert_grows(&soon, &late, "service_user_h_lost_attack", N as usize);
}

#[test]
fn a_fallback_keeps_part_of_the_service_once_it_stands() {
    let (none, half) = (isolated(50.0, ",,"), isolated(50.0, "manual,0.5,30"));
    let most = isolated(50.0, "manual,0.9,30");
    assert_grows(&half, &none, "service_user_h_lost_response", 300);
    assert_grows(&most, &half, "service_user_h_lost_response", 300);
    let slow = isolated(50.0, "manual,0.9,600");
    assert_grows(&most, &slow, "service_user_h_lost_response", 300);
    assert_equal(&most, &none, "recovery_delay_h");
}
