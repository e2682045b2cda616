//! The shipped catalogue, control sets and scenarios hold together: counts, references, words. Plain parsing, so that a fault in a
//! reader cannot hide a fault in the data.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use yagura_sim::city::{AssetKind, Category, DataClass, Medium, OrganisationRole};
use yagura_sim::knowledge::{
    Activity, AttackerKind, Cause, Confidence, Crossing, DeskField, EffectUnit, ExposureUnit, ImpactTarget, LinkKind,
    Mechanism, Role, SignalClass, SpoofKind, SuccessUnit, TechniqueEffect,
};
use yagura_sim::words::Words;

type Row = BTreeMap<String, String>;

const SETS: [&str; 4] = ["none", "today-jp", "guideline-core", "guideline-full"];
/// The scenarios that `compare` plays by default.
const CORE: [&str; 10] = [
    "river-radio-spoof",
    "tampered-gateway",
    "readings-altered-in-transit",
    "maintenance-link-ransomware",
    "contractor-leak",
    "unpatched-city-os",
    "closed-data-published",
    "altered-store",
    "slow-joint-response",
    "disaster-radio-false-alarm",
];

/// Every scenario file.
fn scenarios() -> Vec<String> {
    let files = std::fs::read_dir(folder("attacks")).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter_map(|name| name.strip_suffix(".toml").map(str::to_owned)).collect();
    names.sort();
    names
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn table(name: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(folder("catalogue").join(name)).unwrap();
    let header = reader.headers().unwrap().clone();
    let rows = reader.records().map(|record| {
        let record = record.unwrap();
        header.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect()
    });
    rows.collect()
}

fn document(part: &str, id: &str) -> toml::Table {
    let text = std::fs::read_to_string(folder(part).join(format!("{id}.toml"))).unwrap();
    text.parse().unwrap_or_else(|error| panic!("{part}/{id}.toml: {error}"))
}

fn column(rows: &[Row], name: &str) -> BTreeSet<String> {
    rows.iter().map(|row| row[name].clone()).collect()
}

/// The values of a cell with `;` between them.
fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|value| !value.is_empty())
}

/// The key of `1-key@unit`.
fn key(text: &str) -> &str {
    let text = text.split('@').next().unwrap_or(text);
    text.strip_prefix("1-").unwrap_or(text)
}

fn is_word<W: Words>(text: &str) -> bool {
    W::parse(text).is_some()
}

/// `word -> values` of a selector.
fn selector(text: &str) -> BTreeMap<&str, Vec<&str>> {
    let clauses = list(text).map(|clause| {
        let (word, values) = clause.split_once('=').unwrap_or_else(|| panic!("selector clause {clause:?}"));
        (word.trim(), values.split(',').map(str::trim).collect())
    });
    clauses.collect()
}

fn strings<'a>(table: &'a toml::Table, name: &str) -> Vec<&'a str> {
    table.get(name).map(|v| v.as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect()).unwrap_or_default()
}

#[test]
fn all_controls_and_all_risks_are_there() {
    assert_eq!(table("controls.csv").len(), 104);
    assert_eq!(table("risks.csv").len(), 61);
    assert_eq!(table("incidents.csv").len(), 33);
    let controls = column(&table("controls.csv"), "id");
    for risk in table("risks.csv") {
        for control in list(&risk["controls"]) {
            assert!(controls.contains(control), "{} names {control}", risk["id"]);
        }
    }
}

#[test]
fn no_id_is_given_twice() {
    for name in ["controls.csv", "risks.csv", "techniques.csv", "effects.csv", "incidents.csv"] {
        let rows = table(name);
        assert_eq!(column(&rows, "id").len(), rows.len(), "{name}");
    }
    for (name, id) in [("parameters.csv", "key"), ("roles.csv", "role"), ("costs.csv", "control")] {
        let rows = table(name);
        assert_eq!(column(&rows, id).len(), rows.len(), "{name}");
    }
}

#[test]
fn ranges_stand_in_order_and_every_number_has_a_source() {
    let ordered = |row: &Row, name: &str, prefix: &str| {
        let at = |end: &str| -> Option<f64> {
            let cell = &row[&format!("{prefix}{end}")];
            if cell.is_empty() { None } else { Some(cell.parse().unwrap_or_else(|_| panic!("{name}: {row:?}"))) }
        };
        if let (Some(low), Some(mode), Some(high)) = (at("low"), at("mode"), at("high")) {
            assert!(low <= mode && mode <= high, "{name}: {prefix}{row:?}");
        }
    };
    for row in table("parameters.csv") {
        ordered(&row, "parameters.csv", "");
        let share: f64 = row["ignorance_share"].parse().unwrap();
        assert!((0.0..=1.0).contains(&share), "{row:?}");
        assert!(!row["source"].is_empty(), "{}", row["key"]);
        assert!(is_word::<Confidence>(&row["confidence"]), "{}", row["key"]);
    }
    for row in table("effects.csv") {
        ["", "level_", "without_"].iter().for_each(|prefix| ordered(&row, "effects.csv", prefix));
        assert!(!row["source"].is_empty() && !row["level_basis"].is_empty(), "{}", row["id"]);
    }
    for row in table("costs.csv") {
        ["purchase_jpy_", "yearly_jpy_"].iter().for_each(|prefix| ordered(&row, "costs.csv", prefix));
        assert!(!row["source"].is_empty(), "{}", row["control"]);
    }
    assert!(table("techniques.csv").iter().all(|row| !row["source"].is_empty()));
}

#[test]
fn every_parameter_that_is_named_exists() {
    let keys = column(&table("parameters.csv"), "key");
    let exists = |place: &str, name: &str| assert!(keys.contains(name), "{place} names {name}");
    for row in table("roles.csv") {
        exists(&row["role"], &row["parameter"]);
        assert!(is_word::<Role>(&row["role"]), "{}", row["role"]);
    }
    for row in table("techniques.csv") {
        row["time"].split('+').filter(|k| !k.is_empty()).for_each(|k| exists(&row["id"], k));
        list(&row["success"]).for_each(|factor| exists(&row["id"], key(factor)));
        list(&row["race"]).for_each(|k| exists(&row["id"], k));
        list(&row["rounds"]).for_each(|k| exists(&row["id"], k));
    }
    for row in table("effects.csv") {
        list(&row["parameter_keys"]).for_each(|k| exists(&row["id"], k));
        list(&row["times"]).for_each(|k| exists(&row["id"], key(k)));
    }
    for id in &scenarios() {
        for step in document("attacks", id)["step"].as_array().unwrap() {
            let step = step.as_table().unwrap();
            let text = |name: &str| step.get(name).and_then(|v| v.as_str()).unwrap_or_default();
            list(text("success")).for_each(|factor| exists(id, key(factor)));
            text("time").split('+').filter(|k| !k.is_empty()).for_each(|k| exists(id, k));
        }
    }
}

#[test]
fn techniques_speak_the_vocabularies() {
    for row in table("techniques.csv") {
        let id = &row["id"];
        assert!(list(&row["links"]).all(is_word::<LinkKind>) && list(&row["links"]).count() > 0, "{id}");
        assert!(is_word::<TechniqueEffect>(&row["effect"]), "{id}");
        assert!(list(&row["signals"]).all(is_word::<SignalClass>), "{id}");
        assert!(row["cause"].is_empty() || is_word::<Cause>(&row["cause"]), "{id}");
        assert!(is_word::<Confidence>(&row["confidence"]), "{id}");
        assert!(["yes", "no"].contains(&row["self_spreading"].as_str()), "{id}");
        for factor in list(&row["success"]) {
            assert!(is_word::<SuccessUnit>(factor.split_once('@').unwrap().1), "{id}: {factor}");
        }
    }
}

#[test]
fn effects_speak_the_vocabularies() {
    let controls = column(&table("controls.csv"), "id");
    let techniques = column(&table("techniques.csv"), "id");
    let keys = column(&table("parameters.csv"), "key");
    for row in table("effects.csv") {
        let id = &row["id"];
        assert!(controls.contains(&row["control"]) && id.starts_with(&format!("{}/", row["control"])), "{id}");
        assert!(is_word::<Mechanism>(&row["mechanism"]), "{id}");
        assert!(is_word::<EffectUnit>(&row["unit"]), "{id}");
        assert!(is_word::<ExposureUnit>(&row["exposure"]), "{id}");
        assert!(!row["group"].is_empty() && !row["acts_on_en"].is_empty() && !row["acts_on_ja"].is_empty(), "{id}");
        for (word, values) in selector(&row["selector"]) {
            for value in values {
                let legal = match word {
                    "technique" => techniques.contains(value),
                    "link" => is_word::<LinkKind>(value),
                    "asset" => is_word::<AssetKind>(value),
                    "category" => is_word::<Category>(value),
                    "role" => is_word::<OrganisationRole>(value),
                    "medium" => is_word::<Medium>(value),
                    "crosses" => is_word::<Crossing>(value),
                    "attacker" => is_word::<AttackerKind>(value),
                    "signal" => is_word::<SignalClass>(value),
                    "activity" => is_word::<Activity>(value),
                    "cause" => is_word::<Cause>(value),
                    "effect" => is_word::<TechniqueEffect>(value),
                    "class" => is_word::<DataClass>(value),
                    "limits" => controls.contains(value),
                    "param" => keys.contains(value),
                    "role_param" => is_word::<Role>(value),
                    "desk" => is_word::<DeskField>(value),
                    "spoof" => is_word::<SpoofKind>(value),
                    "measure" => is_word::<ImpactTarget>(value),
                    // Zones, operators and tags are a city's own: the shipped catalogue names none.
                    _ => false,
                };
                assert!(legal, "{id}: {word}={value}");
            }
        }
    }
}

#[test]
fn every_control_acts_or_says_why_not() {
    let acting = column(&table("effects.csv"), "control");
    for row in table("controls.csv") {
        for reason in ["not_simulated_en", "not_simulated_ja"] {
            assert_eq!(acting.contains(&row["id"]), row[reason].is_empty(), "{} {reason}", row["id"]);
        }
    }
}

/// Every id in the tables of the guideline's excerpt, and what name; the evidence says why BE-2, GV-1 and CO-2
/// do not act.
#[test]
fn what_the_guideline_prints_is_bound() {
    let acting = column(&table("effects.csv"), "control");
    let printed = "AC-1 AC-2 AC-3 AC-4 AC-5 AC-6 SC-7 SC-8 AT-2 AT-3 IP-2 IP-10 MA-1 MA-2 RA-2 CM-6 CM-7 DS-3";
    let mut wanted: BTreeSet<String> = printed.split(' ').map(|id| format!("CPS.{id}")).collect();
    let played = ["R-05", "R-06", "R-07", "R-08", "R-09", "R-17"];
    for risk in table("risks.csv").iter().filter(|risk| played.contains(&risk["id"].as_str())) {
        wanted.extend(list(&risk["controls"]).map(str::to_owned));
    }
    for silent in ["CPS.BE-2", "CPS.GV-1", "CPS.CO-2"] {
        wanted.remove(silent);
    }
    let missing: Vec<_> = wanted.difference(&acting).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn control_sets_name_known_controls_and_full_names_all() {
    let controls = column(&table("controls.csv"), "id");
    for id in SETS {
        let set = document("control-sets", id);
        assert_eq!(set["id"].as_str(), Some(id));
        for control in set["controls"].as_table().unwrap().keys() {
            assert!(controls.contains(control), "{id}: {control}");
        }
    }
    assert_eq!(document("control-sets", "guideline-full")["controls"].as_table().unwrap().len(), 104);
}

#[test]
fn today_is_reasoned_for_every_control_that_acts() {
    let today = document("control-sets", "today-jp");
    let today = today["controls"].as_table().unwrap();
    for control in column(&table("effects.csv"), "control") {
        let entry = today.get(&control).unwrap_or_else(|| panic!("{control} is missing")).as_table().unwrap();
        assert_eq!(entry["coverage"].as_str(), Some("today"), "{control}");
        for why in ["why_en", "why_ja"] {
            assert!(entry[why].as_str().unwrap().chars().count() > 15, "{control} {why}");
        }
    }
}

#[test]
fn core_holds_the_controls_of_the_first_nine_risks() {
    let risks = table("risks.csv");
    let named: BTreeSet<String> = risks
        .iter()
        .filter(|risk| risk["id"].as_str() <= "R-09")
        .flat_map(|risk| list(&risk["controls"]).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let core = document("control-sets", "guideline-core");
    let core: BTreeSet<String> = core["controls"].as_table().unwrap().keys().cloned().collect();
    assert_eq!(core, named);
}

#[test]
fn scenarios_name_what_exists() {
    let controls = column(&table("controls.csv"), "id");
    let risks = column(&table("risks.csv"), "id");
    let incidents = column(&table("incidents.csv"), "id");
    let techniques: BTreeMap<String, Row> = table("techniques.csv").into_iter().map(|r| (r["id"].clone(), r)).collect();
    for id in &scenarios() {
        let scenario = document("attacks", id);
        assert_eq!(scenario["id"].as_str(), Some(id.as_str()));
        assert!(strings(&scenario, "risks").iter().all(|risk| risks.contains(*risk)), "{id}");
        assert!(strings(&scenario, "resembles").iter().all(|incident| incidents.contains(*incident)), "{id}");
        for list in ["should_matter", "should_not_matter"] {
            assert!(!strings(&scenario, list).is_empty(), "{id}");
            assert!(strings(&scenario, list).iter().all(|control| controls.contains(*control)), "{id} {list}");
        }
        for part in ["title", "briefing", "first_notice", "facilitator", "resemblance"] {
            for language in ["ja", "en"] {
                assert!(!scenario[part][language].as_str().unwrap().is_empty(), "{id} {part} {language}");
            }
        }
        let mut known: Vec<&str> = Vec::new();
        let steps = scenario["step"].as_array().unwrap();
        for step in steps {
            let step = step.as_table().unwrap();
            let technique = &techniques[step["technique"].as_str().unwrap()];
            let over = step["over"].as_str().unwrap();
            assert!(list(&technique["links"]).any(|link| link == over), "{id}: {over} is no link of {step}");
            for needed in strings(step, "needs").into_iter().chain(strings(step, "needs_any")) {
                assert!(known.contains(&needed), "{id}: {needed} stands later or nowhere");
            }
            known.push(step["id"].as_str().unwrap());
        }
    }
}

#[test]
fn the_ten_scenarios_play_the_first_nine_risks_and_the_seventeenth() {
    let played: BTreeSet<String> = CORE
        .iter()
        .flat_map(|id| strings(&document("attacks", id), "risks").into_iter().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    for risk in ["R-01", "R-02", "R-03", "R-04", "R-05", "R-06", "R-07", "R-08", "R-09", "R-17"] {
        assert!(played.contains(risk), "{risk}");
    }
}

#[test]
fn every_risk_is_played_or_says_why_not() {
    let played: BTreeSet<String> = scenarios()
        .iter()
        .flat_map(|id| strings(&document("attacks", id), "risks").into_iter().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    for row in table("risks.csv") {
        for reason in ["not_played_en", "not_played_ja"] {
            assert_eq!(played.contains(&row["id"]), row[reason].is_empty(), "{} {reason}", row["id"]);
        }
    }
    // Law.
    assert_eq!(played.len(), 58);
}

#[test]
fn the_same_attack_is_the_same_step_by_step() {
    let prepared = document("attacks", "maintenance-link-ransomware");
    let unprepared = document("attacks", "slow-joint-response");
    for part in ["step", "attacker", "horizon_d", "primary"] {
        assert_eq!(prepared[part], unprepared[part], "{part}");
    }
    assert_eq!(unprepared["boundaries"]["same_chance_as"].as_str(), Some("maintenance-link-ransomware"));
}

/// What is published, and that no id was revoked or deprecated, `cargo xtask attack --check` compares with the published file.
#[test]
fn every_attack_id_was_compared_with_the_published_matrix_or_says_that_it_was_not() {
    let published = table("attack.csv");
    let of_kind = |kind: &str| -> BTreeSet<String> {
        published.iter().filter(|row| row["kind"] == kind).map(|row| row["id"].clone()).collect()
    };
    let (techniques, mitigations) = (of_kind("technique"), of_kind("mitigation"));
    let mut used = BTreeSet::new();
    for row in table("techniques.csv") {
        let (id, check) = (&row["id"], row["attack_check"].as_str());
        let (ics, others): (Vec<&str>, Vec<&str>) = list(&row["attack_ids"]).partition(|id| id.starts_with("T0"));
        let expected = match (ics.is_empty(), others.is_empty()) {
            (true, true) => "none",
            (false, true) => "ics",
            (true, false) => "enterprise, unchecked",
            (false, false) => "ics; enterprise, unchecked",
        };
        assert_eq!(check, expected, "{id}");
        for attack in ics {
            assert!(techniques.contains(attack), "{id}: {attack} is not in attack.csv; cargo xtask attack");
            used.insert(attack.to_owned());
        }
        for attack in others {
            let digits = attack.strip_prefix("T1").map(|rest| rest.replacen('.', "", 1)).unwrap_or_default();
            assert!([3, 6].contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()), "{id}: {attack}");
        }
    }
    assert_eq!(used, techniques, "attack.csv holds what is used and nothing else");
    assert_eq!(column(&table("mitigations.csv"), "mitigation"), mitigations);
}

#[test]
fn a_control_is_mapped_to_a_mitigation_once_and_with_a_reason() {
    let rows = table("mitigations.csv");
    let controls = column(&table("controls.csv"), "id");
    let mut seen = BTreeSet::new();
    for row in &rows {
        let (control, mitigation) = (&row["control"], &row["mitigation"]);
        assert!(controls.contains(control), "{control}");
        assert!(row["basis"].len() > 15 && !row["source"].is_empty(), "{control} {mitigation}");
        assert!(seen.insert((control, mitigation)), "{control} {mitigation} stands twice");
    }
}
