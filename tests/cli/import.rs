//! Graphs, maps and context entities as cities, from outside; the folder that comes out builds.

use crate::fixture::Yagura;

const GRAPH: &str = "<graphml><key id=\"n\" for=\"node\" attr.name=\"label\"/><graph edgedefault=\"undirected\">
<node id=\"0\"><data key=\"n\">Hall</data></node><node id=\"1\"><data key=\"n\">Pier</data></node><node id=\"2\"/>
<edge source=\"0\" target=\"1\"/><edge source=\"1\" target=\"2\"/><edge source=\"1\" target=\"0\"/></graph></graphml>";

const LIGHTS: &str = "{\"id\": \"urn:ngsi-ld:Streetlight:a\", \"type\": \"Streetlight\", \"refGroup\": \"urn:ngsi-ld:StreetlightGroup:g\"}";
const GROUP: &str = "{\"id\": \"urn:ngsi-ld:StreetlightGroup:g\", \"type\": \"StreetlightGroup\"}";

const MAP: &str = "{\"type\": \"FeatureCollection\", \"features\": [{\"type\": \"Feature\", \"geometry\": {\"type\": \"Point\", \
                   \"coordinates\": [139.7, 35.6]}, \"properties\": {\"name\": \"Camera 1\", \"kind\": \"camera\"}}]}";

/// Makes a call that the guide shows.
fn as_shown(yagura: &Yagura, call: &str) -> crate::fixture::Done {
    let page = include_str!("../../docs/src/guide/city-folder.md");
    assert!(page.contains(&format!("    yagura {call}\n")), "the guide shows: {call}");
    yagura.call(&[&call.split_whitespace().collect::<Vec<_>>()[..], &["--format", "csv"]].concat())
}

/// It builds, and can be shown.
fn shown(yagura: &Yagura, city: &str) {
    yagura.call(&["city", "show", "--city", city]).fine();
}

#[test]
fn a_graph_keeps_its_names_and_its_links() {
    let yagura = Yagura::new("import-graphml");
    yagura.file("network.graphml", GRAPH);
    let told = as_shown(&yagura, "city import network.graphml --out my-network");
    assert!(told.fine().contains("Edges that repeat another one, left out: 1."), "{}", told.stdout);
    let assets = yagura.read("my-network/assets.csv");
    assert!(assets.contains("hall,Hall,Hall,gateway,node"), "{assets}");
    // Two edges, each way, two numbers of four bytes each.
    assert_eq!(std::fs::metadata(yagura.folder.join("my-network/links.u32")).expect("the links").len(), 32);
    shown(&yagura, "my-network");
}

#[test]
fn entities_of_several_files_refer_to_each_other() {
    let yagura = Yagura::new("import-ngsi");
    yagura.file("light.jsonld", LIGHTS).file("group.jsonld", GROUP);
    as_shown(&yagura, "city import light.jsonld group.jsonld --out my-lights").fine();
    assert!(yagura.read("my-lights/flows.csv").contains("\ng,a,"));
    shown(&yagura, "my-lights");
}

#[test]
fn points_become_assets_with_a_place() {
    let yagura = Yagura::new("import-geojson");
    yagura.file("cameras.geojson", MAP);
    as_shown(&yagura, "city import cameras.geojson --out my-cameras").fine();
    assert!(yagura.read("my-cameras/assets.csv").contains("camera-1,Camera 1,Camera 1,camera"));
    shown(&yagura, "my-cameras");
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_nothing_is_written() {
    let yagura = Yagura::new("import-broken");
    for (name, text, place) in [
        ("a.graphml", GRAPH.replace("target=\"2\"", "target=\"9\""), "a.graphml:3:"),
        ("b.jsonld", "{\n\"type\": \"A\"}".to_owned(), "b.jsonld:1:"),
        ("c.geojson", MAP.replace("139.7", "339.7"), "c.geojson:1:"),
    ] {
        yagura.file(name, &text);
        let done = yagura.call(&["city", "import", name, "--out", "out"]);
        assert_eq!(done.code, 3, "{name}: {}", done.stderr);
        assert!(done.stderr.contains(place), "{name}: {}", done.stderr);
        assert!(!yagura.folder.join("out").exists(), "{name}");
    }
}
