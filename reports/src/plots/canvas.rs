//! A plotters backend that writes SVG: small, the same bytes everywhere, with what plotters' own SVG backend cannot say, dashes,
//! hatches and halos around text, because a plot must read in black and white.
//!
//! All coordinates are whole numbers of a tenth of a unit, so that nothing is rounded twice. No text is measured here: the viewer's
//! own face renders it, and whoever places a label measures it by [`extent`](super::extent).

use std::cell::RefCell;
use std::convert::Infallible;
use std::fmt::Write as _;
use std::rc::Rc;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};

use super::theme::{FINE, Hatch};

/// What the next shapes are drawn with beyond plotters' own styles, and what is drawn so far.
#[derive(Debug, Default)]
pub(super) struct Ink {
    /// The elements of the picture.
    pub(super) body: String,
    /// Dash pattern of lines, in tenths of a unit.
    pub(super) dash: Option<&'static str>,
    /// Hatch of areas, over their colour.
    pub(super) hatch: Option<Hatch>,
    /// Whether text gets a halo in the colour of the paper.
    pub(super) halo: bool,
    /// Name of the plot, which makes the ids of its hatches its own.
    pub(super) name: String,
    /// Hatches in use and the colours that they lie over, in order of their first use.
    pub(super) hatches: Vec<(Hatch, (u8, u8, u8))>,
}

/// The backend. It shares its [`Ink`] with the [`Sheet`](super::sheet::Sheet) that owns it.
pub(super) struct Canvas {
    ink: Rc<RefCell<Ink>>,
    size: (u32, u32),
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl Canvas {
    /// A canvas of `size` tenths of a unit.
    pub(super) fn new(ink: Rc<RefCell<Ink>>, size: (u32, u32)) -> Self {
        Self { ink, size }
    }

    /// A shape: filled with its colour and hatch, or, where `stroke_width` is given, its outline.
    fn shape(&mut self, geometry: &str, color: BackendColor, stroke_width: Option<u32>) -> Drawn {
        let ink = &mut *self.ink.borrow_mut();
        let mut element = format!("<{geometry}");
        let Some(stroke_width) = stroke_width else {
            let _ = write!(element, " fill=\"{}\"", hex(color));
            opacity(&mut element, "fill-opacity", color);
            let _ = writeln!(ink.body, "{element}/>");
            if let Some(hatch) = ink.hatch {
                let number = ink.hatches.iter().position(|one| *one == (hatch, color.rgb)).unwrap_or_else(|| {
                    ink.hatches.push((hatch, color.rgb));
                    ink.hatches.len() - 1
                });
                let _ = writeln!(ink.body, "<{geometry} fill=\"url(#{}-hatch-{number})\"/>", ink.name);
            }
            return Ok(());
        };
        let _ = write!(element, " fill=\"none\" stroke=\"{}\"", hex(color));
        // One unit is what everything inherits.
        if stroke_width != FINE {
            let _ = write!(element, " stroke-width=\"{stroke_width}\"");
        }
        opacity(&mut element, "stroke-opacity", color);
        if let Some(dash) = ink.dash {
            let _ = write!(element, " stroke-dasharray=\"{dash}\"");
        }
        let _ = writeln!(ink.body, "{element}/>");
        Ok(())
    }
}

impl DrawingBackend for Canvas {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.shape(&format!("rect x=\"{x}\" y=\"{y}\" width=\"1\" height=\"1\""), color, None)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn {
        let (x, y) = (from.0.min(to.0), from.1.min(to.1));
        let (width, height) = ((from.0 - to.0).abs(), (from.1 - to.1).abs());
        let geometry = format!("rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"");
        self.shape(&geometry, style.color(), (!fill).then(|| style.stroke_width()))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let points = straightened(path);
        if points.len() < 2 {
            return Ok(());
        }
        self.shape(&format!("path d=\"{}\"", strokes(&points)), style.color(), Some(style.stroke_width()))
    }

    fn draw_circle<S: BackendStyle>(&mut self, (x, y): BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        self.shape(
            &format!("circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\""),
            style.color(),
            (!fill).then(|| style.stroke_width()),
        )
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, corners: I, style: &S) -> Drawn {
        let points = straightened(corners);
        if points.len() < 3 {
            return Ok(());
        }
        self.shape(&format!("path d=\"{}z\"", strokes(&points)), style.color(), None)
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, (x, y): BackendCoord) -> Drawn {
        let ink = &mut *self.ink.borrow_mut();
        let size = style.size().round();
        let anchor = style.anchor();
        // Where a line of text is centred, its digits and capitals are: they are about 0.7 em high.
        let drop = match anchor.v_pos {
            VPos::Top => size * 0.85,
            VPos::Center => size * 0.36,
            VPos::Bottom => -size * 0.15,
        };
        let y = y + drop.round() as i32;
        let _ = write!(ink.body, "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"");
        match anchor.h_pos {
            HPos::Left => {}
            HPos::Center => ink.body.push_str(" text-anchor=\"middle\""),
            HPos::Right => ink.body.push_str(" text-anchor=\"end\""),
        }
        if matches!(style.style(), FontStyle::Bold) {
            ink.body.push_str(" font-weight=\"bold\"");
        }
        let _ = write!(ink.body, " fill=\"{}\"", hex(style.color()));
        if ink.halo {
            let _ = write!(
                ink.body,
                " stroke=\"#fff\" stroke-width=\"{}\" stroke-linejoin=\"round\" paint-order=\"stroke\"",
                3 * FINE
            );
        }
        ink.body.push('>');
        push_escaped(&mut ink.body, text);
        ink.body.push_str("</text>\n");
        Ok(())
    }
}

/// `text` as it may stand in an element or an attribute. Characters that XML 1.0 forbids are left out.
pub(super) fn push_escaped(into: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '&' => into.push_str("&amp;"),
            '"' => into.push_str("&quot;"),
            '\n' | '\r' | '\t' => into.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => into.push(c),
        }
    }
}

/// The colour as SVG spells it.
pub(super) fn hex(color: BackendColor) -> String {
    let (red, green, blue) = color.rgb;
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn opacity(element: &mut String, attribute: &str, color: BackendColor) {
    if color.alpha < 1.0 {
        let _ = write!(element, " {attribute}=\"{}\"", color.alpha);
    }
}

/// The points without those that a straight line passes anyway: most of a curve that stays at 0 is one line.
fn straightened(points: impl IntoIterator<Item = BackendCoord>) -> Vec<BackendCoord> {
    let mut kept: Vec<BackendCoord> = Vec::new();
    for point in points {
        if kept.last() == Some(&point) {
            continue;
        }
        if let [.., before, last] = kept[..] {
            let (ax, ay) = (i64::from(last.0 - before.0), i64::from(last.1 - before.1));
            let (bx, by) = (i64::from(point.0 - last.0), i64::from(point.1 - last.1));
            if ax * by == ay * bx && ax * bx + ay * by > 0 {
                kept.pop();
            }
        }
        kept.push(point);
    }
    kept
}

/// The points as path data, relative to each other: the shortest spelling.
fn strokes(points: &[BackendCoord]) -> String {
    let mut data = String::new();
    let mut at = (0, 0);
    let mut within_l = false;
    for (position, &(x, y)) in points.iter().enumerate() {
        let (dx, dy) = (x - at.0, y - at.1);
        if position == 0 {
            let _ = write!(data, "M{x} {y}");
        } else if dy == 0 {
            let _ = write!(data, "h{dx}");
            within_l = false;
        } else if dx == 0 {
            let _ = write!(data, "v{dy}");
            within_l = false;
        } else {
            data.push(if within_l { ' ' } else { 'l' });
            let gap = if dy < 0 { "" } else { " " };
            let _ = write!(data, "{dx}{gap}{dy}");
            within_l = true;
        }
        at = (x, y);
    }
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leaves_out_what_a_straight_line_passes_and_keeps_turns() {
        assert_eq!(
            straightened([(0, 0), (5, 0), (9, 0), (9, 0), (9, 4), (12, 7), (15, 10)]),
            [(0, 0), (9, 0), (9, 4), (15, 10)]
        );
        // A line that turns back on itself keeps its far end.
        assert_eq!(straightened([(0, 0), (9, 0), (4, 0)]), [(0, 0), (9, 0), (4, 0)]);
    }

    #[test]
    fn path_data_is_relative_and_short() {
        assert_eq!(strokes(&[(10, 20), (30, 20), (30, 5), (33, 9), (34, 10)]), "M10 20h20v-15l3 4 1 1");
    }

    #[test]
    fn text_cannot_break_out_of_its_element() {
        let mut text = String::new();
        push_escaped(&mut text, "<a & \"b\">\u{1}");
        assert_eq!(text, "&lt;a &amp; &quot;b&quot;&gt;");
    }
}
