//! The twin and its incidents: kernel, city, knowledge, posture, incident, measures, experiment.
#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

pub mod city;
pub mod control_set;
mod directory;
pub mod experiment;
mod findings;
pub mod ids;
pub mod incident;
pub mod kernel;
pub mod knowledge;
pub mod measure;
pub mod posture;
pub mod problem;
pub mod scenario;
pub mod validation;
pub mod words;
