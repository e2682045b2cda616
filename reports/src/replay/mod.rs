//! Replays: what a page needs to play an incident on the map and on a timeline, as JSON.
//!
//! [`CityPlan`] is the city to draw, [`Replay`] one incident on it, [`Parting`] where two incidents of the same chance part. The state of
//! everything at any event is one list of whole numbers ([`Cells`]); events carry what they change ([`Diffs`]), and every so often the
//! whole state is written down ([`Keyframe`]), so that going anywhere costs no more than drawing it. Everything that a person reads comes
//! in both languages: the page changes its language without asking anybody. The fields are those of `src/workshop/page/types.js`.

mod causes;
mod cells;
mod changes;
mod choice;
mod desks;
mod incident;
mod keyframes;
mod milestones;
mod parting;
mod pauses;
mod plan;
mod position;
mod sentences;
#[cfg(test)]
mod testing;
mod text;

pub use causes::causes;
pub use cells::{Cells, data, mark, party, service, stage, status};
pub use choice::{Choice, Wanted, choose};
pub use desks::Desk;
pub use incident::{Replay, Told};
pub use keyframes::{Diffs, Keyframe, state_after};
pub use milestones::Milestone;
pub use parting::{Parting, PartingRow, Side, World, first_difference};
pub use pauses::{Pause, PauseKind};
pub use plan::CityPlan;
pub use position::{MeasurePosition, Position, Sample, SampledRun};
pub use sentences::{Events, Lane, Template};
pub use text::{Both, Text};
