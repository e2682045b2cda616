//! k of n: a service with the rule 2 of 3 decides wrongly if at least two of three readings are false, 3 p^2 (1 - p) + p^3.

use crate::world::{World, assert_share};

fn gauges(rule: &str, targets: &str, p: f64, n: u32) -> usize {
    let mut world = World::new()
        .hands("\"unlimited\"")
        .horizon_d(10.0)
        .dataset("level")
        .fixed("hour", "hour", 1.0)
        .fixed("one", "count", 1.0)
        .fixed("p", "probability", p)
        .technique_row("spoof,reach,spoof,hour,p@pair,,one,,no,assumption")
        .asset_in("app", "service_application", "net", "", "")
        .service("watch", rule, "id:app");
    for gauge in ["g1", "g2", "g3"] {
        world = world.asset_in(gauge, "sensor", "net", "level", "reach").flow(gauge, "app", "level", 600.0);
    }
    let rows = world
        .step(&format!(
            "id = \"one\"\ntechnique = \"spoof\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"{targets}\"\nspoof = \"offset\""
        ))
        .play(n);
    rows.all("wrong_decision_h").iter().filter(|x| **x > 0.0).count()
}

#[test]
fn two_of_three_false_readings_make_a_wrong_decision() {
    let (p, n) = (0.4, 20_000);
    assert_share(gauges("level=2/3@reach", "kind=sensor", p, n), n as usize, 3.0 * p * p * (1.0 - p) + p * p * p);
    assert_share(gauges("level=1/3@reach", "kind=sensor", p, n), n as usize, 1.0 - (1.0 - p) * (1.0 - p) * (1.0 - p));
}

#[test]
fn one_false_reading_under_two_of_three_costs_exactly_nothing() {
    assert_eq!(gauges("level=2/3@reach", "id=g1", 1.0, 500), 0);
}
