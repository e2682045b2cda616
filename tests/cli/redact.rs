//! `--redact`: no name and no place of the city stands in anything that is written.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::fixture::Yagura;

/// Texts of the program that belong to no city: words that stand there are no secret.
fn common_texts() -> String {
    let mut texts = String::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in
        ["scenarios/catalogue", "scenarios/attacks", "scenarios/control-sets", "reports/words/en", "reports/words/ja"]
    {
        for entry in fs::read_dir(root.join(folder)).expect("a folder of the program").flatten() {
            texts.push_str(&fs::read_to_string(entry.path()).unwrap_or_default());
        }
    }
    texts
}

/// Every id and name of the shipped city that the program does not use by itself.
fn secrets() -> BTreeSet<String> {
    let city = yagura_scenarios::load_city("hoshimi").expect("the shipped city is good").records;
    let mut names = vec![city.head.id.clone(), city.head.name_en.clone(), city.head.name_ja.clone()];
    names.extend(city.organisations.iter().flat_map(|o| [o.id.clone(), o.name_en.clone(), o.name_ja.clone()]));
    names.extend(city.zones.iter().flat_map(|z| [z.id.clone(), z.name_en.clone(), z.name_ja.clone()]));
    names.extend(city.assets.iter().flat_map(|a| [a.id.clone(), a.name_en.clone(), a.name_ja.clone()]));
    names.extend(city.services.iter().flat_map(|s| [s.id.clone(), s.name_en.clone(), s.name_ja.clone()]));
    names.extend(city.datasets.iter().flat_map(|d| [d.id.clone(), d.name_en.clone(), d.name_ja.clone()]));
    names.extend(city.assets.iter().map(|a| a.site.clone()));
    let common = common_texts();
    // A short plain word proves nothing either way.
    names.into_iter().filter(|name| name.chars().count() >= 4 && !alone_in(&common, name)).collect()
}

/// Whether `name` stands in `text` and is no part of a longer id.
fn alone_in(text: &str, name: &str) -> bool {
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    text.match_indices(name)
        .any(|(at, _)| !joins(text[..at].chars().next_back()) && !joins(text[at + name.len()..].chars().next()))
}

fn every_text(folder: &Path) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            texts.extend(every_text(&path));
        } else {
            texts.push((path.display().to_string(), fs::read_to_string(&path).expect("text")));
        }
    }
    texts
}

fn assert_clean(secrets: &BTreeSet<String>, what: &str, text: &str) {
    let found: Vec<&String> = secrets.iter().filter(|name| alone_in(text, name)).take(5).collect();
    assert!(found.is_empty(), "{what} says {found:?}");
}

#[test]
fn nothing_that_is_written_holds_a_name_of_the_city() {
    let yagura = Yagura::new("redact");
    let secrets = secrets();
    assert!(secrets.len() > 500, "only {} names to look for", secrets.len());
    for language in ["en", "ja"] {
        let out = format!("out-{language}");
        let compare = [
            "compare",
            "--city",
            "hoshimi",
            "--scenario",
            "river-radio-spoof",
            "--scenario",
            "maintenance-link-ransomware",
            "--controls",
            "guideline-core",
            "--parameter-draws",
            "2",
            "--replications",
            "2",
            "--redact",
            "--lang",
            language,
            "--out",
            &out,
        ];
        assert_clean(&secrets, "compare", yagura.call(&compare).fine());
        for (file, text) in every_text(&yagura.folder.join(&out)) {
            assert_clean(&secrets, &file, &text);
            assert!(!text.contains("hoshimi") && !text.contains("星見"), "{file} names the city");
        }
        for scenario in ["river-radio-spoof", "maintenance-link-ransomware"] {
            let run = ["run", "--scenario", scenario, "--redact", "--explain", "--lang", language, "--trace", "trace"];
            assert_clean(&secrets, "run", yagura.call(&run).fine());
            assert_clean(&secrets, "trace", &yagura.read("trace"));
        }
        let show = ["city", "show", "--redact", "--lang", language];
        assert_clean(&secrets, "city show", yagura.call(&show).fine());
    }
}

#[test]
fn redaction_changes_no_number_and_is_the_same_each_time() {
    let yagura = Yagura::new("redact-numbers");
    let compare = |out: &str, more: &[&str]| {
        let mut arguments = vec![
            "compare",
            "--scenario",
            "contractor-leak",
            "--controls",
            "guideline-core",
            "--parameter-draws",
            "3",
            "--replications",
            "3",
            "--out",
            out,
        ];
        arguments.extend(more);
        yagura.call(&arguments).fine();
    };
    compare("plain", &[]);
    compare("one", &["--redact"]);
    compare("two", &["--redact", "--threads", "1"]);
    for table in yagura.names("one").into_iter().filter(|name| name.ends_with(".csv")) {
        let one = yagura.read(&format!("one/{table}"));
        assert_eq!(one, yagura.read(&format!("two/{table}")), "{table}");
        let plain = yagura.read(&format!("plain/{table}"));
        assert_eq!(one.lines().count(), plain.lines().count(), "{table}");
    }
    let plain = yagura.read("plain/incidents.csv").replace("hoshimi,", "city-1,");
    assert_eq!(plain, yagura.read("one/incidents.csv"));
}
