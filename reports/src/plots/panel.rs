//! One chart on a sheet: a frame, a grid, numbers along two edges, and the data inside, mapped by plotters.

use std::iter::once;

use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::element::{PathElement, Polygon, Rectangle};
use plotters::series::LineSeries;

use super::axis::Axis;
use super::canvas::Canvas;
use super::placed::PlacedPanel;
use super::scale::Scale;
use super::sheet::{Body, Face, Fill, Lean, Sheet, Stroke};
use super::theme::{FINE, FRAME, GRID, Marker, SOFT, TextSize, WIDTH};
use plotters::style::RGBColor;

/// Where a panel's frame lies on its sheet, units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

/// Along which edges numbers stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edges {
    /// Left and below.
    Both,
    /// Left only.
    Left,
    /// Below only.
    Below,
    /// Neither.
    None,
}

/// A panel.
pub(super) struct Panel<'a> {
    sheet: &'a Sheet,
    pub(super) frame: Frame,
    x: Scale,
    y: Scale,
    chart: Option<ChartContext<'a, Canvas, Cartesian2d<RangedCoordf64, RangedCoordf64>>>,
}

impl<'a> Panel<'a> {
    /// Draws frame, grid and numbers. Titles of axes are the caller's: several panels may share one.
    pub(super) fn new(sheet: &'a Sheet, frame: Frame, x: &Axis, y: &Axis, edges: Edges) -> Self {
        // Plotters leaves out the last pixel at the right and at the bottom.
        let fine = |value: f64| (value * f64::from(FINE)).round() as u32;
        let area = sheet.root().clone().shrink(
            (fine(frame.left), fine(frame.top)),
            (fine(frame.right - frame.left) + 1, fine(frame.bottom - frame.top) + 1),
        );
        let chart = ChartBuilder::on(&area).build_cartesian_2d(0.0..1.0, 0.0..1.0).ok();
        let panel = Self { sheet, frame, x: x.scale, y: y.scale, chart };
        sheet.place(PlacedPanel::new(frame, x.scale, y.scale));
        panel.grid(x, y);
        panel.numbers(x, y, edges);
        panel
    }

    /// Says which measure it shows.
    pub(super) fn shows(self, measure: &str) -> Self {
        self.sheet.about(measure);
        self
    }

    fn grid(&self, x: &Axis, y: &Axis) {
        let Frame { left, top, right, bottom } = self.frame;
        let grid = Stroke::plain(GRID, 1.0);
        for (tick, _) in &x.ticks {
            let at = self.at_x(*tick);
            self.sheet.line(&[(at, top), (at, bottom)], grid);
        }
        for (tick, _) in &y.ticks {
            let at = self.at_y(*tick);
            self.sheet.line(&[(left, at), (right, at)], grid);
        }
        self.sheet.outline((left, top), (right, bottom), Stroke::plain(FRAME, 1.0));
    }

    fn numbers(&self, x: &Axis, y: &Axis, edges: Edges) {
        if matches!(edges, Edges::Both | Edges::Below) {
            let middle = self.frame.bottom + 4.0 + TextSize::Small.line() / 2.0;
            let mut free_from = f64::NEG_INFINITY;
            for (tick, label) in &x.ticks {
                let half = Face::SMALL.width(label) / 2.0;
                let at = self.at_x(*tick).min(WIDTH - 3.0 - half).max(half + 3.0);
                if at - half < free_from {
                    continue;
                }
                self.sheet.text(at, middle, label, Face::SMALL.lean(Lean::Middle));
                free_from = at + half + 5.0;
            }
        }
        if matches!(edges, Edges::Both | Edges::Left) {
            let mut free_above = f64::INFINITY;
            for (tick, label) in &y.ticks {
                let at = self.at_y(*tick);
                if at > free_above {
                    continue;
                }
                self.sheet.text(self.frame.left - 5.0, at, label, Face::SMALL.lean(Lean::End));
                free_above = at - TextSize::Small.em();
            }
        }
    }

    /// Where `value` lies across the sheet.
    pub(super) fn at_x(&self, value: f64) -> f64 {
        self.frame.left + (self.frame.right - self.frame.left) * self.x.place(value)
    }

    /// Where `value` lies down the sheet.
    pub(super) fn at_y(&self, value: f64) -> f64 {
        self.frame.bottom - (self.frame.bottom - self.frame.top) * self.y.place(value)
    }

    fn place(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (self.x.place(x), self.y.place(y))
    }

    /// A line through data points.
    pub(super) fn line(&mut self, points: &[(f64, f64)], stroke: Stroke) {
        let points: Vec<(f64, f64)> = points.iter().map(|point| self.place(*point)).collect();
        let Some(chart) = &mut self.chart else { return };
        let series = LineSeries::new(points, stroke.style());
        self.sheet.with(stroke.dash, None, || chart.draw_series(series).map(drop).unwrap_or_default());
    }

    /// The area between two lines over the same places.
    pub(super) fn band(&mut self, lower: &[(f64, f64)], upper: &[(f64, f64)], fill: Fill) {
        let corners: Vec<(f64, f64)> = lower.iter().chain(upper.iter().rev()).map(|point| self.place(*point)).collect();
        let Some(chart) = &mut self.chart else { return };
        let area = Polygon::new(corners, fill.style());
        self.sheet.with(None, fill.hatch, || chart.draw_series(once(area)).map(drop).unwrap_or_default());
    }

    /// A bar between two corners.
    pub(super) fn bar(&mut self, from: (f64, f64), to: (f64, f64), fill: Fill) {
        let corners = [self.place(from), self.place(to)];
        let Some(chart) = &mut self.chart else { return };
        let bar = Rectangle::new(corners, fill.style());
        self.sheet.with(None, fill.hatch, || chart.draw_series(once(bar)).map(drop).unwrap_or_default());
    }

    /// An interval across, with a small stroke at each end.
    pub(super) fn across(&mut self, y: f64, from: f64, to: f64, stroke: Stroke) {
        let (from, to, middle) = (self.at_x(from), self.at_x(to), self.at_y(y));
        self.ends(&[(from, middle), (to, middle)], stroke, |(x, y)| [(x, y - 3.5), (x, y + 3.5)]);
    }

    /// An interval upwards, with a small stroke at each end.
    pub(super) fn upward(&mut self, x: f64, from: f64, to: f64, stroke: Stroke) {
        let (from, to, middle) = (self.at_y(from), self.at_y(to), self.at_x(x));
        self.ends(&[(middle, from), (middle, to)], stroke, |(x, y)| [(x - 3.5, y), (x + 3.5, y)]);
    }

    fn ends(&self, ends: &[(f64, f64); 2], stroke: Stroke, cap: impl Fn((f64, f64)) -> [(f64, f64); 2]) {
        self.sheet.line(ends, stroke);
        for end in ends {
            self.sheet.line(&cap(*end), stroke);
        }
    }

    /// A mark at a data point.
    pub(super) fn mark(&self, x: f64, y: f64, marker: Marker, color: RGBColor, body: Body) {
        self.sheet.mark(self.at_x(x), self.at_y(y), marker, color, body);
    }

    /// A line up the whole panel, at a value that matters.
    pub(super) fn plumb(&mut self, x: f64, stroke: Stroke) {
        let (from, to) = ((self.x.place(x), 0.0), (self.x.place(x), 1.0));
        let Some(chart) = &mut self.chart else { return };
        let line = PathElement::new(vec![from, to], stroke.style());
        self.sheet.with(stroke.dash, None, || chart.draw_series(once(line)).map(drop).unwrap_or_default());
    }

    /// The title of the axis below, centred under its numbers.
    pub(super) fn title_below(&self, title: &str) {
        let middle = self.frame.bottom + 4.0 + TextSize::Small.line() + TextSize::Label.line() / 2.0;
        let half = Face::LABEL.width(title) / 2.0;
        let at = ((self.frame.left + self.frame.right) / 2.0).min(WIDTH - 4.0 - half).max(half + 4.0);
        self.sheet.text(at, middle, title, Face::LABEL.lean(Lean::Middle));
    }

    /// A sentence in the middle of a panel that has nothing to show.
    pub(super) fn nothing(&self, text: &str) {
        let Frame { left, top, right, bottom } = self.frame;
        let room = right - left - 8.0;
        let lines = super::extent::lines(text, TextSize::Small.em(), room, 3);
        let step = TextSize::Small.line();
        let first = (top + bottom) / 2.0 - step * (lines.len() as f64 - 1.0) / 2.0;
        for (number, line) in lines.iter().enumerate() {
            let face = Face::SMALL.color(SOFT).lean(Lean::Middle);
            self.sheet.text_over((left + right) / 2.0, first + step * number as f64, line, face);
        }
    }
}

/// Height below a frame for numbers and, where there is one, the title of the axis.
pub(super) const BELOW_NUMBERS: f64 = 4.0 + 12.0 * 1.35;
/// The same with a title.
pub(super) const BELOW: f64 = BELOW_NUMBERS + 13.0 * 1.35;
