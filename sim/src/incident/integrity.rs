//! False data on its way: from a false source along data flows to the services that decide by it.
//!
//! # What happens
//! Taint enters at a source: a reading falsified at the sensor or on its way, everything that a taken gateway or controller forwards,
//! or an altered store. It moves along `feed` flows that carry the dataset, one interval later per hop, until a check at the
//! sink stops it. A service decides by its k-of-n rule: wrong once k readings of a group are false where it decides; and wrong as long
//! as data that it needs are altered. Contaminated records follow from interval and duration: there is no event per reading.
//! # Reads
//! Flows, input groups; effects bound to the technique `taint_hop`.
//! # Writes
//! Pairs (where, whose data), services.
//! # Draws
//! `TaintCheck` (once per flow and origin: a check that overlooks a manipulation overlooks it again).
//! # Not modelled
//! The physics behind a reading; how far a false value is off (but how it is falsified: `spoof`).

use crate::city::{AssetKind, Crosses};
use crate::ids::{AssetIndex, DatasetIndex, FlowIndex, ServiceIndex};
use crate::kernel::{Purpose, Tick};
use crate::knowledge::LinkKind;
use crate::posture::Context;

use super::event::SimEvent;
use super::log::Fact;
use super::play::Incident;
use super::state::{Status, mark};

/// The technique to which checks of data at the end of a flow are bound.
pub const TAINT_HOP: &str = "taint_hop";

impl Incident<'_> {
    /// Readings of `asset` become false: its own, or all that it forwards.
    pub(super) fn falsify(&mut self, now: Tick, asset: AssetIndex, log: u32) {
        let forwards = matches!(self.city.assets[asset.row()].kind, AssetKind::Controller | AssetKind::Gateway)
            || self.city.assets[asset.row()].kind == AssetKind::Server;
        self.mark(asset, mark::FALSE_SOURCE);
        if forwards {
            for origin in self.upstream(asset) {
                self.taint(now, asset, origin, log);
            }
        }
        self.taint(now, asset, asset, log);
        self.put_on_list(now, asset);
    }

    /// Data are falsified on their way over `flow`: right at its source, false at the sink one interval later. A source that forwards
    /// sends what others read: false becomes what the flow carries of them, and of its own.
    pub(super) fn falsify_flow(&mut self, now: Tick, flow: FlowIndex) {
        let row = &self.city.flows[flow.row()];
        let mut origins = self.upstream(row.from);
        origins.retain(|&origin| self.carries(flow, origin));
        if origins.is_empty() || self.carries(flow, row.from) {
            origins.push(row.from);
        }
        for origin in origins {
            self.mark(origin, mark::FALSE_SOURCE);
            self.plan(now.plus_hours(row.interval_h), SimEvent::Tainted { flow: flow.0, origin: origin.0 });
            self.put_on_list(now, origin);
        }
    }

    /// Data stored at `asset` are altered.
    pub(super) fn alter_store(&mut self, now: Tick, asset: AssetIndex, log: u32) {
        self.mark(asset, mark::FALSE_SOURCE);
        self.taint(now, asset, asset, log);
        self.put_on_list(now, asset);
    }

    /// Assets whose readings pass through `asset`, in order of discovery against the flows.
    fn upstream(&self, asset: AssetIndex) -> Vec<AssetIndex> {
        let mut found: Vec<AssetIndex> = Vec::new();
        let mut next = vec![asset];
        let mut seen = vec![asset];
        while let Some(here) = next.pop() {
            for flow in self.city.flows_in.of(here.row()) {
                let from = self.city.flows[flow.row()].from;
                if seen.contains(&from) {
                    continue;
                }
                seen.push(from);
                match self.city.assets[from.row()].kind {
                    AssetKind::Sensor | AssetKind::Camera => found.push(from),
                    AssetKind::Gateway | AssetKind::Controller => next.push(from),
                    _ => {}
                }
            }
        }
        found.sort_unstable();
        found
    }

    fn carries(&self, flow: FlowIndex, origin: AssetIndex) -> bool {
        let carried: &[DatasetIndex] = &self.city.flows[flow.row()].datasets;
        carried.is_empty() || self.city.assets[origin.row()].datasets.iter().any(|d| carried.contains(d))
    }

    /// Data of `origin` are false at `asset` from here on.
    fn taint(&mut self, now: Tick, asset: AssetIndex, origin: AssetIndex, log: u32) {
        let pair = (asset, origin);
        let Err(place) = self.progress.taint.binary_search(&pair) else { return };
        self.progress.taint.insert(place, pair);
        self.mark(asset, mark::TAINTED);
        let log = self.record(now, Fact::Tainted { asset, origin }, Some(log));
        let city = self.city;
        for &flow in city.flows_out.of(asset.row()) {
            // A source that is falsified on one line only is right on the others: its own pair is never made.
            if self.carries(flow, origin) {
                let at = now.plus_hours(city.flows[flow.row()].interval_h);
                self.plan(at, SimEvent::Tainted { flow: flow.0, origin: origin.0 });
            }
        }
        for &service in city.decided_here.of(asset.row()) {
            self.taint_arrives(now, service, origin, log);
        }
    }

    /// Taint passes a hop, unless its origin is no longer false, the sink is cut off, or a check stops it.
    pub(super) fn tainted(&mut self, now: Tick, flow: u32, origin: AssetIndex) {
        let row = &self.city.flows[FlowIndex(flow).row()];
        let (from, to) = (row.from, row.to);
        let is_false = |this: &Self, asset| this.look(asset).marks & mark::FALSE_SOURCE != 0;
        let alive = is_false(self, origin)
            || self.progress.taint.binary_search(&(from, origin)).is_ok_and(|_| self.anything_falsifies(origin));
        if !alive || self.look(to).status == Status::Isolated || self.look(from).status == Status::Isolated {
            return;
        }
        if self.check_stops(flow, to, origin) {
            self.mark(to, 0);
            self.record(now, Fact::TaintStopped { asset: to, origin }, None);
            return;
        }
        self.taint(now, to, origin, self.log.entries().len().saturating_sub(1) as u32);
    }

    /// Whether a taken asset upstream still falsifies what comes from `origin`.
    fn anything_falsifies(&self, origin: AssetIndex) -> bool {
        self.progress.taint.iter().any(|&(place, o)| o == origin && self.look(place).marks & mark::FALSE_SOURCE != 0)
    }

    fn check_stops(&mut self, flow: u32, to: AssetIndex, origin: AssetIndex) -> bool {
        let Some(technique) = self.taint_hop else { return false };
        let class = self.city.assets[to.row()].class;
        let crosses = Crosses::default();
        let context = Context {
            technique,
            link: LinkKind::Feed,
            class,
            crosses,
            supplier: None,
            attacker: self.scenario.attacker.as_ref().map(|a| a.kind),
            spoof: None,
        };
        let slot = self.slot(self.scenario.steps.len(), class, crosses);
        let catalogue = self.catalogue;
        let row = self.posture.row(slot, &context, &catalogue.techniques[technique.row()].success, &[]);
        let place =
            crate::posture::Place { key: self.key, city: self.city, asset: to, site_share: self.posture.site_share() };
        let chance = self.posture.chance(&row, &place);
        self.key.unit(Purpose::TaintCheck, flow, origin.0, 0) >= chance.pair * chance.each
    }

    fn taint_arrives(&mut self, now: Tick, service: ServiceIndex, origin: AssetIndex, log: u32) {
        let city = self.city;
        let mut touched = false;
        let arrivals = city.services[service.row()]
            .decides_at
            .iter()
            .filter(|&&place| self.progress.taint.binary_search(&(place, origin)).is_ok())
            .count();
        for reading in city.reading_of.of(origin.row()) {
            // The same reading counts once, at however many places the service decides.
            if reading.service != service || arrivals != 1 {
                continue;
            }
            let key = (service, reading.group);
            match self.progress.wrong_readings.binary_search_by(|(k, _)| k.cmp(&key)) {
                Ok(i) => self.progress.wrong_readings[i].1 += 1,
                Err(i) => self.progress.wrong_readings.insert(i, (key, 1)),
            }
            touched = true;
        }
        // Altered data outside any k-of-n rule: a store that the service relies on.
        let row = &city.services[service.row()];
        let is_store = city.reading_of.of(origin.row()).is_empty();
        if is_store
            && row.needs_datasets.iter().any(|d| city.assets[origin.row()].datasets.contains(d))
            && self.look(origin).marks & mark::FALSE_SOURCE != 0
        {
            let pair = (service, origin);
            if let Err(i) = self.progress.wrong_data.binary_search(&pair) {
                self.progress.wrong_data.insert(i, pair);
                touched = true;
            }
        }
        if touched {
            self.judge(now, service, Some(log));
        }
    }

    /// Whether `service` decides wrongly by its own inputs.
    pub(super) fn own_inputs_are_wrong(&self, service: ServiceIndex) -> bool {
        let row = &self.city.services[service.row()];
        self.progress.wrong_data.iter().any(|(s, _)| *s == service)
            || self
                .progress
                .wrong_readings
                .iter()
                .any(|&((s, group), n)| s == service && n >= row.inputs[group as usize].k)
    }

    /// Data of `source` are right again, or nobody believes them any more: everything that came from it is cleared.
    pub(super) fn believe_again(&mut self, now: Tick, source: AssetIndex) {
        if self.look(source).marks & mark::FALSE_SOURCE == 0 {
            return;
        }
        self.exposure(source).marks &= !mark::FALSE_SOURCE;
        let origins: Vec<AssetIndex> = self
            .progress
            .taint
            .iter()
            .filter(|(place, origin)| *place == source || *origin == source)
            .map(|(_, origin)| *origin)
            .chain(std::iter::once(source))
            .collect();
        for origin in origins {
            if self.look(origin).marks & mark::FALSE_SOURCE != 0 || self.anything_falsifies(origin) {
                continue;
            }
            let mut services = Vec::new();
            let city = self.city;
            for &(place, o) in &self.progress.taint {
                if o == origin {
                    services.extend_from_slice(city.decided_here.of(place.row()));
                }
            }
            self.progress.taint.retain(|(_, o)| *o != origin);
            self.progress.wrong_data.retain(|(_, o)| *o != origin);
            for reading in city.reading_of.of(origin.row()) {
                let key = (reading.service, reading.group);
                if let Ok(i) = self.progress.wrong_readings.binary_search_by(|(k, _)| k.cmp(&key)) {
                    let n = &mut self.progress.wrong_readings[i].1;
                    *n = n.saturating_sub(u16::from(services.contains(&reading.service)));
                }
            }
            self.record(now, Fact::TaintCleared { origin }, None);
            services.sort_unstable();
            services.dedup();
            for service in services {
                self.judge(now, service, None);
            }
        }
    }
}
