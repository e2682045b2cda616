//! One incident: the borrowed parts that every handler works on, and the loop.

use crate::city::City;
use crate::ids::{AssetIndex, OrganisationIndex, ServiceIndex, TechniqueIndex, ZoneIndex};
use crate::kernel::{EventQueue, Key, Purpose, Tick};
use crate::knowledge::{Catalogue, Role};
use crate::posture::Posture;
use crate::scenario::Scenario;

use super::event::SimEvent;
use super::log::{Fact, IncidentLog};
use super::progress::Progress;
use super::spread::{Spread, SpreadLinks, fetch};
use super::state::{Exposure, ServiceState, Status, mark};

/// What the loop works on. The slices are the components' own storage; everything is read and written through the methods, which
/// reset a state lazily when its stamp is old.
pub struct Incident<'a> {
    pub(super) city: &'a City,
    pub(super) catalogue: &'a Catalogue,
    pub(super) scenario: &'a Scenario,
    pub(super) posture: &'a mut Posture,
    pub(super) spread_links: &'a SpreadLinks,
    pub(super) spread: &'a mut Spread,
    /// Somebody asks in which zones something is held.
    pub(super) acts_from_zones: bool,
    /// Key of the replication, mixed with the scenario's address.
    pub(super) key: Key,
    pub(super) run: u32,
    /// The techniques to which checks of data at the end of a flow are bound, if the catalogue has them.
    pub(super) taint_hop: Option<TechniqueIndex>,
    pub(super) altered_hop: Option<TechniqueIndex>,
    /// Where in the calendar the incident begins.
    pub(super) start: Tick,
    pub(super) horizon: Tick,
    pub(super) exposure: &'a mut [Exposure],
    pub(super) service: &'a mut [ServiceState],
    pub(super) queue: &'a mut EventQueue<SimEvent>,
    pub(super) log: &'a mut IncidentLog,
    pub(super) progress: &'a mut Progress,
}

impl Incident<'_> {
    /// Plays until nothing is pending; counts events and what was pending.
    ///
    /// # Panics
    /// If the event budget is spent: zero delays in a circle, a fault of the inputs or of the program. The experiment reports scenario,
    /// draw and replication.
    pub fn play(&mut self) {
        let (mut events, mut pending_max) = (0, self.queue.len());
        while let Some((now, event)) = self.queue.pop_ahead(|event| fetch(self.spread_links, self.exposure, event)) {
            events += 1;
            self.handle(now, event);
            // Between two pops the queue only grows.
            pending_max = pending_max.max(self.queue.len());
        }
        self.progress.tally.events = events;
        self.progress.tally.pending_max = pending_max as u64;
        if let Err(spent) = self.queue.within_budget() {
            panic!("{spent}");
        }
    }

    // In the loop itself: the commonest event pays for no call.
    #[inline(always)]
    fn handle(&mut self, now: Tick, event: SimEvent) {
        match event {
            SimEvent::Attempt { link, from, to, spreading, round } => {
                self.attempt(now, link, [from, to].map(AssetIndex), spreading, round);
            }
            SimEvent::Act { step, candidate } => self.act(now, step, candidate),
            SimEvent::Wake => self.choose(now),
            SimEvent::GiveUp { successes } => self.give_up(now, successes),
            SimEvent::Alert { desk, asset, signal } => {
                self.alert(now, OrganisationIndex(desk), AssetIndex(asset), signal);
            }
            SimEvent::Triaged { desk, asset, signal, nth } => {
                self.triaged(now, OrganisationIndex(desk), AssetIndex(asset), signal, nth);
            }
            SimEvent::Noticed { source, asset } => self.noticed(now, source, AssetIndex(asset)),
            SimEvent::Questioned { service } => self.questioned(now, ServiceIndex(service)),
            SimEvent::Told { organisation } => self.told(now, OrganisationIndex(organisation)),
            SimEvent::Decided { organisation, authority } => {
                self.decided(now, OrganisationIndex(organisation), authority);
            }
            SimEvent::Isolate { asset } => self.isolate(now, AssetIndex(asset)),
            SimEvent::CloseEntry => self.close_entry(now),
            SimEvent::RootCause => self.root_cause(now),
            SimEvent::Restore { asset } => self.restore(now, AssetIndex(asset)),
            SimEvent::Tainted { flow, origin, because } => self.tainted(now, flow, AssetIndex(origin), because),
            SimEvent::Fallback { service, outage } => self.fallback(now, ServiceIndex(service), outage),
            SimEvent::CutOff { organisation } => self.cut_off(now, OrganisationIndex(organisation)),
            SimEvent::Reconnect { organisation } => self.reconnect(now, OrganisationIndex(organisation)),
            SimEvent::Clean { asset } => self.clean(now, AssetIndex(asset)),
            SimEvent::TakeDown { asset } => self.take_down(now, AssetIndex(asset)),
        }
    }

    /// Plans `event`, unless it lies beyond the horizon.
    #[inline]
    pub(super) fn plan(&mut self, at: Tick, event: SimEvent) {
        if at <= self.horizon {
            self.queue.push(at, event);
        }
    }

    /// The state of `asset` in this run.
    #[inline]
    pub(super) fn exposure(&mut self, asset: AssetIndex) -> &mut Exposure {
        let state = &mut self.exposure[asset.row()];
        if state.run != self.run {
            *state = Exposure { run: self.run, ..Exposure::default() };
        }
        state
    }

    /// The state of `asset`, to look at.
    #[inline]
    pub(super) fn look(&self, asset: AssetIndex) -> Exposure {
        let state = self.exposure[asset.row()];
        if state.run == self.run { state } else { Exposure::default() }
    }

    /// Marks `asset`, and as touched.
    #[inline]
    pub(super) fn mark(&mut self, asset: AssetIndex, marks: u8) {
        let state = self.exposure(asset);
        let first = state.marks & mark::TOUCHED == 0;
        state.marks |= marks | mark::TOUCHED;
        if first {
            self.progress.touched.push(asset);
        }
    }

    /// Whether the attacker holds `asset`.
    #[inline]
    pub(super) fn is_held(&self, asset: AssetIndex) -> bool {
        matches!(self.look(asset).status, Status::Foothold | Status::Controlled)
    }

    /// The assets held now, in the order in which they were taken.
    pub(super) fn held(&self) -> impl Iterator<Item = AssetIndex> + '_ {
        self.progress.taken.iter().copied().filter(|&asset| self.is_held(asset))
    }

    /// Moves `asset` along an arrow of its states.
    #[inline]
    pub(super) fn become_status(&mut self, asset: AssetIndex, next: Status) {
        let state = self.exposure(asset);
        debug_assert!(state.status.may_become(next), "{:?} never becomes {next:?}", state.status);
        let held = |s: Status| matches!(s, Status::Foothold | Status::Controlled);
        let (was, is) = (held(state.status), held(next));
        state.status = next;
        match (was, is) {
            (false, true) => self.now_held(asset),
            (true, false) => self.progress.lose(self.zone_if_asked(asset)),
            _ => {}
        }
    }

    /// Counts `asset`, just taken, among what is held.
    #[inline]
    pub(super) fn now_held(&mut self, asset: AssetIndex) {
        self.progress.hold(asset, self.zone_if_asked(asset));
    }

    #[inline]
    fn zone_if_asked(&self, asset: AssetIndex) -> Option<ZoneIndex> {
        self.acts_from_zones.then(|| self.city.class(asset).zone)
    }

    /// One case, in hours, of the parameter that plays `role`, drawn at (purpose, entity, other); `None` if this world has none.
    pub(super) fn role_h(&mut self, role: Role, purpose: Purpose, entity: u32, other: u32) -> Option<f64> {
        let u = self.key.unit(purpose, entity, other, 0);
        self.posture.parameters().role_h(role, u)
    }

    /// The level of the parameter that plays `role`, or `absent`.
    pub(super) fn level(&mut self, role: Role, absent: f64) -> f64 {
        self.posture.parameters().role(role, absent)
    }

    pub(super) fn record(&mut self, now: Tick, fact: Fact, because: Option<u32>) -> u32 {
        self.log.push(now, fact, because)
    }
}
