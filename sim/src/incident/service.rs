//! Services: what is lost while parts are down, and whether decisions are right.
//!
//! # What happens
//! Capacity of a service falls with the parts that are out: of parts that each count by the share that is out, of redundant parts when
//! all are out, to the fallback when a service that it needs has nothing left. After the switching time the fallback keeps its
//! capacity. What the attack alone would cost is the attack's loss, what the response adds is the response's.
//! Decisions are wrong by own inputs (see `integrity.rs`) or because a needed service decides wrongly.
//! # Writes
//! Service states; hours at each rate.
//! # Not modelled
//! Demand over the day; several fallbacks sharing the same people.

use crate::ids::{AssetIndex, OrganisationIndex, ServiceIndex};
use crate::kernel::Tick;

use super::event::SimEvent;
use super::log::Fact;
use super::play::Incident;
use super::state::{ServiceState, Status, mark};

/// Which outages count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counting {
    Attack,
    AttackAndResponse,
}

impl Incident<'_> {
    /// The state of `service` in this run.
    pub(super) fn service(&mut self, service: ServiceIndex) -> &mut ServiceState {
        let state = &mut self.service[service.row()];
        if state.run != self.run {
            *state = ServiceState { run: self.run, ..ServiceState::default() };
        }
        state
    }

    /// Whether `asset` is out of service.
    fn is_out(&self, asset: AssetIndex, counting: Counting) -> bool {
        let state = self.look(asset);
        if state.marks & mark::DOWN != 0 {
            return true;
        }
        counting == Counting::AttackAndResponse
            && (state.status == Status::Isolated
                || self.progress.cut_off.contains(&self.city.assets[asset.row()].operator))
    }

    /// Share of its capacity that `service` has without its fallback.
    fn capacity(&self, service: ServiceIndex, counting: Counting) -> f64 {
        let city = self.city;
        let row = &city.services[service.row()];
        let mut capacity: f64 = 1.0;
        for part in &row.needs_each {
            if !part.is_empty() {
                let out = part.iter().filter(|&&a| self.is_out(a, counting)).count();
                capacity *= 1.0 - out as f64 / part.len() as f64;
            }
        }
        for part in &row.needs_any {
            if !part.is_empty() && part.iter().all(|&a| self.is_out(a, counting)) {
                capacity = 0.0;
            }
        }
        for &needed in &row.needs_services {
            if self.capacity(needed, counting) <= 0.0 {
                capacity = 0.0;
            }
        }
        // Readings that nobody believes any more: with fewer than k left in a group, that part of the city is decided by hand.
        if counting == Counting::AttackAndResponse && !row.inputs.is_empty() {
            let blind = row
                .inputs
                .iter()
                .filter(|g| g.members.iter().filter(|&&a| !self.is_out(a, counting)).count() < usize::from(g.k))
                .count();
            capacity *= 1.0 - blind as f64 / row.inputs.len() as f64;
        }
        capacity
    }

    /// `asset` went out of service or came back.
    pub(super) fn availability_changed(&mut self, now: Tick, asset: AssetIndex) {
        let city = self.city;
        for &service in city.needed_by.of(asset.row()) {
            self.reckon(now, service);
        }
        for reading in city.reading_of.of(asset.row()) {
            self.reckon(now, reading.service);
        }
    }

    /// A partner cut the city off or let it back in: what it operates is out or back.
    pub(super) fn partner_changed(&mut self, now: Tick, partner: OrganisationIndex) {
        let city = self.city;
        for (row, service) in city.services.iter().enumerate() {
            let parts = service.needs_each.iter().chain(&service.needs_any).flatten();
            let readings = service.inputs.iter().flat_map(|group| &group.members);
            if parts.chain(readings).any(|a| city.assets[a.row()].operator == partner) {
                self.reckon(now, ServiceIndex::from_row(row));
            }
        }
    }

    /// Recomputes what `service` loses, and what the services that need it lose.
    fn reckon(&mut self, now: Tick, service: ServiceIndex) {
        let city = self.city;
        let row = &city.services[service.row()];
        let without =
            (1.0 - self.capacity(service, Counting::Attack), 1.0 - self.capacity(service, Counting::AttackAndResponse));
        let state = self.service(service);
        state.advance(now);
        let down = without.1 > 0.0;
        let was_down = state.lost_to_attack > 0.0 || state.lost_to_response > 0.0;
        if !down {
            state.on_fallback = false;
        }
        let starts = down && !was_down && !state.on_fallback;
        if starts {
            state.outage = state.outage.wrapping_add(1);
        }
        let (outage, kept) = (state.outage, if state.on_fallback { row.fallback_capacity } else { 0.0 });
        let lost_to_attack = without.0.min(1.0 - kept);
        let lost = without.1.min(1.0 - kept);
        let before = (state.lost_to_attack, state.lost_to_response);
        state.lost_to_attack = lost_to_attack;
        state.lost_to_response = (lost - lost_to_attack).max(0.0);
        let after = (state.lost_to_attack, state.lost_to_response);
        if starts && row.fallback_capacity > 0.0 {
            self.plan(now.plus_hours(row.switch_h), SimEvent::Fallback { service: service.0, outage });
        }
        if after != before {
            self.record(now, Fact::Capacity { service, attack: after.0, response: after.1 }, None);
            if before.0 == 0.0 && after.0 > 0.0 {
                self.plan_outage_notice(now, service);
            }
            for &dependant in city.dependants.of(service.row()) {
                self.reckon(now, dependant);
            }
        }
    }

    /// People notice that a service stands still.
    fn plan_outage_notice(&mut self, now: Tick, service: ServiceIndex) {
        let role = crate::knowledge::Role::VisibleNoticeH;
        let purpose = crate::kernel::Purpose::Notice;
        if self.progress.detection.is_none()
            && let Some(hours) = self.role_h(role, purpose, u32::from(service.0), 5)
        {
            let asset = self.progress.touched.iter().copied().find(|&a| self.look(a).marks & mark::DOWN != 0);
            let notice =
                SimEvent::Noticed { source: super::NoticeSource::People, asset: asset.unwrap_or(AssetIndex(0)).0 };
            self.plan(now.plus_hours(hours), notice);
        }
    }

    pub(super) fn fallback(&mut self, now: Tick, service: ServiceIndex, outage: u16) {
        let state = self.service(service);
        if state.outage == outage && (state.lost_to_attack > 0.0 || state.lost_to_response > 0.0) {
            state.on_fallback = true;
            self.reckon(now, service);
        }
    }

    /// Judges anew whether `service`, and what depends on it, decides rightly.
    pub(super) fn judge(&mut self, now: Tick, service: ServiceIndex, because: Option<u32>) {
        let city = self.city;
        let own = self.own_inputs_are_wrong(service);
        let needed_wrong = city.services[service.row()].needs_services.iter().any(|&s| {
            let state = self.service[s.row()];
            state.run == self.run && state.wrong
        });
        let wrong = own || needed_wrong;
        let state = self.service(service);
        state.advance(now);
        state.own_wrong = own;
        if state.wrong == wrong {
            return;
        }
        state.wrong = wrong;
        let fact = if wrong { Fact::ServiceWrong { service } } else { Fact::ServiceRight { service } };
        let row = self.record(now, fact, because);
        if wrong {
            self.wrong_commands(now, service, row);
            let episode = self.progress.nth_wrong(service);
            self.plan_question(now, service, episode);
        }
        for &dependant in city.dependants.of(service.row()) {
            self.judge(now, dependant, Some(row));
        }
    }

    /// A service that decides wrongly commands its actuators wrongly; an interlock stops what would be unsafe.
    fn wrong_commands(&mut self, now: Tick, service: ServiceIndex, because: u32) {
        let city = self.city;
        let row = &city.services[service.row()];
        for &asset in &row.commands {
            self.mark(asset, mark::TAINTED);
            if row.safety_relevant && !row.interlock {
                self.progress.tally.unsafe_commands += f64::from(city.assets[asset.row()].stands_for);
                self.record(now, Fact::Commanded { asset }, Some(because));
            }
        }
    }

    /// Notes what every service has lost so far: the incident is recognised.
    pub(super) fn note_losses(&mut self, now: Tick) {
        for state in self.service.iter_mut().filter(|state| state.run == self.run) {
            state.advance(now);
            state.unnoticed_h = state.attack_h;
        }
    }

    /// Closes the books of every service that the incident touched at the horizon.
    pub(super) fn close_services(&mut self, end: Tick) {
        let unnoticed = self.progress.detection.is_none();
        for state in self.service.iter_mut().filter(|state| state.run == self.run) {
            state.advance(end);
            if unnoticed {
                state.unnoticed_h = state.attack_h;
            }
        }
    }
}
