//! Cutting off costs: whatever a service of the shipped city rests on, it loses when that is isolated, and when a partner that runs it
//! cuts the city off.

use yagura_sim::city::City;

use crate::shipped::{mean, play, scenario};

fn city() -> City {
    City::build(yagura_scenarios::load_city("hoshimi").expect("the shipped city is good").records)
        .expect("the shipped city is good")
}

/// The portal goes on showing what it has while the nightly export stands still.
const SERVES_ON: [(&str, &str); 1] = [("open-data", "export-job")];

#[test]
fn a_service_loses_what_it_decides_at_what_it_commands_and_what_it_reads() {
    let city = city();
    for (row, service) in city.services.iter().enumerate() {
        let readings = service.inputs.iter().flat_map(|group| &group.members);
        for &asset in service.decides_at.iter().chain(&service.commands).chain(readings) {
            let id = city.assets[asset.row()].id.as_str();
            let needed = city.needed_by.of(asset.row()).iter().any(|s| s.row() == row)
                || city.reading_of.of(asset.row()).iter().any(|reading| reading.service.row() == row);
            assert!(
                needed || SERVES_ON.contains(&(service.id.as_str(), id)),
                "isolating {id} would cost {} nothing",
                service.id
            );
        }
    }
}

#[test]
fn the_store_the_gateway_and_the_brokers_of_the_city_os_each_carry_a_service() {
    let city = city();
    for id in ["os-store-1", "os-api-gateway-1", "os-broker-1", "security-cloud-1"] {
        let asset = city.assets.iter().position(|asset| asset.id == id).expect(id);
        assert!(!city.needed_by.of(asset).is_empty(), "isolating {id} and its like would cost nothing");
    }
}

#[test]
fn a_cut_off_by_the_prefecture_costs_and_being_let_in_again_sooner_costs_less() {
    let attack = scenario("maintenance-link-ransomware");
    let sets = ["today-jp", "today-jp,+CPS.CO-3"];
    let lost = |chance: f64| {
        play(&attack, "service_user_h_lost_response", &sets, 20, 10, &[("partner_cut_off", chance)])
            .iter()
            .map(|values| mean(values))
            .collect::<Vec<_>>()
    };
    let (never, always) = (lost(0.0), lost(1.0));
    // Without a cut-off there is nothing that telling partners could shorten.
    assert_eq!(never[0].to_bits(), never[1].to_bits());
    assert!(always[0] > never[0], "{} user-hours with cut-offs, {} without", always[0], never[0]);
    assert!(always[1] < always[0], "{} user-hours with CPS.CO-3, {} as today", always[1], always[0]);
}
