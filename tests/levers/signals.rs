//! Every class of signal has a chance of its own; what checks content is met once and takes its time to see.

use yagura_sim::knowledge::SignalClass;
use yagura_sim::words::Words as _;

use crate::compared::{N, assert_always, assert_grows};
use crate::world::{Rows, World};

/// One act that leaves `signal`, alerts of class `heard` with `chance`.
fn act(signal: &str, heard: &str, chance: f64) -> Rows {
    World::new()
        .horizon_d(20.0)
        .desk(1)
        .asset("a")
        .fixed("hour", "hour", 1.0)
        .role_fixed(&format!("alerted_{heard}"), "probability", chance)
        .technique_row(&format!("take,reach,administrator,hour,,,,{signal},no,assumption"))
        .step("id = \"one\"\ntechnique = \"take\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=a\"")
        .play(N)
}

#[test]
fn every_class_of_signal_is_heard_with_its_own_chance() {
    for signal in SignalClass::ALL {
        let signal = signal.as_str();
        let (seldom, often) = (act(signal, signal, 0.2), act(signal, signal, 0.9));
        assert_grows(&seldom, &often, "detected_by_desk", 150);
        let other = if signal == "mail" { "process" } else { "mail" };
        assert_always(&act(signal, other, 1.0), "detected", 0.0);
    }
}

/// A gauge lies for as long as the attacker is patient; a control compares readings.
fn compared(fraction: f64, caught: f64) -> World {
    World::new()
        .horizon_d(60.0)
        .attacker("kind = \"targeted\"\nskill = \"medium\"\nhands = 1\npatience_d = 50")
        .desk(1)
        .dataset("level")
        .asset_in("app", "service_application", "net", "", "")
        .asset_in("g", "sensor", "net", "level", "reach")
        .flow("g", "app", "level", 600.0)
        .service("watch", "level=1/1@reach", "id:app")
        .fixed("hour", "hour", 1.0)
        .role_fixed("anomaly_delay_fraction", "fraction", fraction)
        .effect("detect", caught, "detection_probability_per_event", "per_pair", "signal=data_anomaly")
        .with_control()
        .technique_row("lie,reach,spoof,hour,,,,data_anomaly,no,assumption")
        .step(
            "id = \"one\"\ntechnique = \"lie\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=g\"\nspoof = \"drift\"",
        )
}

#[test]
fn a_comparison_of_readings_sees_a_lie_after_a_share_of_its_duration() {
    assert_always(&compared(0.1, 1.0).play(N), "detection_delay_h", 0.1 * 50.0 * 24.0);
    assert_always(&compared(0.4, 1.0).play(N), "detection_delay_h", 0.4 * 50.0 * 24.0);
    assert_grows(&compared(0.1, 0.2).play(N), &compared(0.1, 0.8).play(N), "detected", 150);
}

#[test]
fn comparing_readings_brings_false_alarms_of_its_own() {
    let with = |per_day| {
        compared(0.1, 1.0)
            .role_fixed("sensor_false_alarms_per_day", "per_day", per_day)
            .role_fixed("triage_h", "hour", 0.5)
    };
    assert_grows(&with(1.0).play(N), &with(8.0).play(N), "analyst_false_alarm_h", 300);
    // Nothing to compare, no false alarm.
    assert_always(&with(8.0).with_share(0.0).play(N), "analyst_false_alarm_h", 0.0);
}
