//! What is looked at in one incident: a measure, a sum of measures, or something read off the curve of what is held.
//!
//! Small language: `measure`, `measure+measure`, `growth_h(0.01;0.9)`, `doubling_min(0.02;0.06)`, `rate_per_min(0.4;0.6)`,
//! `held_at_h(20)`.
//! Curves are linear between the points of [`SERIES_POINTS`].

use thiserror::Error;

use crate::city::Category;
use crate::measure::{Row, SERIES_POINTS, SeriesKind, measure_index, series_index};
use crate::words::Words;

/// See the module.
#[derive(Clone, Debug, PartialEq)]
pub enum Quantity {
    /// Sum of measures, by their rows; empty where all are.
    Sum(Vec<usize>),
    /// Hours from one share of the final number to another.
    Growth {
        /// From this share ..
        from: f64,
        /// .. to this.
        to: f64,
    },
    /// Minutes that a doubling takes between two shares of the final number, on average.
    Doubling {
        /// From this share ..
        from: f64,
        /// .. to this.
        to: f64,
    },
    /// Assets taken in a minute between two shares of the final number, on average. Around the middle this is the peak of a logistic curve,
    /// less 1.4 % from 0.4 to 0.6; the greatest step between two points would be too high, since it takes the best of the noise.
    Rate {
        /// From this share ..
        from: f64,
        /// .. to this.
        to: f64,
    },
    /// Assets held after so many hours.
    HeldAt(f64),
}

/// Why a quantity cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum QuantityError {
    /// Neither a measure nor one of the words.
    #[error("`{0}` is neither a measure nor a quantity of the curve")]
    Unknown(String),
    /// Wrong arguments.
    #[error("`{0}` has the wrong arguments")]
    Arguments(String),
}

impl Quantity {
    /// Reads `text`.
    ///
    /// # Errors
    /// [`QuantityError`].
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        let text = text.trim();
        let (word, arguments) = match text.split_once('(') {
            Some((word, rest)) => (word, rest.strip_suffix(')').ok_or_else(|| QuantityError::Arguments(text.into()))?),
            None => (text, ""),
        };
        let numbers: Vec<f64> = arguments
            .split(';')
            .filter(|part| !part.is_empty())
            .map(|part| part.trim().parse().map_err(|_| QuantityError::Arguments(text.into())))
            .collect::<Result<_, _>>()?;
        match (word, numbers.as_slice()) {
            ("growth_h", &[from, to]) if 0.0 < from && from < to && to <= 1.0 => Ok(Self::Growth { from, to }),
            ("doubling_min", &[from, to]) if 0.0 < from && from < to && to <= 1.0 => Ok(Self::Doubling { from, to }),
            ("rate_per_min", &[from, to]) if 0.0 < from && from < to && to <= 1.0 => Ok(Self::Rate { from, to }),
            ("held_at_h", &[hours]) if hours >= 0.0 => Ok(Self::HeldAt(hours)),
            ("growth_h" | "doubling_min" | "rate_per_min" | "held_at_h", _) => {
                Err(QuantityError::Arguments(text.into()))
            }
            _ => {
                let rows = text
                    .split('+')
                    .map(|key| measure_index(key.trim()).ok_or_else(|| QuantityError::Unknown(key.trim().to_owned())));
                Ok(Self::Sum(rows.collect::<Result<_, _>>()?))
            }
        }
    }

    /// The quantity of one incident that was played for `horizon_h`; `None` where it has none.
    #[must_use]
    pub fn of(&self, row: &Row, horizon_h: f64) -> Option<f64> {
        let curve = || Curve::of(row, horizon_h);
        match self {
            Self::Sum(measures) => {
                let mut values = measures.iter().filter_map(|&measure| row.values[measure]).peekable();
                values.peek()?;
                Some(values.sum())
            }
            Self::Growth { from, to } => {
                let curve = curve();
                Some(curve.reaches(to * curve.last())? - curve.reaches(from * curve.last())?)
            }
            Self::Doubling { from, to } => {
                let curve = curve();
                let hours = curve.reaches(to * curve.last())? - curve.reaches(from * curve.last())?;
                Some(hours * 60.0 / libm::log2(to / from))
            }
            Self::Rate { from, to } => {
                let curve = curve();
                let hours = curve.reaches(to * curve.last())? - curve.reaches(from * curve.last())?;
                Some((to - from) * curve.last() / (hours * 60.0))
            }
            Self::HeldAt(hours) => Some(curve().at(*hours)),
        }
    }
}

/// What is held at equally spaced times.
struct Curve {
    held: Vec<f64>,
    step_h: f64,
}

impl Curve {
    fn of(row: &Row, horizon_h: f64) -> Self {
        let held = (0..SERIES_POINTS)
            .map(|point| {
                let of = |&category: &Category| {
                    row.series.get(series_index(point, SeriesKind::Compromised, category)).copied().unwrap_or(0)
                };
                Category::ALL.iter().map(of).map(f64::from).sum()
            })
            .collect();
        Self { held, step_h: horizon_h / (SERIES_POINTS as f64 - 1.0) }
    }

    fn last(&self) -> f64 {
        self.held.last().copied().unwrap_or(0.0)
    }

    /// When `level` is first reached.
    fn reaches(&self, level: f64) -> Option<f64> {
        let point = self.held.iter().position(|&held| held >= level && held > 0.0)?;
        if point == 0 {
            return Some(0.0);
        }
        let (below, above) = (self.held[point - 1], self.held[point]);
        let part = if above > below { (level - below) / (above - below) } else { 1.0 };
        Some((point as f64 - 1.0 + part) * self.step_h)
    }

    fn at(&self, hours: f64) -> f64 {
        let place = (hours / self.step_h).clamp(0.0, (self.held.len() - 1) as f64);
        let below = libm::floor(place) as usize;
        let above = (below + 1).min(self.held.len() - 1);
        self.held[below] + (place - below as f64) * (self.held[above] - self.held[below])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::MEASURES;

    /// Doubling at every point from 1, over 60 hours.
    fn doubling(points: usize) -> Row {
        let width = SeriesKind::ALL.len() * Category::ALL.len();
        let mut row =
            Row { values: vec![None; MEASURES.len()], series: vec![0; SERIES_POINTS * width], ..Row::default() };
        for point in 0..SERIES_POINTS {
            let held = 1 << point.min(points);
            row.series[series_index(point, SeriesKind::Compromised, Category::ALL[0])] = held;
        }
        row
    }

    #[test]
    fn what_doubles_every_hour_doubles_every_sixty_minutes() {
        let row = doubling(10);
        let doubling = Quantity::parse("doubling_min(0.125;0.5)").unwrap();
        assert_eq!(doubling.of(&row, 60.0), Some(60.0));
        assert_eq!(Quantity::parse("growth_h(0.125;1)").unwrap().of(&row, 60.0), Some(3.0));
        assert_eq!(Quantity::parse("held_at_h(3.5)").unwrap().of(&row, 60.0), Some(12.0));
        // The last doubling takes 512 in an hour.
        assert_eq!(Quantity::parse("rate_per_min(0.5;1)").unwrap().of(&row, 60.0), Some(512.0 / 60.0));
    }

    #[test]
    fn a_sum_of_measures_that_did_not_happen_is_empty() {
        let mut row = doubling(0);
        let sum = Quantity::parse("detected_by_desk+detected_by_people").unwrap();
        assert_eq!(sum.of(&row, 1.0), None);
        row.values[measure_index("detected_by_people").unwrap()] = Some(1.0);
        row.values[measure_index("detected_by_desk").unwrap()] = Some(0.0);
        assert_eq!(sum.of(&row, 1.0), Some(1.0));
    }

    #[test]
    fn words_that_are_no_quantity_are_refused() {
        assert_eq!(Quantity::parse("detektion_delay_h"), Err(QuantityError::Unknown("detektion_delay_h".into())));
        assert_eq!(Quantity::parse("growth_h(0.9;0.1)"), Err(QuantityError::Arguments("growth_h(0.9;0.1)".into())));
    }
}
