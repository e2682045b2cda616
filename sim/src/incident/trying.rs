//! One try: how long it takes, whether it succeeds, and what of that would be the same in every other try.
//!
//! # What happens
//! The try takes its time, leaves its signals and succeeds or not. What stopped a try and would stop every other (a barrier met once
//! per pair, per system or per incident, a patch) is recognised: that target is given up. Bad luck is tried again, until the rounds of
//! the technique end.
//!
//! # Reads
//! [`StepRow`]s, states of targets.
//! # Writes
//! Candidates, tries in the log; effects through `attack.rs`, signals through `detection.rs`.
//! # Draws
//! `AttemptTime`, `Outcome`, `PairBarrier`, `SystemBarrier`, `IncidentBarrier`, `Rounds`, and those of the race.
//! # Parameters
//! Times, successes and rounds of techniques.

use crate::city::{Crosses, OrganisationRole, Position};
use crate::ids::{AssetIndex, ClassIndex};
use crate::kernel::{Purpose, Tick};
use crate::posture::{Context, StepRow, system_uniform};
use crate::scenario::From;

use super::candidates::{Candidate, Stage};
use super::event::SimEvent;
use super::log::Fact;
use super::play::Incident;

impl Incident<'_> {
    /// Hours of one try of `step` on the entity `entity`, before controls and skill.
    pub(super) fn step_time_h(&mut self, step: usize, entity: u32, round: u32) -> f64 {
        let scenario = self.scenario;
        let row = &scenario.steps[step];
        let mut hours = 0.0;
        for (part, &parameter) in row.time.iter().enumerate() {
            let u = self.key.unit(Purpose::AttemptTime, entity, row.hash.wrapping_add(part as u32), round);
            hours += self.posture.parameters().sample_h(parameter, u);
        }
        hours * self.progress.campaign.time_factor
    }

    pub(super) fn begin(&mut self, now: Tick, step: usize, candidate: usize) {
        let Candidate { target, tries, repeats, .. } = self.progress.campaign.candidates[step][candidate];
        let asset = self.target_asset(target);
        let hours = if self.scenario.steps[step].clock {
            0.0
        } else {
            let factor = asset.map_or(1.0, |asset| self.step_row(step, asset).time_factor);
            self.step_time_h(step, Self::entity(target), tries + (repeats << 16)) * factor
        };
        self.progress.campaign.candidates[step][candidate].stage = Stage::Busy;
        self.progress.campaign.busy += 1;
        let at = now.plus_hours(hours);
        self.plan(at, SimEvent::Act { step: step as u8, candidate: candidate as u32 });
    }

    /// The context of `step` on `asset`, and a number for it that is unique in the scenario.
    pub(super) fn context(&self, step: usize, asset: AssetIndex) -> (usize, Context) {
        let row = &self.scenario.steps[step];
        let target = &self.city.assets[asset.row()];
        let (from, supplier) = match &row.from {
            From::Outside => (Position::Outside, None),
            From::Organisation(o) => (Position::Organisation(*o), Some(self.city.organisations[o.row()].role)),
            From::Zone(z) => (Position::Zone(*z), None),
            From::Held => {
                let inside = self.progress.held_zones().find(|z| *z == target.zone);
                let zone =
                    inside.or_else(|| self.progress.held_zones().find(|z| self.city.zone_reaches(*z, target.zone)));
                (Position::Zone(zone.unwrap_or(target.zone)), None)
            }
        };
        let crosses = self.city.crosses(row.over, from, asset);
        let context = Context {
            technique: row.technique,
            link: row.over,
            class: target.class,
            crosses,
            supplier: supplier.or_else(|| self.supplier_operating(asset)),
            attacker: self.scenario.attacker.as_ref().map(|a| a.kind),
            spoof: row.spoof,
        };
        (self.slot(step, target.class, crosses), context)
    }

    /// A number for a context that is unique in the scenario.
    pub(super) fn slot(&self, step: usize, class: ClassIndex, crosses: Crosses) -> usize {
        let crossing = usize::from(crosses.zone) + 2 * usize::from(crosses.border);
        (step * self.city.classes.len() + class.row()) * 4 + crossing
    }

    /// The role of the operator of `asset`, if it is a vendor or contractor.
    fn supplier_operating(&self, asset: AssetIndex) -> Option<OrganisationRole> {
        let operator = self.city.assets[asset.row()].operator;
        let role = self.city.organisations[operator.row()].role;
        matches!(role, OrganisationRole::Vendor | OrganisationRole::Contractor).then_some(role)
    }

    pub(super) fn step_row(&mut self, step: usize, asset: AssetIndex) -> std::sync::Arc<StepRow> {
        let (slot, context) = self.context(step, asset);
        let scenario = self.scenario;
        let row = &scenario.steps[step];
        let technique = &self.catalogue.techniques[row.technique.row()];
        self.posture.row(slot, &context, &row.success, &technique.signals)
    }

    /// A try ends.
    pub(super) fn act(&mut self, now: Tick, step: u8, candidate: u32) {
        let (step_row, index) = (step as usize, candidate as usize);
        self.progress.campaign.busy -= 1;
        let Candidate { target, tries, repeats, .. } = self.progress.campaign.candidates[step_row][index];
        self.progress.campaign.candidates[step_row][index].stage = Stage::Open;
        if self.progress.campaign.over || !self.can_try(step_row, index) {
            self.choose(now);
            return;
        }
        let Some(asset) = self.target_asset(target) else {
            self.choose(now);
            return;
        };
        let occurrence = tries + (repeats << 16);
        self.progress.campaign.candidates[step_row][index].tries += 1;
        self.progress.first_act.get_or_insert(now);
        self.progress.tally.tries += 1;
        let numbers = self.step_row(step_row, asset);
        let entity = Self::entity(target);
        let persistent = self.passes_once(step_row, &numbers, entity, asset);
        let hash = self.scenario.steps[step_row].hash;
        let chance = self.chance_on(&numbers, asset);
        let success = persistent && self.key.unit(Purpose::Outcome, entity, hash, occurrence) < chance.each;
        self.mark(asset, 0);
        let log = self.record(now, Fact::Tried { step, target: asset, round: tries, success }, None);
        if success {
            self.progress.campaign.candidates[step_row][index].stage = Stage::Done;
            self.progress.campaign.done[step_row].push(asset);
            self.progress.campaign.successes += 1;
            self.progress.entered.get_or_insert(now);
            if self.progress.campaign.patience_h.is_finite() {
                let at = now.plus_hours(self.progress.campaign.patience_h);
                let successes = self.progress.campaign.successes;
                self.plan(at, SimEvent::GiveUp { successes });
            }
            self.take_effect(now, step_row, target, asset, log);
        } else if !persistent || self.rounds_are_spent(step_row, entity, tries + 1) {
            self.progress.campaign.candidates[step_row][index].stage = Stage::GivenUp;
        }
        self.leave_signals(now, step_row, asset, entity, occurrence, success.into(), &numbers);
        self.choose(now);
    }

    pub(super) fn chance_on(&mut self, numbers: &StepRow, asset: AssetIndex) -> crate::posture::Chance {
        let place =
            crate::posture::Place { key: self.key, city: self.city, asset, site_share: self.posture.site_share() };
        self.posture.chance(numbers, &place)
    }

    /// Whether everything drawn once lets the step pass: systems, pair, incident, race.
    fn passes_once(&mut self, step: usize, numbers: &StepRow, entity: u32, asset: AssetIndex) -> bool {
        let chance = self.chance_on(numbers, asset);
        let technique = self.scenario.steps[step].technique;
        let hash = self.catalogue.techniques[technique.row()].hash;
        let zone = self.city.assets[asset.row()].zone.0;
        let mut threshold = chance.system;
        for (i, &factor) in numbers.systems().iter().enumerate() {
            if i > 0 {
                threshold = factor.level;
            }
            if system_uniform(self.key, zone, factor) >= threshold {
                return false;
            }
        }
        self.key.unit(Purpose::PairBarrier, entity, hash, 0) < chance.pair
            && self.key.unit(Purpose::IncidentBarrier, 0, hash, 0) < chance.incident
            && self.flaw_is_open(technique, asset)
    }

    fn rounds_are_spent(&mut self, step: usize, entity: u32, tries: u32) -> bool {
        let technique = &self.catalogue.techniques[self.scenario.steps[step].technique.row()];
        let Some(parameter) = technique.rounds else { return false };
        let u = self.key.unit(Purpose::Rounds, entity, technique.hash, 0);
        f64::from(tries) >= libm::floor(self.posture.parameters().sample(parameter, u) + 0.5)
    }
}
