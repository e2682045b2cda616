//! `yagura compare` from outside, small.

use yagura_reports::tables::OutputTable;
use yagura_sim::words::Words as _;

use crate::fixture::Yagura;

/// Every table but that of `--knock-out`.
const COMPUTED: [OutputTable; 20] = [
    OutputTable::Incidents,
    OutputTable::Summary,
    OutputTable::Differences,
    OutputTable::Costs,
    OutputTable::Spread,
    OutputTable::Survival,
    OutputTable::Delays,
    OutputTable::Exceedance,
    OutputTable::Worst,
    OutputTable::DrawResults,
    OutputTable::Value,
    OutputTable::Names,
    OutputTable::Services,
    OutputTable::Organisations,
    OutputTable::Parameters,
    OutputTable::Draws,
    OutputTable::Sensitivity,
    OutputTable::Traceability,
    OutputTable::Checklist,
    OutputTable::Tree,
];

const SMALL: [&str; 9] = [
    "compare",
    "--parameter-draws",
    "3",
    "--replications",
    "4",
    "--scenario",
    "river-radio-spoof",
    "--scenario",
    "policies-do-not-match",
];

fn small<'a>(more: &[&'a str]) -> Vec<&'a str> {
    let mut arguments: Vec<&str> = SMALL[..7].to_vec();
    arguments.extend(more);
    arguments
}

#[test]
fn an_effect_that_is_not_trusted_does_nothing_and_the_answer_says_so() {
    let yagura = Yagura::new("compare-trust");
    // That a contractor's staff keeps rules has weak evidence.
    let one_more = ["--scenario", "contractor-leak", "--controls", "today-jp", "--controls", "today-jp,+CPS.SC-5"];
    let differences = |trust: &[&str]| {
        let mut arguments = vec!["compare", "--parameter-draws", "10", "--replications", "10"];
        arguments.extend(one_more.iter().chain(trust));
        yagura.call(&arguments).fine().to_owned()
    };
    // `n_discordant`; the set's own comma stands before it.
    let moved = |table: &str| {
        let discordant = table.lines().skip(1).filter_map(|row| row.split(',').nth(8)?.parse::<u32>().ok());
        discordant.filter(|&pairs| pairs > 0).count()
    };
    let table = |trust: &[&str]| differences(&[&["--format", "csv"], trust].concat());
    assert!(moved(&table(&[])) > 10);
    assert_eq!(moved(&table(&["--trust", "moderate"])), 0);
    let told = differences(&["--trust", "moderate"]);
    assert!(told.contains("at least moderate evidence act here"), "{told}");
    let refused = yagura.call(&["compare", "--trust", "some"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("strong, moderate, weak"), "{}", refused.stderr);
}

#[test]
fn the_folder_holds_whole_tables_and_a_manifest() {
    let yagura = Yagura::new("compare-folder");
    let done = yagura.call(&small(&["--out", "out"]));
    done.fine();
    assert!(done.stderr.is_empty(), "{}", done.stderr);
    let names = yagura.names("out");
    for table in COMPUTED {
        assert!(names.contains(&table.file_name()), "{table} is missing in {names:?}");
    }
    for name in names.iter().filter(|name| name.ends_with(".csv")) {
        let table = OutputTable::parse(name.trim_end_matches(".csv")).expect("a table that is explained");
        let head = yagura.read(&format!("out/{name}")).lines().next().map(String::from);
        assert_eq!(head, Some(table.columns().join(",")), "{name}");
    }
    // Three sets, three draws, four replications, and the header.
    assert_eq!(yagura.read("out/incidents.csv").lines().count(), 1 + 3 * 3 * 4);
    let manifest: serde_json::Value = serde_json::from_str(&yagura.read("out/manifest.json")).expect("JSON");
    assert_eq!(manifest["counts"]["incidents"], 36);
    assert_eq!(manifest["control_sets"][0], "today-jp");
}

#[test]
fn the_tables_do_not_depend_on_the_number_of_threads() {
    let yagura = Yagura::new("compare-threads");
    for threads in ["1", "2", "5"] {
        yagura.call(&small(&["--out", threads, "--threads", threads])).fine();
    }
    for table in yagura.names("1").into_iter().filter(|name| name.ends_with(".csv")) {
        let one = yagura.read(&format!("1/{table}"));
        for threads in ["2", "5"] {
            assert_eq!(one, yagura.read(&format!("{threads}/{table}")), "{table} differs with {threads} threads");
        }
    }
}

#[test]
fn rows_can_be_left_out() {
    let yagura = Yagura::new("compare-rows");
    yagura.call(&small(&["--out", "out", "--rows", "none"])).fine();
    assert!(!yagura.names("out").contains(&"incidents.csv".to_owned()));
}

#[test]
fn without_a_folder_nothing_is_written_and_the_answer_is_printed() {
    let yagura = Yagura::new("compare-answer");
    let done = yagura.call(&small(&[]));
    assert!(done.fine().contains("guideline-core"), "{}", done.stdout);
    assert!(yagura.names(".").is_empty());
    let japanese = yagura.call(&small(&["--lang", "ja"]));
    assert!(japanese.fine().contains("対策セット"), "{}", japanese.stdout);
}

#[test]
fn the_answer_for_programs_is_the_table_of_differences() {
    let yagura = Yagura::new("compare-formats");
    yagura.call(&small(&["--out", "out"])).fine();
    let csv = yagura.call(&small(&["--format", "csv"]));
    assert_eq!(csv.fine(), yagura.read("out/differences.csv"));
    let json = yagura.call(&small(&["--format", "json"]));
    let object: serde_json::Value = serde_json::from_str(json.fine()).expect("JSON");
    assert_eq!(object["differences"].as_array().map(Vec::len), Some(csv.stdout.lines().count() - 1));
}

#[test]
fn a_manifest_is_enough_to_run_it_again_and_a_changed_table_is_found() {
    let yagura = Yagura::new("compare-reproduce");
    yagura.call(&small(&["--out", "out"])).fine();
    let before = yagura.names("out");
    let tables = before.iter().filter(|name| name.ends_with(".csv")).count();
    let again = yagura.call(&["compare", "--reproduce", "out/manifest.json"]);
    assert!(again.fine().contains(&format!("the same to the byte: {tables} tables")), "{}", again.stdout);
    assert_eq!(yagura.names("out"), before, "nothing is left behind");

    let manifest = yagura.read("out/manifest.json");
    let at = manifest.find("\"file\": \"summary.csv\"").expect("the table is named");
    let hash = at + manifest[at..].find("sha256\": \"").expect("its hash") + "sha256\": \"".len();
    let digit = if &manifest[hash..=hash] == "0" { "1" } else { "0" };
    yagura.file("out/manifest.json", &format!("{}{digit}{}", &manifest[..hash], &manifest[hash + 1..]));
    let done = yagura.call(&["compare", "--reproduce", "out/manifest.json"]);
    assert_eq!(done.code, 1, "{}", done.whole());
    assert!(done.stderr.contains("summary.csv") && !done.stderr.contains("incidents.csv"), "{}", done.stderr);
}

#[test]
fn knock_out_plays_each_control_in_turn_and_says_what_needed_no_play() {
    let yagura = Yagura::new("compare-knock-out");
    let set = "today-jp,+CPS.DS-3,+CPS.AC-3,+CPS.AT-1";
    let knock_out = |out: &str, threads: &str| {
        let arguments = [
            "compare",
            "--scenario",
            "river-radio-spoof",
            "--controls",
            set,
            "--parameter-draws",
            "3",
            "--replications",
            "4",
            "--knock-out",
            "--out",
            out,
            "--threads",
            threads,
        ];
        yagura.call(&arguments).fine();
        yagura.read(&format!("{out}/knock_out.csv"))
    };
    let table = knock_out("one", "1");
    assert_eq!(table, knock_out("two", "2"));
    let of = |control: &str| -> Vec<String> {
        let row = table.lines().find(|line| line.contains(&format!(",{control},"))).expect("a row of the control");
        // The set's id holds commas and is quoted.
        let tail = row.rsplit_once(&format!(",{control},")).expect("cells behind it").1;
        tail.split(',').map(String::from).collect()
    };
    // Cells: measure, n, n_discordant, difference. Twelve pairs; nothing in this scenario asks about training against phishing.
    assert_eq!(of("CPS.DS-3")[..2], ["wrong_decision_h", "12"]);
    assert_eq!(of("CPS.AT-1")[..4], ["wrong_decision_h", "0", "0", "0"]);
    let unknown = yagura.call(&["compare", "--scenario", "river-radio-spoof", "--knock-out=today"]);
    assert_eq!(unknown.code, 2, "{}", unknown.stderr);
}

#[test]
fn a_precision_writes_what_asking_for_its_number_of_draws_at_once_writes() {
    let yagura = Yagura::new("compare-precision");
    let one =
        ["compare", "--scenario", "river-radio-spoof", "--controls", "none", "--replications", "2", "--seed", "7"];
    let call = |more: &[&str]| yagura.call(&[&one[..], more].concat());
    // The first is met by some number of draws, the second by none that is allowed: then the most is played.
    let near = call(&["--parameter-draws", "10", "--precision", "90%", "--max-draws", "400", "--out", "near"]);
    let cap = call(&["--parameter-draws", "10", "--precision", "0.1%", "--max-draws", "65", "--out", "cap"]);
    assert!(near.fine().contains("known within 90 %"), "{}", near.stdout);
    assert!(
        cap.fine().contains("Not known within 0.1 % even with so many draws: river-radio-spoof (today-jp)"),
        "{}",
        cap.stdout
    );
    let draws = |out: &str| -> u64 {
        let manifest: serde_json::Value =
            serde_json::from_str(&yagura.read(&format!("{out}/manifest.json"))).expect("JSON");
        manifest["counts"]["parameter_draws"].as_u64().expect("a number")
    };
    assert_eq!(draws("cap"), 65);
    assert!((11..=400).contains(&draws("near")), "{}", draws("near"));
    for out in ["near", "cap"] {
        let at_once = format!("{out}-at-once");
        call(&["--parameter-draws", &draws(out).to_string(), "--out", &at_once]).fine();
        for name in yagura.names(out).iter().filter(|name| name.ends_with(".csv")) {
            let (one, other) = (yagura.read(&format!("{out}/{name}")), yagura.read(&format!("{at_once}/{name}")));
            assert!(one == other, "{name} differs between {out} and {at_once}");
        }
    }
}

#[test]
fn sensitivity_tells_what_moves_the_measure_and_what_moves_the_ranking() {
    let yagura = Yagura::new("compare-sensitivity");
    let one = ["compare", "--scenario", "river-radio-spoof", "--controls", "guideline-core", "--replications", "3"];
    let call = |more: &[&str]| yagura.call(&[&one[..], &["--parameter-draws", "40"], more].concat());
    let plain = call(&[]).fine().to_owned();
    let told = call(&["--sensitivity"]).fine().to_owned();
    for part in ["What the result hangs on", "itself moves with", "the ranking moves with", "sensitivity.csv"] {
        assert!(told.contains(part) && !plain.contains(part), "{part}: {told}");
    }
    let rows = |more: &[&str]| -> serde_json::Value {
        serde_json::from_str(call(&[&["--format", "json"], more].concat()).fine()).expect("JSON")
    };
    assert!(rows(&["--sensitivity"])["sensitivity"].as_array().is_some_and(|rows| !rows.is_empty()));
    assert!(rows(&[])["sensitivity"].is_null());
    // Too few worlds say nothing about what moves them, and that is said.
    let few = yagura.call(&[&one[..], &["--parameter-draws", "3", "--sensitivity"]].concat());
    assert!(few.fine().contains("What the result hangs on"), "{}", few.stdout);
}
