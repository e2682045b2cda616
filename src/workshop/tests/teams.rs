//! Who may see and do what, and when.

use super::*;

#[test]
fn a_team_cannot_see_or_change_what_is_not_its_own_before_the_debrief() {
    let workshop = Workshop::begin(&[]);
    let (one, other) = (workshop.join("one"), workshop.join("other"));
    workshop.phase("choose");
    assert_eq!(workshop.basket(&one, &["CPS.AC-3"]).0, 200);
    let path = format!("/api/teams/{}/basket", one.0);
    refused(&workshop.get(&path, &other.1), 403, "other-team");
    refused(&workshop.get(&path, ""), 403, "unknown");
    refused(&workshop.send("PUT", &path, &other.1, &json!({ "controls": [] })), 403, "other-team");
    refused(&workshop.send("PUT", &path, "", &json!({ "controls": [] })), 403, "unknown");
    refused(&workshop.send("PUT", &path, "0123456789abcdef", &json!({ "controls": [] })), 403, "unknown");
    // Not even the facilitator fills a basket for a team.
    refused(&workshop.send("PUT", &path, &workshop.facilitator, &json!({ "controls": [] })), 403, "other-team");
    let prediction_path = format!("/api/teams/{}/prediction", one.0);
    refused(&workshop.send("PUT", &prediction_path, &other.1, &prediction()), 403, "other-team");
    let seen = workshop.get("/api/state", &other.1).1.to_string();
    assert!(!seen.contains("CPS.AC-3"), "{seen}");
    // Of its own it sees everything.
    assert_eq!(workshop.get(&path, &one.1).1["controls"], json!(["CPS.AC-3"]));
    // At the debrief everybody sees everything.
    workshop.phase("debrief");
    assert_eq!(workshop.get(&path, &other.1).1["controls"], json!(["CPS.AC-3"]));
}

#[test]
fn a_team_cannot_act_as_the_facilitator() {
    let workshop = Workshop::begin(&[]);
    let team = workshop.join("team");
    for token in ["", team.1.as_str(), "facilitator"] {
        refused(&workshop.send("PUT", "/api/state", token, &json!({ "phase": "debrief" })), 403, "facilitator-only");
        refused(&workshop.ask("DELETE", &format!("/api/teams/{}", team.0), token, None), 403, "facilitator-only");
        refused(&workshop.get("/api/file", token), 403, "facilitator-only");
    }
    let (status, file) = workshop.get("/api/file", &workshop.facilitator);
    assert_eq!((status, &file["teams"][0]["name"]), (200, &json!("team")));
    assert!(!file.to_string().contains(&crate::workshop::secret::hashed(&team.1)), "what is handed out holds no token");
    assert_eq!(workshop.ask("DELETE", &format!("/api/teams/{}", team.0), &workshop.facilitator, None).0, 200);
    // Who was taken off the list is a guest.
    refused(&workshop.basket(&team, &[]), 404, "not-found");
}

#[test]
fn baskets_and_predictions_close_when_the_runs_begin() {
    let workshop = Workshop::begin(&["--budget", "10000000"]);
    let team = workshop.join("team");
    workshop.phase("choose");
    // The whole table costs far more than ten million.
    let all: Vec<String> =
        workshop.room.material.catalogue.records.controls.iter().map(|control| control.id.clone()).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    refused(&workshop.basket(&team, &all), 409, "over-budget");
    refused(&workshop.send("POST", "/api/runs", &team.1, &json!({})), 409, "not-yet");
    refused(&workshop.get("/api/results", &team.1), 409, "not-yet");
    assert_eq!(workshop.basket(&team, &[]).0, 200);
    let path = format!("/api/teams/{}/prediction", team.0);
    assert_eq!(workshop.send("PUT", &path, &team.1, &prediction()).0, 200);
    workshop.phase("run");
    refused(&workshop.basket(&team, &[]), 409, "closed");
    refused(&workshop.send("PUT", &path, &team.1, &prediction()), 409, "closed");
    refused(&workshop.send("POST", "/api/runs", "", &json!({})), 403, "unknown");
    refused(&workshop.get("/api/results", &team.1), 409, "not-run");
}

#[test]
fn replays_show_what_may_be_seen_and_the_same_attack_under_both() {
    let workshop = Workshop::begin(&[]);
    let (one, other) = (workshop.join("one"), workshop.join("other"));
    workshop.phase("choose");
    assert_eq!(workshop.basket(&one, &["CPS.DS-3"]).0, 200);
    let path = format!("/api/replay?first=&second={}&pick=bad", one.0);
    refused(&workshop.get(&path, &workshop.facilitator), 409, "not-yet");
    workshop.phase("run");
    refused(&workshop.get(&path, &workshop.facilitator), 409, "not-run");
    assert_eq!(workshop.send("POST", "/api/runs", &workshop.facilitator, &json!({})).0, 200);
    workshop.wait();
    refused(&workshop.get(&path, &other.1), 403, "other-team");
    refused(&workshop.get("/api/replay?first=&pick=typical", ""), 403, "unknown");
    refused(&workshop.get("/api/replay?first=&pick=7", &workshop.facilitator), 400, "malformed");
    refused(&workshop.get("/api/replay?first=", &workshop.facilitator), 400, "malformed");
    refused(&workshop.get("/api/replay?first=t99&pick=bad", &workshop.facilitator), 404, "not-found");
    for token in [&one.1, &workshop.facilitator] {
        let (status, shown) = workshop.get(&path, token);
        assert_eq!(status, 200);
        let incidents = shown["incidents"].as_array().expect("incidents");
        assert_eq!(incidents.len(), 2);
        assert_eq!(incidents[0]["draw"], incidents[1]["draw"], "the same attack, the same luck");
        assert_eq!(incidents[0]["replication"], incidents[1]["replication"]);
        assert_eq!(incidents[0]["position"]["runs"], 8, "held against the incidents that were played");
    }
}

#[test]
fn the_pack_opens_with_a_ticket_only() {
    let workshop = Workshop::begin(&[]);
    let team = workshop.join("team");
    refused(&workshop.send("POST", "/api/pack", &team.1, &json!({})), 403, "facilitator-only");
    refused(&workshop.get("/pack/en", ""), 403, "facilitator-only");
    refused(&workshop.get(&format!("/pack/en?ticket={}", workshop.facilitator), ""), 403, "facilitator-only");
    let (_, ticket) = workshop.send("POST", "/api/pack", &workshop.facilitator, &json!({}));
    let ticket = ticket["ticket"].as_str().expect("a ticket");
    refused(&workshop.get(&format!("/pack/de?ticket={ticket}"), ""), 404, "not-found");
    for (language, word) in [("en", "Hidden facts"), ("ja", "伏せておく事実")] {
        let request = format!(
            "GET /pack/{language}?ticket={ticket} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            workshop.address
        );
        let page = workshop.raw(request.as_bytes());
        assert!(page.starts_with("HTTP/1.1 200") && page.contains(word), "{}", &page[..page.len().min(400)]);
    }
}
