//! Who notices: signals that become alerts, people, outsiders, suppliers and the attacker himself.
//!
//! # What happens
//! Every try leaves the signals of its technique. A signal raises an alert with the chance that monitors have on this asset: what the
//! world's figures say of today, times what the control set changes, and what controls add. Chances per pair are drawn once for the
//! manipulation: trying longer does not raise them. An alert goes to the desk of the operator, or of the organisation that reads its
//! alerts; where nobody reads them nothing comes of it. A desk that reads another's alerts sees what controls send it, not
//! what the figures say of estates that somebody watches himself. Data anomalies show where the data are looked at: at the first desk
//! downstream. Beside the desk others may notice: outsiders while something is held, people who see an outage, a siren or a wrong
//! output, a contractor that finds its own leak, the attacker's note. Whoever is first decides the source.
//! # Reads
//! `StepRow::signals`, desks, flows.
//! # Draws
//! `SignalLogged`, `SignalAlert` (per try), `PairAlert` (once), `AlertDelay`, `Outsider`, `Notice`, `Announcement`.
//! # Parameters
//! Roles `signal_logged`, `alerted_*`, `alert_delay_h`, `anomaly_delay_fraction`, `outsider_notice_per_h`, `insider_notice_h`, `visible_notice_h`,
//! `false_command_notice_h`, `user_questions_output`, `outputs_seen_per_day`, `contractor_notice_h`, `publication_notice_h`.
//! # Not modelled
//! Two weak signals adding up to suspicion.

use crate::ids::{AssetIndex, OrganisationIndex, ServiceIndex, TechniqueIndex};
use crate::kernel::{Purpose, Tick};
use crate::knowledge::{Cause, Role, SignalClass};
use crate::posture::{Place, StepRow, Watched};
use crate::words;

use super::event::SimEvent;
use super::log::Fact;
use super::play::Incident;
use super::progress::Detection;

words!(
    /// Who recognised the incident.
    NoticeSource, "notice source" {
        /// A desk, from signals.
        Desk = "desk",
        /// Staff, users or residents.
        People = "people",
        /// An outside party.
        Outsider = "outsider",
        /// A supplier.
        Supplier = "supplier",
        /// The attacker's own announcement.
        Attacker = "attacker",
    }
);

/// How a try ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It worked.
    Success,
    /// It did not.
    Failure,
}

impl From<bool> for Outcome {
    fn from(success: bool) -> Self {
        if success { Self::Success } else { Self::Failure }
    }
}

impl Incident<'_> {
    /// The signals of one try.
    #[expect(clippy::too_many_arguments, reason = "one try is described by all of these, and only here")]
    pub(super) fn leave_signals(
        &mut self,
        now: Tick,
        step: usize,
        asset: AssetIndex,
        entity: u32,
        occurrence: u32,
        outcome: Outcome,
        numbers: &StepRow,
    ) {
        let hash = self.scenario.steps[step].hash;
        for signal in numbers.signals() {
            let place = Place { key: self.key, city: self.city, asset, site_share: self.posture.site_share() };
            let class = signal.class;
            let Some(desk) = self.desk_for(asset, class) else { continue };
            let own = desk == self.city.assets[asset.row()].operator;
            let watched = if own { Watched::ByItsOperator } else { Watched::ByAnother };
            let (each, pair) = self.posture.alert(numbers, signal, watched, &place);
            let address = hash.wrapping_add(class as u32);
            // What no log holds nobody can read.
            let logged = self.level(Role::SignalLogged, 1.0);
            if self.key.unit(Purpose::SignalLogged, entity, address, occurrence) >= logged {
                continue;
            }
            let seen = self.key.unit(Purpose::SignalAlert, entity, address, occurrence) < each;
            // A manipulation that worked is met once by what checks content; it takes a share of its duration to see.
            let seen_once = outcome == Outcome::Success
                && pair > 0.0
                && self.key.unit(Purpose::PairAlert, entity, address, 0) < pair;
            if seen {
                let delay = self.role_h(Role::AlertDelayH, Purpose::AlertDelay, entity, address).unwrap_or(0.0);
                self.plan(now.plus_hours(delay), SimEvent::Alert { desk: desk.0, asset: asset.0, signal: class });
            } else if seen_once {
                let u = self.key.unit(Purpose::AlertDelay, entity, address, 1);
                let patience = self.progress.campaign.patience_h();
                let duration = patience.min(self.horizon.since(now).hours());
                let fraction = self
                    .catalogue
                    .role(Role::AnomalyDelayFraction)
                    .map_or(0.0, |parameter| self.posture.parameters().sample(parameter, u));
                let at = now.plus_hours(duration * fraction);
                self.plan(at, SimEvent::Alert { desk: desk.0, asset: asset.0, signal: class });
            }
        }
    }

    /// The desk that sees alerts about `asset`.
    pub(super) fn desk_for(&mut self, asset: AssetIndex, signal: SignalClass) -> Option<OrganisationIndex> {
        let operator = self.city.assets[asset.row()].operator;
        if let Some(desk) = self.desk_of(operator) {
            return Some(desk);
        }
        if !matches!(signal, SignalClass::DataAnomaly | SignalClass::WrongOutput) {
            return None;
        }
        // Breadth first along the flows, nearest first, ties in city order.
        let city = self.city;
        let mut seen = vec![asset];
        let mut next = 0;
        while next < seen.len() {
            for flow in city.flows_out.of(seen[next].row()) {
                let to = city.flows[flow.row()].to;
                if seen.contains(&to) {
                    continue;
                }
                if let Some(desk) = self.desk_of(city.assets[to.row()].operator) {
                    return Some(desk);
                }
                seen.push(to);
            }
            next += 1;
        }
        None
    }

    /// The organisation whose desk reads the alerts of `organisation`.
    fn desk_of(&mut self, organisation: OrganisationIndex) -> Option<OrganisationIndex> {
        if self.staffed(organisation) {
            return Some(organisation);
        }
        let to = self.city.organisations[organisation.row()].alerts_to?;
        self.staffed(to).then_some(to)
    }

    /// Outsiders may notice from the first time that something is held or taken.
    #[inline]
    pub(super) fn plan_outsider(&mut self, now: Tick, asset: AssetIndex, technique: TechniqueIndex) {
        if !self.progress.outsider_planned {
            self.progress.outsider_planned = true;
            self.plan_first_outsider(now, asset, technique);
        }
    }

    /// Nobody outside sees an insider for months: what he took has to turn up.
    fn plan_first_outsider(&mut self, now: Tick, asset: AssetIndex, technique: TechniqueIndex) {
        let insider = self.catalogue.techniques[technique.row()].cause == Some(Cause::Insider);
        if insider && let Some(hours) = self.role_h(Role::InsiderNoticeH, Purpose::Outsider, 1, 0) {
            let notice = SimEvent::Noticed { source: NoticeSource::Outsider, asset: asset.0 };
            self.plan(now.plus_hours(hours), notice);
            return;
        }
        let rate = self.posture.parameters().role_per_h(Role::OutsiderNoticePerH);
        if rate > 0.0 {
            let u = self.key.unit(Purpose::Outsider, 0, 0, 0);
            let hours = -libm::log(u) / rate;
            let notice = SimEvent::Noticed { source: NoticeSource::Outsider, asset: asset.0 };
            self.plan(now.plus_hours(hours), notice);
        }
    }

    /// Somebody questions a wrong output of `service`: wrong outputs seen are a Poisson process, thinned by the chance of a question.
    pub(super) fn plan_question(&mut self, now: Tick, service: ServiceIndex, episode: u32) {
        let seen = self.posture.parameters().role_per_h(Role::OutputsSeenPerDay);
        let rate = seen * self.level(Role::UserQuestionsOutput, 0.0);
        if rate > 0.0 {
            let u = self.key.unit(Purpose::Notice, u32::from(service.0) | 1 << 31, 4, episode);
            let question = SimEvent::Questioned { service: service.0 };
            self.plan(now.plus_hours(-libm::log(u) / rate), question);
        }
    }

    /// Somebody who is no desk notices. A contractor tells its customer; everybody else calls the operator.
    pub(super) fn noticed(&mut self, now: Tick, source: NoticeSource, asset: AssetIndex) {
        let row = &self.city.assets[asset.row()];
        let organisation = match source {
            NoticeSource::Supplier => self.customer_of(row.operator).unwrap_or(row.owner),
            _ => row.operator,
        };
        self.detect(now, source, organisation, asset);
    }

    /// Somebody questions what `service` says: the provider looks into it.
    pub(super) fn questioned(&mut self, now: Tick, service: ServiceIndex) {
        if self.progress.detection.is_none() && self.service(service).wrong {
            let provider = self.city.services[service.row()].provider;
            let asset = self.falsified_behind(service);
            self.detect(now, NoticeSource::People, provider, asset);
        }
    }

    /// A false source behind a wrong service: the first touched one.
    fn falsified_behind(&self, service: ServiceIndex) -> AssetIndex {
        self.progress
            .touched
            .iter()
            .copied()
            .find(|&a| self.look(a).marks & super::state::mark::FALSE_SOURCE != 0)
            .or_else(|| self.city.services[service.row()].decides_at.first().copied())
            .unwrap_or(AssetIndex(0))
    }

    fn customer_of(&self, supplier: OrganisationIndex) -> Option<OrganisationIndex> {
        let contract = self.city.supplies.of(supplier.row()).first()?;
        Some(self.city.contracts[contract.row()].customer)
    }

    /// The incident is recognised: the first time only.
    pub(super) fn detect(
        &mut self,
        now: Tick,
        source: NoticeSource,
        organisation: OrganisationIndex,
        asset: AssetIndex,
    ) {
        if self.progress.detection.is_some() {
            return;
        }
        // What is lost from here on, containing can still limit.
        self.note_losses(now);
        let row = self.record(now, Fact::Detected { source, organisation, asset }, None);
        self.progress.detection = Some(Detection { at: now, source, organisation, row });
        self.open_response(now);
    }
}
