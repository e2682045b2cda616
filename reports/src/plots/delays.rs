//! By when an incident is noticed and contained: cumulative incidence over time, with the numbers at risk below.

use yagura_sim::measure::Unit;

use super::axis::Axis;
use super::measured::named;
use super::names::{Names, in_order};
use super::panel::{BELOW_NUMBERS, Edges, Frame, Panel};
use super::plot::is_among;
use super::scale::Scale;
use super::sheet::{Face, Fill, Glyph, Lean, Sheet, Stroke};
use super::theme::{INK, MARGIN, TextSize, WIDTH};
use super::{Plot, Shown};
use crate::tables::SurvivalRow;
use crate::words::{Words, hours, number, percent};

/// The delays that are shown, left and right.
const DELAYS: [&str; 2] = ["detection_delay_h", "containment_delay_h"];
/// Height of a panel's frame, units.
const HIGH: f64 = 170.0;
/// Points of a curve: on a panel of half a page more of them cannot be told apart.
const POINTS: usize = 48;
/// What is drawn.
const COLUMNS: &[&str] = &["time_h", "n_at_risk", "share", "interval_low", "interval_high"];
/// Times at which the numbers at risk stand.
const AT_RISK: usize = 4;

/// One curve.
struct Curve<'a> {
    set: &'a str,
    rows: Vec<&'a SurvivalRow>,
}

impl Curve<'_> {
    /// Share in which it has happened at the end.
    fn end(&self) -> f64 {
        self.rows.last().map_or(0.0, |row| row.share)
    }

    /// Last time at which the share still grew by something that one sees.
    fn settled(&self) -> f64 {
        let end = self.end();
        self.rows.iter().find(|row| row.share >= end - 0.005).map_or(0.0, |row| row.time_h)
    }

    /// The row by whose time half of those in which it happens at all had it happen.
    fn half(&self) -> Option<&'_ SurvivalRow> {
        let end = self.end();
        self.rows.iter().find(|row| row.share >= end / 2.0).copied().filter(|_| end > 0.0)
    }

    /// The row that says of how many incidents nothing had come at `time`.
    fn at(&self, time: f64) -> Option<&'_ SurvivalRow> {
        self.rows.iter().find(|row| row.time_h >= time).or(self.rows.last()).copied()
    }

    /// What is drawn of it: evenly picked points up to the end of the axis and one beyond, those at which the numbers at risk stand, and
    /// the one that the description names.
    fn drawn_on(&self, axis: &Axis) -> Self {
        let named: Vec<&SurvivalRow> =
            axis.ticks.iter().filter_map(|(tick, _)| self.at(*tick)).chain(self.half()).collect();
        let within = self.rows.len().min(self.rows.partition_point(|row| row.time_h < axis.scale.end()) + 1);
        let every = within.div_ceil(POINTS).max(1);
        let rows = self.rows.iter().enumerate().filter(|&(place, row)| {
            place < within && (place % every == 0 || place + 1 == within) || is_among(&named, *row)
        });
        Self { set: self.set, rows: rows.map(|(_, row)| *row).collect() }
    }
}

/// The plot of one scenario; `None` where neither delay has a curve.
#[must_use]
pub fn delays(table: &[SurvivalRow], scenario: &str, names: &Names, words: &Words) -> Option<Plot> {
    let rows: Vec<&SurvivalRow> = table.iter().filter(|row| row.scenario == scenario).collect();
    let panels: Vec<(&str, Vec<Curve<'_>>)> =
        DELAYS.iter().map(|delay| (*delay, curves(&rows, delay))).filter(|(_, curves)| !curves.is_empty()).collect();
    if panels.is_empty() {
        return None;
    }
    let title = words.say("plot-delays-title", &[("scenario", names.of("scenario", scenario).into())]);
    let mut sheet = Sheet::new(&names.plot_name("delays", &[scenario]), &title);
    let mut sets = in_order(rows.iter().map(|row| row.control_set.as_str()));
    sets.retain(|set| names.draws(set));
    let entries: Vec<(Glyph, String)> = sets
        .iter()
        .map(|set| (Glyph::Line(Stroke::of_set(names.style(set))), names.of("control_set", set).to_owned()))
        .collect();
    sheet.legend(&entries);
    let share = Axis::share(words, &words.say("plot-delays-share", &[]));
    sheet.text(MARGIN, sheet.y + TextSize::Label.line() / 2.0, &share.title, Face::LABEL);
    sheet.y += TextSize::Label.line() + 4.0;

    let half = (WIDTH - 2.0 * MARGIN - 14.0) / 2.0;
    let mut told = Vec::new();
    let mut by_tens = false;
    let mut drawn = Vec::new();
    for (column, (delay, curves)) in panels.iter().enumerate() {
        let from = MARGIN + (half + 14.0) * column as f64;
        let name = named(words, delay);
        sheet.text(from + 42.0, sheet.y + TextSize::Label.line() / 2.0, &name, Face::LABEL.bold());
        let top = sheet.y + TextSize::Label.line() + 2.0;
        let frame = Frame { left: from + 42.0, top, right: from + half - 6.0, bottom: top + HIGH };
        let axis = time_axis(delay, curves, words);
        by_tens |= axis.scale.is_even_near_zero();
        let mut panel = Panel::new(&sheet, frame, &axis, &share, Edges::Both).shows(delay);
        let shown = || curves.iter().filter(|curve| names.draws(curve.set));
        let thinned: Vec<Curve<'_>> = shown().map(|curve| curve.drawn_on(&axis)).collect();
        draw(&mut panel, &thinned, names);
        numbers_at_risk(&sheet, &panel, &thinned, &axis, from, names);
        drawn.extend(thinned.into_iter().flat_map(|curve| curve.rows));
        told.extend(shown().map(|curve| in_words(&name, curve, names, words)));
    }
    sheet.y += TextSize::Label.line() + 2.0 + HIGH + BELOW_NUMBERS + TextSize::Label.line() + 2.0;
    sheet.text(MARGIN, sheet.y + TextSize::Small.line() / 2.0, &words.say("plot-delays-at-risk", &[]), Face::SMALL);
    sheet.y += TextSize::Small.line() * (sets.len() as f64 + 1.0) + 6.0;
    sheet.note(&words.say("plot-delays-note", &[]));
    if by_tens {
        sheet.note(&words.say("plot-note-near-zero", &[]));
    }
    let list = told.join(&words.say("plot-semicolon", &[]));
    let alt = words.say("plot-delays-alt", &[("title", title.as_str().into()), ("list", list.into())]);
    let shows = Shown::rows("survival.csv", table, &["measure", "control_set"], COLUMNS, |row| {
        row.scenario == scenario && is_among(&drawn, row)
    })
    .among(panels.iter().flat_map(|(_, curves)| curves).map(|curve| curve.rows.len()).sum());
    Some(sheet.finish(vec![shows], alt))
}

fn curves<'a>(rows: &[&'a SurvivalRow], delay: &str) -> Vec<Curve<'a>> {
    let sets = in_order(rows.iter().filter(|row| row.measure == delay).map(|row| -> &'a str { &row.control_set }));
    sets.into_iter()
        .map(|set| {
            let of = rows.iter().copied().filter(|row| row.measure == delay && row.control_set == set);
            Curve { set, rows: of.collect() }
        })
        .collect()
}

/// As far as anything changes; by tens where half of it comes in the first thirtieth.
fn time_axis(delay: &str, curves: &[Curve<'_>], words: &Words) -> Axis {
    let settled = curves.iter().map(Curve::settled).fold(0.0, f64::max);
    let last = curves.iter().filter_map(|curve| curve.rows.last()).map(|row| row.time_h).fold(0.0, f64::max);
    let to = if settled > 0.0 {
        (settled * 1.05).min(last)
    } else if last > 0.0 {
        last
    } else {
        1.0
    };
    let earliest = curves.iter().filter_map(Curve::half).map(|row| row.time_h).fold(f64::INFINITY, f64::min);
    let scale = match Scale::from_zero_by_tens(if earliest.is_finite() { earliest } else { to }, to) {
        Scale::SymLog { even_to, .. } => Scale::SymLog { even_to, to: to * 1.05 },
        _ => Scale::Linear { from: 0.0, to },
    };
    let since = if delay == "detection_delay_h" { "plot-delays-since-start" } else { "plot-delays-since-notice" };
    Axis::new(words, &words.say(since, &[]), Unit::Hours, scale, AT_RISK)
}

fn draw(panel: &mut Panel<'_>, curves: &[Curve<'_>], names: &Names) {
    for curve in curves {
        let bounded: Vec<&&SurvivalRow> = curve.rows.iter().filter(|row| row.interval_low.is_some()).collect();
        let edge = |value: fn(&SurvivalRow) -> Option<f64>| {
            stairs(bounded.iter().filter_map(|row| Some((row.time_h, value(row)?))))
        };
        let (low, high) = (edge(|row| row.interval_low), edge(|row| row.interval_high));
        panel.band(&low, &high, Fill::light(names.style(curve.set).color, 0.12));
    }
    for curve in curves {
        let line = stairs(curve.rows.iter().map(|row| (row.time_h, row.share)));
        panel.line(&line, Stroke::of_set(names.style(curve.set)));
    }
}

/// A curve that stays level until it jumps.
fn stairs(points: impl Iterator<Item = (f64, f64)>) -> Vec<(f64, f64)> {
    let mut line: Vec<(f64, f64)> = Vec::new();
    for (x, y) in points {
        if let Some(&(_, before)) = line.last() {
            line.push((x, before));
        }
        line.push((x, y));
    }
    line
}

/// A line per set under the panel; the piece of line before it says which.
fn numbers_at_risk(sheet: &Sheet, panel: &Panel<'_>, curves: &[Curve<'_>], axis: &Axis, from: f64, names: &Names) {
    panel.title_below(&axis.title);
    let first = panel.frame.bottom + BELOW_NUMBERS + TextSize::Label.line() + 2.0 + TextSize::Small.line() * 1.5;
    for (position, curve) in curves.iter().enumerate() {
        let y = first + TextSize::Small.line() * position as f64;
        sheet.line(&[(from, y), (from + 22.0, y)], Stroke::of_set(names.style(curve.set)));
        let mut free_from = from + 24.0;
        for (tick, _) in &axis.ticks {
            let Some(row) = curve.at(*tick) else { continue };
            let text = number(row.n_at_risk as f64);
            let half = Face::SMALL.width(&text) / 2.0;
            let at = panel.at_x(*tick).max(from + 24.0 + half).min(WIDTH - 3.0 - half);
            if at - half >= free_from {
                sheet.text(at, y, &text, Face::SMALL.color(INK).lean(Lean::Middle));
                free_from = at + half + 4.0;
            }
        }
    }
}

fn in_words(name: &str, curve: &Curve<'_>, names: &Names, words: &Words) -> String {
    let half = curve.half().map_or_else(|| "–".to_owned(), |row| hours(words, row.time_h));
    let arguments = [
        ("delay", name.into()),
        ("set", names.of("control_set", curve.set).into()),
        ("share", percent(words, curve.end()).into()),
        ("half", half.into()),
    ];
    words.say("plot-delays-curve", &arguments)
}
