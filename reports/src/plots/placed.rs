//! Where the panels of a plot lie on its picture, for a page that lays a cursor over them.
//!
//! The picture stays the one place that knows its axes: whoever points at a value asks where it lies and reads the value itself from
//! the table.

use super::panel::Frame;
use super::scale::Scale;

/// A panel of a finished plot.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedPanel {
    /// Key of the measure that it shows; empty where it shows none in particular.
    pub measure: String,
    frame: Frame,
    x: Scale,
    y: Scale,
}

impl PlacedPanel {
    pub(super) fn new(frame: Frame, x: Scale, y: Scale) -> Self {
        Self { measure: String::new(), frame, x, y }
    }

    /// Left, top, right and bottom of its frame on a picture of this size, as shares of its width and height.
    #[must_use]
    pub fn within(&self, (width, height): (f64, f64)) -> [f64; 4] {
        let Frame { left, top, right, bottom } = self.frame;
        [left / width, top / height, right / width, bottom / height]
    }

    /// Where `value` lies across it: 0 at the left edge, 1 at the right.
    #[must_use]
    pub fn across(&self, value: f64) -> f64 {
        self.x.place(value)
    }

    /// Where `value` lies in it upwards: 0 at the lower edge, 1 at the upper.
    #[must_use]
    pub fn upward(&self, value: f64) -> f64 {
        self.y.place(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_lies_where_the_panel_draws_it() {
        let frame = Frame { left: 60.0, top: 20.0, right: 300.0, bottom: 120.0 };
        let panel = PlacedPanel::new(frame, Scale::Linear { from: 0.0, to: 10.0 }, Scale::Log { from: 0.01, to: 1.0 });
        assert_eq!(panel.within((600.0, 200.0)), [0.1, 0.1, 0.5, 0.6]);
        // Half of ten is half way, and a tenth is half way between a hundredth and one.
        assert_eq!((panel.across(5.0), panel.upward(0.1)), (0.5, 0.5));
    }
}
