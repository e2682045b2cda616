//! What a try that worked does to its target, and whether a flaw was still open.
//!
//! # What happens
//! Taking an asset with user or administrator rights; falsifying readings; altering a store; a false command; encrypting everything
//! held with administrator rights; taking records; destroying backups or logs; stopping a service; publishing by mistake.
//! A flaw is open on an asset if no patch exists for it (zero-day), the asset is never patched, or its patch comes later than the
//! attacker; the attacker's time and the zero-day are drawn once per technique, the patch once per asset.
//! # Writes
//! States, leaks, publications, the log.
//! # Draws
//! `ExploitTime`, `PatchTime`, `ZeroDay`, `NeverPatched`, `Command`.
//! # Parameters
//! The `race` of techniques; role `keeper_refuses`.
//! # Not modelled
//! Ransom negotiations; selling of data.

use crate::city::{AssetKind, DataClass};
use crate::ids::{AssetIndex, DatasetIndex, TechniqueIndex};
use crate::kernel::{Purpose, Tick};
use crate::knowledge::{Role, TechniqueEffect};

use super::candidates::Target;
use super::event::SimEvent;
use super::log::Fact;
use super::play::Incident;
use super::progress::{Leak, Publication};
use super::state::{Status, mark};

impl Incident<'_> {
    /// The effect of `step` on `target`; `log` is the row of the try.
    pub(super) fn take_effect(&mut self, now: Tick, step: usize, target: Target, asset: AssetIndex, log: u32) {
        let technique = self.scenario.steps[step].technique;
        let effect = self.catalogue.techniques[technique.row()].effect;
        match effect {
            TechniqueEffect::Spoof | TechniqueEffect::AlterStore if self.progress.falsified_by.is_none() => {
                self.progress.falsified_by = Some(technique);
                self.progress.spoof = self.scenario.steps[step].spoof;
            }
            TechniqueEffect::Encrypt | TechniqueEffect::Disrupt => {
                self.progress.stopped_by.get_or_insert(technique);
            }
            _ => {}
        }
        match effect {
            TechniqueEffect::None => {}
            TechniqueEffect::Foothold => self.seize(now, step, asset, Status::Foothold, None, log),
            TechniqueEffect::Administrator => self.seize(now, step, asset, Status::Controlled, None, log),
            TechniqueEffect::Spoof => match target {
                Target::Flow(flow) => self.falsify_flow(now, flow, log),
                _ => self.falsify(now, asset, log),
            },
            TechniqueEffect::AlterStore => self.alter_store(now, asset, log),
            TechniqueEffect::Command => self.command(now, step, asset, log),
            TechniqueEffect::Encrypt => self.encrypt(now, log),
            TechniqueEffect::Exfiltrate => self.exfiltrate(now, technique, asset, log),
            TechniqueEffect::DestroyBackup => {
                let operator = self.city.assets[asset.row()].operator;
                self.progress.responders[operator.row()].backup_lost = true;
                self.mark(asset, mark::BACKUP_LOST);
                self.record(now, Fact::Destroyed { asset }, Some(log));
                self.put_on_list(now, asset);
            }
            TechniqueEffect::DestroyLogs => {
                let operator = self.city.assets[asset.row()].operator;
                self.progress.responders[operator.row()].logs_lost = true;
                self.record(now, Fact::Destroyed { asset }, Some(log));
            }
            TechniqueEffect::Disrupt => self.bring_down(now, asset, log),
            TechniqueEffect::Publish => self.publish(now, technique, asset, log),
        }
    }

    /// The attacker takes `asset`.
    pub(super) fn seize(
        &mut self,
        now: Tick,
        step: usize,
        asset: AssetIndex,
        status: Status,
        from: Option<AssetIndex>,
        log: u32,
    ) {
        let from = from.or_else(|| self.source_of(step, asset));
        let hop = from.map_or(0, |source| self.look(source).hop.saturating_add(1));
        let before = self.look(asset);
        self.become_status(asset, status);
        self.mark(asset, mark::WAS_HELD);
        if before.marks & mark::WAS_HELD == 0 {
            let state = self.exposure(asset);
            state.at = now;
            state.hop = hop;
        }
        let administrator = status == Status::Controlled;
        let anew = !matches!(before.status, Status::Foothold | Status::Controlled);
        self.record(now, Fact::Seized { step: step as u8, asset, from, administrator, anew, hop }, Some(log));
        self.plan_outsider(now, asset, self.scenario.steps[step].technique);
        self.put_on_list(now, asset);
        if before.marks & mark::WAS_HELD == 0 {
            self.spread_from(now, asset);
        }
    }

    /// The held asset from which `asset` was reached, if the step starts from something held: the first taken that reaches it.
    fn source_of(&self, step: usize, asset: AssetIndex) -> Option<AssetIndex> {
        if self.scenario.steps[step].from != crate::scenario::From::Held {
            return None;
        }
        let zone = self.city.assets[asset.row()].zone;
        if self.is_held(asset) {
            return None;
        }
        self.held().find(|&held| self.city.zone_reaches(self.city.assets[held.row()].zone, zone))
    }

    fn encrypt(&mut self, now: Tick, log: u32) {
        let targets: Vec<AssetIndex> = self.held().filter(|&a| self.look(a).status == Status::Controlled).collect();
        for asset in targets {
            self.bring_down(now, asset, log);
        }
        // A ransom note announces itself.
        let noted = self.held().next();
        if let (Some(hours), Some(asset)) = (self.role_h(Role::VisibleNoticeH, Purpose::Announcement, 0, 0), noted) {
            let notice = SimEvent::Noticed { source: super::NoticeSource::Attacker, asset: asset.0 };
            self.plan(now.plus_hours(hours), notice);
        }
    }

    /// `asset` stops serving.
    pub(super) fn bring_down(&mut self, now: Tick, asset: AssetIndex, log: u32) {
        if self.look(asset).marks & mark::DOWN != 0 {
            return;
        }
        self.mark(asset, mark::DOWN);
        self.record(now, Fact::Down { asset }, Some(log));
        self.put_on_list(now, asset);
        self.availability_changed(now, asset);
    }

    /// An actuator does what it should not. A keeper may refuse where the device is worked by hand.
    fn command(&mut self, now: Tick, step: usize, asset: AssetIndex, log: u32) {
        let row = &self.city.assets[asset.row()];
        let stands_for = f64::from(row.stands_for);
        let by_hand = self.worked_by_hand(asset);
        let refuses = self.level(Role::KeeperRefuses, 0.0);
        let technique = self.scenario.steps[step].technique;
        let refused = by_hand && self.key.unit(Purpose::Command, asset.0, 0, 0) < refuses;
        let again = self.look(asset).marks & mark::COMMANDED != 0;
        self.mark(asset, mark::COMMANDED);
        if refused {
            return;
        }
        let factor =
            self.posture.impact_factor(crate::knowledge::ImpactTarget::UnsafeCommands, Some(technique)).min(1.0);
        self.progress.tally.unsafe_commands += stands_for * factor;
        self.record(now, Fact::Commanded { asset }, Some(log));
        if !again && let Some(hours) = self.role_h(Role::FalseCommandNoticeH, Purpose::Notice, 0, 1) {
            let notice = SimEvent::Noticed { source: super::NoticeSource::People, asset: asset.0 };
            self.plan(now.plus_hours(hours), notice);
        }
        self.put_on_list(now, asset);
    }

    /// Whether people stand between the command and the movement: the commanding service falls back to manual work and has an
    /// interlock.
    fn worked_by_hand(&self, asset: AssetIndex) -> bool {
        self.city.services.iter().any(|s| {
            s.interlock && s.fallback == crate::city::Fallback::Manual && s.commands.binary_search(&asset).is_ok()
        })
    }

    fn exfiltrate(&mut self, now: Tick, technique: TechniqueIndex, asset: AssetIndex, log: u32) {
        let city = self.city;
        let row = &city.assets[asset.row()];
        let operator = &city.organisations[row.operator.row()];
        let contractor =
            matches!(operator.role, crate::city::OrganisationRole::Contractor | crate::city::OrganisationRole::Vendor);
        // A contractor holds what it kept of the copies that it was given.
        let kept = if contractor { self.level(Role::CopiesKept, 1.0) } else { 1.0 };
        // Open data cannot be exposed.
        let closed = |d: &&DatasetIndex| city.datasets[d.row()].class != DataClass::Open;
        for &dataset in row.datasets.iter().filter(closed) {
            let records = city.datasets[dataset.row()].records as f64 * kept;
            self.progress.leaks.push(Leak { dataset, records, technique: technique.0 });
            self.record(now, Fact::Exfiltrated { asset, dataset, records }, Some(log));
        }
        if contractor && let Some(hours) = self.role_h(Role::ContractorNoticeH, Purpose::Notice, asset.0, 2) {
            let notice = SimEvent::Noticed { source: super::NoticeSource::Supplier, asset: asset.0 };
            self.plan(now.plus_hours(hours), notice);
        }
        self.mark(asset, 0);
        self.plan_outsider(now, asset, technique);
        self.put_on_list(now, asset);
    }

    /// Everything that a holder publishes under too open a rule, or everything not open where no holder's rule is too open.
    fn publish(&mut self, now: Tick, technique: TechniqueIndex, asset: AssetIndex, log: u32) {
        let city = self.city;
        for &dataset in &city.assets[asset.row()].datasets {
            let row = &city.datasets[dataset.row()];
            if row.class == DataClass::Open {
                continue;
            }
            self.progress.publications.push(Publication {
                asset,
                dataset,
                since: now,
                until: None,
                technique: technique.0,
            });
            self.record(now, Fact::Published { asset, dataset }, Some(log));
        }
        if let Some(hours) = self.role_h(Role::PublicationNoticeH, Purpose::Notice, asset.0, 3) {
            let notice = SimEvent::Noticed { source: super::NoticeSource::Outsider, asset: asset.0 };
            self.plan(now.plus_hours(hours), notice);
        }
        self.mark(asset, 0);
        self.put_on_list(now, asset);
    }

    /// Whether the flaw that `technique` uses is open on `asset`; techniques without a race need none.
    pub(super) fn flaw_is_open(&mut self, technique: TechniqueIndex, asset: AssetIndex) -> bool {
        let row = &self.catalogue.techniques[technique.row()];
        let (Some(race), hash) = (row.race, row.hash) else { return true };
        let chance = |this: &mut Self, parameter: Option<crate::ids::ParameterIndex>, purpose, entity| {
            parameter.is_some_and(|p| this.key.unit(purpose, entity, hash, 0) < this.posture.parameters().level(p))
        };
        if chance(self, race.zero_day_share, Purpose::ZeroDay, 0)
            || chance(self, race.never_patched_share, Purpose::NeverPatched, asset.0)
        {
            return true;
        }
        let (Some(exploit), Some(patch)) = (race.exploit_time, race.patch_time) else { return false };
        let u_exploit = self.key.unit(Purpose::ExploitTime, 0, hash, 0);
        let u_patch = self.key.unit(Purpose::PatchTime, asset.0, hash, 0);
        let exploit_h = self.posture.parameters().sample_h(exploit, u_exploit);
        let factor = self.posture.patch_factor(technique);
        let patch_h = self.posture.parameters().sample_h(patch, u_patch) * factor;
        patch_h > exploit_h
    }

    /// The attacker stops: what he upheld from outside ends.
    pub(super) fn let_go(&mut self, now: Tick) {
        let touched: Vec<AssetIndex> = self.progress.touched.clone();
        for asset in touched {
            let state = self.look(asset);
            if state.marks & mark::FALSE_SOURCE != 0
                && state.marks & mark::WAS_HELD == 0
                && self.city.assets[asset.row()].kind != AssetKind::Server
                && self.scenario.attacker.is_some()
            {
                self.believe_again(now, asset);
            }
            // A flood ends with its sender; what was encrypted stays so, and so does what stopped by itself.
            if state.marks & mark::DOWN != 0 && state.marks & mark::WAS_HELD == 0 && self.scenario.attacker.is_some() {
                self.exposure(asset).marks &= !mark::DOWN;
                self.availability_changed(now, asset);
            }
        }
    }
}
