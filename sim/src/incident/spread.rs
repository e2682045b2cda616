//! What spreads by itself: from everything held, over every link, without hands.
//!
//! # What happens
//! A self-spreading step starts from each asset when it is taken: a try over each of its links that leads to one of the step's
//! targets (what it can live on), each with its own time. On arrival it finds the target clean or not, succeeds or not, and may be tried
//! again. What is taken is cleaned off by itself after a while, if the catalogue says so (role `natural_clean_h`): the time is drawn when the asset is taken, so that no try is planned that would
//! leave after it. What was cleaned is not taken again.
//! A try that cannot fail and that nobody can notice does nothing but take a clean target: then only the earliest arrival at each
//! target is planned. What takes the target away (cleaning, isolation) stops the later arrivals as well, so none of them is missed.
//! # Reads
//! The topology of the step's link kinds, rows per path.
//! # Draws
//! `AttemptTime`, `Outcome` (link, step, round), `PairBarrier`, `SystemBarrier`, `IncidentBarrier`, `Clean`.
//! # Not modelled
//! A fixed scanning rate shared between all targets: each link has its own time.

use std::sync::Arc;

use prefetch_index::prefetch_index;

use crate::city::{City, Crosses, Link, Topology, TopologyError};
use crate::ids::AssetIndex;
use crate::kernel::{DelayLaw, Purpose, Tick};
use crate::knowledge::{Catalogue, Role};
use crate::posture::{Context, StepRow, system_uniform};
use crate::scenario::{From, Scenario, Targets};

use super::detection::Outcome;
use super::event::SimEvent;
use super::log::Fact;
use super::play::Incident;
use super::state::{Exposure, Status, mark};

/// The scenario's self-spreading steps and the links over which they go: the same for all control sets.
pub struct SpreadLinks(Vec<SpreadStep>);

/// A self-spreading step.
struct SpreadStep {
    /// Row of the scenario's step.
    step: usize,
    /// Address of its draws.
    hash: u32,
    /// There are assets on which it cannot live.
    choosy: bool,
    /// Where the rows of its paths begin among those of all such steps.
    first_row: usize,
    topology: Arc<Topology>,
}

impl SpreadLinks {
    /// Links of `scenario` on `city`, or `given` from outside.
    ///
    /// # Errors
    /// More links than a topology holds.
    pub fn new(
        scenario: &Scenario,
        city: &City,
        catalogue: &Catalogue,
        given: Option<&Arc<Topology>>,
    ) -> Result<Self, TopologyError> {
        let mut links = Self(Vec::new());
        for (step, row) in scenario.steps.iter().enumerate() {
            if !catalogue.techniques[row.technique.row()].self_spreading || row.from != From::Held {
                continue;
            }
            let topology = match given {
                Some(topology) => topology.clone(),
                None => Arc::new(city.topology(&[row.over])?),
            };
            let choosy = matches!(&row.targets, Targets::Assets(targets) if targets.len() < city.assets.len());
            links.0.push(SpreadStep { step, hash: row.hash, choosy, first_row: links.paths(), topology });
        }
        Ok(links)
    }

    /// Whether the scenario's step `step` spreads by itself.
    pub(super) fn has(&self, step: usize) -> bool {
        self.0.iter().any(|spreading| spreading.step == step)
    }

    /// Paths of all steps.
    fn paths(&self) -> usize {
        self.0.last().map_or(0, |last| last.first_row + last.topology.paths().len())
    }
}

/// The numbers of self-spreading steps under the present draw.
#[derive(Default)]
pub struct Spread {
    /// Rows of all steps and their paths, of this posture and draw.
    rows: Vec<PathRow>,
    cleaning: Cleaning,
    /// Something self-spreading has been let loose in this incident.
    active: bool,
}

/// When what spread is cleaned off by itself, under the present draw.
#[derive(Default)]
enum Cleaning {
    #[default]
    NotYetAsked,
    Never,
    Closed(DelayLaw),
    Sampled,
}

/// The numbers of one path. Those that the loop reads stand apart from those that few scenarios need.
#[derive(Clone)]
struct PathRow {
    /// The time of a try, where nothing but chance is in it.
    time: DelayLaw,
    /// The chance of a try, where it is the same on every asset and nothing else stands in the way.
    each: f64,
    rounds: u8,
    how: How,
    /// Nobody could notice a try.
    silent: bool,
    /// All numbers; `None`: not yet computed.
    numbers: Option<Arc<StepRow>>,
}

/// What a try over a path takes to work out. No variant has fields: they are told apart in one comparison.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum How {
    /// A try takes a clean target and does nothing else: only the earliest arrival matters.
    Certain,
    /// One chance, one law of time.
    Plain,
    /// All numbers are asked for the chance; the time is in closed form.
    Conditional,
    /// All numbers are asked, for the time as well.
    Sampled,
}

impl PathRow {
    const UNKNOWN: Self =
        Self { time: DelayLaw::NONE, each: 0.0, rounds: 1, how: How::Sampled, silent: false, numbers: None };
}

/// One try over a link: its address, and where its numbers stand.
#[derive(Clone, Copy)]
struct Try {
    link: u32,
    from: AssetIndex,
    to: u32,
    /// Row of the self-spreading step.
    spreading: u8,
    /// Row of its path's numbers.
    path: usize,
    round: u8,
}

impl Spread {
    /// Room for the numbers of all paths.
    #[must_use]
    pub fn new(links: &SpreadLinks) -> Self {
        Self { rows: vec![PathRow::UNKNOWN; links.paths()], ..Self::default() }
    }

    /// Forgets the rows: another posture or draw begins.
    pub fn begin_draw(&mut self) {
        self.rows.fill(PathRow::UNKNOWN);
        self.cleaning = Cleaning::NotYetAsked;
    }

    /// A new incident begins.
    pub fn begin(&mut self) {
        self.active = false;
    }
}

/// Asks for the memory that the arrival `event` will read: its link, its target's state and links. Of several arrivals it then comes at the same
/// time, where each would wait for its own.
#[inline(always)]
pub(super) fn fetch(links: &SpreadLinks, exposure: &[Exposure], event: &SimEvent) {
    if let SimEvent::Attempt { link, to, spreading, .. } = *event {
        let topology = &links.0[usize::from(spreading)].topology;
        prefetch_index(exposure, to as usize);
        prefetch_index(topology.links(), link as usize);
        topology.fetch_links(AssetIndex(to));
    }
}

impl Incident<'_> {
    pub(super) fn is_self_spreading(&self, step: usize) -> bool {
        self.spread_links.has(step)
    }

    pub(super) fn spread_is_active(&self) -> bool {
        self.spread.active && self.progress.held() > 0
    }

    /// Starts every self-spreading step from `asset`, just taken.
    pub(super) fn spread_from(&mut self, now: Tick, asset: AssetIndex) {
        let links = self.spread_links;
        if links.0.is_empty() {
            return;
        }
        self.spread.active = true;
        let until = self.clean_at(now, asset).min(self.horizon);
        for (row, spreading) in links.0.iter().enumerate() {
            let topology = &*spreading.topology;
            let mut first = topology.first(asset);
            for some in topology.of(asset).chunks(64) {
                // All targets are looked at before any number is drawn: their cache lines come side by side.
                let mut clean = 0_u64;
                for (n, link) in some.iter().enumerate() {
                    topology.fetch_row(AssetIndex(link.to));
                    clean |= u64::from(self.is_clean(AssetIndex(link.to))) << n;
                }
                while clean != 0 {
                    let n = clean.trailing_zeros();
                    clean &= clean - 1;
                    let link = some[n as usize];
                    if spreading.choosy && !self.can_live_on(spreading.step, AssetIndex(link.to)) {
                        continue;
                    }
                    let path = self.path_row(spreading, link.path, AssetIndex(link.to));
                    let what = Try { link: first + n, from: asset, to: link.to, spreading: row as u8, path, round: 0 };
                    self.attempt_later(now, what, until);
                }
                first += some.len() as u32;
            }
        }
    }

    /// Whether `asset` is among the targets of `step`.
    fn can_live_on(&self, step: usize, asset: AssetIndex) -> bool {
        match &self.scenario.steps[step].targets {
            Targets::Assets(targets) => targets.binary_search(&asset).is_ok(),
            _ => true,
        }
    }

    /// Whether `asset` was never taken nor cut off in this run; without a branch, which nothing could predict.
    #[inline]
    fn is_clean(&self, asset: AssetIndex) -> bool {
        let state = &self.exposure[asset.row()];
        (state.run != self.run) | (state.status == Status::Clean)
    }

    /// Draws when `asset` is cleaned off and plans it; [`Tick::NEVER`] if not within the horizon.
    fn clean_at(&mut self, now: Tick, asset: AssetIndex) -> Tick {
        if let Cleaning::NotYetAsked = self.spread.cleaning {
            self.spread.cleaning = self.ask_cleaning();
        }
        let at = match &mut self.spread.cleaning {
            Cleaning::NotYetAsked | Cleaning::Never => return Tick::NEVER,
            Cleaning::Closed(law) => {
                let u = self.key.unit(Purpose::Clean, asset.0, 0, 0);
                match law.within(u, self.horizon.since(now)) {
                    Some(delay) => now + delay,
                    None => return Tick::NEVER,
                }
            }
            Cleaning::Sampled => {
                let hours = self.role_h(Role::NaturalCleanH, Purpose::Clean, asset.0, 0);
                hours.map_or(Tick::NEVER, |hours| now.plus_hours(hours))
            }
        };
        self.plan(at, SimEvent::Clean { asset: asset.0 });
        at
    }

    fn ask_cleaning(&mut self) -> Cleaning {
        let Some(parameter) = self.catalogue.role(Role::NaturalCleanH) else { return Cleaning::Never };
        match self.posture.parameters().closed_form_h(parameter) {
            Some((distribution, factor)) => Cleaning::Closed(DelayLaw::new(distribution, factor)),
            None => Cleaning::Sampled,
        }
    }

    /// Plans a try, unless it would arrive after `until` or is known to have no effect.
    #[inline(always)]
    fn attempt_later(&mut self, now: Tick, what: Try, until: Tick) {
        let Try { link, from, to, spreading, path, round } = what;
        let numbers = &mut self.spread.rows[path];
        let how = numbers.how;
        let mut latest = until;
        if how == How::Certain
            && let Some(pending) = self.exposure[to as usize].pending(self.run)
        {
            // Of equal times the first planned comes first.
            if pending <= now {
                return;
            }
            latest = latest.min(Tick(pending.0 - 1));
        }
        let at = if how == How::Sampled {
            self.sampled_arrival(now, what)
        } else {
            let hash = self.spread_links.0[usize::from(spreading)].hash;
            let u = self.key.unit(Purpose::AttemptTime, link, hash, u32::from(round));
            match numbers.time.within(u, latest.since(now)) {
                Some(delay) => now + delay,
                None => return,
            }
        };
        if at > latest {
            return;
        }
        if how == How::Certain {
            self.exposure(AssetIndex(to)).at = at;
        }
        self.queue.push(at, SimEvent::Attempt { link, from: from.0, to, spreading, round });
    }

    #[inline(never)]
    fn sampled_arrival(&mut self, now: Tick, what: Try) -> Tick {
        let factor = self.spread.rows[what.path].numbers.as_ref().map_or(1.0, |numbers| numbers.time_factor);
        let step = self.spread_links.0[usize::from(what.spreading)].step;
        now.plus_hours(self.spread_time_h(step, what.link, what.round) * factor)
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

    /// Row of the numbers of `path`, computed if it is the first time.
    #[inline(always)]
    fn path_row(&mut self, spreading: &SpreadStep, path: u32, to: AssetIndex) -> usize {
        let row = spreading.first_row + path as usize;
        if self.spread.rows[row].numbers.is_none() {
            self.spread.rows[row] = self.compute_path(spreading, path, to);
        }
        row
    }

    #[inline(never)]
    fn compute_path(&mut self, spreading: &SpreadStep, path: u32, to: AssetIndex) -> PathRow {
        let scenario = self.scenario;
        let step = spreading.step;
        let row = &scenario.steps[step];
        let catalogue = self.catalogue;
        let technique = &catalogue.techniques[row.technique.row()];
        let path = spreading.topology.paths()[path as usize];
        let crosses = Crosses { zone: path.crosses_zone, border: path.crosses_border };
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
        let plain = plain && chance.pair >= 1.0 && chance.incident >= 1.0;
        let time = match row.time.as_slice() {
            [parameter] => self.posture.parameters().closed_form_h(*parameter),
            _ => None,
        };
        let how = match time {
            Some(_) if plain && chance.each >= 1.0 && technique.signals.is_empty() => How::Certain,
            Some(_) if plain => How::Plain,
            Some(_) => How::Conditional,
            None => How::Sampled,
        };
        let rounds = technique.rounds.map_or(1.0, |p| self.posture.parameters().level(p));
        PathRow {
            time: time.map_or(DelayLaw::NONE, |(law, factor)| DelayLaw::new(law, factor * numbers.time_factor)),
            each: chance.each,
            rounds: libm::floor(rounds + 0.5).clamp(1.0, 255.0) as u8,
            how,
            silent: technique.signals.is_empty(),
            numbers: Some(numbers),
        }
    }

    /// A try arrives.
    #[inline(always)]
    pub(super) fn attempt(&mut self, now: Tick, link: u32, [from, asset]: [AssetIndex; 2], spreading: u8, round: u8) {
        if !self.is_clean(asset) {
            return;
        }
        let links = self.spread_links;
        let row = &links.0[usize::from(spreading)];
        let Link { to, path } = row.topology.links()[link as usize];
        self.progress.tally.tries += 1;
        self.progress.first_act.get_or_insert(now);
        let path = self.path_row(row, path, asset);
        let PathRow { each, rounds, how, silent, .. } = self.spread.rows[path];
        let (persistent, success) = if how == How::Certain {
            (true, true)
        } else if how == How::Plain && each <= 0.0 {
            // What cannot be passed needs no number: draws lie strictly between 0 and 1.
            (true, false)
        } else {
            let u = self.key.unit(Purpose::Outcome, link, row.hash, u32::from(round));
            if how == How::Plain { (true, u < each) } else { self.passes_over(row.step, path, asset, u) }
        };
        if !silent {
            self.leave_signals_of(now, row.step, path, link, asset, round, success.into());
        }
        if success {
            self.infect(now, row.step, asset, from);
        } else if persistent && round + 1 < rounds {
            let again = Try { link, from, to, spreading, path, round: round + 1 };
            self.attempt_later(now, again, self.horizon);
        }
    }

    /// Whether everything drawn once lets a try pass, and whether the try works; `u` is the try's own number.
    #[inline(never)]
    fn passes_over(&mut self, step: usize, row: usize, asset: AssetIndex, u: f64) -> (bool, bool) {
        let Some(numbers) = self.spread.rows[row].numbers.clone() else {
            return (false, false);
        };
        let chance = self.chance_on(&numbers, asset);
        let technique = self.scenario.steps[step].technique;
        let address = self.catalogue.techniques[technique.row()].hash;
        let zone = self.city.assets[asset.row()].zone.0;
        let systems = numbers.systems().iter().enumerate().all(|(i, &factor)| {
            let threshold = if i == 0 { chance.system } else { factor.level };
            system_uniform(self.key, zone, factor) < threshold
        });
        let persistent = systems
            && self.key.unit(Purpose::PairBarrier, asset.0, address, 1) < chance.pair
            && self.key.unit(Purpose::IncidentBarrier, 0, address, 0) < chance.incident
            && self.flaw_is_open(technique, asset);
        (persistent, persistent && u < chance.each)
    }

    #[expect(clippy::too_many_arguments, reason = "the address of one try and how it ended")]
    #[inline(never)]
    fn leave_signals_of(
        &mut self,
        now: Tick,
        step: usize,
        row: usize,
        link: u32,
        asset: AssetIndex,
        round: u8,
        outcome: Outcome,
    ) {
        let Some(numbers) = self.spread.rows[row].numbers.clone() else { return };
        self.leave_signals(now, step, asset, link | 1 << 31, u32::from(round), outcome, &numbers);
    }

    /// `asset` is taken from `from` by something that spreads by itself.
    #[inline(never)]
    fn infect(&mut self, now: Tick, step: usize, asset: AssetIndex, from: AssetIndex) {
        let hop = self.look(from).hop.saturating_add(1);
        let run = self.run;
        // Its line is in the cache now: everything that taking changes is written at once.
        let state = self.exposure(asset);
        let marks = state.marks;
        debug_assert!(state.status == Status::Clean, "only what is clean is infected");
        *state = Exposure {
            at: now,
            run,
            status: Status::Controlled,
            marks: marks | mark::TOUCHED | mark::WAS_HELD | mark::ON_LIST,
            hop,
        };
        if marks & mark::TOUCHED == 0 {
            self.progress.touched.push(asset);
        }
        self.now_held(asset);
        self.progress.entered.get_or_insert(now);
        let seized = Fact::Seized { step: step as u8, asset, from: Some(from), administrator: true, anew: true, hop };
        self.record(now, seized, None);
        self.plan_outsider(now, asset, self.scenario.steps[step].technique);
        if marks & mark::ON_LIST == 0 {
            self.listed(now, asset);
        }
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
