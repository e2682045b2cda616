//! What is tried next: the targets of every step in a drawn order, and which of them can be reached now.
//!
//! # What happens
//! A step's candidates are its targets in an order drawn per incident; where one position reaches only so many sites, those nearest to
//! the first. A step is open once what it needs has succeeded; a clock step is due at entry + its draw and needs no hand until then.
//! The next act is the first reachable candidate of the latest open step (nearest to the objective).
//!
//! # Reads
//! The scenario's steps, states of targets, zones that are held.
//! # Writes
//! Candidates, when clocks are due.
//! # Draws
//! `TargetOrder`, `Sites`; a clock's `AttemptTime`.
//! # Parameters
//! Role `sites_per_position`.

use crate::ids::{AssetIndex, FlowIndex};
use crate::kernel::{Purpose, Tick};
use crate::knowledge::{LinkKind, Role, TechniqueEffect};
use crate::scenario::{From, Targets};

use super::event::SimEvent;
use super::play::Incident;
use super::state::Status;

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

/// Where a candidate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Open,
    Busy,
    Done,
    GivenUp,
}

/// A target of a step, with what was tried on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) target: Target,
    pub(super) tries: u32,
    pub(super) repeats: u32,
    pub(super) stage: Stage,
}

impl Incident<'_> {
    /// Lists the candidates of `step` in their drawn order.
    pub(super) fn gather(&mut self, step: usize) {
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

    /// The latest open step and its first candidate that can be tried.
    pub(super) fn next_act(&mut self, now: Tick) -> Option<(usize, usize)> {
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

    pub(super) fn is_open(&self, step: usize) -> bool {
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
    pub(super) fn target_asset(&self, target: Target) -> Option<AssetIndex> {
        match target {
            Target::Asset(asset) => Some(asset),
            Target::Flow(flow) => Some(self.city.flows[flow.row()].to),
            Target::Held => {
                self.held().find(|&a| self.look(a).status == Status::Controlled).or_else(|| self.held().next())
            }
        }
    }

    pub(super) fn can_try(&self, step: usize, candidate: usize) -> bool {
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

    pub(super) fn entity(target: Target) -> u32 {
        match target {
            Target::Asset(asset) => asset.0,
            // Flows have addresses of their own: the top bit tells them from assets.
            Target::Flow(flow) => flow.0 | 1 << 31,
            Target::Held => u32::MAX,
        }
    }
}
