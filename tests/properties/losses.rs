//! Nothing is lost that was not there: user-hours, hours of decisions, records.

use proptest::prelude::*;
use yagura_sim::experiment::Experiment;
use yagura_sim::incident::{Fact, Twin};
use yagura_sim::measure::Row;

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
