//! A scenario compiled against one city and one catalogue: steps know their techniques and their targets.

use super::{Attacker, Boundaries};
use crate::city::Name;
use crate::ids::{AssetIndex, FlowIndex, OrganisationIndex, TechniqueIndex, ZoneIndex};
use crate::knowledge::{Factor, LinkKind, SpoofKind};

/// From where a step is tried.
#[derive(Clone, Debug, PartialEq)]
pub enum From {
    /// Outside the city.
    Outside,
    /// An organisation's position.
    Organisation(OrganisationIndex),
    /// A place in a zone.
    Zone(ZoneIndex),
    /// Anything held.
    Held,
}

/// What a step can be tried on, in city order.
#[derive(Clone, Debug, PartialEq)]
pub enum Targets {
    /// Assets.
    Assets(Vec<AssetIndex>),
    /// Data flows.
    Flows(Vec<FlowIndex>),
    /// Whatever the attacker holds at that time (`encrypt`, steps on the host itself).
    Held,
}

/// A step.
#[expect(clippy::struct_excessive_bools, reason = "each is a column of its table")]
#[derive(Clone, Debug)]
pub struct Step {
    /// Id.
    pub id: String,
    /// Technique.
    pub technique: TechniqueIndex,
    /// Link.
    pub over: LinkKind,
    /// From where.
    pub from: From,
    /// Targets. For `from = outside | org | zone` and every link kind but `near`, `person` and `host`, the builder keeps only assets
    /// that the link really reaches, and reports `matches-nothing` if none is left.
    pub targets: Targets,
    /// At most so many.
    pub how_many: Option<u32>,
    /// Only sites that one position reaches.
    pub one_position: bool,
    /// Steps (rows) that must all have succeeded.
    pub needs: Vec<usize>,
    /// Steps (rows) of which one must have succeeded.
    pub needs_any: Vec<usize>,
    /// On the same target or site.
    pub same_target: bool,
    /// Clock from entry.
    pub clock: bool,
    /// How readings are falsified.
    pub spoof: Option<SpoofKind>,
    /// Repeats.
    pub repeat: Option<u32>,
    /// Success factors: the technique's or the step's own.
    pub success: Vec<Factor>,
    /// Time parameters: the technique's or the step's own.
    pub time: Vec<crate::ids::ParameterIndex>,
    /// Hash of the step's id.
    pub hash: u32,
}

/// A compiled scenario.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Name,
    /// Briefing.
    pub briefing: Name,
    /// What people notice first.
    pub first_notice: Name,
    /// For the facilitator.
    pub facilitator: Name,
    /// What it resembles and where it differs.
    pub resemblance: Name,
    /// Risk rows.
    pub risks: Vec<String>,
    /// Documented incidents.
    pub resembles: Vec<String>,
    /// Primary measure.
    pub primary: String,
    /// Hours simulated.
    pub horizon_h: f64,
    /// Attacker.
    pub attacker: Option<Attacker>,
    /// Boundaries.
    pub boundaries: Boundaries,
    /// Address of its chance: the hash of its own id or of the scenario whose chance it shares.
    pub chance: u32,
    /// Steps.
    pub steps: Vec<Step>,
    /// Should matter.
    pub should_matter: Vec<String>,
    /// Should not matter.
    pub should_not_matter: Vec<String>,
}
