//! What can happen next. Small and `Copy`: a pending event is 24 bytes in the queue.

use crate::knowledge::SignalClass;

use super::detection::NoticeSource;
use super::response::Authority;

/// A planned event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SimEvent {
    /// A self-spreading technique arrives over a link (row of the topology).
    Attempt {
        /// Link.
        link: u32,
        /// The asset that it leaves.
        from: u32,
        /// The asset at which it arrives. It stands in the link too, but most arrivals need not look there: it is taken already.
        to: u32,
        /// Row among the scenario's self-spreading steps.
        spreading: u8,
        /// Tries before this one.
        round: u8,
    },
    /// A try of a step on a candidate ends.
    Act {
        /// Row of the step.
        step: u8,
        /// Position among the step's candidates.
        candidate: u32,
    },
    /// The attacker looks again at what is possible (a clock is due).
    Wake,
    /// The attacker's patience ends, unless there was progress since.
    GiveUp {
        /// Number of successes when it was planned.
        successes: u32,
    },
    /// An alert reaches a desk.
    Alert {
        /// Organisation whose desk it is.
        desk: u16,
        /// Asset concerned.
        asset: u32,
        /// Signal.
        signal: SignalClass,
    },
    /// An analyst has looked at an alert.
    Triaged {
        /// Organisation whose desk it is.
        desk: u16,
        /// Asset concerned.
        asset: u32,
        /// Signal.
        signal: SignalClass,
        /// Alerts of this class about this asset before it.
        nth: u16,
    },
    /// Somebody who is not a desk notices.
    Noticed {
        /// Who.
        source: NoticeSource,
        /// Asset concerned.
        asset: u32,
    },
    /// Somebody questions what a service says; void once it is right again.
    Questioned {
        /// The service.
        service: u16,
    },
    /// An organisation hears of it.
    Told {
        /// The organisation.
        organisation: u16,
    },
    /// An organisation may act.
    Decided {
        /// The organisation.
        organisation: u16,
        /// How it came to that.
        authority: Authority,
    },
    /// An asset is cut off (or a reading declared untrusted).
    Isolate {
        /// The asset.
        asset: u32,
    },
    /// The way in is closed.
    CloseEntry,
    /// The root cause is known.
    RootCause,
    /// An asset is back.
    Restore {
        /// The asset.
        asset: u32,
    },
    /// A false reading passes one hop.
    Tainted {
        /// Flow.
        flow: u32,
        /// Asset whose reading (or stored data) is false.
        origin: u32,
        /// Row of the log that tells how they became false where the hop begins.
        because: u32,
    },
    /// A service's fallback stands.
    Fallback {
        /// Service.
        service: u16,
        /// Outage for which it was planned.
        outage: u16,
    },
    /// A partner cuts the city off.
    CutOff {
        /// The partner.
        organisation: u16,
    },
    /// The partner lets it back in.
    Reconnect {
        /// The partner.
        organisation: u16,
    },
    /// A self-spreading infection is cleaned off by itself.
    Clean {
        /// The asset.
        asset: u32,
    },
    /// What was published is taken down.
    TakeDown {
        /// The asset that publishes.
        asset: u32,
    },
}

const _: () = assert!(size_of::<SimEvent>() <= 16);
