//! Water networks as cities: our own small works, and, where they lie on this machine, networks that nobody here wrote.
//!
//! The latter are found through `YAGURA_REAL_DATA`, by default in a folder beside the workspace; without them their tests say so
//! and pass.

#![expect(clippy::print_stdout, reason = "a skipped test says that it was skipped")]

mod real;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use real::real;
use yagura_scenarios::diagnostic::{Diagnostic, Diagnostics};
use yagura_scenarios::import::{Imported, cyber_layer, graphml, network, ngsi_ld, water};
use yagura_sim::city::{AssetKind, City, CityRecords, ServiceRecord};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name)
}

fn works() -> Imported {
    imported(&fixture("works.inp"), Some(&fixture("works.cpa")))
}

fn imported(inp: &Path, cpa: Option<&Path>) -> Imported {
    water(inp, cpa).unwrap_or_else(|diagnostics| panic!("{} is refused:\n{diagnostics}", inp.display()))
}

fn c_town() -> Option<Imported> {
    Some(imported(&real("epanet-cpa/ctown_map.inp")?, Some(&real("epanet-cpa/scenario01.cpa")?)))
}

fn count(city: &CityRecords, kind: AssetKind) -> usize {
    city.assets.iter().filter(|asset| asset.kind == kind).count()
}

/// `from -> to` of every flow that carries `dataset`.
fn carrying(city: &CityRecords, dataset: &str) -> Vec<String> {
    let flows = city.flows.iter().filter(|flow| flow.datasets.iter().any(|carried| carried == dataset));
    flows.map(|flow| format!("{} -> {}", flow.from, flow.to)).collect()
}

fn service<'c>(city: &'c CityRecords, id: &str) -> &'c ServiceRecord {
    city.services.iter().find(|service| service.id == id).unwrap_or_else(|| panic!("no service {id}"))
}

/// Code, line, column and value of each.
fn faults(refused: Result<Imported, Diagnostics>) -> Vec<String> {
    let diagnostics = refused.expect_err("the file is refused");
    diagnostics.iter().map(place_and_value).collect()
}

fn place_and_value(it: &Diagnostic) -> String {
    let near = it.nearest.as_ref().map_or_else(String::new, |near| format!(" -> {near}"));
    format!("{}:{} {} `{}`{near}", it.line.unwrap_or(0), it.column.unwrap_or(0), it.code, it.value)
}

#[test]
fn every_part_of_the_small_works_is_an_asset_in_the_zone_of_its_controller() {
    let city = works().records;
    let assets: Vec<_> = city
        .assets
        .iter()
        .map(|asset| format!("{} {}:{} {}", asset.id, asset.kind, asset.subtype, asset.zone))
        .collect();
    assert_eq!(
        assets,
        [
            "north controller:plc north-field",
            "p-hill sensor:tank-level north-field",
            "south controller:plc south-field",
            "f-lift sensor:flow south-field",
            "lift actuator:pump south-field",
            "spare actuator:pump south-field",
            "gate actuator:valve south-field",
            "scada server:scada control-centre",
        ]
    );
}

#[test]
fn a_reading_flows_to_its_controller_along_the_cyber_links_and_to_what_it_rules() {
    let city = works().records;
    assert_eq!(carrying(&city, "p-hill"), ["p-hill -> north", "north -> scada", "north -> south", "south -> lift"]);
    assert_eq!(carrying(&city, "f-lift"), ["f-lift -> south", "south -> scada", "south -> gate"]);
    assert!(city.flows.iter().all(|flow| !flow.datasets.is_empty()), "a flow without datasets would carry everything");
}

#[test]
fn every_ruled_actuator_is_decided_by_its_own_readings_at_its_controller() {
    let city = works().records;
    let decided: Vec<_> = city
        .services
        .iter()
        .map(|it| format!("{}: {} {} {}", it.id, it.inputs_rule, it.decides_at, it.commands))
        .collect();
    assert_eq!(
        decided,
        [
            "pump-lift: p-hill=1/1@hill id:south asset:pump-lift/actuator",
            "valve-gate: f-lift=1/1@lift id:south asset:valve-gate/actuator",
        ]
    );
}

#[test]
fn an_imported_city_can_be_built() {
    for cpa in [Some(fixture("works.cpa")), None] {
        let records = imported(&fixture("works.inp"), cpa.as_deref()).records;
        let city = City::build(records).unwrap_or_else(|problems| panic!("{problems:#?}"));
        // Each service decides at one place and commands one actuator.
        assert!(city.services.iter().all(|it| (it.decides_at.len(), it.commands.len()) == (1, 1)));
    }
}

#[test]
fn the_import_says_what_it_assumed_in_both_languages() {
    let assumptions = works().assumptions;
    assert!(assumptions.iter().all(|it| !it.en.is_empty() && !it.ja.is_empty()));
    let says = |part: &str| assumptions.iter().any(|it| it.en.contains(part) && it.ja.contains(part));
    assert!(says(": Spare"), "the clock alone moves the spare pump");
    assert!(says(": Relief"), "nobody moves the relief valve");
    assert!(says("300"), "no file says how often readings travel");
    // Two cities that differ in what their files say differ in what is assumed.
    assert!(assumptions.iter().any(|it| it.en.contains("plane coordinates")));
    let degrees = imported(&fixture("degrees.inp"), Some(&fixture("works.cpa")));
    assert!(!degrees.assumptions.iter().any(|it| it.en.contains("plane coordinates")));
}

#[test]
fn only_a_map_in_degrees_gives_places() {
    let place = |city: &CityRecords| city.assets.iter().find(|it| it.id == "p-hill").map(|it| (it.lat, it.lon));
    assert_eq!(place(&works().records), Some((None, None)));
    let degrees = imported(&fixture("degrees.inp"), Some(&fixture("works.cpa")));
    assert_eq!(place(&degrees.records), Some((Some(34.49), Some(137.81))));
}

#[test]
fn without_a_cyber_layer_one_control_centre_reads_and_moves_all() {
    let imported = imported(&fixture("works.inp"), None);
    let city = &imported.records;
    assert_eq!(carrying(city, "p-hill"), ["p-hill -> scada", "scada -> lift"]);
    assert_eq!(carrying(city, "f-lift"), ["f-lift -> scada", "scada -> gate"]);
    // Every pump and valve: Lift, Spare, Gate, Relief.
    assert_eq!((count(city, AssetKind::Server), count(city, AssetKind::Actuator)), (1, 4));
    assert!(imported.assumptions[0].en.starts_with("No cyber layer was given"));
}

#[test]
fn all_mistakes_of_a_network_are_told_at_once() {
    assert_eq!(
        faults(water(&fixture("twice.inp"), None)),
        [
            "3:2 duplicate-id `A`",
            "6:2 unknown-id `PIPS` -> PIPES",
            "10:9 unknown-id `Hil` -> Hill",
            "11:1 missing `p3  A`",
            "13:2 duplicate-id `p1`",
            "15:6 unknown-id `p9`",
            "16:1 malformed `LINK p1 OPEN`",
            "18:11 malformed `north`",
            "21:1 malformed `WHEN`",
            "22:9 unknown-id `Hil` -> Hill",
        ]
    );
}

#[test]
fn all_mistakes_of_a_cyber_layer_are_told_at_once() {
    assert_eq!(
        faults(water(&fixture("works.inp"), Some(&fixture("nowhere.cpa")))),
        [
            "1:2 unknown-id `CYBERNODE` -> CYBERNODES",
            "3:9 unknown-id `P_Hil` -> P_Hill",
            "3:15 malformed `HILL`",
            "4:22 unknown-id `Gates` -> Gate",
            "5:2 duplicate-id `south`",
            "6:8 duplicate-id `F_Lift`",
            "6:16 duplicate-id `Lift`",
            "9:9 unknown-id `nort` -> north",
            "10:16 contradiction `F_Lift`",
            "10:23 unknown-id `F_Lif` -> F_Lift",
            "11:1 missing `north`",
        ]
    );
}

#[test]
fn what_is_no_network_is_refused() {
    let nothing = faults(water(&fixture("no-such-file.inp"), None));
    assert!(nothing[0].starts_with("0:0 missing-file"), "{nothing:?}");
    assert_eq!(faults(water(&fixture("README.md"), None)), ["1:1 missing ``"]);
}

#[test]
fn c_town_has_its_nine_controllers_and_what_is_wired_to_them() {
    let Some(Imported { records: city, .. }) = c_town() else { return };
    assert_eq!((count(&city, AssetKind::Controller), count(&city, AssetKind::Server)), (9, 1));
    // [CYBERNODES] of scenario01.cpa: PLC1 5, PLC3 12, PLC5 8, the other six one each.
    assert_eq!(count(&city, AssetKind::Sensor), 5 + 12 + 8 + 6);
    // PU1 to PU11 and V2; of them PU3 and PU9 are under no control of ctown_map.inp.
    assert_eq!(count(&city, AssetKind::Actuator), 12);
    assert_eq!(city.services.len(), 10);
    assert_eq!(city.zones.len(), 10);
    assert!(City::build(city).is_ok());
}

#[test]
fn the_level_of_c_towns_tank_t2_reaches_plc3_scada_and_valve_v2_and_nothing_else() {
    let Some(Imported { records: city, .. }) = c_town() else { return };
    assert_eq!(carrying(&city, "p-t2"), ["p-t2 -> plc3", "plc3 -> scada", "plc3 -> v2"]);
    let by_t2: Vec<_> = city.services.iter().filter(|it| it.inputs_rule.contains("p-t2=")).map(|it| &it.id).collect();
    assert_eq!(by_t2, ["valve-v2"]);
    let valve = service(&city, "valve-v2");
    assert_eq!((valve.inputs_rule.as_str(), valve.decides_at.as_str()), ("p-t2=1/1@t2", "id:plc3"));
    let moved: Vec<_> = city.assets.iter().filter(|asset| asset.service == "valve-v2").map(|asset| &asset.id).collect();
    assert_eq!(moved, ["v2"]);
}

#[test]
fn c_towns_pumps_hear_of_tanks_through_the_links_of_its_file() {
    let Some(Imported { records: city, assumptions }) = c_town() else { return };
    assert_eq!(
        carrying(&city, "p-t3"),
        ["p-t3 -> plc4", "plc4 -> scada", "plc4 -> plc3", "plc3 -> pu4", "plc3 -> pu5"]
    );
    // Every control of C-Town works by a reading that its links bring: nothing had to be added.
    assert!(!assumptions.iter().any(|it| it.en.contains("is taken to")), "{assumptions:?}");
}

#[test]
fn c_towns_first_scenario_attacks_the_line_from_t2_to_plc3() {
    let (Some(inp), Some(cpa)) = (real("epanet-cpa/ctown_map.inp"), real("epanet-cpa/scenario01.cpa")) else { return };
    let layer = cyber_layer(&cpa, &network(&inp).unwrap()).unwrap();
    let attacks: Vec<_> = layer.attacks.iter().map(|it| [&*it.kind, &*it.target, &*it.begin, &*it.arguments]).collect();
    assert_eq!(attacks, [["Communication", "NULL-P_T2-PLC3", "TIME==10", "constant 5.6"]]);
    assert!(layer.options.contains(&("verbosity".into(), "1".into())));
}

#[test]
fn every_scenario_of_c_town_has_the_same_cyber_layer() {
    let Some(Imported { records: first, .. }) = c_town() else { return };
    let ends = |city: &CityRecords| -> BTreeSet<(String, String)> {
        city.flows.iter().map(|flow| (flow.from.clone(), flow.to.clone())).collect()
    };
    for name in ["no_attacks", "scenario02", "scenario03", "scenario04", "scenario05", "attacks"] {
        let Some(cpa) = real(&format!("epanet-cpa/{name}.cpa")) else { return };
        let Some(inp) = real("epanet-cpa/ctown_map.inp") else { return };
        assert_eq!(ends(&imported(&inp, Some(&cpa)).records), ends(&first), "{name}");
    }
}

#[test]
fn net3_is_read_with_its_tanks_pumps_and_the_pipe_that_a_control_closes() {
    let Some(path) = real("epanet/Net3.inp") else { return };
    let Imported { records: city, .. } = imported(&path, None);
    // Tanks 1 to 3; pumps 10 and 335, pipe 330.
    assert_eq!((count(&city, AssetKind::Sensor), count(&city, AssetKind::Actuator)), (3, 3));
    assert_eq!(carrying(&city, "p-1"), ["p-1 -> scada", "scada -> pipe-330", "scada -> pump-335"]);
    // Pump 10 runs by the clock.
    assert_eq!(city.services.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["pipe-330", "pump-335"]);
    assert!(city.assets.iter().all(|asset| asset.lat.is_none() && asset.lon.is_none()));
    assert!(City::build(city).is_ok());
}

#[test]
fn ky10_is_read() {
    let Some(path) = real("epanet/ky10.inp") else { return };
    let Imported { records: city, .. } = imported(&path, None);
    // 13 tanks; 13 pumps and 5 valves, three of them ruled by the tanks T-1, T-4 and T-13.
    assert_eq!((count(&city, AssetKind::Sensor), count(&city, AssetKind::Actuator)), (13, 18));
    let decided: Vec<_> = city.services.iter().map(|it| format!("{} {}", it.id, it.inputs_rule)).collect();
    assert_eq!(decided, ["pump-13 p-t-1=1/1@t-1", "pump-8 p-t-13=1/1@t-13", "pump-9 p-t-4=1/1@t-4"]);
    assert!(City::build(city).is_ok());
}

#[test]
fn a_section_that_does_not_exist_and_a_node_that_is_not_there_are_pointed_at() {
    let Some(syntax) = real("epanet/bad_syntax.inp") else { return };
    assert_eq!(faults(water(&syntax, None)), ["330:2 unknown-id `FOO`"]);
    let Some(values) = real("epanet/bad_values.inp") else { return };
    assert_eq!(faults(water(&values, None)), ["56:22 unknown-id `node1`"]);
}

#[test]
fn a_wrong_time_and_letters_beyond_ascii_do_not_matter() {
    for name in ["epanet/bad_times.inp", "epanet/latin1.inp"] {
        let Some(path) = real(name) else { return };
        imported(&path, None);
    }
}

#[test]
fn the_same_works_in_latin_1_give_the_same_city() {
    let folder = std::env::temp_dir().join(format!("yagura-latin1-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("works.inp");
    let text = std::fs::read_to_string(fixture("works.inp")).unwrap().replace("Town", "München");
    let latin1: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert!(std::str::from_utf8(&latin1).is_err());
    std::fs::write(&path, latin1).unwrap();
    let city = imported(&path, Some(&fixture("works.cpa"))).records;
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(city.assets, works().records.assets);
}

/// English sentences of everything assumed.
fn assumed(imported: &Imported) -> Vec<&str> {
    imported.assumptions.iter().map(|assumption| assumption.en.as_str()).collect()
}

#[test]
fn communication_networks_keep_their_nodes_their_places_and_their_links() {
    // Nodes, nodes with coordinates, links between different pairs of nodes, each way: counted by a few lines of Python.
    for (name, nodes, placed, links) in
        [("Sinet", 74, 47, 2 * 76), ("Iij", 37, 28, 2 * 65), ("WideJpn", 30, 19, 2 * 33)]
    {
        let Some(path) = real(&format!("topology-zoo/{name}.graphml")) else { return };
        let graph = graphml(&path).unwrap_or_else(|diagnostics| panic!("{name}: {diagnostics}"));
        let assets = &graph.city.records.assets;
        let with_place = assets.iter().filter(|asset| asset.lat.is_some() && asset.lon.is_some()).count();
        assert_eq!((assets.len(), with_place, graph.links.len()), (nodes, placed, links), "{name}");
        let missing =
            format!("Nodes without coordinates, their latitude and longitude left empty: {}.", nodes - placed);
        assert!(assumed(&graph.city).contains(&missing.as_str()), "{:?}", assumed(&graph.city));
        City::build(graph.city.records).unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
    }
}

#[test]
fn parallel_edges_are_one_link_and_said_so() {
    let Some(path) = real("topology-zoo/Iij.graphml") else { return };
    let graph = graphml(&path).expect("the file is good");
    assert!(
        assumed(&graph.city).contains(&"Edges that repeat another one, left out: 1."),
        "{:?}",
        assumed(&graph.city)
    );
}

#[test]
fn context_entities_say_the_same_in_both_forms() {
    for name in ["Streetlight", "StreetlightFeeder", "StreetlightGroup"] {
        let file = |form: &str| real(&format!("smart-data-models/{name}.example{form}.jsonld"));
        let (Some(short), Some(long)) = (file(""), file("-normalized")) else { return };
        let assets = |path: PathBuf| {
            let imported = ngsi_ld(&[path]).unwrap_or_else(|diagnostics| panic!("{name}: {diagnostics}"));
            let of = |asset: &yagura_sim::city::AssetRecord| (asset.id.clone(), asset.kind, asset.lat, asset.lon);
            imported.records.assets.iter().map(of).collect::<Vec<_>>()
        };
        assert_eq!(assets(short), assets(long), "{name}");
    }
}

#[test]
fn all_context_entities_form_one_city() {
    let names = ["Streetlight", "StreetlightFeeder", "StreetlightGroup", "TrafficFlowObserved"];
    let paths: Vec<PathBuf> =
        names.iter().filter_map(|name| real(&format!("smart-data-models/{name}.example.jsonld"))).collect();
    if paths.len() < names.len() {
        return;
    }
    let imported = ngsi_ld(&paths).expect("the files are good");
    let kinds: Vec<AssetKind> = imported.records.assets.iter().map(|asset| asset.kind).collect();
    assert_eq!(kinds, [AssetKind::Actuator, AssetKind::Controller, AssetKind::Controller, AssetKind::Sensor]);
    // The light names a group and a model of other cities, the group a cabinet.
    let nowhere = "References to entities that are not in the files, left out: 3.";
    assert!(assumed(&imported).contains(&nowhere), "{:?}", assumed(&imported));
    City::build(imported.records).expect("it builds");
}
