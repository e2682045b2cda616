//! One desk against Erlang's formula: c analysts, Poisson arrivals, exponential work. A true alert sees time averages (PASTA).
//!
//! C(c, a) = (a^c / c!) (c / (c - a)) / (sum_{k<c} a^k / k! + (a^c / c!) (c / (c - a))); mean wait = C / (c mu - lambda).
//! A. K. Erlang, 1917.

use crate::world::{World, assert_mean, assert_share};

fn erlang_c(c: u32, a: f64) -> f64 {
    let mut term = 1.0;
    let mut sum = 0.0;
    for k in 0..c {
        sum += term;
        term *= a / f64::from(k + 1);
    }
    let tail = term * f64::from(c) / (f64::from(c) - a);
    tail / (sum + tail)
}

#[test]
fn erlangs_formula_gives_known_values() {
    // M/M/1: the waiting probability is the load. Two servers at load 1 erlang: 1/3.
    assert!((erlang_c(1, 0.6) - 0.6).abs() < 1e-12);
    assert!((erlang_c(2, 1.0) - 1.0 / 3.0).abs() < 1e-12);
}

#[test]
fn a_true_alert_waits_as_erlang_says() {
    for (c, per_analyst_and_day, work_h) in [(1_u16, 14.4, 1.0), (3, 18.0, 1.0)] {
        let n = 12_000;
        let rows = World::new()
            .desk(c)
            .asset("a")
            .fixed("hour", "hour", 1.0)
            .fixed("sure", "probability", 1.0)
            .fixed("never", "probability", 1.0)
            .fixed("alarms", "per_day", per_analyst_and_day)
            .chance("work_h", "hour", work_h, "exponential")
            .role("alerted_login_failure", "sure")
            .role("false_alarms_per_day", "alarms")
            .role("triage_h", "work_h")
            .technique_row("take,reach,administrator,hour,,,,login_failure,no,assumption")
            .step("id = \"one\"\ntechnique = \"take\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=a\"")
            .play(n);
        let lambda = per_analyst_and_day / 24.0 * f64::from(c);
        let waits = rows.all("alert_to_triage_wait_h");
        let expected = erlang_c(u32::from(c), lambda * work_h);
        assert_share(waits.iter().filter(|w| **w > 0.0).count(), n as usize, expected);
        assert_mean(&waits, expected / (f64::from(c) / work_h - lambda));
        // Detection: the act is at hour 1, then the wait and the alert's own work.
        assert_mean(&rows.all("detection_delay_h"), expected / (f64::from(c) / work_h - lambda) + work_h);
    }
}
