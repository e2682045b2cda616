//! A desk: so many analysts, hours of the calendar, one queue, false alarms.
//!
//! # What happens
//! Alerts wait for a free analyst, first come first served; urgent ones (encryption, physical, wrong output) are taken next, without
//! breaking off what is being looked at. Analysts work while the desk is open. False alarms arrive as a Poisson process at the desk's
//! own rate and eat the same capacity. A true alert may be dismissed.
//! A desk is played when a true alert reaches it, from one week earlier: it is then in its stationary state for that hour of the week,
//! and an incident costs nothing at desks that it never reaches. False alarms are addressed by desk and hour of the calendar, so that
//! they are the same under all control sets.
//! # Draws
//! `FalseAlarmCount`, `FalseAlarmWork`, `Triage`, `Dismissal`.
//! # Parameters
//! Roles `triage_h`, `alert_dismissed`, `false_alarms_per_day` (per analyst), `sensor_false_alarms_per_day` (per checked input group).
//! # Not modelled
//! Fatigue: the chance of a dismissal does not grow with the queue. An urgent alert shifts what arrives later, not what is already
//! promised to an analyst.
//! # Sources
//! A. K. Erlang (1917) for the case without hours and priorities, which the tests check.

use crate::city::City;
use crate::ids::{AssetIndex, OrganisationIndex};
use crate::kernel::{Delay, Key, OfficeHours, Purpose, TICKS_PER_HOUR, Tick};
use crate::knowledge::{Activity, Role, SignalClass};
use crate::posture::Posture;

use super::event::SimEvent;
use super::log::Fact;
use super::play::Incident;
use super::progress::Detection;

/// How long before its first true alert a desk is played: a whole week, so that the hour of the week is right.
const WARM_UP: Tick = Tick(7 * 24 * TICKS_PER_HOUR);

/// A desk in one incident.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// Looked at already: what it is.
    known: Option<Known>,
    /// Work taken or promised per analyst, in order: (begun, finished), absolute.
    booked: Vec<Vec<(Tick, Tick)>>,
    /// Played up to this hour of the calendar.
    hour: u64,
    /// Arrivals of false alarms in `hour` that are still to come: (when, work), latest first.
    coming: Vec<(Tick, Delay)>,
    /// True alerts that reached it.
    alerts: u32,
    /// Hours of work on alerts, true and false.
    worked_h: f64,
}

#[derive(Clone, Copy, Debug)]
struct Known {
    staffed: bool,
    hours: OfficeHours,
    per_hour: f64,
}

impl Desk {
    /// Forgets the last incident.
    pub fn clear(&mut self) {
        self.known = None;
        self.booked.iter_mut().for_each(Vec::clear);
        self.hour = 0;
        self.coming.clear();
        self.alerts = 0;
        self.worked_h = 0.0;
    }

    /// True alerts that reached it.
    #[must_use]
    pub fn alerts(&self) -> u32 {
        self.alerts
    }

    /// Hours that its analysts spent, or will spend, on alerts, true and false, since it was looked at.
    #[must_use]
    pub fn worked_h(&self) -> f64 {
        self.worked_h
    }

    /// Gives work that arrives at `arrival` to the analyst who is free first; returns when it is begun and finished.
    fn serve(&mut self, city: &City, hours: OfficeHours, arrival: Tick, work: Delay) -> (Tick, Tick) {
        let free = |booked: &Vec<(Tick, Tick)>| booked.last().map_or(Tick::ZERO, |&(_, finished)| finished);
        let Some(first) = (0..self.booked.len()).min_by_key(|&i| free(&self.booked[i])) else {
            return (Tick::NEVER, Tick::NEVER);
        };
        let begun = hours.next_open(&city.calendar, arrival.max(free(&self.booked[first])));
        let finished = hours.add_open_time(&city.calendar, begun, work);
        let booked = &mut self.booked[first];
        booked.retain(|&(_, end)| end > arrival);
        booked.push((begun, finished));
        (begun, finished)
    }

    /// As [`serve`](Self::serve), but ahead of everything that waits: begun when the first analyst finishes what he is looking at.
    /// What waited for him moves back by this work.
    fn serve_next(&mut self, city: &City, hours: OfficeHours, arrival: Tick, work: Delay) -> (Tick, Tick) {
        let busy_until = |booked: &Vec<(Tick, Tick)>| {
            booked.iter().rev().find(|&&(begun, _)| begun <= arrival).map_or(arrival, |&(_, end)| end.max(arrival))
        };
        let Some(first) = (0..self.booked.len()).min_by_key(|&i| busy_until(&self.booked[i])) else {
            return (Tick::NEVER, Tick::NEVER);
        };
        let begun = hours.next_open(&city.calendar, busy_until(&self.booked[first]));
        let finished = hours.add_open_time(&city.calendar, begun, work);
        let booked = &mut self.booked[first];
        let place = booked.iter().position(|&(b, _)| b > arrival).unwrap_or(booked.len());
        booked.insert(place, (begun, finished));
        let mut free = finished;
        for job in &mut booked[place + 1..] {
            let length = hours.open_time_between(&city.calendar, job.0, job.1);
            job.0 = hours.next_open(&city.calendar, free.max(job.0));
            job.1 = hours.add_open_time(&city.calendar, job.0, length);
            free = job.1;
        }
        (begun, finished)
    }
}

/// Number of arrivals of a Poisson process with mean `mean` whose cumulative probability first exceeds `u`.
fn poisson(mean: f64, u: f64) -> u32 {
    let mut term = libm::exp(-mean);
    let mut sum = term;
    let mut n = 0;
    // The mean is a few alarms an hour; 1000 only bounds a mistake in the tables.
    while u > sum && n < 1000 {
        n += 1;
        term *= mean / f64::from(n);
        sum += term;
    }
    n
}

impl Incident<'_> {
    /// Whether somebody sits at the desk of `organisation` under this control set.
    pub(super) fn staffed(&mut self, organisation: OrganisationIndex) -> bool {
        self.known(organisation).staffed
    }

    fn known(&mut self, organisation: OrganisationIndex) -> Known {
        if let Some(known) = self.progress.desks[organisation.row()].known {
            return known;
        }
        let staffing = self.posture.staffing(self.key, organisation);
        let row = &self.city.organisations[organisation.row()];
        let reads = staffing.round_the_clock || row.security_operations != crate::city::SecurityOperations::None;
        let staffed = reads && staffing.analysts > 0;
        let hours = if staffing.round_the_clock { OfficeHours::RoundTheClock } else { row.hours };
        let per_hour = if staffed {
            let own = self.posture.parameters().role_per_h(Role::FalseAlarmsPerDay) * f64::from(staffing.analysts);
            own + self.sensor_false_alarms_per_h(organisation)
        } else {
            0.0
        };
        let known = Known { staffed, hours, per_hour };
        let desk = &mut self.progress.desks[organisation.row()];
        desk.booked.resize_with(usize::from(staffing.analysts), Vec::new);
        desk.known = Some(known);
        known
    }

    /// False alarms of checks on readings, at the desk that sees them.
    fn sensor_false_alarms_per_h(&mut self, organisation: OrganisationIndex) -> f64 {
        let rate = self.posture.parameters().role_per_h(Role::SensorFalseAlarmsPerDay);
        if rate <= 0.0 {
            return 0.0;
        }
        let level = self.posture.checking_level(SignalClass::DataAnomaly);
        let groups = self
            .city
            .services
            .iter()
            .filter(|s| s.decides_at.first().is_some_and(|a| self.city.assets[a.row()].operator == organisation))
            .map(|s| s.inputs.len())
            .sum::<usize>();
        rate * level * groups as f64
    }

    /// Plays the false alarms of a desk up to `until` (absolute).
    fn play_desk(&mut self, organisation: OrganisationIndex, until: Tick) {
        let Known { hours, per_hour, .. } = self.known(organisation);
        if per_hour <= 0.0 {
            return;
        }
        let row = organisation.row();
        let last = until.0 / TICKS_PER_HOUR;
        if self.progress.desks[row].hour == 0 {
            self.progress.desks[row].hour = until.0.saturating_sub(WARM_UP.0) / TICKS_PER_HOUR;
            self.fill_hour(organisation, per_hour);
        }
        loop {
            while let Some(&(arrival, work)) = self.progress.desks[row].coming.last() {
                if arrival > until {
                    return;
                }
                self.progress.desks[row].coming.pop();
                self.progress.desks[row].serve(self.city, hours, arrival, work);
                self.progress.desks[row].worked_h += work.hours();
                self.progress.tally.false_alarm_h += work.hours();
            }
            if self.progress.desks[row].hour >= last {
                return;
            }
            self.progress.desks[row].hour += 1;
            self.fill_hour(organisation, per_hour);
        }
    }

    fn fill_hour(&mut self, organisation: OrganisationIndex, per_hour: f64) {
        let hour = self.progress.desks[organisation.row()].hour;
        let (desk, address) = (u32::from(organisation.0), hour as u32);
        let key = self.key;
        let n = poisson(per_hour, key.unit(Purpose::FalseAlarmCount, desk, address, 0));
        let mut coming = std::mem::take(&mut self.progress.desks[organisation.row()].coming);
        for i in 0..n {
            let within = key.unit(Purpose::FalseAlarmCount, desk, address, i + 1) * TICKS_PER_HOUR as f64;
            let work = triage(self.posture, key, Purpose::FalseAlarmWork, desk, address, i);
            coming.push((Tick(hour * TICKS_PER_HOUR + within as u64), work));
        }
        coming.sort_by(|a, b| b.cmp(a));
        self.progress.desks[organisation.row()].coming = coming;
    }

    /// A true alert reaches a desk.
    pub(super) fn alert(&mut self, now: Tick, desk: OrganisationIndex, asset: AssetIndex, signal: SignalClass) {
        // Once the incident is recognised, alerts are part of scoping.
        if self.progress.detection.is_some() {
            return;
        }
        let absolute = Tick(self.start.0 + now.0);
        self.play_desk(desk, absolute);
        let Known { hours, .. } = self.known(desk);
        let nth = self.progress.nth_alert(asset, signal);
        self.progress.tally.alerts += 1;
        let role = self.city.organisations[desk.row()].role;
        let factor = self.posture.delay_factor(Activity::Triage, role);
        let work = triage(self.posture, self.key, Purpose::Triage, asset.0, signal as u32, u32::from(nth));
        let work = Delay::from_hours(work.hours() * factor);
        let urgent = matches!(signal, SignalClass::Encryption | SignalClass::Physical | SignalClass::WrongOutput);
        let at_desk = &mut self.progress.desks[desk.row()];
        at_desk.alerts += 1;
        at_desk.worked_h += work.hours();
        let (begun, finished) = if urgent {
            at_desk.serve_next(self.city, hours, absolute, work)
        } else {
            at_desk.serve(self.city, hours, absolute, work)
        };
        let wait_h = begun.since(absolute).hours();
        self.progress.tally.wait_h += wait_h;
        self.progress.tally.waited += u64::from(wait_h > 0.0);
        self.record(now, Fact::Alerted { desk, asset, signal, wait_h: finished.since(absolute).hours() }, None);
        let at = if finished == Tick::NEVER { Tick::NEVER } else { Tick(finished.0 - self.start.0) };
        self.plan(at, SimEvent::Triaged { desk: desk.0, asset: asset.0, signal, nth });
    }

    /// An analyst has looked.
    pub(super) fn triaged(
        &mut self,
        now: Tick,
        desk: OrganisationIndex,
        asset: AssetIndex,
        signal: SignalClass,
        nth: u16,
    ) {
        if self.progress.detection.is_some() {
            return;
        }
        let dismissed = self.level(Role::AlertDismissed, 0.0);
        if self.key.unit(Purpose::Dismissal, asset.0, signal as u32, u32::from(nth)) < dismissed {
            self.record(now, Fact::Dismissed { desk, asset, signal }, None);
            return;
        }
        self.detect(now, super::NoticeSource::Desk, desk, asset);
    }

    /// The recognition, if there was one.
    #[must_use]
    pub fn detection(&self) -> Option<Detection> {
        self.progress.detection
    }
}

fn triage(posture: &mut Posture, key: Key, purpose: Purpose, entity: u32, other: u32, occurrence: u32) -> Delay {
    let u = key.unit(purpose, entity, other, occurrence);
    Delay::from_hours(posture.parameters().role_h(Role::TriageH, u).unwrap_or(0.0))
}

#[cfg(test)]
mod tests {
    use super::poisson;

    #[test]
    fn arrivals_of_an_hour_have_the_poisson_mean() {
        // Mean over a fine grid of u: the quantile function integrates to the mean.
        let n = 200_000;
        let sum: f64 = (0..n).map(|i| f64::from(poisson(1.7, (f64::from(i) + 0.5) / f64::from(n)))).sum();
        assert!((sum / f64::from(n) - 1.7).abs() < 1e-3);
    }
}
