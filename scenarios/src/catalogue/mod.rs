//! Catalogue folders into [`CatalogueRecords`](yagura_sim::knowledge::CatalogueRecords).

mod attack;
mod columns;
mod effects;
mod parameters;
mod reader;

pub use attack::{ATTACK, MITIGATIONS};
pub use columns::*;
pub(crate) use reader::read_catalogue;
