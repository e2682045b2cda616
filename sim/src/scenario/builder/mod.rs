//! From a scenario file to steps that know their techniques and targets.

mod build;
mod chain;
mod lookup;
mod steps;
mod targets;
