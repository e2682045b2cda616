//! Yen: what a record and an hour of forensics cost.

use crate::compared::{N, assert_always, assert_grows};
use crate::world::{Rows, World};

fn leaked(personal: &str, jpy_per_record: f64, forensics_jpy: f64) -> Rows {
    World::new()
        .horizon_d(10.0)
        .dataset_row(&format!("people,closed,{personal},500,city"))
        .asset_row("db,server,net,,,,people")
        .role_fixed("jpy_per_record", "jpy", jpy_per_record)
        .role_fixed("forensics_server_jpy", "jpy", forensics_jpy)
        .role_fixed("outsider_notice_per_h", "per_hour", 0.01)
        .fixed("hour", "hour", 1.0)
        .fixed("half", "probability", 0.5)
        .technique("enter", "administrator", "hour", "half@pair")
        .technique_row("copy,host,exfiltrate,hour,,,,,no,assumption")
        .step("id = \"one\"\ntechnique = \"enter\"\nover = \"reach\"\nfrom = \"outside\"\nat = \"id=db\"")
        .step("id = \"two\"\ntechnique = \"copy\"\nover = \"host\"\nfrom = \"held\"\nat = \"id=db\"\nneeds = [\"one\"]")
        .play(N)
}

#[test]
fn a_dearer_record_makes_a_leak_dearer_and_the_response_not() {
    let (cheap, dear) = (leaked("yes", 100.0, 1e6), leaked("yes", 700.0, 1e6));
    assert_grows(&cheap, &dear, "loss_attack_jpy", 100);
    assert_eq!(cheap.all("loss_response_jpy"), dear.all("loss_response_jpy"));
    let worth: Vec<f64> = cheap.all("people_exposed").iter().map(|people| people * 100.0).collect();
    assert_eq!(cheap.all("loss_attack_jpy"), worth);
}

#[test]
fn records_of_nobody_cost_nothing_by_the_head() {
    assert_always(&leaked("no", 700.0, 0.0), "loss_attack_jpy", 0.0);
}

#[test]
fn forensics_are_the_responses_cost() {
    let (cheap, dear) = (leaked("yes", 100.0, 1e6), leaked("yes", 100.0, 3e6));
    assert_grows(&cheap, &dear, "loss_response_jpy", 50);
    assert_eq!(cheap.all("loss_attack_jpy"), dear.all("loss_attack_jpy"));
}
