//! The shape of a comparison, its values grouped by parameter draw, and what can be wrong with them.

use std::io;

use thiserror::Error;

use super::moments::Moments;

/// How many parameter draws, and how many replications inside each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Design {
    /// `D`: parameter draws, the clusters of every interval.
    pub draws: usize,
    /// `R`: replications inside each draw.
    pub replications: usize,
}

impl Design {
    /// `D x R`, or [`StatisticsError::Empty`] when there is nothing in it.
    pub fn cells(self) -> Result<usize, StatisticsError> {
        match self.draws.checked_mul(self.replications) {
            Some(0) | None => Err(StatisticsError::Empty),
            Some(cells) => Ok(cells),
        }
    }

    fn check_length(self, found: usize) -> Result<(), StatisticsError> {
        let expected = self.cells()?;
        if expected == found { Ok(()) } else { Err(StatisticsError::Shape { expected, found }) }
    }
}

/// Values grouped by parameter draw: count, mean and spread of each draw that has any, in draw order.
#[derive(Debug, Clone, PartialEq)]
pub struct Clusters {
    draws: Vec<Moments>,
}

impl Clusters {
    /// Groups `values[d * R + r]`; every cell has a value.
    ///
    /// # Errors
    /// The slice is not `D x R` long, is empty, or holds a NaN or an infinity.
    pub fn complete(values: &[f64], design: Design) -> Result<Self, StatisticsError> {
        design.check_length(values.len())?;
        check_finite(values)?;
        Self::of(values.iter().copied().map(Some), design)
    }

    /// Groups `values[d * R + r]` where a cell may have no value because the measure does not apply to it (a delay
    /// of an incident that was prevented). A draw without any value is no cluster.
    ///
    /// A time that was cut by the horizon is *not* such a cell: see [`super::restricted_times`].
    ///
    /// # Errors
    /// The slice is not `D x R` long, has no value at all, or holds a NaN or an infinity.
    pub fn present(values: &[Option<f64>], design: Design) -> Result<Self, StatisticsError> {
        Self::of(values.iter().copied(), design)
    }

    /// The same of values that come one by one.
    ///
    /// # Errors
    /// As [`Clusters::present`].
    pub fn of(values: impl IntoIterator<Item = Option<f64>>, design: Design) -> Result<Self, StatisticsError> {
        let mut grouping = Grouping::new(design);
        values.into_iter().for_each(|value| grouping.push(value));
        grouping.finish()
    }

    /// Groups the differences `a - b` of two complete slices over the same cells.
    ///
    /// # Errors
    /// As [`Clusters::complete`], for either slice.
    pub fn of_differences(a: &[f64], b: &[f64], design: Design) -> Result<Self, StatisticsError> {
        design.check_length(a.len())?;
        design.check_length(b.len())?;
        check_finite(a)?;
        check_finite(b)?;
        let differences: Vec<f64> = a.iter().zip(b).map(|(a, b)| a - b).collect();
        Self::complete(&differences, design)
    }

    /// The draws that have a value, in draw order; never empty.
    pub fn draws(&self) -> &[Moments] {
        &self.draws
    }

    /// Number of values over all draws.
    pub fn count(&self) -> usize {
        self.draws.iter().map(Moments::count).sum()
    }

    /// Mean of all values, every value counting once.
    pub fn mean(&self) -> f64 {
        let sum: f64 = self.draws.iter().map(|draw| draw.count() as f64 * draw.mean()).sum();
        sum / self.count() as f64
    }

    /// Sum of squared deviations of the values from the mean of their own draw.
    pub fn squares_within(&self) -> f64 {
        self.draws.iter().map(Moments::squares).sum()
    }

    /// Sum over values of the squared deviation of their draw's mean from the overall mean.
    pub fn squares_between(&self) -> f64 {
        let mean = self.mean();
        self.draws
            .iter()
            .map(|draw| {
                let deviation = draw.mean() - mean;
                draw.count() as f64 * deviation * deviation
            })
            .sum()
    }

    /// Standard deviation over all values, whatever their draw; `None` for a single one.
    pub fn sd(&self) -> Option<f64> {
        let count = self.count();
        (count > 1).then(|| libm::sqrt((self.squares_within() + self.squares_between()) / (count - 1) as f64))
    }
}

/// Clusters that are being made of values that come one by one, in the order of draws and replications.
#[derive(Debug, Clone)]
pub struct Grouping {
    design: Design,
    draws: Vec<Moments>,
    taken: usize,
    not_finite: Option<StatisticsError>,
}

impl Grouping {
    /// Nothing taken yet.
    pub fn new(design: Design) -> Self {
        Self { design, draws: vec![Moments::new(); design.draws], taken: 0, not_finite: None }
    }

    /// Takes the value of the next cell, if it has one.
    pub fn push(&mut self, value: Option<f64>) {
        if let Some(value) = value {
            if !value.is_finite() {
                self.not_finite.get_or_insert(StatisticsError::NotFinite { index: self.taken, value });
            } else if let Some(draw) = self.taken.checked_div(self.design.replications) {
                // A cell beyond the last is told by its number, below.
                if let Some(draw) = self.draws.get_mut(draw) {
                    draw.push(value);
                }
            }
        }
        self.taken += 1;
    }

    /// The clusters.
    ///
    /// # Errors
    /// As [`Clusters::present`].
    pub fn finish(mut self) -> Result<Clusters, StatisticsError> {
        self.design.check_length(self.taken)?;
        if let Some(error) = self.not_finite {
            return Err(error);
        }
        self.draws.retain(|draw| draw.count() > 0);
        if self.draws.is_empty() { Err(StatisticsError::Empty) } else { Ok(Clusters { draws: self.draws }) }
    }
}

/// Why a statistic could not be computed. All of them are faults of what was handed in; none is transient.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum StatisticsError {
    /// No value at all: a statistic of nothing is not 0.
    #[error("there is no value to compute from")]
    Empty,
    /// The slice does not have one value per (draw, replication).
    #[error("expected {expected} values, one per draw and replication, found {found}")]
    Shape {
        /// Draws times replications, or the length of the other slice.
        expected: usize,
        /// The slice's length.
        found: usize,
    },
    /// A NaN or an infinity: a missing value has to be said as such, not hidden in a number.
    #[error("value {index} is {value}, not a finite number")]
    NotFinite {
        /// Position in the slice.
        index: usize,
        /// What stood there.
        value: f64,
    },
    /// An argument outside the range where the formula means something.
    #[error("{what} is {value}, which is outside its range")]
    OutOfRange {
        /// The argument, in words.
        what: &'static str,
        /// What was given.
        value: f64,
    },
    /// Values that were put aside could not be written or read: no statistic of them is right.
    #[error("values that were put aside on the disk: {kind}")]
    Scratch {
        /// What happened.
        kind: io::ErrorKind,
        /// The system's number for it, if it came from the system.
        code: Option<i32>,
    },
    /// The statistic needs several draws or replications and there are fewer.
    #[error("{what}: at least {needed} needed, found {found}")]
    TooFew {
        /// What is lacking.
        what: &'static str,
        /// How many the formula needs.
        needed: usize,
        /// How many there are.
        found: usize,
    },
}

impl From<io::Error> for StatisticsError {
    fn from(error: io::Error) -> Self {
        Self::Scratch { kind: error.kind(), code: error.raw_os_error() }
    }
}

pub(super) fn check_finite(values: &[f64]) -> Result<(), StatisticsError> {
    match values.iter().position(|value| !value.is_finite()) {
        Some(index) => Err(StatisticsError::NotFinite { index, value: values[index] }),
        None => Ok(()),
    }
}

pub(super) fn check_present(values: &[Option<f64>]) -> Result<(), StatisticsError> {
    for (index, value) in values.iter().enumerate() {
        if let Some(value) = value.filter(|value| !value.is_finite()) {
            return Err(StatisticsError::NotFinite { index, value });
        }
    }
    Ok(())
}

pub(super) fn check_share(what: &'static str, value: f64) -> Result<(), StatisticsError> {
    if value > 0.0 && value < 1.0 { Ok(()) } else { Err(StatisticsError::OutOfRange { what, value }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO_BY_TWO: Design = Design { draws: 2, replications: 2 };

    #[test]
    fn values_are_grouped_draw_by_draw() {
        let clusters = Clusters::complete(&[1.0, 3.0, 10.0, 20.0], TWO_BY_TWO).unwrap();
        let means: Vec<f64> = clusters.draws().iter().map(Moments::mean).collect();
        assert_eq!(means, [2.0, 15.0]);
        assert_eq!(clusters.mean(), 8.5);
    }

    #[test]
    fn a_nan_is_refused_with_its_place() {
        let error = Clusters::complete(&[1.0, 2.0, f64::NAN, 4.0], TWO_BY_TWO).unwrap_err();
        assert!(matches!(error, StatisticsError::NotFinite { index: 2, .. }));
        let error = Clusters::present(&[Some(1.0), None, None, Some(f64::INFINITY)], TWO_BY_TWO).unwrap_err();
        assert_eq!(error, StatisticsError::NotFinite { index: 3, value: f64::INFINITY });
    }

    #[test]
    fn a_wrong_length_and_an_empty_design_are_refused() {
        assert_eq!(Clusters::complete(&[1.0; 3], TWO_BY_TWO), Err(StatisticsError::Shape { expected: 4, found: 3 }));
        assert_eq!(Clusters::complete(&[], Design { draws: 0, replications: 5 }), Err(StatisticsError::Empty));
        assert_eq!(Clusters::present(&[None; 4], TWO_BY_TWO), Err(StatisticsError::Empty));
    }

    #[test]
    fn an_absent_value_is_not_a_zero() {
        let clusters = Clusters::present(&[Some(4.0), None, None, None], TWO_BY_TWO).unwrap();
        assert_eq!((clusters.draws().len(), clusters.count(), clusters.mean()), (1, 1, 4.0));
        assert_eq!(clusters.sd(), None);
    }
}
