//! Sanity statements of the scenarios beyond the core, one test each.

use yagura_sim::scenario::Scenario;

use crate::shipped::{mean, play, scenario, without_federation};

fn hits(values: &[Option<f64>]) -> usize {
    values.iter().filter(|v| v.is_some_and(|v| v > 0.0)).count()
}

/// Middle of the values that are there.
fn median(values: &[Option<f64>]) -> f64 {
    let mut values: Vec<f64> = values.iter().flatten().copied().collect();
    assert!(!values.is_empty(), "nothing to take the middle of");
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Mean of `measure` under today's set and under today's with `raised` in full.
fn means(scenario: &Scenario, measure: &str, raised: &str) -> (f64, f64) {
    let raised = format!("today-jp,+{raised}");
    let values = play(scenario, measure, &["today-jp", &raised], 40, 15, &[]);
    (mean(&values[0]), mean(&values[1]))
}

/// With a key per device the residual follows `device_auth_spoof_block` (0.85 to 0.999): few rogue devices are let in.
#[test]
fn keys_per_device_let_hardly_a_rogue_device_in() {
    let sets = ["today-jp", "today-jp,+CPS.AC-3,+CPS.DS-13"];
    let values = play(&scenario("rogue-device"), "wrong_decision_h", &sets, 60, 15, &[]);
    let ratio = hits(&values[1]) as f64 / hits(&values[0]) as f64;
    assert!(ratio < 0.3, "ratio {ratio}");
}

/// Every taker of the release is exposed, few are used.
#[test]
fn a_poisoned_release_reaches_many_and_uses_one() {
    let scenario = scenario("malicious-update");
    let values = play(&scenario, "assets_controlled", &["none"], 20, 10, &[]);
    let most = values[0].iter().flatten().copied().fold(0.0, f64::max);
    assert!(most >= 10.0, "at most {most} takers");
    assert_eq!(scenario.steps.iter().find(|step| step.id == "use-one").and_then(|step| step.how_many), Some(1));
}

/// Encrypted media lower what is exposed, not how often something is lost.
#[test]
fn encryption_loses_as_many_sticks_and_fewer_records() {
    let sets = ["today-jp", "today-jp,+CPS.DS-2"];
    let values = play(&scenario("lost-media"), "records_exposed", &sets, 60, 20, &[]);
    assert_eq!(hits(&values[0]), hits(&values[1]));
    assert!(hits(&values[0]) > 0 && mean(&values[1]) < 0.7 * mean(&values[0]));
}

/// Training hardly matters (one of six desks is enough), a second factor does.
#[test]
fn a_second_factor_saves_the_administrator_and_training_hardly_does() {
    let taken = scenario("privileged-account-taken");
    let (today, trained) = means(&taken, "assets_controlled", "CPS.AT-1");
    let (_, factor) = means(&taken, "assets_controlled", "CPS.AC-6");
    assert!(trained > 0.8 * today, "{trained} of {today}");
    assert!(factor < 0.75 * today, "{factor} of {today}");
}

/// A lock slows guessing and does nothing against one known factory password.
#[test]
fn a_lock_helps_against_guessing_and_not_against_a_known_password() {
    let guessing = scenario("field-password-guessing");
    let (today, locked) = means(&guessing, "assets_controlled", "CPS.AC-4");
    assert!(locked < today, "{locked} of {today}");
    let worm = scenario("iot-worm");
    let sets = ["today-jp", "today-jp,+CPS.AC-4"];
    let values = play(&worm, "entered", &sets, 20, 10, &[]);
    assert_eq!(values[0], values[1], "the first device falls to its factory password");
}

/// `insider_exfil_detection_days` is 180 to 3500: whom the city's own desk does not see is seen by others late.
#[test]
fn outsiders_notice_an_insider_after_months() {
    let values = play(&scenario("insider-rights"), "detection_delay_h", &["none"], 40, 15, &[]);
    let days = median(&values[0]) / 24.0;
    assert!(days > 60.0, "median {days} days");
}

/// At most so many sites a night as one position reaches: never the whole city.
#[test]
fn hands_reach_a_few_underpasses() {
    let one_site = [("sites_per_position", 1.0)];
    let values = play(&scenario("roadside-tampering"), "assets_controlled", &["none"], 20, 10, &one_site);
    let most = values[0].iter().flatten().copied().fold(0.0, f64::max);
    // Two probes and a sign controller stand at one underpass.
    assert!((1.0..=3.0).contains(&most), "{most} devices");
}

/// An open store is noticed after days or months, not after the half hour of a siren.
#[test]
fn a_store_that_stands_open_is_noticed_after_days() {
    let values = play(&scenario("cloud-setting"), "detection_delay_h", &["today-jp"], 30, 10, &[]);
    let days = median(&values[0]) / 24.0;
    assert!((2.0..200.0).contains(&days), "median {days} days");
}

/// A token that is revoked at once is worth nothing; how long tokens live is the scenario's hinge (`secret_leak_remediation_days`).
#[test]
fn a_token_revoked_at_once_opens_nothing() {
    let abuse = scenario("junction-api-abuse");
    let at_once = [("secret_leak_remediation_days", 0.001)];
    assert_eq!(hits(&play(&abuse, "records_exposed", &["today-jp"], 20, 10, &at_once)[0]), 0);
    assert!(hits(&play(&abuse, "records_exposed", &["today-jp"], 20, 10, &[])[0]) > 0);
}

/// Without the federation link a neighbour's altered data cost exactly nothing.
#[test]
fn without_the_link_a_neighbour_costs_nothing() {
    let values = without_federation("federation-neighbour", "alter-at-neighbour", "wrong_decision_h");
    assert_eq!(hits(&values), 0);
}

/// The loss ends with the flood: more days of watching add nothing, more days of patience do.
#[test]
fn the_loss_of_a_flood_ends_with_the_flood() {
    let lost = |patience_d: f64, horizon_d: f64| {
        let mut flood = scenario("broker-dos");
        flood.horizon_h = horizon_d * 24.0;
        flood.attacker.as_mut().expect("somebody floods").patience_d = patience_d;
        play(&flood, "service_user_h_lost_attack", &["today-jp"], 20, 10, &[]).remove(0)
    };
    assert_eq!(lost(2.0, 30.0), lost(2.0, 60.0));
    assert!(mean(&lost(0.2, 30.0)) < mean(&lost(2.0, 30.0)));
}

/// Self-spreading malware stays on what it can live on, and lists of peers and passwords of one's own stop it.
#[test]
fn the_worm_lives_on_devices_and_is_stopped_by_lists_and_passwords() {
    let worm = scenario("iot-worm");
    let city_os = play(&worm, "assets_controlled_city_os", &["none"], 20, 10, &[]);
    assert_eq!(hits(&city_os[0]), 0);
    for control in ["CPS.IP-1", "CPS.AC-8"] {
        let (today, raised) = means(&worm, "assets_controlled", control);
        assert!(raised < 0.9 * today, "{control}: {raised} of {today}");
    }
}

/// What checks content costs hours of analysts even where nobody attacks (`sensor_anomaly_false_alarm_per_day`).
#[test]
fn checking_content_costs_analysts_hours_where_nobody_attacks() {
    let (today, checked) = means(&scenario("faulty-sensor"), "analyst_false_alarm_h", "CPS.CM-3");
    assert!(checked > today, "{checked} h against {today} h");
}

/// Back after weeks: `recovery_days_jp_ransomware` has a median of 29 days; nobody in the city is taken.
#[test]
fn a_partner_comes_back_after_weeks_and_nothing_in_the_city_is_taken() {
    let stops = scenario("partner-stops-us");
    let days = median(&play(&stops, "recovery_delay_h", &["today-jp"], 40, 10, &[])[0]) / 24.0;
    assert!((10.0..90.0).contains(&days), "median {days} days");
    assert_eq!(hits(&play(&stops, "assets_controlled", &["today-jp"], 10, 10, &[])[0]), 0);
}

/// A precautionary cut-off: everything that is lost is lost to the response.
#[test]
fn being_cut_off_costs_and_the_attack_does_not() {
    let cut = scenario("cut-off-as-precaution");
    assert_eq!(hits(&play(&cut, "service_user_h_lost_attack", &["today-jp"], 20, 15, &[])[0]), 0);
    let never = [("partner_cut_off", 0.0)];
    let without = mean(&play(&cut, "service_user_h_lost", &["today-jp"], 30, 15, &never)[0]);
    let with = mean(&play(&cut, "service_user_h_lost", &["today-jp"], 30, 15, &[])[0]);
    assert!(with > 1.5 * without, "{with} against {without} user-hours");
}

/// A keeper who stands at the gate refuses or not; where the device itself refuses what cannot be, fewer obey.
#[test]
fn devices_that_check_commands_obey_fewer() {
    let (today, checked) = means(&scenario("false-set-points"), "unsafe_commands", "CPS.CM-3");
    assert!(checked < 0.7 * today, "{checked} of {today}");
}

/// What a hazard puts out comes back with crews: days, not the weeks of rebuilding.
#[test]
fn what_water_put_out_comes_back_within_days() {
    let days = median(&play(&scenario("power-and-flood"), "recovery_delay_h", &["today-jp"], 30, 10, &[])[0]) / 24.0;
    assert!((0.2..10.0).contains(&days), "median {days} days");
}
