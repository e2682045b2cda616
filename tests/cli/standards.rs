//! Documents of other programs: which lists can be one, and what comes back in.

use crate::fixture::Yagura;

#[test]
fn only_lists_of_what_a_format_knows_can_be_a_document() {
    let yagura = Yagura::new("no-document");
    for arguments in [
        ["list", "risks", "--format", "oscal"].as_slice(),
        &["list", "controls", "--format", "navigator"],
        &["compare", "--format", "oscal"],
        &["list", "control-sets", "--format", "oscal"],
        &["list", "controls", "--format", "oscal", "--as-of", "yesterday"],
    ] {
        let done = yagura.call(arguments);
        assert_eq!((done.code, done.stdout.as_str()), (2, ""), "{arguments:?}: {}", done.whole());
    }
}

#[test]
fn a_control_set_goes_out_and_comes_back_to_the_byte() {
    let yagura = Yagura::new("oscal-round-trip");
    let call = |set: &str| {
        yagura
            .call(&["list", "control-sets", "--controls", set, "--format", "oscal", "--as-of", "2027-04-01"])
            .fine()
            .to_owned()
    };
    let profile = call("today-jp,+CPS.AC-6=0.6,-CPS.DS-3");
    yagura.file("set.json", &profile);
    assert_eq!(call("set.json"), profile);
    let listed = yagura.call(&["list", "control-sets", "--controls", "set.json", "--format", "csv"]);
    assert_eq!(listed.fine().lines().count(), 2);
}

#[test]
fn a_profile_of_another_catalogue_is_bad_input_and_told_in_one_sentence() {
    let yagura = Yagura::new("foreign-profile");
    yagura.file(
        "low.json",
        r##"{"profile": {"metadata": {"title": "LOW", "oscal-version": "1.1.2"},
  "imports": [{"href": "#x", "include-controls": [{"with-ids": ["ac-1", "ac-2", "ac-3", "ac-7"]}]}]}}
"##,
    );
    let done = yagura.call(&["compare", "--controls", "low.json", "--out", "out"]);
    insta::assert_snapshot!(done.whole(), @r##"
    exit 3
    --- stdout
    --- stderr
    other-catalogue

      × none of the 4 controls of this profile is in the catalogue
       ╭─[low.json:2:65]
     1 │ {"profile": {"metadata": {"title": "LOW", "oscal-version": "1.1.2"},
     2 │   "imports": [{"href": "#x", "include-controls": [{"with-ids": ["ac-1", "ac-2", "ac-3", "ac-7"]}]}]}}
       ·                                                                 ───┬──
       ·                                                                    ╰── expected: a profile of controls such as CPS.AM-1, and not of `ac-1` (LOW)
       ╰────
    1 error, no warnings
    "##);
    assert!(!yagura.folder.join("out").exists());
}

#[test]
fn an_effect_on_a_zone_that_the_city_does_not_have_is_bad_input() {
    let yagura = Yagura::new("effect-without-zone");
    let header = "id,control,mechanism,low,mode,high,unit,exposure,selector,source\n";
    let row = "CPS.AC-3/peers,CPS.AC-3,prevent,0.1,0.2,0.3,probability_blocked,per_try,zone=no-such-zone,assumption\n";
    yagura.file("over/effects.csv", &format!("{header}{row}"));
    for command in ["check", "compare"] {
        let done = yagura.call(&[command, "--overlay", "over", "--scenario", "river-radio-spoof"]);
        assert_eq!(done.code, 3, "{}", done.whole());
        assert!(done.stderr.contains("no-such-zone") && done.stderr.contains("unknown-id"), "{}", done.whole());
    }
}
