//! What an axis counts in: hours or days, yen or hundreds of millions of them, with its title and the numbers at its ticks.

use yagura_sim::measure::Unit;

use super::scale::Scale;
use super::sheet::Face;
use crate::words::{Language, Words, amount, hours, number, percent};

/// An axis: a scale, a title with its unit, ticks with their numbers.
#[derive(Clone, Debug)]
pub(super) struct Axis {
    pub(super) scale: Scale,
    pub(super) title: String,
    pub(super) ticks: Vec<(f64, String)>,
}

impl Axis {
    /// An axis of a quantity: `name` with the unit in which its numbers stand, about `count` ticks.
    pub(super) fn new(words: &Words, name: &str, unit: Unit, scale: Scale, count: usize) -> Self {
        let largest = match scale {
            Scale::Linear { from, to } => from.abs().max(to.abs()),
            Scale::Log { to, .. } | Scale::SymLog { to, .. } => to,
        };
        if scale.is_by_tens() {
            // Tenfolds span units: each number carries its own.
            let spelled = |tick: f64| match unit {
                Unit::Hours => hours(words, tick),
                Unit::Share | Unit::Flag => percent(words, tick),
                Unit::Count | Unit::UserHours | Unit::Records | Unit::People | Unit::Yen => amount(words, tick),
            };
            let values = if unit == Unit::Hours { scale.clock_ticks(count) } else { scale.ticks(1.0, count) };
            let ticks = values.into_iter().map(|tick| (tick, spelled(tick))).collect();
            let title = match unit {
                Unit::Hours | Unit::Share | Unit::Flag => words.say("plot-axis-log", &[("name", name.into())]),
                _ => {
                    let unit = words.name_of(unit);
                    words.say("plot-axis-log-unit", &[("name", name.into()), ("unit", unit.into())])
                }
            };
            return Self { scale, title, ticks };
        }
        let ruler = Ruler::new(words, unit, largest);
        let ticks = scale
            .ticks(ruler.per, count)
            .into_iter()
            .map(|tick| (tick, number(tick / ruler.per).replacen('-', "−", 1)))
            .collect();
        let title = words.say("plot-axis", &[("name", name.into()), ("unit", ruler.unit.into())]);
        Self { scale, title, ticks }
    }

    /// A share from 0 to 100 %.
    pub(super) fn share(words: &Words, name: &str) -> Self {
        Self::new(words, name, Unit::Share, Scale::Linear { from: 0.0, to: 1.0 }, 5)
    }

    /// An axis of rows, each of height 1, the first on top: no numbers.
    pub(super) fn rows(count: usize) -> Self {
        Self { scale: Scale::Linear { from: count.max(1) as f64, to: 0.0 }, title: String::new(), ticks: Vec::new() }
    }

    /// Width of the widest number.
    pub(super) fn labels_width(&self) -> f64 {
        self.ticks.iter().map(|(_, label)| Face::SMALL.width(label)).fold(0.0, f64::max)
    }
}

/// In what the numbers along one axis are counted.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ruler {
    /// How much 1 is.
    pub(super) per: f64,
    /// What 1 is called.
    pub(super) unit: String,
}

impl Ruler {
    /// The one that suits values up to `largest`.
    pub(super) fn new(words: &Words, unit: Unit, largest: f64) -> Self {
        let name = words.name_of(unit);
        match unit {
            Unit::Hours => {
                let (per, key) = match largest.abs() {
                    size if size > 0.0 && size < 2.0 => (1.0 / 60.0, "plot-unit-minutes"),
                    size if size <= 72.0 => (1.0, "plot-unit-hours"),
                    _ => (24.0, "plot-unit-days"),
                };
                Self { per, unit: words.say(key, &[]) }
            }
            Unit::Share | Unit::Flag => Self { per: 0.01, unit: "%".into() },
            Unit::Count | Unit::UserHours | Unit::Records | Unit::People | Unit::Yen => {
                let (middle, large) = match words.language() {
                    Language::English => (1e6, 1e9),
                    Language::Japanese => (1e4, 1e8),
                };
                // From the size at which the number of a tick would have more digits than the larger unit needs.
                let (per, key) = match largest.abs() {
                    size if size >= large => (large, "plot-unit-large"),
                    size if size >= middle => (middle, "plot-unit-middle"),
                    _ => return Self { per: 1.0, unit: name },
                };
                let count = if unit == Unit::Count { "yes" } else { "no" };
                Self { per, unit: words.say(key, &[("unit", name.into()), ("count", count.into())]) }
            }
        }
    }

    /// `value` with its unit's number only.
    pub(super) fn number(&self, value: f64) -> String {
        number(value / self.per)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_says_its_unit_in_the_readers_language() {
        let (english, japanese) = (Words::new(Language::English), Words::new(Language::Japanese));
        let axis = |words: &Words, unit: Unit, to: f64| Axis::new(words, "x", unit, Scale::from_zero(to), 4).title;
        assert_eq!(axis(&english, Unit::Yen, 3e9), "x (billion yen)");
        assert_eq!(axis(&japanese, Unit::Yen, 3e9), "x（億円）");
        assert_eq!(axis(&japanese, Unit::UserHours, 3e5), "x（万人時間）");
        assert_eq!(axis(&english, Unit::Hours, 400.0), "x (days)");
        assert_eq!(axis(&japanese, Unit::Hours, 40.0), "x（時間）");
        assert_eq!(axis(&english, Unit::Count, 40.0), "x (number)");
        assert_eq!(axis(&japanese, Unit::Share, 1.0), "x（%）");
    }

    #[test]
    fn numbers_at_ticks_are_in_that_unit() {
        let words = Words::new(Language::Japanese);
        let axis = Axis::new(&words, "x", Unit::Yen, Scale::Linear { from: 0.0, to: 4e8 }, 4);
        let labels: Vec<&str> = axis.ticks.iter().map(|(_, label)| label.as_str()).collect();
        assert_eq!(labels, ["0", "1", "2", "3", "4"]);
    }
}
