//! What is known: controls, techniques, effects, parameters with their evidence, risks.

mod records;
mod role;
mod selector;

pub use records::*;
pub use role::Role;
pub use selector::*;
