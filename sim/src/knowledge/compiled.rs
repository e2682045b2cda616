//! The compiled catalogue: keys resolved to indices, distributions parsed, units known.

use super::{AttackTables, ControlRecord, CostRecord, IncidentRecord, RiskRecord};
use super::{
    Cause, Confidence, EffectRecord, LinkKind, ParameterRecord, Role, SignalClass, SuccessUnit, TechniqueEffect,
};
use crate::ids::{ControlIndex, ParameterIndex, TechniqueIndex};
use crate::kernel::Distribution;
use crate::words;

words!(
    /// Unit of a parameter.
    ParameterUnit, "parameter unit" {
        /// 0 to 1.
        Probability = "probability",
        /// 0 to 1.
        Fraction = "fraction",
        /// A factor.
        Ratio = "ratio",
        /// Seconds.
        Second = "second",
        /// Minutes.
        Minute = "minute",
        /// Hours.
        Hour = "hour",
        /// Days.
        Day = "day",
        /// Years.
        Year = "year",
        /// Per hour.
        PerHour = "per_hour",
        /// Per day.
        PerDay = "per_day",
        /// Per year.
        PerYear = "per_year",
        /// Guesses per hour.
        GuessPerHour = "guess_per_hour",
        /// A number of things.
        Count = "count",
        /// Hosts.
        Host = "host",
        /// Yen.
        Jpy = "jpy",
        /// Yen a year.
        JpyPerYear = "jpy_per_year",
        /// US dollars.
        Usd = "usd",
        /// Yen per dollar.
        JpyPerUsd = "jpy_per_usd",
        /// Standard deviation of a logarithm.
        LogUnit = "log_unit",
        /// A score.
        Score = "score",
        /// Several units; data, never drawn.
        Mixed = "mixed",
    }
);

impl ParameterUnit {
    /// Hours in one of this unit, for units of time.
    #[must_use]
    pub fn hours(self) -> Option<f64> {
        match self {
            Self::Second => Some(1.0 / 3600.0),
            Self::Minute => Some(1.0 / 60.0),
            Self::Hour => Some(1.0),
            Self::Day => Some(24.0),
            Self::Year => Some(8760.0),
            _ => None,
        }
    }

    /// Events per hour in one of this unit, for rates.
    #[must_use]
    pub fn per_hour(self) -> Option<f64> {
        match self {
            Self::PerHour | Self::GuessPerHour => Some(1.0),
            Self::PerDay => Some(1.0 / 24.0),
            Self::PerYear => Some(1.0 / 8760.0),
            _ => None,
        }
    }
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The row.
    pub record: ParameterRecord,
    /// Unit.
    pub unit: ParameterUnit,
    /// Distribution; `None` for `series(..)`: data that is never drawn.
    pub distribution: Option<Distribution>,
    /// Hash of the key: the address of its draws.
    pub hash: u32,
}

/// One factor of a technique's success.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Factor {
    /// Parameter.
    pub parameter: ParameterIndex,
    /// The complement counts.
    pub complement: bool,
    /// How often it is drawn.
    pub unit: SuccessUnit,
}

/// The vulnerability race of a technique; a missing part does not take part.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Race {
    /// From a flaw's publication to its use here.
    pub exploit_time: Option<ParameterIndex>,
    /// From its publication to the patch here.
    pub patch_time: Option<ParameterIndex>,
    /// Share of attempts with a flaw that has no patch.
    pub zero_day_share: Option<ParameterIndex>,
    /// Share never patched.
    pub never_patched_share: Option<ParameterIndex>,
}

/// A technique.
#[derive(Clone, Debug)]
pub struct Technique {
    /// Id.
    pub id: String,
    /// Japanese name.
    pub name_ja: String,
    /// English name.
    pub name_en: String,
    /// ATT&CK ids.
    pub attack_ids: Vec<String>,
    /// `ics`, `enterprise, unchecked` or `none`.
    pub attack_check: String,
    /// Links.
    pub links: Vec<LinkKind>,
    /// What success does.
    pub effect: TechniqueEffect,
    /// Time of one try: the draws add up.
    pub time: Vec<ParameterIndex>,
    /// Factors of success.
    pub success: Vec<Factor>,
    /// Race, if there is one.
    pub race: Option<Race>,
    /// Tries before giving up on a target.
    pub rounds: Option<ParameterIndex>,
    /// Signals of each try.
    pub signals: Vec<SignalClass>,
    /// Spreads by itself.
    pub self_spreading: bool,
    /// Cause, for acts without an attacker.
    pub cause: Option<Cause>,
    /// Confidence.
    pub confidence: Confidence,
    /// Hash of the id: part of the address of its draws.
    pub hash: u32,
}

/// An effect.
#[derive(Clone, Debug)]
pub struct Effect {
    /// The row.
    pub record: EffectRecord,
    /// Its control.
    pub control: ControlIndex,
    /// Techniques of the selector; empty: any.
    pub techniques: Vec<TechniqueIndex>,
    /// Controls of `limits`, resolved (`all` = every control).
    pub limits: Vec<ControlIndex>,
    /// Parameters of `param`.
    pub parameters: Vec<ParameterIndex>,
    /// Parameters that scale the magnitude (true: the complement counts).
    pub times: Vec<(ParameterIndex, bool)>,
    /// Hash of the id: the address of its draws.
    pub hash: u32,
}

/// The compiled catalogue.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// Controls, in file order.
    pub controls: Vec<ControlRecord>,
    /// Risks, in file order.
    pub risks: Vec<RiskRecord>,
    /// Parameters, in file order.
    pub parameters: Vec<Parameter>,
    /// Which parameter plays which role, in the order of [`Role`]'s words.
    pub roles: Vec<Option<ParameterIndex>>,
    /// Techniques, in file order.
    pub techniques: Vec<Technique>,
    /// Effects, in file order.
    pub effects: Vec<Effect>,
    /// Costs, in file order.
    pub costs: Vec<CostRecord>,
    /// Documented incidents, in file order.
    pub incidents: Vec<IncidentRecord>,
    /// The way to the ids and labels of others.
    pub attack: AttackTables,
}

impl Catalogue {
    /// The parameter that plays `role`, if this world has one.
    #[must_use]
    pub fn role(&self, role: Role) -> Option<ParameterIndex> {
        self.roles[role as usize]
    }
}

/// 32-bit FNV-1a of an id: the address of what is drawn for it. Collisions inside one table are refused when it is built.
#[must_use]
pub fn address(id: &str) -> u32 {
    id.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
