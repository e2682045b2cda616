//! After recognition: finding the rest, telling, deciding, cutting off, closing the way in.
//!
//! # What happens
//! Recognition opens the incident at one organisation. From then on, side by side: scoping (each organisation finds its own affected
//! assets, one after the other; slower without logs), telling the organisations that operate them, deciding there who may cut what
//! off (agreed in a contract, or negotiated where the field is blank), the root cause, and perhaps a partner that cuts the city off as
//! a precaution. An asset is isolated once its organisation has decided and it has been found. The way in is closed when the operator
//! of the first asset taken has decided. Contained: nothing on the list is active and the attacker can do nothing more.
//! Isolating stops what it isolates: that loss is the response's, counted apart.
//! # Reads
//! Contracts, calendars, postures of activities.
//! # Draws
//! `Notify`, `Decide`, `Scope`, `Isolate`, `RootCause`, `CutOff`, `Reconnect`, `TakeDown`.
//! # Parameters
//! Roles `decide_agreed_h`, `decide_blank_h`, `notify_contact_h`, `notify_no_contact_h`, `isolate_asset_h`, `scope_host_h`,
//! `scope_no_logs_factor`, `root_cause_h`, `cut_off_probability`, `cut_off_h`, `silence_station_h`, `take_down_h`.
//! # Not modelled
//! Wrong accusations; isolating a whole zone at once; the duties to report as work (they are shown, not timed).

use crate::city::{AssetKind, OrganisationRole};
use crate::ids::{AssetIndex, OrganisationIndex};
use crate::kernel::{Purpose, Tick};
use crate::knowledge::{Activity, Role};
use crate::scenario::Boundaries;

use super::event::SimEvent;
use super::log::Fact;
use super::play::Incident;
use super::state::{Status, mark};

/// How it came to be decided who may cut something off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authority {
    /// A contract says so, or it is the operator's own.
    Agreed,
    /// The field was blank: 協議.
    Negotiated,
}

impl Incident<'_> {
    /// `asset` is something that the response must deal with.
    #[inline]
    pub(super) fn put_on_list(&mut self, now: Tick, asset: AssetIndex) {
        if self.look(asset).marks & mark::ON_LIST != 0 {
            return;
        }
        self.mark(asset, mark::ON_LIST);
        self.listed(now, asset);
    }

    /// `asset` has just been marked as on the list.
    #[inline]
    pub(super) fn listed(&mut self, now: Tick, asset: AssetIndex) {
        self.progress.list.push(asset);
        self.progress.contained = None;
        if self.progress.detection.is_some() {
            self.respond(now, asset);
        }
    }

    /// Recognition opens the response.
    pub(super) fn open_response(&mut self, now: Tick) {
        let Some(detection) = self.progress.detection else { return };
        let listed = self.progress.list.clone();
        for asset in listed {
            self.respond(now, asset);
        }
        let first = self.progress.list.first().copied();
        if let Some(asset) = first {
            let operator = self.city.assets[asset.row()].operator;
            let decided = self.decide(now, operator, asset);
            let hours = self.role_h(Role::IsolateAssetH, Purpose::Isolate, u32::MAX, 0).unwrap_or(0.0)
                * self.posture.delay_factor(Activity::Revoke, self.role_of(operator));
            self.plan(decided.plus_hours(hours), SimEvent::CloseEntry);
        } else {
            // Recognised before anything was taken: the way in is closed when its finder has decided.
            let decided = self.decide(now, detection.organisation, AssetIndex(0));
            self.plan(decided, SimEvent::CloseEntry);
        }
        let role = self.role_of(detection.organisation);
        let mut hours = self.role_h(Role::RootCauseH, Purpose::RootCause, 0, 0).unwrap_or(0.0)
            * self.posture.delay_factor(Activity::RootCause, role);
        if self.progress.responders.iter().any(|r| r.logs_lost) {
            hours *= self.level(Role::ScopeNoLogsFactor, 1.0).max(1.0);
        }
        let at = now.plus_hours(hours);
        self.progress.root_cause = Some(at);
        self.plan(at, SimEvent::RootCause);
        self.plan_cut_offs(now);
    }

    pub(super) fn role_of(&self, organisation: OrganisationIndex) -> OrganisationRole {
        self.city.organisations[organisation.row()].role
    }

    /// When `organisation` may act on `asset`; plans telling and deciding when first asked.
    fn decide(&mut self, now: Tick, organisation: OrganisationIndex, asset: AssetIndex) -> Tick {
        if let Some(decided) = self.progress.responders[organisation.row()].decided {
            return decided.max(now);
        }
        let Some(detection) = self.progress.detection else { return Tick::NEVER };
        let role = self.role_of(organisation);
        let address = u32::from(organisation.0);
        let told = if organisation == detection.organisation {
            now
        } else {
            let known = self.has_contact(detection.organisation, organisation);
            let role_h = if known { Role::NotifyContactH } else { Role::NotifyNoContactH };
            let hours = self.role_h(role_h, Purpose::Notify, address, u32::from(known)).unwrap_or(0.0)
                * self.posture.delay_factor(Activity::Notify, role);
            let told = now.plus_hours(hours);
            self.plan(told, SimEvent::Told { organisation: organisation.0 });
            told
        };
        let (authority, call_out_h) = self.boundary(detection.organisation, organisation, asset);
        let there = self.somebody_there(told, organisation, call_out_h);
        let role_h = match authority {
            Authority::Agreed => Role::DecideAgreedH,
            Authority::Negotiated => Role::DecideBlankH,
        };
        let hours = self.role_h(role_h, Purpose::Decide, address, authority as u32).unwrap_or(0.0)
            * self.posture.delay_factor(Activity::Decide, role);
        let decided = there.plus_hours(hours);
        self.progress.responders[organisation.row()].decided = Some(decided);
        self.plan(decided, SimEvent::Decided { organisation: organisation.0, authority });
        decided
    }

    /// Whether one organisation knows whom to call at the other: they have a contract, and its contacts are up to date.
    fn has_contact(&self, a: OrganisationIndex, b: OrganisationIndex) -> bool {
        self.scenario.boundaries == Boundaries::AsContracted
            && self
                .city
                .contracts
                .iter()
                .any(|c| (c.supplier == a && c.customer == b) || (c.supplier == b && c.customer == a))
    }

    /// Whether it is agreed who may isolate `asset`, and the agreed call-out time. Where no contract opens its zone, its operator
    /// decides alone.
    fn boundary(
        &self,
        finder: OrganisationIndex,
        operator: OrganisationIndex,
        asset: AssetIndex,
    ) -> (Authority, Option<f64>) {
        let zone = self.city.assets[asset.row()].zone;
        let contracts = self.city.opened_by.of(zone.row());
        if contracts.is_empty() {
            return (Authority::Agreed, None);
        }
        if self.scenario.boundaries == Boundaries::Unprepared {
            return (Authority::Negotiated, None);
        }
        let mut call_out: Option<f64> = None;
        let mut authority = Authority::Agreed;
        for contract in contracts {
            let row = &self.city.contracts[contract.row()];
            let concerned = row.supplier == operator || row.customer == operator || row.customer == finder;
            if !concerned {
                continue;
            }
            if row.may_isolate.is_empty() {
                authority = Authority::Negotiated;
            }
            if let Some(hours) = row.call_out_h {
                call_out = Some(call_out.map_or(hours, |c| c.min(hours)));
            }
        }
        (authority, call_out)
    }

    /// When somebody of `organisation` is there after `at`: in its hours, or called out if that is agreed and sooner.
    fn somebody_there(&self, at: Tick, organisation: OrganisationIndex, call_out_h: Option<f64>) -> Tick {
        let absolute = Tick(self.start.0.saturating_add(at.0));
        let office = &self.city.organisations[organisation.row()];
        let open = office.hours.next_open(&self.city.calendar, absolute);
        let open = if open == Tick::NEVER { Tick::NEVER } else { Tick(open.0 - self.start.0) };
        match call_out_h {
            Some(hours) => open.min(at.plus_hours(hours)),
            None => open,
        }
    }

    /// Finds and isolates `asset`.
    fn respond(&mut self, now: Tick, asset: AssetIndex) {
        let row = &self.city.assets[asset.row()];
        let (operator, kind) = (row.operator, row.kind);
        let decided = self.decide(now, operator, asset);
        let role = self.role_of(operator);
        let mut scope_h = self.role_h(Role::ScopeHostH, Purpose::Scope, asset.0, 0).unwrap_or(0.0)
            * self.posture.delay_factor(Activity::Scoping, role);
        if self.progress.responders[operator.row()].logs_lost {
            scope_h *= self.level(Role::ScopeNoLogsFactor, 1.0).max(1.0);
        }
        let first = self.progress.list.first() == Some(&asset);
        let in_sight = self.look(asset).marks & (mark::COMMANDED | mark::DOWN) != 0;
        let scoping = &mut self.progress.responders[operator.row()].scoping;
        // The asset by which the incident was recognised is known already, and what sounds, moves or stands still needs no
        // finding.
        let found = if first || in_sight { now } else { (*scoping).max(now).plus_hours(scope_h) };
        *scoping = found.max(*scoping);
        let isolate_role = if kind == AssetKind::Actuator && self.catalogue.role(Role::SilenceStationH).is_some() {
            Role::SilenceStationH
        } else {
            Role::IsolateAssetH
        };
        let isolate_h = self.role_h(isolate_role, Purpose::Isolate, asset.0, 0).unwrap_or(0.0)
            * self.posture.delay_factor(Activity::Isolate, role);
        let at = decided.max(found).plus_hours(isolate_h);
        let publishes = self.progress.publications.iter().any(|p| p.asset == asset && p.until.is_none());
        if publishes {
            let hours = self.role_h(Role::TakeDownH, Purpose::TakeDown, asset.0, 0).unwrap_or(0.0)
                * self.posture.delay_factor(Activity::TakeDown, role);
            self.plan(decided.plus_hours(hours), SimEvent::TakeDown { asset: asset.0 });
        } else {
            self.plan(at, SimEvent::Isolate { asset: asset.0 });
        }
    }

    pub(super) fn told(&mut self, now: Tick, organisation: OrganisationIndex) {
        let Some(detection) = self.progress.detection else { return };
        let after_h = now.since(detection.at).hours();
        self.record(now, Fact::Told { organisation, after_h }, Some(detection.row));
        self.progress.last_told = Some(now);
    }

    pub(super) fn decided(&mut self, now: Tick, organisation: OrganisationIndex, authority: Authority) {
        let because = self.progress.detection.map(|d| d.row);
        self.record(now, Fact::Decided { organisation, negotiated: authority == Authority::Negotiated }, because);
    }

    /// `asset` is cut off; a false reading is no longer believed.
    pub(super) fn isolate(&mut self, now: Tick, asset: AssetIndex) {
        if self.look(asset).status == Status::Isolated {
            return;
        }
        let was_held = self.is_held(asset);
        self.become_status(asset, Status::Isolated);
        self.mark(asset, 0);
        let because = self.progress.detection.map(|d| d.row);
        self.record(now, Fact::Isolated { asset, was_held }, because);
        self.believe_again(now, asset);
        self.availability_changed(now, asset);
        self.reopen_repeats(asset);
        self.check_contained(now);
        self.plan_restore(now, asset);
        self.choose(now);
    }

    pub(super) fn close_entry(&mut self, now: Tick) {
        if self.progress.entry_closed.is_none() {
            self.progress.entry_closed = Some(now);
            let because = self.progress.detection.map(|d| d.row);
            self.record(now, Fact::EntryClosed, because);
            self.check_contained(now);
            self.choose(now);
        }
    }

    pub(super) fn take_down(&mut self, now: Tick, asset: AssetIndex) {
        for publication in &mut self.progress.publications {
            if publication.asset == asset && publication.until.is_none() {
                publication.until = Some(now);
            }
        }
        let because = self.progress.detection.map(|d| d.row);
        self.record(now, Fact::TakenDown { asset }, because);
        self.check_contained(now);
        self.check_recovered(now);
    }

    /// Whether `asset` still does harm or serves the attacker.
    fn is_active(&self, asset: AssetIndex) -> bool {
        let state = self.look(asset);
        let held = matches!(state.status, Status::Foothold | Status::Controlled);
        let false_source = state.marks & mark::FALSE_SOURCE != 0;
        let sounding =
            state.marks & mark::COMMANDED != 0 && !matches!(state.status, Status::Isolated | Status::Restored);
        let public = self.progress.publications.iter().any(|p| p.asset == asset && p.until.is_none());
        held || false_source || sounding || public
    }

    /// Notes containment: recognised, nothing active, and the attacker at his end or shut out.
    #[inline]
    pub(super) fn check_contained(&mut self, now: Tick) {
        if self.progress.contained.is_none() && self.progress.detection.is_some() {
            self.contain_if_quiet(now);
        }
    }

    fn contain_if_quiet(&mut self, now: Tick) {
        let shut_out = self.progress.entry_closed.is_some() || self.progress.campaign.is_over();
        if shut_out && !self.progress.list.iter().any(|&a| self.is_active(a)) {
            self.progress.contained = Some(now);
            let because = self.progress.detection.map(|d| d.row);
            self.record(now, Fact::Contained, because);
            // Recognised before anything had to be cut off: there is nothing to bring back.
            self.check_recovered(now);
        }
    }

    /// Partners that hear of it may cut the city off: the prefecture and neighbours that have a contract with an organisation of the
    /// city. A precaution against an attacker: nobody cuts a city off because a gauge is broken.
    fn plan_cut_offs(&mut self, now: Tick) {
        let chance = self.level(Role::CutOffProbability, 0.0);
        if chance <= 0.0 || self.scenario.attacker.is_none() {
            return;
        }
        let city = self.city;
        for row in 0..city.organisations.len() {
            let partner = OrganisationIndex::from_row(row);
            if !matches!(self.role_of(partner), OrganisationRole::Prefecture | OrganisationRole::NeighbourCity)
                || !city.contracts.iter().any(|c| c.supplier == partner || c.customer == partner)
                || self.key.unit(Purpose::CutOff, u32::from(partner.0), 0, 0) >= chance
            {
                continue;
            }
            let known = self.progress.detection.is_some_and(|d| self.has_contact(d.organisation, partner));
            let role = if known { Role::NotifyContactH } else { Role::NotifyNoContactH };
            let hours = self.role_h(role, Purpose::Notify, u32::from(partner.0), 2 + u32::from(known)).unwrap_or(0.0);
            self.plan(now.plus_hours(hours), SimEvent::CutOff { organisation: partner.0 });
        }
    }

    pub(super) fn cut_off(&mut self, now: Tick, partner: OrganisationIndex) {
        self.progress.cut_off.push(partner);
        let because = self.progress.detection.map(|d| d.row);
        self.record(now, Fact::CutOff { organisation: partner }, because);
        self.partner_changed(now, partner);
        let hours = self.role_h(Role::CutOffH, Purpose::Reconnect, u32::from(partner.0), 0).unwrap_or(0.0)
            * self.posture.delay_factor(Activity::Reconnect, self.role_of(partner));
        self.plan(now.plus_hours(hours), SimEvent::Reconnect { organisation: partner.0 });
    }

    pub(super) fn reconnect(&mut self, now: Tick, partner: OrganisationIndex) {
        self.progress.cut_off.retain(|&p| p != partner);
        self.record(now, Fact::Reconnected { organisation: partner }, None);
        self.partner_changed(now, partner);
    }
}
