//! The same question gives the same bytes: on any number of threads, in any process, in any build. The hash stands beside this file;
//! `README.md` there says how to renew it.

use std::collections::BTreeMap;
use std::fs;

use crate::program::{Call, hash, here, renewing, say};

const QUESTION: [&str; 11] = [
    "compare",
    "--scenario",
    "tampered-gateway",
    "--scenario",
    "maintenance-link-ransomware",
    "--parameter-draws",
    "3",
    "--replications",
    "4",
    "--seed",
    "1",
];

/// `incidents.csv` of a process of its own.
fn incidents(name: &str, threads: &str) -> String {
    let call = Call::new(name);
    call.fine(&[&QUESTION[..], &["--threads", threads, "--out", "out"]].concat());
    fs::read_to_string(call.folder.join("out").join("incidents.csv")).expect("incidents.csv")
}

/// A short table of what the rows hold: mean of every measure per scenario and control set.
fn digest(incidents: &str) -> BTreeMap<String, String> {
    let mut reader = csv::Reader::from_reader(incidents.as_bytes());
    let headers = reader.headers().expect("a header").clone();
    let mut sums: BTreeMap<String, (f64, u32)> = BTreeMap::new();
    for record in reader.records() {
        let record = record.expect("a row");
        let cell = |name| headers.iter().position(|h| h == name).map_or("", |column| &record[column]);
        let group = format!("{} / {}", cell("scenario"), cell("control_set"));
        let of_the_incident = |name: &str| !matches!(name, "parameter_draw" | "replication");
        for (name, value) in headers.iter().zip(&record).filter(|(name, _)| of_the_incident(name)) {
            if let Ok(value) = value.parse::<f64>() {
                let sum = sums.entry(format!("{group} / {name}")).or_default();
                *sum = (sum.0 + value, sum.1 + 1);
            }
        }
    }
    sums.into_iter().map(|(key, (sum, n))| (key, format!("{:.6} over {n}", sum / f64::from(n)))).collect()
}

fn digest_text(digest: &BTreeMap<String, String>) -> String {
    digest.iter().map(|(key, value)| format!("{key}\t{value}\n")).collect()
}

/// What moved between the kept digest and this one.
fn moved(kept: &str, now: &BTreeMap<String, String>) -> String {
    let kept: BTreeMap<&str, &str> = kept.lines().filter_map(|line| line.split_once('\t')).collect();
    let mut lines = Vec::new();
    for (key, value) in now {
        match kept.get(key.as_str()) {
            Some(before) if before == value => {}
            Some(before) => lines.push(format!("  {key}: {before} -> {value}")),
            None => lines.push(format!("  {key}: new, {value}")),
        }
    }
    lines.extend(kept.keys().filter(|key| !now.contains_key(**key)).map(|key| format!("  {key}: gone")));
    if lines.is_empty() {
        lines.push("  no mean moved: single rows, their order or their form".into());
    }
    lines.join("\n")
}

#[test]
fn the_bytes_of_incidents_are_those_kept() {
    let table = incidents("kept", "2");
    let (hash, digest) = (hash(table.as_bytes()), digest(&table));
    let (hash_file, digest_file) = (here().join("incidents.sha256"), here().join("incidents.means.tsv"));
    let kept = fs::read_to_string(&hash_file).unwrap_or_default();
    let kept_means = fs::read_to_string(&digest_file).unwrap_or_default();
    if kept.trim() == hash {
        return;
    }
    let what = moved(&kept_means, &digest);
    if renewing() {
        fs::write(&hash_file, format!("{hash}\n")).expect("the hash is written");
        fs::write(&digest_file, digest_text(&digest)).expect("the means are written");
        say(&format!("renewed: {} -> {hash}\n{what}", kept.trim()));
        return;
    }
    panic!(
        "incidents.csv has other bytes than were kept ({} -> {hash}). What moved:\n{what}\nIf that is meant: \
         YAGURA_RENEW_GOLDEN=1 cargo test --test golden",
        kept.trim()
    );
}

#[test]
fn the_bytes_do_not_depend_on_the_number_of_threads() {
    let one = incidents("one-thread", "1");
    // Two scenarios, three control sets, three draws, four replications, and the header.
    assert_eq!(one.lines().count(), 1 + 2 * 3 * 3 * 4);
    assert!(one == incidents("two-threads", "2"), "two threads give other bytes");
    assert!(one == incidents("five-threads", "5"), "five threads give other bytes");
}

#[test]
fn twenty_processes_give_the_same_bytes() {
    let first = hash(incidents("process-0", "2").as_bytes());
    for n in 1..20 {
        assert_eq!(first, hash(incidents(&format!("process-{n}"), "2").as_bytes()), "process {n}");
    }
}
