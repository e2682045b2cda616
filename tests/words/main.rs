//! Words and code agree: no message that nobody says, no saying without a message.

mod docs;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Beginnings of keys that the code puts together from a vocabulary, a column, a measure or a code.
const PUT_TOGETHER: &[&str] = &[
    "activity-",
    "asset-kind-",
    "attacker-kind-",
    "boundaries-",
    "category-",
    "cause-",
    "city-",
    "column-",
    "confidence-",
    "contract-kind-",
    "control-title-",
    "cost-unit-",
    "crossing-",
    "data-class-",
    "diagnostic-",
    "effect-unit-",
    "exposure-unit-",
    "fact-",
    "fallback-",
    "family-",
    "direction-",
    "does-not-",
    "dry-run-",
    "heading-",
    "kind-",
    "link-",
    "measure-",
    "mechanism-",
    "medium-",
    "notice-source-",
    "organisation-role-",
    "pack-do-",
    "pack-good-",
    "pack-say-",
    "pack-step-",
    "page-term-",
    "parameter-name-",
    "parameter-unit-",
    "replay-events-",
    "replay-lane-",
    "replay-look-",
    "replay-milestone-",
    "replay-pause-",
    "replay-position-",
    "security-operations-",
    "separation-tier-",
    "target-kind-",
    "signal-",
    "part-",
    "plot-assets-",
    "plot-spread-title-",
    "plot-tree-what-",
    "skill-",
    "state-",
    "table-",
    "technique-effect-",
    "unit-",
    "verdict-",
    "weekday-",
    "workshop-after-",
    "workshop-asked-",
    "workshop-group-",
    "workshop-part-",
    "workshop-phase-",
    "workshop-pick-",
    "workshop-refused-",
    "workshop-worth-",
    "workshop-yen-",
    "worst-",
];

fn files_below(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            files_below(&path, extension, found);
        } else if path.extension().is_some_and(|it| it == extension) {
            found.push(path);
        }
    }
}

fn texts(folders: &[&str], extension: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in folders {
        files_below(&root.join(folder), extension, &mut files);
    }
    files.iter().map(|path| fs::read_to_string(path).expect("UTF-8")).collect::<Vec<_>>().join("\n")
}

fn keys() -> BTreeSet<String> {
    texts(&["reports/words/en"], "ftl")
        .lines()
        .filter(|line| !line.starts_with(['#', ' ', '[', '*', '}']))
        .filter_map(|line| line.split_once(" =").map(|(key, _)| key.to_owned()))
        .collect()
}

/// Literal keys after `say(` in the code.
fn said(code: &str) -> BTreeSet<String> {
    const CALL: &str = ".say(";
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices(CALL) {
        if let Some(rest) = code[at + CALL.len()..].trim_start().strip_prefix('"')
            && let Some((key, _)) = rest.split_once('"')
        {
            found.insert(key.to_owned());
        }
    }
    found
}

/// The code of the program and of its pages.
fn code() -> String {
    let folders = ["src", "reports/src"];
    texts(&folders, "rs") + &texts(&folders, "js") + &texts(&["reports/templates"], "html")
}

#[test]
fn everything_that_is_said_has_a_message() {
    let (keys, code) = (keys(), code());
    let missing: Vec<String> =
        said(&code).into_iter().filter(|key| !keys.contains(key) && key != "no-such-message").collect();
    assert!(missing.is_empty(), "said, but in no Fluent file: {missing:?}");
}

#[test]
fn every_message_is_said_somewhere() {
    let code = code();
    let idle: Vec<String> = keys()
        .into_iter()
        .filter(|key| !PUT_TOGETHER.iter().any(|start| key.starts_with(start)))
        .filter(|key| !code.contains(&format!("\"{key}\"")))
        .collect();
    assert!(idle.is_empty(), "in a Fluent file, but never said: {idle:?}");
}
