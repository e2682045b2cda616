//! The page in both languages, from tables alone: its sections in order, no message missing, every number the one in its table.
#![expect(clippy::unwrap_used, reason = "a test that cannot read its own page has failed")]

#[path = "../plots/world.rs"]
mod world;

use std::collections::BTreeMap;

use sha2::Digest as _;
use world::World;
use yagura_reports::page::render;
use yagura_reports::plots::{Shown, all};
use yagura_reports::tables::{SurvivalRow, TableRow, Tables, write_rows};
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
            for missing in ["[page-", "[checklist-", "[to-decide", "[measure-", "[worst-", "[plot-", "[interval"] {
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

/// What stands in `text` up to the next quote.
fn quoted(text: &str) -> &str {
    text.split_once('"').unwrap().0
}

#[test]
fn every_number_on_the_page_is_the_one_in_its_table() {
    let tables = tables(3);
    let html = page(&tables, Language::English);
    let mut known: BTreeMap<&str, Vec<BTreeMap<String, String>>> = BTreeMap::new();
    known.insert("summary", cells(&tables.summary));
    known.insert("differences", cells(&tables.differences));
    known.insert("costs", cells(&tables.costs));
    known.insert("delays", cells(&tables.delays));
    known.insert("value", cells(&tables.value));
    let mut looked_up = 0;
    // In the order of the page: a table may say columns for all of its rows, a row or paragraph says which rows, numbers follow.
    let mut said = String::new();
    let mut wanted: std::collections::VecDeque<(String, String)> = std::collections::VecDeque::new();
    for tag in html.split('<').skip(1) {
        let tag = tag.split_once('>').unwrap().0;
        let attribute = |name: &str| tag.split_once(&format!("{name}=\"")).map(|(_, rest)| quoted(rest).to_owned());
        if tag.starts_with("table") {
            said = attribute("data-cells").unwrap_or_default();
        } else if let Some(rows) = attribute("data-rows") {
            assert!(wanted.is_empty(), "cells without numbers: {wanted:?}");
            let columns = attribute("data-cells").unwrap_or_else(|| said.clone());
            let (rows, columns): (Vec<&str>, Vec<&str>) = (rows.split(' ').collect(), columns.split(' ').collect());
            assert_eq!(rows.len(), columns.len(), "{rows:?} {columns:?}");
            for (row, columns) in rows.iter().zip(columns) {
                wanted.extend(columns.split(',').map(|column| ((*row).to_owned(), column.to_owned())));
            }
        } else if tag.starts_with("data ") {
            let value = tag.split_once("value=").unwrap().1.trim_matches('"');
            let (row, column) = wanted.pop_front().unwrap_or_else(|| panic!("a number from nowhere: {tag}"));
            let (table, row) = row.split_once(':').unwrap();
            let Some(rows) = known.get(table) else { continue };
            let row: usize = row.parse().unwrap();
            assert_eq!(rows[row - 1][&column].as_str(), value, "{table}:{row}:{column}");
            looked_up += 1;
        }
    }
    assert!(looked_up > 60, "only {looked_up} numbers name their cell");
}

/// The cells of a figure's table, `<td>` after `<td>`, and where its rows stand in the file.
#[test]
fn beside_a_figure_stands_every_row_that_it_draws_to_the_last_digit() {
    let tables = tables(3);
    let words = Words::new(Language::English);
    let plots = all(&tables, &words);
    let html = render(&tables, &plots, &words).unwrap();
    let survival = cells(&tables.survival);
    let mut of_figures =
        html.split("<div class=\"sheet raw\"").skip(1).filter(|table| table.contains("data-table=survival"));
    let mut compared = 0;
    for shown in plots.iter().flat_map(|plot| &plot.shows) {
        let Shown::Rows { table: "survival.csv", rows, columns, .. } = shown else { continue };
        let table = of_figures.next().unwrap().split_once("</table>").unwrap().0;
        let on_page: Vec<&str> =
            table.split("<td>").skip(1).map(|cell| cell.split(['<', '\n']).next().unwrap()).collect();
        let in_file: Vec<&str> =
            rows.iter().flat_map(|row| columns.iter().map(|column| survival[*row][*column].as_str())).collect();
        assert_eq!(on_page, in_file);
        compared += rows.len();
    }
    assert!(compared > 20 && of_figures.next().is_none(), "{compared} rows");
}

/// Many points of a curve that never stops rising.
fn long_curves(tables: &mut Tables) {
    let firsts: Vec<_> = tables.survival.iter().filter(|row| row.share == 0.0).cloned().collect();
    let point = |first: &SurvivalRow, step: u32| SurvivalRow {
        time_h: f64::from(step),
        share: f64::from(step) / (f64::from(step) + 40.0),
        n_at_risk: u64::from(1000 - step),
        interval_low: None,
        interval_high: None,
        ..first.clone()
    };
    tables.survival = firsts.iter().flat_map(|first| (0..200).map(move |step| point(first, step))).collect();
}

/// The heights of a path's corners, from its relative strokes across and down.
fn heights(path: &str) -> Vec<f64> {
    let (start, strokes) = path.strip_prefix('M').unwrap().split_at(path.find(['h', 'v']).unwrap() - 1);
    let mut y: f64 = start.split_once(' ').unwrap().1.parse().unwrap();
    let mut all = vec![y];
    for stroke in strokes.split('v').skip(1) {
        y += stroke.split('h').next().unwrap().parse::<f64>().unwrap();
        all.push(y);
    }
    all
}

#[test]
fn a_curve_turns_at_the_points_of_the_table_beside_it_and_these_stand_in_the_file() {
    let mut tables = tables(2);
    long_curves(&mut tables);
    let words = Words::new(Language::English);
    let html = render(&tables, &all(&tables, &words), &words).unwrap();
    let in_file = cells(&tables.survival);
    let mut curves = 0;
    for figure in html.split("<svg").skip(1).filter(|figure| figure.contains("id=\"delays-")) {
        let (svg, behind) = figure.split_once("</svg>").unwrap();
        let table = behind.split_once("data-table=survival").unwrap().1.split_once("</table>").unwrap().0;
        let caption = table.split_once("<caption>").unwrap().1.split('<').next().unwrap();
        let n: usize = table.matches("<td>").count() / 5;
        // Two measures of two sets, 200 points each.
        assert!(caption.contains(&format!("{n} points")) && caption.contains("survival.csv has all 800"), "{caption}");
        assert!(n < 400);
        let lines = svg.split("<path d=\"").skip(1).map(|path| path.split_once('"').unwrap());
        // Stairs, and thick: neither the grid nor a line of the legend.
        let lines: Vec<&str> = lines
            .filter(|(path, rest)| path.contains('v') && path.contains('h') && rest.contains("stroke-width=\"20\""))
            .map(|(path, _)| path)
            .collect();
        for (place, (measure, set)) in [
            ("detection_delay_h", "set-0"),
            ("detection_delay_h", "set-1"),
            ("containment_delay_h", "set-0"),
            ("containment_delay_h", "set-1"),
        ]
        .into_iter()
        .enumerate()
        {
            let title = format!("measure: {measure}; control_set: {set}");
            let body = table.split("<tbody").find(|body| body.contains(&title)).unwrap();
            let rows: Vec<Vec<&str>> = body
                .split("<tr><td>")
                .skip(1)
                .map(|row| row.split("<td>").map(|cell| cell.split(['<', '\n']).next().unwrap()).collect())
                .collect();
            let of_curve = |row: &&BTreeMap<String, String>| {
                figure.contains(&format!("id=\"delays-{}-", row["scenario"]))
                    && row["measure"] == measure
                    && row["control_set"] == set
            };
            let known: Vec<(&str, &str)> =
                in_file.iter().filter(of_curve).map(|row| (&*row["time_h"], &*row["share"])).collect();
            assert!(rows.iter().all(|row| known.contains(&(row[0], row[2]))), "{title}");
            let heights = heights(lines[place]);
            let shares: Vec<f64> = rows.iter().map(|row| row[2].parse().unwrap()).collect();
            assert_eq!(heights.len(), shares.len(), "{title}");
            // The first corner lies at no share, the last at the last one; the others between in proportion, to the picture's grain.
            let per_share = (heights[heights.len() - 1] - heights[0]) / shares[shares.len() - 1];
            for (height, share) in heights.iter().zip(&shares) {
                assert!((height - heights[0] - share * per_share).abs() < 1.6, "{title}: {share} at {height}");
            }
            curves += 1;
        }
    }
    assert_eq!(curves, 8);
}

#[test]
fn what_is_too_rare_for_a_picture_is_said_with_its_highest_mean() {
    let mut tables = tables(2);
    for row in &mut tables.spread {
        row.quantiles = [0.0; 5];
        row.mean = if row.control_set == "set-1" && row.time_h > 0.0 { 0.0125 } else { 0.001 };
    }
    let html = page(&tables, Language::English);
    assert!(html.contains("too rare for a picture") && html.contains("<data value=0.0125>0.0125</data>"));
    assert!(!html.contains("id=\"spread-"), "no picture of it");
}

/// Headings, captions and lengths of tables, and a number that changes with every other character of the page.
fn outline(html: &str) -> String {
    let plain = |text: &str| {
        let mut out = String::new();
        let mut inside = false;
        for c in text.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                '\n' => out.push(' '),
                c if !inside => out.push(c),
                _ => {}
            }
        }
        out.trim().to_owned()
    };
    let mut lines = Vec::new();
    for (tag, end) in
        [("<h1", "</h1>"), ("<h2", "</h2>"), ("<h3", "</h3>"), ("<summary", "</summary>"), ("<caption", "</caption>")]
    {
        for (at, _) in html.match_indices(tag) {
            let rest = &html[at..];
            let mut line = format!("{} {}", &tag[1..], plain(rest.split_once(end).unwrap().0));
            if tag == "<caption" {
                line.push_str(&format!(" [{} rows]", rest.split_once("</table>").unwrap().0.matches("<tr").count()));
            }
            lines.push((at, line));
        }
    }
    lines.sort();
    let lines: Vec<String> = lines.into_iter().map(|(_, line)| line).collect();
    let hash: String = sha2::Sha256::digest(html.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}\nsha256 {hash}", lines.join("\n"))
}

#[test]
fn the_page_of_a_small_comparison_is_this() {
    for language in Language::ALL {
        insta::assert_snapshot!(format!("page-{}", language.code()), outline(&page(&tables(3), language)));
    }
}
