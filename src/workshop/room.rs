//! The room: the state of the workshop, who may change what, and the worker thread that plays baskets.
//!
//! Every change is made on a copy, saved, and only then taken over: what a browser was told is in the file.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::watch;
use yagura_reports::replay::CityPlan;
use yagura_reports::words::Language;
use yagura_scenarios::{Code, Diagnostic, Diagnostics, Expected};

use super::answer::Refusal;
use super::material::{Material, Playable};
use super::outcome::{self, Entry};
use super::played::{self, Stopped};
use super::queue::{Job, Queue, Work};
use super::replays::{Replays, Shown};
use super::shelf::{Key, Shelf};
use super::state::{self, NotAWorkshop, Phase, Prediction, Team, VERSION, Workshop};
use super::{Arguments, basket, cards, pack, secret, view};
use crate::failure::Failure;
use crate::session::Session;

/// Teams in a room.
const MOST_TEAMS: usize = 60;
/// Characters of a team's name.
const MOST_NAME: usize = 30;
/// Characters of what a team writes.
const MOST_WORDS: usize = 500;
/// Links of facilitators that stay good: a laptop restarted a few times.
const MOST_FACILITATORS: usize = 8;
/// No prediction and no budget is larger.
const MOST_NUMBER: f64 = 1e15;
/// How often progress is told.
const TOLD_EVERY: Duration = Duration::from_millis(250);

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Whoever holds the workshop.
    Facilitator,
    /// The team with this id.
    Team(String),
    /// Somebody who has not joined.
    Guest,
}

impl Role {
    /// Its name on the wire.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Facilitator => "facilitator",
            Self::Team(_) => "team",
            Self::Guest => "guest",
        }
    }

    /// Its team.
    pub(super) fn team(&self) -> Option<&str> {
        match self {
            Self::Team(id) => Some(id),
            Self::Facilitator | Self::Guest => None,
        }
    }

    /// Whether it holds the workshop.
    pub(super) fn leads(&self) -> bool {
        *self == Self::Facilitator
    }

    /// Whether it may see what the team `id` chose and predicted.
    pub(super) fn sees(&self, id: &str, phase: Phase) -> bool {
        match self {
            Self::Facilitator => true,
            Self::Team(own) => own == id || phase == Phase::Debrief,
            Self::Guest => phase == Phase::Debrief,
        }
    }
}

/// What a facilitator changes.
#[derive(Deserialize, Debug, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Steering {
    /// Where the workshop stands.
    pub(super) phase: Option<Phase>,
    /// The scenario; another one begins a new round.
    pub(super) scenario: Option<String>,
    /// What a team may spend.
    pub(super) budget_jpy: Option<f64>,
}

struct Inner {
    workshop: Workshop,
    queue: Queue,
    shelf: Shelf,
    /// Baskets that could not be played, with what the program said.
    faults: Vec<(Vec<String>, String)>,
    /// Tables that were made, by what stands in them.
    tables: BTreeMap<Vec<(String, Key)>, Arc<Value>>,
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
pub(super) struct Room {
    /// What the workshop is held with.
    pub(super) material: Material,
    /// Token of the facilitator, to be shown once.
    pub(super) facilitator: String,
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
    pub(super) plan: String,
}

impl Room {
    /// Opens the workshop of the state file, or a new one.
    pub(super) fn open(session: &Session, arguments: &Arguments, mut material: Material) -> Result<Self, Failure> {
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
    pub(super) fn watch(&self) -> watch::Receiver<u64> {
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
    pub(super) fn role(&self, token: Option<&str>) -> Role {
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
    pub(super) fn has_team(&self, id: &str) -> bool {
        self.lock().workshop.team(id).is_some()
    }

    /// A team joins: its id and its token.
    pub(super) fn join(&self, name: &str) -> Result<(String, String), Refusal> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > MOST_NAME || name.chars().any(char::is_control) {
            return Err(Refusal::Unfit("name"));
        }
        let token = secret::token();
        let id = self.change(|workshop| {
            if workshop.teams.iter().any(|team| team.name == name) {
                return Err(Refusal::Conflict("name-taken"));
            }
            if workshop.teams.len() >= MOST_TEAMS {
                return Err(Refusal::Conflict("room-full"));
            }
            let id = format!("t{}", workshop.next_team);
            workshop.next_team += 1;
            workshop.teams.push(Team {
                id: id.clone(),
                name: name.to_owned(),
                token: secret::hashed(&token),
                basket: None,
                prediction: None,
            });
            Ok(id)
        })?;
        Ok((id, token))
    }

    /// The team leaves: the facilitator takes it off the list.
    pub(super) fn remove(&self, role: &Role, id: &str) -> Result<(), Refusal> {
        leads(role)?;
        self.change(|workshop| {
            let before = workshop.teams.len();
            workshop.teams.retain(|team| team.id != id);
            if workshop.teams.len() == before { Err(Refusal::NotFound) } else { Ok(()) }
        })
    }

    /// A team fills its basket.
    pub(super) fn set_basket(&self, role: &Role, id: &str, controls: &[String]) -> Result<(), Refusal> {
        let basket = basket::tidy(&self.material, controls)?;
        let [_, cost, _] = basket::cost(&self.material, &basket);
        self.change(|workshop| {
            let budget = workshop.budget_jpy;
            let team = own_team(workshop, role, id)?;
            if cost > budget {
                return Err(Refusal::Conflict("over-budget"));
            }
            team.basket = Some(basket);
            Ok(())
        })
    }

    /// A team writes down what it expects.
    pub(super) fn set_prediction(&self, role: &Role, id: &str, prediction: Prediction) -> Result<(), Refusal> {
        let numbers = [prediction.noticed_h.unwrap_or(0.0), prediction.assets, prediction.lost];
        if !numbers.iter().all(|number| (0.0..=MOST_NUMBER).contains(number)) {
            return Err(Refusal::Unfit("number"));
        }
        if prediction.why.chars().count() > MOST_WORDS {
            return Err(Refusal::Unfit("number"));
        }
        let organisations = &self.material.city.records.organisations;
        for id in [&prediction.caller, &prediction.called] {
            if !id.is_empty() && !organisations.iter().any(|organisation| organisation.id == *id) {
                return Err(Refusal::Unfit("organisation"));
            }
        }
        self.change(|workshop| {
            own_team(workshop, role, id)?.prediction = Some(prediction);
            Ok(())
        })
    }

    /// The facilitator moves the workshop on.
    pub(super) fn steer(&self, role: &Role, steering: &Steering) -> Result<(), Refusal> {
        leads(role)?;
        if let Some(id) = &steering.scenario
            && self.material.scenario(id).is_none()
        {
            return Err(Refusal::Unfit("scenario"));
        }
        if steering.budget_jpy.is_some_and(|budget| !(0.0..=MOST_NUMBER).contains(&budget)) {
            return Err(Refusal::Unfit("budget"));
        }
        self.change(|workshop| {
            if let Some(phase) = steering.phase {
                workshop.phase = phase;
            }
            if let Some(budget) = steering.budget_jpy {
                workshop.budget_jpy = budget;
            }
            if let Some(id) = steering.scenario.as_ref().filter(|id| **id != workshop.scenario) {
                // A new round: what was expected of another attack says nothing of this one.
                workshop.scenario.clone_from(id);
                workshop.phase = steering.phase.unwrap_or(Phase::Scenario);
                workshop.teams.iter_mut().for_each(|team| team.prediction = None);
                workshop.asked.clear();
                workshop.knocked_out.clear();
            }
            Ok(())
        })?;
        let mut inner = self.lock();
        let scenario = inner.workshop.scenario.clone();
        inner.queue.keep_only(&scenario);
        inner.faults.clear();
        Ok(())
    }

    /// Asks for runs: a team for its own basket, the facilitator for all.
    pub(super) fn run(&self, role: &Role) -> Result<(), Refusal> {
        let asked = |workshop: &mut Workshop| {
            let teams = workshop.teams.iter().filter(|team| role.leads() || role.team() == Some(team.id.as_str()));
            let baskets: Vec<Vec<String>> = teams.map(|team| team.basket.clone().unwrap_or_default()).collect();
            if *role == Role::Guest {
                return Err(Refusal::Unknown);
            }
            if workshop.phase < Phase::Run {
                return Err(Refusal::Conflict("not-yet"));
            }
            for basket in std::iter::once(Vec::new()).chain(baskets.clone()) {
                if !workshop.asked.contains(&basket) {
                    workshop.asked.push(basket);
                }
            }
            Ok(baskets)
        };
        self.change_and(asked, |inner, baskets| inner.ask(std::iter::once(Vec::new()).chain(baskets), Work::Play))
    }

    /// Asks what each control of a team's basket is worth.
    pub(super) fn knock_out(&self, role: &Role, id: &str) -> Result<(), Refusal> {
        let asked = |workshop: &mut Workshop| {
            let phase = workshop.phase;
            let team = workshop.team(id).ok_or(Refusal::NotFound)?;
            if !role.leads() && role.team() != Some(id) {
                return Err(Refusal::OtherTeam);
            }
            if phase < Phase::Run {
                return Err(Refusal::Conflict("not-yet"));
            }
            let basket = team.basket.clone().unwrap_or_default();
            if !workshop.knocked_out.contains(&basket) {
                workshop.knocked_out.push(basket.clone());
            }
            Ok(basket)
        };
        self.change_and(asked, |inner, basket| {
            inner.ask([Vec::new(), basket.clone()], Work::Play)?;
            inner.ask([basket], Work::KnockOut)
        })
    }

    /// After opening a file: what was asked for is played again, with the same result.
    fn ask_again(&self) {
        let mut inner = self.lock();
        let (asked, knocked_out) = (inner.workshop.asked.clone(), inner.workshop.knocked_out.clone());
        // A full line only means that somebody has to ask again.
        let _ = inner.ask(asked, Work::Play);
        let _ = inner.ask(knocked_out, Work::KnockOut);
    }

    /// The workshop as `role` sees it.
    pub(super) fn view(&self, role: &Role) -> Value {
        let version = *self.version.borrow();
        let inner = self.lock();
        view::view(&self.material, &inner.workshop, (&inner.queue, &inner.shelf), &inner.faults, role, version)
    }

    /// The workshop as its file keeps it, without the hashes of tokens: to be handed out.
    pub(super) fn handed_out(&self, role: &Role) -> Result<Workshop, Refusal> {
        leads(role)?;
        let mut workshop = self.lock().workshop.clone();
        workshop.facilitators.clear();
        workshop.teams.iter_mut().for_each(|team| team.token.clear());
        Ok(workshop)
    }

    /// The scenario that is played, and where the workshop stands.
    pub(super) fn scenario(&self) -> (&Playable, Phase) {
        let (id, phase) = {
            let inner = self.lock();
            (inner.workshop.scenario.clone(), inner.workshop.phase)
        };
        (self.material.scenario(&id).unwrap_or(&self.material.scenarios[0]), phase)
    }

    /// The results that `role` may see: all teams' for the facilitator and at the debrief, a team's own before.
    pub(super) fn results(&self, role: &Role) -> Result<Value, Refusal> {
        let (key, entries, baskets) = {
            let inner = self.lock();
            let workshop = &inner.workshop;
            if workshop.phase < Phase::Run {
                return Err(Refusal::Conflict("not-yet"));
            }
            if *role == Role::Guest && workshop.phase < Phase::Debrief {
                return Err(Refusal::Unknown);
            }
            let mut wanted = vec![(String::new(), self.material.baseline.id.clone(), Vec::new())];
            for team in workshop.teams.iter().filter(|team| role.sees(&team.id, workshop.phase)) {
                wanted.push((team.id.clone(), team.name.clone(), team.basket.clone().unwrap_or_default()));
            }
            let (mut key, mut entries, mut baskets) = (Vec::new(), Vec::new(), Vec::new());
            for (id, name, basket) in wanted {
                let of = (workshop.scenario.clone(), basket);
                let Some(played) = inner.shelf.played(&of) else {
                    // Who has not run yet does not hold up the others.
                    if id.is_empty() {
                        return Err(Refusal::Conflict("not-run"));
                    } else {
                        continue;
                    };
                };
                let worth = inner.shelf.knocked_out(&of);
                key.push((id.clone(), of.clone()));
                entries.push(Entry { id, name, played });
                baskets.push((of.1, worth));
            }
            (key, entries, baskets)
        };
        if entries.len() < 2 {
            return Err(Refusal::Conflict("not-run"));
        }
        let table = self.table(key, &entries)?;
        let (scenario, _) = self.scenario();
        let links = |basket: &[String]| cards::links(&self.material, scenario, basket);
        let details: Vec<Value> = baskets
            .iter()
            .map(|(basket, worth)| {
                json!({
                    "links": links(basket),
                    "worth": worth.as_ref().map(|rows| outcome::worth(rows)),
                })
            })
            .collect();
        Ok(json!({ "table": *table, "details": details }))
    }

    /// A table, made once.
    fn table(&self, key: Vec<(String, Key)>, entries: &[Entry]) -> Result<Arc<Value>, Refusal> {
        let kept = |inner: &Inner| inner.tables.get(&key).cloned();
        if let Some(table) = kept(&self.lock()) {
            return Ok(table);
        }
        let _alone = self.table_maker.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(table) = kept(&self.lock()) {
            return Ok(table);
        }
        let id = &key[0].1.0;
        let scenario = self.material.scenario(id).ok_or(Refusal::NotFound)?;
        let table = Arc::new(outcome::table(&self.material, scenario, entries).map_err(Refusal::Fault)?);
        self.lock().tables.insert(key, table.clone());
        Ok(table)
    }

    /// What is shown of a team, or of the baseline for an empty id, as far as `role` may see it.
    fn shown(&self, role: &Role, team: &str) -> Result<Shown, Refusal> {
        let inner = self.lock();
        let workshop = &inner.workshop;
        if workshop.phase < Phase::Run {
            return Err(Refusal::Conflict("not-yet"));
        }
        let (name, basket) = if team.is_empty() {
            (self.material.baseline.id.clone(), Vec::new())
        } else {
            let found = workshop.team(team).ok_or(Refusal::NotFound)?;
            if !role.sees(team, workshop.phase) {
                return Err(if *role == Role::Guest { Refusal::Unknown } else { Refusal::OtherTeam });
            }
            (found.name.clone(), found.basket.clone().unwrap_or_default())
        };
        let played = inner.shelf.played(&(workshop.scenario.clone(), basket.clone()));
        Ok(Shown { name, basket, played: played.ok_or(Refusal::Conflict("not-run"))? })
    }

    /// A replay as JSON: of one team, or of two (an empty id is the baseline), picked by the quantile of its harm.
    pub(super) fn replay(
        &self,
        role: &Role,
        first: &str,
        second: Option<&str>,
        pick: &str,
    ) -> Result<Arc<String>, Refusal> {
        if *role == Role::Guest {
            return Err(Refusal::Unknown);
        }
        let teams = std::iter::once(first).chain(second);
        let shown = teams.map(|team| self.shown(role, team)).collect::<Result<Vec<_>, _>>()?;
        let (scenario, _) = self.scenario();
        self.replays.make(&self.material, scenario, &shown, pick)
    }

    /// A ticket for the facilitator's pack: the page opens it in a window of its own, which cannot show a token.
    pub(super) fn ticket(&self, role: &Role) -> Result<String, Refusal> {
        leads(role)?;
        let ticket = secret::token();
        let mut inner = self.lock();
        inner.tickets.push(secret::hashed(&ticket));
        let old = inner.tickets.len().saturating_sub(MOST_FACILITATORS);
        inner.tickets.drain(..old);
        Ok(ticket)
    }

    /// The facilitator's pack, for whoever holds a ticket.
    pub(super) fn pack(&self, ticket: &str, language: Language) -> Result<String, Refusal> {
        let (known, budget, kept) = {
            let inner = self.lock();
            let key = (inner.workshop.scenario.clone(), Vec::new());
            let known = inner.tickets.contains(&secret::hashed(ticket));
            (known, inner.workshop.budget_jpy, inner.shelf.played(&key))
        };
        if !known {
            return Err(Refusal::FacilitatorOnly);
        }
        let (scenario, _) = self.scenario();
        let fault = |stopped| match stopped {
            Stopped::Cancelled => Refusal::Busy,
            Stopped::Fault(what) => Refusal::Fault(what),
        };
        // One at a time: before the runs have begun, today's city is played for it.
        let _alone = self.table_maker.lock().unwrap_or_else(PoisonError::into_inner);
        let played = match kept {
            Some(played) => played,
            None => {
                let played = played::play(&self.material, scenario, &[], &self.closing, &|_, _| {}).map_err(fault)?;
                let key = (scenario.record.id.clone(), Vec::new());
                let mut inner = self.lock();
                inner.shelf.put(key.clone(), played);
                inner.shelf.played(&key).ok_or(Refusal::Busy)?
            }
        };
        pack::pack(&self.material, scenario, budget, played, language).map_err(Refusal::Fault)
    }

    /// Starts the worker thread.
    pub(super) fn start(self: &Arc<Self>) -> JoinHandle<()> {
        let room = self.clone();
        std::thread::spawn(move || room.work())
    }

    /// Ends the worker thread after the incident that it plays.
    pub(super) fn close(&self) {
        self.closing.store(true, Ordering::Relaxed);
        self.bell.notify_all();
        self.tell();
    }

    /// Whether the room is closing.
    pub(super) fn is_closing(&self) -> bool {
        self.closing.load(Ordering::Relaxed)
    }

    fn work(&self) {
        while let Some(job) = self.next_job() {
            let done = self.job(&job);
            {
                let mut inner = self.lock();
                inner.queue.done();
                match done {
                    Ok(()) | Err(Stopped::Cancelled) => {}
                    Err(Stopped::Fault(fault)) => inner.faults.push((job.key.1.clone(), fault)),
                }
            }
            self.tell();
        }
    }

    fn next_job(&self) -> Option<Job> {
        let mut inner = self.lock();
        loop {
            if self.is_closing() {
                return None;
            }
            if let Some(job) = inner.queue.next() {
                return Some(job);
            }
            inner = self.bell.wait(inner).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn job(&self, job: &Job) -> Result<(), Stopped> {
        let Some(scenario) = self.material.scenario(&job.key.0) else { return Ok(()) };
        let told = std::cell::Cell::new(Instant::now());
        let watch = |done: u64, total: u64| {
            job.share.done.store(done, Ordering::Relaxed);
            job.share.total.store(total, Ordering::Relaxed);
            if told.get().elapsed() >= TOLD_EVERY {
                told.set(Instant::now());
                self.tell();
            }
        };
        self.tell();
        match job.work {
            Work::Play => {
                let played = played::play(&self.material, scenario, &job.key.1, &self.closing, &watch)?;
                self.lock().shelf.put(job.key.clone(), played);
            }
            Work::KnockOut => {
                let Some(whole) = self.lock().shelf.played(&job.key) else { return Ok(()) };
                let rows = played::knock_out(&self.material, scenario, &job.key.1, &whole, &self.closing, &watch)?;
                self.lock().shelf.put_knocked_out(job.key.clone(), rows);
            }
        }
        Ok(())
    }
}

fn leads(role: &Role) -> Result<(), Refusal> {
    if role.leads() { Ok(()) } else { Err(Refusal::FacilitatorOnly) }
}

/// The team `id`, for itself, while baskets and predictions are open.
fn own_team<'a>(workshop: &'a mut Workshop, role: &Role, id: &str) -> Result<&'a mut Team, Refusal> {
    let phase = workshop.phase;
    let team = workshop.teams.iter_mut().find(|team| team.id == id).ok_or(Refusal::NotFound)?;
    match role {
        Role::Guest => Err(Refusal::Unknown),
        Role::Team(own) if own == id => {
            if phase <= Phase::Predict {
                Ok(team)
            } else {
                Err(Refusal::Conflict("closed"))
            }
        }
        Role::Team(_) | Role::Facilitator => Err(Refusal::OtherTeam),
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
