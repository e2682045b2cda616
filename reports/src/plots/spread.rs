//! How an incident spreads: assets in one state over time, a row of panels per category, a panel per control set.

use std::collections::BTreeMap;

use super::axis::Axis;
use super::extent;
use super::names::{Names, in_order, plot_name};
use super::panel::{BELOW, Edges, Frame, Panel};
use super::plot::is_among;
use super::scale::Scale;
use super::sheet::{Face, Fill, Glyph, Lean, Sheet, Stroke};
use super::theme::{MARGIN, NEITHER, TextSize, WIDTH};
use super::{Plot, Shown};
use crate::tables::SpreadRow;
use crate::words::{Words, number};
use yagura_sim::measure::Unit;

/// Panels side by side: more would be too narrow to read at half a page.
const ACROSS: usize = 3;
/// Height of a panel's frame, units, where there is room, and the least at which a curve can be read.
const HIGH: f64 = 84.0;
const LOW: f64 = 36.0;
/// Height of all panels together that still prints on one page, units.
const PAGE: f64 = 560.0;
/// What is drawn.
const COLUMNS: &[&str] = &["time_h", "mean", "p5", "p25", "median", "p75", "p95"];
/// Space between panels, units.
const GAP: f64 = 14.0;

/// Where the highest mean stands if `state` is too rare for a picture: some asset was in it, but under no set and at no time in as many
/// as one incident of twenty. A curve along the bottom of its panel says less than a sentence.
pub(crate) fn too_rare(table: &[SpreadRow], scenario: &str, state: &str) -> Option<usize> {
    let rows = || table.iter().enumerate().filter(|(_, row)| row.scenario == scenario && row.state == state);
    if rows().any(|(_, row)| row.quantiles[4] > 0.0) {
        return None;
    }
    // Of equal means the first.
    let highest = rows().rev().max_by(|(_, one), (_, other)| one.mean.total_cmp(&other.mean))?;
    (highest.1.mean > 0.0).then_some(highest.0)
}

/// The plot of one scenario and one state (`compromised`, `tainted`, `isolated`); `None` where no asset was ever in that state, or hardly
/// ever.
#[must_use]
pub fn spread(table: &[SpreadRow], scenario: &str, state: &str, names: &Names, words: &Words) -> Option<Plot> {
    let rows: Vec<&SpreadRow> = table.iter().filter(|row| row.scenario == scenario && row.state == state).collect();
    let sets = in_order(rows.iter().map(|row| row.control_set.as_str()));
    let categories = categories(&rows);
    if categories.is_empty() || too_rare(table, scenario, state).is_some() {
        return None;
    }
    let title_key = format!("plot-spread-title-{state}");
    let title = words.say(&title_key, &[("scenario", names.of("scenario", scenario).into())]);
    let mut sheet = Sheet::new(&plot_name("spread", &[scenario, state]), &title);
    sheet.legend(&legend(words));

    let last = settled(&rows);
    let counts: Vec<Axis> = categories.iter().map(|category| counted(&rows, category, words)).collect();
    let left = MARGIN + counts.iter().map(Axis::labels_width).fold(0.0, f64::max) + 5.0;
    let across = sets.len().min(ACROSS);
    let wide = (WIDTH - MARGIN - left - GAP * (across as f64 - 1.0)) / across as f64;
    let hours_axis = Axis::new(
        words,
        &words.say("plot-time-since-start", &[]),
        Unit::Hours,
        Scale::Linear { from: 0.0, to: last },
        if across > 2 { 4 } else { 6 },
    );
    let rows_in_all = (categories.len() * sets.len().div_ceil(ACROSS)) as f64;
    let high = (PAGE / rows_in_all - TextSize::Label.line() - 8.0).clamp(LOW, HIGH);
    let times = times(&rows, last);
    let mut drawn = Vec::new();
    for block in sets.chunks(ACROSS) {
        heads(&mut sheet, block, left, wide, names);
        for (position, kind) in categories.iter().enumerate() {
            sheet.text(MARGIN, sheet.y + TextSize::Label.line() / 2.0, &counts[position].title, Face::LABEL);
            sheet.y += TextSize::Label.line() + 2.0;
            let lowest = position + 1 == categories.len();
            for (column, set) in block.iter().enumerate() {
                let from = left + (wide + GAP) * column as f64;
                let frame = Frame { left: from, top: sheet.y, right: from + wide, bottom: sheet.y + high };
                let edges = match (column == 0, lowest) {
                    (true, true) => Edges::Both,
                    (true, false) => Edges::Left,
                    (false, true) => Edges::Below,
                    (false, false) => Edges::None,
                };
                let mut panel = Panel::new(&sheet, frame, &hours_axis, &counts[position], edges);
                let of_panel =
                    |row: &&SpreadRow| row.control_set == *set && row.category == *kind && times.contains(&row.time_h);
                let cell: Vec<&SpreadRow> = rows.iter().copied().filter(of_panel).collect();
                bands(&mut panel, &cell, names.style(set).color);
                drawn.extend(cell);
            }
            sheet.y += high + if lowest { BELOW } else { 6.0 };
        }
        let middle = sheet.y - TextSize::Label.line() / 2.0;
        sheet.text((left + WIDTH - MARGIN) / 2.0, middle, &hours_axis.title, Face::LABEL.lean(Lean::Middle));
        sheet.y += 6.0;
    }
    let n = rows.iter().map(|row| row.n).max().unwrap_or(0);
    sheet.note(&words.say("plot-spread-note", &[("n", number(n as f64).into())]));
    if counts.iter().any(|axis| axis.scale.is_even_near_zero()) {
        sheet.note(&words.say("plot-note-near-zero", &[]));
    }
    let alt = words.say(
        "plot-spread-alt",
        &[("title", title.as_str().into()), ("peaks", peaks(&rows, &categories, &sets, names, words).into())],
    );
    let shows = Shown::rows("spread.csv", table, &["control_set", "category"], COLUMNS, |row| {
        row.scenario == scenario && row.state == state && is_among(&drawn, row)
    })
    .among(rows.iter().filter(|row| categories.contains(&row.category)).count());
    Some(sheet.finish(vec![shows], alt))
}

/// The time after which nothing changes any more that one would see, with a little room; the whole time where there is none.
fn settled(rows: &[&SpreadRow]) -> f64 {
    let end = rows.iter().map(|row| row.time_h).fold(0.0, f64::max);
    let mut last = 0.0_f64;
    let mut ends: BTreeMap<(&str, &str), &SpreadRow> = BTreeMap::new();
    let mut peaks: BTreeMap<&str, f64> = BTreeMap::new();
    for row in rows {
        let (at, peak) = (ends.entry((&row.control_set, row.category)).or_insert(row), row.quantiles[4].max(row.mean));
        if row.time_h >= at.time_h {
            *at = row;
        }
        let most = peaks.entry(row.category).or_insert(0.0);
        *most = most.max(peak);
    }
    for row in rows {
        let Some(at_end) = ends.get(&(row.control_set.as_str(), row.category)) else { continue };
        let seen = peaks.get(row.category).copied().unwrap_or(0.0) * 0.01;
        let moved = |value: fn(&SpreadRow) -> f64| (value(row) - value(at_end)).abs() > seen;
        if moved(|row| row.mean) || moved(|row| row.quantiles[4]) || moved(|row| row.quantiles[2]) {
            last = last.max(row.time_h);
        }
    }
    if last > 0.0 && last * 1.1 < end {
        last * 1.1
    } else if end > 0.0 {
        end
    } else {
        1.0
    }
}

/// The times that are drawn: up to `last` and one beyond.
fn times(rows: &[&SpreadRow], last: f64) -> Vec<f64> {
    let mut all: Vec<f64> = rows.iter().map(|row| row.time_h).collect();
    all.sort_by(f64::total_cmp);
    all.dedup();
    let within = all.partition_point(|time| *time < last) + 1;
    all.truncate(within);
    all
}

/// Names of the sets of one block over its columns.
fn heads(sheet: &mut Sheet, sets: &[&str], left: f64, wide: f64, names: &Names) {
    let face = Face::LABEL.bold();
    let lines: Vec<Vec<String>> =
        sets.iter().map(|set| extent::balanced(names.of("control_set", set), face.size.em() * 1.06, wide, 2)).collect();
    let most = lines.iter().map(Vec::len).max().unwrap_or(0);
    for (column, lines) in lines.iter().enumerate() {
        for (number, line) in lines.iter().enumerate() {
            let y = sheet.y + face.size.line() * (number as f64 + 0.5);
            sheet.text(left + (wide + GAP) * column as f64, y, line, face);
        }
    }
    sheet.y += face.size.line() * most as f64 + 2.0;
}

/// Categories in which anything happened, all together first; alone where there is only one.
fn categories<'a>(rows: &[&'a SpreadRow]) -> Vec<&'a str> {
    let happened = |row: &&&SpreadRow| row.mean > 0.0;
    let found = in_order(rows.iter().filter(happened).map(|row| row.category));
    let single: Vec<&str> = found.iter().copied().filter(|category| *category != "all").collect();
    match single.len() {
        0 => found,
        1 => single,
        _ => {
            let mut all = if found.contains(&"all") { vec!["all"] } else { Vec::new() };
            all.extend(single);
            all
        }
    }
}

/// The upward axis of one category, the same in all its panels.
fn counted(rows: &[&SpreadRow], kind: &str, words: &Words) -> Axis {
    let of = |value: fn(&SpreadRow) -> f64| {
        rows.iter().filter(|row| row.category == kind).map(|row| value(row)).fold(0.0, f64::max)
    };
    let typical = of(|row| row.mean);
    let largest = of(|row| row.quantiles[4]).max(typical);
    let name = words.find(&format!("plot-assets-{}", kind.replace('_', "-")), &[]);
    let name = name.unwrap_or_else(|| kind.to_owned());
    Axis::new(words, &name, Unit::Count, Scale::from_zero_by_tens(typical, largest), 3)
}

fn bands(panel: &mut Panel<'_>, rows: &[&SpreadRow], color: plotters::style::RGBColor) {
    let line =
        |value: fn(&SpreadRow) -> f64| -> Vec<(f64, f64)> { rows.iter().map(|row| (row.time_h, value(row))).collect() };
    panel.band(&line(|row| row.quantiles[0]), &line(|row| row.quantiles[4]), Fill::light(color, 0.22));
    panel.band(&line(|row| row.quantiles[1]), &line(|row| row.quantiles[3]), Fill::light(color, 0.34));
    panel.line(&line(|row| row.quantiles[2]), Stroke { color, width: 1.6, dash: Some(MEDIAN) });
    panel.line(&line(|row| row.mean), Stroke::plain(color, 2.4));
}

const MEDIAN: &str = "40 25";

fn legend(words: &Words) -> [(Glyph, String); 4] {
    let half = Fill::plain(plotters::style::RGBColor(175, 175, 175));
    [
        (Glyph::Line(Stroke::plain(NEITHER, 2.4)), words.say("plot-mean", &[])),
        (Glyph::Line(Stroke { color: NEITHER, width: 1.6, dash: Some(MEDIAN) }), words.say("plot-median", &[])),
        (Glyph::Box(half), words.say("plot-band-half", &[])),
        (Glyph::Box(Fill::light(NEITHER, 0.22)), words.say("plot-band-most", &[])),
    ]
}

/// The highest mean of each set, for those who do not see the plot.
fn peaks(rows: &[&SpreadRow], categories: &[&str], sets: &[&str], names: &Names, words: &Words) -> String {
    let kind = categories.first().copied().unwrap_or("all");
    let list: Vec<String> = sets
        .iter()
        .map(|set| {
            let of_set = rows.iter().filter(|row| row.control_set == **set && row.category == kind);
            let peak = of_set.map(|row| row.mean).fold(0.0, f64::max);
            let name = names.of("control_set", set);
            words.say("plot-pair", &[("name", name.into()), ("value", number(peak).into())])
        })
        .collect();
    list.join(&words.say("plot-comma", &[]))
}
