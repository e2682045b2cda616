//! Where two incidents of the same chance part, and why as far as it can be told.
//!
//! Both were played with the same draw and replication, so that every random number that both use is the same. Up to some event their
//! logs are alike; the first that differs is where the controls made a difference.

use serde::Serialize;
use yagura_sim::city::City;
use yagura_sim::incident::{Fact, LogEntry};
use yagura_sim::knowledge::Catalogue;
use yagura_sim::measure::MEASURES;
use yagura_sim::scenario::Scenario;

use super::milestones::{keys, milestones};
use super::position::{headlines, name, shown};
use super::sentences::seconds;
use super::text::{Both, Text};
use crate::story::{Teller, clock};
use crate::words::control_title;

/// A milestone or a measure of both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartingRow {
    /// Key.
    pub key: String,
    /// Name.
    pub name: Text,
    /// In the first.
    pub first: Text,
    /// In the second.
    pub second: Text,
}

/// See the module.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Parting {
    /// Seconds since the start.
    pub at_s: u64,
    /// First event that differs, in the one and in the other; the number of events where there is none.
    pub events: [usize; 2],
    /// A few words.
    pub title: Text,
    /// What happens there, and which controls did it.
    pub text: Vec<Text>,
    /// Milestones and measures side by side.
    pub rows: Vec<PartingRow>,
}

/// One of the two.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// Id of the control set.
    pub set: &'a str,
    /// The log.
    pub entries: &'a [LogEntry],
    /// The measures.
    pub values: &'a [Option<f64>],
}

/// The first event in which two logs differ; `None` if they are alike to the end.
#[must_use]
pub fn first_difference(one: &[LogEntry], other: &[LogEntry]) -> Option<usize> {
    let alike = one.iter().zip(other).take_while(|(a, b)| a.at == b.at && a.fact == b.fact).count();
    (alike < one.len().max(other.len())).then_some(alike)
}

/// What both were played on.
#[derive(Clone, Copy)]
pub struct World<'a> {
    /// The city.
    pub city: &'a City,
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The scenario.
    pub scenario: &'a Scenario,
}

impl Parting {
    /// Where `first` and `second` part. `controls`: ids of the controls of which one alone, taken away, lets the two go the same way past
    /// this point.
    #[must_use]
    pub fn of(both: &Both, world: World<'_>, first: Side<'_>, second: Side<'_>, controls: &[String]) -> Self {
        let (a, b) = (first.entries, second.entries);
        let at = first_difference(a, b);
        let event = at.unwrap_or(a.len().max(b.len()));
        let times = [a.get(event), b.get(event)].into_iter().flatten().map(|entry| entry.at);
        let last = a.last().map_or(0, |entry| seconds(entry.at));
        let at_s = times.min().map_or(last, seconds);
        let (title, mut text) = match at {
            None => (both.say("replay-parting-never", &[]), vec![both.say("replay-parting-never-text", &[])]),
            Some(_) => (title(both, at_s), vec![how(both, world, first, second, event)]),
        };
        if at.is_some() {
            text.push(match controls {
                [] => both.say("replay-parting-several", &[]),
                controls => controls_text(both, world.catalogue, first.set, controls),
            });
        }
        let rows = rows(both, world.scenario, first, second);
        Self { at_s, events: [event.min(a.len()), event.min(b.len())], title, text, rows }
    }
}

fn title(both: &Both, at_s: u64) -> Text {
    let time = clock(at_s as f64 / 3600.0);
    both.text(|words| words.say("replay-parting-title", &[("time", time.as_str().into())]))
}

/// What either does there.
fn how(both: &Both, world: World<'_>, first: Side<'_>, second: Side<'_>, event: usize) -> Text {
    let (a, b) = (first.entries.get(event), second.entries.get(event));
    let key = match (a.map(|entry| entry.fact), b.map(|entry| entry.fact)) {
        (
            Some(Fact::Tried { step: s, target: x, success: won, .. }),
            Some(Fact::Tried { step: t, target: y, success: too, .. }),
        ) if s == t && x == y && won != too => {
            if won {
                "replay-parting-first-succeeds"
            } else {
                "replay-parting-second-succeeds"
            }
        }
        (
            Some(Fact::Tried { step: s, target: x, success: won, .. }),
            Some(Fact::Tried { step: t, target: y, success: too, .. }),
        ) if s == t && x == y && won == too => "replay-parting-takes-longer",
        (a, Some(Fact::Alerted { .. })) if !matches!(a, Some(Fact::Alerted { .. })) => "replay-parting-second-alerts",
        (Some(Fact::Alerted { .. }), b) if !matches!(b, Some(Fact::Alerted { .. })) => "replay-parting-first-alerts",
        _ => "replay-parting-otherwise",
    };
    both.text(|words| {
        let World { city, catalogue, scenario } = world;
        let teller = Teller { words, city, catalogue, scenario };
        let tell = |entry: Option<&LogEntry>| match entry {
            Some(entry) => {
                let said = teller.sentence(&entry.fact);
                words.say("replay-parting-then", &[("time", clock(entry.at.hours()).into()), ("what", said.into())])
            }
            None => words.say("replay-parting-nothing", &[]),
        };
        words.say(
            key,
            &[
                ("first", first.set.into()),
                ("second", second.set.into()),
                ("what_first", tell(a).into()),
                ("what_second", tell(b).into()),
            ],
        )
    })
}

fn controls_text(both: &Both, catalogue: &Catalogue, first: &str, controls: &[String]) -> Text {
    both.text(|words| {
        let named: Vec<String> = controls
            .iter()
            .map(|id| {
                let row = catalogue.controls.iter().find(|control| control.id == *id);
                let text = row.map_or("", |row| words.language().choose(&row.text_en, &row.text_ja));
                let title = control_title(words, id, text);
                words.say("replay-parting-control", &[("id", id.as_str().into()), ("title", title.into())])
            })
            .collect();
        let separator = words.say("replay-comma", &[]);
        let arguments = [("controls", named.join(&separator).into()), ("first", first.into())];
        words.say("replay-parting-because", &arguments)
    })
}

fn rows(both: &Both, scenario: &Scenario, first: Side<'_>, second: Side<'_>) -> Vec<PartingRow> {
    let (a, b) = (milestones(first.entries), milestones(second.entries));
    let time = |found: &[super::Milestone], key: &str| {
        let at = found.iter().find(|milestone| milestone.key == key).map(|milestone| milestone.at_s);
        match at {
            Some(at) => {
                let time = clock(at as f64 / 3600.0);
                Text { en: time.clone(), ja: time }
            }
            None => both.say("replay-never", &[]),
        }
    };
    let moments =
        keys().filter(|key| a.iter().chain(&b).any(|milestone| milestone.key == *key)).map(|key| PartingRow {
            key: key.to_owned(),
            name: both.say(&format!("replay-milestone-{key}"), &[]),
            first: time(&a, key),
            second: time(&b, key),
        });
    let measures = headlines(&scenario.primary).into_iter().filter_map(|measure| {
        let value = |side: Side<'_>| side.values.get(measure).copied().flatten();
        let (one, other) = (value(first), value(second));
        let nothing = |value: Option<f64>| value.is_none_or(|value| value == 0.0);
        if nothing(one) && nothing(other) && MEASURES[measure].key != scenario.primary {
            return None;
        }
        Some(PartingRow {
            key: MEASURES[measure].key.to_owned(),
            name: both.text(|words| name(words, measure)),
            first: both.text(|words| shown(words, measure, one)),
            second: both.text(|words| shown(words, measure, other)),
        })
    });
    moments.chain(measures).collect()
}

#[cfg(test)]
mod tests {
    use yagura_sim::ids::AssetIndex;
    use yagura_sim::incident::Outcome;
    use yagura_sim::kernel::Tick;

    use super::*;

    use Outcome::{Failure, Success};

    fn tried(hour: f64, outcome: Outcome) -> LogEntry {
        let success = outcome == Success;
        let fact = Fact::Tried { step: 0, target: AssetIndex(0), round: 0, success };
        LogEntry { at: Tick::from_hours(hour), fact, because: None }
    }

    #[test]
    fn two_logs_part_at_the_first_event_that_differs_in_fact_or_in_time() {
        let one = [tried(1.0, Failure), tried(2.0, Success), tried(3.0, Success)];
        assert_eq!(first_difference(&one, &one), None);
        assert_eq!(first_difference(&one, &[tried(1.0, Failure), tried(2.0, Failure)]), Some(1));
        assert_eq!(first_difference(&one, &[tried(1.0, Failure), tried(2.5, Success)]), Some(1));
        assert_eq!(first_difference(&one, &one[..2]), Some(2), "one goes on where the other has ended");
    }
}
