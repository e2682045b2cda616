//! The room: the state of the workshop and its one way to change it.
//!
//! Every change is made on a copy, saved, and only then taken over: what a browser was told is in the file. Who asks is in `role`, what can
//! be asked for in `requests`, what is shown in `sights`, and the thread that plays baskets in `worker`.

mod requests;
mod role;
mod sights;
mod worker;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;
use yagura_reports::replay::CityPlan;
use yagura_scenarios::{Code, Diagnostic, Diagnostics, Expected};

use super::answer::Refusal;
use super::material::{Material, Playable};
use super::queue::{Queue, Work};
use super::replays::Replays;
use super::shelf::{Key, Shelf};
use super::state::{self, NotAWorkshop, Phase, VERSION, Workshop};
use super::{Arguments, secret};
use crate::failure::Failure;
use crate::session::Session;

pub(super) use requests::Steering;
pub(super) use role::Role;

/// Links of facilitators that stay good: a laptop restarted a few times.
const MOST_FACILITATORS: usize = 8;

struct Inner {
    workshop: Workshop,
    queue: Queue,
    shelf: Shelf,
    /// Baskets that could not be played, with what the program said.
    faults: Vec<(Vec<String>, String)>,
    /// Tables that were made, as text, by what stands in them: forty phones ask for the same one.
    tables: BTreeMap<Vec<(String, Key)>, Arc<String>>,
    /// Hashes of tickets for the pack.
    tickets: Vec<String>,
}

impl Inner {
    /// Puts what is not on the shelf into the line.
    fn ask(&mut self, baskets: impl IntoIterator<Item = Vec<String>>, work: Work) -> Result<(), Refusal> {
        for basket in baskets {
            let key = (self.workshop.scenario.clone(), basket);
            let there = match work {
                Work::Play => self.shelf.played(&key).is_some(),
                Work::KnockOut => self.shelf.knocked_out(&key).is_some(),
            };
            if !there && !self.queue.ask(&key, work) {
                return Err(Refusal::Busy);
            }
        }
        Ok(())
    }
}

/// The room.
pub(crate) struct Room {
    /// What the workshop is held with.
    pub(crate) material: Material,
    /// Token of the facilitator, to be shown once.
    pub(crate) facilitator: String,
    path: Option<PathBuf>,
    inner: Mutex<Inner>,
    /// Told when a job waits or the room closes.
    bell: Condvar,
    closing: AtomicBool,
    /// Counts changes; whoever watches it is told of each.
    version: watch::Sender<u64>,
    /// Held while a table is made: one at a time.
    table_maker: Mutex<()>,
    replays: Replays,
    /// The city as the map draws it, as JSON.
    pub(crate) plan: String,
}

impl Room {
    /// Opens the workshop of the state file, or a new one.
    pub(crate) fn open(session: &Session, arguments: &Arguments, mut material: Material) -> Result<Self, Failure> {
        let kept = match &arguments.state {
            Some(path) => state::read(path).map_err(|error| not_opened(path, error))?,
            None => None,
        };
        let mut workshop = match kept {
            Some(kept) => {
                if kept.inputs != material.inputs || material.scenario(&kept.scenario).is_none() {
                    return Err(Failure::Usage(session.say("workshop-said-other-inputs", &[])));
                }
                (material.seed, material.size) = (kept.seed, (kept.draws, kept.replications));
                kept
            }
            None => new_workshop(&material),
        };
        let facilitator = secret::token();
        workshop.facilitators.push(secret::hashed(&facilitator));
        let old = workshop.facilitators.len().saturating_sub(MOST_FACILITATORS);
        workshop.facilitators.drain(..old);
        let plan = CityPlan::of(&material.built_city);
        let plan = serde_json::to_string(&plan).map_err(|error| Failure::Fault(error.to_string()))?;
        let room = Self {
            material,
            facilitator,
            path: arguments.state.clone(),
            inner: Mutex::new(Inner {
                workshop,
                queue: Queue::default(),
                shelf: Shelf::default(),
                faults: Vec::new(),
                tables: BTreeMap::new(),
                tickets: Vec::new(),
            }),
            bell: Condvar::new(),
            closing: AtomicBool::new(false),
            version: watch::channel(0).0,
            table_maker: Mutex::new(()),
            replays: Replays::default(),
            plan,
        };
        if let Some(path) = &room.path {
            state::write(path, &room.lock().workshop).map_err(|error| Failure::at(path, error))?;
        }
        room.ask_again();
        Ok(room)
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells everybody who watches that something changed.
    fn tell(&self) {
        self.version.send_modify(|version| *version += 1);
    }

    /// Is told of every change.
    pub(crate) fn watch(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }

    /// Makes a change: on a copy, saved, taken over.
    fn change<T>(&self, change: impl FnOnce(&mut Workshop) -> Result<T, Refusal>) -> Result<T, Refusal> {
        self.change_and(change, |_, made| Ok(made))
    }

    /// Makes a change, and does what follows from it before anybody sees the one without the other.
    fn change_and<T, U>(
        &self,
        change: impl FnOnce(&mut Workshop) -> Result<T, Refusal>,
        then: impl FnOnce(&mut Inner, T) -> Result<U, Refusal>,
    ) -> Result<U, Refusal> {
        let made = {
            let mut inner = self.lock();
            let mut workshop = inner.workshop.clone();
            let made = change(&mut workshop)?;
            if workshop != inner.workshop {
                if let Some(path) = &self.path {
                    state::write(path, &workshop).map_err(|error| Refusal::NotSaved(error.to_string()))?;
                }
                inner.workshop = workshop;
            }
            then(&mut inner, made)
        };
        self.bell.notify_all();
        self.tell();
        made
    }

    /// Who shows this token.
    pub(crate) fn role(&self, token: Option<&str>) -> Role {
        let Some(token) = token else { return Role::Guest };
        let hashed = secret::hashed(token);
        let inner = self.lock();
        if inner.workshop.facilitators.contains(&hashed) {
            return Role::Facilitator;
        }
        let team = inner.workshop.teams.iter().find(|team| team.token == hashed);
        team.map_or(Role::Guest, |team| Role::Team(team.id.clone()))
    }

    /// Whether there is such a team.
    pub(crate) fn has_team(&self, id: &str) -> bool {
        self.lock().workshop.team(id).is_some()
    }

    /// The scenario that is played, and where the workshop stands.
    pub(crate) fn scenario(&self) -> (&Playable, Phase) {
        let (id, phase) = {
            let inner = self.lock();
            (inner.workshop.scenario.clone(), inner.workshop.phase)
        };
        (self.material.scenario(&id).unwrap_or(&self.material.scenarios[0]), phase)
    }

    /// Ends the worker thread after the incident that it plays.
    pub(crate) fn close(&self) {
        self.closing.store(true, Ordering::Relaxed);
        self.bell.notify_all();
        self.tell();
    }

    /// Whether the room is closing.
    pub(crate) fn is_closing(&self) -> bool {
        self.closing.load(Ordering::Relaxed)
    }
}

fn new_workshop(material: &Material) -> Workshop {
    Workshop {
        schema_version: VERSION,
        program: env!("CARGO_PKG_VERSION").into(),
        city: material.city.records.head.id.clone(),
        inputs: material.inputs.clone(),
        seed: material.seed,
        draws: material.size.0,
        replications: material.size.1,
        budget_jpy: material.budget_jpy,
        scenario: material.first_scenario.clone(),
        phase: Phase::City,
        facilitators: Vec::new(),
        next_team: 1,
        teams: Vec::new(),
        asked: Vec::new(),
        knocked_out: Vec::new(),
    }
}

fn not_opened(path: &std::path::Path, error: NotAWorkshop) -> Failure {
    match error {
        NotAWorkshop::Reading(error) => Failure::at(path, error),
        other => {
            let expected = Expected::Form("a file that yagura workshop --state wrote".into());
            let code = match other {
                NotAWorkshop::TooLarge => Code::FileTooLarge,
                NotAWorkshop::Version(_) => Code::SchemaVersion,
                _ => Code::Syntax,
            };
            let mut found = Diagnostics::default();
            found.push(Diagnostic::of_file(code, &path.display().to_string(), other.to_string(), expected));
            found.into()
        }
    }
}
