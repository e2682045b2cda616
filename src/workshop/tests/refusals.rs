//! What is malformed, too large or not there is refused, and the server goes on.

use super::*;

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
fn runs_are_bounded_before_anything_is_loaded() {
    let cli = Cli::parse_from(["yagura", "workshop", "--parameter-draws", "2000", "--replications", "11"]);
    let session = Session::new(&cli.global);
    let Command::Workshop(arguments) = cli.command else { panic!("it is a workshop") };
    assert!(matches!(crate::workshop::execute(&session, &arguments), Err(Failure::Usage(_))));
    assert!(Cli::try_parse_from(["yagura", "workshop", "--parameter-draws", "20001"]).is_err());
}
