//! The folder of Hoshimi City hangs together: counts, references, input groups, coordinates, flows and names.
//!
//! Reads the tables with the csv crate alone, so that a mistake in the readers cannot hide one in the city.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

type Row = BTreeMap<String, String>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cities/hoshimi")
}

fn rows(name: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(folder().join(name)).expect(name);
    reader.deserialize().map(|row| row.expect(name)).collect()
}

fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').filter(|word| !word.is_empty())
}

fn ids(name: &str) -> BTreeSet<String> {
    rows(name).into_iter().map(|row| row["id"].clone()).collect()
}

/// `service/kind` and `service/kind:subtype` of every asset.
fn selectors(assets: &[Row]) -> BTreeSet<String> {
    assets
        .iter()
        .flat_map(|row| {
            let kind = format!("{}/{}", row["service"], row["kind"]);
            [format!("{kind}:{}", row["subtype"]), kind]
        })
        .collect()
}

/// The table "Expected counts" of the folder's README.
const COUNTS: [(&str, usize); 12] = [
    ("sensor", 198),
    ("actuator", 168),
    ("controller", 109),
    ("gateway", 98),
    ("workstation", 68),
    ("camera", 36),
    ("server", 29),
    ("city_os_function", 18),
    ("service_application", 6),
    ("account_store", 5),
    ("backup", 5),
    ("log_store", 4),
];

#[test]
fn every_kind_has_its_count_and_there_are_744_assets() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows("assets.csv") {
        *counts.entry(row["kind"].clone()).or_default() += 1;
    }
    let expected: BTreeMap<String, usize> = COUNTS.iter().map(|&(kind, count)| (kind.to_owned(), count)).collect();
    assert_eq!(counts, expected);
    assert_eq!(counts.values().sum::<usize>(), 744);
}

#[test]
fn there_are_enough_organisations_and_services_and_one_contract_that_nobody_upstream_knows() {
    assert!(rows("organisations.csv").len() >= 20);
    assert!(rows("services.csv").len() >= 12);
    let hidden: Vec<Row> = rows("contracts.csv").into_iter().filter(|row| row["known_to_promoter"] == "no").collect();
    assert!(hidden.iter().any(|row| row["tier"] == "3"), "a third tier that the promoter does not know of");
}

#[test]
fn ids_are_unique_and_kebab_case() {
    for name in ["organisations.csv", "zones.csv", "assets.csv", "datasets.csv", "services.csv"] {
        let mut seen = BTreeSet::new();
        for row in rows(name) {
            let id = row["id"].clone();
            assert!(
                id.split('-').all(|word| {
                    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
                }),
                "{name}: {id}"
            );
            assert!(seen.insert(id.clone()), "{name}: {id} twice");
        }
    }
}

#[test]
fn every_name_is_there_in_both_languages_and_no_two_assets_share_one() {
    let japanese = |text: &str| text.chars().any(|c| ('\u{3040}'..='\u{9fff}').contains(&c));
    for name in ["organisations.csv", "zones.csv", "assets.csv", "datasets.csv", "services.csv"] {
        let (mut ja, mut en) = (BTreeSet::new(), BTreeSet::new());
        for row in rows(name) {
            assert!(japanese(&row["name_ja"]), "{name}: {}", row["id"]);
            assert!(!row["name_en"].is_empty() && row["name_en"].is_ascii(), "{name}: {}", row["id"]);
            assert!(!row["name_ja"].contains('{') && !row["name_en"].contains('{'), "{name}: {}", row["id"]);
            assert!(ja.insert(row["name_ja"].clone()), "{name}: {}", row["name_ja"]);
            assert!(en.insert(row["name_en"].clone()), "{name}: {}", row["name_en"]);
        }
    }
}

#[test]
fn references_between_tables_resolve() {
    let organisations = ids("organisations.csv");
    let zones = ids("zones.csv");
    let datasets = ids("datasets.csv");
    let services = ids("services.csv");
    let assets = rows("assets.csv");
    let asset_ids: BTreeSet<&str> = assets.iter().map(|row| row["id"].as_str()).collect();
    let selectors = selectors(&assets);
    let known = |set: &BTreeSet<String>, word: &str, of: &str| assert!(set.contains(word), "{of}: `{word}`");

    for row in rows("organisations.csv") {
        list(&row["alerts_to"]).for_each(|id| known(&organisations, id, &row["id"]));
    }
    for row in rows("zones.csv") {
        known(&organisations, &row["operator"], &row["id"]);
    }
    for row in rows("conduits.csv") {
        known(&zones, &row["from"], "conduit");
        known(&zones, &row["to"], "conduit");
    }
    for row in rows("contracts.csv") {
        for column in ["supplier", "customer"] {
            known(&organisations, &row[column], column);
        }
        for column in ["may_isolate", "must_isolate", "forensics", "who_pays"] {
            list(&row[column]).for_each(|id| known(&organisations, id, column));
        }
        list(&row["access"]).for_each(|id| known(&zones, id, "access"));
    }
    for row in rows("datasets.csv") {
        known(&organisations, &row["steward"], &row["id"]);
        for pair in list(&row["holders_and_rules"]) {
            let (holder, rule) = pair.split_once('=').expect(pair);
            known(&organisations, holder, &row["id"]);
            assert!(["open", "limited", "closed"].contains(&rule), "{}: {rule}", row["id"]);
        }
    }
    for row in &assets {
        known(&zones, &row["zone"], &row["id"]);
        known(&organisations, &row["owner"], &row["id"]);
        known(&organisations, &row["operator"], &row["id"]);
        list(&row["datasets"]).for_each(|id| known(&datasets, id, &row["id"]));
    }
    for row in rows("flows.csv") {
        for column in ["from", "to"] {
            assert!(asset_ids.contains(row[column].as_str()), "{}", row[column]);
        }
        list(&row["datasets"]).for_each(|id| known(&datasets, id, &row["from"]));
    }
    for row in rows("services.csv") {
        known(&organisations, &row["provider"], &row["id"]);
        for column in ["decides_at", "needs", "commands"] {
            for word in list(&row[column]) {
                match word.split_once(':').expect(word) {
                    ("asset" | "any", selector) => known(&selectors, selector, &row["id"]),
                    ("svc", id) => known(&services, id, &row["id"]),
                    ("ds", id) => known(&datasets, id, &row["id"]),
                    _ => panic!("{}: `{word}`", row["id"]),
                }
            }
        }
    }
}

/// `quantity=k/n@scope` as (quantity, n).
fn input_rules() -> BTreeSet<(String, usize)> {
    let mut found = BTreeSet::new();
    for row in rows("services.csv") {
        for rule in list(&row["inputs_rule"]) {
            let (quantity, rest) = rule.split_once('=').expect(rule);
            let (votes, _) = rest.split_once('@').expect(rule);
            let (k, n) = votes.split_once('/').expect(rule);
            let (k, n): (usize, usize) = (k.parse().expect(rule), n.parse().expect(rule));
            assert!(1 <= k && k <= n, "{rule}");
            found.insert((quantity.to_owned(), n));
        }
    }
    found
}

#[test]
fn every_input_group_has_exactly_the_n_readings_of_its_rule() {
    let rules = input_rules();
    let mut groups: BTreeMap<(String, String), usize> = BTreeMap::new();
    for row in rows("assets.csv") {
        assert_eq!(row["quantity"].is_empty(), row["input_group"].is_empty(), "{}", row["id"]);
        if !row["quantity"].is_empty() {
            *groups.entry((row["quantity"].clone(), row["input_group"].clone())).or_default() += 1;
        }
    }
    for ((quantity, group), members) in &groups {
        assert!(rules.contains(&(quantity.clone(), *members)), "{quantity} in {group}: {members}");
    }
    for (quantity, _) in &rules {
        assert!(groups.keys().any(|(known, _)| known == quantity), "nothing measures {quantity}");
    }
    // Four reaches of the Miose, two of the Hidani.
    assert_eq!(groups.keys().filter(|(quantity, _)| quantity == "river-level").count(), 6);
}

#[test]
fn coordinates_lie_inside_the_frame_and_only_elsewhere_in_its_north_west_corner() {
    let outside: BTreeSet<String> = rows("plan/sites.csv")
        .into_iter()
        .filter(|row| row["district"] == "outside")
        .map(|row| row["id"].clone())
        .collect();
    for row in rows("assets.csv") {
        let (lat, lon): (f64, f64) = (row["lat"].parse().expect("lat"), row["lon"].parse().expect("lon"));
        if outside.contains(&row["site"]) {
            continue;
        }
        assert!((34.43..=34.56).contains(&lat) && (137.72..=137.95).contains(&lon), "{}: {lat} {lon}", row["id"]);
        // The shore runs at 34.432 N: nothing of the city stands in the sea.
        assert!(lat >= 34.432, "{} stands in the sea", row["id"]);
    }
}

#[test]
fn every_flow_stays_in_its_zone_or_follows_a_conduit() {
    let zones: BTreeMap<String, String> =
        rows("assets.csv").into_iter().map(|row| (row["id"].clone(), row["zone"].clone())).collect();
    let conduits: BTreeSet<(String, String)> =
        rows("conduits.csv").into_iter().map(|row| (row["from"].clone(), row["to"].clone())).collect();
    let mut pairs = BTreeSet::new();
    for row in rows("flows.csv") {
        let (from, to) = (&zones[&row["from"]], &zones[&row["to"]]);
        assert!(from == to || conduits.contains(&(from.clone(), to.clone())), "{} -> {}", row["from"], row["to"]);
        assert!(row["interval_s"].parse::<f64>().expect("interval_s") > 0.0);
        assert!(pairs.insert((row["from"].clone(), row["to"].clone())), "{} -> {} twice", row["from"], row["to"]);
    }
}

/// Assets that a dataset can reach from a start, along the flows that carry it.
fn reached(start: &str, dataset: &str) -> BTreeSet<String> {
    let flows = rows("flows.csv");
    let mut found = BTreeSet::from([start.to_owned()]);
    loop {
        let before = found.len();
        for row in &flows {
            if found.contains(&row["from"]) && list(&row["datasets"]).any(|id| id == dataset) {
                found.insert(row["to"].clone());
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

#[test]
fn a_river_gauge_reaches_gates_and_evacuation_but_neither_street_lights_nor_the_signals() {
    let found = reached("river-gauge-miose-mouth-1", "river-level");
    for expected in ["river-app", "gate-ops", "evac-app", "portal"] {
        assert!(found.contains(expected), "{expected} should see the gauge");
    }
    for word in ["light-", "signal-", "care-", "bus-", "siren-", "water-"] {
        assert!(!found.iter().any(|id| id.starts_with(word)), "{word} has no use for a river gauge");
    }
}

#[test]
fn an_altered_store_misleads_gates_evacuation_and_watch_over_and_no_sensor() {
    let fed: BTreeSet<String> = rows("flows.csv")
        .into_iter()
        .filter(|row| row["from"].starts_with("os-store"))
        .map(|row| row["to"].clone())
        .collect();
    for expected in ["evac-app", "gate-ops", "care-app", "export-job"] {
        assert!(fed.contains(expected), "{expected} should read the store");
    }
    let sensors: BTreeSet<String> =
        rows("assets.csv").into_iter().filter(|row| row["kind"] == "sensor").map(|row| row["id"].clone()).collect();
    assert!(rows("flows.csv").iter().all(|row| !sensors.contains(&row["to"])), "nothing flows into a sensor");
}

#[test]
fn every_reading_that_votes_reaches_an_asset_at_which_its_service_decides() {
    let assets = rows("assets.csv");
    for service in rows("services.csv") {
        let deciding: BTreeSet<&str> = assets
            .iter()
            .filter(|row| {
                let kind = format!("asset:{}/{}", row["service"], row["kind"]);
                list(&service["decides_at"]).any(|word| word == kind || word == format!("{kind}:{}", row["subtype"]))
            })
            .map(|row| row["id"].as_str())
            .collect();
        for rule in list(&service["inputs_rule"]) {
            let quantity = rule.split('=').next().expect(rule);
            for row in assets.iter().filter(|row| row["quantity"] == quantity) {
                let found: BTreeSet<String> = list(&row["datasets"]).flat_map(|id| reached(&row["id"], id)).collect();
                assert!(found.iter().any(|id| deciding.contains(id.as_str())), "{}: {}", service["id"], row["id"]);
            }
        }
    }
}

#[test]
fn services_do_not_need_each_other_in_a_circle() {
    let needs: BTreeMap<String, Vec<String>> = rows("services.csv")
        .into_iter()
        .map(|row| {
            let needed = list(&row["needs"]).filter_map(|word| word.strip_prefix("svc:")).map(str::to_owned).collect();
            (row["id"].clone(), needed)
        })
        .collect();
    for start in needs.keys() {
        let mut ahead = needs[start].clone();
        for _ in 0..=needs.len() {
            assert!(!ahead.contains(start), "{start} needs itself");
            ahead = ahead.iter().flat_map(|id| needs[id].clone()).collect();
        }
    }
}

#[test]
fn counts_for_costs_agree_with_the_tables() {
    let text = std::fs::read_to_string(folder().join("city.toml")).expect("city.toml");
    let head: toml::Table = text.parse().expect("city.toml");
    let units = head["cost_units"].as_table().expect("cost_units");
    let unit = |name: &str| units[name].as_integer().expect(name) as usize;
    assert_eq!(unit("per_service"), rows("services.csv").len());

    let roles: BTreeMap<String, String> =
        rows("organisations.csv").into_iter().map(|row| (row["id"].clone(), row["role"].clone())).collect();
    let suppliers: BTreeSet<String> = rows("contracts.csv")
        .into_iter()
        .filter(|row| row["known_to_promoter"] == "yes")
        .map(|row| row["supplier"].clone())
        .filter(|id| ["vendor", "contractor"].contains(&roles[id].as_str()))
        .collect();
    assert_eq!(unit("per_supplier"), suppliers.len());

    let payers = ["hoshimi", "satomine", "miose", "hamatomo", "pref-river"];
    let standing_for = |kinds: &[&str], suppliers_too: bool| -> usize {
        rows("assets.csv")
            .iter()
            .filter(|row| kinds.contains(&row["kind"].as_str()) && (suppliers_too || row["service"] != "suppliers"))
            .filter(|row| payers.iter().any(|payer| row["owner"].starts_with(payer)))
            .map(|row| row["stands_for"].parse::<usize>().expect("stands_for"))
            .sum()
    };
    let hundreds = |count: usize| (count + 50) / 100 * 100;
    let field = ["sensor", "actuator", "controller", "gateway", "camera"];
    assert_eq!(unit("per_device"), hundreds(standing_for(&field, true)));
    assert_eq!(unit("per_endpoint"), hundreds(standing_for(&["workstation", "server"], false)));
}
