//! Monitors: an act is logged, the log alerts, somebody reads the alert and believes it.

use crate::compared::{N, assert_always, assert_equal, assert_grows};
use crate::world::{Rows, World};

/// One server, one act that leaves one signal; a desk with office hours.
fn watched(desk: &str) -> World {
    World::new()
        .horizon_d(60.0)
        .city_is(desk)
        .asset("a")
        .fixed("hour", "hour", 1.0)
        .technique_row("take,reach,administrator,hour,,,,process,no,assumption")
        .step("id = \"one\"\ntechnique = \"take\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=a\"")
}

const OFFICE: &str = "office_hours,1,weekdays 08:30-17:15,";
const ALWAYS: &str = "round_the_clock,1,round the clock,";
const NOBODY: &str = "none,0,weekdays 08:30-17:15,";

fn alerting(chance: f64) -> Rows {
    watched(ALWAYS).role_fixed("alerted_process", "probability", chance).play(N)
}

#[test]
fn the_likelier_an_alert_the_more_is_detected() {
    let (weak, strong) = (alerting(0.1), alerting(0.7));
    assert_grows(&weak, &strong, "detected", 150);
    assert_grows(&weak, &strong, "detected_by_desk", 150);
    assert_always(&alerting(0.0), "detected", 0.0);
}

#[test]
fn another_signals_chance_changes_nothing() {
    let with = |chance| watched(ALWAYS).role_fixed("alerted_mail", "probability", chance).play(N);
    assert_equal(&with(0.0), &with(1.0), "detected");
    assert_always(&with(1.0), "detected", 0.0);
}

#[test]
fn what_is_not_logged_alerts_nobody() {
    let logged = |share| {
        watched(ALWAYS)
            .role_fixed("signal_logged", "probability", share)
            .role_fixed("alerted_process", "probability", 0.5)
            .play(N)
    };
    assert_grows(&logged(0.2), &logged(1.0), "detected", 50);
    assert_always(&logged(0.0), "detected", 0.0);
}

#[test]
fn an_unread_log_detects_nothing() {
    // Every act alerts, and nobody sits at the desk: only outsiders notice.
    let with = |desk| {
        watched(desk)
            .role_fixed("alerted_process", "probability", 1.0)
            .role_fixed("outsider_notice_per_h", "per_hour", 0.005)
            .play(N)
    };
    let (unread, read) = (with(NOBODY), with(ALWAYS));
    assert_always(&unread, "detected_by_desk", 0.0);
    assert_always(&unread, "alerts", 0.0);
    assert_always(&read, "detected_by_desk", 1.0);
    assert_grows(&read, &unread, "detection_delay_h", 300);
}

#[test]
fn a_desk_with_office_hours_sees_later_than_one_that_is_always_there() {
    let with = |desk| watched(desk).role_fixed("alerted_process", "probability", 1.0).play(N);
    let (office, always) = (with(OFFICE), with(ALWAYS));
    // Nights and weekends: more than two thirds of the hours of a year.
    assert_grows(&always, &office, "detection_delay_h", 200);
    assert_always(&always, "detection_delay_h", 0.0);
}

#[test]
fn a_dismissed_alert_detects_nothing() {
    let with = |dismissed| {
        watched(ALWAYS)
            .role_fixed("alerted_process", "probability", 1.0)
            .role_fixed("alert_dismissed", "probability", dismissed)
            .play(N)
    };
    let (seldom, often) = (with(0.1), with(0.8));
    assert_grows(&often, &seldom, "detected", 200);
    // It reached the desk all the same.
    assert_equal(&often, &seldom, "alerts");
}

#[test]
fn the_alerts_own_delay_comes_on_top() {
    let with = |hours| {
        watched(ALWAYS)
            .role_fixed("alerted_process", "probability", 1.0)
            .role_fixed("alert_delay_h", "hour", hours)
            .play(N)
    };
    assert_always(&with(3.0), "detection_delay_h", 3.0);
    assert_always(&with(30.0), "detection_delay_h", 30.0);
}
