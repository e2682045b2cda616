//! What the room shows: its state, results, replays and the pack, to each as far as they may see it.

use std::sync::{Arc, PoisonError};

use serde_json::{Value, json};
use yagura_reports::words::Language;

use super::requests::leads;
use super::{Inner, MOST_FACILITATORS, Role, Room};
use crate::workshop::answer::Refusal;
use crate::workshop::outcome::{self, Entry};
use crate::workshop::played::{self, Stopped};
use crate::workshop::replays::Shown;
use crate::workshop::shelf::Key;
use crate::workshop::state::{Phase, Workshop};
use crate::workshop::{cards, pack, secret, view};

/// Tables kept, up to 2 MB each: one a team and a few of all.
const MOST_TABLES: usize = 64;

impl Room {
    /// The workshop as `role` sees it.
    pub(crate) fn view(&self, role: &Role) -> Value {
        let version = *self.version.borrow();
        let inner = self.lock();
        view::view(&self.material, &inner.workshop, (&inner.queue, &inner.shelf), &inner.faults, role, version)
    }

    /// The workshop as its file keeps it, without the hashes of tokens: to be handed out.
    pub(crate) fn handed_out(&self, role: &Role) -> Result<Workshop, Refusal> {
        leads(role)?;
        let mut workshop = self.lock().workshop.clone();
        workshop.facilitators.clear();
        workshop.teams.iter_mut().for_each(|team| team.token.clear());
        Ok(workshop)
    }

    /// The results that `role` may see, as JSON: all teams' for the facilitator and at the debrief, a team's own before.
    pub(crate) fn results(&self, role: &Role) -> Result<String, Refusal> {
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
                    if id.is_empty() {
                        return Err(Refusal::Conflict("not-run"));
                    }
                    // Who has not run yet does not hold up the others.
                    continue;
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
                    "worth": worth.as_deref(),
                })
            })
            .collect();
        Ok(format!("{{\"table\":{table},\"details\":{}}}", Value::from(details)))
    }

    /// A table, made once.
    fn table(&self, key: Vec<(String, Key)>, entries: &[Entry]) -> Result<Arc<String>, Refusal> {
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
        let table = outcome::table(&self.material, scenario, entries).map_err(Refusal::Fault)?;
        let table = Arc::new(table.to_string());
        let mut inner = self.lock();
        if inner.tables.len() >= MOST_TABLES {
            inner.tables.clear();
        }
        inner.tables.insert(key, table.clone());
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
    pub(crate) fn replay(
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
    pub(crate) fn ticket(&self, role: &Role) -> Result<String, Refusal> {
        leads(role)?;
        let ticket = secret::token();
        let mut inner = self.lock();
        inner.tickets.push(secret::hashed(&ticket));
        let old = inner.tickets.len().saturating_sub(MOST_FACILITATORS);
        inner.tickets.drain(..old);
        Ok(ticket)
    }

    /// The facilitator's pack, for whoever holds a ticket.
    pub(crate) fn pack(&self, ticket: &str, language: Language) -> Result<String, Refusal> {
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
}
