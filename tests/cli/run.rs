//! `yagura run` from outside.

use crate::fixture::Yagura;

#[test]
fn an_incident_is_told_with_times_and_traced_in_json_lines() {
    let yagura = Yagura::new("run");
    let done = yagura.call(&["run", "--scenario", "river-radio-spoof", "--trace", "trace.jsonl", "--explain"]);
    assert!(done.fine().contains("0d 0"), "{}", done.stdout);
    assert!(done.stderr.is_empty(), "{}", done.stderr);
    for line in yagura.read("trace.jsonl").lines() {
        let object: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert!(object["time_h"].is_number() && object["fact"].is_string(), "{line}");
    }
}

#[test]
fn the_same_address_tells_the_same_story() {
    let yagura = Yagura::new("run-twice");
    let address = ["run", "--scenario", "river-radio-spoof", "--draw", "2", "--replication", "7"];
    assert_eq!(yagura.call(&address).fine(), yagura.call(&address).fine());
}

#[test]
fn timing_prints_stable_keys_after_the_results_and_tells_no_story() {
    let yagura = Yagura::new("run-timing");
    let done =
        yagura.call(&["run", "--scenario", "river-radio-spoof", "--replications", "5", "--threads", "1", "--timing"]);
    done.fine();
    let keys: Vec<&str> = done.stderr.lines().filter_map(|line| line.split_once('=').map(|(key, _)| key)).collect();
    for key in ["load_s", "build_s", "run_cpu_s", "run_wall_s", "threads", "replications", "events", "ns_per_event"] {
        assert!(keys.contains(&key), "{key} is missing: {}", done.stderr);
    }
}
