//! `yagura report`: the page and the plots from the tables alone, and folders that are not what a comparison wrote.

use std::fs;
use std::path::Path;

use yagura_reports::tables::{
    ChecklistRow, CostRow, DelayRow, DifferenceRow, DrawResultRow, DrawRow, ExceedanceRow, KnockOutRow, NameRow,
    OrganisationRow, ParameterRow, SensitivityRow, ServiceRow, SpreadRow, SummaryRow, SurvivalRow, TableRow,
    TraceabilityRow, TreeRow, ValueRow, WorstRow, read_rows, write_rows,
};

use crate::fixture::{Done, Yagura};

const COMPARE: [&str; 9] =
    ["compare", "--parameter-draws", "3", "--replications", "4", "--scenario", "river-radio-spoof", "--rows", "none"];

fn compared(yagura: &Yagura, out: &str, more: &[&str]) {
    let arguments: Vec<&str> = COMPARE.iter().chain(&["--out", out]).chain(more).copied().collect();
    yagura.call(&arguments).fine();
}

/// What `report` says of `out` after `spoil` did something to the folder.
fn spoilt(yagura: &Yagura, case: &str, spoil: impl FnOnce(&Path)) -> Done {
    let folder = yagura.folder.join(case);
    fs::create_dir_all(&folder).expect("a folder");
    for entry in fs::read_dir(yagura.folder.join("whole")).expect("a folder").flatten() {
        // Without the page: whether one is there afterwards tells whether one was written.
        if entry.path().is_file() && entry.file_name() != "report.html" {
            fs::copy(entry.path(), folder.join(entry.file_name())).expect("a copy");
        }
    }
    spoil(&folder);
    yagura.call(&["report", case])
}

fn edit(folder: &Path, file: &str, change: impl FnOnce(String) -> String) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).expect("a table");
    fs::write(path, change(text)).expect("a table");
}

#[test]
fn a_folder_that_is_not_what_the_run_wrote_is_refused_with_the_file_and_what_to_do() {
    let yagura = Yagura::new("report-bad-folder");
    compared(&yagura, "whole", &[]);
    compared(&yagura, "other-seed", &["--seed", "2"]);
    compared(&yagura, "other-sets", &["--controls", "none"]);
    compared(&yagura, "knocked-out", &["--controls", "today-jp,+CPS.DS-3", "--knock-out"]);
    let other = |run: &str, file: &str| fs::read(yagura.folder.join(run).join(file)).expect("a table");
    type Spoil<'a> = Box<dyn FnOnce(&Path) + 'a>;
    let cases: Vec<(&str, &str, &str, Spoil<'_>)> = vec![
        (
            "no-manifest",
            "missing-file",
            "manifest.json",
            Box::new(|f| fs::remove_file(f.join("manifest.json")).expect("removed")),
        ),
        (
            "broken-manifest",
            "syntax",
            "manifest.json",
            Box::new(|f| edit(f, "manifest.json", |text| text[..40].to_owned())),
        ),
        (
            "older-manifest",
            "schema-version",
            "manifest.json",
            Box::new(|f| {
                edit(f, "manifest.json", |text| text.replacen("\"schema_version\": 2", "\"schema_version\": 1", 1))
            }),
        ),
        (
            "missing",
            "missing-file",
            "summary.csv",
            Box::new(|f| fs::remove_file(f.join("summary.csv")).expect("removed")),
        ),
        ("empty", "truncated", "costs.csv", Box::new(|f| edit(f, "costs.csv", |_| String::new()))),
        (
            "truncated",
            "truncated",
            "spread.csv",
            Box::new(|f| edit(f, "spread.csv", |text| text[..text.len() / 2].trim_end().to_owned())),
        ),
        (
            "cut-between-rows",
            "changed-file",
            "spread.csv",
            Box::new(|f| edit(f, "spread.csv", |text| text.split_inclusive('\n').take(9).collect())),
        ),
        (
            "edited",
            "changed-file",
            "differences.csv",
            Box::new(|f| edit(f, "differences.csv", |text| text.replacen("no verdict", "better", 1))),
        ),
        (
            "saved-by-a-spreadsheet",
            "changed-file",
            "costs.csv",
            Box::new(|f| edit(f, "costs.csv", |text| format!("\u{feff}{}", text.replace('\n', "\r\n")))),
        ),
        (
            "another-encoding",
            "changed-file",
            "names.csv",
            // 星 in CP932.
            Box::new(|f| {
                fs::write(f.join("names.csv"), [b"kind,id\n".as_slice(), b"\x90\xaf,x\n"].concat()).expect("a table")
            }),
        ),
        (
            "left-by-another-run",
            "changed-file",
            "knock_out.csv",
            Box::new(|f| fs::write(f.join("knock_out.csv"), other("knocked-out", "knock_out.csv")).expect("a table")),
        ),
        (
            "no-number",
            "not-a-number",
            "spread.csv:2",
            Box::new(|f| edit(f, "spread.csv", |text| text.replacen(",12,", ",a dozen,", 1))),
        ),
        (
            "no-measure",
            "unknown-word",
            "summary.csv:2",
            Box::new(|f| edit(f, "summary.csv", |text| text.replacen("assets_touched", "assets_seen", 1))),
        ),
        (
            "row-length",
            "row-length",
            "costs.csv:2",
            Box::new(|f| edit(f, "costs.csv", |text| text.replacen("\ntoday-jp,", "\n", 1))),
        ),
        (
            "unknown-column",
            "unknown-column",
            "summary.csv:1",
            Box::new(|f| edit(f, "summary.csv", |text| text.replacen("median", "middle", 1))),
        ),
        (
            "missing-column",
            "missing-column",
            "summary.csv:1",
            Box::new(|f| edit(f, "summary.csv", |text| text.replacen("city,", "", 1))),
        ),
        (
            "other-seed-of",
            "changed-file",
            "summary.csv",
            Box::new(|f| fs::write(f.join("summary.csv"), other("other-seed", "summary.csv")).expect("a table")),
        ),
        (
            "other-sets-of",
            "other-run",
            "summary.csv",
            Box::new(|f| fs::write(f.join("summary.csv"), other("other-sets", "summary.csv")).expect("a table")),
        ),
    ];
    for (case, code, place, spoil) in cases {
        let done = spoilt(&yagura, case, spoil);
        assert_eq!(done.code, 3, "{case}: {}", done.whole());
        assert!(done.stdout.is_empty(), "{case}: {}", done.whole());
        let words = [code, place, "run the comparison again"];
        // A long line is wrapped between words.
        let said = done.stderr.split_whitespace().collect::<Vec<_>>().join(" ").replace("│ ", "");
        for word in words {
            assert!(said.contains(word), "{case}: {word:?} is not said:\n{}", done.whole());
        }
        assert!(!yagura.names(case).contains(&"report.html".to_owned()), "{case}: nothing is written");
    }
}

#[test]
fn a_comparison_over_an_older_one_leaves_no_table_of_it() {
    let yagura = Yagura::new("report-over-older");
    compared(&yagura, "out", &["--controls", "today-jp,+CPS.DS-3", "--knock-out"]);
    assert!(yagura.names("out").contains(&"knock_out.csv".to_owned()));
    yagura.file("out/notes.txt", "mine");
    compared(&yagura, "out", &["--force"]);
    assert!(!yagura.names("out").contains(&"knock_out.csv".to_owned()), "it is the older run's");
    assert_eq!(yagura.read("out/notes.txt"), "mine");
    yagura.call(&["report", "out"]).fine();
}

#[test]
fn what_every_table_says_is_read_back_to_the_byte() {
    fn again<R: TableRow>(yagura: &Yagura) {
        let file = format!("out/{}", R::TABLE.file_name());
        let text = yagura.read(&file);
        let rows = read_rows::<R>(text.as_bytes()).unwrap_or_else(|fault| panic!("{file}: {fault:?}"));
        assert!(!rows.is_empty(), "{file} has rows");
        let written = write_rows(Vec::new(), &rows).expect("written to memory");
        assert!(text.as_bytes() == written, "{file} reads back as something else");
    }
    let yagura = Yagura::new("report-round-trip");
    let arguments = ["--scenario", "contractor-leak", "--controls", "today-jp,+CPS.AC-3", "--knock-out"];
    let more = ["--parameter-draws", "20", "--replications", "2", "--out", "out"];
    yagura.call(&[&["compare"][..], &arguments, &more].concat()).fine();
    again::<NameRow>(&yagura);
    again::<SummaryRow>(&yagura);
    again::<DifferenceRow>(&yagura);
    again::<CostRow>(&yagura);
    again::<SpreadRow>(&yagura);
    again::<SurvivalRow>(&yagura);
    again::<DelayRow>(&yagura);
    again::<ExceedanceRow>(&yagura);
    again::<WorstRow>(&yagura);
    again::<ServiceRow>(&yagura);
    again::<OrganisationRow>(&yagura);
    again::<ParameterRow>(&yagura);
    again::<DrawRow>(&yagura);
    again::<DrawResultRow>(&yagura);
    again::<SensitivityRow>(&yagura);
    again::<TraceabilityRow>(&yagura);
    again::<ChecklistRow>(&yagura);
    again::<KnockOutRow>(&yagura);
    again::<TreeRow>(&yagura);
    again::<ValueRow>(&yagura);
}

#[test]
fn a_whole_folder_is_rendered_again_without_simulating() {
    let yagura = Yagura::new("report-again");
    compared(&yagura, "out", &[]);
    let before = yagura.names("out");
    yagura.call(&["report", "out"]).fine();
    for name in &before {
        assert!(yagura.names("out").contains(name), "{name} is gone");
    }
    assert_eq!(yagura.call(&["report", "nowhere"]).code, 3);
}

#[test]
fn a_redacted_page_holds_no_name_of_the_city_and_leaves_the_tables_alone() {
    let yagura = Yagura::new("report-redact");
    compared(&yagura, "out", &[]);
    let tables = |yagura: &Yagura| -> Vec<String> {
        yagura
            .names("out")
            .into_iter()
            .filter(|name| name.ends_with(".csv"))
            .map(|name| yagura.read(&format!("out/{name}")))
            .collect()
    };
    let before = tables(&yagura);
    for lang in ["en", "ja"] {
        yagura.call(&["report", "out", "--redact", "--lang", lang]).fine();
        let mut written = vec![yagura.read("out/report.html")];
        written.extend(yagura.names("out/plots").iter().map(|name| yagura.read(&format!("out/plots/{name}"))));
        for text in &written {
            for name in ["hoshimi", "Hoshimi", "星見", "澪瀬", "Miose"] {
                assert!(!text.contains(name), "{name} in {lang}");
            }
        }
        assert!(written[0].contains("city-1") || written[0].contains("organisation-1"), "{lang}");
    }
    assert!(tables(&yagura) == before, "a table was changed");
}
