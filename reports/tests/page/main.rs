//! The page in both languages, from tables alone: its sections in order, no message missing, every number the one in its table.
#![expect(clippy::unwrap_used, reason = "a test that cannot read its own page has failed")]

#[path = "../plots/world.rs"]
mod world;

use std::collections::BTreeMap;

use world::World;
use yagura_reports::page::render;
use yagura_reports::plots::all;
use yagura_reports::tables::{TableRow, Tables, write_rows};
use yagura_reports::words::{Language, Words};

/// Values that do not repeat too soon, some of them 0.
fn usual(place: usize) -> Option<f64> {
    Some(f64::from(u32::try_from(place % 11).unwrap()) * 1234.5)
}

fn tables(sets: usize) -> Tables {
    World { scenarios: 2, sets, value: &usual, name_tail: " <R&D>" }.tables()
}

fn page(tables: &Tables, language: Language) -> String {
    let words = Words::new(language);
    render(tables, &all(tables, &words), &words).unwrap()
}

#[test]
fn the_ten_sections_stand_in_their_order_in_both_languages() {
    let order = [
        "answer",
        "measures",
        "costs",
        "harm",
        "assumptions",
        "traceability",
        "checklist",
        "limits",
        "reproduce",
        "glossary",
    ];
    for language in Language::ALL {
        let html = page(&tables(3), language);
        let places: Vec<usize> = order.iter().map(|id| html.find(&format!("<section id=\"{id}\"")).unwrap()).collect();
        assert!(places.is_sorted(), "{places:?}");
        assert!(html.starts_with(&format!("<!DOCTYPE html>\n<html lang=\"{}\">", language.code())));
    }
}

#[test]
fn no_message_is_missing_and_nothing_is_asked_of_the_network() {
    for language in Language::ALL {
        for sets in [1, 2, 3] {
            let html = page(&tables(sets), language);
            for missing in ["[page-", "[checklist-", "[to-decide", "[worst-", "[plot-", "[interval"] {
                assert!(!html.contains(missing), "{missing} in {}", language.code());
            }
            for outward in ["src=\"http", "href=\"http", "@import", "url(http"] {
                assert!(!html.contains(outward), "{outward}");
            }
        }
    }
}

#[test]
fn what_a_name_holds_cannot_become_markup() {
    let html = page(&tables(2), Language::English);
    assert!(html.contains("&lt;R&amp;D&gt;") && !html.contains("<R&D>"));
}

#[test]
fn equal_tables_give_equal_pages_whatever_ran_them() {
    let mut other = tables(3);
    other.manifest.threads += 7;
    other.manifest.wall_time_s += 99.0;
    other.manifest.arguments.push("--threads=3".into());
    for language in Language::ALL {
        assert!(page(&tables(3), language) == page(&other, language));
    }
}

/// The cells of a table by column, row by row.
fn cells<R: TableRow>(rows: &[R]) -> Vec<BTreeMap<String, String>> {
    let bytes = write_rows(Vec::new(), rows).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let header = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        header.iter().map(String::from).zip(record.iter().map(String::from)).collect::<BTreeMap<_, _>>()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// What stands between `start` and the next quote, for each time that `start` stands in `html`, with what follows.
fn attributes<'a>(html: &'a str, start: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    html.match_indices(start).map(move |(at, _)| html[at + start.len()..].split_once('"').unwrap())
}

#[test]
fn every_number_on_the_page_is_the_one_in_its_table() {
    let tables = tables(3);
    let html = page(&tables, Language::English);
    let mut known: BTreeMap<&str, Vec<BTreeMap<String, String>>> = BTreeMap::new();
    known.insert("summary", cells(&tables.summary));
    known.insert("differences", cells(&tables.differences));
    known.insert("costs", cells(&tables.costs));
    known.insert("exceedance", cells(&tables.exceedance));
    known.insert("survival", cells(&tables.survival));
    known.insert("spread", cells(&tables.spread));
    let mut looked_up = 0;
    for (cell, rest) in attributes(&html, "data-cell=\"") {
        // Without a value of its own it shows the cell as it is.
        let value = match rest.strip_prefix(" data-value=\"") {
            Some(value) => value.split_once('"').unwrap().0,
            None => rest.strip_prefix('>').unwrap().split_once('<').unwrap().0,
        };
        let [table, row, column]: [&str; 3] = cell.split(':').collect::<Vec<_>>().try_into().unwrap();
        let Some(rows) = known.get(table) else { continue };
        let row: usize = row.parse().unwrap();
        assert_eq!(rows[row - 1][column].as_str(), value, "{cell}");
        looked_up += 1;
    }
    assert!(looked_up > 200, "only {looked_up} numbers name their cell");
}
