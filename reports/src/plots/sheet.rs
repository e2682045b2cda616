//! A sheet of paper of fixed width on which a plot is laid out from the top down: title, legend, panels, notes.
//!
//! How high it is follows from what stands on it. Positions are in units from the top left; the panels on it map data.

use std::cell::RefCell;
use std::convert::Infallible;
use std::fmt::Write as _;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle, Text};
use plotters::prelude::{DrawingArea, IntoDrawingArea as _};
use plotters::style::{Color as _, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::BackendCoord;
use plotters_backend::text_anchor::{HPos, Pos, VPos};

use super::canvas::{Canvas, Ink, hex, push_escaped};
use super::extent;
use super::placed::PlacedPanel;
use super::theme::{FINE, FONT_FAMILY, Hatch, INK, MARGIN, Marker, PAPER, SOFT, SetStyle, TextSize, WIDTH};
use super::{Plot, Shown};

/// A line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stroke {
    /// Colour.
    pub(super) color: RGBColor,
    /// Width, units.
    pub(super) width: f64,
    /// Dash, tenths of a unit.
    pub(super) dash: Option<&'static str>,
}

impl Stroke {
    /// A plain line.
    pub(super) fn plain(color: RGBColor, width: f64) -> Self {
        Self { color, width, dash: None }
    }

    /// The line of a control set.
    pub(super) fn of_set(style: SetStyle) -> Self {
        Self { color: style.color, width: 2.0, dash: style.dash }
    }

    pub(super) fn style(self) -> ShapeStyle {
        let width = (self.width * f64::from(FINE)).round().max(1.0) as u32;
        ShapeStyle { color: self.color.to_rgba(), filled: false, stroke_width: width }
    }
}

/// An area.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fill {
    /// Colour.
    pub(super) color: RGBColor,
    /// From 0, not to be seen, to 1.
    pub(super) opacity: f64,
    /// Lines over it.
    pub(super) hatch: Option<Hatch>,
}

impl Fill {
    /// A plain area.
    pub(super) fn plain(color: RGBColor) -> Self {
        Self { color, opacity: 1.0, hatch: None }
    }

    /// An area through which one sees.
    pub(super) fn light(color: RGBColor, opacity: f64) -> Self {
        Self { color, opacity, hatch: None }
    }

    pub(super) fn style(self) -> ShapeStyle {
        ShapeStyle { color: self.color.mix(self.opacity), filled: true, stroke_width: 0 }
    }
}

/// Which side of a text its position is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lean {
    /// It begins there.
    Start,
    /// It is centred there.
    Middle,
    /// It ends there.
    End,
}

/// How a text looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Face {
    pub(super) size: TextSize,
    pub(super) color: RGBColor,
    pub(super) bold: bool,
    pub(super) lean: Lean,
}

impl Face {
    /// A title of a panel or an axis.
    pub(super) const LABEL: Self = Self { size: TextSize::Label, color: INK, bold: false, lean: Lean::Start };
    /// A number or a note.
    pub(super) const SMALL: Self = Self { size: TextSize::Small, color: SOFT, bold: false, lean: Lean::Start };

    pub(super) fn lean(self, lean: Lean) -> Self {
        Self { lean, ..self }
    }

    pub(super) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) fn color(self, color: RGBColor) -> Self {
        Self { color, ..self }
    }

    /// Estimated width of `text`. Bold is a little wider.
    pub(super) fn width(self, text: &str) -> f64 {
        extent::width(text, self.size.em()) * if self.bold { 1.06 } else { 1.0 }
    }
}

/// What stands in a legend before its text.
#[derive(Clone, Copy, Debug)]
pub(super) enum Glyph {
    /// A piece of line.
    Line(Stroke),
    /// A small area.
    Box(Fill),
    /// A mark, filled or hollow.
    Mark(Marker, RGBColor, Body),
}

/// Whether a mark is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// In its colour.
    Full,
    /// Its outline only.
    Hollow,
}

/// The sheet.
pub(super) struct Sheet {
    ink: Rc<RefCell<Ink>>,
    root: DrawingArea<Canvas, Shift>,
    name: String,
    title: String,
    placed: RefCell<Vec<PlacedPanel>>,
    /// How far down something stands, units.
    pub(super) y: f64,
}

/// Height of the area on which plotters may draw, units: more than any plot uses, because the height is known only at the end.
const TALLEST: f64 = 20_000.0;

impl Sheet {
    /// A sheet with its title on it. `name` is the plot's name among all.
    pub(super) fn new(name: &str, title: &str) -> Self {
        let ink = Rc::new(RefCell::new(Ink { name: name.to_owned(), ..Ink::default() }));
        let size = ((WIDTH * f64::from(FINE)) as u32, (TALLEST * f64::from(FINE)) as u32);
        let root = Canvas::new(Rc::clone(&ink), size).into_drawing_area();
        let mut sheet =
            Self { ink, root, name: name.to_owned(), title: title.to_owned(), placed: RefCell::default(), y: MARGIN };
        let face = Face { size: TextSize::Title, color: INK, bold: true, lean: Lean::Start };
        // Bold is wider than what `balanced` measures.
        let (em, room) = (face.size.em() * 1.06, WIDTH - 2.0 * MARGIN);
        // A title in two parts breaks between them.
        let parts: Vec<&str> = match title.find(['：', ':']) {
            Some(at) if extent::width(title, em) > room => {
                let after = at + title[at..].chars().next().map_or(0, char::len_utf8);
                vec![&title[..after], title[after..].trim_start()]
            }
            _ => vec![title],
        };
        for line in parts.iter().flat_map(|part| extent::balanced(part, em, room, 2)) {
            sheet.text(MARGIN, sheet.y + face.size.em() * 0.5, &line, face);
            sheet.y += face.size.line();
        }
        sheet.y += 4.0;
        sheet
    }

    /// The area on which panels are built.
    pub(super) fn root(&self) -> &DrawingArea<Canvas, Shift> {
        &self.root
    }

    /// Notes a panel that is drawn on it.
    pub(super) fn place(&self, panel: PlacedPanel) {
        self.placed.borrow_mut().push(panel);
    }

    /// Says which measure the last panel shows.
    pub(super) fn about(&self, measure: &str) {
        if let Some(panel) = self.placed.borrow_mut().last_mut() {
            panel.measure = measure.to_owned();
        }
    }

    /// Draws with a dash or a hatch and takes it back.
    pub(super) fn with<T>(&self, dash: Option<&'static str>, hatch: Option<Hatch>, draw: impl FnOnce() -> T) -> T {
        {
            let mut ink = self.ink.borrow_mut();
            ink.dash = dash;
            ink.hatch = hatch;
        }
        let drawn = draw();
        let mut ink = self.ink.borrow_mut();
        ink.dash = None;
        ink.hatch = None;
        drawn
    }

    fn draw<E>(&self, element: &E)
    where
        E: Drawable<Canvas>,
        for<'b> &'b E: PointCollection<'b, BackendCoord>,
    {
        // The canvas writes into memory and cannot fail; what is left are plotters' own errors, which need a second borrower.
        let _: Result<(), plotters::drawing::DrawingAreaErrorKind<Infallible>> = self.root.draw(element);
    }

    /// A line through `points`.
    pub(super) fn line(&self, points: &[(f64, f64)], stroke: Stroke) {
        let points: Vec<BackendCoord> = points.iter().map(|&(x, y)| fine(x, y)).collect();
        self.with(stroke.dash, None, || self.draw(&PathElement::new(points, stroke.style())));
    }

    /// A closed area.
    pub(super) fn polygon(&self, corners: &[(f64, f64)], fill: Fill) {
        let corners: Vec<BackendCoord> = corners.iter().map(|&(x, y)| fine(x, y)).collect();
        self.with(None, fill.hatch, || self.draw(&Polygon::new(corners, fill.style())));
    }

    /// A rectangle.
    pub(super) fn rectangle(&self, (x0, y0): (f64, f64), (x1, y1): (f64, f64), fill: Fill) {
        self.with(None, fill.hatch, || self.draw(&Rectangle::new([fine(x0, y0), fine(x1, y1)], fill.style())));
    }

    /// The outline of a rectangle.
    pub(super) fn outline(&self, (x0, y0): (f64, f64), (x1, y1): (f64, f64), stroke: Stroke) {
        self.with(stroke.dash, None, || self.draw(&Rectangle::new([fine(x0, y0), fine(x1, y1)], stroke.style())));
    }

    /// A mark.
    pub(super) fn mark(&self, x: f64, y: f64, marker: Marker, color: RGBColor, body: Body) {
        let (r, edge) = (4.6, Stroke::plain(color, 1.8));
        let corners: &[(f64, f64)] = match marker {
            Marker::Circle => {
                let radius = (r * f64::from(FINE)) as u32;
                let styles: &[ShapeStyle] = match body {
                    Body::Full => &[Fill::plain(color).style()],
                    Body::Hollow => &[Fill::plain(PAPER).style(), edge.style()],
                };
                for style in styles {
                    self.draw(&Circle::new(fine(x, y), radius, *style));
                }
                return;
            }
            Marker::Cross => {
                let width = if body == Body::Full { 2.6 } else { 1.4 };
                for (dx, dy) in [(r, r), (r, -r)] {
                    self.line(&[(x - dx, y - dy), (x + dx, y + dy)], Stroke::plain(color, width));
                }
                return;
            }
            Marker::Square => &[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
            Marker::Triangle => &[(0.0, -1.15), (1.1, 0.85), (-1.1, 0.85)],
            Marker::Down => &[(0.0, 1.15), (1.1, -0.85), (-1.1, -0.85)],
            Marker::Diamond => &[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)],
        };
        let mut corners: Vec<(f64, f64)> = corners.iter().map(|&(dx, dy)| (x + dx * r, y + dy * r)).collect();
        match body {
            Body::Full => self.polygon(&corners, Fill::plain(color)),
            Body::Hollow => {
                self.polygon(&corners, Fill::plain(PAPER));
                corners.extend_from_within(..1);
                self.line(&corners, edge);
            }
        }
    }

    /// A text whose middle is at the height `y`.
    pub(super) fn text(&self, x: f64, y: f64, text: &str, face: Face) {
        let horizontal = match face.lean {
            Lean::Start => HPos::Left,
            Lean::Middle => HPos::Center,
            Lean::End => HPos::Right,
        };
        let style = if face.bold { FontStyle::Bold } else { FontStyle::Normal };
        let style = TextStyle {
            font: FontDesc::new(FontFamily::SansSerif, face.size.em() * f64::from(FINE), style),
            color: face.color.to_backend_color(),
            pos: Pos::new(horizontal, VPos::Center),
        };
        self.draw(&Text::new(text.to_owned(), fine(x, y), style));
    }

    /// The same with a halo, to stand over lines.
    pub(super) fn text_over(&self, x: f64, y: f64, text: &str, face: Face) {
        self.ink.borrow_mut().halo = true;
        self.text(x, y, text, face);
        self.ink.borrow_mut().halo = false;
    }

    /// Entries side by side, as many in a line as fit.
    pub(super) fn legend(&mut self, entries: &[(Glyph, String)]) {
        const GLYPH: f64 = 30.0;
        const GAP: f64 = 18.0;
        let (mut x, step) = (MARGIN, TextSize::Label.line());
        for (glyph, text) in entries {
            let text = extent::cut(text, TextSize::Label.em(), WIDTH - 2.0 * MARGIN - GLYPH - 6.0);
            let room = GLYPH + 6.0 + Face::LABEL.width(&text);
            if x > MARGIN && x + room > WIDTH - MARGIN {
                x = MARGIN;
                self.y += step;
            }
            let middle = self.y + step / 2.0;
            let line = |stroke: Stroke| self.line(&[(x, middle), (x + GLYPH, middle)], stroke);
            match *glyph {
                Glyph::Line(stroke) => line(stroke),
                Glyph::Box(fill) => self.rectangle((x, middle - 6.0), (x + GLYPH, middle + 6.0), fill),
                Glyph::Mark(marker, color, body) => self.mark(x + GLYPH / 2.0, middle, marker, color, body),
            }
            self.text(x + GLYPH + 6.0, middle, &text, Face::LABEL);
            x += room + GAP;
        }
        if !entries.is_empty() {
            self.y += step + 4.0;
        }
    }

    /// A note in small letters over the whole width.
    pub(super) fn note(&mut self, text: &str) {
        for line in extent::lines(text, TextSize::Small.em(), WIDTH - 2.0 * MARGIN, 6) {
            self.text(MARGIN, self.y + TextSize::Small.line() / 2.0, &line, Face::SMALL);
            self.y += TextSize::Small.line();
        }
    }

    /// The finished plot.
    pub(super) fn finish(self, shows: Vec<Shown>, alt: String) -> Plot {
        let height = (self.y + MARGIN).ceil();
        let (wide, high) = (WIDTH * f64::from(FINE), height * f64::from(FINE));
        let ink = self.ink.borrow();
        let name = &self.name;
        let mut svg = String::with_capacity(ink.body.len() + 1024);
        let _ = write!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {wide} {high}\" \
             role=\"img\" aria-labelledby=\"{name}-title {name}-desc\" font-family=\"{FONT_FAMILY}\">\n<title id=\"{name}-title\">"
        );
        push_escaped(&mut svg, &self.title);
        let _ = write!(svg, "</title>\n<desc id=\"{name}-desc\">");
        push_escaped(&mut svg, &alt);
        svg.push_str("</desc>\n");
        if !ink.hatches.is_empty() {
            svg.push_str("<defs>\n");
            for (number, (hatch, (red, green, blue))) in ink.hatches.iter().enumerate() {
                // Lines dark on light areas and light on dark ones.
                let light = u32::from(*red) * 3 + u32::from(*green) * 6 + u32::from(*blue) > 1100;
                let line = if light { hex(SOFT.to_backend_color()) } else { hex(PAPER.to_backend_color()) };
                let _ = writeln!(
                    svg,
                    "<pattern id=\"{name}-hatch-{number}\" width=\"60\" height=\"60\" patternUnits=\"userSpaceOnUse\">{} \
                     stroke=\"{line}\" stroke-width=\"9\" fill=\"none\"/></pattern>",
                    hatch.tile()
                );
            }
            svg.push_str("</defs>\n");
        }
        let paper = hex(PAPER.to_backend_color());
        let _ = writeln!(svg, "<rect width=\"{wide}\" height=\"{high}\" fill=\"{paper}\"/>\n<g stroke-width=\"10\">");
        // Text inherits the width of a stroke that it does not have.
        svg.push_str(&ink.body);
        svg.push_str("</g>\n</svg>\n");
        drop(ink);
        Plot {
            name: self.name,
            title: self.title,
            svg,
            shows,
            alt,
            size: (WIDTH, height),
            panels: self.placed.into_inner(),
        }
    }
}

/// Units as the backend counts them.
pub(super) fn fine(x: f64, y: f64) -> BackendCoord {
    let tenths = |value: f64| (value * f64::from(FINE)).round() as i32;
    (tenths(x), tenths(y))
}
