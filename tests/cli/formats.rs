//! Every listing in every format and language.

use crate::fixture::Yagura;

const THINGS: [&str; 8] =
    ["cities", "scenarios", "controls", "control-sets", "risks", "techniques", "measures", "parameters"];

#[test]
fn every_listing_is_a_table_for_people_and_for_programs() {
    let yagura = Yagura::new("listings");
    for things in THINGS {
        let human = yagura.call(&["list", things]);
        let rows = human.fine().lines().count() - 1;
        assert!(rows > 0, "{things}: nothing is listed");
        assert!(human.stderr.is_empty(), "{things}: {}", human.stderr);

        let csv = yagura.call(&["list", things, "--format", "csv"]);
        let rows_of = csv::Reader::from_reader(csv.fine().as_bytes()).into_records().collect::<Result<Vec<_>, _>>();
        let records = rows_of.expect("CSV").len();
        let json = yagura.call(&["list", things, "--format", "json"]);
        let array: serde_json::Value = serde_json::from_str(json.fine()).expect("JSON");
        assert_eq!(array.as_array().map(Vec::len), Some(records), "{things}");
        assert_eq!(rows, records, "{things}");
    }
}

#[test]
fn the_language_follows_the_option_and_else_the_environment() {
    let yagura = Yagura::new("language");
    let option = yagura.call(&["list", "scenarios", "--lang", "ja"]);
    assert!(option.fine().contains("主指標"), "{}", option.whole());
    let environment = yagura.command(&["list", "scenarios"]).env("LC_ALL", "ja_JP.UTF-8").output().expect("it starts");
    assert_eq!(crate::fixture::done(environment).stdout, option.stdout);
}

#[test]
fn every_id_that_is_listed_can_be_explained_in_both_languages() {
    let yagura = Yagura::new("explained");
    for things in THINGS {
        if things == "cities" {
            continue;
        }
        let csv = yagura.call(&["list", things, "--format", "csv"]);
        // One of each kind: the code that explains does not differ from row to row.
        let first = csv.fine().lines().nth(1).and_then(|line| line.split(',').next()).expect("a row").to_owned();
        for language in ["en", "ja"] {
            let done = yagura.call(&["explain", &first, "--lang", language]);
            let text = done.fine();
            assert!(text.contains(&first) && !text.contains('['), "a message is missing: {text}");
        }
    }
}

#[test]
fn completions_name_the_commands() {
    let done = Yagura::new("completions").call(&["completions", "bash"]);
    assert!(done.fine().contains("compare"));
}
