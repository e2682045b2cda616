//! What the twin holds: organisations, contracts, zones, assets, datasets, flows and services.

mod compiled;
mod records;

pub use compiled::*;
pub use records::*;
