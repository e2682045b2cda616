//! An interval, and by which method it was made: a reader must be able to tell a t interval from a bound.

/// The confidence of every interval that is printed. 95 % because the decision rule of the comparison speaks of a 95 %
/// interval and a 5 % error; it is part of the method, not of the modelled world.
pub const CONFIDENCE: f64 = 0.95;

/// Lower and upper end, in the unit of what is estimated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end, at least `low`.
    pub high: f64,
}

impl Interval {
    /// `centre` plus and minus `half_width`.
    pub fn around(centre: f64, half_width: f64) -> Self {
        Self { low: centre - half_width, high: centre + half_width }
    }

    /// Whether `value` lies in it, ends included.
    pub fn contains(self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// Half of its width.
    pub fn half_width(self) -> f64 {
        (self.high - self.low) / 2.0
    }
}

/// How an interval was made; its [`as_str`](IntervalKind::as_str) is what `interval_kind` columns hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntervalKind {
    /// There is none: with a single cluster nothing says how far another one would lie.
    None,
    /// Student t on the means of the parameter draws.
    ClusteredT,
    /// Bootstrap over parameter draws, bias-corrected and accelerated.
    ClusteredBootstrap,
    /// Order statistics by the binomial law.
    OrderStatistic,
    /// Nothing but zeros was seen: no interval, an upper bound instead (see [`super::zero_event_bound`]).
    ZeroEvents,
}

impl IntervalKind {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::None, Self::ClusteredT, Self::ClusteredBootstrap, Self::OrderStatistic, Self::ZeroEvents];

    /// The word in the tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::ClusteredT => "clustered_t",
            Self::ClusteredBootstrap => "clustered_bootstrap",
            Self::OrderStatistic => "order_statistic",
            Self::ZeroEvents => "zero_events",
        }
    }
}

impl std::fmt::Display for IntervalKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_belong_to_an_interval() {
        let interval = Interval::around(2.0, 0.5);
        assert!(interval.contains(1.5) && interval.contains(2.5) && !interval.contains(2.6));
        assert_eq!(interval.half_width(), 0.5);
    }
}
