//! How bad it was on average under each control set: means of the primary measure with their intervals, a row per set.

use yagura_sim::measure::unit_of;

use super::axis::Axis;
use super::extent;
use super::measured::named;
use super::names::{Names, plot_name};
use super::panel::{BELOW, Edges, Frame, Panel};
use super::scale::Scale;
use super::sheet::{Body, Face, Glyph, Lean, Sheet, Stroke};
use super::theme::{BETTER, INK, MARGIN, Marker, NEITHER, TextSize, WIDTH, WORSE};
use super::{Plot, Shown};
use crate::statistics::Verdict;
use crate::tables::{DifferenceRow, SummaryRow};
use crate::words::{Words, quantity};
use plotters::style::RGBColor;

/// What is drawn.
const COLUMNS: &[&str] = &["mean", "interval_low", "interval_high"];
/// Height of a row, units.
const STEP: f64 = 27.0;
/// Width of the sets' names, units.
const NAMES: f64 = 170.0;

/// The plot of one scenario and measure; `None` where no set has a mean.
#[must_use]
pub fn means(
    table: &[SummaryRow],
    differences: &[DifferenceRow],
    (scenario, measure): (&str, &str),
    names: &Names,
    words: &Words,
) -> Option<Plot> {
    let of = |row: &SummaryRow| row.scenario == scenario && row.measure == measure && row.mean.is_some();
    let rows: Vec<(&SummaryRow, f64)> =
        table.iter().filter(|row| of(row)).filter_map(|row| Some((row, row.mean?))).collect();
    let (first, _) = rows.first()?;
    let arguments =
        [("scenario", names.of("scenario", scenario).into()), ("measure", named(words, first.measure).into())];
    let title = words.say("plot-means-title", &arguments);
    let mut sheet = Sheet::new(&plot_name("means", &[scenario, measure]), &title);
    let (down, up, round) = (Marker::Down, Marker::Triangle, Marker::Circle);
    sheet.legend(&[
        (Glyph::Mark(down, BETTER, Body::Full), words.say("plot-means-better", &[])),
        (Glyph::Mark(up, WORSE, Body::Full), words.say("plot-means-worse", &[])),
        (Glyph::Mark(round, NEITHER, Body::Full), words.say("plot-means-neither", &[])),
    ]);
    let largest = rows.iter().map(|(row, mean)| row.interval.map_or(*mean, |(_, high)| high)).fold(0.0, f64::max);
    let lowest = rows.iter().map(|(row, mean)| row.interval.map_or(*mean, |(low, _)| low)).fold(0.0, f64::min);
    let axis = Axis::new(words, &named(words, first.measure), unit_of(measure), Scale::around_zero(lowest, largest), 5);
    let count = rows.len().max(2);
    let bottom = sheet.y + STEP * count as f64;
    let frame = Frame { left: MARGIN + NAMES, top: sheet.y, right: WIDTH - MARGIN - 8.0, bottom };
    let mut panel = Panel::new(&sheet, frame, &axis, &Axis::rows(count), Edges::Below).shows(measure);
    if let Some((_, mean)) = rows.iter().find(|(row, _)| row.control_set == names.baseline()) {
        panel.plumb(*mean, Stroke { dash: Some("50 40"), ..Stroke::plain(NEITHER, 1.3) });
    }
    for (position, (row, mean)) in rows.iter().enumerate() {
        let middle = position as f64 + 0.5;
        let (marker, color) = mark_of(differences, row);
        if let Some((low, high)) = row.interval {
            panel.across(middle, low, high, Stroke::plain(color, 2.0));
        }
        panel.mark(*mean, middle, marker, color, Body::Full);
        let name = extent::cut(names.of("control_set", &row.control_set), TextSize::Small.em(), NAMES - 10.0);
        let face = Face::SMALL.color(INK).lean(Lean::End);
        sheet.text(MARGIN + NAMES - 8.0, sheet.y + STEP * middle, &name, face);
    }
    panel.title_below(&axis.title);
    drop(panel);
    sheet.y = bottom + BELOW + 4.0;
    sheet.note(&words.say("plot-means-note", &[]));
    let told = rows.iter().map(|(row, mean)| {
        let value = quantity(words, unit_of(measure), *mean);
        let arguments = [("set", names.of("control_set", &row.control_set).into()), ("value", value.into())];
        words.say("plot-means-row", &arguments)
    });
    let list = told.collect::<Vec<_>>().join(&words.say("plot-semicolon", &[]));
    let alt = words.say("plot-means-alt", &[("title", title.as_str().into()), ("list", list.into())]);
    let shows = Shown::rows("summary.csv", table, &["measure", "control_set"], COLUMNS, of);
    Some(sheet.finish(vec![shows], alt))
}

/// By the verdict over the pairs, not by how the intervals lie.
fn mark_of(differences: &[DifferenceRow], row: &SummaryRow) -> (Marker, RGBColor) {
    let of = |one: &&DifferenceRow| {
        one.scenario == row.scenario && one.control_set == row.control_set && one.measure == row.measure
    };
    match differences.iter().find(of).and_then(|one| one.verdict) {
        Some(Verdict::Better) => (Marker::Down, BETTER),
        Some(Verdict::Worse) => (Marker::Triangle, WORSE),
        _ => (Marker::Circle, NEITHER),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::IntervalKind;
    use crate::words::Language;

    fn row(set: &str, mean: Option<f64>) -> SummaryRow {
        SummaryRow {
            city: "c".into(),
            scenario: "s".into(),
            control_set: set.into(),
            measure: "wrong_decision_h",
            unit: "h",
            n: 10,
            mean,
            sd: None,
            interval: mean.map(|mean| (mean - 1.0, mean + 1.0)),
            interval_kind: IntervalKind::None,
            median: None,
            p5: None,
            p95: None,
            n_missing: 0,
            n_nonzero: 10,
            zero_event_bound: None,
            median_interval: None,
            p95_interval: None,
            share_of_ignorance: None,
        }
    }

    #[test]
    fn every_set_with_a_mean_has_its_row_where_the_panel_says() {
        let table = [row("today", Some(8.0)), row("none", None), row("full", Some(2.0))];
        let sets = ["today".to_owned(), "none".to_owned(), "full".to_owned()];
        let names = Names::new(&sets, "today");
        let words = Words::new(Language::English);
        let plot = means(&table, &[], ("s", "wrong_decision_h"), &names, &words).expect("a plot");
        let [Shown::Rows { rows, .. }] = plot.shows.as_slice() else { panic!("rows of one table") };
        assert_eq!(rows, &[0, 2]);
        let panel = &plot.panels[0];
        assert_eq!(panel.measure, "wrong_decision_h");
        assert!(panel.across(8.0) > panel.across(2.0), "more lies further right");
        assert!(panel.upward(0.5) > panel.upward(1.5), "the first stands on top");
        assert!(plot.alt.contains("full 2 h"), "{}", plot.alt);
        assert!(means(&table[1..2], &[], ("s", "wrong_decision_h"), &names, &words).is_none());
    }
}
