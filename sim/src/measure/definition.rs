//! What a measure is.

use crate::words;

words!(
    /// Unit of a measure.
    Unit, "unit" {
        /// A number of things.
        Count = "count",
        /// Hours.
        Hours = "h",
        /// Users times hours.
        UserHours = "user_h",
        /// Records.
        Records = "records",
        /// People.
        People = "people",
        /// Yen.
        Yen = "jpy",
        /// 0 to 1.
        Share = "share",
        /// 0 or 1.
        Flag = "flag",
    }
);

words!(
    /// Family of a measure.
    Family, "family" {
        /// How far it got.
        Spread = "spread",
        /// How long it took.
        Time = "time",
        /// What it cost.
        Harm = "harm",
    }
);

words!(
    /// Which direction is better for the city.
    Better, "direction" {
        /// Less is better.
        Lower = "lower",
        /// More is better.
        Higher = "higher",
        /// Neither by itself.
        Neither = "neither",
    }
);

/// How a measure is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureKind {
    /// An amount that every incident has.
    Amount,
    /// Whether something happened.
    Flag,
    /// A delay: empty where it did not happen within the horizon, which `flag` tells.
    Delay {
        /// Key of the flag.
        flag: &'static str,
    },
}

/// One measure. Its name and its definition in words stand in the Fluent files under `measure-<key>` and
/// `measure-<key>-definition`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeasureDefinition {
    /// Column name.
    pub key: &'static str,
    /// Unit.
    pub unit: Unit,
    /// Family.
    pub family: Family,
    /// Direction.
    pub better: Better,
    /// How it is read.
    pub kind: MeasureKind,
}

impl MeasureDefinition {
    pub(super) const fn new(key: &'static str, unit: Unit, family: Family, better: Better, kind: MeasureKind) -> Self {
        Self { key, unit, family, better, kind }
    }
}

const N: usize = super::spread::DEFINITIONS.len() + super::time::DEFINITIONS.len() + super::harm::DEFINITIONS.len();

/// The families' definitions, one after another.
pub(super) const fn concatenated() -> [MeasureDefinition; N] {
    let mut all = [super::spread::DEFINITIONS[0]; N];
    let mut next = 0;
    let families = [super::spread::DEFINITIONS, super::time::DEFINITIONS, super::harm::DEFINITIONS];
    let mut family = 0;
    while family < families.len() {
        let mut i = 0;
        while i < families[family].len() {
            all[next] = families[family][i];
            next += 1;
            i += 1;
        }
        family += 1;
    }
    all
}
