//! The attacker with so many hands: what is tried next, on what, and when he gives up.
//!
//! # What happens
//! Every step of the scenario has candidates: its targets in an order drawn per incident. A step is open once what it needs has
//! succeeded. A free hand takes the latest open step (nearest to the objective) and its first candidate that can be reached; the try
//! takes its time, leaves its signals and succeeds or not. What stopped a try and would stop every other (a barrier met once per pair,
//! per system or per incident, a patch) is recognised: that target is given up. Bad luck is tried again, until the rounds of the
//! technique or the attacker's patience end. A clock step is due at entry + its draw and needs no hand until then.
//! Mistakes are campaigns without an attacker: everything open happens, without hands or patience.
//!
//! # Reads
//! The scenario's steps, [`StepRow`]s, states of targets.
//! # Writes
//! Candidates, tries in the log; effects through `attack.rs`, signals through `detection.rs`.
//! # Draws
//! `TargetOrder`, `AttemptTime`, `Outcome`, `PairBarrier`, `SystemBarrier`, `IncidentBarrier`, `Rounds`, `Sites`, `Patience`, and
//! those of the race.
//! # Parameters
//! Roles `skill_time_factor_high`, `skill_time_factor_low`, `patience_factor`, `sites_per_position`; times, successes and rounds of
//! techniques.
//! # Not modelled
//! Learning from defeat, changing the objective, coming back later.

use crate::city::{Crosses, OrganisationRole, Position};
use crate::ids::{AssetIndex, ClassIndex, FlowIndex};
use crate::kernel::{Purpose, Tick};
use crate::knowledge::{LinkKind, Role, TechniqueEffect};
use crate::posture::{Context, StepRow, system_uniform};
use crate::scenario::{From, Skill, Targets};

use super::event::SimEvent;
use super::log::Fact;
use super::play::Incident;
use super::state::{Status, mark};

/// What a try aims at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// An asset.
    Asset(AssetIndex),
    /// A flow.
    Flow(FlowIndex),
    /// Everything held.
    Held,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Open,
    Busy,
    Done,
    GivenUp,
}

#[derive(Clone, Copy, Debug)]
struct Candidate {
    target: Target,
    tries: u32,
    repeats: u32,
    stage: Stage,
}

/// The attacker's progress.
#[derive(Debug, Default)]
pub struct Campaign {
    candidates: Vec<Vec<Candidate>>,
    /// Assets (for flows: sinks) on which each step succeeded.
    done: Vec<Vec<AssetIndex>>,
    /// When a clock step is due; `None`: not drawn yet.
    due: Vec<Option<Tick>>,
    busy: u32,
    successes: u32,
    patience_h: f64,
    time_factor: f64,
    over: bool,
}

impl Campaign {
    /// Forgets the last incident.
    pub fn clear(&mut self) {
        self.candidates.iter_mut().for_each(Vec::clear);
        self.done.iter_mut().for_each(Vec::clear);
        self.due.clear();
        self.busy = 0;
        self.successes = 0;
        self.patience_h = f64::INFINITY;
        self.time_factor = 1.0;
        self.over = false;
    }

    /// Hours that the attacker waits without progress.
    #[must_use]
    pub fn patience_h(&self) -> f64 {
        self.patience_h
    }

    /// Whether nothing more will be tried.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.over
    }
}

impl Incident<'_> {
    /// Plans the first acts of the scenario.
    pub fn enter(&mut self) {
        let steps = self.scenario.steps.len();
        self.progress.campaign.candidates.resize_with(steps, Vec::new);
        self.progress.campaign.done.resize_with(steps, Vec::new);
        self.progress.campaign.due.resize(steps, None);
        if let Some(attacker) = &self.scenario.attacker {
            let (skill, patience_d) = (attacker.skill, attacker.patience_d);
            let u = self.key.unit(Purpose::Patience, 0, 0, 0);
            let factor = self
                .catalogue
                .role(Role::PatienceFactor)
                .map_or(1.0, |parameter| self.posture.parameters().sample(parameter, u));
            self.progress.campaign.patience_h = patience_d * 24.0 * factor;
            self.progress.campaign.time_factor = match skill {
                Skill::High => self.level(Role::SkillTimeFactorHigh, 1.0),
                Skill::Medium => 1.0,
                Skill::Low => self.level(Role::SkillTimeFactorLow, 1.0),
            };
            let patience = Tick::from_hours(self.progress.campaign.patience_h);
            self.plan(patience, SimEvent::GiveUp { successes: 0 });
        }
        for step in 0..steps {
            self.gather(step);
        }
        self.choose(Tick::ZERO);
    }

    /// Lists the candidates of `step` in their drawn order.
    fn gather(&mut self, step: usize) {
        // What spreads by itself needs no list: it follows links.
        if self.is_self_spreading(step) {
            return;
        }
        let scenario = self.scenario;
        let row = &scenario.steps[step];
        let mut list: Vec<(f64, Target)> = match &row.targets {
            Targets::Assets(assets) => assets
                .iter()
                .map(|&a| (self.key.unit(Purpose::TargetOrder, a.0, row.hash, 0), Target::Asset(a)))
                .collect(),
            Targets::Flows(flows) => flows
                .iter()
                .map(|&f| (self.key.unit(Purpose::TargetOrder, f.0, row.hash, 1), Target::Flow(f)))
                .collect(),
            Targets::Held => vec![(0.0, Target::Held)],
        };
        list.sort_by(|a, b| a.0.total_cmp(&b.0));
        if row.one_position {
            self.keep_one_position(&mut list);
        }
        if let Some(most) = row.how_many {
            list.truncate(most as usize);
        }
        let candidates = &mut self.progress.campaign.candidates[step];
        candidates.extend(list.into_iter().map(|(_, target)| Candidate {
            target,
            tries: 0,
            repeats: 0,
            stage: Stage::Open,
        }));
    }

    /// Keeps the targets at the sites that one position reaches: the site of the first target and the nearest others.
    fn keep_one_position(&mut self, list: &mut Vec<(f64, Target)>) {
        let Some(parameter) = self.catalogue.role(Role::SitesPerPosition) else { return };
        let u = self.key.unit(Purpose::Sites, 0, 0, 0);
        let reach = libm::floor(self.posture.parameters().sample(parameter, u) + 0.5).max(1.0) as usize;
        let city = self.city;
        let asset_of = |target: &Target| match *target {
            Target::Asset(a) => Some(a),
            Target::Flow(f) => Some(city.flows[f.row()].from),
            Target::Held => None,
        };
        let Some(first) = list.first().and_then(|(_, t)| asset_of(t)) else { return };
        let centre = city.assets[first.row()].place;
        // One asset stands for each site.
        let mut sites: Vec<(f64, AssetIndex)> = Vec::new();
        for asset in list.iter().filter_map(|(_, t)| asset_of(t)) {
            let row = &city.assets[asset.row()];
            if sites.iter().any(|&(_, there)| city.at_one_site(there, asset)) {
                continue;
            }
            // Squared distance in degrees, longitude shortened by the latitude: order is all that matters.
            let distance = match (centre, row.place) {
                (Some((lat, lon)), Some((y, x))) => {
                    let dx = (x - lon) * libm::cos(lat.to_radians());
                    (y - lat) * (y - lat) + dx * dx
                }
                _ => 0.0,
            };
            sites.push((distance, asset));
        }
        let site = |asset: AssetIndex| city.assets[asset.row()].site;
        sites.sort_by(|a, b| a.0.total_cmp(&b.0).then(site(a.1).cmp(&site(b.1))));
        sites.truncate(reach);
        list.retain(|(_, target)| {
            asset_of(target).is_some_and(|asset| sites.iter().any(|&(_, there)| city.at_one_site(there, asset)))
        });
    }

    /// Gives every free hand something to do.
    pub(super) fn choose(&mut self, now: Tick) {
        if self.progress.campaign.over {
            return;
        }
        let hands = self.scenario.attacker.as_ref().map_or(u32::MAX, |a| a.hands.map_or(u32::MAX, u32::from));
        while self.progress.campaign.busy < hands {
            let Some((step, candidate)) = self.next_act(now) else { break };
            self.begin(now, step, candidate);
        }
        if self.progress.campaign.busy == 0 && !self.anything_left() {
            self.end_campaign(now);
        }
    }

    /// The latest open step and its first candidate that can be tried.
    fn next_act(&mut self, now: Tick) -> Option<(usize, usize)> {
        for step in (0..self.scenario.steps.len()).rev() {
            if self.is_self_spreading(step) || !self.is_open(step) || !self.is_due(now, step) {
                continue;
            }
            for candidate in 0..self.progress.campaign.candidates[step].len() {
                if self.progress.campaign.candidates[step][candidate].stage == Stage::Open
                    && self.can_try(step, candidate)
                {
                    return Some((step, candidate));
                }
            }
        }
        None
    }

    /// Whether a clock is still running or something self-spreading is under way: then the attacker waits.
    fn anything_left(&self) -> bool {
        let campaign = &self.progress.campaign;
        let clock = (0..self.scenario.steps.len()).any(|step| {
            self.scenario.steps[step].clock
                && campaign.due[step].is_some_and(|due| due != Tick::NEVER)
                && self.is_open(step)
                && campaign.candidates[step].iter().any(|c| c.stage == Stage::Open)
        });
        clock || self.spread_is_active()
    }

    fn is_open(&self, step: usize) -> bool {
        let row = &self.scenario.steps[step];
        let done = &self.progress.campaign.done;
        row.needs.iter().all(|&n| !done[n].is_empty())
            && (row.needs_any.is_empty() || row.needs_any.iter().any(|&n| !done[n].is_empty()))
    }

    /// Whether the clock of `step` has run down; draws it and plans a look when first asked.
    fn is_due(&mut self, now: Tick, step: usize) -> bool {
        if !self.scenario.steps[step].clock {
            return true;
        }
        if self.progress.campaign.due[step].is_none() {
            let Some(entered) = self.progress.entered else { return false };
            let hours = self.step_time_h(step, self.scenario.steps[step].hash, 0);
            let due = entered.plus_hours(hours);
            self.progress.campaign.due[step] = Some(if due > self.horizon { Tick::NEVER } else { due });
            if due > now {
                self.plan(due, SimEvent::Wake);
            }
        }
        self.progress.campaign.due[step].is_some_and(|due| due <= now)
    }

    /// Asset that stands for a candidate's target (flows: the sink).
    fn target_asset(&self, target: Target) -> Option<AssetIndex> {
        match target {
            Target::Asset(asset) => Some(asset),
            Target::Flow(flow) => Some(self.city.flows[flow.row()].to),
            Target::Held => {
                self.held().find(|&a| self.look(a).status == Status::Controlled).or_else(|| self.held().next())
            }
        }
    }

    fn can_try(&self, step: usize, candidate: usize) -> bool {
        let row = &self.scenario.steps[step];
        let technique = &self.catalogue.techniques[row.technique.row()];
        let target = self.progress.campaign.candidates[step][candidate].target;
        let Some(asset) = self.target_asset(target) else { return false };
        let state = self.look(asset);
        if state.status == Status::Isolated {
            return false;
        }
        match technique.effect {
            TechniqueEffect::Foothold if matches!(state.status, Status::Foothold | Status::Controlled) => return false,
            TechniqueEffect::Administrator if state.status == Status::Controlled => return false,
            _ => {}
        }
        if row.same_target && !self.same_target_done(row, asset) {
            return false;
        }
        let held = matches!(state.status, Status::Foothold | Status::Controlled);
        match &row.from {
            From::Outside | From::Organisation(_) | From::Zone(_) => self.progress.entry_closed.is_none(),
            From::Held => match (row.over, target) {
                (_, Target::Held) => true,
                (LinkKind::Host, _) => held,
                (LinkKind::Feed, Target::Flow(flow)) => {
                    let flow = &self.city.flows[flow.row()];
                    let source = self.look(flow.from).status;
                    held || matches!(source, Status::Foothold | Status::Controlled)
                }
                (LinkKind::Feed, _) => self.city.flows_in.of(asset.row()).iter().any(|f| {
                    let source = self.look(self.city.flows[f.row()].from).status;
                    matches!(source, Status::Foothold | Status::Controlled)
                }),
                _ => {
                    let zone = self.city.assets[asset.row()].zone;
                    held || self.progress.held_zones().any(|z| self.city.zone_reaches(z, zone))
                }
            },
        }
    }

    fn same_target_done(&self, row: &crate::scenario::Step, asset: AssetIndex) -> bool {
        let on = |n: &usize| self.progress.campaign.done[*n].iter().any(|&a| self.city.at_one_site(a, asset));
        row.needs.iter().all(on) && (row.needs_any.is_empty() || row.needs_any.iter().any(on))
    }

    /// Hours of one try of `step` on the entity `entity`, before controls and skill.
    fn step_time_h(&mut self, step: usize, entity: u32, round: u32) -> f64 {
        let scenario = self.scenario;
        let row = &scenario.steps[step];
        let mut hours = 0.0;
        for (part, &parameter) in row.time.iter().enumerate() {
            let u = self.key.unit(Purpose::AttemptTime, entity, row.hash.wrapping_add(part as u32), round);
            hours += self.posture.parameters().sample_h(parameter, u);
        }
        hours * self.progress.campaign.time_factor
    }

    fn entity(target: Target) -> u32 {
        match target {
            Target::Asset(asset) => asset.0,
            // Flows have addresses of their own: the top bit tells them from assets.
            Target::Flow(flow) => flow.0 | 1 << 31,
            Target::Held => u32::MAX,
        }
    }

    fn begin(&mut self, now: Tick, step: usize, candidate: usize) {
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

    /// A repeatable act may be done again: its effect was stopped.
    pub(super) fn reopen_repeats(&mut self, asset: AssetIndex) {
        for step in 0..self.scenario.steps.len() {
            let Some(most) = self.scenario.steps[step].repeat else { continue };
            for candidate in &mut self.progress.campaign.candidates[step] {
                if candidate.target == Target::Asset(asset)
                    && candidate.stage == Stage::Done
                    && candidate.repeats + 1 < most
                {
                    candidate.repeats += 1;
                    candidate.tries = 0;
                    candidate.stage = Stage::Open;
                }
            }
        }
    }

    /// Patience ends, unless something worked since.
    pub(super) fn give_up(&mut self, now: Tick, successes: u32) {
        if !self.progress.campaign.over && self.progress.campaign.successes == successes {
            self.record(now, Fact::GaveUp, None);
            self.end_campaign_now(now);
        }
    }

    /// Nothing more can be tried. What an attacker upholds from outside (a false transmitter) he upholds until his patience ends;
    /// what stands by itself stands.
    fn end_campaign(&mut self, now: Tick) {
        let upheld = self.scenario.attacker.is_some() && self.upholds_something();
        if !upheld {
            self.end_campaign_now(now);
        }
    }

    pub(super) fn end_campaign_now(&mut self, now: Tick) {
        if self.progress.campaign.over {
            return;
        }
        self.progress.campaign.over = true;
        self.progress.ended.get_or_insert(now);
        self.let_go(now);
        self.check_contained(now);
    }

    fn upholds_something(&self) -> bool {
        self.progress.touched.iter().any(|&a| {
            let state = self.look(a);
            state.marks & mark::FALSE_SOURCE != 0 && state.marks & mark::WAS_HELD == 0
        })
    }
}
