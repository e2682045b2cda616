//! The plots of the reports as the page gets them: the picture in each language, where its panels lie, and every number that it draws.
//!
//! The numbers are rows of the tables that the plot was made from. The page writes them into the table under the plot and reads them out
//! at its cursor, so that nobody has to measure a picture.

use serde_json::{Value, json};
use yagura_reports::comparison::Outcome;
use yagura_reports::plots::{self, Names, PlacedPanel, Plot, Shown};
use yagura_reports::summary::measure_name;
use yagura_reports::tables::KnockOutRow;
use yagura_reports::words::{Words, percent, quantity, quantity_like};
use yagura_sim::measure::{MEASURES, Unit, unit_of};

use super::cards::{said, title_of};
use super::material::{Material, Playable};
use super::outcome::Entry;

/// Teams whose curves stand on one picture, beside the baseline: more styles cannot be told apart, so the others get a picture of their own.
const TEAMS_OF_A_PICTURE: usize = 5;

/// Id of the baseline on the plots; teams go by theirs. Two teams may have the same basket, and one may call itself like a control set.
pub(super) const BASELINE: &str = "baseline";

/// One row of a panel.
struct Point {
    /// Team or control.
    of: String,
    /// Where it lies, from 0 at the left and at the bottom to 1.
    at: (f64, f64),
    /// The place in words; not where rows stand below each other.
    place: Option<Value>,
    /// The value in words.
    says: Value,
}

/// The plots over these sets, the first of which is the baseline; those with curves on as many pictures as the teams need.
pub(super) fn plots(scenario: &Playable, outcome: &Outcome, entries: &[Entry], words: &[Words; 2]) -> Vec<Value> {
    let id = scenario.record.id.as_str();
    let primary = MEASURES[scenario.primary].key;
    let sets: Vec<String> = entries.iter().map(|entry| entry.set().to_owned()).collect();
    let names = words.each_ref().map(|words| {
        let mut names = names(scenario, &sets, BASELINE, words);
        for entry in entries.iter().filter(|entry| !entry.id.is_empty()) {
            names.add("control_set", &entry.id, &entry.name);
        }
        names
    });
    let mut all = Vec::new();
    let plot = |language: usize| {
        plots::means(&outcome.summary, &outcome.differences, (id, primary), &names[language], &words[language])
    };
    all.extend(card("means", words, plot, |panel, drawn| {
        let rows = drawn.iter().map(|&row| &outcome.summary[row]).enumerate();
        let point = |(place, row): (usize, &yagura_reports::tables::SummaryRow)| {
            let (unit, mean) = (unit_of(row.measure), row.mean?);
            Some(Point {
                of: team(&row.control_set),
                at: (panel.across(mean), panel.upward(middle(place))),
                place: None,
                says: with_interval(words, unit, mean, row.interval, Sign::IfBelow),
            })
        };
        rows.filter_map(point).collect()
    }));
    let pages: Vec<&[String]> = sets[1..].chunks(TEAMS_OF_A_PICTURE).collect();
    for (number, page) in pages.iter().enumerate() {
        let names =
            if pages.len() == 1 { names.clone() } else { names.each_ref().map(|names| names.page(number + 1, page)) };
        let plot = |language: usize| plots::delays(&outcome.survival, id, &names[language], &words[language]);
        all.extend(card("delays", words, plot, |panel, drawn| {
            let rows = drawn.iter().map(|&row| &outcome.survival[row]).filter(|row| row.measure == panel.measure);
            let point = |row: &yagura_reports::tables::SurvivalRow| Point {
                of: team(&row.control_set),
                at: (panel.across(row.time_h), panel.upward(row.share)),
                place: Some(said(words, |words| quantity(words, Unit::Hours, row.time_h))),
                says: with_interval(
                    words,
                    Unit::Share,
                    row.share,
                    row.interval_low.zip(row.interval_high),
                    Sign::IfBelow,
                ),
            };
            rows.map(point).collect()
        }));
        let plot = |language: usize| plots::exceedance(&outcome.exceedance, id, &names[language], &words[language]);
        all.extend(card("exceedance", words, plot, |panel, drawn| {
            let rows = drawn.iter().map(|&row| &outcome.exceedance[row]).filter(|row| row.measure == panel.measure);
            let point = |row: &yagura_reports::tables::ExceedanceRow| Point {
                of: team(&row.control_set),
                at: (panel.across(row.value), panel.upward(row.share)),
                place: Some(said(words, |words| quantity(words, unit_of(row.measure), row.value))),
                says: said(words, |words| percent(words, row.share)),
            };
            rows.map(point).collect()
        }));
    }
    all
}

/// The plot of what each control of a basket is worth; `set`: what the rows call it.
pub(super) fn knock_out(
    material: &Material,
    scenario: &Playable,
    rows: &[KnockOutRow],
    set: &str,
    words: &[Words; 2],
) -> Option<Value> {
    let id = scenario.record.id.as_str();
    let names = words.each_ref().map(|words| {
        let mut names = names(scenario, &[set.to_owned()], BASELINE, words);
        names.add("control_set", set, &words.say("workshop-this-basket", &[]));
        for control in &material.catalogue.records.controls {
            names.add("control", &control.id, &title_of(words, control));
        }
        names
    });
    let plot = |language: usize| plots::knock_out(rows, id, set, &names[language], &words[language]);
    card("knock-out", words, plot, |panel, _| {
        let bars = plots::knock_out_bars(rows, id, set).into_iter().enumerate();
        let point = |(place, row): (usize, &KnockOutRow)| {
            let worth = row.difference?;
            Some(Point {
                of: row.control.clone(),
                at: (panel.across(worth), panel.upward(middle(place))),
                place: None,
                says: with_interval(
                    words,
                    unit_of(row.measure),
                    worth,
                    row.interval_low.zip(row.interval_high),
                    Sign::Always,
                ),
            })
        };
        bars.filter_map(point).collect()
    })
}

/// A plot, or `None` where it has nothing to show. `points`: of a panel, given the rows of the table that the plot draws.
fn card(
    kind: &str,
    words: &[Words; 2],
    plot: impl Fn(usize) -> Option<Plot>,
    points: impl Fn(&PlacedPanel, &[usize]) -> Vec<Point>,
) -> Option<Value> {
    let [english, japanese] = [plot(0)?, plot(1)?];
    // What is drawn and where it lies in its panel is the same in both languages; where the panel lies is not.
    let drawn: Vec<usize> = english
        .shows
        .iter()
        .flat_map(|shown| match shown {
            Shown::Rows { rows, .. } => rows.as_slice(),
            Shown::Sums { .. } => &[],
        })
        .copied()
        .collect();
    let panels = english.panels.iter().map(|panel| {
        let points = points(panel, &drawn);
        json!({
            "measure": said(words, |words| measure_name(words, &panel.measure)),
            "of": points.iter().map(|point| &point.of).collect::<Vec<_>>(),
            "x": points.iter().map(|point| rounded(point.at.0)).collect::<Vec<_>>(),
            "y": points.iter().map(|point| rounded(point.at.1)).collect::<Vec<_>>(),
            "place": points.iter().map(|point| &point.place).collect::<Vec<_>>(),
            "says": points.iter().map(|point| &point.says).collect::<Vec<_>>(),
        })
    });
    let picture = |plot: &Plot| {
        let frames: Vec<[f64; 4]> = plot.panels.iter().map(|panel| panel.within(plot.size).map(rounded)).collect();
        json!({ "title": plot.title, "alt": plot.alt, "svg": plot.svg, "frames": frames })
    };
    Some(json!({
        "kind": kind,
        "panels": panels.collect::<Vec<_>>(),
        "en": picture(&english),
        "ja": picture(&japanese),
    }))
}

fn names(scenario: &Playable, sets: &[String], baseline: &str, words: &Words) -> Names {
    let choose = |en, ja| words.language().choose(en, ja);
    let mut names = Names::new(sets, baseline);
    names.add("scenario", &scenario.record.id, choose(&scenario.record.title_en, &scenario.record.title_ja));
    names.add("control_set", baseline, &words.say("workshop-baseline", &[]));
    names
}

/// Id of the team; empty: the baseline.
fn team(set: &str) -> String {
    if set == BASELINE { String::new() } else { set.to_owned() }
}

/// Middle of the row at `place` on an axis of rows.
fn middle(place: usize) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "a plot has a few dozen rows")]
    let place = place as f64;
    place + 0.5
}

/// A tenth of a thousandth of the picture is less than a point of the screen.
fn rounded(share: f64) -> f64 {
    (share * 1e4).round() / 1e4
}

/// Which numbers carry a sign.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// Amounts: those below 0.
    IfBelow,
    /// Changes: those above it, too.
    Always,
}

/// A value with its interval, both in the unit of the value.
pub(super) fn with_interval(
    words: &[Words; 2],
    unit: Unit,
    value: f64,
    interval: Option<(f64, f64)>,
    sign: Sign,
) -> Value {
    said(words, |words| {
        let of = |one: f64| {
            let text = quantity_like(words, unit, one, value);
            if sign == Sign::Always && one > 0.0 { format!("+{text}") } else { text }
        };
        let Some((low, high)) = interval else { return of(value) };
        let interval = words.say("interval", &[("low", of(low).into()), ("high", of(high).into())]);
        words.say("workshop-value-interval", &[("value", of(value).into()), ("interval", interval.into())])
    })
}
