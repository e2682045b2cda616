//! The log as lines with their times; many alike in a row become the first of them and a count.

use std::mem::discriminant;

use yagura_sim::city::City;
use yagura_sim::incident::{Fact, LogEntry};
use yagura_sim::kernel::Tick;

use super::Teller;
use crate::words::Words;

/// How many alike in a row are told one by one.
const TOLD_ONE_BY_ONE: usize = 3;

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Hours since the start.
    pub time_h: f64,
    /// The sentence.
    pub sentence: String,
}

/// The lines, in order.
#[must_use]
pub fn timeline(teller: &Teller<'_>, entries: &[LogEntry]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut rest = entries;
    while let Some(first) = rest.first() {
        let alike = rest.iter().take_while(|entry| is_alike(&first.fact, &entry.fact)).count();
        let (run, after) = rest.split_at(alike);
        let told = if alike > TOLD_ONE_BY_ONE { 1 } else { alike };
        for entry in &run[..told] {
            lines.push(Line { time_h: entry.at.hours(), sentence: teller.sentence(&entry.fact) });
        }
        if let (true, Some(last)) = (told < alike, run.last()) {
            let time = clock(last.at.hours());
            let sentence = teller.words.say("story-more", &[("count", (alike - told).into()), ("time", time.into())]);
            lines.push(Line { time_h: run[told].at.hours(), sentence });
        }
        rest = after;
    }
    lines
}

/// Facts that differ only in whom they concern.
fn is_alike(first: &Fact, other: &Fact) -> bool {
    match (first, other) {
        (Fact::Tried { step: a, success: x, .. }, Fact::Tried { step: b, success: y, .. }) => a == b && x == y,
        _ => discriminant(first) == discriminant(other),
    }
}

/// When in the model year it begins.
#[must_use]
pub fn begins(words: &Words, city: &City, start: Tick) -> String {
    const HOURS_PER_DAY: f64 = 24.0;
    const DAYS_PER_YEAR: f64 = 365.0;
    let hours = start.hours();
    let day = libm::floor(hours / HOURS_PER_DAY);
    let of_year = libm::fmod(day, DAYS_PER_YEAR);
    let minutes = libm::floor((hours - day * HOURS_PER_DAY) * 60.0);
    let (hour, minute) = (libm::floor(minutes / 60.0), libm::fmod(minutes, 60.0));
    let weekday = libm::fmod(f64::from(city.head.first_weekday) + of_year, 7.0);
    words.say(
        "story-start",
        &[
            ("day", format!("{:.0}", of_year + 1.0).into()),
            ("weekday", words.say(&format!("weekday-{weekday:.0}"), &[]).into()),
            ("time", format!("{hour:02.0}:{minute:02.0}").into()),
        ],
    )
}

/// Hours since the start as days, hours and minutes: `12d 03:45`.
#[must_use]
pub fn clock(hours: f64) -> String {
    let minutes = libm::round(hours * 60.0).max(0.0);
    let days = libm::floor(minutes / 1440.0);
    let within = minutes - days * 1440.0;
    let hour = libm::floor(within / 60.0);
    let minute = within - hour * 60.0;
    format!("{days:.0}d {hour:02.0}:{minute:02.0}")
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn the_clock_counts_days_hours_and_minutes() {
        assert_eq!(clock(0.0), "0d 00:00");
        assert_eq!(clock(27.51), "1d 03:31");
        assert_eq!(clock(23.999), "1d 00:00");
    }
}
