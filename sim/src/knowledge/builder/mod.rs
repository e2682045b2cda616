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

pub(crate) use effects::{check_range, magnitude_bounds};
pub(crate) use parameters::{KnownParameters, parameter_bounds};
pub(crate) use techniques::{success_factors, time_parameters};
