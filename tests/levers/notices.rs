//! Who notices beside the desk: outsiders, people, a contractor, the attacker's own note.

use crate::compared::{N, assert_always, assert_grows};
use crate::world::{Rows, World};

const ENTER: &str = "id = \"one\"\ntechnique = \"enter\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=a\"";

fn entered() -> World {
    World::new()
        .horizon_d(100.0)
        .asset("a")
        .fixed("hour", "hour", 1.0)
        .technique("enter", "administrator", "hour", "")
        .step(ENTER)
}

#[test]
fn attentive_outsiders_notice_sooner() {
    let with = |rate| entered().role_fixed("outsider_notice_per_h", "per_hour", rate).play(N);
    let (attentive, usual) = (with(0.005), with(0.0005));
    // Within 100 days one in e^12 stays unnoticed by the one, three in ten by the other.
    assert_grows(&attentive, &usual, "detection_delay_h", 200);
    assert_always(&attentive, "detected_by_desk", 0.0);
    assert_grows(&usual, &attentive, "detected_by_outsider", 80);
}

/// A service stands still because `technique` stopped what it needs.
fn outage(effect: &str, hours: f64) -> Rows {
    entered()
        .service_on("counter", 30, "id:a")
        .role_exponential("visible_notice_h", hours)
        .technique_row(&format!("stop,host,{effect},hour,,,,,no,assumption"))
        .step("id = \"two\"\ntechnique = \"stop\"\nover = \"host\"\nfrom = \"held\"\nat = \"id=a\"\nneeds = [\"one\"]")
        .play(N)
}

#[test]
fn an_outage_that_is_seen_sooner_is_detected_sooner_by_people() {
    let (soon, late) = (outage("disrupt", 2.0), outage("disrupt", 40.0));
    assert_grows(&soon, &late, "detection_delay_h", N as usize / 2);
    assert_always(&soon, "detected_by_people", 1.0);
}

#[test]
fn a_ransom_note_announces_itself() {
    let rows = outage("encrypt", 20.0);
    assert!(rows.all("detected_by_attacker").contains(&1.0));
    assert_always(&rows, "detected", 1.0);
}

fn wrong_service(seen_per_day: f64, questioned: f64) -> Rows {
    World::new()
        .horizon_d(100.0)
        .dataset("level")
        .asset_in("app", "service_application", "net", "", "")
        .asset_in("g", "sensor", "net", "level", "reach")
        .flow("g", "app", "level", 600.0)
        .service("watch", "level=1/1@reach", "id:app")
        .fixed("hour", "hour", 1.0)
        .role_fixed("outputs_seen_per_day", "per_day", seen_per_day)
        .role_fixed("user_questions_output", "probability", questioned)
        .technique("spoof", "spoof", "hour", "")
        .step(
            "id = \"one\"\ntechnique = \"spoof\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=g\"\nspoof = \"offset\"",
        )
        .play(N)
}

#[test]
fn people_who_question_what_they_see_find_a_wrong_service() {
    let (seldom, often) = (wrong_service(5.0, 0.01), wrong_service(5.0, 0.2));
    assert_grows(&often, &seldom, "detection_delay_h", 200);
    assert_grows(&often, &seldom, "wrong_decision_h", 200);
    assert_always(&wrong_service(5.0, 0.0), "detected", 0.0);
}

#[test]
fn more_outputs_looked_at_are_questioned_sooner() {
    assert_grows(&wrong_service(50.0, 0.05), &wrong_service(2.0, 0.05), "detection_delay_h", 200);
}

#[test]
fn sirens_that_sound_falsely_are_heard_sooner_or_later() {
    let with = |hours| {
        World::new()
            .horizon_d(10.0)
            .asset_in("siren", "actuator", "net", "", "")
            .fixed("hour", "hour", 1.0)
            .role_fixed("false_command_notice_h", "hour", hours)
            .technique("sound", "command", "hour", "")
            .step("id = \"one\"\ntechnique = \"sound\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=siren\"")
            .play(N)
    };
    assert_always(&with(0.1), "detection_delay_h", 0.1);
    assert_always(&with(2.0), "detection_delay_h", 2.0);
    assert_always(&with(2.0), "detected_by_people", 1.0);
}

#[test]
fn a_contractor_that_finds_its_own_leak_sooner_tells_sooner() {
    let with = |hours| {
        World::new()
            .horizon_d(100.0)
            .organisation("helper,contractor,none,0,round the clock,")
            .contract("helper,city,data_processing,,,")
            .dataset("people")
            .asset_row("pc,workstation,net,helper,,,people")
            .fixed("hour", "hour", 1.0)
            .role_exponential("contractor_notice_h", hours)
            .technique_row("steal,host,exfiltrate,hour,,,,,no,assumption")
            .step("id = \"one\"\ntechnique = \"steal\"\nover = \"host\"\nfrom = \"outside\"\nat = \"id=pc\"")
            .play(N)
    };
    let (soon, late) = (with(20.0), with(400.0));
    assert_grows(&soon, &late, "detection_delay_h", 300);
    assert_always(&soon, "detected_by_supplier", 1.0);
}

#[test]
fn an_insider_is_noticed_outside_when_what_he_took_turns_up() {
    let taken = |cause: &str| {
        World::new()
            .horizon_d(100.0)
            .dataset("list")
            .asset_row("db,server,net,,,,list")
            .fixed("hour", "hour", 1.0)
            .role_fixed("outsider_notice_per_h", "per_hour", 1000.0)
            .role_fixed("insider_notice_h", "hour", 500.0)
            .mistake_row(&format!("copy,reach,exfiltrate,hour,,,,,no,{cause}"))
            .step("id = \"one\"\ntechnique = \"copy\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=db\"")
            .play(N)
    };
    assert_always(&taken("insider"), "detection_delay_h", 500.0);
    assert!(taken("").all("detection_delay_h").iter().all(|hours| *hours < 1.0));
}
