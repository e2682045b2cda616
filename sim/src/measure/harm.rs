//! What it cost: service lost to the attack and to the response apart, wrong decisions, unsafe commands, records, money.

use crate::city::{AssetKind, City, DataClass};
use crate::ids::{DatasetIndex, TechniqueIndex};
use crate::incident::{Fact, mark};
use crate::knowledge::{ImpactTarget, Role};

use super::Outcome;
use super::by_part::ServiceResult;
use super::definition::{Better, Family, MeasureDefinition, MeasureKind, Unit};

const fn harm(key: &'static str, unit: Unit) -> MeasureDefinition {
    MeasureDefinition::new(key, unit, Family::Harm, Better::Lower, MeasureKind::Amount)
}

pub(super) const DEFINITIONS: &[MeasureDefinition] = &[
    harm("service_user_h_lost", Unit::UserHours),
    harm("service_user_h_lost_attack", Unit::UserHours),
    harm("service_user_h_lost_response", Unit::UserHours),
    harm("wrong_decision_h", Unit::Hours),
    harm("unsafe_commands", Unit::Count),
    harm("records_exposed", Unit::Records),
    harm("records_exposed_closed", Unit::Records),
    harm("records_exposed_personal", Unit::Records),
    harm("people_exposed", Unit::People),
    harm("contaminated_records", Unit::Records),
    harm("loss_jpy", Unit::Yen),
    harm("loss_attack_jpy", Unit::Yen),
    harm("loss_response_jpy", Unit::Yen),
];

/// Records that got out per dataset: the largest copy counts, copies of the same records are not added.
fn exposed(outcome: &mut Outcome<'_>) -> Vec<(DatasetIndex, f64)> {
    let mut list: Vec<(DatasetIndex, f64)> = Vec::new();
    let progress = outcome.progress;
    for leak in &progress.leaks {
        let technique = TechniqueIndex(leak.technique);
        let factor = outcome.posture.impact_factor(ImpactTarget::RecordsExposed, Some(technique)).min(1.0);
        list.push((leak.dataset, leak.records * factor));
    }
    for publication in &progress.publications {
        let technique = TechniqueIndex(publication.technique);
        let first_day = outcome.posture.parameters().role(Role::CopiedFirstDay, 1.0);
        let days = publication.until.unwrap_or(outcome.horizon).since(publication.since).hours() / 24.0;
        // Each day the same share of what is not yet copied is copied.
        let copied = 1.0 - libm::pow(1.0 - first_day, days);
        let factor = outcome.posture.impact_factor(ImpactTarget::RecordsExposed, Some(technique)).min(1.0);
        let records = outcome.city.datasets[publication.dataset.row()].records as f64;
        list.push((publication.dataset, records * copied * factor));
    }
    list.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    list.dedup_by_key(|(dataset, _)| *dataset);
    list
}

/// People whose data got out: per population the share of its widest leak, since several datasets tell of the same people.
fn people(city: &City, exposed: &[(DatasetIndex, f64)]) -> f64 {
    let mut most: Vec<(&str, f64)> = Vec::new();
    for &(dataset, records) in exposed {
        let row = &city.datasets[dataset.row()];
        let share = if row.records > 0 { records / row.records as f64 } else { 0.0 };
        let people = row.people as f64 * share;
        match most.iter_mut().find(|(population, _)| *population == row.people_of) {
            Some((_, known)) => *known = known.max(people),
            None => most.push((&row.people_of, people)),
        }
    }
    most.iter().map(|(_, people)| people).sum()
}

/// False readings delivered: for every asset that false data of an origin reached, duration over the shortest interval of the flows
/// that bring it.
fn contaminated(outcome: &Outcome<'_>) -> f64 {
    let mut records = 0.0;
    if !outcome.log.tells_of_taint() {
        return records;
    }
    let entries = outcome.log.entries();
    for (row, entry) in entries.iter().enumerate() {
        let Fact::Tainted { asset, origin } = entry.fact else { continue };
        let until = entries[row..]
            .iter()
            .find(|later| matches!(later.fact, Fact::TaintCleared { origin: o } if o == origin))
            .map_or(outcome.horizon, |later| later.at);
        let interval = outcome
            .city
            .flows_in
            .of(asset.row())
            .iter()
            .map(|f| &outcome.city.flows[f.row()])
            .filter(|f| {
                f.datasets.is_empty()
                    || outcome.city.assets[origin.row()].datasets.iter().any(|d| f.datasets.contains(d))
            })
            .map(|f| f.interval_h)
            .fold(f64::INFINITY, f64::min);
        if interval > 0.0 && interval.is_finite() {
            records += libm::floor(until.since(entry.at).hours() / interval) + 1.0;
        }
    }
    records
}

pub(super) fn fold(outcome: &mut Outcome<'_>, values: &mut Vec<Option<f64>>, services: &mut Vec<ServiceResult>) {
    services.clear();
    let city = outcome.city;
    let (stopped_by, falsified_by) = (outcome.progress.stopped_by, outcome.progress.falsified_by);
    let user_h = outcome.posture.impact_factor(ImpactTarget::ServiceUserHours, stopped_by);
    let wrong = outcome.posture.impact_factor(ImpactTarget::WrongDecisionHours, falsified_by);
    let residual = outcome.posture.impact_factor(ImpactTarget::ResidualDamage, None);
    let (mut attack, mut response, mut attack_jpy, mut response_jpy, mut wrong_h) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (service, state) in outcome.services() {
        let row = &city.services[service.row()];
        let attack_h = state.unnoticed_h + (state.attack_h - state.unnoticed_h) * residual;
        let (a, r) = (row.users as f64 * attack_h * user_h, row.users as f64 * state.response_h * user_h);
        attack += a;
        response += r;
        let (a_jpy, r_jpy, w) = (a * row.jpy_per_user_hour, r * row.jpy_per_user_hour, state.wrong_h * wrong);
        attack_jpy += a_jpy;
        response_jpy += r_jpy;
        wrong_h += w;
        if a > 0.0 || r > 0.0 || w > 0.0 {
            services.push(ServiceResult {
                service,
                user_h_lost_attack: a,
                user_h_lost_response: r,
                wrong_decision_h: w,
                loss_jpy: a_jpy + r_jpy,
            });
        }
    }
    let list = exposed(outcome);
    let sum = |keep: &dyn Fn(DatasetIndex) -> bool| -> f64 {
        list.iter().filter(|(d, _)| keep(*d)).map(|(_, records)| records).sum()
    };
    let personal = sum(&|d| city.datasets[d.row()].personal);
    let people = people(city, &list);
    // The published cost is one per person told and compensated, not per row of a log.
    attack_jpy += people * outcome.posture.parameters().role(Role::JpyPerRecord, 0.0);
    let server = outcome.posture.parameters().role(Role::ForensicsServerJpy, 0.0);
    let workstation = outcome.posture.parameters().role(Role::ForensicsWorkstationJpy, 0.0);
    let recognised = if outcome.progress.detection.is_some() { &outcome.progress.touched[..] } else { &[] };
    for &asset in recognised {
        if outcome.look(asset).marks & mark::WAS_HELD == 0 {
            continue;
        }
        response_jpy += match city.class(asset).kind {
            AssetKind::Workstation => workstation,
            AssetKind::Sensor | AssetKind::Actuator | AssetKind::Camera => 0.0,
            _ => server,
        };
    }
    let values_of = [
        attack + response,
        attack,
        response,
        wrong_h,
        outcome.progress.tally.unsafe_commands,
        sum(&|_| true),
        sum(&|d| city.datasets[d.row()].class == DataClass::Closed),
        personal,
        people,
        contaminated(outcome),
        attack_jpy + response_jpy,
        attack_jpy,
        response_jpy,
    ];
    values.extend(values_of.map(Some));
}
