//! Nothing is lost that was not there: user-hours, hours of decisions, records.

use proptest::prelude::*;
use yagura_sim::experiment::Experiment;
use yagura_sim::incident::{Fact, Twin};
use yagura_sim::measure::{Row, ServiceResult};

use crate::runs::{each_incident, rows, value};
use crate::settings::cases;
use crate::shipped::{CORE, experiment, scenario};
use crate::tiny::tiny;

/// Rounding over a few hundred sums.
const SLACK: f64 = 1.0 + 1e-9;

fn judge(experiment: &Experiment, row: &Row) -> Result<(), TestCaseError> {
    let (city, horizon_h) = (&experiment.city, experiment.scenarios[0].horizon_h);
    let users: f64 = city.services.iter().map(|service| service.users as f64).sum();
    let records: f64 = city.datasets.iter().map(|dataset| dataset.records as f64).sum();
    let of = |measure| value(row, measure).unwrap_or(0.0);
    prop_assert!(of("service_user_h_lost") <= users * horizon_h * SLACK, "{} user-hours", of("service_user_h_lost"));
    let parts = of("service_user_h_lost_attack") + of("service_user_h_lost_response");
    prop_assert!((parts - of("service_user_h_lost")).abs() <= 1e-9 * parts.max(1.0), "parts make {}", parts);
    let decided = city.services.len() as f64 * horizon_h;
    prop_assert!(of("wrong_decision_h") <= decided * SLACK, "{} wrong hours", of("wrong_decision_h"));
    prop_assert!(of("records_exposed") <= records * SLACK, "{} records", of("records_exposed"));
    prop_assert!(of("assets_controlled") <= of("assets_touched"));
    prop_assert!(of("peak_controlled") <= of("assets_controlled"));
    let sum = |part: &dyn Fn(&ServiceResult) -> f64| row.services.iter().map(part).sum::<f64>();
    for (whole, of_services) in [
        ("service_user_h_lost_attack", sum(&|lost| lost.user_h_lost_attack)),
        ("service_user_h_lost_response", sum(&|lost| lost.user_h_lost_response)),
        ("wrong_decision_h", sum(&|lost| lost.wrong_decision_h)),
    ] {
        prop_assert!((of(whole) - of_services).abs() <= 1e-9 * of_services.max(1.0), "{whole}: services {of_services}");
    }
    let met = &row.organisations;
    prop_assert!(met.iter().map(|o| f64::from(o.assets_controlled)).sum::<f64>() == of("assets_controlled"));
    prop_assert!(met.iter().filter(|o| o.assets_controlled > 0).count() as f64 == of("organisations_reached"));
    prop_assert!(met.iter().map(|o| f64::from(o.alerts)).sum::<f64>() == of("alerts"));
    let user_h: f64 = met.iter().map(|o| o.user_h_lost).sum();
    prop_assert!((user_h - parts).abs() <= 1e-9 * parts.max(1.0), "providers lose {}", user_h);
    for (measure, amount) in yagura_sim::measure::MEASURES.iter().zip(&row.values) {
        prop_assert!(amount.is_none_or(|amount| amount.is_finite() && amount >= 0.0), "{}: {:?}", measure.key, amount);
    }
    for delay in
        ["detection_delay_h", "attack_end_h", "containment_delay_h", "recovery_delay_h", "notification_delay_h"]
    {
        prop_assert!(of(delay) <= horizon_h, "{delay}: {} h", of(delay));
    }
    Ok(())
}

/// No service loses more than all of itself, to attack and response together, at any time.
fn never_more_than_all(twin: &Twin) {
    for entry in twin.log().entries() {
        if let Fact::Capacity { service, attack, response } = entry.fact {
            let within = attack >= 0.0 && response >= 0.0 && attack + response <= SLACK;
            assert!(within, "service {service:?}: {attack} and {response} at {} h", entry.at.hours());
        }
    }
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn no_small_world_loses_more_than_it_has(tiny in tiny()) {
        let experiment = tiny.world().experiment(20);
        for (_, row) in rows(&experiment, 1) {
            judge(&experiment, &row)?;
        }
        each_incident(&experiment, never_more_than_all);
    }
}

#[test]
fn the_shipped_city_loses_no_more_than_it_has() {
    for id in CORE {
        let experiment = experiment(&scenario(id), &["none", "today-jp", "guideline-full"], 8, 5, &[]);
        for (key, row) in rows(&experiment, 2) {
            judge(&experiment, &row).unwrap_or_else(|error| panic!("{id}, {key:?}: {error}"));
        }
    }
}
