//! From the rows of a catalogue folder to the compiled catalogue.

mod addresses;
mod build;
mod dimension;
mod directories;
mod distribution;
mod effects;
mod parameters;
mod roles;
mod selectors;
mod tables;
mod techniques;

pub(crate) use directories::CatalogueIds;
