//! The rules of the server, asked over loopback of the router that the program serves.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clap::Parser as _;
use serde_json::{Value, json};

use super::material::Material;
use super::patience::{self, Patience};
use super::room::Room;
use super::{api, server};
use crate::cli::{Cli, Command};
use crate::failure::Failure;
use crate::session::Session;

/// A server of its own, with a few incidents per basket.
struct Workshop {
    address: SocketAddr,
    facilitator: String,
    room: Arc<Room>,
    _runtime: tokio::runtime::Runtime,
}

/// An answer: status and body.
type Answer = (u16, Value);

fn open(more: &[&str]) -> Result<Arc<Room>, Failure> {
    let small = ["yagura", "--lang", "en", "workshop", "--parameter-draws", "4", "--threads", "1"];
    let replications: &[&str] = if more.contains(&"--replications") { &[] } else { &["--replications", "2"] };
    let cli = Cli::parse_from(small.iter().chain(replications).chain(more));
    let session = Session::new(&cli.global);
    let Command::Workshop(arguments) = cli.command else { panic!("it is a workshop") };
    let material = Material::load(&session, &arguments)?;
    Room::open(&session, &arguments, material).map(Arc::new)
}

impl Workshop {
    fn begin(more: &[&str]) -> Self {
        Self::begin_with(more, Patience::default())
    }

    fn begin_with(more: &[&str], patience: Patience) -> Self {
        let room = open(more).expect("the shipped inputs are fine");
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a port");
        let address = listener.local_addr().expect("an address");
        let router = server::router(&room, patience);
        runtime.spawn(patience::serve(listener, router, patience));
        room.start();
        Self { address, facilitator: room.facilitator.clone(), room, _runtime: runtime }
    }

    /// Sends bytes as they are, and gives everything that comes back.
    fn raw(&self, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.address).expect("the server listens");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
        // A server that refuses early may close before everything is sent.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn ask(&self, method: &str, path: &str, token: &str, body: Option<&[u8]>) -> Answer {
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.address);
        if !token.is_empty() {
            request.push_str(&format!("Authorization: Bearer {token}\r\n"));
        }
        if let Some(body) = body {
            request.push_str(&format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len()));
        }
        request.push_str("\r\n");
        let mut bytes = request.into_bytes();
        bytes.extend_from_slice(body.unwrap_or_default());
        let answer = self.raw(&bytes);
        let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
        (status, serde_json::from_str(body).unwrap_or(Value::Null))
    }

    fn get(&self, path: &str, token: &str) -> Answer {
        self.ask("GET", path, token, None)
    }

    fn send(&self, method: &str, path: &str, token: &str, body: &Value) -> Answer {
        self.ask(method, path, token, Some(body.to_string().as_bytes()))
    }

    /// Joins: id and token.
    fn join(&self, name: &str) -> (String, String) {
        let (status, joined) = self.send("POST", "/api/teams", "", &json!({ "name": name }));
        assert_eq!(status, 200, "{joined}");
        let text = |key: &str| joined[key].as_str().expect("text").to_owned();
        (text("team"), text("token"))
    }

    fn phase(&self, phase: &str) {
        let (status, answer) = self.send("PUT", "/api/state", &self.facilitator, &json!({ "phase": phase }));
        assert_eq!(status, 200, "{answer}");
    }

    fn basket(&self, team: &(String, String), controls: &[&str]) -> Answer {
        let path = format!("/api/teams/{}/basket", team.0);
        self.send("PUT", &path, &team.1, &json!({ "controls": controls }))
    }

    /// Waits until nothing is left to be run.
    fn wait(&self) {
        for _ in 0..6000 {
            if self.get("/api/state", &self.facilitator).1["waiting"] == 0 {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("the line does not end");
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        self.room.close();
    }
}

/// Insists on a refusal with its code and its sentence in both languages.
fn refused((status, answer): &Answer, expected: u16, code: &str) {
    assert_eq!((*status, answer["code"].as_str()), (expected, Some(code)), "{answer}");
    assert!(answer["en"].as_str().is_some_and(|text| !text.is_empty()), "{answer}");
    assert!(answer["ja"].as_str().is_some_and(|text| !text.is_empty()), "{answer}");
}

fn prediction() -> Value {
    json!({ "noticed_h": 5, "assets": 0, "caller": "hoshimi-river", "called": "hoshimi-digital", "lost": 12.5, "why": "雨だから" })
}

fn file(test: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("yagura-workshop-{}-{test}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder.join("workshop.json")
}

#[test]
fn what_is_malformed_is_refused_with_a_clear_answer() {
    let workshop = Workshop::begin(&[]);
    let team = workshop.join("水");
    workshop.phase("choose");
    let path = format!("/api/teams/{}/basket", team.0);
    for body in ["", "{", "[]", "{\"controls\": 5}", "{\"controls\": [], \"more\": 1}", "{}", "\u{0}", "null"] {
        refused(&workshop.ask("PUT", &path, &team.1, Some(body.as_bytes())), 400, "malformed");
    }
    refused(&workshop.ask("PUT", &path, &team.1, Some(&[0xff, 0xfe, 0x00])), 400, "malformed");
    refused(&workshop.basket(&team, &["CPS.NO-1"]), 400, "control");
    let many: Vec<String> = (0..200).map(|number| format!("CPS.AC-{number}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    refused(&workshop.basket(&team, &many), 400, "basket-size");
    for name in ["", "   ", "a\nb", &"長".repeat(31)] {
        refused(&workshop.send("POST", "/api/teams", "", &json!({ "name": name })), 400, "name");
    }
    refused(&workshop.send("POST", "/api/teams", "", &json!({ "name": "水" })), 409, "name-taken");
    let path = format!("/api/teams/{}/prediction", team.0);
    let with = |key: &str, value: Value| {
        let mut changed = prediction();
        changed[key] = value;
        workshop.send("PUT", &path, &team.1, &changed)
    };
    refused(&with("lost", json!(-1)), 400, "number");
    refused(&with("assets", json!(1e300)), 400, "number");
    refused(&with("why", json!("あ".repeat(501))), 400, "words");
    refused(&with("caller", json!("nobody")), 400, "organisation");
    refused(&with("lost", json!("much")), 400, "malformed");
    let steer = |body: Value| workshop.send("PUT", "/api/state", &workshop.facilitator, &body);
    refused(&steer(json!({ "phase": "lunch" })), 400, "malformed");
    refused(&steer(json!({ "scenario": "../../etc/passwd" })), 400, "scenario");
    refused(&steer(json!({ "budget_jpy": -5 })), 400, "budget");
    // A form of another site can send text, but not this type.
    let form = format!(
        "POST /api/teams HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: 12\r\n\r\n{{\"name\":\"x\"}}",
        workshop.address
    );
    assert!(workshop.raw(form.as_bytes()).starts_with("HTTP/1.1 400"));
}

#[test]
fn what_is_oversized_is_refused_and_the_server_goes_on() {
    let workshop = Workshop::begin(&[]);
    let large = json!({ "name": "x".repeat(api::MOST_BYTES) });
    refused(&workshop.send("POST", "/api/teams", "", &large), 413, "too-large");
    // A length that is only claimed is refused before anything is read.
    let claimed = format!(
        "POST /api/teams HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n",
        workshop.address
    );
    assert!(workshop.raw(claimed.as_bytes()).starts_with("HTTP/1.1 413"));
    let head = format!("GET / HTTP/1.1\r\nHost: {}\r\nX: {}\r\n\r\n", workshop.address, "x".repeat(1 << 20));
    assert!(!workshop.raw(head.as_bytes()).starts_with("HTTP/1.1 200"));
    assert_eq!(workshop.get("/api/state", "").0, 200);
}

#[test]
fn a_slow_sender_is_cut_off_and_the_others_are_served() {
    let soon = Duration::from_millis(300);
    let workshop = Workshop::begin_with(&[], Patience { head: soon, body: soon, reader: soon });
    let host = format!("Host: {}\r\nConnection: close\r\n", workshop.address);
    let body =
        format!("POST /api/teams HTTP/1.1\r\n{host}Content-Type: application/json\r\nContent-Length: 20\r\n\r\n{{\"na");
    // Nothing at all, half a head, half a body: each would wait for ever.
    for (sent, answer) in [("", ""), ("GET / HTTP/1.1\r\nHo", ""), (body.as_str(), "HTTP/1.1 408")] {
        let slow = std::thread::scope(|scope| {
            let slow = scope.spawn(|| workshop.raw(sent.as_bytes()));
            assert_eq!(workshop.get("/api/state", "").0, 200);
            slow.join().expect("it ends")
        });
        assert!(slow.starts_with(answer) && slow.is_empty() == answer.is_empty(), "{sent:?}: {slow}");
    }
    // A letter now and then is no better.
    let mut stream = TcpStream::connect(workshop.address).expect("the server listens");
    stream.set_read_timeout(Some(Duration::from_millis(20))).expect("a timeout");
    let gone = (0..1000).any(|_| {
        let sent = stream.write_all(b"G");
        let mut answer = [0; 64];
        // Nothing to read yet is what a patient server gives.
        let waits = |error: &std::io::Error| {
            matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut)
        };
        sent.is_err() || stream.read(&mut answer).map_or_else(|error| !waits(&error), |read| read == 0)
    });
    assert!(gone, "a head that never ends is not waited for");
}

#[test]
fn a_listener_who_never_reads_holds_nobody_up() {
    let workshop = Workshop::begin(&[]);
    let listen = format!("GET /api/events HTTP/1.1\r\nHost: {}\r\n\r\n", workshop.address);
    let stalled: Vec<TcpStream> = (0..40)
        .map(|_| {
            let mut stream = TcpStream::connect(workshop.address).expect("the server listens");
            stream.write_all(listen.as_bytes()).expect("sent");
            stream
        })
        .collect();
    let mut reading = TcpStream::connect(workshop.address).expect("the server listens");
    reading.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
    reading.write_all(listen.as_bytes()).expect("sent");
    // Each change is told to all of them.
    for round in 0..60 {
        workshop.phase(if round % 2 == 0 { "scenario" } else { "choose" });
    }
    workshop.phase("predict");
    let mut heard = String::new();
    let mut bytes = [0; 4096];
    while !heard.contains("\"phase\":\"predict\"") {
        let read = reading.read(&mut bytes).expect("the newest state comes");
        assert!(read > 0, "the stream goes on");
        heard.push_str(&String::from_utf8_lossy(&bytes[..read]));
    }
    assert_eq!(workshop.get("/api/state", "").1["phase"], "predict");
    drop(stalled);
}

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
    assert!(!file.to_string().contains(&super::secret::hashed(&team.1)), "what is handed out holds no token");
    assert_eq!(workshop.ask("DELETE", &format!("/api/teams/{}", team.0), &workshop.facilitator, None).0, 200);
    // Who was taken off the list is a guest.
    refused(&workshop.basket(&team, &[]), 404, "not-found");
}

#[test]
fn only_what_is_embedded_is_served() {
    let workshop = Workshop::begin(&[]);
    assert_eq!(workshop.get("/", "").0, 200);
    assert_eq!(workshop.get("/page/app.js", "").0, 200);
    for path in [
        "/page/../Cargo.toml",
        "/page/../../Cargo.toml",
        "/page/..%2f..%2fCargo.toml",
        "/page/%2e%2e/%2e%2e/Cargo.toml",
        "/page//etc/passwd",
        "/page/%2fetc%2fpasswd",
        "/page/..\\..\\Cargo.toml",
        "/page/app.js%00.css",
        "/page/",
        "/page",
        "/Cargo.toml",
        "/api/words/..%2f..",
        "/api/words/de",
        "/api/nothing",
        "//etc/passwd",
    ] {
        refused(&workshop.get(path, ""), 404, "not-found");
    }
    refused(&workshop.ask("DELETE", "/api/state", &workshop.facilitator, None), 405, "method");
    // A name elsewhere that points to this machine is not ours.
    let request = "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    assert!(workshop.raw(request.as_bytes()).starts_with("HTTP/1.1 403"));
    let page =
        workshop.raw(format!("GET / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", workshop.address).as_bytes());
    assert!(page.to_lowercase().contains("content-security-policy: default-src 'none'"), "{page}");
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
    assert_eq!(workshop.room.handed_out(&super::room::Role::Facilitator).expect("a file").asked.len(), 3);
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
fn runs_are_bounded_before_anything_is_loaded() {
    let cli = Cli::parse_from(["yagura", "workshop", "--parameter-draws", "2000", "--replications", "11"]);
    let session = Session::new(&cli.global);
    let Command::Workshop(arguments) = cli.command else { panic!("it is a workshop") };
    assert!(matches!(super::execute(&session, &arguments), Err(Failure::Usage(_))));
    assert!(Cli::try_parse_from(["yagura", "workshop", "--parameter-draws", "20001"]).is_err());
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
