//! What the twin holds: organisations, contracts, zones, assets, datasets, flows and services.

mod records;

pub use records::*;
