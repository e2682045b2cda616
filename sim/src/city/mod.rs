//! What the twin holds: organisations, contracts, zones, assets, datasets, flows and services.

mod builder;
mod compiled;
mod records;
#[doc(hidden)]
pub mod testing;

pub use compiled::*;
pub use records::*;
