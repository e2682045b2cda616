//! The rules of the server, asked over loopback of the router that the program serves.

mod file;
mod patience;
mod refusals;
mod results;
mod teams;

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clap::Parser as _;
use serde_json::{Value, json};

use super::material::Material;
use super::patience::{Patience, serve};
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
        runtime.spawn(serve(listener, router, patience));
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
