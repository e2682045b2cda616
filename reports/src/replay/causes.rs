//! What each fact followed from, as far as the log itself or the order of things says so.
//!
//! The log notes a cause where the simulation has it at hand. For reading, the obvious rest is added: an alert follows from what was
//! done to that asset, a step of the attack from the step that it needed, a service's loss from what stopped at the same moment.

use std::collections::BTreeMap;

use yagura_sim::ids::{AssetIndex, OrganisationIndex, ServiceIndex};
use yagura_sim::incident::{Fact, LogEntry, NoticeSource};
use yagura_sim::scenario::{From, Scenario};

/// What has been seen so far, as rows of the log.
#[derive(Default)]
struct Seen {
    done_to: BTreeMap<AssetIndex, usize>,
    taken: BTreeMap<AssetIndex, usize>,
    isolated: BTreeMap<AssetIndex, usize>,
    alerted: BTreeMap<(OrganisationIndex, AssetIndex), usize>,
    succeeded: BTreeMap<u8, usize>,
    capacity: BTreeMap<ServiceIndex, usize>,
    cut_off: BTreeMap<OrganisationIndex, usize>,
    wrong: Option<usize>,
    /// The last thing that stops or starts something.
    switched: Option<usize>,
    contained: Option<usize>,
}

/// For each entry the row that led to it, which always stands before it.
#[must_use]
pub fn causes(scenario: &Scenario, entries: &[LogEntry]) -> Vec<Option<usize>> {
    let mut seen = Seen::default();
    let mut causes: Vec<Option<usize>> = Vec::with_capacity(entries.len());
    for (row, entry) in entries.iter().enumerate() {
        let noted = entry.because.map(|cause| cause as usize).filter(|cause| *cause < row);
        let cause = noted.or_else(|| seen.obvious(scenario, entries, row)).filter(|cause| *cause < row);
        // The step by which something was taken came from where it was taken from.
        if let (Fact::Seized { from: Some(from), .. }, Some(tried)) = (entry.fact, noted)
            && let Some(&source) = seen.taken.get(&from)
            && matches!(entries[tried].fact, Fact::Tried { .. })
            && source < tried
        {
            causes[tried] = Some(source);
        }
        causes.push(cause);
        seen.note(row, &entry.fact);
    }
    causes
}

impl Seen {
    fn obvious(&self, scenario: &Scenario, entries: &[LogEntry], row: usize) -> Option<usize> {
        let now = entries[row].at;
        let at_once = |row: Option<usize>| row.filter(|row| entries[*row].at == now);
        match entries[row].fact {
            Fact::Tried { step, target, .. } => self.step_before(scenario, step, target),
            Fact::Seized { from, .. } => from.and_then(|from| self.taken.get(&from).copied()),
            Fact::Alerted { asset, .. } => self.done_to.get(&asset).copied(),
            Fact::Dismissed { desk, asset, .. } => self.alerted.get(&(desk, asset)).copied(),
            Fact::Detected { source: NoticeSource::Desk, organisation, asset } => {
                self.alerted.get(&(organisation, asset)).or_else(|| self.done_to.get(&asset)).copied()
            }
            Fact::Detected { asset, .. } => self.done_to.get(&asset).copied().or(self.wrong),
            Fact::Capacity { service, .. } => {
                at_once(self.switched).or_else(|| self.capacity.get(&service).copied()).or(self.switched)
            }
            Fact::ServiceWrong { .. } | Fact::ServiceRight { .. } | Fact::TaintCleared { .. } => at_once(self.switched),
            Fact::Restored { asset, .. } => self.isolated.get(&asset).copied(),
            Fact::Recovered => at_once(self.switched).or(self.contained),
            Fact::Reconnected { organisation } => self.cut_off.get(&organisation).copied(),
            Fact::Cleaned { asset } => self.taken.get(&asset).copied(),
            _ => None,
        }
    }

    /// The success that a step builds on: on the same target if there is one, else the latest of those that it needs.
    fn step_before(&self, scenario: &Scenario, step: u8, target: AssetIndex) -> Option<usize> {
        let row = scenario.steps.get(usize::from(step))?;
        let of = |needed: &usize| u8::try_from(*needed).ok().and_then(|step| self.succeeded.get(&step)).copied();
        let needed = row.needs.iter().chain(&row.needs_any).filter_map(of).max();
        let held = matches!(row.from, From::Held).then(|| self.taken.get(&target).copied()).flatten();
        held.or(needed)
    }

    fn note(&mut self, row: usize, fact: &Fact) {
        match *fact {
            Fact::Tried { step, target, success, .. } => {
                self.done_to.insert(target, row);
                if success {
                    self.succeeded.insert(step, row);
                }
            }
            Fact::Seized { step, asset, .. } => {
                self.done_to.insert(asset, row);
                self.taken.insert(asset, row);
                self.succeeded.insert(step, row);
            }
            Fact::Down { asset } => {
                self.done_to.insert(asset, row);
                self.switched = Some(row);
            }
            Fact::Commanded { asset }
            | Fact::Exfiltrated { asset, .. }
            | Fact::Published { asset, .. }
            | Fact::Destroyed { asset } => {
                self.done_to.insert(asset, row);
            }
            Fact::Tainted { asset, .. } => {
                self.done_to.insert(asset, row);
                self.switched = Some(row);
            }
            Fact::TaintCleared { .. } => self.switched = Some(row),
            Fact::Alerted { desk, asset, .. } => {
                self.alerted.insert((desk, asset), row);
            }
            Fact::Isolated { asset, .. } => {
                self.isolated.insert(asset, row);
                self.switched = Some(row);
            }
            Fact::Restored { .. } => self.switched = Some(row),
            Fact::Capacity { service, .. } => {
                self.capacity.insert(service, row);
            }
            Fact::ServiceWrong { .. } => self.wrong = Some(row),
            Fact::CutOff { organisation } => {
                self.cut_off.insert(organisation, row);
                self.switched = Some(row);
            }
            Fact::Reconnected { .. } => self.switched = Some(row),
            Fact::Contained => self.contained = Some(row),
            _ => {}
        }
    }
}
