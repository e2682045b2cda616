//! Which unknown parameters move the ranking: how the expected difference to the baseline swings with each, the widest on top.

use yagura_sim::measure::unit_of;

use super::axis::Axis;
use super::extent;
use super::names::{Names, plot_name};
use super::panel::{BELOW, Edges, Frame, Panel};
use super::plot::is_among;
use super::scale::Scale;
use super::sheet::{Body, Face, Fill, Glyph, Lean, Sheet, Stroke};
use super::theme::{BETTER, INK, MARGIN, Marker, TextSize, UNSURE, WIDTH, WORSE};
use super::{Plot, Shown};
use crate::statistics::SIGNIFICANCE;
use crate::summary::measure_name;
use crate::tables::SensitivityRow;
use crate::words::{Words, parameter_value, percent, quantity};

/// Parameters on one plot.
const MOST: usize = 12;
/// What is drawn and written.
const COLUMNS: &[&str] = &["key", "slope_low", "slope_high", "index", "break_even", "p_adjusted"];
/// Height of a row, units.
const STEP: f64 = 34.0;
/// Width of the parameters' names, units.
const NAMES: f64 = 216.0;
/// Width of the columns to the right, units.
const SHARE: f64 = 52.0;
const TURN: f64 = 74.0;

/// The plot of one scenario and control set against the baseline; `None` where nothing is known to move the ranking.
#[must_use]
pub fn tornado(
    rows: &[SensitivityRow],
    scenario: &str,
    control_set: &str,
    names: &Names,
    words: &Words,
) -> Option<Plot> {
    let mut swings: Vec<(&SensitivityRow, f64, f64)> = rows
        .iter()
        .filter(|row| row.scenario == scenario && row.control_set == control_set && row.about == "ranking")
        .filter_map(|row| Some((row, row.slope_low?, row.slope_high?)))
        .filter(|(_, low, high)| low.is_finite() && high.is_finite() && low != high)
        .collect();
    swings.sort_by_key(|(row, ..)| row.rank);
    swings.truncate(MOST);
    let (first, ..) = swings.first()?;
    let (measure, baseline) = (first.measure, first.baseline.as_str());

    let arguments = [
        ("scenario", names.of("scenario", scenario).into()),
        ("set", names.of("control_set", control_set).into()),
        ("baseline", names.of("control_set", baseline).into()),
    ];
    let title = words.say("plot-tornado-title", &arguments);
    let mut sheet = Sheet::new(&plot_name("tornado", &[scenario, control_set]), &title);
    sheet.legend(&[
        (Glyph::Mark(Marker::Circle, INK, Body::Hollow), words.say("plot-tornado-low", &[])),
        (Glyph::Mark(Marker::Circle, INK, Body::Full), words.say("plot-tornado-high", &[])),
        (Glyph::Box(Fill::plain(BETTER)), words.say("plot-tornado-better", &[])),
        (Glyph::Box(worse()), words.say("plot-tornado-worse", &[])),
        (Glyph::Box(Fill::plain(UNSURE)), words.say("plot-tornado-unsure", &[])),
    ]);

    let lowest = swings.iter().map(|(_, low, high)| low.min(*high)).fold(0.0, f64::min);
    let highest = swings.iter().map(|(_, low, high)| low.max(*high)).fold(0.0, f64::max);
    let name = words.say("plot-difference-of", &[("measure", measure_name(words, measure).into())]);
    let axis = Axis::new(words, &name, unit_of(measure), Scale::around_zero(lowest, highest), 5);
    let (left, right) = (MARGIN + NAMES, WIDTH - MARGIN - SHARE - TURN);
    let heads = [(WIDTH - MARGIN - TURN, "plot-tornado-index"), (WIDTH - MARGIN, "plot-tornado-turn")]
        .map(|(at, key)| (at, extent::balanced(&words.say(key, &[]), TextSize::Small.em(), TURN, 2)));
    let most = heads.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0);
    for (at, lines) in heads {
        for (number, line) in lines.iter().enumerate() {
            let y = sheet.y + TextSize::Small.line() * ((most - lines.len() + number) as f64 + 0.5);
            sheet.text(at, y, line, Face::SMALL.lean(Lean::End));
        }
    }
    sheet.y += TextSize::Small.line() * most as f64 + 2.0;

    let bottom = sheet.y + STEP * swings.len() as f64;
    let frame = Frame { left, top: sheet.y, right, bottom };
    let mut panel = Panel::new(&sheet, frame, &axis, &Axis::rows(swings.len()), Edges::Below);
    for (position, (row, low, high)) in swings.iter().enumerate() {
        let middle = position as f64 + 0.5;
        for (from, to, fill) in [
            (low.min(*high).min(0.0), low.max(*high).min(0.0), Fill::plain(BETTER)),
            (low.min(*high).max(0.0), low.max(*high).max(0.0), worse()),
        ] {
            if to > from {
                let fill = if stands_out(row) { fill } else { Fill::plain(UNSURE) };
                panel.bar((from, middle - 0.26), (to, middle + 0.26), fill);
            }
        }
        panel.mark(*low, middle, Marker::Circle, INK, Body::Hollow);
        panel.mark(*high, middle, Marker::Circle, INK, Body::Full);
        let y = sheet.y + STEP * middle;
        let name = extent::balanced(names.of("parameter", &row.key), TextSize::Small.em(), NAMES - 10.0, 2);
        let step = TextSize::Small.line() * 0.95;
        for (number, line) in name.iter().enumerate() {
            let y = y + step * (number as f64 - (name.len() as f64 - 1.0) / 2.0);
            sheet.text(left - 6.0, y, line, Face::SMALL.color(INK).lean(Lean::End));
        }
        let index = row.index.map_or_else(|| "–".to_owned(), |index| percent(words, index));
        sheet.text(WIDTH - MARGIN - TURN, y, &index, Face::SMALL.color(INK).lean(Lean::End));
        let turn = row.break_even.map_or_else(
            || vec!["–".to_owned()],
            |value| {
                let value = parameter_value(words, names.unit(&row.key), value);
                extent::balanced(&value, TextSize::Small.em(), TURN, 2)
            },
        );
        for (number, line) in turn.iter().enumerate() {
            let y = y + step * (number as f64 - (turn.len() as f64 - 1.0) / 2.0);
            sheet.text(WIDTH - MARGIN, y, line, Face::SMALL.color(INK).lean(Lean::End));
        }
    }
    panel.plumb(0.0, Stroke::plain(INK, 1.6));
    panel.title_below(&axis.title);
    drop(panel);
    sheet.y = bottom + BELOW + 4.0;
    sheet.note(&words.say("plot-tornado-note", &[]));
    let unit = unit_of(measure);
    let (strongest, low, high) = swings[0];
    let arguments = [
        ("title", title.as_str().into()),
        ("parameter", names.of("parameter", &strongest.key).into()),
        ("low", quantity(words, unit, low).into()),
        ("high", quantity(words, unit, high).into()),
    ];
    let key = if stands_out(strongest) { "plot-tornado-alt" } else { "plot-tornado-alt-unsure" };
    let alt = words.say(key, &arguments);
    let drawn: Vec<&SensitivityRow> = swings.iter().map(|(row, ..)| *row).collect();
    let shows = Shown::rows("sensitivity.csv", rows, &["measure", "baseline"], COLUMNS, |row| is_among(&drawn, row));
    Some(sheet.finish(vec![shows], alt))
}

/// Whether more goes with the parameter than the strongest of so many would show by accident.
fn stands_out(row: &SensitivityRow) -> bool {
    row.p_adjusted.is_none_or(|p| p < SIGNIFICANCE)
}

/// Worse than the baseline: hatched, to be told from better without colour.
fn worse() -> Fill {
    Fill { color: WORSE, opacity: 1.0, hatch: Some(super::theme::Hatch::Rising) }
}
