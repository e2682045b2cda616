//! What is known: controls, techniques, effects, parameters with their evidence, risks.

mod compiled;
mod cost_unit;
mod records;
mod role;
mod selector;

pub use compiled::*;
pub use cost_unit::CostUnit;
pub use records::*;
pub use role::Role;
pub use selector::*;
