//! A workshop is its file.

use super::*;

#[test]
fn a_workshop_goes_on_from_its_file() {
    let path = file("again");
    let state = ["--state", path.to_str().expect("UTF-8")];
    let (team, facilitator, before);
    {
        let workshop = Workshop::begin(&state);
        team = workshop.join("水");
        facilitator = workshop.facilitator.clone();
        workshop.phase("choose");
        assert_eq!(workshop.basket(&team, &["CPS.DS-3"]).0, 200);
        workshop.phase("run");
        assert_eq!(workshop.send("POST", "/api/runs", &team.1, &json!({})).0, 200);
        workshop.wait();
        before = workshop.get("/api/results", &team.1).1;
    }
    let text = std::fs::read_to_string(&path).expect("a file");
    assert!(!text.contains(&team.1) && !text.contains(&facilitator), "the file holds no token");
    let workshop = Workshop::begin(&state);
    // Links that were given out stay good, and what was asked is played again with the same result.
    workshop.wait();
    assert_eq!(workshop.get("/api/results", &team.1).1, before);
    assert_eq!(workshop.get("/api/state", &facilitator).1["role"], "facilitator");
    assert_eq!(workshop.get("/api/state", &team.1).1["phase"], "run");
    // The file's own size goes before that of the command line.
    drop(workshop);
    let workshop = Workshop::begin(&[state[0], state[1], "--replications", "5"]);
    assert_eq!(workshop.get("/api/state", "").1["size"]["replications"], 2);
    drop(workshop);
    // With other inputs its numbers would be others.
    let other = open(&[state[0], state[1], "--set", "radio_try_h=3"]);
    assert!(matches!(other, Err(Failure::Usage(_))));
}

#[test]
fn another_scenario_begins_a_new_round() {
    let workshop = Workshop::begin(&[]);
    let team = workshop.join("team");
    workshop.phase("predict");
    assert_eq!(workshop.basket(&team, &["CPS.DS-3"]).0, 200);
    let path = format!("/api/teams/{}/prediction", team.0);
    assert_eq!(workshop.send("PUT", &path, &team.1, &prediction()).0, 200);
    workshop.phase("run");
    let (_, state) =
        workshop.send("PUT", "/api/state", &workshop.facilitator, &json!({ "scenario": "contractor-leak" }));
    assert_eq!((&state["phase"], &state["teams"][0]["predicted"]), (&json!("scenario"), &json!(false)));
    assert_eq!(state["teams"][0]["basket"], json!(["CPS.DS-3"]));
}

#[test]
fn a_file_that_is_no_workshop_is_bad_input() {
    let path = file("bad");
    std::fs::write(&path, "{}").expect("written");
    let opened = open(&["--state", path.to_str().expect("UTF-8")]);
    assert!(matches!(opened, Err(Failure::Input(_))));
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), "{}", "it is left as it was");
    assert!(Path::new(&path).is_file());
}
