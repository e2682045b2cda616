//! Where a replay stops so that people can talk: something is to be decided, or could have been.
//!
//! All of them are read off the log and the tables of organisations and contracts; each kind stops once per organisation at most, so
//! that a long incident does not stop all the time.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use yagura_sim::city::{City, Contract, SecurityOperations};
use yagura_sim::ids::{AssetIndex, OrganisationIndex};
use yagura_sim::incident::{Fact, LogEntry};
use yagura_sim::kernel::{OfficeHours, Tick};
use yagura_sim::scenario::{Boundaries, Scenario};

use super::desks::hours_of;
use super::text::{Both, Text};
use crate::words::hours;

/// Hours from which waiting is worth talking about.
const LONG_H: f64 = 2.0;
/// Most stops of one incident.
const MOST: usize = 14;

/// What there is to talk about. Its words are the messages `replay-pause-<kind>-title`, `-text` and `-question`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PauseKind {
    /// Somebody got in where nobody reads alerts.
    NobodyWatches,
    /// An alert reaches a desk at which nobody is.
    DeskAsleep,
    /// An alert waits for a busy desk.
    DeskBusy,
    /// A desk dismisses a true alert.
    WavedAway,
    /// A service believes false data and nobody has noticed.
    FalseBelieved,
    /// The backups are lost.
    BackupLost,
    /// The incident is recognised.
    Recognised,
    /// Nobody knows whom to call there.
    NobodyToCall,
    /// Telling takes long although it is known whom to call.
    SlowToTell,
    /// It is not agreed who may cut something off.
    NobodyMayTouch,
    /// Those who may act have to be called out, or come in the morning.
    CallOut,
    /// A partner cuts the city off.
    CutOff,
    /// The attack ends and nobody has noticed.
    Unnoticed,
}

impl PauseKind {
    fn key(self) -> &'static str {
        match self {
            Self::NobodyWatches => "nobody-watches",
            Self::DeskAsleep => "desk-asleep",
            Self::DeskBusy => "desk-busy",
            Self::WavedAway => "waved-away",
            Self::FalseBelieved => "false-believed",
            Self::BackupLost => "backup-lost",
            Self::Recognised => "recognised",
            Self::NobodyToCall => "nobody-to-call",
            Self::SlowToTell => "slow-to-tell",
            Self::NobodyMayTouch => "nobody-may-touch",
            Self::CallOut => "call-out",
            Self::CutOff => "cut-off",
            Self::Unnoticed => "unnoticed",
        }
    }

    /// All kinds.
    #[cfg(test)]
    const ALL: [Self; 13] = [
        Self::NobodyWatches,
        Self::DeskAsleep,
        Self::DeskBusy,
        Self::WavedAway,
        Self::FalseBelieved,
        Self::BackupLost,
        Self::Recognised,
        Self::NobodyToCall,
        Self::SlowToTell,
        Self::NobodyMayTouch,
        Self::CallOut,
        Self::CutOff,
        Self::Unnoticed,
    ];
}

/// A place to stop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pause {
    /// Row of the event at which to stop.
    pub event: usize,
    /// What there is to talk about.
    pub kind: PauseKind,
    /// A few words.
    pub title: Text,
    /// What is the matter.
    pub text: Text,
    /// What to talk about.
    pub question: Text,
    /// Row of the asset concerned, or -1.
    pub asset: i64,
    /// Row of the organisation concerned, or -1.
    pub organisation: i64,
}

/// What a pause is about.
#[derive(Clone, Default)]
struct About {
    asset: Option<AssetIndex>,
    organisation: Option<OrganisationIndex>,
    other: Text,
    wait_h: f64,
}

struct Reader<'a> {
    both: &'a Both,
    city: &'a City,
    boundaries: Boundaries,
    start: Tick,
    entries: &'a [LogEntry],
    found: Vec<Pause>,
    told: BTreeSet<(PauseKind, Option<OrganisationIndex>)>,
    /// Hours of the desks that were asked about.
    hours: BTreeMap<OrganisationIndex, OfficeHours>,
    /// Desks that an alert reaches.
    alerted: BTreeSet<OrganisationIndex>,
}

/// The pauses of a log, in order of time. `city`: with the changes of the control set under which it was played.
#[must_use]
pub(super) fn pauses(both: &Both, city: &City, scenario: &Scenario, start: Tick, entries: &[LogEntry]) -> Vec<Pause> {
    found(both, city, scenario.boundaries, start, entries)
}

fn found(both: &Both, city: &City, boundaries: Boundaries, start: Tick, entries: &[LogEntry]) -> Vec<Pause> {
    let alerted = entries.iter().filter_map(|entry| match entry.fact {
        Fact::Alerted { desk, .. } => Some(desk),
        _ => None,
    });
    let mut reader = Reader {
        both,
        city,
        boundaries,
        start,
        entries,
        found: Vec::new(),
        told: BTreeSet::new(),
        hours: BTreeMap::new(),
        alerted: alerted.collect(),
    };
    let mut recognised = None;
    for (event, entry) in entries.iter().enumerate() {
        reader.look(event, entry, recognised);
        if let Fact::Detected { organisation, .. } = entry.fact {
            recognised = recognised.or(Some((event, organisation)));
        }
    }
    if let Some((event, finder)) = recognised {
        reader.respond(event, finder);
    }
    let mut found = reader.found;
    found.sort_by_key(|pause| pause.event);
    found.truncate(MOST);
    found
}

impl Reader<'_> {
    fn look(&mut self, event: usize, entry: &LogEntry, recognised: Option<(usize, OrganisationIndex)>) {
        match entry.fact {
            Fact::Seized { asset, .. } if recognised.is_none() => {
                let operator = self.city.assets[asset.row()].operator;
                let said = self.told.iter().any(|(kind, _)| *kind == PauseKind::NobodyWatches);
                if !said && self.reader_of(operator).is_none() {
                    let about = About { asset: Some(asset), organisation: Some(operator), ..About::default() };
                    self.stop(PauseKind::NobodyWatches, event, &about);
                }
            }
            Fact::Alerted { desk, asset, wait_h, .. } => {
                let at = Tick(self.start.0 + entry.at.0);
                let (city, start, entries) = (self.city, self.start, self.entries);
                let hours = self.hours.entry(desk).or_insert_with(|| hours_of(city, start, desk, entries));
                let opens = hours.next_open(&city.calendar, at);
                let about = About { asset: Some(asset), organisation: Some(desk), wait_h, ..About::default() };
                if opens > at && wait_h >= LONG_H {
                    self.stop(PauseKind::DeskAsleep, event, &about);
                } else if wait_h >= LONG_H {
                    self.stop(PauseKind::DeskBusy, event, &about);
                }
            }
            Fact::Dismissed { desk, asset, .. } => {
                let about = About { asset: Some(asset), organisation: Some(desk), ..About::default() };
                self.stop(PauseKind::WavedAway, event, &about);
            }
            Fact::ServiceWrong { service } if recognised.is_none() => {
                let row = &self.city.services[service.row()];
                let about =
                    About { organisation: Some(row.provider), other: Text::of_name(&row.name), ..About::default() };
                self.stop(PauseKind::FalseBelieved, event, &about);
            }
            Fact::Destroyed { asset } => {
                let operator = self.city.assets[asset.row()].operator;
                let about = About { asset: Some(asset), organisation: Some(operator), ..About::default() };
                self.stop(PauseKind::BackupLost, event, &about);
            }
            Fact::Detected { source, organisation, asset } => {
                let other = self.both.text(|words| words.name_of(source));
                let wait_h = entry.at.hours();
                let about = About { asset: Some(asset), organisation: Some(organisation), other, wait_h };
                self.stop(PauseKind::Recognised, event, &about);
            }
            Fact::CutOff { organisation } => {
                let back = self.entries[event..].iter().find_map(|later| match later.fact {
                    Fact::Reconnected { organisation: back } if back == organisation => Some(later.at),
                    _ => None,
                });
                let wait_h = back.map_or(f64::INFINITY, |back| back.since(entry.at).hours());
                let about = About { organisation: Some(organisation), wait_h, ..About::default() };
                self.stop(PauseKind::CutOff, event, &about);
            }
            Fact::GaveUp if recognised.is_none() => {
                let later = self.entries[event..].iter().find(|later| matches!(later.fact, Fact::Detected { .. }));
                if later.is_none() {
                    self.stop(PauseKind::Unnoticed, event, &About::default());
                }
            }
            _ => {}
        }
    }

    /// After recognition: who is hard to reach, who may not act yet, who is not at work.
    fn respond(&mut self, recognised: usize, finder: OrganisationIndex) {
        let found_at = self.entries[recognised].at;
        for event in recognised..self.entries.len() {
            let Fact::Decided { organisation, negotiated } = self.entries[event].fact else { continue };
            let told = (recognised..event).find(
                |&row| matches!(self.entries[row].fact, Fact::Told { organisation: told, .. } if told == organisation),
            );
            let told = told.filter(|_| organisation != finder);
            let since = told.map_or(found_at, |row| self.entries[row].at);
            let wait_h = self.entries[event].at.since(since).hours();
            let asset = self.first_asset_of(organisation);
            if let Some(row) = told {
                let on_the_way_h = self.entries[row].at.since(found_at).hours();
                if on_the_way_h >= LONG_H {
                    let about = About {
                        organisation: Some(organisation),
                        other: self.organisation(finder),
                        wait_h: on_the_way_h,
                        ..About::default()
                    };
                    let known = self.has_contact(finder, organisation);
                    let kind = if known { PauseKind::SlowToTell } else { PauseKind::NobodyToCall };
                    self.stop(kind, recognised, &about);
                }
            }
            let stop_at = told.unwrap_or(recognised);
            let at = Tick(self.start.0 + since.0);
            let closed = !self.city.organisations[organisation.row()].hours.is_open(&self.city.calendar, at);
            if negotiated && wait_h >= LONG_H {
                let other = asset.map_or_else(Text::default, |asset| self.other_side(asset, organisation, finder));
                let about = About { asset, organisation: Some(organisation), other, wait_h };
                self.stop(PauseKind::NobodyMayTouch, stop_at, &about);
            } else if closed && wait_h >= LONG_H {
                let about = About { asset, organisation: Some(organisation), wait_h, ..About::default() };
                self.stop(PauseKind::CallOut, stop_at, &about);
            }
        }
    }

    /// The organisation whose desk reads the alerts of another; none where nobody does.
    fn reader_of(&self, organisation: OrganisationIndex) -> Option<OrganisationIndex> {
        let reads = |organisation: OrganisationIndex| {
            let row = &self.city.organisations[organisation.row()];
            row.security_operations != SecurityOperations::None && row.analysts > 0
        };
        let other = self.city.organisations[organisation.row()].alerts_to;
        // A control may have put somebody at a desk of which the city's table knows nothing: then the log shows an alert there.
        let seen = self.alerted.contains(&organisation);
        if seen || reads(organisation) { Some(organisation) } else { other.filter(|other| reads(*other)) }
    }

    /// The first asset of `organisation` that is cut off, or else that something happens to: what it has to decide about.
    fn first_asset_of(&self, organisation: OrganisationIndex) -> Option<AssetIndex> {
        let own = |asset: &AssetIndex| self.city.assets[asset.row()].operator == organisation;
        let isolated = self.entries.iter().filter_map(|entry| match entry.fact {
            Fact::Isolated { asset, .. } | Fact::TakenDown { asset } => Some(asset),
            _ => None,
        });
        let seized = self.entries.iter().filter_map(|entry| match entry.fact {
            Fact::Seized { asset, .. } | Fact::Tainted { asset, .. } | Fact::Down { asset } => Some(asset),
            _ => None,
        });
        isolated.chain(seized).find(own)
    }

    /// Whether two organisations have a contract, which names whom to call, and it holds in this scenario.
    fn has_contact(&self, a: OrganisationIndex, b: OrganisationIndex) -> bool {
        let between = |c: &Contract| (c.supplier == a && c.customer == b) || (c.supplier == b && c.customer == a);
        self.boundaries == Boundaries::AsContracted && self.city.contracts.iter().any(between)
    }

    /// With whom `operator` would have to agree about `asset`: the other side of a contract that opens its zone, a blank one first; or
    /// whoever recognised the incident.
    fn other_side(&self, asset: AssetIndex, operator: OrganisationIndex, finder: OrganisationIndex) -> Text {
        let zone = self.city.assets[asset.row()].zone;
        let contracts = self.city.opened_by.of(zone.row()).iter().map(|row| &self.city.contracts[row.row()]);
        let mut contracts: Vec<&Contract> = contracts.collect();
        contracts.sort_by_key(|contract| !contract.may_isolate.is_empty());
        let sides = contracts.iter().filter_map(|contract| match operator {
            supplier if supplier == contract.supplier => Some(contract.customer),
            customer if customer == contract.customer => Some(contract.supplier),
            _ => None,
        });
        let others = contracts.iter().flat_map(|contract| [contract.supplier, contract.customer]);
        let found = sides.chain(others).find(|other| *other != operator).unwrap_or(finder);
        self.organisation(found)
    }

    fn organisation(&self, organisation: OrganisationIndex) -> Text {
        Text::of_name(&self.city.organisations[organisation.row()].name)
    }

    fn stop(&mut self, kind: PauseKind, event: usize, about: &About) {
        if !self.told.insert((kind, about.organisation)) {
            return;
        }
        let asset = about.asset.map_or_else(Text::default, |asset| {
            let row = &self.city.assets[asset.row()];
            let name = Text::of_name(&row.name);
            if name.en.is_empty() { Text { en: row.id.clone(), ja: row.id.clone() } } else { name }
        });
        let organisation = about.organisation.map_or_else(Text::default, |row| self.organisation(row));
        let wait = self.both.text(|words| {
            if about.wait_h.is_finite() && about.wait_h < 24.0 * 3650.0 {
                hours(words, about.wait_h)
            } else {
                words.say("replay-forever", &[])
            }
        });
        let arguments = [("asset", &asset), ("organisation", &organisation), ("other", &about.other), ("wait", &wait)];
        let say = |part: &str| self.both.say(&format!("replay-pause-{}-{part}", kind.key()), &arguments);
        let pause = Pause {
            event,
            kind,
            title: say("title"),
            text: say("text"),
            question: say("question"),
            asset: about.asset.map_or(-1, |asset| asset.row() as i64),
            organisation: about.organisation.map_or(-1, |organisation| organisation.row() as i64),
        };
        self.found.push(pause);
    }
}

#[cfg(test)]
mod tests {
    use yagura_sim::city::AssetKind;
    use yagura_sim::city::testing::TinyCity;
    use yagura_sim::incident::NoticeSource;
    use yagura_sim::knowledge::SignalClass;
    use yagura_sim::words::Words as _;

    use super::*;

    fn city() -> City {
        TinyCity::new()
            .zone("net")
            .asset("gateway", AssetKind::Gateway)
            .with(|records| {
                records.organisations[0].security_operations = SecurityOperations::OfficeHours;
                records.organisations[0].analysts = 1;
                records.organisations[0].office_hours = "daily 09:00-17:00".into();
            })
            .build()
    }

    fn at(hour: f64, fact: Fact) -> LogEntry {
        LogEntry { at: Tick::from_hours(hour), fact, because: None }
    }

    const DESK: OrganisationIndex = OrganisationIndex(0);
    const GATEWAY: AssetIndex = AssetIndex(0);

    fn alerted(hour: f64, wait_h: f64) -> LogEntry {
        at(hour, Fact::Alerted { desk: DESK, asset: GATEWAY, signal: SignalClass::ALL[0], wait_h })
    }

    fn kinds(entries: &[LogEntry]) -> Vec<(usize, PauseKind)> {
        let found = found(&Both::default(), &city(), Boundaries::AsContracted, Tick::ZERO, entries);
        found.iter().map(|pause| (pause.event, pause.kind)).collect()
    }

    #[test]
    fn an_alert_at_night_stops_at_a_desk_that_is_asleep_and_one_at_noon_at_a_busy_one() {
        assert_eq!(kinds(&[alerted(1.0, 9.0)]), [(0, PauseKind::DeskAsleep)]);
        assert_eq!(kinds(&[alerted(12.0, 4.0)]), [(0, PauseKind::DeskBusy)]);
        assert_eq!(kinds(&[alerted(12.0, 0.5)]), []);
        assert_eq!(kinds(&[alerted(1.0, 9.0), alerted(2.0, 8.0)]).len(), 1, "once per organisation");
    }

    #[test]
    fn a_blank_boundary_stops_when_the_incident_is_recognised() {
        let detected = Fact::Detected { source: NoticeSource::People, organisation: DESK, asset: GATEWAY };
        let decided = |negotiated| Fact::Decided { organisation: DESK, negotiated };
        let found = kinds(&[at(10.0, detected), at(40.0, decided(true))]);
        assert_eq!(found, [(0, PauseKind::Recognised), (0, PauseKind::NobodyMayTouch)]);
        // At two in the morning nobody is there: somebody has to be called out.
        let found = kinds(&[at(2.0, detected), at(9.5, decided(false))]);
        assert_eq!(found, [(0, PauseKind::Recognised), (0, PauseKind::CallOut)]);
    }

    #[test]
    fn every_kind_has_its_words_in_both_languages() {
        let both = Both::default();
        for kind in PauseKind::ALL {
            for part in ["title", "text", "question"] {
                let text = both.say(&format!("replay-pause-{}-{part}", kind.key()), &[]);
                assert!(!text.en.starts_with('[') && !text.ja.starts_with('['), "{kind:?} {part}");
            }
        }
    }
}
