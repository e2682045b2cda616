//! When the organisations that an incident reaches have somebody there.

use serde::Serialize;
use yagura_sim::city::City;
use yagura_sim::ids::OrganisationIndex;
use yagura_sim::incident::{Fact, LogEntry};
use yagura_sim::kernel::{OfficeHours, Tick};

use super::sentences::seconds;

const MINUTE: u64 = 60_000;
/// Most minutes that are looked at: half a year. Whoever waits longer does not look at opening hours any more.
const MOST_MINUTES: u64 = 183 * 24 * 60;

/// An organisation's hours during the incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Desk {
    /// Row of the organisation.
    pub organisation: usize,
    /// Somebody is there at the start.
    pub open: bool,
    /// Seconds since the start at which this turns round.
    pub flips_s: Vec<u64>,
}

/// The organisations that the log names, in order, with their hours until its last entry.
#[must_use]
pub(super) fn desks(city: &City, start: Tick, entries: &[LogEntry]) -> Vec<Desk> {
    let mut found: Vec<OrganisationIndex> = Vec::new();
    // The desks that alerts reach come first: theirs is the lane of the timeline.
    for first in [true, false] {
        for entry in entries {
            let organisation = match entry.fact {
                Fact::Alerted { desk, .. } if first => desk,
                Fact::Detected { organisation, .. } if !first => organisation,
                Fact::Told { organisation, .. } | Fact::Decided { organisation, .. } if !first => organisation,
                _ => continue,
            };
            if !found.contains(&organisation) {
                found.push(organisation);
            }
        }
    }
    let end = entries.last().map_or(Tick::ZERO, |entry| entry.at);
    let found = found.into_iter().map(|organisation| {
        let hours = hours_of(city, start, organisation, entries);
        let open_at = |at: Tick| hours.is_open(&city.calendar, Tick(start.0 + at.0));
        let open = open_at(Tick::ZERO);
        let mut flips_s = Vec::new();
        let mut is_open = open;
        if matches!(hours, OfficeHours::Daily(_) | OfficeHours::Weekdays(_)) {
            let minutes = (end.0 / MINUTE).min(MOST_MINUTES);
            // Windows open and close on whole minutes of the calendar.
            let offset = MINUTE - start.0 % MINUTE;
            for minute in 0..=minutes {
                let now = Tick(minute * MINUTE + offset);
                if open_at(now) != is_open {
                    is_open = !is_open;
                    flips_s.push(seconds(now));
                }
            }
        }
        Desk { organisation: organisation.row(), open, flips_s }
    });
    found.collect()
}

/// The hours of an organisation; round the clock where the log shows that its desk read an alert while the city's table says that
/// nobody is there: a control has put somebody at it.
pub(super) fn hours_of(city: &City, start: Tick, organisation: OrganisationIndex, entries: &[LogEntry]) -> OfficeHours {
    let hours = city.organisations[organisation.row()].hours;
    let read_while_closed = entries.iter().any(|entry| match entry.fact {
        Fact::Alerted { desk, wait_h, .. } if desk == organisation => {
            let at = Tick(start.0 + entry.at.0);
            let opens = hours.next_open(&city.calendar, at);
            opens > at && wait_h < opens.since(at).hours()
        }
        _ => false,
    });
    if read_while_closed { OfficeHours::RoundTheClock } else { hours }
}

#[cfg(test)]
mod tests {
    use yagura_sim::city::AssetKind;
    use yagura_sim::city::testing::TinyCity;
    use yagura_sim::ids::AssetIndex;
    use yagura_sim::knowledge::SignalClass;
    use yagura_sim::words::Words as _;

    use super::*;

    fn alerted(hour: f64, wait_h: f64) -> LogEntry {
        let signal = SignalClass::ALL[0];
        let fact = Fact::Alerted { desk: OrganisationIndex(0), asset: AssetIndex(0), signal, wait_h };
        LogEntry { at: Tick::from_hours(hour), fact, because: None }
    }

    fn city() -> City {
        TinyCity::new()
            .zone("net")
            .asset("door", AssetKind::Server)
            .with(|records| records.organisations[0].office_hours = "daily 09:00-17:00".into())
            .build()
    }

    #[test]
    fn a_desk_opens_and_closes_as_its_table_says() {
        // From midnight: open at 9, closed at 17, open again the day after at 9 (33 h).
        let log = [alerted(1.0, 10.0), alerted(34.0, 1.0)];
        let desk = &desks(&city(), Tick::ZERO, &log)[0];
        assert!(!desk.open);
        assert_eq!(desk.flips_s, [9, 17, 33].map(|hour| hour * 3600));
    }

    #[test]
    fn a_desk_that_reads_at_night_is_never_asleep() {
        let log = [alerted(1.0, 0.5), alerted(34.0, 1.0)];
        let desk = &desks(&city(), Tick::ZERO, &log)[0];
        assert!(desk.open && desk.flips_s.is_empty());
    }
}
