//! What happened, in order: the story of an incident and the source of every measure.

use crate::ids::{AssetIndex, DatasetIndex, OrganisationIndex, ServiceIndex};
use crate::kernel::Tick;
use crate::knowledge::SignalClass;

use super::detection::NoticeSource;

/// One thing that happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fact {
    /// A try ended. `step` is a row of the scenario; flow targets are named by their sink.
    Tried {
        /// Step.
        step: u8,
        /// Target.
        target: AssetIndex,
        /// Tries before it.
        round: u32,
        /// It worked.
        success: bool,
    },
    /// The attacker holds an asset.
    Seized {
        /// Step.
        step: u8,
        /// Asset.
        asset: AssetIndex,
        /// From where, if from something held.
        from: Option<AssetIndex>,
        /// With administrator rights.
        administrator: bool,
        /// It was not held before; otherwise only the rights grew.
        anew: bool,
        /// Hop: 0 for the entry.
        hop: u16,
    },
    /// An asset stops serving by the attack.
    Down {
        /// Asset.
        asset: AssetIndex,
    },
    /// Readings or stored data of `origin` are false from here on, as seen at `asset`.
    Tainted {
        /// Where.
        asset: AssetIndex,
        /// Whose data.
        origin: AssetIndex,
    },
    /// A check stopped false data at `asset`.
    TaintStopped {
        /// Where.
        asset: AssetIndex,
        /// Whose data.
        origin: AssetIndex,
    },
    /// Data of `origin` are right (or no longer believed).
    TaintCleared {
        /// Whose data.
        origin: AssetIndex,
    },
    /// An actuator did what it should not.
    Commanded {
        /// Asset.
        asset: AssetIndex,
    },
    /// Records got out.
    Exfiltrated {
        /// From where.
        asset: AssetIndex,
        /// Dataset.
        dataset: DatasetIndex,
        /// Records.
        records: f64,
    },
    /// Records are public by mistake from here on.
    Published {
        /// From where.
        asset: AssetIndex,
        /// Dataset.
        dataset: DatasetIndex,
    },
    /// They were taken down.
    TakenDown {
        /// From where.
        asset: AssetIndex,
    },
    /// Backups or logs were lost.
    Destroyed {
        /// Asset.
        asset: AssetIndex,
    },
    /// The attacker stops.
    GaveUp,
    /// An alert reached a desk.
    Alerted {
        /// Desk.
        desk: OrganisationIndex,
        /// Asset.
        asset: AssetIndex,
        /// Signal.
        signal: SignalClass,
        /// Hours until an analyst will have looked at it.
        wait_h: f64,
    },
    /// A desk dismissed a true alert.
    Dismissed {
        /// Desk.
        desk: OrganisationIndex,
        /// Asset.
        asset: AssetIndex,
        /// Signal.
        signal: SignalClass,
    },
    /// The incident is recognised.
    Detected {
        /// By whom.
        source: NoticeSource,
        /// At which organisation.
        organisation: OrganisationIndex,
        /// About which asset.
        asset: AssetIndex,
    },
    /// An organisation was told.
    Told {
        /// The organisation.
        organisation: OrganisationIndex,
        /// After so many hours.
        after_h: f64,
    },
    /// An organisation may act.
    Decided {
        /// The organisation.
        organisation: OrganisationIndex,
        /// The boundary was blank and had to be negotiated.
        negotiated: bool,
    },
    /// An asset was cut off.
    Isolated {
        /// Asset.
        asset: AssetIndex,
        /// The attacker held it.
        was_held: bool,
    },
    /// The way in was closed.
    EntryClosed,
    /// Nothing of the attack is active any more.
    Contained,
    /// The root cause is known.
    RootCauseFound,
    /// An asset is back.
    Restored {
        /// Asset.
        asset: AssetIndex,
        /// From a backup; otherwise built anew or visited.
        from_backup: bool,
    },
    /// Everything is back.
    Recovered,
    /// A service decides wrongly from here on.
    ServiceWrong {
        /// Service.
        service: ServiceIndex,
    },
    /// It decides rightly again.
    ServiceRight {
        /// Service.
        service: ServiceIndex,
    },
    /// A service's capacity changed.
    Capacity {
        /// Service.
        service: ServiceIndex,
        /// Share lost to the attack.
        attack: f64,
        /// Share lost to the response.
        response: f64,
    },
    /// A partner cut the city off.
    CutOff {
        /// Partner.
        organisation: OrganisationIndex,
    },
    /// The partner let it back in.
    Reconnected {
        /// Partner.
        organisation: OrganisationIndex,
    },
    /// Something self-spreading went away by itself.
    Cleaned {
        /// Asset.
        asset: AssetIndex,
    },
}

/// A fact with its time and what it followed from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogEntry {
    /// When.
    pub at: Tick,
    /// What.
    pub fact: Fact,
    /// Row of the entry that led to it, if there is one.
    pub because: Option<u32>,
}

/// The log of one incident.
#[derive(Clone, Debug, Default)]
pub struct IncidentLog {
    entries: Vec<LogEntry>,
    tainted: bool,
}

impl IncidentLog {
    /// Forgets everything and keeps the memory.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.tainted = false;
    }

    /// Adds a fact; returns its row.
    pub fn push(&mut self, at: Tick, fact: Fact, because: Option<u32>) -> u32 {
        self.tainted |= matches!(fact, Fact::Tainted { .. });
        self.entries.push(LogEntry { at, fact, because });
        (self.entries.len() - 1) as u32
    }

    /// Whether false data went anywhere.
    #[must_use]
    pub fn tells_of_taint(&self) -> bool {
        self.tainted
    }

    /// Everything, in order.
    #[must_use]
    pub fn entries(&self) -> &[LogEntry] {
        &self.entries
    }
}
