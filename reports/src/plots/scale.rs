//! How values lie along an axis: evenly, by their logarithm, or evenly near 0 and by their logarithm beyond.

/// The scale of an axis. Values outside it are drawn at its ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Scale {
    /// Evenly.
    Linear {
        /// Left or lower end.
        from: f64,
        /// Right or upper end.
        to: f64,
    },
    /// By the logarithm; both ends above 0.
    Log {
        /// Left or lower end.
        from: f64,
        /// Right or upper end.
        to: f64,
    },
    /// Evenly from 0 to `even_to`, then by the logarithm.
    SymLog {
        /// End of the even part: as long as a tenfold of the rest.
        even_to: f64,
        /// Right or upper end, above `even_to`.
        to: f64,
    },
}

impl Scale {
    /// An even scale from 0 that holds `largest` with a little room; from 0 to 1 where there is nothing to hold.
    pub(super) fn from_zero(largest: f64) -> Self {
        let to = if largest.is_finite() && largest > 0.0 { largest.min(1e300) * 1.04 } else { 1.0 };
        Self::Linear { from: 0.0, to }
    }

    /// An even scale that holds 0 and both values with a little room.
    pub(super) fn around_zero(lowest: f64, highest: f64) -> Self {
        let (from, to) = (sane(lowest).min(0.0), sane(highest).max(0.0));
        if from == to {
            return Self::Linear { from: -1.0, to: 1.0 };
        }
        let room = (to - from) * 0.04;
        let from = if from < 0.0 { from - room } else { 0.0 };
        let to = if to > 0.0 { to + room } else { 0.0 };
        Self::Linear { from, to }
    }

    /// Evenly below the power of ten under `typical`, by the logarithm above it; evenly all through where that saves nothing.
    pub(super) fn from_zero_by_tens(typical: f64, largest: f64) -> Self {
        let (typical, largest) = (sane(typical), sane(largest));
        if typical <= 0.0 || largest <= 30.0 * typical {
            return Self::from_zero(largest);
        }
        Self::SymLog { even_to: ten_below(typical), to: largest * 1.2 }
    }

    /// Where `value` lies, from 0 at one end to 1 at the other.
    pub(super) fn place(self, value: f64) -> f64 {
        let share = match self {
            Self::Linear { from, to } => (value - from) / (to - from),
            Self::Log { from, to } => {
                let value = value.max(from);
                (libm::log10(value) - libm::log10(from)) / (libm::log10(to) - libm::log10(from))
            }
            Self::SymLog { even_to, to } => {
                let along = |value: f64| {
                    if value <= even_to { value / even_to } else { 1.0 + libm::log10(value / even_to) }
                };
                along(value) / along(to)
            }
        };
        if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) }
    }

    /// About `count` round values, up to half as many again, in whole multiples of `per`, inside the scale.
    pub(super) fn ticks(self, per: f64, count: usize) -> Vec<f64> {
        match self {
            Self::Linear { from, to } => {
                even_ticks(from / per, to / per, count).iter().map(|tick| tick * per).collect()
            }
            Self::Log { from, to } => tens(from, to, count),
            Self::SymLog { even_to, to } => {
                let mut ticks = vec![0.0];
                ticks.extend(tens(even_to, to, count));
                ticks
            }
        }
    }

    /// At most about `count` times, in hours, that clocks and calendars know: a tenfold of an hour is nothing that one reads.
    pub(super) fn clock_ticks(self, count: usize) -> Vec<f64> {
        let (first, to, zero) = match self {
            Self::Linear { .. } => return self.ticks(1.0, count),
            Self::Log { from, to } => (from, to, None),
            Self::SymLog { even_to, to } => (even_to, to, Some(0.0)),
        };
        let inside: Vec<f64> = CLOCK.iter().copied().filter(|hours| *hours >= first * 0.999 && *hours <= to).collect();
        if inside.len() < 2 {
            return self.ticks(1.0, count);
        }
        let every = inside.len().div_ceil(count.max(1));
        zero.into_iter().chain(inside.into_iter().step_by(every)).collect()
    }

    /// Its right or upper end.
    pub(super) fn end(self) -> f64 {
        match self {
            Self::Linear { to, .. } | Self::Log { to, .. } | Self::SymLog { to, .. } => to,
        }
    }

    /// Whether it is even near 0 and not beyond, which a note must say.
    pub(super) fn is_even_near_zero(self) -> bool {
        matches!(self, Self::SymLog { .. })
    }

    /// Whether it is not even, which an axis must say.
    pub(super) fn is_by_tens(self) -> bool {
        !matches!(self, Self::Linear { .. })
    }
}

/// A minute, ten, an hour, six, a day, three, a week, a month, a quarter, a year, and tenfolds of it, in hours.
const CLOCK: [f64; 12] =
    [1.0 / 60.0, 1.0 / 6.0, 1.0, 6.0, 24.0, 72.0, 168.0, 720.0, 2160.0, 8760.0, 87_600.0, 876_000.0];

/// Not a number and infinite become 0 and very large: a broken table still draws.
fn sane(value: f64) -> f64 {
    if value.is_nan() { 0.0 } else { value.clamp(-1e300, 1e300) }
}

/// The power of ten at or below `value`.
pub(super) fn ten_below(value: f64) -> f64 {
    power_of_ten(libm::floor(libm::log10(value) + 1e-9))
}

/// Exact where a double can be: `pow` of ten is.
fn power_of_ten(exponent: f64) -> f64 {
    libm::pow(10.0, exponent)
}

fn even_ticks(from: f64, to: f64, count: usize) -> Vec<f64> {
    let span = to - from;
    if !span.is_finite() || span <= 0.0 {
        return vec![from];
    }
    let raw = span / count.max(1) as f64;
    let ten = ten_below(raw);
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|by| by * ten).find(|step| *step >= raw * 0.7).unwrap_or(raw);
    let first = libm::ceil(from / step - 1e-9);
    let mut ticks = Vec::new();
    for number in 0..=(4 * count.max(1)) {
        let whole = first + number as f64;
        // Division by a whole number keeps 0.3 from becoming 0.30000000000000004.
        let tick = if step < 1.0 { whole / libm::round(1.0 / step) } else { whole * step };
        if tick > to + span * 1e-9 {
            break;
        }
        ticks.push(tick);
    }
    ticks
}

/// Powers of ten between `from` and `to`, every other or fewer where there are more than `count`.
fn tens(from: f64, to: f64, count: usize) -> Vec<f64> {
    let low = libm::ceil(libm::log10(from) - 1e-9);
    let high = libm::floor(libm::log10(to) + 1e-9);
    let every = libm::ceil((high - low + 1.0) / count.max(1) as f64).max(1.0);
    let mut ticks = Vec::new();
    let mut exponent = low;
    while exponent <= high {
        ticks.push(power_of_ten(exponent));
        exponent += every;
    }
    if ticks.len() < 2 && to > from {
        // Less than a tenfold: the ends say more than a single power of ten.
        return even_ticks(from, to, count.min(4));
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_exact() {
        assert_eq!(Scale::Linear { from: 0.0, to: 1.0 }.ticks(1.0, 5), [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
        assert_eq!(Scale::Linear { from: -3.0, to: 7.0 }.ticks(1.0, 5), [-2.0, 0.0, 2.0, 4.0, 6.0]);
        // Ten days in hours, counted in days.
        assert_eq!(Scale::Linear { from: 0.0, to: 240.0 }.ticks(24.0, 5), [0.0, 48.0, 96.0, 144.0, 192.0, 240.0]);
        assert_eq!(Scale::Log { from: 1.0, to: 1000.0 }.ticks(1.0, 5), [1.0, 10.0, 100.0, 1000.0]);
    }

    #[test]
    fn times_by_tens_stand_where_a_clock_has_them() {
        assert_eq!(
            Scale::SymLog { even_to: 1.0, to: 1000.0 }.clock_ticks(6),
            [0.0, 1.0, 6.0, 24.0, 72.0, 168.0, 720.0]
        );
        assert_eq!(Scale::SymLog { even_to: 1.0, to: 1000.0 }.clock_ticks(3), [0.0, 1.0, 24.0, 168.0]);
    }

    #[test]
    fn a_symmetric_logarithm_gives_each_tenfold_the_length_of_the_even_part() {
        let scale = Scale::SymLog { even_to: 10.0, to: 1000.0 };
        assert_eq!([0.0, 10.0, 100.0, 1000.0].map(|value| scale.place(value)), [0.0, 1.0 / 3.0, 2.0 / 3.0, 1.0]);
    }

    #[test]
    fn nothing_lies_outside_a_scale() {
        for scale in [
            Scale::from_zero(f64::NAN),
            Scale::from_zero(f64::INFINITY),
            Scale::from_zero(-3.0),
            Scale::around_zero(f64::NEG_INFINITY, f64::INFINITY),
            Scale::around_zero(0.0, 0.0),
            Scale::from_zero_by_tens(1e-9, 1e300),
            Scale::Log { from: 1e-3, to: 1e9 },
        ] {
            for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0, 0.0, 1e-12, 1e300] {
                let place = scale.place(value);
                assert!((0.0..=1.0).contains(&place), "{scale:?} puts {value} at {place}");
            }
            assert!(scale.ticks(1.0, 5).len() <= 21, "{scale:?}");
        }
    }
}
