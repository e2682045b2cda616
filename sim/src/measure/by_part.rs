//! Where it hurt: what each service lost, and what each organisation met, in one incident.
//!
//! Lists are sparse and in the order of the city: what the incident left alone does not stand in them. Loss of records and forensics
//! are no service's and stay with the whole.

use crate::ids::{OrganisationIndex, ServiceIndex};
use crate::incident::mark;

use super::Outcome;

/// What one service lost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ServiceResult {
    /// The service.
    pub service: ServiceIndex,
    /// Users times hours lost to the attack.
    pub user_h_lost_attack: f64,
    /// Users times hours lost to the response.
    pub user_h_lost_response: f64,
    /// Hours of wrong decisions.
    pub wrong_decision_h: f64,
    /// Yen for the user-hours lost.
    pub loss_jpy: f64,
}

/// What one organisation met.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OrganisationResult {
    /// The organisation.
    pub organisation: OrganisationIndex,
    /// Assets that it operates and that the attacker held at some time.
    pub assets_controlled: u32,
    /// True alerts that reached its desk before the incident was recognised.
    pub alerts: u32,
    /// Hours of its analysts on alerts, true and false, from a week before the first true one.
    pub analyst_h: f64,
    /// User-hours lost, to the attack and to the response, of the services that it provides.
    pub user_h_lost: f64,
}

impl OrganisationResult {
    fn new(organisation: OrganisationIndex) -> Self {
        Self { organisation, assets_controlled: 0, alerts: 0, analyst_h: 0.0, user_h_lost: 0.0 }
    }
}

/// The organisations of an incident whose services came out as `services`.
pub(super) fn fold(outcome: &Outcome<'_>, services: &[ServiceResult], organisations: &mut Vec<OrganisationResult>) {
    organisations.clear();
    let city = outcome.city;
    for &asset in &outcome.progress.touched {
        if outcome.look(asset).marks & mark::WAS_HELD != 0 {
            entry(organisations, city.class(asset).operator).assets_controlled += 1;
        }
    }
    for (row, desk) in outcome.progress.desks.iter().enumerate() {
        if desk.alerts() > 0 {
            let found = entry(organisations, OrganisationIndex::from_row(row));
            found.alerts = desk.alerts();
            found.analyst_h = desk.worked_h();
        }
    }
    for lost in services {
        let user_h = lost.user_h_lost_attack + lost.user_h_lost_response;
        if user_h > 0.0 {
            entry(organisations, city.services[lost.service.row()].provider).user_h_lost += user_h;
        }
    }
    organisations.sort_unstable_by_key(|result| result.organisation);
}

/// The result of `organisation`, begun if there was none: few are met, so the list is looked through.
fn entry(list: &mut Vec<OrganisationResult>, organisation: OrganisationIndex) -> &mut OrganisationResult {
    let row = list.iter().position(|result| result.organisation == organisation).unwrap_or_else(|| {
        list.push(OrganisationResult::new(organisation));
        list.len() - 1
    });
    &mut list[row]
}
