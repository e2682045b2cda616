//! The few moments that people ask about: in, harm, noticed, contained, back.

use serde::Serialize;
use yagura_sim::incident::{Fact, LogEntry};

use super::sentences::seconds;

/// A moment that people ask about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Milestone {
    /// Which; its name is the message `replay-milestone-<key>`.
    pub key: &'static str,
    /// Row of the event.
    pub event: usize,
    /// Seconds since the start.
    pub at_s: u64,
}

/// Whether a fact is of a kind.
type Is = fn(&Fact) -> bool;

/// Key and fact of each, in the order in which they usually come.
const KINDS: [(&str, Is); 8] = [
    ("entered", |fact| matches!(fact, Fact::Tried { success: true, .. } | Fact::Seized { .. })),
    ("harm", |fact| match fact {
        Fact::Capacity { attack, response, .. } => attack + response > 0.0,
        other => matches!(
            other,
            Fact::Down { .. }
                | Fact::Commanded { .. }
                | Fact::Exfiltrated { .. }
                | Fact::Published { .. }
                | Fact::ServiceWrong { .. }
        ),
    }),
    ("recognised", |fact| matches!(fact, Fact::Detected { .. })),
    ("acting", |fact| matches!(fact, Fact::Decided { .. })),
    ("contained", |fact| matches!(fact, Fact::Contained)),
    ("root_cause", |fact| matches!(fact, Fact::RootCauseFound)),
    ("recovered", |fact| matches!(fact, Fact::Recovered)),
    ("gave_up", |fact| matches!(fact, Fact::GaveUp)),
];

/// The keys of all milestones.
pub(super) fn keys() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(key, _)| *key)
}

/// Those that the log reaches, in order of time.
#[must_use]
pub(super) fn milestones(entries: &[LogEntry]) -> Vec<Milestone> {
    let first = |(key, is): &(&'static str, Is)| {
        let event = entries.iter().position(|entry| is(&entry.fact))?;
        Some(Milestone { key, event, at_s: seconds(entries[event].at) })
    };
    let mut found: Vec<Milestone> = KINDS.iter().filter_map(first).collect();
    found.sort_by_key(|milestone| milestone.event);
    found
}
