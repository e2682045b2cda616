//! The state of one asset and of one service, stamped with the run that wrote it.
//!
//! A state counts only if its stamp is the current run, so that beginning a replication costs nothing: what an incident touches is
//! reset when it is touched.

use bevy_ecs::prelude::Component;

use crate::kernel::Tick;

/// What the attacker holds of an asset, and where the response stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
#[repr(u8)]
pub enum Status {
    /// Nobody but its owner.
    #[default]
    Clean,
    /// Held with user rights.
    Foothold,
    /// Held with administrator rights.
    Controlled,
    /// Cut off by the response.
    Isolated,
    /// Back in service after the incident.
    Restored,
}

impl Status {
    /// Whether a state may follow this one. Holding grows, isolation ends it, restoring ends that, and what was restored can be
    /// taken again while the cause stands.
    #[must_use]
    pub fn may_become(self, next: Self) -> bool {
        use Status::{Clean, Controlled, Foothold, Isolated, Restored};
        matches!(
            (self, next),
            (Clean | Restored, Foothold | Controlled)
                | (Foothold, Controlled)
                | (Clean | Foothold | Controlled | Restored, Isolated)
                | (Isolated, Restored)
                | (Foothold | Controlled, Restored)
        )
    }
}

/// Marks of an asset, as bits.
pub mod mark {
    /// Something was tried on it or happened to it.
    pub const TOUCHED: u8 = 1;
    /// Out of service by the attack.
    pub const DOWN: u8 = 2;
    /// Source of false readings or altered data.
    pub const FALSE_SOURCE: u8 = 4;
    /// False readings have reached it.
    pub const TAINTED: u8 = 8;
    /// The response has it on its list.
    pub const ON_LIST: u8 = 16;
    /// Its backups are lost.
    pub const BACKUP_LOST: u8 = 32;
    /// It moved or sounded by a false command.
    pub const COMMANDED: u8 = 64;
    /// Once held in this incident.
    pub const WAS_HELD: u8 = 128;
}

/// State of an asset. 16 bytes: four to a cache line.
#[derive(Component, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exposure {
    /// Earliest pending arrival of something self-spreading while clean; time of taking afterwards.
    pub at: Tick,
    /// Stamp of the run that wrote this.
    pub run: u32,
    /// Status.
    pub status: Status,
    /// Marks.
    pub marks: u8,
    /// Hop of the attack at which it was taken.
    pub hop: u16,
}

const _: () = assert!(size_of::<Exposure>() == 16);

impl Exposure {
    /// The earliest arrival planned at an asset still clean in run `run`, if one was noted. An arrival at the very beginning counts as
    /// none: that only means that later ones are planned in vain.
    #[inline]
    #[must_use]
    pub fn pending(&self, run: u32) -> Option<Tick> {
        (self.run == run && self.at != Tick::ZERO).then_some(self.at)
    }
}

/// State of a service.
#[expect(
    clippy::struct_excessive_bools,
    reason = "fallback, own inputs and inherited error are independent of each other"
)]
#[derive(Component, Clone, Copy, Debug, Default, PartialEq)]
pub struct ServiceState {
    /// Stamp of the run.
    pub run: u32,
    /// Outages so far: tells a fallback planned for an earlier one.
    pub outage: u16,
    /// The fallback stands.
    pub on_fallback: bool,
    /// Decides wrongly by its own inputs.
    pub own_wrong: bool,
    /// Decides wrongly, by its own inputs or through a service that it needs.
    pub wrong: bool,
    /// Since when the figures below hold.
    pub since: Tick,
    /// Share of capacity lost to the attack.
    pub lost_to_attack: f64,
    /// Share of capacity lost to the response.
    pub lost_to_response: f64,
    /// Hours of capacity lost to the attack so far.
    pub attack_h: f64,
    /// The part of `attack_h` that was lost before the incident was recognised.
    pub unnoticed_h: f64,
    /// Hours of capacity lost to the response so far.
    pub response_h: f64,
    /// Hours of wrong decisions so far.
    pub wrong_h: f64,
}

impl ServiceState {
    /// Adds up to `now` at the present rates.
    pub fn advance(&mut self, now: Tick) {
        let hours = now.since(self.since).hours();
        self.attack_h += hours * self.lost_to_attack;
        self.response_h += hours * self.lost_to_response;
        if self.wrong {
            self.wrong_h += hours;
        }
        self.since = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_isolated_asset_is_never_taken_before_it_is_restored() {
        assert!(!Status::Isolated.may_become(Status::Controlled));
        assert!(Status::Restored.may_become(Status::Foothold));
    }

    #[test]
    fn a_service_adds_up_what_it_loses_at_each_rate() {
        let mut state = ServiceState { lost_to_attack: 0.5, wrong: true, ..ServiceState::default() };
        state.advance(Tick::from_hours(4.0));
        assert_eq!((state.attack_h, state.wrong_h), (2.0, 4.0));
    }
}
