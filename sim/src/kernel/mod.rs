//! Time, pending events and chance. The kernel knows no asset, no control and no kind of event.

mod calendar;
mod draws;
mod queue;
mod replicate;
mod samplers;
mod tick;
mod workers;

pub use calendar::{Calendar, NoSuchDay, OfficeHours, OfficeHoursError, Weekday, Window};
pub use draws::{
    Draws, Key, MAX_OCCURRENCE, MasterSeed, Purpose, open_unit, parameter_key, parameter_stream, replication_key,
};
pub use queue::{BudgetExceeded, EventQueue, Item};
pub use replicate::{Phase, Replicate, replicate_schedule};
pub use samplers::{DelayLaw, Distribution, DistributionError, normal_cdf, normal_quantile};
pub use tick::{Delay, TICKS_PER_HOUR, Tick};
pub use workers::{Failure, Pool, WorkerError};
