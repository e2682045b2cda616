//! What a fact of the log changes: the log read a second time, for the eye.

use std::collections::BTreeMap;

use yagura_sim::ids::{AssetIndex, DatasetIndex, OrganisationIndex, ServiceIndex};
use yagura_sim::incident::Fact;

use super::cells::{Cells, data, mark, party, service, stage, status};

/// The state while the log is read.
pub(super) struct State {
    cells: Cells,
    value: Vec<i32>,
    /// Cells that are not 0.
    busy: usize,
    /// Where false data of an origin are.
    places: BTreeMap<AssetIndex, Vec<AssetIndex>>,
    /// Assets with alerts that wait, and the desks at which they do.
    waiting: Vec<(AssetIndex, OrganisationIndex)>,
    /// What is public from where.
    public: Vec<(AssetIndex, DatasetIndex)>,
    recognised: bool,
    changed: Vec<(u32, i32)>,
}

impl State {
    /// Nothing has happened.
    pub(super) fn new(cells: Cells) -> Self {
        Self {
            cells,
            value: vec![0; cells.size],
            busy: 0,
            places: BTreeMap::new(),
            waiting: Vec::new(),
            public: Vec::new(),
            recognised: false,
            changed: Vec::new(),
        }
    }

    /// All cells.
    pub(super) fn value(&self) -> &[i32] {
        &self.value
    }

    /// How many cells are not 0.
    pub(super) fn busy(&self) -> usize {
        self.busy
    }

    /// Takes in a fact; returns the cells that it changes, each once, and what they become.
    pub(super) fn take(&mut self, fact: &Fact) -> &[(u32, i32)] {
        self.changed.clear();
        self.read(fact);
        &self.changed
    }

    fn set(&mut self, cell: usize, value: i32) {
        let before = std::mem::replace(&mut self.value[cell], value);
        if before == value {
            return;
        }
        self.busy += usize::from(before == 0);
        self.busy -= usize::from(value == 0);
        let cell = cell as u32;
        match self.changed.iter_mut().find(|(known, _)| *known == cell) {
            Some((_, known)) => *known = value,
            None => self.changed.push((cell, value)),
        }
    }

    /// Changes bits of a cell.
    fn bits(&mut self, cell: usize, clear: i32, set: i32) {
        self.set(cell, self.value[cell] & !clear | set);
    }

    fn becomes(&mut self, asset: AssetIndex, now: i32, clear: i32) {
        self.bits(asset.row(), status::MASK | clear, now);
    }

    /// Something happened to the asset, if nothing else did yet.
    fn touch(&mut self, asset: AssetIndex) {
        if self.value[asset.row()] & status::MASK == status::CLEAN {
            self.becomes(asset, status::TOUCHED, 0);
        }
    }

    fn mark(&mut self, asset: AssetIndex, marks: i32) {
        self.touch(asset);
        self.bits(asset.row(), 0, marks);
    }

    fn party(&mut self, organisation: OrganisationIndex, clear: i32, set: i32) {
        self.bits(self.cells.organisations + organisation.row(), clear, set);
    }

    fn stage(&mut self, reached: i32) {
        self.bits(self.cells.incident, 0, reached);
    }

    fn dataset(&mut self, dataset: DatasetIndex, clear: i32, set: i32) {
        self.bits(self.cells.datasets + dataset.row(), clear, set);
    }

    fn service(&mut self, service: ServiceIndex, clear: i32, set: i32) {
        self.bits(self.cells.services + service.row(), clear, set);
    }

    fn read(&mut self, fact: &Fact) {
        match *fact {
            Fact::Tried { target, success, .. } => {
                self.touch(target);
                if success {
                    self.stage(stage::ENTERED);
                }
            }
            Fact::Seized { asset, administrator, .. } => {
                self.becomes(asset, if administrator { status::CONTROLLED } else { status::FOOTHOLD }, 0);
                self.stage(stage::ENTERED);
            }
            Fact::Down { asset } => self.mark(asset, mark::DOWN),
            Fact::Tainted { asset, origin } => self.taint(asset, origin),
            Fact::TaintStopped { asset, .. } => self.touch(asset),
            Fact::TaintCleared { origin } => self.clear_taint(origin),
            Fact::Commanded { asset } => self.mark(asset, mark::COMMANDED),
            Fact::Exfiltrated { asset, dataset, .. } => {
                self.mark(asset, mark::LEAKED);
                self.dataset(dataset, 0, data::OUT);
            }
            Fact::Published { asset, dataset } => {
                self.mark(asset, mark::PUBLISHED);
                self.dataset(dataset, 0, data::OUT | data::PUBLIC);
                self.public.push((asset, dataset));
            }
            Fact::TakenDown { asset } => self.take_down(asset),
            Fact::Destroyed { asset } => self.mark(asset, mark::DESTROYED),
            Fact::GaveUp => self.stage(stage::GAVE_UP),
            Fact::Alerted { desk, asset, .. } => {
                self.mark(asset, mark::ALERT);
                if !self.recognised {
                    self.waiting.push((asset, desk));
                    self.count_waiting(desk);
                }
            }
            Fact::Dismissed { desk, asset, .. } => {
                self.party(desk, 0, party::DISMISSED);
                if let Some(at) = self.waiting.iter().position(|waiting| *waiting == (asset, desk)) {
                    self.waiting.remove(at);
                }
                if !self.waiting.iter().any(|(about, _)| *about == asset) {
                    self.bits(asset.row(), mark::ALERT, 0);
                }
                self.count_waiting(desk);
            }
            Fact::Detected { organisation, .. } => self.recognise(organisation),
            Fact::Told { organisation, .. } => self.party(organisation, 0, party::TOLD),
            Fact::Decided { organisation, .. } => self.party(organisation, 0, party::MAY_ACT),
            // What is cut off neither sounds nor is believed any more.
            Fact::Isolated { asset, .. } => self.becomes(asset, status::ISOLATED, mark::COMMANDED | mark::SOURCE),
            Fact::EntryClosed => self.stage(stage::ENTRY_CLOSED),
            Fact::Contained => self.stage(stage::CONTAINED),
            Fact::RootCauseFound => self.stage(stage::ROOT_CAUSE),
            Fact::Restored { asset, .. } => self.becomes(asset, status::RESTORED, mark::DOWN | mark::SOURCE),
            Fact::Cleaned { asset } => self.becomes(asset, status::RESTORED, 0),
            Fact::Recovered => self.stage(stage::RECOVERED),
            Fact::ServiceWrong { service } => self.service(service, 0, service::WRONG),
            Fact::ServiceRight { service } => self.service(service, service::WRONG, 0),
            Fact::Capacity { service, attack, response } => {
                let lost = per_mille(attack) + per_mille(response) * service::RESPONSE;
                self.service(service, service::LOST, lost);
            }
            Fact::CutOff { organisation } => self.party(organisation, 0, party::CUT_OFF),
            Fact::Reconnected { organisation } => self.party(organisation, party::CUT_OFF, 0),
        }
    }

    fn taint(&mut self, asset: AssetIndex, origin: AssetIndex) {
        self.mark(asset, if asset == origin { mark::TAINTED | mark::SOURCE } else { mark::TAINTED });
        let places = self.places.entry(origin).or_default();
        if !places.contains(&asset) {
            places.push(asset);
        }
    }

    /// False data of `origin` are believed nowhere any more; those of others may still be at the same places.
    fn clear_taint(&mut self, origin: AssetIndex) {
        let places = self.places.remove(&origin).unwrap_or_default();
        for asset in places {
            if !self.places.values().any(|others| others.contains(&asset)) {
                self.bits(asset.row(), mark::TAINTED, 0);
            }
        }
        self.bits(origin.row(), mark::SOURCE, 0);
    }

    fn take_down(&mut self, asset: AssetIndex) {
        self.bits(asset.row(), mark::PUBLISHED, mark::LEAKED);
        let (down, still) = std::mem::take(&mut self.public).into_iter().partition(|(from, _)| *from == asset);
        self.public = still;
        let down: Vec<(AssetIndex, DatasetIndex)> = down;
        for (_, dataset) in down {
            if !self.public.iter().any(|(_, other)| *other == dataset) {
                self.dataset(dataset, data::PUBLIC, 0);
            }
        }
    }

    /// From here on alerts are part of the response: none waits at a desk.
    fn recognise(&mut self, organisation: OrganisationIndex) {
        self.recognised = true;
        self.stage(stage::RECOGNISED);
        self.party(organisation, 0, party::KNOWS);
        for (asset, desk) in std::mem::take(&mut self.waiting) {
            self.bits(asset.row(), mark::ALERT, 0);
            self.count_waiting(desk);
        }
    }

    fn count_waiting(&mut self, desk: OrganisationIndex) {
        let n = self.waiting.iter().filter(|(_, at)| *at == desk).count().min(1 << 16) as i32;
        let cell = self.cells.organisations + desk.row();
        self.set(cell, self.value[cell] % party::WAITING + n * party::WAITING);
    }
}

fn per_mille(share: f64) -> i32 {
    (libm::round(share * 1000.0) as i32).clamp(0, 1000)
}

#[cfg(test)]
mod tests {
    use yagura_sim::knowledge::SignalClass;
    use yagura_sim::words::Words as _;

    use super::*;
    use crate::replay::testing::cells;

    fn asset(row: u32) -> AssetIndex {
        AssetIndex(row)
    }

    fn after(facts: &[Fact]) -> State {
        let mut state = State::new(cells());
        for fact in facts {
            state.take(fact);
        }
        state
    }

    /// Taken with the rights of `status`.
    fn seized(row: u32, status: i32) -> Fact {
        let administrator = status == status::CONTROLLED;
        Fact::Seized { step: 0, asset: asset(row), from: None, administrator, anew: true, hop: 0 }
    }

    #[test]
    fn an_asset_moves_from_foothold_to_cut_off_to_back() {
        let mut state = State::new(cells());
        let status_of = |state: &State| state.value()[0] & status::MASK;
        state.take(&seized(0, status::FOOTHOLD));
        assert_eq!(status_of(&state), status::FOOTHOLD);
        state.take(&Fact::Down { asset: asset(0) });
        assert_eq!(status_of(&state), status::FOOTHOLD, "what stands still is held all the same");
        state.take(&Fact::Isolated { asset: asset(0), was_held: true });
        assert_eq!(state.value()[0], status::ISOLATED | mark::DOWN);
        state.take(&Fact::Restored { asset: asset(0), from_backup: true });
        assert_eq!(state.value()[0], status::RESTORED);
    }

    #[test]
    fn false_data_of_two_origins_leave_a_place_when_both_are_cleared() {
        let tainted = |origin| Fact::Tainted { asset: asset(2), origin: asset(origin) };
        let mut state = after(&[tainted(0), tainted(1), Fact::TaintCleared { origin: asset(0) }]);
        assert_ne!(state.value()[2] & mark::TAINTED, 0);
        state.take(&Fact::TaintCleared { origin: asset(1) });
        assert_eq!(state.value()[2] & mark::TAINTED, 0);
    }

    #[test]
    fn an_alert_waits_until_it_is_dismissed_or_the_incident_is_recognised() {
        let (desk, signal) = (OrganisationIndex(1), SignalClass::ALL[0]);
        let alerted = Fact::Alerted { desk, asset: asset(0), signal, wait_h: 3.0 };
        let cell = cells().organisations + 1;
        let mut state = after(&[alerted, alerted]);
        assert_eq!(state.value()[cell], 2 * party::WAITING);
        state.take(&Fact::Dismissed { desk, asset: asset(0), signal });
        assert_eq!(state.value()[cell], party::WAITING | party::DISMISSED);
        let source = yagura_sim::incident::NoticeSource::Desk;
        state.take(&Fact::Detected { source, organisation: desk, asset: asset(0) });
        assert_eq!(state.value()[cell], party::KNOWS | party::DISMISSED);
        assert_eq!(state.value()[0] & mark::ALERT, 0);
    }

    #[test]
    fn a_service_keeps_its_error_while_its_capacity_moves() {
        let service = ServiceIndex(0);
        let part = Fact::Capacity { service, attack: 0.25, response: 0.5 };
        let state = after(&[Fact::ServiceWrong { service }, part]);
        assert_eq!(state.value()[cells().services], service::WRONG + 250 + 500 * service::RESPONSE);
    }

    #[test]
    fn a_fact_that_changes_nothing_writes_nothing() {
        let mut state = after(&[seized(0, status::CONTROLLED)]);
        assert!(state.take(&seized(0, status::CONTROLLED)).is_empty());
        assert_eq!(state.busy(), 2, "the asset and the incident");
    }
}
