//! What is known: controls, techniques, effects, parameters with their evidence, risks.

mod attack;
mod builder;
mod compiled;
mod cost_unit;
mod reach;
mod records;
mod role;
mod selector;
#[doc(hidden)]
pub mod testing;
mod trust;

pub use attack::*;
pub(crate) use builder::{
    KnownParameters, check_range, magnitude_bounds, parameter_bounds, success_factors, time_parameters,
};
pub use compiled::*;
pub use cost_unit::CostUnit;
pub use reach::{Unreached, unreached};
pub use records::*;
pub use role::Role;
pub use selector::*;
pub use trust::idle_below;
