//! The JSON Schemas against files: what the readers take a schema takes, and what is wrong with one key both refuse.

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use yagura_scenarios::plan::load_plan_bytes;
use yagura_scenarios::schema::DOCUMENTS;
use yagura_scenarios::{load_catalogue, load_city_files, load_control_set_bytes, load_scenario_bytes};

/// The schema of a kind of files, as it is committed.
fn schema(kind: &str) -> Validator {
    let path = repository().join(format!("docs/src/schemas/{kind}.schema.json"));
    let text = fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    let schema = serde_json::from_str(&text).expect("a JSON file");
    jsonschema::draft202012::meta::validate(&schema).expect("a JSON Schema");
    jsonschema::draft202012::new(&schema).expect("a schema that can be used")
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// What the schema of `kind` finds wrong with `text`.
fn wrong_by_schema(schema: &Validator, text: &str) -> Vec<String> {
    let value: toml::Value = toml::from_str(text).expect("a TOML file");
    let value = serde_json::to_value(value).expect("a TOML value is a JSON value");
    schema.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// Whether the reader of `kind` takes `text`. Files beside a `city.toml` are those of a good city.
fn is_read(kind: &str, text: &str) -> bool {
    match kind {
        "scenario" => load_scenario_bytes("s.toml", text.as_bytes()).is_ok(),
        "control-set" => {
            let catalogue = load_catalogue(None, None).expect("the shipped catalogue");
            load_control_set_bytes("c.toml", text.as_bytes(), &catalogue.records).is_ok()
        }
        "plan" => load_plan_bytes("p.toml", text.as_bytes()).is_ok(),
        "city" => {
            let folder = repository().join("scenarios/tests/fixtures/smallest-world/city");
            let files = fs::read_dir(folder).expect("a city").map(|entry| {
                let entry = entry.expect("a file");
                let name = entry.file_name().into_string().expect("a name");
                let bytes = if name == "city.toml" { text.into() } else { fs::read(entry.path()).expect("a table") };
                (name, bytes)
            });
            load_city_files("city", files.collect()).is_ok()
        }
        _ => panic!("{kind} has no reader here"),
    }
}

/// The TOML files below `folder` of the repository, with what kind each is by its place.
fn shipped() -> Vec<(&'static str, PathBuf)> {
    let mut found = Vec::new();
    let folders = ["attacks", "control-sets", "plans", "cities", "worlds", "tests/fixtures/smallest-world"];
    let mut open: Vec<PathBuf> = folders.iter().map(|folder| repository().join("scenarios").join(folder)).collect();
    open.push(repository().join("benches"));
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                open.push(entry);
            } else if entry.extension().is_some_and(|end| end == "toml") && !entry.ends_with("Cargo.toml") {
                let kind = match (entry.file_stem().and_then(|name| name.to_str()), folder.file_name()) {
                    (Some("city"), _) => "city",
                    (Some("controls"), _) => "control-set",
                    (_, Some(name)) if name == "control-sets" => "control-set",
                    (_, Some(name)) if name == "plans" => "plan",
                    _ => "scenario",
                };
                found.push((kind, entry));
            }
        }
    }
    found
}

#[test]
fn every_shipped_file_is_good_by_its_schema() {
    let files = shipped();
    for document in DOCUMENTS {
        let schema = schema(document.name);
        let mut count = 0;
        for (_, path) in files.iter().filter(|(kind, _)| *kind == document.name) {
            let text = fs::read_to_string(path).expect("a text");
            assert_eq!(wrong_by_schema(&schema, &text), [""; 0], "{}", path.display());
            count += 1;
        }
        assert!(count > 0, "no file of kind {}", document.name);
    }
}

const SCENARIO: &str = r#"
schema_version = 1
id = "s"
primary = "wrong_decision_h"
horizon_d = 30
source = "assumption"
title = { ja = "題", en = "Title" }
[attacker]
kind = "targeted"
hands = "unlimited"
[[step]]
id = "a"
technique = "t"
over = "near"
"#;

const CONTROL_SET: &str = r#"
schema_version = 1
id = "c"
claimed_by = "A bidder"
[controls]
"CPS.AC-3" = "today"
"CPS.DS-3" = { coverage = 0.5, purchase_jpy = [1, 2, 3], yearly_jpy = 4 }
[[change]]
table = "organisations"
row = "hall"
column = "analysts"
value = ""
[[parameter]]
key = "p"
low = 1
mode = 2
high = 3
"#;

const PLAN: &str = r#"
schema_version = 1
id = "p"
scenarios = "core"
draws = 2
replications = 2
margin = "5%"
[set]
p = 0.5
[outputs]
rows = "csv.zst"
[[latin_hypercube]]
id = "l"
points = 3
[[latin_hypercube.axis]]
control = "CPS.AC-3"
values = ["today", 0.5]
"#;

const CITY: &str = r#"
schema_version = 1
id = "c"
population = 10
holidays = [0, "05-03"]
first_weekday = "sunday"
source = "assumption"
[cost_units]
per_site = 2
"#;

/// Files with one mistake each: kind, a good file, what stands in it, and what stands there instead.
const BROKEN: &[(&str, &str, &str, &str)] = &[
    // A key that is not known.
    ("scenario", SCENARIO, "primary =", "primry ="),
    ("scenario", SCENARIO, "kind = \"targeted\"", "kind = \"targeted\"\nkidn = 1"),
    ("scenario", SCENARIO, "over = \"near\"", "over = \"near\"\nform = \"held\""),
    ("control-set", CONTROL_SET, "coverage = 0.5", "covrage = 0.5"),
    ("control-set", CONTROL_SET, "row = \"hall\"", "row = \"hall\"\nline = \"hall\""),
    ("plan", PLAN, "draws = 2", "draws = 2\nthreads = 4"),
    ("plan", PLAN, "points = 3", "points = 3\npoint = 3"),
    ("city", CITY, "population =", "populaton ="),
    // A unit that is not known: in the key, behind the number, and of costs.
    ("scenario", SCENARIO, "horizon_d = 30", "horizon_h = 720"),
    ("scenario", SCENARIO, "horizon_d = 30", "horizon_d = \"30 d\""),
    ("city", CITY, "per_site = 2", "per_sites = 2"),
    // Another form.
    ("scenario", SCENARIO, "title = { ja = \"題\", en = \"Title\" }", "title = \"Title\""),
    ("scenario", SCENARIO, "id = \"a\"", "id = 1"),
    ("scenario", SCENARIO, "over = \"near\"", "over = \"near\"\nclock = \"yes\""),
    ("control-set", CONTROL_SET, "[1, 2, 3]", "[1, 2]"),
    ("control-set", CONTROL_SET, "value = \"\"", "value = 3"),
    ("plan", PLAN, "replications = 2", "replications = 2.5"),
    ("plan", PLAN, "p = 0.5", "p = \"half\""),
    ("city", CITY, "[0, \"05-03\"]", "\"05-03\""),
    // A word that is not on the list.
    ("scenario", SCENARIO, "\"unlimited\"", "\"many\""),
    ("scenario", SCENARIO, "\"near\"", "\"nearby\""),
    ("control-set", CONTROL_SET, "\"today\"", "\"tomorrow\""),
    ("plan", PLAN, "csv.zst", "csv.gz"),
    ("city", CITY, "sunday", "someday"),
    // Out of range.
    ("scenario", SCENARIO, "horizon_d = 30", "horizon_d = 4000"),
    ("control-set", CONTROL_SET, "coverage = 0.5", "coverage = 1.5"),
    ("plan", PLAN, "draws = 2", "draws = 0"),
    ("plan", PLAN, "margin = \"5%\"", "margin = -1"),
    ("city", CITY, "[0,", "[365,"),
    ("city", CITY, "schema_version = 1", "schema_version = 2"),
    // Not there.
    ("scenario", SCENARIO, "source = \"assumption\"", ""),
    ("scenario", SCENARIO, "id = \"s\"", "id = \" \""),
    ("scenario", SCENARIO, "[[step]]\nid = \"a\"\ntechnique = \"t\"\nover = \"near\"", "[x]"),
    ("control-set", CONTROL_SET, "high = 3", ""),
    ("plan", PLAN, "replications = 2", ""),
];

#[test]
fn what_is_good_both_take_and_what_is_broken_both_refuse() {
    for (kind, good) in [("scenario", SCENARIO), ("control-set", CONTROL_SET), ("plan", PLAN), ("city", CITY)] {
        assert_eq!(wrong_by_schema(&schema(kind), good), [""; 0], "{kind}");
        assert!(is_read(kind, good), "{kind}");
    }
    for (kind, good, was, is) in BROKEN {
        let text = good.replacen(was, is, 1);
        assert_ne!(&text, good, "`{was}` stands nowhere");
        assert!(!wrong_by_schema(&schema(kind), &text).is_empty(), "the schema takes {kind}: `{is}`");
        assert!(!is_read(kind, &text), "the reader takes {kind}: `{is}`");
    }
}
