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
