//! What an incident keeps track of besides the states of assets and services. Cleared per replication; its memory is kept.

use crate::ids::{AssetIndex, DatasetIndex, OrganisationIndex, ServiceIndex, TechniqueIndex, ZoneIndex};
use crate::kernel::Tick;
use crate::knowledge::{SignalClass, SpoofKind};

use super::campaign::Campaign;
use super::desk::Desk;
use super::detection::NoticeSource;

/// The incident's recognition.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detection {
    /// When.
    pub at: Tick,
    /// By whom.
    pub source: NoticeSource,
    /// Where.
    pub organisation: OrganisationIndex,
    /// Row in the log.
    pub row: u32,
}

/// An organisation's part in the response.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "logs and backups are lost independently of each other")]
pub struct Responder {
    /// When it may act.
    pub decided: Option<Tick>,
    /// Until when its people are busy scoping.
    pub scoping: Tick,
    /// Its logs are lost.
    pub logs_lost: bool,
    /// Its backups are lost.
    pub backup_lost: bool,
}

/// Records that got out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leak {
    /// Dataset.
    pub dataset: DatasetIndex,
    /// Records.
    pub records: f64,
    /// Technique's row, for what limits the impact.
    pub technique: u16,
}

/// False data at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taint {
    /// Where.
    pub place: AssetIndex,
    /// Whose data.
    pub origin: AssetIndex,
    /// Which of its datasets; empty for an origin without datasets.
    pub datasets: Vec<DatasetIndex>,
}

/// Something public by mistake.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Publication {
    /// From where.
    pub asset: AssetIndex,
    /// Dataset.
    pub dataset: DatasetIndex,
    /// Since when.
    pub since: Tick,
    /// Until when; `None`: still.
    pub until: Option<Tick>,
    /// Technique's row.
    pub technique: u16,
}

/// Sums that are not read off the log.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// Events played.
    pub events: u64,
    /// Most events pending at once.
    pub pending_max: u64,
    /// Malicious acts tried.
    pub tries: u64,
    /// True alerts that reached a desk.
    pub alerts: u64,
    /// Hours that they waited for an analyst, summed.
    pub wait_h: f64,
    /// True alerts that waited at all.
    pub waited: u64,
    /// Analyst hours on false alarms, as far as desks were looked at.
    pub false_alarm_h: f64,
    /// False commands, weighted by what an asset stands for.
    pub unsafe_commands: f64,
    /// Hours lost because partners cut the city off, summed over services.
    pub cut_off_h: f64,
}

/// See the module.
#[derive(Debug, Default)]
pub struct Progress {
    /// Assets touched, in order.
    pub touched: Vec<AssetIndex>,
    /// Assets taken, in order; some are held no longer, and what was taken again stands twice.
    pub taken: Vec<AssetIndex>,
    held: u32,
    held_zones: Vec<(ZoneIndex, u32)>,
    /// Assets that the response must deal with, in order of becoming so.
    pub list: Vec<AssetIndex>,
    /// First malicious act or mistake.
    pub first_act: Option<Tick>,
    /// First success.
    pub entered: Option<Tick>,
    /// The attack's end, if it ended by itself.
    pub ended: Option<Tick>,
    /// Recognition.
    pub detection: Option<Detection>,
    /// An outsider's notice is planned.
    pub outsider_planned: bool,
    /// The way in is closed.
    pub entry_closed: Option<Tick>,
    /// Contained.
    pub contained: Option<Tick>,
    /// Recovered.
    pub recovered: Option<Tick>,
    /// The root cause is or will be known.
    pub root_cause: Option<Tick>,
    /// Last organisation told.
    pub last_told: Option<Tick>,
    /// Responders, by organisation.
    pub responders: Vec<Responder>,
    /// Desks, by organisation.
    pub desks: Vec<Desk>,
    /// False data, sorted by place and origin.
    pub taint: Vec<Taint>,
    /// Tainted readings per (service, group), sorted.
    pub wrong_readings: Vec<((ServiceIndex, u16), u16)>,
    /// Altered datasets that reached a service which needs them, (service, origin), sorted.
    pub wrong_data: Vec<(ServiceIndex, AssetIndex)>,
    /// Leaks.
    pub leaks: Vec<Leak>,
    /// Publications.
    pub publications: Vec<Publication>,
    /// Partners that have cut the city off.
    pub cut_off: Vec<OrganisationIndex>,
    wrong_so_far: Vec<(ServiceIndex, u32)>,
    /// Alerts so far per (asset, class): the occurrence in the address of what is drawn for the next.
    alerts_on: Vec<((AssetIndex, SignalClass), u16)>,
    /// The attacker.
    pub campaign: Campaign,
    /// Technique that falsified data first: what limits the harm of wrong decisions may depend on it.
    pub falsified_by: Option<TechniqueIndex>,
    /// How it falsified them.
    pub spoof: Option<SpoofKind>,
    /// Stores whose data were altered.
    pub altered_stores: Vec<AssetIndex>,
    /// Technique that stopped something first.
    pub stopped_by: Option<TechniqueIndex>,
    /// Sums.
    pub tally: Tally,
}

impl Progress {
    /// Forgets the last incident; `organisations` is the number of organisations.
    pub fn clear(&mut self, organisations: usize) {
        self.touched.clear();
        self.taken.clear();
        self.held = 0;
        self.held_zones.clear();
        self.list.clear();
        self.first_act = None;
        self.entered = None;
        self.ended = None;
        self.detection = None;
        self.outsider_planned = false;
        self.entry_closed = None;
        self.contained = None;
        self.recovered = None;
        self.root_cause = None;
        self.last_told = None;
        self.responders.clear();
        self.responders.resize(organisations, Responder::default());
        self.desks.resize_with(organisations, Desk::default);
        self.desks.iter_mut().for_each(Desk::clear);
        self.taint.clear();
        self.wrong_readings.clear();
        self.wrong_data.clear();
        self.leaks.clear();
        self.publications.clear();
        self.cut_off.clear();
        self.alerts_on.clear();
        self.wrong_so_far.clear();
        self.campaign.clear();
        self.falsified_by = None;
        self.spoof = None;
        self.altered_stores.clear();
        self.stopped_by = None;
        self.tally = Tally::default();
    }

    /// The position of false data of `origin` at `place` in [`taint`](Self::taint), or where it would be inserted.
    ///
    /// # Errors
    /// Where it would be inserted.
    pub fn taint_at(&self, place: AssetIndex, origin: AssetIndex) -> Result<usize, usize> {
        self.taint.binary_search_by(|t| (t.place, t.origin).cmp(&(place, origin)))
    }

    /// Counts an alert of class `signal` about `asset`; returns how many there were before.
    pub fn nth_alert(&mut self, asset: AssetIndex, signal: SignalClass) -> u16 {
        match self.alerts_on.iter_mut().find(|(of, _)| *of == (asset, signal)) {
            Some((_, n)) => {
                *n = n.saturating_add(1);
                *n - 1
            }
            None => {
                self.alerts_on.push(((asset, signal), 1));
                0
            }
        }
    }

    /// Counts an episode of wrong decisions of `service`; returns how many there were before.
    pub fn nth_wrong(&mut self, service: ServiceIndex) -> u32 {
        match self.wrong_so_far.iter_mut().find(|(of, _)| *of == service) {
            Some((_, n)) => {
                *n += 1;
                *n - 1
            }
            None => {
                self.wrong_so_far.push((service, 1));
                0
            }
        }
    }

    /// Notes that `asset` is held from now on, in `zone` if zones are kept count of.
    pub fn hold(&mut self, asset: AssetIndex, zone: Option<ZoneIndex>) {
        self.taken.push(asset);
        self.held += 1;
        let Some(zone) = zone else { return };
        match self.held_zones.iter_mut().find(|(z, _)| *z == zone) {
            Some((_, n)) => *n += 1,
            None => self.held_zones.push((zone, 1)),
        }
    }

    /// Notes that an asset is held no longer, in `zone` if zones are kept count of.
    pub fn lose(&mut self, zone: Option<ZoneIndex>) {
        self.held = self.held.saturating_sub(1);
        if let Some(i) = self.held_zones.iter().position(|(z, _)| Some(*z) == zone) {
            self.held_zones[i].1 -= 1;
            if self.held_zones[i].1 == 0 {
                self.held_zones.remove(i);
            }
        }
    }

    /// How many assets are held now.
    #[must_use]
    pub fn held(&self) -> u32 {
        self.held
    }

    /// Zones in which something is held.
    pub fn held_zones(&self) -> impl Iterator<Item = ZoneIndex> + '_ {
        self.held_zones.iter().map(|(zone, _)| *zone)
    }
}
