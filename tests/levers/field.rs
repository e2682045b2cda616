//! The field and the people in it: what one position reaches, who refuses, who drives there; what a contractor kept.

use crate::compared::{N, assert_always, assert_grows};
use crate::world::{Rows, World};

#[test]
fn one_radio_reaches_so_many_sites() {
    let reached = |sites| {
        let world = (0..6)
            .fold(World::new().horizon_d(10.0), |world, i| world.asset_in(&format!("g{i}"), "sensor", "net", "", ""));
        world
            .fixed("hour", "hour", 1.0)
            .role_fixed("sites_per_position", "count", sites)
            .technique("spoof", "spoof", "hour", "")
            .step(
                "id = \"one\"\ntechnique = \"spoof\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"kind=sensor\"\n\
                 spoof = \"offset\"\none_position = true",
            )
            .play(N)
    };
    assert_always(&reached(1.0), "assets_tainted", 1.0);
    assert_always(&reached(4.0), "assets_tainted", 4.0);
}

/// A gate is commanded falsely; people work it by hand.
fn gate(refuses: f64, silence_h: f64) -> Rows {
    World::new()
        .horizon_d(20.0)
        .asset_in("gate", "actuator", "net", "", "")
        .service_row("gates,city,10,,,,id:gate,yes,manual,0.5,10")
        .fixed("hour", "hour", 1.0)
        .role_fixed("keeper_refuses", "probability", refuses)
        .role_fixed("false_command_notice_h", "hour", 2.0)
        .role_exponential("silence_station_h", silence_h)
        .technique("move", "command", "hour", "")
        .step("id = \"one\"\ntechnique = \"move\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=gate\"")
        .play(N)
}

#[test]
fn keepers_who_refuse_more_often_move_fewer_gates_wrongly() {
    assert_grows(&gate(0.8, 1.0), &gate(0.2, 1.0), "unsafe_commands", 150);
    assert_always(&gate(1.0, 1.0), "unsafe_commands", 0.0);
}

#[test]
fn a_station_is_contained_when_its_crew_has_silenced_it() {
    assert_grows(&gate(0.0, 1.0), &gate(0.0, 20.0), "containment_delay_h", N as usize - 10);
}

#[test]
fn altered_data_are_corrected_in_their_own_time() {
    let with = |hours| {
        World::new()
            .horizon_d(200.0)
            .desk(1)
            .dataset("plan")
            .asset_row("db,server,net,,,,plan")
            .fixed("hour", "hour", 1.0)
            .role_fixed("alerted_process", "probability", 1.0)
            .role_exponential("data_repair_h", hours)
            .technique_row("alter,reach,alter_store,hour,,,,process,no,assumption")
            .step("id = \"one\"\ntechnique = \"alter\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=db\"")
            .play(N)
    };
    assert_grows(&with(5.0), &with(100.0), "recovery_delay_h", N as usize);
}

#[test]
fn a_contractor_leaks_what_it_kept() {
    let with = |kept| {
        World::new()
            .horizon_d(20.0)
            .organisation("helper,contractor,none,0,round the clock,")
            .dataset_row("people,closed,yes,1000,city")
            .asset_row("pc,workstation,net,helper,,,people")
            .fixed("hour", "hour", 1.0)
            .role_fixed("copies_kept", "fraction", kept)
            .technique_row("steal,host,exfiltrate,hour,,,,,no,assumption")
            .step("id = \"one\"\ntechnique = \"steal\"\nover = \"host\"\nfrom = \"outside\"\nat = \"id=pc\"")
            .play(N)
    };
    assert_always(&with(0.3), "records_exposed", 300.0);
    assert_always(&with(0.9), "records_exposed", 900.0);
}

#[test]
fn forensics_of_a_workstation_have_a_price_of_their_own() {
    let with = |kind: &str, jpy| {
        World::new()
            .horizon_d(20.0)
            .desk(1)
            .asset_in("a", kind, "net", "", "")
            .fixed("hour", "hour", 1.0)
            .role_fixed("alerted_process", "probability", 1.0)
            .role_fixed("forensics_workstation_jpy", "jpy", jpy)
            .technique_row("enter,reach,administrator,hour,,,,process,no,assumption")
            .step("id = \"one\"\ntechnique = \"enter\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=a\"")
            .play(N)
    };
    assert_always(&with("workstation", 2e5), "loss_response_jpy", 2e5);
    assert_always(&with("workstation", 5e5), "loss_response_jpy", 5e5);
    assert_always(&with("server", 5e5), "loss_response_jpy", 0.0);
}
