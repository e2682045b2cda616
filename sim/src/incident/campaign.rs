//! The attacker with so many hands: how his campaign starts, goes on and ends.
//!
//! # What happens
//! Every step of the scenario has candidates, see `candidates.rs`. A free hand takes the next act and tries it, see `trying.rs`; when no
//! hand is busy and nothing is left, the campaign ends. So it does when the attacker's patience runs out without a success.
//! Mistakes are campaigns without an attacker: everything open happens, without hands or patience.
//!
//! # Reads
//! The scenario's attacker and steps.
//! # Writes
//! Candidates; what he let go of, see `attack.rs`.
//! # Draws
//! `Patience`.
//! # Parameters
//! Roles `skill_time_factor_high`, `skill_time_factor_low`, `patience_factor`.
//! # Not modelled
//! Learning from defeat, changing the objective, coming back later.

use crate::ids::AssetIndex;
use crate::kernel::{Purpose, Tick};
use crate::knowledge::Role;
use crate::scenario::Skill;

use super::candidates::{Candidate, Stage, Target};
use super::event::SimEvent;
use super::log::Fact;
use super::play::Incident;
use super::state::mark;

/// The attacker's progress.
#[derive(Debug, Default)]
pub struct Campaign {
    pub(super) candidates: Vec<Vec<Candidate>>,
    /// Assets (for flows: sinks) on which each step succeeded.
    pub(super) done: Vec<Vec<AssetIndex>>,
    /// When a clock step is due; `None`: not drawn yet.
    pub(super) due: Vec<Option<Tick>>,
    pub(super) busy: u32,
    pub(super) successes: u32,
    pub(super) patience_h: f64,
    pub(super) time_factor: f64,
    pub(super) over: bool,
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

    /// Nothing more can be tried. What an attacker upholds from outside (a false transmitter, a flood) he upholds until his patience
    /// ends; what stands by itself stands.
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
            state.marks & (mark::FALSE_SOURCE | mark::DOWN) != 0 && state.marks & mark::WAS_HELD == 0
        })
    }
}
