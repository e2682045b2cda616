//! Selectors of effects: which techniques, links, assets, signals and activities a control's effect acts on.
//!
//! Text form: `word=value,value; word=value`. Words narrow (all must hold), values of one word widen (one must hold); a word that is
//! absent does not narrow. The closed list of words:
//!
//! | word | values |
//! |---|---|
//! | `technique` | technique ids |
//! | `link` | link kinds |
//! | `asset` | asset kinds of the target |
//! | `zone` | zone ids of the target |
//! | `category` | categories of the target |
//! | `operator` | organisation ids operating the target |
//! | `role` | organisation roles (of the operator of the target, of the responding organisation, of the supplier) |
//! | `tag` | tags of the target |
//! | `medium` | medium of the target's zone |
//! | `crosses` | `zone` (source and target zone differ) or `internet_border` (the source is the internet or an internet-facing zone) |
//! | `attacker` | `opportunistic`, `targeted` |
//! | `signal` | signal classes |
//! | `activity` | activities of response and recovery |
//! | `cause` | causes of mistakes |
//! | `effect` | technique effects (what the technique achieves) |
//! | `class` | data classes of the dataset concerned |
//! | `limits` | control ids whose coverage or upkeep it shifts, or `all` |
//! | `param` | parameter keys that it multiplies (unit of exposure `state`) |
//! | `role_param` | model roles ([`Role`](super::Role)) that it multiplies |
//! | `desk` | `hours` or `analysts`: realised as staffing of desks |
//! | `spoof` | how readings are falsified: `offset`, `ghost`, `drift`, `replay`, `jump` |
//! | `measure` | `residual_damage`, `trust`, `service_user_h`, `records_exposed`, `wrong_decision_h`, `unsafe_commands`: what an impact multiplier scales |

use super::{Activity, Cause, LinkKind, SignalClass, TechniqueEffect};
use crate::city::{AssetKind, Category, DataClass, Medium, OrganisationRole};
use crate::words;

words!(
    /// A border that an attempt may cross.
    Crossing, "crossing" {
        /// From one zone into another.
        Zone = "zone",
        /// From the internet or an internet-facing zone.
        InternetBorder = "internet_border",
    }
);

words!(
    /// The kind of attacker, where an effect depends on it.
    AttackerKind, "attacker kind" {
        /// Takes what is open.
        Opportunistic = "opportunistic",
        /// Wants this city.
        Targeted = "targeted",
    }
);

words!(
    /// What a staffing effect changes at a desk.
    DeskField, "desk field" {
        /// Round-the-clock hours.
        Hours = "hours",
        /// More analysts.
        Analysts = "analysts",
    }
);

words!(
    /// What an impact multiplier scales.
    ImpactTarget, "impact target" {
        /// Damage that is still to come once containment has begun.
        ResidualDamage = "residual_damage",
        /// Trust: shown, never judged.
        Trust = "trust",
        /// Service user-hours.
        ServiceUserHours = "service_user_h",
        /// Records exposed.
        RecordsExposed = "records_exposed",
        /// Wrong-decision hours.
        WrongDecisionHours = "wrong_decision_h",
        /// Unsafe commands.
        UnsafeCommands = "unsafe_commands",
    }
);

words!(
    /// How readings are falsified.
    SpoofKind, "spoof kind" {
        /// Constantly too low or too high.
        Offset = "offset",
        /// Something that is not there.
        Ghost = "ghost",
        /// Slowly away from the truth.
        Drift = "drift",
        /// A recording.
        Replay = "replay",
        /// All at once.
        Jump = "jump",
    }
);

/// A parsed selector; see the module for its words. Ids are still text: the builder of the catalogue checks those of its own tables,
/// the builder of the posture those of the city.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs, reason = "every field is a word of the table above")]
pub struct EffectSelector {
    pub technique: Vec<String>,
    pub link: Vec<LinkKind>,
    pub asset: Vec<AssetKind>,
    pub zone: Vec<String>,
    pub category: Vec<Category>,
    pub operator: Vec<String>,
    pub role: Vec<OrganisationRole>,
    pub tag: Vec<String>,
    pub medium: Vec<Medium>,
    pub crosses: Vec<Crossing>,
    pub attacker: Vec<AttackerKind>,
    pub signal: Vec<SignalClass>,
    pub activity: Vec<Activity>,
    pub cause: Vec<Cause>,
    pub effect: Vec<TechniqueEffect>,
    pub class: Vec<DataClass>,
    pub limits: Vec<String>,
    pub param: Vec<String>,
    pub role_param: Vec<super::Role>,
    pub desk: Vec<DeskField>,
    pub spoof: Vec<SpoofKind>,
    pub measure: Vec<ImpactTarget>,
}
