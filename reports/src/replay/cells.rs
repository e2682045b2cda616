//! The state of everything as one list of whole numbers: a cell for each asset, service, dataset and organisation, and one for the
//! incident.
//!
//! The page knows the same bits (`cells.js`); a test holds the two against each other.

use serde::Serialize;
use yagura_sim::city::City;

/// An asset between attacker and response: the low three bits of its cell.
pub mod status {
    /// Nothing happened to it.
    pub const CLEAN: i32 = 0;
    /// Something was tried on it.
    pub const TOUCHED: i32 = 1;
    /// Held with user rights.
    pub const FOOTHOLD: i32 = 2;
    /// Held with administrator rights.
    pub const CONTROLLED: i32 = 3;
    /// Cut off.
    pub const ISOLATED: i32 = 4;
    /// Back.
    pub const RESTORED: i32 = 5;
    /// All of them.
    pub const MASK: i32 = 7;
}

/// What runs on an asset besides.
pub mod mark {
    /// Out of service by the attack.
    pub const DOWN: i32 = 8;
    /// False data are at it.
    pub const TAINTED: i32 = 16;
    /// Its own data are false.
    pub const SOURCE: i32 = 32;
    /// It does what it should not.
    pub const COMMANDED: i32 = 64;
    /// Records got out of it.
    pub const LEAKED: i32 = 128;
    /// It publishes what it should not.
    pub const PUBLISHED: i32 = 256;
    /// Its backups or logs are lost.
    pub const DESTROYED: i32 = 512;
    /// An alert about it waits.
    pub const ALERT: i32 = 1024;
}

/// A service: share lost to the attack in per mille, to the response in per mille times 1024, and whether it decides wrongly.
pub mod service {
    /// One per mille lost to the response.
    pub const RESPONSE: i32 = 1 << 10;
    /// Decides wrongly.
    pub const WRONG: i32 = 1 << 20;
    /// What is lost to either.
    pub const LOST: i32 = WRONG - 1;
}

/// A dataset.
pub mod data {
    /// Records of it got out.
    pub const OUT: i32 = 1;
    /// It is public by mistake.
    pub const PUBLIC: i32 = 2;
}

/// An organisation.
pub mod party {
    /// Its desk dismissed a true alert.
    pub const DISMISSED: i32 = 1;
    /// It was told.
    pub const TOLD: i32 = 2;
    /// It recognised the incident.
    pub const KNOWS: i32 = 4;
    /// It may act.
    pub const MAY_ACT: i32 = 8;
    /// It has cut the city off.
    pub const CUT_OFF: i32 = 16;
    /// One alert that waits at its desk.
    pub const WAITING: i32 = 256;
}

/// The incident as a whole.
pub mod stage {
    /// Something succeeded.
    pub const ENTERED: i32 = 1;
    /// It is recognised.
    pub const RECOGNISED: i32 = 2;
    /// The way in is closed.
    pub const ENTRY_CLOSED: i32 = 4;
    /// Contained.
    pub const CONTAINED: i32 = 8;
    /// The root cause is known.
    pub const ROOT_CAUSE: i32 = 16;
    /// Everything is back.
    pub const RECOVERED: i32 = 32;
    /// The attacker stopped.
    pub const GAVE_UP: i32 = 64;
}

/// Where each group of cells begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Cells {
    /// Assets.
    pub assets: usize,
    /// Services.
    pub services: usize,
    /// Datasets.
    pub datasets: usize,
    /// Organisations.
    pub organisations: usize,
    /// The incident's only cell.
    pub incident: usize,
    /// Number of cells.
    pub size: usize,
}

impl Cells {
    /// The cells of a city.
    #[must_use]
    pub fn of(city: &City) -> Self {
        let services = city.assets.len();
        let datasets = services + city.services.len();
        let organisations = datasets + city.datasets.len();
        let incident = organisations + city.organisations.len();
        Self { assets: 0, services, datasets, organisations, incident, size: incident + 1 }
    }
}
