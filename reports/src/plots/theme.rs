//! How all plots look: sizes, colours, dashes, markers and hatches.
//!
//! Sizes are meant for a page: at 170 mm, the width of the text on A4, the smallest label is about 9 points high and at 85 mm it is
//! still legible. Colours are those of Okabe and Ito (2008), which people with any common colour-blindness tell apart; every set has
//! a dash, a marker and a hatch of its own besides, so that nothing rests on colour.

use plotters::style::RGBColor;

/// Tenths of a unit that the backend counts in.
pub(super) const FINE: u32 = 10;

/// Width of every plot, units.
pub(super) const WIDTH: f64 = 600.0;

/// Space around everything, units.
pub(super) const MARGIN: f64 = 10.0;

/// Faces that have Japanese on the usual systems; the viewer picks the first that it has.
pub(super) const FONT_FAMILY: &str = "'Noto Sans JP','Noto Sans CJK JP','Hiragino Sans','Yu Gothic',Meiryo,sans-serif";

/// Sizes of text, units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextSize {
    /// Title of the plot.
    Title,
    /// Title of a panel, of an axis, of a legend's entry.
    Label,
    /// Numbers at axes, notes.
    Small,
}

impl TextSize {
    /// Height of the face.
    pub(super) fn em(self) -> f64 {
        match self {
            Self::Title => 16.0,
            Self::Label => 13.0,
            Self::Small => 12.0,
        }
    }

    /// From one line to the next.
    pub(super) fn line(self) -> f64 {
        self.em() * 1.35
    }
}

/// Text and axes.
pub(super) const INK: RGBColor = RGBColor(26, 26, 26);
/// Notes and numbers at axes: 7 to 1 on the paper.
pub(super) const SOFT: RGBColor = RGBColor(84, 84, 84);
/// Grid.
pub(super) const GRID: RGBColor = RGBColor(222, 222, 222);
/// Frames of panels.
pub(super) const FRAME: RGBColor = RGBColor(150, 150, 150);
/// The paper. Drawn, so that a dark page does not swallow dark text.
pub(super) const PAPER: RGBColor = RGBColor(255, 255, 255);

/// Better than the baseline.
pub(super) const BETTER: RGBColor = RGBColor(0, 114, 178);
/// Worse than the baseline.
pub(super) const WORSE: RGBColor = RGBColor(213, 94, 0);
/// What may be chance.
pub(super) const UNSURE: RGBColor = RGBColor(205, 205, 205);
/// Neither.
pub(super) const NEITHER: RGBColor = RGBColor(120, 120, 120);

/// Shapes that mark a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// Circle.
    Circle,
    /// Square.
    Square,
    /// Triangle, tip up.
    Triangle,
    /// Triangle, tip down.
    Down,
    /// Square on its tip.
    Diamond,
    /// Two crossing lines.
    Cross,
}

/// Line patterns over an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hatch {
    /// `/ / /`
    Rising,
    /// Dots.
    Dots,
}

impl Hatch {
    /// One tile of the pattern, 60 by 60 tenths.
    pub(super) fn tile(self) -> &'static str {
        match self {
            Self::Rising => "<path d=\"M-5 65l70-70M-35 35l70-70M25 95l70-70\"",
            Self::Dots => "<path d=\"M10 15h10M40 45h10\"",
        }
    }
}

/// How one control set is drawn, in every plot alike.
#[derive(Clone, Copy, Debug)]
pub(super) struct SetStyle {
    /// Colour of its lines and marks.
    pub(super) color: RGBColor,
    /// Dash, in tenths of a unit.
    pub(super) dash: Option<&'static str>,
    /// Mark.
    pub(super) marker: Marker,
}

/// The baseline comes first: grey and plain, so that the others stand out against it.
const SETS: [SetStyle; 6] = [
    SetStyle { color: RGBColor(77, 77, 77), dash: None, marker: Marker::Circle },
    SetStyle { color: RGBColor(0, 114, 178), dash: Some("70 30"), marker: Marker::Square },
    SetStyle { color: RGBColor(213, 94, 0), dash: Some("20 25"), marker: Marker::Triangle },
    SetStyle { color: RGBColor(0, 138, 100), dash: Some("90 30 20 30"), marker: Marker::Diamond },
    SetStyle { color: RGBColor(180, 90, 145), dash: Some("140 40"), marker: Marker::Cross },
    SetStyle { color: RGBColor(60, 160, 215), dash: Some("40 25 15 25 15 25"), marker: Marker::Circle },
];

/// The style of the control set at `position`, 0 the baseline; the others repeat after five, and none looks like the baseline.
pub(super) fn set_style(position: usize) -> SetStyle {
    SETS[if position == 0 { 0 } else { 1 + (position - 1) % (SETS.len() - 1) }]
}

/// A part of a sum: colour and hatch.
pub(super) type PartStyle = (RGBColor, Option<Hatch>);

/// Loss to the attack.
pub(super) const ATTACK: PartStyle = (RGBColor(213, 94, 0), None);
/// Loss to the response.
pub(super) const RESPONSE: PartStyle = (RGBColor(240, 190, 90), Some(Hatch::Rising));
/// Paid for controls.
pub(super) const PRECAUTION: PartStyle = (RGBColor(190, 215, 235), Some(Hatch::Dots));
