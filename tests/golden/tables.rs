//! Every table that one small comparison writes, and its page in both languages.
//!
//! Two scenarios, two control sets, each control taken out in turn: every kind of table, section and figure is there.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::page_text::page_text;
use crate::program::{Call, hash, here, renewing, say};

const QUESTION: [&str; 14] = [
    "compare",
    "--scenario",
    "river-radio-spoof",
    "--scenario",
    "contractor-leak",
    "--controls",
    "today-jp,+CPS.AC-3,+CPS.DS-3",
    "--knock-out",
    "--parameter-draws",
    "30",
    "--replications",
    "3",
    "--seed",
    "1",
];

/// Tables that are kept as they are; of the longer ones the hash.
const WHOLE: [&str; 11] = [
    "delays.csv",
    "differences.csv",
    "exceedance.csv",
    "knock_out.csv",
    "organisations.csv",
    "sensitivity.csv",
    "services.csv",
    "summary.csv",
    "tree.csv",
    "value.csv",
    "worst.csv",
];

/// Lines that a failure shows of each file.
const SHOWN: usize = 12;

/// The folder that the question leaves, with the page in English.
fn compared(name: &str, threads: &str) -> Call {
    let call = Call::new(name);
    call.fine(&[&QUESTION[..], &["--threads", threads, "--out", "out"]].concat());
    call
}

/// The files of a folder that the same question always leaves in the same bytes: all but the manifest, which says how long it took.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    entries
        .filter(|path| path.is_file() && name(path) != "manifest.json")
        .map(|path| (name(&path), fs::read(&path).expect("a file")))
        .collect()
}

/// What is kept of a folder, by the name under which it is kept.
fn kept_of(call: &Call) -> BTreeMap<String, String> {
    let out = call.folder.join("out");
    let mut kept = BTreeMap::new();
    let mut hashes = String::new();
    for (name, bytes) in files(&out).iter().filter(|(name, _)| name.ends_with(".csv")) {
        let rows = bytes.iter().filter(|byte| **byte == b'\n').count();
        hashes.push_str(&format!("{}  {name}  {rows} lines\n", hash(bytes)));
        if WHOLE.contains(&name.as_str()) {
            kept.insert(format!("small-run/{name}"), String::from_utf8(bytes.clone()).expect("UTF-8"));
        }
    }
    kept.insert("small-run/tables.sha256".into(), hashes);
    for lang in ["en", "ja"] {
        call.fine(&["report", "out", "--lang", lang]);
        let html = fs::read_to_string(out.join("report.html")).expect("report.html");
        kept.insert(format!("small-run/page-{lang}.txt"), page_text(&html));
    }
    kept
}

/// The lines that only one of two texts has.
fn moved(before: &str, now: &str) -> String {
    let only = |mark: &str, these: &str, those: &str| {
        let those: std::collections::BTreeSet<&str> = those.lines().collect();
        let lines: Vec<&str> = these.lines().filter(|line| !those.contains(line)).collect();
        let shown = lines.iter().take(SHOWN).map(|line| format!("    {mark} {line}\n")).collect::<String>();
        let more = lines.len().saturating_sub(SHOWN);
        if more == 0 { shown } else { format!("{shown}    {mark} and {more} more\n") }
    };
    let lines = only("-", before, now) + &only("+", now, before);
    if lines.is_empty() { "    the same lines in another order or number\n".into() } else { lines }
}

#[test]
fn the_tables_and_the_page_of_a_small_run_are_those_kept() {
    let now = kept_of(&compared("small-run", "2"));
    let mut said = String::new();
    for (file, text) in &now {
        let before = fs::read_to_string(here().join(file)).unwrap_or_default();
        if before != *text {
            said.push_str(&format!("  {file}\n{}", moved(&before, text)));
        }
    }
    let there = fs::read_dir(here().join("small-run")).into_iter().flatten().flatten();
    let names = there.map(|entry| format!("small-run/{}", entry.file_name().to_string_lossy()));
    let gone: Vec<String> = names.filter(|name| !now.contains_key(name)).collect();
    said.extend(gone.iter().map(|name| format!("  {name}: the run has no such file any more\n")));
    if said.is_empty() {
        return;
    }
    if renewing() {
        fs::create_dir_all(here().join("small-run")).expect("a folder");
        for (file, text) in &now {
            fs::write(here().join(file), text).expect("a kept file is written");
        }
        for name in &gone {
            fs::remove_file(here().join(name)).expect("a kept file is removed");
        }
        say(&format!("renewed:\n{said}"));
        return;
    }
    panic!(
        "a small comparison writes something else than was kept:\n{said}If that is meant: YAGURA_RENEW_GOLDEN=1 cargo test --test golden"
    );
}

#[test]
fn the_tables_and_the_page_do_not_depend_on_the_number_of_threads() {
    let one = files(&compared("small-run-1", "1").folder.join("out"));
    let three = files(&compared("small-run-3", "3").folder.join("out"));
    // The tables that the handbook names, among them incidents.csv, and the page.
    assert!(one.len() >= 22 && one.contains_key("report.html"), "{:?}", one.keys());
    assert!(one.keys().eq(three.keys()));
    for (name, bytes) in &one {
        assert!(*bytes == three[name], "three threads give another {name}");
    }
}
