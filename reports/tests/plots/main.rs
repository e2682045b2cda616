//! Every plot, in both languages, from tables of any size: whole, inside its frame, the same bytes each time.
#![expect(clippy::unwrap_used, reason = "a test that cannot read its own plots has failed")]

mod svg;
mod world;

use std::collections::BTreeSet;

use svg::elements;
use world::World;
use yagura_reports::plots::{Plot, Shown, all};
use yagura_reports::tables::{OutputTable, Tables};
use yagura_reports::words::{Language, Words};
use yagura_sim::words::Words as _;

/// Values that do not repeat too soon, some of them 0.
fn usual(place: usize) -> Option<f64> {
    Some(f64::from(u32::try_from(place % 11).unwrap()) * 1234.5)
}

fn usual_tables() -> Tables {
    World { scenarios: 3, sets: 3, value: &usual, name_tail: "" }.tables()
}

/// Plots of the tables in both languages, after what holds for every plot has been checked.
fn drawn(tables: &Tables) -> Vec<Plot> {
    let mut plots = Vec::new();
    for language in Language::ALL {
        let of_language = all(tables, &Words::new(language));
        let names: BTreeSet<&str> = of_language.iter().map(|plot| plot.name.as_str()).collect();
        assert_eq!(names.len(), of_language.len(), "two plots of one name");
        plots.extend(of_language);
    }
    for plot in &plots {
        is_whole(plot);
        nothing_lies_outside(plot);
    }
    plots
}

/// A picture with a title, a description, and no message that is missing.
fn is_whole(plot: &Plot) {
    let all = elements(&plot.svg);
    assert_eq!(all[0].name, "svg", "{}", plot.name);
    assert_eq!(all[0].get("role"), Some("img"));
    let labels = all[0].get("aria-labelledby").unwrap();
    let ids: Vec<&str> = all.iter().filter_map(|element| element.get("id")).collect();
    assert!(labels.split(' ').all(|label| ids.contains(&label)), "{labels} among {ids:?}");
    assert!(!plot.title.is_empty() && !plot.alt.is_empty(), "{}", plot.name);
    for text in [&plot.title, &plot.alt, &plot.svg] {
        assert!(!text.contains("[plot-") && !text.contains("[verdict") && !text.contains("[unit"), "{}", plot.name);
        assert!(!text.contains("NaN") && !text.contains("inf "), "{}", plot.name);
    }
    // The namespace is the only address.
    assert_eq!(plot.svg.matches("http").count(), 1, "{}", plot.name);
}

fn nothing_lies_outside(plot: &Plot) {
    let all = elements(&plot.svg);
    let view: Vec<f64> = all[0].get("viewBox").unwrap().split(' ').map(|number| number.parse().unwrap()).collect();
    for element in &all {
        // What lies in a pattern is measured from the pattern's tile.
        let Some([left, top, right, bottom]) = element.extent() else { continue };
        if element.get("stroke-width") == Some("9") {
            continue;
        }
        assert!(
            left >= 0.0 && top >= 0.0 && right <= view[2] && bottom <= view[3],
            "{}: {} {:?} at {left} {top} {right} {bottom} on {view:?}",
            plot.name,
            element.name,
            element.text
        );
    }
}

fn kinds(plots: &[Plot]) -> BTreeSet<&str> {
    let kinds = ["heat-map", "cost-risk", "losses", "spread", "delays", "exceedance", "tornado", "knock-out", "tree"];
    kinds.into_iter().filter(|kind| plots.iter().any(|plot| plot.name.starts_with(kind))).collect()
}

#[test]
fn full_tables_give_every_kind_of_plot_in_both_languages() {
    let plots = drawn(&usual_tables());
    assert_eq!(kinds(&plots).len(), 9);
}

#[test]
fn the_same_tables_give_the_same_bytes() {
    assert_eq!(drawn(&usual_tables()), drawn(&usual_tables()));
}

#[test]
fn japanese_plots_are_japanese() {
    let of = |language: Language| all(&usual_tables(), &Words::new(language));
    for (english, japanese) in of(Language::English).iter().zip(of(Language::Japanese)) {
        assert_eq!(english.name, japanese.name, "the same files in both languages");
        assert!(english.svg.is_ascii() || !japanese.svg.is_ascii());
        for text in [&japanese.title, &japanese.alt] {
            assert!(text.chars().any(|c| ('\u{3040}'..'\u{30ff}').contains(&c)), "{text}");
        }
        for text in [&english.title, &english.alt] {
            assert!(!text.chars().any(|c| ('\u{3000}'..'\u{9fff}').contains(&c)), "{text}");
        }
    }
}

#[test]
fn every_plot_names_rows_and_columns_of_tables_that_have_them() {
    for plot in drawn(&usual_tables()) {
        for shown in &plot.shows {
            let (file, named): (_, Vec<&str>) = match shown {
                Shown::Rows { table, rows, of, keys, columns } => {
                    assert!(rows.len() <= *of, "{}: {} of {of}", plot.name, rows.len());
                    assert!(!rows.is_empty() && rows.is_sorted(), "{}: {rows:?}", plot.name);
                    (table, keys.iter().chain(*columns).copied().collect())
                }
                Shown::Sums { table, key, columns, .. } => (table, columns.iter().chain([key]).copied().collect()),
            };
            let table = OutputTable::ALL.iter().find(|table| table.file_name() == *file);
            let columns = table.unwrap_or_else(|| panic!("{file} is no table")).columns();
            assert!(named.iter().all(|name| columns.contains(name)), "{file} has not all of {named:?}");
        }
        assert!(!plot.shows.is_empty(), "{}", plot.name);
    }
}

#[test]
fn nothing_but_zeros_still_draws() {
    let tables = World { scenarios: 2, sets: 3, value: &|_| Some(0.0), name_tail: "" }.tables();
    let plots = drawn(&tables);
    assert!(kinds(&plots).contains("heat-map") && kinds(&plots).contains("losses"));
    // Nothing ever spread: no picture of nothing.
    assert!(!kinds(&plots).contains("spread"));
}

#[test]
fn what_fewer_than_one_incident_in_twenty_had_is_left_to_words() {
    let mut tables = usual_tables();
    for row in tables.spread.iter_mut().filter(|row| row.scenario == "scenario-1") {
        row.quantiles = [0.0; 5];
    }
    let names: Vec<String> = drawn(&tables).into_iter().map(|plot| plot.name).collect();
    assert!(names.iter().any(|name| name.starts_with("spread-scenario-2-")), "{names:?}");
    assert!(!names.iter().any(|name| name.starts_with("spread-scenario-1-")), "{names:?}");
}

#[test]
fn missing_values_leave_gaps_and_no_plot_breaks() {
    drawn(&World { scenarios: 2, sets: 3, value: &|_| None, name_tail: "" }.tables());
    let every_other = |place: usize| place.is_multiple_of(2).then_some(5.0);
    drawn(&World { scenarios: 3, sets: 3, value: &every_other, name_tail: "" }.tables());
}

#[test]
fn one_control_set_has_nothing_to_be_compared_with() {
    let plots = drawn(&World { scenarios: 2, sets: 1, value: &usual, name_tail: "" }.tables());
    let kinds = kinds(&plots);
    assert!(!kinds.contains("heat-map") && !kinds.contains("tornado"));
    assert!(kinds.contains("spread") && kinds.contains("losses"));
}

#[test]
fn one_scenario_draws() {
    assert_eq!(kinds(&drawn(&World { scenarios: 1, sets: 2, value: &usual, name_tail: "" }.tables())).len(), 9);
}

#[test]
fn no_scenario_gives_no_plot() {
    assert_eq!(drawn(&World { scenarios: 0, sets: 0, value: &usual, name_tail: "" }.tables()), []);
}

#[test]
fn huge_tiny_and_broken_values_stay_inside_the_frame() {
    for size in [1e300, f64::MAX, 1e-300, f64::INFINITY, f64::NAN, -1e12] {
        drawn(&World { scenarios: 2, sets: 3, value: &|_| Some(size), name_tail: "" }.tables());
    }
    let mixed = |place: usize| Some([1e-9, 0.0, 1e15, 3.0, f64::NAN, 1e300][place % 6]);
    drawn(&World { scenarios: 3, sets: 3, value: &mixed, name_tail: "" }.tables());
}

#[test]
fn forty_scenarios_and_six_sets_with_long_names_fit() {
    let tail = " と、とても長くて <途中で> 折り返さなければならない & \"引用符\" のある名前 with-an-unbreakable-tail-of-letters";
    let plots = drawn(&World { scenarios: 40, sets: 6, value: &usual, name_tail: tail }.tables());
    assert!(plots.iter().filter(|plot| plot.name.starts_with("heat-map")).count() > 2, "pages of scenarios");
    // 250 mm at 170 mm width: a page of A4 with room for a caption.
    for plot in plots {
        let height: f64 = elements(&plot.svg)[0].get("height").unwrap().parse().unwrap();
        assert!(height <= 880.0, "{} is {height} high", plot.name);
    }
}

#[test]
fn ids_of_control_sets_made_on_the_command_line_stay_apart() {
    let mut tables = usual_tables();
    for (old, new) in [("set-1", "set-0,+CPS.AC-3"), ("set-2", "set-0,-CPS.AC-3")] {
        for row in &mut tables.sensitivity {
            if row.control_set == old {
                row.control_set = new.into();
            }
        }
        for row in &mut tables.summary {
            if row.control_set == old {
                row.control_set = new.into();
            }
        }
    }
    let plots = drawn(&tables);
    let name = "tornado-scenario-0-set-0_2c_2bCPS.AC-3";
    assert!(plots.iter().any(|plot| plot.name == name));
}

#[test]
fn two_plots_look_as_they_did() {
    let words = Words::new(Language::Japanese);
    let plots = all(&World { scenarios: 1, sets: 2, value: &usual, name_tail: "" }.tables(), &words);
    for name in ["heat-map", "tornado-scenario-0-set-1"] {
        let plot = plots.iter().find(|plot| plot.name == name).unwrap();
        insta::assert_snapshot!(name, plot.svg);
    }
}
