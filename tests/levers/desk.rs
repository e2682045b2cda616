//! The desk: people, what eats their time, and how long they look.

use crate::compared::{N, assert_always, assert_grows, assert_mean_grows};
use crate::world::{Rows, World};

struct Desk {
    analysts: u16,
    alarms_per_analyst_and_day: f64,
    triage_h: f64,
}

const USUAL: Desk = Desk { analysts: 1, alarms_per_analyst_and_day: 12.0, triage_h: 1.0 };

fn at(desk: &Desk) -> Rows {
    World::new()
        .horizon_d(60.0)
        .city_is(&format!("round_the_clock,{},round the clock,", desk.analysts))
        .asset("a")
        .fixed("hour", "hour", 1.0)
        .role_fixed("alerted_process", "probability", 1.0)
        .role_fixed("false_alarms_per_day", "per_day", desk.alarms_per_analyst_and_day)
        .role_exponential("triage_h", desk.triage_h)
        .technique_row("take,reach,administrator,hour,,,,process,no,assumption")
        .step("id = \"one\"\ntechnique = \"take\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=a\"")
        .play(4 * N)
}

#[test]
fn more_analysts_under_the_same_load_each_leave_alerts_waiting_less() {
    // Erlang C at load 1/2 each: 1 h on average for one, 0.005 h for six.
    let (one, six) = (at(&USUAL), at(&Desk { analysts: 6, ..USUAL }));
    assert_mean_grows(&six, &one, "alert_to_triage_wait_h", 0.6);
    assert_mean_grows(&six, &one, "detection_delay_h", 0.5);
}

#[test]
fn false_alarms_eat_the_same_capacity() {
    let (quiet, loud) = (at(&Desk { alarms_per_analyst_and_day: 0.0, ..USUAL }), at(&USUAL));
    assert_always(&quiet, "alert_to_triage_wait_h", 0.0);
    assert_always(&quiet, "analyst_false_alarm_h", 0.0);
    assert_grows(&quiet, &loud, "alert_to_triage_wait_h", 600);
    assert_grows(&quiet, &loud, "analyst_false_alarm_h", 1500);
}

#[test]
fn slower_triage_detects_later() {
    assert_grows(&at(&Desk { triage_h: 0.25, ..USUAL }), &at(&USUAL), "detection_delay_h", 1500);
}
