//! What stands still though nobody was inside: a flood, a hazard, a partner's outage. And what something self-spreading can live on.

use crate::compared::{N, assert_always, assert_grows};
use crate::world::{Rows, World};

/// A server that a service needs is flooded at 1 h by somebody with so much patience; people notice after 2 h.
fn flood(patience_d: f64, divert_h: f64) -> Rows {
    World::new()
        .horizon_d(100.0)
        .asset("broker")
        .service_on("mail", 10, "id:broker")
        .fixed("hour", "hour", 1.0)
        .role_fixed("visible_notice_h", "hour", 2.0)
        .role_fixed("root_cause_h", "hour", 1000.0)
        .role_fixed("rebuild_h", "hour", 1000.0)
        .role_exponential("divert_flood_h", divert_h)
        .attacker(&format!("kind = \"opportunistic\"\nskill = \"medium\"\nhands = 1\npatience_d = {patience_d}"))
        .technique("flood", "disrupt", "hour", "")
        .step("id = \"one\"\ntechnique = \"flood\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=broker\"")
        .play(N)
}

#[test]
fn a_flood_lasts_as_long_as_its_sender() {
    // Nothing is turned away in time: 10 users lose the days from the flood to the end of the sender's patience.
    for days in [1.0, 4.0] {
        assert_always(&flood(days, 1e6), "service_user_h_lost_attack", 10.0 * days * 24.0);
    }
}

#[test]
fn a_flood_that_is_turned_away_sooner_costs_less_and_waits_for_no_root_cause() {
    assert_grows(&flood(20.0, 2.0), &flood(20.0, 30.0), "service_user_h_lost_attack", N as usize);
    assert_always(&flood(20.0, 1e-9), "service_user_h_lost", 10.0 * 2.0);
}

/// A cabinet stops without anybody attacking, for this cause.
fn stopped(cause: &str, visit_h: f64, rebuild_h: f64) -> Rows {
    World::new()
        .mistake()
        .horizon_d(100.0)
        .asset("cabinet")
        .service_on("lamps", 10, "id:cabinet")
        .fixed("hour", "hour", 1.0)
        .role_fixed("visible_notice_h", "hour", 2.0)
        .role_fixed("backup_exists", "probability", 0.0)
        .role_fixed("root_cause_h", "hour", 5.0)
        .role_fixed("rebuild_h", "hour", rebuild_h)
        .role_fixed("field_visit_h", "hour", visit_h)
        .mistake_row(&format!("stop,host,disrupt,hour,,,,,no,{cause}"))
        .step("id = \"one\"\ntechnique = \"stop\"\nover = \"host\"\nfrom = \"org:city\"\nat = \"id=cabinet\"")
        .play(N)
}

#[test]
fn what_a_hazard_put_out_comes_back_with_a_crew() {
    assert_always(&stopped("hazard", 8.0, 400.0), "service_user_h_lost", 10.0 * (2.0 + 8.0));
}

#[test]
fn what_stopped_at_a_partner_is_built_anew_after_its_cause_was_found() {
    assert_always(&stopped("partner_outage", 8.0, 400.0), "service_user_h_lost", 10.0 * (2.0 + 5.0 + 400.0));
}

#[test]
fn a_worm_takes_what_it_can_live_on() {
    let taken = |kinds: &str| {
        let world = World::new().asset_in("first", "camera", "net", "", "").asset_in("second", "camera", "net", "", "");
        world
            .asset("desk")
            .fixed("hour", "hour", 1.0)
            .technique("enter", "administrator", "hour", "")
            .technique_row("worm,reach,administrator,hour,,,,,yes,assumption")
            .step("id = \"one\"\ntechnique = \"enter\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=first\"")
            .step(&format!("id = \"two\"\ntechnique = \"worm\"\nover = \"reach\"\nat = \"{kinds}\"\nneeds = [\"one\"]"))
            .play(N)
    };
    assert_always(&taken("kind=camera"), "assets_controlled", 2.0);
    assert_always(&taken("kind=camera,server"), "assets_controlled", 3.0);
}
