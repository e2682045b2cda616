//! Delays in ticks drawn from a distribution, with a cheap "certainly later than".
//!
//! Many delays are drawn only to be dropped: they lie past the horizon, after the source is cleaned, or behind an arrival that is planned
//! already. The uniform number alone often shows that: a table of lower bounds on a grid of it is read before the quantile is computed. The
//! table changes no result, only what is computed to get there.

use super::Distribution;
use crate::kernel::tick::Delay;

/// Cells of the grid. 256 lower bounds are 2 KiB, a sixteenth of a first-level cache, and leave one delay in 256 times the share of
/// undecided cells to be computed in vain.
const CELLS: usize = 256;

/// Delays asked for before the table is worth its 256 quantiles.
const WARM: u32 = 1024;

/// A distribution of hours, times a factor, as delays.
#[derive(Clone, Debug)]
pub struct DelayLaw {
    distribution: Distribution,
    factor: f64,
    asked: u32,
    /// Delays that no smaller uniform number exceeds; empty until warm.
    at_least: Vec<u64>,
}

impl DelayLaw {
    /// No delay at all.
    pub const NONE: Self =
        Self { distribution: Distribution::Fixed { value: 0.0 }, factor: 1.0, asked: 0, at_least: Vec::new() };

    /// `factor` times `distribution`, in hours.
    #[must_use]
    pub fn new(distribution: Distribution, factor: f64) -> Self {
        Self { distribution, factor, asked: 0, at_least: Vec::new() }
    }

    /// The delay at `u`, strictly between 0 and 1.
    #[inline]
    #[must_use]
    pub fn delay(&self, u: f64) -> Delay {
        Delay::from_hours(self.distribution.quantile(u) * self.factor)
    }

    /// The delay at `u`, unless it is longer than `longest`.
    #[inline]
    pub fn within(&mut self, u: f64, longest: Delay) -> Option<Delay> {
        match self.at_least.get((u * CELLS as f64) as usize) {
            Some(&at_least) if at_least > longest.0 => return None,
            Some(_) => {}
            None => self.warm_up(),
        }
        let delay = self.delay(u);
        (delay <= longest).then_some(delay)
    }

    #[cold]
    fn warm_up(&mut self) {
        self.asked += 1;
        if self.asked >= WARM {
            let bound = |cell| if cell == 0 { 0 } else { below(self.delay(cell as f64 / CELLS as f64)) };
            self.at_least = (0..CELLS).map(bound).collect();
        }
    }
}

/// Less than `delay` by more than the last digits of a quantile can be out of order.
fn below(delay: Delay) -> u64 {
    delay.0 - (delay.0 >> 30).max(1).min(delay.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{Key, Purpose};

    #[test]
    fn the_table_drops_exactly_what_is_longer() {
        for distribution in [
            Distribution::exponential(8.0),
            Distribution::lognormal(-0.35, 0.83),
            Distribution::weibull(0.6, 9.0),
            Distribution::uniform(1.0, 2.0),
            Distribution::fixed(3.0),
        ] {
            let distribution = distribution.expect("valid parameters");
            let mut law = DelayLaw::new(distribution, 0.7);
            for longest in [0.0, 0.5, 2.1, 40.0, 1e9].map(Delay::from_hours) {
                for draw in 0..4000 {
                    let u = Key([1, 2]).unit(Purpose::AttemptTime, draw, 0, 0);
                    let delay = Delay::from_hours(distribution.quantile(u) * 0.7);
                    assert_eq!(law.within(u, longest), (delay <= longest).then_some(delay), "{distribution:?} at {u}");
                }
            }
            assert_eq!(law.at_least.len(), CELLS);
        }
    }

    #[test]
    fn both_ends_of_the_grid_are_in_the_table() {
        let mut law = DelayLaw::new(Distribution::exponential(1.0).expect("valid"), 1.0);
        let ends = [0.5 / (1u64 << 52) as f64, 1.0 - 0.5 / (1u64 << 52) as f64];
        for _ in 0..WARM {
            let _ = law.within(0.5, Delay::ZERO);
        }
        for u in ends {
            assert_eq!(law.within(u, Delay::FOREVER), Some(law.delay(u)));
        }
        assert_eq!(law.within(ends[1], Delay::from_hours(1.0)), None);
    }
}
