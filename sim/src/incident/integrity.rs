//! False data on its way: from a false source along data flows to the services that decide by it.
//!
//! # What happens
//! Taint enters at a source: a reading falsified at the sensor or on its way, everything that a taken gateway or controller forwards,
//! or an altered store. It moves along `feed` flows that carry the dataset, one interval later per hop, until a check at the
//! sink stops it. A service decides by its k-of-n rule: wrong once k readings of a group are false where it decides; and wrong as long
//! as data that it needs are altered. Contaminated records follow from interval and duration: there is no event per reading.
//! # Reads
//! Flows, input groups; effects bound to the techniques `taint_hop` (a genuine sender lies) and `altered_hop` (data altered on their
//! way or where they lay).
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
use super::progress::Taint;
use super::state::{Status, mark};

/// The technique to which checks are bound that see false data of a genuine sender at the end of a flow.
pub const TAINT_HOP: &str = "taint_hop";
/// The technique to which checks are bound that see at the end of a flow that data were altered on their way or where they lay.
pub const ALTERED_HOP: &str = "altered_hop";

impl Incident<'_> {
    /// Readings of `asset` become false: its own, or all that it forwards.
    pub(super) fn falsify(&mut self, now: Tick, asset: AssetIndex, log: u32) {
        let forwards = matches!(self.city.assets[asset.row()].kind, AssetKind::Controller | AssetKind::Gateway)
            || self.city.assets[asset.row()].kind == AssetKind::Server;
        self.mark(asset, mark::FALSE_SOURCE);
        if forwards {
            for origin in self.upstream(asset) {
                let datasets = self.city.assets[origin.row()].datasets.clone();
                self.taint(now, asset, origin, datasets, log);
            }
        }
        let own = self.city.assets[asset.row()].datasets.clone();
        self.taint(now, asset, asset, own, log);
        self.put_on_list(now, asset);
    }

    /// Data are falsified on their way over `flow`: right at its source, false at the sink one interval later. A source that forwards
    /// sends what others read: false becomes what the flow carries of them, and of its own.
    pub(super) fn falsify_flow(&mut self, now: Tick, flow: FlowIndex, log: u32) {
        let row = &self.city.flows[flow.row()];
        let mut origins = self.upstream(row.from);
        let passes = |origin: AssetIndex| self.carried(flow, &self.city.assets[origin.row()].datasets).is_some();
        origins.retain(|&origin| passes(origin));
        if origins.is_empty() || passes(row.from) {
            origins.push(row.from);
        }
        for origin in origins {
            self.mark(origin, mark::FALSE_SOURCE);
            let hop = SimEvent::Tainted { flow: flow.0, origin: origin.0, because: log };
            self.plan(now.plus_hours(row.interval_h), hop);
            self.put_on_list(now, origin);
        }
    }

    /// Data stored at `asset` are altered.
    pub(super) fn alter_store(&mut self, now: Tick, asset: AssetIndex, log: u32) {
        self.mark(asset, mark::FALSE_SOURCE);
        self.progress.altered_stores.push(asset);
        let stored = self.city.assets[asset.row()].datasets.clone();
        self.taint(now, asset, asset, stored, log);
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

    /// Which of the false `datasets` a flow carries; `None`: nothing false passes.
    fn carried(&self, flow: FlowIndex, datasets: &[DatasetIndex]) -> Option<Vec<DatasetIndex>> {
        let carries = &self.city.flows[flow.row()].datasets;
        if carries.is_empty() {
            return Some(datasets.to_vec());
        }
        let passing: Vec<DatasetIndex> = datasets.iter().copied().filter(|d| carries.contains(d)).collect();
        (!passing.is_empty()).then_some(passing)
    }

    /// Data of `origin` are false at `place` from here on: those in `datasets`, besides what was false already. `log` is the row of the
    /// log that tells how they came.
    fn taint(&mut self, now: Tick, place: AssetIndex, origin: AssetIndex, datasets: Vec<DatasetIndex>, log: u32) {
        let known = self.progress.taint_at(place, origin);
        let fresh = match known {
            Ok(row) => {
                let here = &mut self.progress.taint[row].datasets;
                let fresh: Vec<DatasetIndex> = datasets.into_iter().filter(|d| !here.contains(d)).collect();
                if fresh.is_empty() {
                    return;
                }
                here.extend_from_slice(&fresh);
                fresh
            }
            Err(row) => {
                self.progress.taint.insert(row, Taint { place, origin, datasets: datasets.clone() });
                datasets
            }
        };
        self.mark(place, mark::TAINTED);
        let log = match known {
            Ok(_) => log,
            Err(_) => self.record(now, Fact::Tainted { asset: place, origin }, Some(log)),
        };
        let city = self.city;
        for &flow in city.flows_out.of(place.row()) {
            // A source that is falsified on one line only is right on the others: nothing of it stands at its own place.
            if self.carried(flow, &fresh).is_some() {
                let at = now.plus_hours(city.flows[flow.row()].interval_h);
                self.plan(at, SimEvent::Tainted { flow: flow.0, origin: origin.0, because: log });
            }
        }
        for &service in city.decided_here.of(place.row()) {
            let reading = known.is_err() && self.reading_arrives(service, origin);
            if self.altered_data_arrive(service, origin) || reading {
                self.judge(now, service, Some(log));
            }
        }
    }

    /// Taint passes a hop, unless its origin is no longer false, an end of the flow is cut off, or a check stops it.
    pub(super) fn tainted(&mut self, now: Tick, flow: u32, origin: AssetIndex, because: u32) {
        let row = &self.city.flows[FlowIndex(flow).row()];
        let (from, to) = (row.from, row.to);
        let falsified = self.look(origin).marks & mark::FALSE_SOURCE != 0 || self.anything_falsifies(origin);
        let cut = |this: &Self, asset| this.look(asset).status == Status::Isolated;
        if !falsified || cut(self, to) || cut(self, from) {
            return;
        }
        let at_source: &[DatasetIndex] = match self.progress.taint_at(from, origin) {
            Ok(row) => &self.progress.taint[row].datasets,
            // Falsified on this line only: right where the line begins.
            Err(_) => &self.city.assets[origin.row()].datasets,
        };
        let Some(passing) = self.carried(FlowIndex(flow), at_source) else { return };
        if self.check_stops(flow, to, origin) {
            self.mark(to, 0);
            self.record(now, Fact::TaintStopped { asset: to, origin }, Some(because));
            return;
        }
        self.taint(now, to, origin, passing, because);
    }

    /// Whether something on the way still falsifies what comes from `origin`.
    fn anything_falsifies(&self, origin: AssetIndex) -> bool {
        self.progress.taint.iter().any(|t| t.origin == origin && self.look(t.place).marks & mark::FALSE_SOURCE != 0)
    }

    fn check_stops(&mut self, flow: u32, to: AssetIndex, origin: AssetIndex) -> bool {
        let row = &self.city.flows[FlowIndex(flow).row()];
        let on_its_way = row.from == origin && self.progress.taint_at(origin, origin).is_err();
        let altered = on_its_way || self.progress.altered_stores.contains(&origin);
        let Some(technique) = (if altered { self.altered_hop } else { self.taint_hop }) else { return false };
        let class = self.city.assets[to.row()].class;
        let crosses = Crosses::default();
        let context = Context {
            technique,
            link: LinkKind::Feed,
            class,
            crosses,
            supplier: None,
            attacker: self.scenario.attacker.as_ref().map(|a| a.kind),
            spoof: self.progress.spoof,
        };
        let slot = self.slot(self.scenario.steps.len() + usize::from(altered), class, crosses);
        let catalogue = self.catalogue;
        let row = self.posture.row(slot, &context, &catalogue.techniques[technique.row()].success, &[]);
        let place =
            crate::posture::Place { key: self.key, city: self.city, asset: to, site_share: self.posture.site_share() };
        let chance = self.posture.chance(&row, &place);
        self.key.unit(Purpose::TaintCheck, flow, origin.0, 0) >= chance.pair * chance.each
    }

    /// A false reading reached a place where `service` decides; whether it counts in one of its groups.
    fn reading_arrives(&mut self, service: ServiceIndex, origin: AssetIndex) -> bool {
        let city = self.city;
        let places = &city.services[service.row()].decides_at;
        // The same reading counts once, at however many places the service decides.
        if places.iter().filter(|&&place| self.progress.taint_at(place, origin).is_ok()).count() != 1 {
            return false;
        }
        let mut counts = false;
        for reading in city.reading_of.of(origin.row()).iter().filter(|r| r.service == service) {
            let key = (service, reading.group);
            match self.progress.wrong_readings.binary_search_by(|(k, _)| k.cmp(&key)) {
                Ok(i) => self.progress.wrong_readings[i].1 += 1,
                Err(i) => self.progress.wrong_readings.insert(i, (key, 1)),
            }
            counts = true;
        }
        counts
    }

    /// Altered data outside any k-of-n rule, from a store that `service` relies on; whether they are news to it.
    fn altered_data_arrive(&mut self, service: ServiceIndex, origin: AssetIndex) -> bool {
        let row = &self.city.services[service.row()];
        let needed = |t: &Taint| {
            t.origin == origin
                && row.decides_at.contains(&t.place)
                && t.datasets.iter().any(|d| row.needs_datasets.contains(d))
        };
        if !self.city.reading_of.of(origin.row()).is_empty()
            || self.look(origin).marks & mark::FALSE_SOURCE == 0
            || !self.progress.taint.iter().any(needed)
        {
            return false;
        }
        match self.progress.wrong_data.binary_search(&(service, origin)) {
            Ok(_) => false,
            Err(place) => {
                self.progress.wrong_data.insert(place, (service, origin));
                true
            }
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
            .filter(|t| t.place == source || t.origin == source)
            .map(|t| t.origin)
            .chain(std::iter::once(source))
            .collect();
        for origin in origins {
            if self.look(origin).marks & mark::FALSE_SOURCE != 0 || self.anything_falsifies(origin) {
                continue;
            }
            let mut services = Vec::new();
            let city = self.city;
            for taint in self.progress.taint.iter().filter(|t| t.origin == origin) {
                services.extend_from_slice(city.decided_here.of(taint.place.row()));
            }
            self.progress.taint.retain(|t| t.origin != origin);
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
