//! What can be asked for: joining, filling a basket, predicting, moving on, running. Each checks who asks, and how much.

use serde::Deserialize;

use super::{Role, Room};
use crate::workshop::answer::Refusal;
use crate::workshop::queue::Work;
use crate::workshop::state::{Phase, Prediction, Team, Workshop};
use crate::workshop::{basket, secret};

/// Teams in a room.
const MOST_TEAMS: usize = 60;
/// Characters of a team's name.
const MOST_NAME: usize = 30;
/// Characters of what a team writes.
const MOST_WORDS: usize = 500;
/// No prediction and no budget is larger.
const MOST_NUMBER: f64 = 1e15;

/// What a facilitator changes.
#[derive(Deserialize, Debug, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct Steering {
    /// Where the workshop stands.
    pub(crate) phase: Option<Phase>,
    /// The scenario; another one begins a new round.
    pub(crate) scenario: Option<String>,
    /// What a team may spend.
    pub(crate) budget_jpy: Option<f64>,
}

impl Room {
    /// A team joins: its id and its token.
    pub(crate) fn join(&self, name: &str) -> Result<(String, String), Refusal> {
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
    pub(crate) fn remove(&self, role: &Role, id: &str) -> Result<(), Refusal> {
        leads(role)?;
        self.change(|workshop| {
            let before = workshop.teams.len();
            workshop.teams.retain(|team| team.id != id);
            if workshop.teams.len() == before { Err(Refusal::NotFound) } else { Ok(()) }
        })
    }

    /// A team fills its basket.
    pub(crate) fn set_basket(&self, role: &Role, id: &str, controls: &[String]) -> Result<(), Refusal> {
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
    pub(crate) fn set_prediction(&self, role: &Role, id: &str, prediction: Prediction) -> Result<(), Refusal> {
        let numbers = [prediction.noticed_h.unwrap_or(0.0), prediction.assets, prediction.lost];
        if !numbers.iter().all(|number| (0.0..=MOST_NUMBER).contains(number)) {
            return Err(Refusal::Unfit("number"));
        }
        if prediction.why.chars().count() > MOST_WORDS {
            return Err(Refusal::Unfit("words"));
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
    pub(crate) fn steer(&self, role: &Role, steering: &Steering) -> Result<(), Refusal> {
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
    pub(crate) fn run(&self, role: &Role) -> Result<(), Refusal> {
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
    pub(crate) fn knock_out(&self, role: &Role, id: &str) -> Result<(), Refusal> {
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
    pub(super) fn ask_again(&self) {
        let mut inner = self.lock();
        let (asked, knocked_out) = (inner.workshop.asked.clone(), inner.workshop.knocked_out.clone());
        // A full line only means that somebody has to ask again.
        let _ = inner.ask(asked, Work::Play);
        let _ = inner.ask(knocked_out, Work::KnockOut);
    }
}

pub(super) fn leads(role: &Role) -> Result<(), Refusal> {
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
