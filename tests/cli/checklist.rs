//! `yagura checklist`: a control set against the guideline's table, on the screen and as three documents.

use crate::fixture::Yagura;

/// Requirements of the guideline's control table.
const REQUIREMENTS: usize = 104;

#[test]
fn markdown_is_printed_with_every_requirement_and_every_risk() {
    let yagura = Yagura::new("checklist-markdown");
    let done = yagura.call(&["checklist", "--controls", "guideline-core"]);
    let text = done.fine();
    assert!(text.starts_with("# "), "{text}");
    assert!(text.contains("CPS.AC-3") && text.contains("R-61"), "{text}");
    // Without the folder of a comparison a gap has no worth.
    assert!(text.contains("not simulated"), "{text}");
    assert!(yagura.names(".").is_empty(), "nothing is written");
    let japanese = yagura.call(&["checklist", "--controls", "guideline-core", "--lang", "ja"]);
    for column in ["有", "無", "対象外", "根拠"] {
        assert!(japanese.fine().contains(column), "{column}");
    }
}

#[test]
fn the_spreadsheet_opens_in_excel_and_has_a_row_for_every_requirement() {
    let yagura = Yagura::new("checklist-csv");
    let done = yagura.call(&["checklist", "--controls", "guideline-core", "--format", "csv", "--lang", "ja"]);
    let text = done.fine();
    let rest = text.strip_prefix('\u{feff}').expect("a byte order mark");
    let id =
        |at: usize| rest[at..].split(|c: char| !c.is_ascii_alphanumeric() && !".-".contains(c)).next().unwrap_or("");
    // A family such as CPS.SC is named without a number.
    let mut ids: Vec<&str> = rest.match_indices("CPS.").map(|(at, _)| id(at).trim_end_matches(['.', '-'])).collect();
    ids.retain(|id| id.contains('-'));
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), REQUIREMENTS, "{ids:?}");
}

#[test]
fn a_folder_gets_three_documents_and_one_that_is_in_use_is_left_alone() {
    let yagura = Yagura::new("checklist-out");
    yagura.call(&["checklist", "--controls", "today-jp", "--out", "out"]).fine();
    let wanted = ["checklist-today-jp.csv", "checklist-today-jp.html", "checklist-today-jp.md"];
    assert_eq!(yagura.names("out"), wanted);
    assert!(yagura.read("out/checklist-today-jp.csv").starts_with('\u{feff}'));
    let html = yagura.read("out/checklist-today-jp.html");
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("CPS.DS-3"));
    yagura.file("used/notes.txt", "mine");
    let done = yagura.call(&["checklist", "--controls", "today-jp", "--out", "used"]);
    assert_eq!(done.code, 2, "{}", done.whole());
    assert_eq!(yagura.names("used"), ["notes.txt"]);
}

#[test]
fn a_comparison_with_knock_out_says_what_a_gap_is_worth() {
    let yagura = Yagura::new("checklist-worth");
    let set = "today-jp,+CPS.DS-3";
    let compare = ["compare", "--scenario", "river-radio-spoof", "--controls", set, "--knock-out", "--rows", "none"];
    yagura.call(&[&compare[..], &["--parameter-draws", "3", "--replications", "4", "--out", "out"]].concat()).fine();
    yagura.call(&["checklist", "--controls", "none", "--out", "out"]).fine();
    let text = yagura.read("out/checklist-none.md");
    assert!(text.contains("river-radio-spoof") || text.contains("without it"), "{text}");
}

#[test]
fn a_folder_of_a_comparison_that_is_not_what_the_run_wrote_is_refused() {
    let yagura = Yagura::new("checklist-bad-folder");
    let compare = ["compare", "--scenario", "river-radio-spoof", "--controls", "today-jp,+CPS.DS-3", "--rows", "none"];
    let few = ["--parameter-draws", "3", "--replications", "4"];
    yagura.call(&[&compare[..], &few, &["--knock-out", "--out", "whole"]].concat()).fine();
    yagura.call(&[&compare[..], &few, &["--seed", "2", "--knock-out", "--out", "other"]].concat()).fine();
    let table = || yagura.read("whole/knock_out.csv");
    let older = |text: String| text.replacen("\"schema_version\": ", "\"schema_version\": 0, \"was\": ", 1);
    // What is changed, the code of the diagnostic, the file that it names; None: the file is gone.
    let cases: [(&str, &str, &str, Option<String>); 7] = [
        ("no-manifest", "missing-file", "manifest.json", None),
        ("older", "schema-version", "manifest.json", Some(older(yagura.read("whole/manifest.json")))),
        ("no-table", "missing-file", "knock_out.csv", None),
        ("empty", "truncated", "knock_out.csv", Some(String::new())),
        ("truncated", "truncated", "knock_out.csv", Some(table()[..table().len() / 2].trim_end().to_owned())),
        ("edited", "changed-file", "knock_out.csv", Some(table().replacen("no verdict", "better", 1))),
        ("other-run", "changed-file", "knock_out.csv", Some(yagura.read("other/knock_out.csv"))),
    ];
    for (case, code, file, text) in cases {
        for name in yagura.names("whole").iter().filter(|name| name.contains('.')) {
            if name != file {
                yagura.file(&format!("{case}/{name}"), &yagura.read(&format!("whole/{name}")));
            } else if let Some(text) = &text {
                assert!(*text != yagura.read(&format!("whole/{name}")), "{case} changes nothing");
                yagura.file(&format!("{case}/{name}"), text);
            }
        }
        let before = yagura.names(case);
        let done = yagura.call(&["checklist", "--controls", "none", "--out", case]);
        assert_eq!(done.code, 3, "{case}: {}", done.whole());
        let said = done.stderr.split_whitespace().collect::<Vec<_>>().join(" ").replace("│ ", "");
        for word in [code, file, "run the comparison again"] {
            assert!(said.contains(word), "{case}: {word:?} is not said:\n{}", done.whole());
        }
        assert_eq!(yagura.names(case), before, "{case}: nothing is written");
    }
}

#[test]
fn a_set_that_nobody_knows_is_bad_input() {
    let yagura = Yagura::new("checklist-unknown");
    let done = yagura.call(&["checklist", "--controls", "guideline-cor", "--out", "out"]);
    assert_eq!(done.code, 3, "{}", done.whole());
    assert!(done.stderr.contains("guideline-core") && !yagura.folder.join("out").exists(), "{}", done.whole());
}
