//! A partner that hears of it may cut the city off; what it runs for the city is then lost to the response.

use crate::compared::{N, assert_always, assert_equal, assert_grows};
use crate::world::{Rows, World};

fn cut_off(chance: f64, hours: f64, needs: &str) -> Rows {
    World::new()
        .horizon_d(50.0)
        .desk(1)
        .organisation("prefecture,prefecture,none,0,round the clock,")
        .contract("prefecture,city,operation,,,")
        .asset("a")
        .asset_row("gate,gateway,net,prefecture,,,")
        .service_on("mail", 30, needs)
        .fixed("hour", "hour", 1.0)
        .role_fixed("alerted_process", "probability", 1.0)
        .role_fixed("cut_off_probability", "probability", chance)
        .role_exponential("cut_off_h", hours)
        .technique_row("enter,reach,administrator,hour,,,,process,no,assumption")
        .step("id = \"one\"\ntechnique = \"enter\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=a\"")
        .play(N)
}

#[test]
fn a_partner_that_cuts_the_city_off_more_often_costs_more() {
    let (seldom, often) = (cut_off(0.1, 20.0, "id:gate"), cut_off(0.8, 20.0, "id:gate"));
    assert_grows(&seldom, &often, "service_user_h_lost_response", 200);
    assert_always(&often, "service_user_h_lost_attack", 0.0);
    assert_always(&cut_off(0.0, 20.0, "id:gate"), "service_user_h_lost_response", 0.0);
}

#[test]
fn a_partner_that_waits_longer_costs_more() {
    let (short, long) = (cut_off(1.0, 10.0, "id:gate"), cut_off(1.0, 100.0, "id:gate"));
    assert_grows(&short, &long, "service_user_h_lost_response", N as usize);
}

#[test]
fn only_services_that_rest_on_the_partner_notice() {
    let (never, always) = (cut_off(0.0, 20.0, "id:a"), cut_off(1.0, 20.0, "id:a"));
    assert_equal(&never, &always, "service_user_h_lost_response");
}
