//! Why it went so: from everything that hurt or ended the incident back to its first cause.

use yagura_sim::incident::{Fact, LogEntry};

/// For each kind of outcome its first occurrence, as rows of the log from the first cause to the outcome.
#[must_use]
pub fn chains(entries: &[LogEntry]) -> Vec<Vec<usize>> {
    let outcomes: [fn(&Fact) -> bool; 8] = [
        |fact| matches!(fact, Fact::ServiceWrong { .. }),
        |fact| matches!(fact, Fact::Commanded { .. }),
        |fact| matches!(fact, Fact::Exfiltrated { .. } | Fact::Published { .. }),
        |fact| matches!(fact, Fact::Down { .. }),
        |fact| matches!(fact, Fact::Capacity { .. }),
        |fact| matches!(fact, Fact::Detected { .. }),
        |fact| matches!(fact, Fact::Contained),
        |fact| matches!(fact, Fact::Recovered),
    ];
    outcomes
        .into_iter()
        .filter_map(|is_outcome| entries.iter().position(|entry| is_outcome(&entry.fact)))
        .map(|row| chain_to(entries, row))
        .collect()
}

fn chain_to(entries: &[LogEntry], row: usize) -> Vec<usize> {
    let mut chain = vec![row];
    let mut at = row;
    // A cause stands before what it led to; anything else would be a circle and ends the walk.
    while let Some(cause) = entries[at].because.map(|cause| cause as usize).filter(|&cause| cause < at) {
        chain.push(cause);
        at = cause;
    }
    chain.reverse();
    chain
}
