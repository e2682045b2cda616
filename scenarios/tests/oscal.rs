//! A control set goes out as an OSCAL profile and comes back as it was. What compliance-trestle makes of the same files is checked
//! by `.ci/run`.

#![expect(clippy::print_stdout, reason = "a skipped test says that it was skipped")]

mod real;

use std::path::Path;

use proptest::prelude::*;
use real::real;
use yagura_scenarios::oscal::{NO_DATE, oscal_catalog, oscal_profile};
use yagura_scenarios::{Code, Loaded, load_catalogue, load_control_set, load_control_set_bytes, shipped_control_sets};
use yagura_sim::control_set::{ControlEntry, ControlSetRecord, Coverage, FieldChange, ValueClaim};
use yagura_sim::knowledge::{CatalogueRecords, Range};
use yagura_sim::problem::{Origin, Table};

fn catalogue() -> CatalogueRecords {
    load_catalogue(None, None).unwrap().records
}

fn back(profile: &str, catalogue: &CatalogueRecords) -> Loaded<ControlSetRecord> {
    load_control_set_bytes("profile.json", profile.as_bytes(), catalogue)
        .unwrap_or_else(|wrong| panic!("{wrong}{profile}"))
}

fn nowhere() -> Origin {
    Origin::new(Table::ControlSet, 0)
}

/// The set without the memory of where its rows stood, which differs between a TOML file and a profile.
fn placeless(mut set: ControlSetRecord) -> ControlSetRecord {
    set.controls.iter_mut().for_each(|entry| entry.origin = nowhere());
    set.changes.iter_mut().for_each(|change| change.origin = nowhere());
    set.parameters.iter_mut().chain(&mut set.effects).for_each(|claim| claim.origin = nowhere());
    set
}

#[test]
fn every_shipped_control_set_comes_back_as_it_was() {
    let catalogue = catalogue();
    for name in shipped_control_sets() {
        let set = load_control_set(&name, &catalogue).unwrap().records;
        let profile = oscal_profile(&set, &catalogue, NO_DATE).unwrap();
        let read = back(&profile, &catalogue);
        assert!(read.warnings.is_empty(), "{name}: {}", read.warnings);
        assert_eq!(placeless(read.records), placeless(set), "{name}");
    }
}

/// Texts as they come out of a TOML file: trimmed, of any characters, lines included.
fn text() -> BoxedStrategy<String> {
    prop_oneof![
        Just(String::new()),
        Just("-".to_owned()),
        "[ -~ぁ-ん一-龠\"\\\\\n\t\u{85}\u{2028}]{0,24}".prop_map(|text| text.trim().to_owned()),
        any::<String>().prop_map(|text| text.trim().to_owned()),
    ]
    .boxed()
}

fn name() -> BoxedStrategy<String> {
    text().prop_map(|text| if text.is_empty() { "x".to_owned() } else { text }).boxed()
}

fn range() -> impl Strategy<Value = Range> {
    let number = || prop_oneof![0.0..1.0, 0.0..1e12_f64, Just(0.0), Just(1e-300), Just(0.1 + 0.2)];
    [number(), number(), number()].prop_map(|mut ends: [f64; 3]| {
        ends.sort_by(f64::total_cmp);
        Range { low: ends[0], mode: ends[1], high: ends[2] }
    })
}

fn claim() -> impl Strategy<Value = ValueClaim> {
    (name(), range(), name()).prop_map(|(key, range, claimed_by)| ValueClaim {
        origin: nowhere(),
        key,
        range,
        claimed_by,
    })
}

fn change() -> impl Strategy<Value = FieldChange> {
    [name(), name(), name(), text(), name()].prop_map(|[table, row, column, value, claimed_by]| FieldChange {
        origin: nowhere(),
        table,
        row,
        column,
        value,
        claimed_by,
    })
}

fn entry(control: String) -> impl Strategy<Value = ControlEntry> {
    let coverage = prop_oneof![(0.0..=1.0).prop_map(Coverage::Share), Just(Coverage::Today)];
    let cost = proptest::option::of((range(), range()));
    (coverage, text(), text(), cost, name()).prop_map(move |(coverage, why_en, why_ja, cost, claimed_by)| {
        ControlEntry { origin: nowhere(), control: control.clone(), coverage, why_en, why_ja, cost, claimed_by }
    })
}

fn set(ids: Vec<String>) -> impl Strategy<Value = ControlSetRecord> {
    let most = ids.len();
    let controls = proptest::sample::subsequence(ids, 0..=most).prop_flat_map(|ids| {
        let mut ids = ids;
        ids.sort();
        ids.into_iter().map(entry).collect::<Vec<_>>()
    });
    let few = |claims| proptest::collection::vec(claims, 0..3);
    let changes = proptest::collection::vec(change(), 0..3);
    ([name(), name(), name(), text(), text()], controls, changes, few(claim()), few(claim())).prop_map(
        |([id, name_ja, name_en, about_ja, about_en], controls, changes, parameters, effects)| ControlSetRecord {
            id,
            name_ja,
            name_en,
            about_ja,
            about_en,
            controls,
            changes,
            parameters,
            effects,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_control_set_comes_back_as_it_was(
        set in set(catalogue().controls.iter().take(9).map(|control| control.id.clone()).collect())
    ) {
        let catalogue = catalogue();
        let profile = oscal_profile(&set, &catalogue, "2027-04-01").unwrap();
        prop_assert_eq!(&profile, &oscal_profile(&set, &catalogue, "2027-04-01").unwrap());
        prop_assert_eq!(placeless(back(&profile, &catalogue).records), set);
    }

    #[test]
    fn no_text_brings_the_reader_down(at in 0..2000_usize, with in "[\"{}\\[\\],:a0\\\\ ]{0,3}") {
        let catalogue = catalogue();
        let set = load_control_set("CPS.AC-3=0.5,CPS.DS-3", &catalogue).unwrap().records;
        let mut profile = oscal_profile(&set, &catalogue, NO_DATE).unwrap();
        let at = (0..=at.min(profile.len())).rev().find(|&at| profile.is_char_boundary(at)).unwrap_or(0);
        profile.insert_str(at, &with);
        let _ = load_control_set_bytes("profile.json", profile.as_bytes(), &catalogue);
    }
}

#[test]
fn every_parameter_that_a_profile_sets_is_one_of_the_catalog() {
    let catalogue = catalogue();
    let json = |text: String| serde_json::from_str::<serde_json::Value>(&text).unwrap();
    let catalog = json(oscal_catalog(&catalogue, NO_DATE).unwrap());
    let groups = catalog["catalog"]["groups"].as_array().unwrap();
    let controls = groups.iter().flat_map(|group| group["controls"].as_array().unwrap());
    let known: Vec<&str> = controls.map(|control| control["params"][0]["id"].as_str().unwrap()).collect();
    let today = load_control_set("today-jp", &catalogue).unwrap().records;
    let profile = json(oscal_profile(&today, &catalogue, NO_DATE).unwrap());
    let set = profile["profile"]["modify"]["set-parameters"].as_array().unwrap();
    assert_eq!(set.len(), today.controls.len());
    assert!(set.iter().all(|parameter| known.contains(&parameter["param-id"].as_str().unwrap())));
}

#[test]
fn a_profile_of_another_program_is_called_by_its_title_and_covers_fully() {
    let text = r#"{"profile": {"uuid": "x", "metadata": {"title": "City Baseline (2027)", "oscal-version": "1.1.3", "roles": []},
        "imports": [{"href": "catalog.json", "include-all": {}, "exclude-controls": [{"with-ids": ["CPS.AC-3"]}]}]}}"#;
    let set = back(text, &catalogue()).records;
    assert_eq!((set.id.as_str(), set.name_en.as_str()), ("city-baseline-2027", "City Baseline (2027)"));
    assert_eq!(set.controls.len(), 103);
    assert!(set.controls.iter().all(|entry| entry.control != "CPS.AC-3" && entry.coverage == Coverage::Share(1.0)));
}

#[test]
fn a_profile_can_be_what_a_toml_file_extends_and_be_changed_on_the_command_line() {
    let catalogue = catalogue();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("oscal-extends");
    std::fs::create_dir_all(&folder).unwrap();
    let set = load_control_set("CPS.AC-3=0.5,CPS.DS-3", &catalogue).unwrap().records;
    let profile = folder.join("bid.json");
    std::fs::write(&profile, oscal_profile(&set, &catalogue, NO_DATE).unwrap()).unwrap();
    let above = folder.join("plan.toml");
    std::fs::write(&above, "schema_version = 1\nid = 'plan'\nextends = 'bid.json'\n[controls]\n'CPS.IP-4' = 1.0\n")
        .unwrap();
    let ids = |expression: &str| -> Vec<String> {
        let set = load_control_set(expression, &catalogue).unwrap_or_else(|wrong| panic!("{wrong}"));
        set.records.controls.into_iter().map(|entry| entry.control).collect()
    };
    assert_eq!(ids(above.to_str().unwrap()), ["CPS.AC-3", "CPS.DS-3", "CPS.IP-4"]);
    assert_eq!(ids(&format!("{},-CPS.DS-3", profile.display())), ["CPS.AC-3"]);
}

#[test]
fn the_published_low_baseline_is_told_to_be_of_another_catalogue() {
    let Some(path) = real("oscal/NIST_SP-800-53_rev5_LOW-baseline_profile.json") else { return };
    let wrong = load_control_set(path.to_str().unwrap(), &catalogue()).unwrap_err();
    let told: Vec<_> = wrong.iter().map(|d| (d.code, d.line, d.value.as_str())).collect();
    // 149 controls, the first of them in line 63 of the file.
    assert_eq!(told, [(Code::OtherCatalogue, Some(63), "149")]);
}
