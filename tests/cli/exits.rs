//! One test per exit code.

use crate::fixture::Yagura;

#[test]
fn an_unknown_option_is_usage() {
    let done = Yagura::new("unknown-option").call(&["compare", "--colour"]);
    assert_eq!(done.code, 2, "{}", done.whole());
    assert!(done.stdout.is_empty());
}

#[test]
fn an_output_folder_in_use_is_refused_and_left_alone() {
    let yagura = Yagura::new("folder-in-use");
    yagura.file("out/notes.txt", "mine");
    let done = yagura.call(&["compare", "--out", "out"]);
    insta::assert_snapshot!(done.whole(), @"
    exit 2
    --- stdout
    --- stderr
    error: out is not empty; choose another folder with --out, or allow replacing its files with --force
    ");
    assert_eq!(yagura.names("out"), ["notes.txt"]);
}

#[test]
fn an_unknown_scenario_is_bad_input_and_the_nearest_is_offered() {
    let done = Yagura::new("unknown-scenario").call(&["compare", "--scenario", "river-radio-spof", "--out", "out"]);
    assert_eq!(done.code, 3, "{}", done.whole());
    assert!(done.stderr.contains("river-radio-spoof"), "{}", done.whole());
    assert!(done.stdout.is_empty());
}

#[test]
fn a_target_that_nobody_set_is_usage_and_one_that_is_met_is_fine() {
    let yagura = Yagura::new("validate");
    assert_eq!(yagura.call(&["validate", "--target", "V9"]).code, 2);
    let done = yagura.call(&["validate", "--target", "V7a", "--strict", "--format", "csv"]);
    assert_eq!(done.code, 0, "{}", done.whole());
    // All 156 sirens of an open system sound, in every incident.
    assert!(done.stdout.contains("156,156 to 156,sirens,met"), "{}", done.whole());
}

#[test]
fn an_unknown_id_offers_the_nearest() {
    let done = Yagura::new("unknown-id").call(&["explain", "CPS.AC-33"]);
    insta::assert_snapshot!(done.whole(), @r#"
    exit 2
    --- stdout
    --- stderr
    error: nothing here is called "CPS.AC-33"; did you mean "CPS.AC-3"?
    "#);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_input_output_failure() {
    let done = Yagura::new("disk-full").call(&["run", "--trace", "/dev/full"]);
    assert_eq!(done.code, 5, "{}", done.whole());
    assert!(done.stderr.contains("/dev/full"), "{}", done.whole());
}

#[cfg(unix)]
#[test]
fn an_output_folder_that_cannot_be_made_is_an_input_output_failure() {
    let yagura = Yagura::new("not-a-folder");
    yagura.file("file", "");
    let done = yagura.call(&["compare", "--parameter-draws", "1", "--replications", "1", "--out", "file/out"]);
    assert_eq!(done.code, 5, "{}", done.whole());
}

#[test]
fn nobody_reading_on_is_no_failure() {
    use std::process::Stdio;
    let yagura = Yagura::new("broken-pipe");
    let mut child = yagura
        .command(&["list", "parameters"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let done = crate::fixture::done(child.wait_with_output().expect("it ends"));
    assert_eq!((done.code, done.stderr.as_str()), (0, ""));
}
