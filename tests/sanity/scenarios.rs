//! Sanity statements of the briefs, one test each.

use crate::shipped::{mean, play, scenario};

fn hits(values: &[Option<f64>]) -> usize {
    values.iter().filter(|v| v.is_some_and(|v| v > 0.0)).count()
}

/// (a) one spoofed gauge under a 2-of-3 rule gives exactly zero wrong-decision hours.
#[test]
fn one_spoofed_gauge_under_two_of_three_costs_nothing() {
    let mut one = scenario("river-radio-spoof");
    for step in &mut one.steps {
        step.how_many = Some(1);
    }
    let values = play(&one, "wrong_decision_h", &["today-jp"], 20, 20, &[]);
    assert_eq!(hits(&values[0]), 0);
}

/// (a) a slow drift costs more hours than a jump to the same height, for the jump is caught far more often.
#[test]
fn a_drift_costs_more_than_a_jump_once_readings_are_compared() {
    let set = ["today-jp,+CPS.CM-3,+CPS.AE-2"];
    let as_kind = |kind| {
        let mut scenario = scenario("river-radio-spoof");
        for step in &mut scenario.steps {
            if step.spoof.is_some() {
                step.spoof = Some(kind);
            }
        }
        mean(&play(&scenario, "wrong_decision_h", &set, 40, 20, &[])[0])
    };
    let (drift, jump) =
        (as_kind(yagura_sim::knowledge::SpoofKind::Drift), as_kind(yagura_sim::knowledge::SpoofKind::Jump));
    assert!(drift > jump, "drift {drift} h, jump {jump} h");
}

/// (b) and (h) mirror (c): protecting the channel helps against a liar on the line and not against one at its end.
#[test]
fn a_protected_channel_helps_on_the_line_and_nowhere_else() {
    let sets = ["today-jp", "today-jp,+CPS.DS-3"];
    let on_the_line = scenario("readings-altered-in-transit");
    let values = play(&on_the_line, "wrong_decision_h", &sets, 40, 20, &[]);
    assert!(hits(&values[1]) < hits(&values[0]), "{} against {}", hits(&values[1]), hits(&values[0]));
    for id in ["tampered-gateway", "altered-store"] {
        let values = play(&scenario(id), "wrong_decision_h", &sets, 10, 20, &[]);
        assert_eq!(values[0], values[1], "{id}");
    }
}

/// (e) without subcontractors that nobody reported, every path through the unknown tier vanishes; known tiers stay as they are.
#[test]
fn without_unreported_subcontractors_the_unknown_tier_leaks_nothing() {
    let mut unknown_only = scenario("contractor-leak");
    let unknown: Vec<bool> =
        unknown_only.steps.iter().map(|s| s.id.contains("known-tier") && !s.id.contains("unknown")).collect();
    for (step, known) in unknown_only.steps.iter_mut().zip(&unknown) {
        if *known {
            step.how_many = Some(0);
        }
    }
    let none = [("unreported_resubcontract_share", 0.0)];
    let values = play(&unknown_only, "records_exposed", &["today-jp"], 20, 20, &none);
    assert_eq!(hits(&values[0]), 0);
    let values = play(&unknown_only, "records_exposed", &["today-jp"], 20, 20, &[]);
    assert!(hits(&values[0]) > 0, "with them, something leaks");
}

/// (g) GV-3 from today to full lowers the count by about 29 % at the modes and not to zero.
#[test]
fn classifying_data_lowers_publications_and_does_not_end_them() {
    let sets = ["today-jp", "today-jp,+CPS.GV-3"];
    let values = play(&scenario("closed-data-published"), "records_exposed", &sets, 60, 20, &[]);
    let ratio = hits(&values[1]) as f64 / hits(&values[0]) as f64;
    assert!((0.4..1.0).contains(&ratio), "ratio {ratio}");
}

/// (i) up to the first recognition (d) and (i) are equal event by event: the same attack on the same addresses.
#[test]
fn unprepared_boundaries_change_nothing_before_recognition_and_slow_what_follows() {
    let (prepared, unprepared) = (scenario("maintenance-link-ransomware"), scenario("slow-joint-response"));
    let detection = |s| play(s, "detection_delay_h", &["today-jp"], 40, 25, &[]).remove(0);
    assert_eq!(detection(&prepared), detection(&unprepared));
    let containment = |s| play(s, "containment_delay_h", &["today-jp"], 40, 25, &[]).remove(0);
    let mut factors: Vec<f64> = containment(&prepared)
        .into_iter()
        .zip(containment(&unprepared))
        .filter_map(|(a, b)| a.zip(b))
        .filter(|(a, _)| *a > 0.0)
        .map(|(a, b)| b / a)
        .collect();
    factors.sort_by(f64::total_cmp);
    let median = factors[factors.len() / 2];
    assert!(median > 1.2, "median factor {median} over {} pairs", factors.len());
}

/// (j) a system is open or closed: never 40 % of the sirens.
#[test]
fn sirens_sound_all_together_or_not_at_all() {
    let values = play(&scenario("disaster-radio-false-alarm"), "unsafe_commands", &["none"], 20, 20, &[]);
    let mut sounded: Vec<f64> = values[0].iter().flatten().copied().filter(|v| *v > 0.0).collect();
    sounded.sort_by(f64::total_cmp);
    assert!(!sounded.is_empty());
    // All 90 at the first call; after they were stopped some may sound a second time.
    for n in sounded {
        assert!((90.0..=180.0).contains(&n), "{n} sirens of 90");
    }
}

/// (j) with AC-3, AC-9 and DS-3 the false alarm succeeds in less than 5 % (V7).
#[test]
fn authenticated_sirens_hardly_ever_sound_falsely() {
    let set = ["today-jp,+CPS.AC-3,+CPS.AC-9,+CPS.DS-3"];
    let mut by_radio = scenario("disaster-radio-false-alarm");
    for step in &mut by_radio.steps {
        if step.id.contains("console") {
            step.how_many = Some(0);
        }
    }
    let values = play(&by_radio, "unsafe_commands", &set, 100, 20, &[]);
    let share = hits(&values[0]) as f64 / values[0].len() as f64;
    assert!(share < 0.05, "share {share}");
}
