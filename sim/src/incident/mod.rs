//! What happens: attack, detection, desk, response, recovery, integrity, services; one file each.
//!
//! Every file is an `impl` block on [`Incident`], the borrowed parts that all handlers work on, and one arm in its loop. The files read
//! effective numbers from the posture and never a control.

mod attack;
mod campaign;
mod candidates;
mod desk;
mod detection;
mod event;
mod integrity;
mod log;
mod play;
mod progress;
mod recovery;
mod response;
mod service;
mod spread;
mod state;
mod trying;
mod twin;

pub use campaign::Campaign;
pub use candidates::Target;
pub use desk::Desk;
pub use detection::{NoticeSource, Outcome};
pub use event::SimEvent;
pub use integrity::{ALTERED_HOP, TAINT_HOP};
pub use log::{Fact, IncidentLog, LogEntry};
pub use play::Incident;
pub use progress::{Detection, Leak, Progress, Publication, Responder, Taint, Tally};
pub use response::Authority;
pub use spread::{Spread, SpreadLinks};
pub use state::{Exposure, ServiceState, Status, mark};
pub use twin::{Stage, Twin};
