//! What spreads by itself: from everything held, over every link, without hands.
//!
//! # What happens
//! A self-spreading step starts from each asset when it is taken: a try over each of its links that leads to one of the step's
//! targets (what it can live on), each with its own time. On arrival it finds the target clean or not, succeeds or not, and may be tried again. What is taken is cleaned off by itself after a while, if
//! the catalogue says so (role `natural_clean_h`): the time is drawn when the asset is taken, so that no try is planned that would
//! leave after it. What was cleaned is not taken again.
//! # Reads
//! The topology of the step's link kinds, rows per path.
//! # Draws
//! `AttemptTime`, `Outcome` (link, step, round), `PairBarrier`, `SystemBarrier`, `IncidentBarrier`, `Clean`.
//! # Not modelled
//! A fixed scanning rate shared between all targets: each link has its own time.

use std::sync::Arc;

use crate::city::{City, Crosses, Topology};
use crate::ids::AssetIndex;
use crate::kernel::{Distribution, Purpose, Tick};
use crate::knowledge::Role;
use crate::posture::{Context, StepRow, system_uniform};
use crate::scenario::{From, Scenario, Targets};

use super::event::SimEvent;
use super::log::Fact;
use super::play::Incident;
use super::state::{Status, mark};

/// Topologies of the scenario's self-spreading steps and the numbers of their paths under the present draw.
#[derive(Default)]
pub struct Spread {
    topologies: Vec<Option<Arc<Topology>>>,
    /// Rows per step and path, of this posture and draw.
    paths: Vec<Vec<Option<PathRow>>>,
    steps: Vec<usize>,
    /// Something self-spreading has been let loose in this incident.
    active: bool,
}

/// The numbers of one path.
#[derive(Clone)]
struct PathRow {
    numbers: Arc<StepRow>,
    /// The time of a try in closed form, in hours, where nothing but chance is in it: (distribution, factor).
    time: Option<(Distribution, f64)>,
    /// The chance where it is the same on every asset and drawn at each try only.
    each: Option<f64>,
    rounds: u8,
}

impl Spread {
    /// The topologies of `scenario` on `city`; the same for all control sets.
    ///
    /// # Errors
    /// More links than a topology holds.
    pub fn new(
        scenario: &Scenario,
        city: &City,
        catalogue: &crate::knowledge::Catalogue,
        given: Option<&Arc<Topology>>,
    ) -> Result<Self, crate::city::TopologyError> {
        let mut spread = Self::default();
        for (row, step) in scenario.steps.iter().enumerate() {
            let technique = &catalogue.techniques[step.technique.row()];
            let spreads = technique.self_spreading && step.from == From::Held;
            spread.topologies.push(match (spreads, given) {
                (false, _) => None,
                (true, Some(topology)) => Some(topology.clone()),
                (true, None) => Some(Arc::new(city.topology(&[step.over])?)),
            });
            if spreads {
                spread.steps.push(row);
            }
        }
        spread.begin_draw();
        Ok(spread)
    }

    /// Topologies shared with another worker.
    #[must_use]
    pub fn share(&self) -> Self {
        let mut spread = Self { topologies: self.topologies.clone(), steps: self.steps.clone(), ..Self::default() };
        spread.begin_draw();
        spread
    }

    /// Forgets the rows: another posture or draw begins.
    pub fn begin_draw(&mut self) {
        let paths = |t: &Option<Arc<Topology>>| t.as_ref().map_or(0, |t| t.paths().len());
        if self.paths.is_empty() {
            self.paths = self.topologies.iter().map(|t| vec![None; paths(t)]).collect();
        } else {
            self.paths.iter_mut().for_each(|rows| rows.fill(None));
        }
    }

    /// A new incident begins.
    pub fn begin(&mut self) {
        self.active = false;
    }
}

impl Incident<'_> {
    pub(super) fn is_self_spreading(&self, step: usize) -> bool {
        self.spread.topologies[step].is_some()
    }

    pub(super) fn spread_is_active(&self) -> bool {
        self.spread.active && self.progress.held() > 0
    }

    /// Starts every self-spreading step from `asset`, just taken.
    pub(super) fn spread_from(&mut self, now: Tick, asset: AssetIndex) {
        if self.spread.steps.is_empty() {
            return;
        }
        self.spread.active = true;
        let cleaned = self.clean_at(now, asset);
        for i in 0..self.spread.steps.len() {
            let step = self.spread.steps[i];
            let Some(topology) = self.spread.topologies[step].clone() else { continue };
            let first = topology.first(asset);
            for (n, link) in topology.of(asset).iter().enumerate() {
                let to = AssetIndex(link.to);
                if self.look(to).status == Status::Clean && self.can_live_on(step, to) {
                    self.attempt_later(now, first + n as u32, link.to, link.path, step, 0, cleaned);
                }
            }
        }
    }

    /// Whether `asset` is among the targets of `step`.
    fn can_live_on(&self, step: usize, asset: AssetIndex) -> bool {
        match &self.scenario.steps[step].targets {
            Targets::Assets(targets) if targets.len() < self.city.assets.len() => targets.binary_search(&asset).is_ok(),
            _ => true,
        }
    }

    fn clean_at(&mut self, now: Tick, asset: AssetIndex) -> Tick {
        let Some(hours) = self.role_h(Role::NaturalCleanH, Purpose::Clean, asset.0, 0) else { return Tick::NEVER };
        let at = now.plus_hours(hours);
        self.plan(at, SimEvent::Clean { asset: asset.0 });
        at
    }

    #[expect(clippy::too_many_arguments, reason = "the address of one try")]
    #[inline]
    fn attempt_later(&mut self, now: Tick, link: u32, to: u32, path: u32, step: usize, round: u8, until: Tick) {
        let hash = self.scenario.steps[step].hash;
        let hours = match self.path_row(step, path, AssetIndex(to)).time {
            Some((distribution, factor)) => {
                let u = self.key.unit(Purpose::AttemptTime, link, hash, u32::from(round));
                distribution.quantile(u) * factor
            }
            None => self.spread_time_h(step, link, round),
        };
        let at = now.plus_hours(hours);
        if at <= until {
            self.plan(at, SimEvent::Attempt { link, to, step: step as u8, round });
        }
    }

    fn spread_time_h(&mut self, step: usize, link: u32, round: u8) -> f64 {
        let scenario = self.scenario;
        let row = &scenario.steps[step];
        let mut hours = 0.0;
        for (part, &parameter) in row.time.iter().enumerate() {
            let address = row.hash.wrapping_add(part as u32);
            let u = self.key.unit(Purpose::AttemptTime, link, address, u32::from(round));
            hours += self.posture.parameters().sample_h(parameter, u);
        }
        hours
    }

    #[inline]
    fn path_row(&mut self, step: usize, path: u32, to: AssetIndex) -> &PathRow {
        if self.spread.paths[step][path as usize].is_none() {
            let row = self.compute_path(step, path, to);
            self.spread.paths[step][path as usize] = Some(row);
        }
        match &self.spread.paths[step][path as usize] {
            Some(row) => row,
            None => unreachable!("computed above"),
        }
    }

    fn compute_path(&mut self, step: usize, path: u32, to: AssetIndex) -> PathRow {
        let scenario = self.scenario;
        let row = &scenario.steps[step];
        let catalogue = self.catalogue;
        let technique = &catalogue.techniques[row.technique.row()];
        let crosses = self.spread.topologies[step].as_ref().map_or(Crosses::default(), |topology| {
            let path = topology.paths()[path as usize];
            Crosses { zone: path.crosses_zone, border: path.crosses_border }
        });
        let class = self.city.assets[to.row()].class;
        let context = Context {
            technique: row.technique,
            link: row.over,
            class,
            crosses,
            supplier: None,
            attacker: scenario.attacker.as_ref().map(|a| a.kind),
            spoof: row.spoof,
        };
        let slot = self.slot(step, class, crosses);
        let numbers = self.posture.row(slot, &context, &row.success, &technique.signals);
        let plain = numbers.is_uniform() && numbers.systems().is_empty() && technique.race.is_none();
        let place =
            crate::posture::Place { key: self.key, city: self.city, asset: to, site_share: self.posture.site_share() };
        let chance = self.posture.chance(&numbers, &place);
        let each = (plain && chance.pair >= 1.0 && chance.incident >= 1.0).then_some(chance.each);
        let time = match row.time.as_slice() {
            [parameter] => self.posture.parameters().closed_form_h(*parameter),
            _ => None,
        };
        let rounds = technique.rounds.map_or(1.0, |p| self.posture.parameters().level(p));
        let time = time.map(|(d, factor)| (d, factor * numbers.time_factor));
        PathRow { time, each, rounds: libm::floor(rounds + 0.5).clamp(1.0, 255.0) as u8, numbers }
    }

    /// A try arrives.
    pub(super) fn attempt(&mut self, now: Tick, link: u32, to: u32, step: u8, round: u8) {
        let asset = AssetIndex(to);
        if self.look(asset).status != Status::Clean {
            return;
        }
        let row_of_step = step as usize;
        let path = match &self.spread.topologies[row_of_step] {
            Some(topology) => topology.links()[link as usize].path,
            None => return,
        };
        self.progress.tally.tries += 1;
        self.progress.first_act.get_or_insert(now);
        let hash = self.scenario.steps[row_of_step].hash;
        let (each, rounds) = {
            let row = self.path_row(row_of_step, path, asset);
            (row.each, row.rounds)
        };
        let u = self.key.unit(Purpose::Outcome, link, hash, u32::from(round));
        let (persistent, success) = match each {
            Some(each) => (true, u < each),
            None => {
                let numbers = self.path_row(row_of_step, path, asset).numbers.clone();
                let chance = self.chance_on(&numbers, asset);
                let technique = self.scenario.steps[row_of_step].technique;
                let address = self.catalogue.techniques[technique.row()].hash;
                let zone = self.city.assets[asset.row()].zone.0;
                let systems = numbers.systems().iter().enumerate().all(|(i, &factor)| {
                    let threshold = if i == 0 { chance.system } else { factor.level };
                    system_uniform(self.key, zone, factor) < threshold
                });
                let persistent = systems
                    && self.key.unit(Purpose::PairBarrier, to, address, 1) < chance.pair
                    && self.key.unit(Purpose::IncidentBarrier, 0, address, 0) < chance.incident
                    && self.flaw_is_open(technique, asset);
                (persistent, persistent && u < chance.each)
            }
        };
        let silent = self.catalogue.techniques[self.scenario.steps[row_of_step].technique.row()].signals.is_empty();
        if !silent {
            let numbers = self.path_row(row_of_step, path, asset).numbers.clone();
            self.leave_signals(now, row_of_step, asset, link | 1 << 31, u32::from(round), success.into(), &numbers);
        }
        if success {
            self.infect(now, row_of_step, asset, link);
        } else if persistent && round + 1 < rounds {
            self.attempt_later(now, link, to, path, row_of_step, round + 1, Tick::NEVER);
        }
    }

    /// `asset` is taken over `link` by something that spreads by itself.
    fn infect(&mut self, now: Tick, step: usize, asset: AssetIndex, link: u32) {
        let from = self.spread.topologies[step].as_ref().and_then(|t| t.source(link));
        let hop = from.map_or(0, |source| self.look(source).hop.saturating_add(1));
        self.mark(asset, mark::WAS_HELD);
        let state = self.exposure(asset);
        state.at = now;
        state.hop = hop;
        self.become_status(asset, Status::Controlled);
        self.progress.entered.get_or_insert(now);
        self.record(now, Fact::Seized { step: step as u8, asset, from, administrator: true, anew: true, hop }, None);
        self.plan_outsider(now, asset, self.scenario.steps[step].technique);
        self.put_on_list(now, asset);
        self.spread_from(now, asset);
    }

    /// What spread by itself goes away by itself.
    pub(super) fn clean(&mut self, now: Tick, asset: AssetIndex) {
        if matches!(self.look(asset).status, Status::Foothold | Status::Controlled) {
            self.become_status(asset, Status::Restored);
            self.record(now, Fact::Cleaned { asset }, None);
            self.check_contained(now);
            self.check_recovered(now);
        }
    }
}
