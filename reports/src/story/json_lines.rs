//! The log as JSON Lines: one object a line, ids as in the files, times in hours.

use std::io::{self, Write};

use serde_json::{Map, Value, json};
use yagura_sim::city::City;
use yagura_sim::ids::{AssetIndex, DatasetIndex, OrganisationIndex, ServiceIndex};
use yagura_sim::incident::{Fact, LogEntry};
use yagura_sim::scenario::Scenario;
use yagura_sim::words::Words as _;

/// Writes all of `entries`. Fields of every line: `row`, `time_h`, `fact`, `because` (a row or null); then those of the fact.
pub fn write_json_lines(
    mut into: impl Write,
    city: &City,
    scenario: &Scenario,
    entries: &[LogEntry],
) -> io::Result<()> {
    for (row, entry) in entries.iter().enumerate() {
        let (name, fields) = fields(city, scenario, &entry.fact);
        let mut object = Map::new();
        object.insert("row".into(), row.into());
        object.insert("time_h".into(), entry.at.hours().into());
        object.insert("fact".into(), name.into());
        object.insert("because".into(), entry.because.into());
        if let Value::Object(fields) = fields {
            object.extend(fields);
        }
        serde_json::to_writer(&mut into, &object)?;
        into.write_all(b"\n")?;
    }
    Ok(())
}

fn fields(city: &City, scenario: &Scenario, fact: &Fact) -> (&'static str, Value) {
    let asset = |index: AssetIndex| city.assets[index.row()].id.as_str();
    let organisation = |index: OrganisationIndex| city.organisations[index.row()].id.as_str();
    let service = |index: ServiceIndex| city.services[index.row()].id.as_str();
    let dataset = |index: DatasetIndex| city.datasets[index.row()].id.as_str();
    let step = |row: u8| scenario.steps.get(usize::from(row)).map(|step| step.id.as_str());
    match *fact {
        Fact::Tried { step: row, target, round, success } => {
            ("tried", json!({ "step": step(row), "target": asset(target), "round": round, "success": success }))
        }
        Fact::Seized { step: row, asset: taken, from, administrator, hop, .. } => (
            "seized",
            json!({ "step": step(row), "asset": asset(taken), "from": from.map(asset), "administrator": administrator, "hop": hop }),
        ),
        Fact::Down { asset: a } => ("down", json!({ "asset": asset(a) })),
        Fact::Tainted { asset: a, origin } => ("tainted", json!({ "asset": asset(a), "origin": asset(origin) })),
        Fact::TaintStopped { asset: a, origin } => {
            ("taint_stopped", json!({ "asset": asset(a), "origin": asset(origin) }))
        }
        Fact::TaintCleared { origin } => ("taint_cleared", json!({ "origin": asset(origin) })),
        Fact::Commanded { asset: a } => ("commanded", json!({ "asset": asset(a) })),
        Fact::Exfiltrated { asset: a, dataset: d, records } => {
            ("exfiltrated", json!({ "asset": asset(a), "dataset": dataset(d), "records": records }))
        }
        Fact::Published { asset: a, dataset: d } => ("published", json!({ "asset": asset(a), "dataset": dataset(d) })),
        Fact::TakenDown { asset: a } => ("taken_down", json!({ "asset": asset(a) })),
        Fact::Destroyed { asset: a } => ("destroyed", json!({ "asset": asset(a) })),
        Fact::GaveUp => ("gave_up", json!({})),
        Fact::Alerted { desk, asset: a, signal, wait_h } => (
            "alerted",
            json!({ "desk": organisation(desk), "asset": asset(a), "signal": signal.as_str(), "wait_h": wait_h }),
        ),
        Fact::Dismissed { desk, asset: a, signal } => {
            ("dismissed", json!({ "desk": organisation(desk), "asset": asset(a), "signal": signal.as_str() }))
        }
        Fact::Detected { source, organisation: o, asset: a } => {
            ("detected", json!({ "source": source.as_str(), "organisation": organisation(o), "asset": asset(a) }))
        }
        Fact::Told { organisation: o, after_h } => {
            ("told", json!({ "organisation": organisation(o), "after_h": after_h }))
        }
        Fact::Decided { organisation: o, negotiated } => {
            ("decided", json!({ "organisation": organisation(o), "negotiated": negotiated }))
        }
        Fact::Isolated { asset: a, .. } => ("isolated", json!({ "asset": asset(a) })),
        Fact::EntryClosed => ("entry_closed", json!({})),
        Fact::Contained => ("contained", json!({})),
        Fact::RootCauseFound => ("root_cause_found", json!({})),
        Fact::Restored { asset: a, from_backup } => {
            ("restored", json!({ "asset": asset(a), "from_backup": from_backup }))
        }
        Fact::Recovered => ("recovered", json!({})),
        Fact::ServiceWrong { service: s } => ("service_wrong", json!({ "service": service(s) })),
        Fact::ServiceRight { service: s } => ("service_right", json!({ "service": service(s) })),
        Fact::Capacity { service: s, attack, response } => {
            ("capacity", json!({ "service": service(s), "lost_to_attack": attack, "lost_to_response": response }))
        }
        Fact::CutOff { organisation: o } => ("cut_off", json!({ "organisation": organisation(o) })),
        Fact::Reconnected { organisation: o } => ("reconnected", json!({ "organisation": organisation(o) })),
        Fact::Cleaned { asset: a } => ("cleaned", json!({ "asset": asset(a) })),
    }
}
