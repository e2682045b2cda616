//! Catalogue folders into [`CatalogueRecords`](yagura_sim::knowledge::CatalogueRecords).

mod columns;
mod effects;
mod parameters;
mod reader;

pub use columns::*;
pub(crate) use reader::read_catalogue;
