//! What comes out is what `compare` says.

use super::*;

#[test]
fn the_same_basket_is_played_once_and_everybody_gets_the_same_numbers() {
    let workshop = Workshop::begin(&[]);
    let teams: Vec<_> = (0..4).map(|number| workshop.join(&format!("team {number}"))).collect();
    workshop.phase("choose");
    for (place, team) in teams.iter().enumerate() {
        let controls: &[&str] = if place < 3 { &["CPS.DS-3", "CPS.AC-3"] } else { &["CPS.AC-3"] };
        let (status, answer) = workshop.basket(team, controls);
        assert_eq!(status, 200, "{answer}");
    }
    workshop.phase("run");
    for team in &teams {
        assert_eq!(workshop.send("POST", "/api/runs", &team.1, &json!({})).0, 200);
    }
    workshop.wait();
    // The baseline and two different baskets.
    assert_eq!(workshop.room.handed_out(&crate::workshop::room::Role::Facilitator).expect("a file").asked.len(), 3);
    let own = |team: &(String, String)| {
        let (status, results) = workshop.get("/api/results", &team.1);
        assert_eq!(status, 200, "{results}");
        assert_eq!(results["table"]["sets"].as_array().map(Vec::len), Some(2), "a team sees its own and the baseline");
        results["table"]["sets"][1]["values"].clone()
    };
    assert_eq!(own(&teams[0]), own(&teams[1]));
    let (_, all) = workshop.get("/api/results", &workshop.facilitator);
    let sets = all["table"]["sets"].as_array().expect("sets");
    assert_eq!(sets.len(), 5);
    assert_eq!(sets[1]["values"], sets[3]["values"]);
    assert_eq!(sets[1]["values"], own(&teams[0]));
    // What each control is worth.
    let path = format!("/api/teams/{}/knock-out", teams[0].0);
    refused(&workshop.send("POST", &path, &teams[1].1, &json!({})), 403, "other-team");
    assert_eq!(workshop.send("POST", &path, &workshop.facilitator, &json!({})).0, 200);
    workshop.wait();
    let (_, all) = workshop.get("/api/results", &workshop.facilitator);
    assert_eq!(all["details"][1]["worth"]["rows"].as_array().map(Vec::len), Some(2), "{}", all["details"]);
}

#[test]
fn what_a_control_is_worth_is_what_compare_says() {
    let workshop = Workshop::begin(&["--replications", "40"]);
    let team = workshop.join("team");
    workshop.phase("choose");
    // Two of which the incidents ask something, and one of which they ask nothing.
    assert_eq!(workshop.basket(&team, &["CPS.DS-3", "CPS.CM-3", "CPS.SC-6"]).0, 200);
    workshop.phase("run");
    assert_eq!(workshop.send("POST", &format!("/api/teams/{}/knock-out", team.0), &team.1, &json!({})).0, 200);
    workshop.wait();
    let (_, results) = workshop.get("/api/results", &team.1);
    let worth = &results["details"][1]["worth"];
    assert_eq!((&worth["draws"], &worth["replications"]), (&json!(4), &json!(40)));
    let state = workshop.get("/api/state", &team.1).1;
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let (scenario, expression) = (text(&state["scenario"]), text(&state["teams"][0]["expression"]));

    let out = file("worth").with_file_name("out");
    let size = ["--parameter-draws", "4", "--replications", "40", "--rows", "none"];
    let asked = ["yagura", "--lang", "en", "compare", "--scenario", &scenario, "--controls", &expression];
    let out_text = out.to_str().expect("UTF-8");
    let cli = Cli::parse_from(asked.iter().chain(&size).chain(&["--out", out_text, "--knock-out"]));
    let session = Session::new(&cli.global);
    let Command::Compare(arguments) = cli.command else { panic!("it is a comparison") };
    crate::compare::execute(&session, &arguments).expect("it compares");
    let mut table = csv::Reader::from_path(out.join("knock_out.csv")).expect("a table");
    let head = table.headers().expect("a head").clone();
    let mut same = 0;
    for row in table.records().map(|row| row.expect("a row")) {
        let cell = |name: &str| &row[head.iter().position(|one| one == name).expect("a column")];
        let ours = worth["rows"].as_array().expect("rows").iter().find(|one| one["control"] == cell("control"));
        // Compare takes out what the city has today, too.
        let Some(ours) = ours else { continue };
        for (key, column) in [
            ("n", "n"),
            ("n_discordant", "n_discordant"),
            ("difference", "difference"),
            ("low", "interval_low"),
            ("high", "interval_high"),
            ("stability", "rank_stability"),
        ] {
            let theirs = cell(column).parse::<f64>().ok();
            let equal = match (ours[key].as_f64(), theirs) {
                // Tables are printed to nine significant digits.
                (Some(ours), Some(theirs)) => (ours - theirs).abs() <= 1e-8 * theirs.abs(),
                (ours, theirs) => ours.is_none() && theirs.is_none(),
            };
            assert!(equal, "{} {column}: {} here, {theirs:?} there", cell("control"), ours[key]);
        }
        same += 1;
    }
    assert_eq!(same, 3);
    let moved = worth["rows"].as_array().is_some_and(|rows| rows.iter().any(|row| row["difference"] != 0.0));
    assert!(moved, "numbers that are all 0 would agree by themselves: {worth}");
}

#[test]
fn every_team_stands_on_a_picture_however_many_there_are() {
    let workshop = Workshop::begin(&[]);
    let teams: Vec<_> = (0..11).map(|number| workshop.join(&format!("team {number}"))).collect();
    workshop.phase("choose");
    for team in &teams {
        assert_eq!(workshop.basket(team, &["CPS.DS-3"]).0, 200);
    }
    workshop.phase("run");
    assert_eq!(workshop.send("POST", "/api/runs", &workshop.facilitator, &json!({})).0, 200);
    workshop.wait();
    let (_, results) = workshop.get("/api/results", &workshop.facilitator);
    let plots = results["table"]["plots"].as_array().expect("plots");
    for (kind, pictures) in [("means", 1), ("delays", 3), ("exceedance", 3)] {
        let of_kind: Vec<&Value> = plots.iter().filter(|plot| plot["kind"] == kind).collect();
        assert_eq!(of_kind.len(), pictures, "{kind}");
        let drawn = |id: &str| {
            let in_one = |plot: &&&Value| plot["panels"][0]["of"].as_array().is_some_and(|of| of.contains(&json!(id)));
            of_kind.iter().filter(in_one).count()
        };
        assert!(teams.iter().all(|(id, _)| drawn(id) == 1), "{kind}: each team once");
        // The baseline stands on all of them, and the axes are the same.
        assert_eq!(drawn(""), pictures, "{kind}");
        let last = |plot: &Value| {
            let panel = &plot["panels"][0];
            let of = panel["of"].as_array().expect("rows").iter().zip(panel["x"].as_array().expect("places"));
            of.filter(|(of, _)| **of == "").map(|(_, x)| x.clone()).next_back()
        };
        assert!(of_kind.iter().all(|plot| last(plot) == last(of_kind[0])), "{kind}");
    }
}
