//! Fuzz targets of the readers: whatever the bytes, a reader answers with records or diagnostics, and every diagnostic can be
//! drawn and written.
//!
//! They run as ordinary tests for a second each; README.md says how to run them for longer.

use std::time::Duration;

use bolero::check;
use yagura_scenarios::{
    Diagnostics, Loaded, load_catalogue, load_catalogue_files, load_city_files, load_control_set,
    load_control_set_bytes, load_scenario_bytes,
};
use yagura_sim::knowledge::CatalogueRecords;

/// Seconds for each target, from `YAGURA_FUZZ_SECONDS`.
fn time() -> Duration {
    let seconds = std::env::var("YAGURA_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    Duration::from_secs(seconds.unwrap_or(1))
}

/// Every place that a diagnostic names has to lie in its text: whoever draws it cuts there.
fn drawable<T>(read: Result<Loaded<T>, Diagnostics>) {
    let diagnostics = match read {
        Ok(loaded) => loaded.warnings,
        Err(diagnostics) => {
            assert!(diagnostics.has_errors(), "refused without an error");
            diagnostics
        }
    };
    for diagnostic in &diagnostics {
        if let (Some(source), Some(span)) = (&diagnostic.source, &diagnostic.span) {
            assert!(source.text.get(span.clone()).is_some(), "{diagnostic}: {span:?} cannot be cut out");
            let line = source.line(diagnostic.line.unwrap_or(1));
            assert!(line.start <= span.start && source.text.get(line).is_some(), "{diagnostic}");
        }
        assert!(!diagnostic.to_string().is_empty());
    }
    serde_json::to_string(&diagnostics).expect("a diagnostic can be written as JSON");
}

/// Bytes that are often near a good file: pieces of a vocabulary and free bytes in turn.
fn near(pieces: &[&str], bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let choice = bytes[at] as usize;
        at += 1;
        if choice < 200 {
            text.extend_from_slice(pieces[choice % pieces.len()].as_bytes());
        } else {
            let end = (at + choice % 7).min(bytes.len());
            text.extend_from_slice(&bytes[at..end]);
            at = end;
        }
    }
    text
}

const CELLS: &[&str] = &[
    ",",
    ",",
    ",",
    "\n",
    "\r\n",
    "\"",
    "\"\"",
    ";",
    "=",
    "+",
    "@",
    "1-",
    "yes",
    "no",
    "0.5",
    "1,000",
    "-1",
    "1e9",
    "３",
    "assumption",
    "a",
    "sensor",
    "gateway",
    "field",
    "hall",
    "open",
    "hour",
    "probability",
    "pert",
    "lognormal(mu=1;sigma=2)",
    "prevent",
    "per_try",
    "technique=a",
    "link=near",
    "reach",
    "foothold",
    "2025-04",
    "櫓",
    " ",
    "　",
];

const HEAD: &[u8] = b"schema_version = 1\nid = \"x\"\nsource = \"assumption\"\n";

#[test]
fn city_tables() {
    check!().with_test_time(time()).for_each(|bytes: &[u8]| {
        let (which, bytes) = bytes.split_first().unwrap_or((&0, &[]));
        let tables = yagura_scenarios::layout::CITY_TABLES;
        let chosen = tables[*which as usize % tables.len()];
        let mut files: Vec<(String, Vec<u8>)> = vec![("city.toml".into(), HEAD.to_vec())];
        for layout in tables {
            let header: Vec<&str> = layout.columns.iter().map(|column| column.name).collect();
            let mut text = format!("{}\n", header.join(",")).into_bytes();
            if std::ptr::eq(layout, chosen) {
                text = if *which < 128 { [text, near(CELLS, bytes)].concat() } else { bytes.to_vec() };
            }
            files.push((layout.table.to_string(), text));
        }
        if *which == 255 {
            files[0].1 = bytes.to_vec();
        }
        drawable(load_city_files("fuzz", files));
    });
}

#[test]
fn catalogue_tables() {
    check!().with_test_time(time()).for_each(|bytes: &[u8]| {
        let (which, bytes) = bytes.split_first().unwrap_or((&0, &[]));
        let tables = yagura_scenarios::layout::CATALOGUE_TABLES;
        let chosen = tables[*which as usize % tables.len()];
        let files = tables.into_iter().map(|layout| {
            let header: Vec<&str> = layout.columns.iter().map(|column| column.name).collect();
            let mut text = format!("{}\n", header.join(",")).into_bytes();
            if std::ptr::eq(layout, chosen) {
                text = if *which < 128 { [text, near(CELLS, bytes)].concat() } else { bytes.to_vec() };
            }
            (layout.table.to_string(), text)
        });
        drawable(load_catalogue_files("fuzz", files.collect()));
    });
}

const SCENARIO: &[&str] = &[
    "\n",
    "\n[[step]]\n",
    "[attacker]\n",
    "[boundaries]\n",
    "[title]\n",
    "id = ",
    "technique = ",
    "over = ",
    "from = ",
    "at = ",
    "needs = ",
    "kind = ",
    "hands = ",
    "horizon_d = ",
    "schema_version = 1\n",
    "\"near\"\n",
    "\"outside\"\n",
    "\"held\"\n",
    "\"org:a\"\n",
    "\"zone=a; kind=sensor\"\n",
    "[\"a\", \"b\"]\n",
    "{ from = \"zone=a\", to = 3 }\n",
    "1\n",
    "-0.5\n",
    "\"\"\n",
    "'''",
    "\"targeted\"\n",
    "\"unlimited\"\n",
    "true\n",
    "success = ",
    "time = ",
    "\"a@try;1-b@pair\"\n",
    "\"a+b\"\n",
    "ja = \"川\"\n",
    "en = \"r\"\n",
    "1979-05-27\n",
    "inf\n",
    "0x1F\n",
];

#[test]
fn scenarios() {
    check!().with_test_time(time()).for_each(|bytes: &[u8]| {
        let text = match bytes.split_first() {
            Some((0..=15, rest)) => rest.to_vec(),
            _ => near(SCENARIO, bytes),
        };
        drawable(load_scenario_bytes("fuzz.toml", &text));
    });
}

const CONTROL_SET: &[&str] = &[
    "\n",
    "[controls]\n",
    "[[change]]\n",
    "[[parameter]]\n",
    "[[effect]]\n",
    "[name]\n",
    "id = ",
    "extends = ",
    "schema_version = 1\n",
    "\"CPS.AC-3\" = ",
    "\"CPS.DS-3\" = ",
    "CPS.AC-3 = ",
    "{ coverage = 0.5 }\n",
    "{ coverage = \"today\", purchase_jpy = [1, 2, 3], yearly_jpy = 1 }\n",
    "\"today\"\n",
    "0.5\n",
    "2\n",
    "\"none\"\n",
    "\"today-jp\"\n",
    "key = ",
    "low = ",
    "mode = ",
    "high = ",
    "\"x\"\n",
    "table = ",
    "column = ",
    "row = ",
    "value = ",
    "claimed_by = ",
];

const EXPRESSION: &[&str] =
    &["today-jp", "none", "CPS.AC-3", "CPS.DS-3", "+", "-", ",", "=", "0.5", "today", "、", "＝", " ", "x.toml", "./"];

fn shipped_catalogue() -> CatalogueRecords {
    load_catalogue(None, None).expect("the shipped catalogue reads").records
}

#[test]
fn control_sets_and_their_expressions() {
    let catalogue = shipped_catalogue();
    check!().with_test_time(time()).for_each(|bytes: &[u8]| match bytes.split_first() {
        Some((0..=15, rest)) => drawable(load_control_set_bytes("fuzz.toml", rest, &catalogue)),
        Some((16..=120, rest)) => {
            let text = String::from_utf8_lossy(&near(EXPRESSION, rest)).into_owned();
            drawable(load_control_set(&text, &catalogue));
        }
        _ => drawable(load_control_set_bytes("fuzz.toml", &near(CONTROL_SET, bytes), &catalogue)),
    });
}

/// One cell of a small language, in the table that holds it.
fn cell(column: &str, text: &str) {
    let quoted = format!("\"{}\"", text.replace('"', "\"\""));
    let table = |file: &str, text: String| (file.to_owned(), text.into_bytes());
    let techniques = match column {
        "success" | "time" | "race" => {
            format!("id,links,effect,{column},source\na,near,none,{quoted},assumption\n")
        }
        _ => "id,links,effect,source\n".to_owned(),
    };
    let parameters = match column {
        "distribution" => format!("key,unit,distribution,mode,source\na,hour,{quoted},1,assumption\n"),
        _ => "key,unit,distribution,mode,source\n".to_owned(),
    };
    let mut files = vec![table("techniques.csv", techniques), table("parameters.csv", parameters)];
    if matches!(column, "selector" | "times") {
        let head = "id,control,mechanism,low,mode,high,unit,exposure";
        let row = "A/b,A,prevent,0,0,0,probability_blocked,per_try";
        files.push(table("effects.csv", format!("{head},{column},source\n{row},{quoted},assumption\n")));
    }
    drawable(load_catalogue_files("fuzz", files));
}

fn small_language(columns: &'static [&'static str], pieces: &'static [&'static str]) {
    check!().with_test_time(time()).for_each(|bytes: &[u8]| {
        let (which, bytes) = bytes.split_first().unwrap_or((&0, &[]));
        let text = String::from_utf8_lossy(&near(pieces, bytes)).into_owned();
        cell(columns[*which as usize % columns.len()], &text);
    });
}

#[test]
fn selectors() {
    small_language(
        &["selector"],
        &[
            "technique",
            "link",
            "asset",
            "zone",
            "limits",
            "role_param",
            "=",
            ",",
            ";",
            "；",
            "＝",
            "、",
            " ",
            "near",
            "sensor",
            "a",
            "all",
            "櫓",
            "\n",
            "triage_h",
            "crosses",
            "internet_border",
            "kind",
            ":",
        ],
    );
}

#[test]
fn expressions() {
    small_language(
        &["success", "time", "race", "times", "distribution"],
        &[
            "a",
            "b_h",
            "@",
            "try",
            "pair",
            "system",
            "1-",
            "1 - ",
            ";",
            "+",
            "；",
            "＋",
            " ",
            "(",
            ")",
            "=",
            "pert",
            "fixed",
            "lognormal",
            "mu",
            "sigma",
            "series",
            "weibull",
            "k",
            "lambda",
            "0.5",
            "-1",
            "２",
            "\n",
            "櫓",
        ],
    );
}

const GRAPHML: &[&str] = &[
    "<graphml><key id=\"a\" attr.name=\"Latitude\"/><graph>",
    "<node id=\"0\">",
    "<node id=\"1\"/>",
    "<edge source=\"0\" target=\"1\"/>",
    "<data key=\"a\">",
    "35.6",
    "</data>",
    "</node>",
    "</graph></graphml>",
    "&amp;",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "水",
];

#[test]
fn graphml() {
    check!().with_max_len(512).with_test_time(time()).for_each(|bytes: &[u8]| {
        for text in [near(GRAPHML, bytes), bytes.to_vec()] {
            let read = yagura_scenarios::import::graphml_bytes(std::path::Path::new("t.graphml"), &text);
            drawable_import(read.map(|graph| graph.city));
        }
    });
}

const ENTITIES: &[&str] = &[
    "{\"id\": \"urn:ngsi-ld:Streetlight:a\", \"type\": \"Streetlight\"",
    "{\"type\": \"FeatureCollection\", \"features\": [",
    "{\"type\": \"Feature\", \"geometry\": ",
    "{\"type\": \"Point\", \"coordinates\": ",
    ", \"location\": ",
    ", \"properties\": ",
    ", \"refGroup\": ",
    "{\"type\": \"Relationship\", \"object\": \"g\"}",
    "[139.7, 35.6]",
    "[",
    "]",
    "{",
    "}",
    ",",
    "null",
    "1e400",
    "\"水\"",
];

#[test]
fn entities_and_points() {
    check!().with_max_len(512).with_test_time(time()).for_each(|bytes: &[u8]| {
        for text in [near(ENTITIES, bytes), bytes.to_vec()] {
            let path = std::path::Path::new("t.json");
            drawable_import(yagura_scenarios::import::ngsi_ld_bytes(path, &text));
            drawable_import(yagura_scenarios::import::points_bytes(path, &text));
        }
    });
}

/// What was imported builds; what was refused can be drawn.
fn drawable_import(read: Result<yagura_scenarios::import::Imported, Diagnostics>) {
    match read {
        Ok(imported) => drop(yagura_sim::city::City::build(imported.records)),
        Err(diagnostics) => drawable::<()>(Err(diagnostics)),
    }
}
