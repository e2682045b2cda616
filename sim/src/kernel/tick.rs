//! Simulated time: whole milliseconds, so that equal times are equal and sums do not drift.
//!
//! Hours become ticks only where a delay is sampled; everything after that is integer arithmetic, which saturates.
//! A saturated time is [`Tick::NEVER`]: it lies behind every horizon, and whoever plans an event drops it there.

use std::fmt;
use std::ops::Add;

/// Ticks in one hour.
pub const TICKS_PER_HOUR: u64 = 3_600_000;

/// A point in simulated time, in milliseconds since the incident began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Tick(pub u64);

/// A span of simulated time, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Delay(pub u64);

impl Tick {
    /// The beginning of the incident.
    pub const ZERO: Self = Self(0);
    /// A time that does not come.
    pub const NEVER: Self = Self(u64::MAX);

    /// The tick nearest to `hours` after zero. Negative hours give [`Tick::ZERO`], hours past the range (and infinity)
    /// [`Tick::NEVER`].
    ///
    /// # Panics
    /// If `hours` is NaN. No validated distribution yields one, so it is a fault of the program; taken for zero it
    /// would be an instant attack that nobody notices.
    #[inline]
    #[must_use]
    pub fn from_hours(hours: f64) -> Self {
        Self(Delay::from_hours(hours).0)
    }

    /// Hours since zero; exact up to 2^53 milliseconds, some 285 000 years.
    #[inline]
    #[must_use]
    pub fn hours(self) -> f64 {
        self.0 as f64 / TICKS_PER_HOUR as f64
    }

    /// This time and `hours` more, saturating; see [`Tick::from_hours`] for what is refused.
    #[inline]
    #[must_use]
    pub fn plus_hours(self, hours: f64) -> Self {
        self + Delay::from_hours(hours)
    }

    /// The span from `earlier` to this time; zero if `earlier` is later.
    #[inline]
    #[must_use]
    pub fn since(self, earlier: Self) -> Delay {
        Delay(self.0.saturating_sub(earlier.0))
    }
}

impl Delay {
    /// No time at all.
    pub const ZERO: Self = Self(0);
    /// Longer than anything.
    pub const FOREVER: Self = Self(u64::MAX);

    /// The delay nearest to `hours`; negative hours give zero, hours past the range [`Delay::FOREVER`].
    ///
    /// # Panics
    /// If `hours` is NaN; see [`Tick::from_hours`].
    #[inline]
    #[must_use]
    pub fn from_hours(hours: f64) -> Self {
        assert!(!hours.is_nan(), "a time is not a number: the distribution it came from was not validated");
        // Adding a half and cutting off needs no rounding instruction, which older processors lack; `as` saturates.
        Self((hours * TICKS_PER_HOUR as f64 + 0.5) as u64)
    }

    /// This delay in hours.
    #[inline]
    #[must_use]
    pub fn hours(self) -> f64 {
        Tick(self.0).hours()
    }
}

impl Add<Delay> for Tick {
    type Output = Self;

    /// Saturates at [`Tick::NEVER`].
    #[inline]
    fn add(self, delay: Delay) -> Self {
        Self(self.0.saturating_add(delay.0))
    }
}

/// `D d hh:mm:ss.mmm`, the days left out when there are none.
impl fmt::Display for Tick {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::NEVER {
            return f.write_str("never");
        }
        let (seconds, milliseconds) = (self.0 / 1000, self.0 % 1000);
        let (minutes, second) = (seconds / 60, seconds % 60);
        let (hours, minute) = (minutes / 60, minutes % 60);
        let (days, hour) = (hours / 24, hours % 24);
        if days > 0 {
            write!(f, "{days} d ")?;
        }
        write!(f, "{hour:02}:{minute:02}:{second:02}.{milliseconds:03}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_tick_is_one_millisecond() {
        assert_eq!(Tick::from_hours(1.0), Tick(3_600_000));
        assert_eq!(Tick::from_hours(0.001 / 3600.0), Tick(1));
        assert_eq!(Tick(5_400_000).hours(), 1.5);
    }

    #[test]
    fn hours_are_rounded_to_the_nearest_tick() {
        assert_eq!(Tick::from_hours(1.4 / 3_600_000.0), Tick(1));
        assert_eq!(Tick::from_hours(1.6 / 3_600_000.0), Tick(2));
    }

    #[test]
    fn time_saturates_instead_of_wrapping() {
        assert_eq!(Tick::from_hours(-3.0), Tick::ZERO);
        assert_eq!(Tick::from_hours(f64::INFINITY), Tick::NEVER);
        assert_eq!(Tick::from_hours(1e30), Tick::NEVER);
        assert_eq!(Tick(5) + Delay::FOREVER, Tick::NEVER);
        assert_eq!(Tick::NEVER.plus_hours(1.0), Tick::NEVER);
        assert_eq!(Tick(5).since(Tick(9)), Delay::ZERO);
    }

    #[test]
    #[should_panic(expected = "not a number")]
    fn a_time_that_is_not_a_number_is_refused() {
        let _ = Tick::from_hours(f64::NAN);
    }

    #[test]
    fn a_time_is_shown_in_days_hours_minutes_and_seconds() {
        assert_eq!(Tick(90_061_007).to_string(), "1 d 01:01:01.007");
        assert_eq!(Tick(61_000).to_string(), "00:01:01.000");
        assert_eq!(Tick::NEVER.to_string(), "never");
    }
}
