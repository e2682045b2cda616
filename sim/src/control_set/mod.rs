//! Control sets: which controls are in force, how far, and what else a bid changes.

mod change;
mod check;
mod records;

pub use change::apply_changes;
pub use check::check;
pub use records::*;
