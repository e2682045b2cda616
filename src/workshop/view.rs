//! What of the workshop a role may see.

use serde_json::{Value, json};

use super::basket;
use super::material::Material;
use super::queue::{Queue, Work};
use super::room::Role;
use super::shelf::Shelf;
use super::state::{Phase, Team, Workshop};

/// The workshop as `role` sees it. Before the debrief a team sees of the others who they are and whether they are ready.
pub(super) fn view(
    material: &Material,
    workshop: &Workshop,
    (queue, shelf): (&Queue, &Shelf),
    faults: &[(Vec<String>, String)],
    role: &Role,
    version: u64,
) -> Value {
    let basket_of = |team: &Team| team.basket.clone().unwrap_or_default();
    let one = |team: &Team| {
        let open = role.sees(&team.id, workshop.phase);
        let key = (workshop.scenario.clone(), basket_of(team));
        let mut shown = json!({
            "id": team.id,
            "name": team.name,
            "chosen": team.basket.is_some(),
            "predicted": team.prediction.is_some(),
            "played": shelf.played(&key).is_some(),
            "asked": workshop.asked.contains(&key.1),
        });
        if open && let Some(object) = shown.as_object_mut() {
            object.insert("basket".into(), json!(team.basket));
            object.insert("prediction".into(), json!(team.prediction));
            object.insert("cost".into(), json!(basket::cost(material, &basket_of(team))));
            object.insert("knocked_out".into(), json!(shelf.knocked_out(&key).is_some()));
            object.insert("expression".into(), json!(basket::expression(material, &key.1)));
            if let Some((_, fault)) = faults.iter().find(|(basket, _)| *basket == key.1) {
                object.insert("fault".into(), json!(fault));
            }
        }
        shown
    };
    let jobs: Vec<Value> = queue
        .jobs()
        .filter(|(job, _)| job.key.0 == workshop.scenario)
        .filter_map(|(job, place)| {
            // The baseline belongs to everybody and to nobody in particular.
            let teams: Vec<&str> = workshop
                .teams
                .iter()
                .filter(|team| basket_of(team) == job.key.1 && role.sees(&team.id, workshop.phase))
                .map(|team| team.id.as_str())
                .collect();
            let (done, total) = job.share.now();
            (role.leads() || !teams.is_empty() || job.key.1.is_empty()).then(|| {
                json!({
                    "teams": teams,
                    "baseline": job.key.1.is_empty(),
                    "work": if job.work == Work::Play { "play" } else { "knock_out" },
                    "place": place,
                    "done": done,
                    "total": total,
                })
            })
        })
        .collect();
    let all_played = !workshop.teams.is_empty()
        && workshop.teams.iter().all(|team| shelf.played(&(workshop.scenario.clone(), basket_of(team))).is_some());
    json!({
        "version": version,
        "role": role.name(),
        "team": role.team(),
        "phase": workshop.phase,
        "open": workshop.phase <= Phase::Predict,
        "scenario": workshop.scenario,
        "budget_jpy": workshop.budget_jpy,
        "size": { "draws": workshop.draws, "replications": workshop.replications },
        "teams": workshop.teams.iter().map(one).collect::<Vec<_>>(),
        "queue": jobs,
        "waiting": queue.jobs().count(),
        "all_played": all_played,
    })
}
