//! What the twin holds: organisations, contracts, zones, assets, datasets, flows and services.

mod builder;
mod compiled;
mod reach;
mod records;
mod redaction;
mod rows;
#[doc(hidden)]
pub mod testing;
mod topology;

pub use compiled::*;
pub use reach::{Crosses, Position};
pub use records::*;
pub use redaction::{Names, Redaction};
pub use rows::CityRows;
pub use topology::{Edges, Link, MOST_LINKS, Path, Topology, TopologyError};
