//! `--timing`: the lines that scripts read, and that it changes nothing else.

use std::collections::BTreeMap;

use crate::fixture::{Done, Yagura};

const KEYS: [&str; 13] = [
    "load_s",
    "build_s",
    "posture_rows",
    "run_cpu_s",
    "run_wall_s",
    "threads",
    "replications",
    "events",
    "events_per_s",
    "ns_per_event",
    "touched",
    "pending_max",
    "peak_rss_mib",
];

/// The lines of `--timing` on standard error, each a number.
fn lines(done: &Done) -> BTreeMap<String, f64> {
    let pairs = done.stderr.lines().filter_map(|line| line.split_once('='));
    pairs.map(|(key, value)| (key.to_owned(), value.parse().unwrap_or(f64::NAN))).collect()
}

fn check(done: &Done, replications: f64, threads: f64) {
    done.fine();
    let lines = lines(done);
    for key in KEYS {
        assert!(lines.get(key).is_some_and(|value| *value > 0.0), "{key}: {}", done.stderr);
    }
    assert_eq!((lines["replications"], lines["threads"]), (replications, threads));
    // Rounded to the digits that are printed.
    let per_event = lines["run_cpu_s"] * 1e9 / lines["events"];
    assert!((per_event / lines["ns_per_event"] - 1.0).abs() < 1e-3, "{}", done.stderr);
    assert!(lines["pending_max"] <= lines["events"], "more pending at once than ever came: {}", done.stderr);
}

#[test]
fn a_run_of_many_tells_every_quantity_and_no_story() {
    let yagura = Yagura::new("timing-run");
    let done =
        yagura.call(&["run", "--scenario", "river-radio-spoof", "--replications", "5", "--threads", "1", "--timing"]);
    check(&done, 5.0, 1.0);
}

#[test]
fn a_comparison_tells_every_quantity_and_its_results_are_the_same() {
    let yagura = Yagura::new("timing-compare");
    let call = ["compare", "--scenario", "river-radio-spoof", "--parameter-draws", "2", "--replications", "2"];
    let with = |more: &[&str]| yagura.call(&[&call, more].concat());
    let timed = with(&["--threads", "2", "--out", "timed", "--timing"]);
    // Three control sets: each plays every replication.
    check(&timed, 12.0, 2.0);
    let plain = with(&["--threads", "2", "--out", "plain"]);
    assert_eq!(timed.stdout.replace("timed", "plain"), plain.fine());
    for table in ["incidents.csv", "summary.csv", "differences.csv", "costs.csv", "spread.csv"] {
        assert_eq!(yagura.read(&format!("timed/{table}")), yagura.read(&format!("plain/{table}")), "{table}");
    }
}
