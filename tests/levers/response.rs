//! Deciding, telling, finding: what stands between recognition and containment.

use crate::compared::{N, assert_equal, assert_grows, assert_mean_grows};
use crate::world::{Rows, World};

const FROM_OUTSIDE: &str = "id = \"one\"\ntechnique = \"enter\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=a\"";
const ALL_SERVERS: &str =
    "id = \"one\"\ntechnique = \"enter\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"kind=server\"";

/// The city's server is taken at hour 1 and the desk sees it at once.
fn seen_at_once() -> World {
    World::new()
        .horizon_d(200.0)
        .desk(1)
        .asset("a")
        .fixed("hour", "hour", 1.0)
        .role_fixed("alerted_process", "probability", 1.0)
        .technique_row("enter,reach,administrator,hour,,,,process,no,assumption")
}

#[test]
fn the_longer_deciding_takes_the_later_it_is_contained() {
    let with = |hours| seen_at_once().role_exponential("decide_agreed_h", hours).step(FROM_OUTSIDE).play(N);
    let (soon, late) = (with(1.0), with(20.0));
    assert_grows(&soon, &late, "containment_delay_h", N as usize);
    assert_equal(&soon, &late, "detection_delay_h");
}

/// A vendor has standing access to the zone; `may_isolate` is what its contract says.
fn contracted(may_isolate: &str) -> World {
    seen_at_once()
        .organisation("vendor,vendor,none,0,round the clock,")
        .contract(&format!("vendor,city,maintenance,net,{may_isolate},"))
        .role_exponential("decide_agreed_h", 1.0)
        .role_exponential("decide_blank_h", 50.0)
        .step(FROM_OUTSIDE)
}

#[test]
fn a_blank_boundary_is_negotiated_first() {
    let (agreed, blank) = (contracted("city").play(N), contracted("").play(N));
    // 1 h and 50 h on average; each way of deciding has draws of its own.
    assert_mean_grows(&agreed, &blank, "containment_delay_h", 40.0);
    assert_equal(&agreed, &blank, "detection_delay_h");
    // What is agreed on paper is worth nothing where nobody is prepared for it.
    assert_equal(&contracted("city").unprepared().play(N), &blank, "containment_delay_h");
}

/// The second server is run by another organisation, whom somebody must tell.
fn two_operators(contact_h: f64, no_contact_h: f64) -> World {
    seen_at_once()
        .organisation("partner,service_provider,none,0,round the clock,")
        .asset_row("b,server,net,partner,,,")
        .hands("2")
        .role_exponential("notify_contact_h", contact_h)
        .role_exponential("notify_no_contact_h", no_contact_h)
        .step(ALL_SERVERS)
}

fn contracted_operators(contact_h: f64) -> Rows {
    two_operators(contact_h, 100.0).contract("partner,city,operation,,,").play(N)
}

#[test]
fn slower_telling_is_slower_containing() {
    let (soon, late) = (contracted_operators(1.0), contracted_operators(30.0));
    assert_grows(&soon, &late, "notification_delay_h", N as usize);
    assert_grows(&soon, &late, "containment_delay_h", N as usize);
}

#[test]
fn whom_nobody_knows_to_call_is_told_later() {
    let (known, unknown) = (contracted_operators(1.0), two_operators(1.0, 100.0).play(N));
    // 1 h and 100 h on average, as far as the horizon lets them happen.
    assert_mean_grows(&known, &unknown, "notification_delay_h", 40.0);
}

/// Eight servers of one organisation, found one after the other.
fn eight_servers(scope_h: f64, no_logs_factor: f64) -> World {
    let world = (0..7).fold(seen_at_once(), |world, i| world.asset(&format!("b{i}"))).hands("\"unlimited\"");
    world
        .role_exponential("scope_host_h", scope_h)
        .role_fixed("scope_no_logs_factor", "ratio", no_logs_factor)
        .role_fixed("alert_delay_h", "hour", 5.0)
        .technique_row("wipe,host,destroy_logs,hour,,,,,no,assumption")
        .step(ALL_SERVERS)
}

fn with_logs(scope_h: f64, no_logs_factor: f64) -> Rows {
    eight_servers(scope_h, no_logs_factor).play(N)
}

/// The logs are wiped before the incident is recognised.
fn without_logs(scope_h: f64, no_logs_factor: f64) -> Rows {
    eight_servers(scope_h, no_logs_factor)
        .step("id = \"two\"\ntechnique = \"wipe\"\nover = \"host\"\nfrom = \"held\"\nat = \"id=a\"\nneeds = [\"one\"]")
        .play(N)
}

#[test]
fn finding_the_other_assets_takes_its_time() {
    assert_grows(&with_logs(0.5, 1.0), &with_logs(8.0, 1.0), "containment_delay_h", N as usize);
}

#[test]
fn without_logs_finding_takes_longer() {
    assert_grows(&with_logs(1.0, 4.0), &without_logs(1.0, 4.0), "containment_delay_h", N as usize);
    assert_equal(&with_logs(1.0, 1.0), &without_logs(1.0, 1.0), "containment_delay_h");
}

#[test]
fn the_root_cause_takes_its_time() {
    let with = |hours| seen_at_once().role_exponential("root_cause_h", hours).step(FROM_OUTSIDE).play(N);
    assert_grows(&with(5.0), &with(100.0), "root_cause_delay_h", N as usize - 20);
}
