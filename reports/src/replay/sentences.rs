//! The events as columns, and their sentences: each told once per wording, with places for the names.
//!
//! A hundred thousand events share a few dozen wordings. A fact is told with stand-ins for its names by the same teller as the story of
//! `yagura run`, so that map and story never say different things; the page puts the names in.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use yagura_sim::city::City;
use yagura_sim::ids::{AssetIndex, DatasetIndex, OrganisationIndex, ServiceIndex};
use yagura_sim::incident::{Fact, LogEntry};
use yagura_sim::kernel::Tick;
use yagura_sim::knowledge::Catalogue;
use yagura_sim::scenario::Scenario;

use super::causes::causes;
use super::text::{Both, Text};
use crate::story::{Teller, kind_of};
use crate::words::Words;

/// The lane of the timeline on which an event stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    /// What the attack does.
    Attack,
    /// Who notices.
    Notice,
    /// What is done about it.
    Response,
    /// What services feel.
    Service,
}

impl Lane {
    fn of(fact: &Fact) -> Self {
        match fact {
            Fact::Tried { .. }
            | Fact::Seized { .. }
            | Fact::Down { .. }
            | Fact::Tainted { .. }
            | Fact::Commanded { .. }
            | Fact::Exfiltrated { .. }
            | Fact::Published { .. }
            | Fact::Destroyed { .. }
            | Fact::GaveUp => Self::Attack,
            Fact::TaintStopped { .. } | Fact::Alerted { .. } | Fact::Dismissed { .. } | Fact::Detected { .. } => {
                Self::Notice
            }
            Fact::ServiceWrong { .. } | Fact::ServiceRight { .. } | Fact::Capacity { .. } => Self::Service,
            _ => Self::Response,
        }
    }
}

/// A wording: places for names are `{0}`, `{1}` ...
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Template {
    /// The kind of fact, as in the event log.
    pub fact: &'static str,
    /// Its lane.
    pub lane: Lane,
    /// English and Japanese.
    #[serde(flatten)]
    pub text: Text,
    /// What stands in each place: `a` an asset, `s` a service, `d` a dataset, `o` an organisation.
    pub names: String,
}

/// The events, in order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Events {
    /// Seconds since the start.
    pub at_s: Vec<u64>,
    /// Row of the wording.
    pub template: Vec<usize>,
    /// What stands in its places: rows of the city.
    pub names: Vec<Vec<usize>>,
    /// The event that led to it, or -1.
    pub because: Vec<i64>,
    /// The asset that it is about, or -1.
    pub asset: Vec<i64>,
}

/// Whole seconds.
pub(super) fn seconds(at: Tick) -> u64 {
    at.0 / 1000
}

/// Tells facts with stand-ins.
struct Wordings<'a> {
    both: &'a Both,
    city: City,
    catalogue: &'a Catalogue,
    scenario: &'a Scenario,
    rows: BTreeMap<String, usize>,
    templates: Vec<Template>,
}

/// Stand-ins: private characters that no name holds. Two assets, a service, a dataset, an organisation.
const STAND_INS: [(char, char); 5] =
    [('\u{E000}', 'a'), ('\u{E001}', 'a'), ('\u{E002}', 's'), ('\u{E003}', 'd'), ('\u{E004}', 'o')];

/// The events of a log, and the wordings that they use.
#[must_use]
pub(super) fn events(
    both: &Both,
    city: &City,
    catalogue: &Catalogue,
    scenario: &Scenario,
    entries: &[LogEntry],
) -> (Events, Vec<Template>) {
    let mut wordings = Wordings {
        both,
        city: with_stand_ins(city),
        catalogue,
        scenario,
        rows: BTreeMap::new(),
        templates: Vec::new(),
    };
    let mut events = Events::default();
    for (entry, cause) in entries.iter().zip(causes(scenario, entries)) {
        let (bare, names, about) = bare(&entry.fact);
        events.at_s.push(seconds(entry.at));
        events.template.push(wordings.of(&bare));
        events.names.push(names);
        events.because.push(cause.map_or(-1, |cause| cause as i64));
        events.asset.push(about.map_or(-1, |asset| asset.row() as i64));
    }
    (events, wordings.templates)
}

fn with_stand_ins(city: &City) -> City {
    let mut city = city.clone();
    let mut stand_ins = STAND_INS.iter().map(|(stand_in, _)| stand_in.to_string());
    let mut next = |name: Option<&mut yagura_sim::city::Name>| {
        let stand_in = stand_ins.next().unwrap_or_default();
        if let Some(name) = name {
            (name.en, name.ja) = (stand_in.clone(), stand_in);
        }
    };
    next(city.assets.get_mut(0).map(|asset| &mut Arc::make_mut(&mut asset.common).name));
    next(city.assets.get_mut(1).map(|asset| &mut Arc::make_mut(&mut asset.common).name));
    next(city.services.get_mut(0).map(|service| &mut service.name));
    next(city.datasets.get_mut(0).map(|dataset| &mut dataset.name));
    next(city.organisations.get_mut(0).map(|organisation| &mut organisation.name));
    city
}

impl Wordings<'_> {
    fn of(&mut self, bare: &Fact) -> usize {
        let key = format!("{bare:?}");
        if let Some(&row) = self.rows.get(&key) {
            return row;
        }
        let tell = |words: &Words| {
            let teller = Teller { words, city: &self.city, catalogue: self.catalogue, scenario: self.scenario };
            teller.sentence(bare)
        };
        let mut text = self.both.text(tell);
        let mut names = String::new();
        // The order of the names is that of `bare`, whatever the order of either language.
        for (place, stand_in) in places(bare).into_iter().enumerate() {
            let (stand_in, letter) = STAND_INS[stand_in];
            names.push(letter);
            for told in [&mut text.en, &mut text.ja] {
                *told = told.replace(stand_in, &format!("{{{place}}}"));
            }
        }
        let fact = kind_of(bare);
        let template = Template { fact, lane: Lane::of(bare), text, names };
        // Facts that differ in a number may still read the same.
        let row = self.templates.iter().position(|known| *known == template).unwrap_or_else(|| {
            self.templates.push(template);
            self.templates.len() - 1
        });
        self.rows.insert(key, row);
        row
    }
}

/// The stand-ins of a bare fact in the order in which [`bare`] gives its names.
fn places(bare: &Fact) -> Vec<usize> {
    const ASSET: usize = 0;
    const OTHER: usize = 1;
    const SERVICE: usize = 2;
    const DATASET: usize = 3;
    const ORGANISATION: usize = 4;
    match *bare {
        Fact::Tried { .. }
        | Fact::Down { .. }
        | Fact::Commanded { .. }
        | Fact::TakenDown { .. }
        | Fact::Destroyed { .. }
        | Fact::Isolated { .. }
        | Fact::Restored { .. }
        | Fact::Cleaned { .. }
        | Fact::TaintCleared { .. } => vec![ASSET],
        Fact::Seized { from, .. } => {
            if from.is_some() {
                vec![ASSET, OTHER]
            } else {
                vec![ASSET]
            }
        }
        Fact::Tainted { asset, origin } | Fact::TaintStopped { asset, origin } => {
            if asset == origin {
                vec![ASSET]
            } else {
                vec![ASSET, OTHER]
            }
        }
        Fact::Exfiltrated { .. } | Fact::Published { .. } => vec![ASSET, DATASET],
        Fact::Alerted { .. } | Fact::Dismissed { .. } | Fact::Detected { .. } => vec![ASSET, ORGANISATION],
        Fact::Told { .. } | Fact::Decided { .. } | Fact::CutOff { .. } | Fact::Reconnected { .. } => vec![ORGANISATION],
        Fact::ServiceWrong { .. } | Fact::ServiceRight { .. } | Fact::Capacity { .. } => vec![SERVICE],
        Fact::GaveUp | Fact::EntryClosed | Fact::Contained | Fact::RootCauseFound | Fact::Recovered => Vec::new(),
    }
}

/// A fact with its names taken out, the rows of the names, and the asset that it is about.
fn bare(fact: &Fact) -> (Fact, Vec<usize>, Option<AssetIndex>) {
    const FIRST: AssetIndex = AssetIndex(0);
    const SECOND: AssetIndex = AssetIndex(1);
    const ORGANISATION: OrganisationIndex = OrganisationIndex(0);
    const SERVICE: ServiceIndex = ServiceIndex(0);
    const DATASET: DatasetIndex = DatasetIndex(0);
    let mut bare = *fact;
    let (names, about) = match &mut bare {
        Fact::Tried { target: asset, .. }
        | Fact::Down { asset }
        | Fact::Commanded { asset }
        | Fact::TakenDown { asset }
        | Fact::Destroyed { asset }
        | Fact::Isolated { asset, .. }
        | Fact::Restored { asset, .. }
        | Fact::Cleaned { asset }
        | Fact::TaintCleared { origin: asset } => {
            let was = std::mem::replace(asset, FIRST);
            (vec![was.row()], Some(was))
        }
        Fact::Seized { asset, from, hop, anew, .. } => {
            let was = std::mem::replace(asset, FIRST);
            // Neither is told.
            (*hop, *anew) = (0, true);
            let mut names = vec![was.row()];
            if let Some(from) = from {
                names.push(std::mem::replace(from, SECOND).row());
            }
            (names, Some(was))
        }
        Fact::Tainted { asset, origin } | Fact::TaintStopped { asset, origin } => {
            let own = asset == origin;
            let (at, of) =
                (std::mem::replace(asset, FIRST), std::mem::replace(origin, if own { FIRST } else { SECOND }));
            (if own { vec![at.row()] } else { vec![at.row(), of.row()] }, Some(at))
        }
        Fact::Exfiltrated { asset, dataset, .. } | Fact::Published { asset, dataset } => {
            let (at, of) = (std::mem::replace(asset, FIRST), std::mem::replace(dataset, DATASET));
            (vec![at.row(), of.row()], Some(at))
        }
        Fact::Alerted { desk: organisation, asset, .. }
        | Fact::Dismissed { desk: organisation, asset, .. }
        | Fact::Detected { organisation, asset, .. } => {
            let (at, by) = (std::mem::replace(asset, FIRST), std::mem::replace(organisation, ORGANISATION));
            (vec![at.row(), by.row()], Some(at))
        }
        Fact::Told { organisation, .. }
        | Fact::Decided { organisation, .. }
        | Fact::CutOff { organisation }
        | Fact::Reconnected { organisation } => (vec![std::mem::replace(organisation, ORGANISATION).row()], None),
        Fact::ServiceWrong { service } | Fact::ServiceRight { service } | Fact::Capacity { service, .. } => {
            (vec![std::mem::replace(service, SERVICE).row()], None)
        }
        Fact::GaveUp | Fact::EntryClosed | Fact::Contained | Fact::RootCauseFound | Fact::Recovered => {
            (Vec::new(), None)
        }
    };
    (bare, names, about)
}
