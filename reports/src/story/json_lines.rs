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
        let mut object = Map::new();
        object.insert("row".into(), row.into());
        object.insert("time_h".into(), entry.at.hours().into());
        object.insert("fact".into(), kind_of(&entry.fact).into());
        object.insert("because".into(), entry.because.into());
        if let Value::Object(fields) = fields(city, scenario, &entry.fact) {
            object.extend(fields);
        }
        serde_json::to_writer(&mut into, &object)?;
        into.write_all(b"\n")?;
    }
    Ok(())
}

/// What a fact is called in the log.
#[must_use]
pub(crate) fn kind_of(fact: &Fact) -> &'static str {
    match fact {
        Fact::Tried { .. } => "tried",
        Fact::Seized { .. } => "seized",
        Fact::Down { .. } => "down",
        Fact::Tainted { .. } => "tainted",
        Fact::TaintStopped { .. } => "taint_stopped",
        Fact::TaintCleared { .. } => "taint_cleared",
        Fact::Commanded { .. } => "commanded",
        Fact::Exfiltrated { .. } => "exfiltrated",
        Fact::Published { .. } => "published",
        Fact::TakenDown { .. } => "taken_down",
        Fact::Destroyed { .. } => "destroyed",
        Fact::GaveUp => "gave_up",
        Fact::Alerted { .. } => "alerted",
        Fact::Dismissed { .. } => "dismissed",
        Fact::Detected { .. } => "detected",
        Fact::Told { .. } => "told",
        Fact::Decided { .. } => "decided",
        Fact::Isolated { .. } => "isolated",
        Fact::EntryClosed => "entry_closed",
        Fact::Contained => "contained",
        Fact::RootCauseFound => "root_cause_found",
        Fact::Restored { .. } => "restored",
        Fact::Recovered => "recovered",
        Fact::ServiceWrong { .. } => "service_wrong",
        Fact::ServiceRight { .. } => "service_right",
        Fact::Capacity { .. } => "capacity",
        Fact::CutOff { .. } => "cut_off",
        Fact::Reconnected { .. } => "reconnected",
        Fact::Cleaned { .. } => "cleaned",
    }
}

fn fields(city: &City, scenario: &Scenario, fact: &Fact) -> Value {
    let asset = |index: AssetIndex| city.assets[index.row()].id.as_str();
    let organisation = |index: OrganisationIndex| city.organisations[index.row()].id.as_str();
    let service = |index: ServiceIndex| city.services[index.row()].id.as_str();
    let dataset = |index: DatasetIndex| city.datasets[index.row()].id.as_str();
    let step = |row: u8| scenario.steps.get(usize::from(row)).map(|step| step.id.as_str());
    match *fact {
        Fact::Tried { step: row, target, round, success } => {
            json!({ "step": step(row), "target": asset(target), "round": round, "success": success })
        }
        Fact::Seized { step: row, asset: taken, from, administrator, hop, .. } => {
            json!({ "step": step(row), "asset": asset(taken), "from": from.map(asset), "administrator": administrator, "hop": hop })
        }
        Fact::Down { asset: a } => json!({ "asset": asset(a) }),
        Fact::Tainted { asset: a, origin } => json!({ "asset": asset(a), "origin": asset(origin) }),
        Fact::TaintStopped { asset: a, origin } => {
            json!({ "asset": asset(a), "origin": asset(origin) })
        }
        Fact::TaintCleared { origin } => json!({ "origin": asset(origin) }),
        Fact::Commanded { asset: a } => json!({ "asset": asset(a) }),
        Fact::Exfiltrated { asset: a, dataset: d, records } => {
            json!({ "asset": asset(a), "dataset": dataset(d), "records": records })
        }
        Fact::Published { asset: a, dataset: d } => json!({ "asset": asset(a), "dataset": dataset(d) }),
        Fact::TakenDown { asset: a } => json!({ "asset": asset(a) }),
        Fact::Destroyed { asset: a } => json!({ "asset": asset(a) }),
        Fact::GaveUp => json!({}),
        Fact::Alerted { desk, asset: a, signal, wait_h } => {
            json!({ "desk": organisation(desk), "asset": asset(a), "signal": signal.as_str(), "wait_h": wait_h })
        }
        Fact::Dismissed { desk, asset: a, signal } => {
            json!({ "desk": organisation(desk), "asset": asset(a), "signal": signal.as_str() })
        }
        Fact::Detected { source, organisation: o, asset: a } => {
            json!({ "source": source.as_str(), "organisation": organisation(o), "asset": asset(a) })
        }
        Fact::Told { organisation: o, after_h } => {
            json!({ "organisation": organisation(o), "after_h": after_h })
        }
        Fact::Decided { organisation: o, negotiated } => {
            json!({ "organisation": organisation(o), "negotiated": negotiated })
        }
        Fact::Isolated { asset: a, .. } => json!({ "asset": asset(a) }),
        Fact::EntryClosed => json!({}),
        Fact::Contained => json!({}),
        Fact::RootCauseFound => json!({}),
        Fact::Restored { asset: a, from_backup } => {
            json!({ "asset": asset(a), "from_backup": from_backup })
        }
        Fact::Recovered => json!({}),
        Fact::ServiceWrong { service: s } => json!({ "service": service(s) }),
        Fact::ServiceRight { service: s } => json!({ "service": service(s) }),
        Fact::Capacity { service: s, attack, response } => {
            json!({ "service": service(s), "lost_to_attack": attack, "lost_to_response": response })
        }
        Fact::CutOff { organisation: o } => json!({ "organisation": organisation(o) }),
        Fact::Reconnected { organisation: o } => json!({ "organisation": organisation(o) }),
        Fact::Cleaned { asset: a } => json!({ "asset": asset(a) }),
    }
}
