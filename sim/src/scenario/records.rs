//! A scenario: one attack or one mistake, as its file tells it.

use crate::knowledge::{AttackerKind, LinkKind, SpoofKind};
use crate::problem::Origin;
use crate::words;

words!(
    /// Skill of an attacker: scales the time of every try.
    Skill, "skill" {
        /// Slow.
        Low = "low",
        /// As the catalogue's times.
        Medium = "medium",
        /// Fast.
        High = "high",
    }
);

words!(
    /// State of the boundaries between organisations, for scenarios that compare them.
    Boundaries, "boundaries" {
        /// As the city's contracts say.
        AsContracted = "as_contracted",
        /// Every boundary field blank, contacts out of date.
        Unprepared = "unprepared",
    }
);

/// The attacker of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Attacker {
    /// Kind: some controls depend on it.
    pub kind: AttackerKind,
    /// Skill.
    pub skill: Skill,
    /// Actions at once; `None`: unlimited (self-spreading).
    pub hands: Option<u8>,
    /// Days without progress until the attacker gives up.
    pub patience_d: f64,
}

/// Which assets a step aims at. Words narrow, values of one word widen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TargetSelector {
    /// Asset ids.
    pub id: Vec<String>,
    /// Asset kinds, optionally `kind:subtype`.
    pub kind: Vec<String>,
    /// Zone ids.
    pub zone: Vec<String>,
    /// Service ids (column `service` of assets).
    pub service: Vec<String>,
    /// Operator ids.
    pub operator: Vec<String>,
    /// Tags.
    pub tag: Vec<String>,
    /// Datasets that the asset holds.
    pub dataset: Vec<String>,
}

impl TargetSelector {
    /// Whether no word narrows anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// From where a step is tried.
#[derive(Clone, Debug, PartialEq)]
pub enum StepFrom {
    /// Outside the city: internet, a car on the bank, a mail. Spelled `outside`.
    Outside,
    /// The position of an organisation (`org:ID`): its people or systems, and what its contracts open.
    Organisation(String),
    /// Any place in a zone (`zone:ID`).
    Zone(String),
    /// Anything that the attacker holds. Spelled `held`.
    Held,
}

/// One step of a scenario: a technique tried against targets once what it needs has succeeded.
#[expect(clippy::struct_excessive_bools, reason = "each is a column of its table")]
#[derive(Clone, Debug, PartialEq)]
pub struct StepRecord {
    /// Position (row = index of the step in the file).
    pub origin: Origin,
    /// Id, unique in the scenario.
    pub id: String,
    /// Technique's id.
    pub technique: String,
    /// Link over which it is tried; one of the technique's.
    pub over: LinkKind,
    /// From where.
    pub from: StepFrom,
    /// Targets; empty selector with `from = held`: everything held (for `host` and `encrypt`).
    pub at: TargetSelector,
    /// Flow targets instead of assets: ids of source and sink assets (`flow = { from = .., to = .. }`), for acts in transit.
    pub flow: Option<(TargetSelector, TargetSelector)>,
    /// At most so many targets, chosen by keyed draw; `None`: all.
    pub how_many: Option<u32>,
    /// Limit targets to the sites that one position reaches (role `sites_per_position`).
    pub one_position: bool,
    /// Steps that must all have succeeded somewhere.
    pub needs: Vec<String>,
    /// Steps of which one must have succeeded; empty: no such condition.
    pub needs_any: Vec<String>,
    /// The step is possible only on targets (or on assets of the same site) where the `needs` succeeded.
    pub same_target: bool,
    /// Its time is a clock from entry: due at entry + draw or when possible, whichever is later.
    pub clock: bool,
    /// How readings are falsified, for techniques that spoof.
    pub spoof: Option<SpoofKind>,
    /// Repeated after each stop (sirens), at most so many times; `None`: once.
    pub repeat: Option<u32>,
    /// Overrides the success factors of the technique for this step (`key@unit;...`): how the brief states it.
    pub success: Option<Vec<crate::knowledge::SuccessFactor>>,
    /// Overrides the time of the technique for this step.
    pub time: Option<Vec<String>>,
}

/// A scenario file, read.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioRecord {
    /// Position.
    pub origin: Origin,
    /// Kebab-case id.
    pub id: String,
    /// Japanese title.
    pub title_ja: String,
    /// English title.
    pub title_en: String,
    /// Briefing, Japanese.
    pub briefing_ja: String,
    /// Briefing, English.
    pub briefing_en: String,
    /// What people notice first, Japanese.
    pub first_notice_ja: String,
    /// What people notice first, English.
    pub first_notice_en: String,
    /// Facilitator's paragraph, Japanese.
    pub facilitator_ja: String,
    /// Facilitator's paragraph, English.
    pub facilitator_en: String,
    /// What it resembles and where it differs, Japanese; empty: nothing is said.
    pub resemblance_ja: String,
    /// What it resembles and where it differs, English.
    pub resemblance_en: String,
    /// Risk rows that it plays.
    pub risks: Vec<String>,
    /// Documented incidents that it resembles (ids of incidents.csv).
    pub resembles: Vec<String>,
    /// Primary measure.
    pub primary: String,
    /// Days simulated.
    pub horizon_d: f64,
    /// The attacker; `None`: nobody attacks.
    pub attacker: Option<Attacker>,
    /// State of the boundaries.
    pub boundaries: Boundaries,
    /// Scenario whose random addresses it shares, so that both play the same attack (default: itself).
    pub same_chance_as: Option<String>,
    /// The steps.
    pub steps: Vec<StepRecord>,
    /// Controls that should matter, for the reader and for tests.
    pub should_matter: Vec<String>,
    /// Controls that should not matter: raising them leaves the primary measure equal to the byte.
    pub should_not_matter: Vec<String>,
    /// Where its numbers come from, or `assumption`.
    pub source: String,
}
