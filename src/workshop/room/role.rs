//! Who asks, and what that lets them see.

use crate::workshop::state::Phase;

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Whoever holds the workshop.
    Facilitator,
    /// The team with this id.
    Team(String),
    /// Somebody who has not joined.
    Guest,
}

impl Role {
    /// Its name on the wire.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Facilitator => "facilitator",
            Self::Team(_) => "team",
            Self::Guest => "guest",
        }
    }

    /// Its team.
    pub(crate) fn team(&self) -> Option<&str> {
        match self {
            Self::Team(id) => Some(id),
            Self::Facilitator | Self::Guest => None,
        }
    }

    /// Whether it holds the workshop.
    pub(crate) fn leads(&self) -> bool {
        *self == Self::Facilitator
    }

    /// Whether it may see what the team `id` chose and predicted.
    pub(crate) fn sees(&self, id: &str, phase: Phase) -> bool {
        match self {
            Self::Facilitator => true,
            Self::Team(own) => own == id || phase == Phase::Debrief,
            Self::Guest => phase == Phase::Debrief,
        }
    }
}
