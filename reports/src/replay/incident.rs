//! One incident, ready to be played on a page.

use serde::Serialize;
use yagura_sim::incident::LogEntry;
use yagura_sim::kernel::{TICKS_PER_HOUR, Tick};
use yagura_sim::measure::{MEASURES, MeasureKind};

use super::cells::Cells;
use super::desks::{Desk, desks};
use super::keyframes::{Diffs, Keyframe, build};
use super::milestones::{Milestone, milestones};
use super::pauses::{Pause, pauses};
use super::position::{Position, name, shown};
use super::sentences::{Events, Template, events};
use super::text::{Both, Text};
use crate::story::{self, begins};

const DAY: u64 = 24 * TICKS_PER_HOUR;

/// The scenario in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScenarioWords {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Briefing.
    pub briefing: Text,
}

/// When it begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Start {
    /// 0 is Monday.
    pub weekday: u64,
    /// Seconds since midnight.
    pub second: u64,
    /// As a sentence.
    pub text: Text,
}

/// A measure of the incident that is not 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Measured {
    /// Key.
    pub key: &'static str,
    /// Name.
    pub name: Text,
    /// Value.
    pub shown: Text,
}

/// What was played.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// Which incident.
    pub which: story::Told<'a>,
    /// When in the calendar it began.
    pub start: Tick,
    /// The log.
    pub entries: &'a [LogEntry],
    /// The measures, in the order of [`MEASURES`].
    pub values: &'a [Option<f64>],
}

/// See the module. The fields are the page's `Incident`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Replay {
    /// The scenario.
    pub scenario: ScenarioWords,
    /// Id of the control set.
    pub set: String,
    /// Parameter draw.
    pub draw: u32,
    /// Replication.
    pub replication: u32,
    /// When it begins.
    pub start: Start,
    /// Seconds simulated.
    pub horizon_s: f64,
    /// The wordings of the events.
    pub templates: Vec<Template>,
    /// The events.
    pub events: Events,
    /// Where the cells of the state begin.
    pub cells: Cells,
    /// What each event changes.
    pub diffs: Diffs,
    /// The whole state, now and then.
    pub keyframes: Vec<Keyframe>,
    /// Where to stop and talk.
    pub pauses: Vec<Pause>,
    /// Moments that people ask about.
    pub milestones: Vec<Milestone>,
    /// Who is at work when.
    pub desks: Vec<Desk>,
    /// What it came to.
    pub measures: Vec<Measured>,
    /// Where it stands among others, if that was asked.
    pub position: Option<Position>,
}

impl Replay {
    /// The replay of an incident.
    #[must_use]
    pub fn of(both: &Both, told: Told<'_>, position: Option<Position>) -> Self {
        let Told { which, entries, .. } = told;
        let story::Told { city, catalogue, scenario, .. } = which;
        let cells = Cells::of(city);
        let (diffs, keyframes) = build(cells, entries);
        let (events, templates) = events(both, city, catalogue, scenario, entries);
        let measures = MEASURES.iter().enumerate().filter_map(|(row, measure)| {
            let value = told.values.get(row).copied().flatten();
            value.filter(|value| *value != 0.0 && measure.kind != MeasureKind::Flag)?;
            let shown = both.text(|words| shown(words, row, value));
            Some(Measured { key: measure.key, name: both.text(|words| name(words, row)), shown })
        });
        let of_year = told.start.0 / DAY % 365;
        Self {
            scenario: ScenarioWords {
                id: scenario.id.clone(),
                title: Text::of_name(&scenario.title),
                briefing: Text::of_name(&scenario.briefing),
            },
            set: which.control_set.to_owned(),
            draw: which.draw,
            replication: which.replication,
            start: Start {
                weekday: (u64::from(city.head.first_weekday) + of_year) % 7,
                second: told.start.0 % DAY / 1000,
                text: both.text(|words| begins(words, city, told.start)),
            },
            horizon_s: scenario.horizon_h * 3600.0,
            templates,
            events,
            cells,
            diffs,
            keyframes,
            pauses: pauses(both, city, scenario, told.start, entries),
            milestones: milestones(entries),
            desks: desks(city, told.start, entries),
            measures: measures.collect(),
            position,
        }
    }
}
