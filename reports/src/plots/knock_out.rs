//! What each control is worth in its set: how much the primary measure rises when it alone is taken out.

use yagura_sim::measure::unit_of;

use super::axis::Axis;
use super::extent;
use super::measured::named;
use super::names::{Names, plot_name};
use super::panel::{BELOW, Edges, Frame, Panel};
use super::plot::is_among;
use super::scale::Scale;
use super::sheet::{Face, Fill, Glyph, Lean, Sheet, Stroke};
use super::theme::{BETTER, Hatch, INK, MARGIN, TextSize, UNSURE, WIDTH, WORSE};
use super::{Plot, Shown};
use crate::statistics::Verdict;
use crate::summary::measure_name;
use crate::tables::KnockOutRow;
use crate::words::{Words, number, quantity};

/// Bars on one plot.
const MOST: usize = 16;
/// What is drawn of a control; those that change nothing are counted.
const COLUMNS: &[&str] = &["control", "difference", "interval_low", "interval_high", "verdict"];
/// Height of a row, units.
const STEP: f64 = 33.0;
/// Width of the controls' names, units.
const NAMES: f64 = 250.0;

/// The plot of one scenario and control set; `None` where no control was taken out.
#[must_use]
pub fn knock_out(
    table: &[KnockOutRow],
    scenario: &str,
    control_set: &str,
    names: &Names,
    words: &Words,
) -> Option<Plot> {
    let of_set = of(table, scenario, control_set);
    let (first, _) = of_set.first()?;
    let measure = first.measure;
    let arguments =
        [("scenario", names.of("scenario", scenario).into()), ("set", names.of("control_set", control_set).into())];
    let title = words.say("plot-knock-out-title", &arguments);
    let mut sheet = Sheet::new(&plot_name("knock-out", &[scenario, control_set]), &title);
    let mut shown = moving(of_set.clone());
    let (zero, moved) = (of_set.len() - shown.len(), shown.len());
    shown.truncate(MOST);
    sheet.legend(&[
        (Glyph::Box(sure(1.0)), words.say("plot-knock-out-worse", &[])),
        (Glyph::Box(sure(-1.0)), words.say("plot-knock-out-better", &[])),
        (Glyph::Box(unsure()), words.say("plot-knock-out-unsure", &[])),
    ]);
    let ends = |pick: fn(f64, f64) -> f64, end: fn(&KnockOutRow) -> Option<f64>| {
        shown.iter().map(|(row, worth)| end(row).map_or(*worth, |end| pick(end, *worth))).fold(0.0, pick)
    };
    let (lowest, highest) = (ends(f64::min, |row| row.interval_low), ends(f64::max, |row| row.interval_high));
    let name = words.say("plot-knock-out-difference", &[("measure", measure_name(words, measure).into())]);
    let axis = Axis::new(words, &name, unit_of(measure), Scale::around_zero(lowest, highest), 5);
    let rows = shown.len().max(2);
    let bottom = sheet.y + STEP * rows as f64;
    let frame = Frame { left: MARGIN + NAMES, top: sheet.y, right: WIDTH - MARGIN - 6.0, bottom };
    let mut panel = Panel::new(&sheet, frame, &axis, &Axis::rows(rows), Edges::Below).shows(measure);
    for (position, (row, worth)) in shown.iter().enumerate() {
        let middle = position as f64 + 0.5;
        let decided = matches!(row.verdict, Some(Verdict::Better | Verdict::Worse));
        panel.bar((0.0, middle - 0.26), (*worth, middle + 0.26), if decided { sure(*worth) } else { unsure() });
        if let (Some(low), Some(high)) = (row.interval_low, row.interval_high) {
            panel.across(middle, low, high, Stroke::plain(INK, 1.3));
        }
        let y = sheet.y + STEP * middle;
        sheet.text(MARGIN, y, &row.control, Face::SMALL);
        let id = Face::SMALL.width(&row.control) + 8.0;
        let name = names.of("control", &row.control);
        if name != row.control {
            let room = NAMES - id - 8.0;
            let lines = extent::balanced(name, TextSize::Small.em(), room, 2);
            for (number, line) in lines.iter().enumerate() {
                let y = y + TextSize::Small.line() * 0.9 * (number as f64 - (lines.len() as f64 - 1.0) / 2.0);
                sheet.text(MARGIN + NAMES - 6.0, y, line, Face::SMALL.color(INK).lean(Lean::End));
            }
        }
    }
    if shown.is_empty() {
        panel.nothing(&words.say("plot-knock-out-none", &[]));
    }
    panel.plumb(0.0, Stroke::plain(INK, 1.4));
    panel.title_below(&axis.title);
    drop(panel);
    sheet.y = bottom + BELOW + 4.0;
    let rest = moved - shown.len();
    let arguments = [("zero", number(zero as f64).into()), ("rest", number(rest as f64).into())];
    sheet.note(&words.say("plot-knock-out-note", &arguments));
    let alt = match shown.first() {
        Some((row, worth)) => {
            let worth = quantity(words, unit_of(measure), *worth);
            let name = names.of("control", &row.control);
            let control = if name == row.control { row.control.clone() } else { format!("{} ({name})", row.control) };
            let arguments = [
                ("title", title.as_str().into()),
                ("control", control.into()),
                ("worth", worth.into()),
                ("measure", named(words, measure).into()),
            ];
            words.say("plot-knock-out-alt", &arguments)
        }
        None => words.say("plot-knock-out-none", &[]),
    };
    let drawn: Vec<&KnockOutRow> = of_set.iter().map(|(row, _)| *row).collect();
    let shows = Shown::rows("knock_out.csv", table, &["measure"], COLUMNS, |row| is_among(&drawn, row));
    Some(sheet.finish(vec![shows], alt))
}

/// The rows that the plot draws as bars, from the top down.
#[must_use]
pub fn knock_out_bars<'a>(table: &'a [KnockOutRow], scenario: &str, control_set: &str) -> Vec<&'a KnockOutRow> {
    moving(of(table, scenario, control_set)).into_iter().take(MOST).map(|(row, _)| row).collect()
}

/// The rows of one scenario and set that have a difference.
fn of<'a>(table: &'a [KnockOutRow], scenario: &str, control_set: &str) -> Vec<(&'a KnockOutRow, f64)> {
    let rows = table.iter().filter(|row| row.scenario == scenario && row.control_set == control_set);
    rows.filter_map(|row| Some((row, row.difference.filter(|difference| difference.is_finite())?))).collect()
}

/// Those that do something, the most first; the id decides between equals.
fn moving(mut rows: Vec<(&KnockOutRow, f64)>) -> Vec<(&KnockOutRow, f64)> {
    rows.retain(|(_, worth)| *worth != 0.0);
    rows.sort_by(|(a, x), (b, y)| y.abs().total_cmp(&x.abs()).then_with(|| a.control.cmp(&b.control)));
    rows
}

/// A bar whose interval leaves no doubt on which side of 0 it is.
fn sure(worth: f64) -> Fill {
    if worth > 0.0 { Fill::plain(BETTER) } else { Fill { color: WORSE, opacity: 1.0, hatch: Some(Hatch::Rising) } }
}

/// One that may be chance.
fn unsure() -> Fill {
    Fill::plain(UNSURE)
}
