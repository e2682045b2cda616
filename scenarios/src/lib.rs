//! The shipped cities, scenarios, control sets and catalogue, and the readers of files like them.
//!
//! Every input has one loader: [`load_city`], [`load_catalogue`], [`load_scenario`], [`load_control_set`],
//! [`plan::load_plan`]. Each takes a shipped
//! name or a path and answers with [`Loaded`] records or with [`Diagnostics`]: everything that is wrong, each with file, line,
//! column, what was expected and the nearest right name. `Loaded` remembers where every record stood, so that a
//! [`Problem`](yagura_sim::problem::Problem) found later by a builder still gets its place by [`Loaded::locate`], and lists the
//! hashes of the files that were read.
//!
//! How the files look is said in the layouts of [`layout`], by which they are read and from which the documentation and the JSON
//! Schemas ([`schema`]) are made.
//!
//! ```
//! let wrong = yagura_scenarios::load_scenario("no-such-scenario").unwrap_err();
//! assert_eq!(wrong.0[0].code, yagura_scenarios::Code::UnknownName);
//! ```

mod catalogue;
mod city;
pub mod column;
mod control_set;
pub mod diagnostic;
mod document;
mod embedded;
mod expression;
mod folder;
pub mod generate;
pub mod import;
mod json;
mod loaded;
pub mod navigator;
mod number;
pub mod oscal;
pub mod plan;
mod row;
mod scenario;
pub mod schema;
mod selector;
mod sheet;
mod table;
mod tables;
pub mod text;
mod validation;

pub use diagnostic::{Code, Diagnostic, Diagnostics, Expected, Severity};
pub use embedded::{
    DEFAULT_CITY, load_catalogue, load_catalogue_files, load_city, load_city_files, load_control_set,
    load_control_set_bytes, load_scenario, load_scenario_bytes, shipped_cities, shipped_control_sets,
    shipped_scenarios,
};
pub use folder::{Input, sha256};
pub use loaded::Loaded;
pub use validation::{
    Calibrated, calibrated_parameters, load_world, load_world_scenario, shipped_worlds, validation_targets,
};

/// The layouts of all files, for checks and documentation.
pub mod layout {
    pub use crate::catalogue::{
        ATTACK, CATALOGUE_TABLES, CONTROLS, COST_UNITS, COSTS, EFFECTS, INCIDENTS, MITIGATIONS, PARAMETER_UNITS,
        PARAMETERS, RISKS, ROLES, TECHNIQUES,
    };
    pub use crate::city::{
        ASSETS, CITY_HEAD, CITY_TABLES, CONDUITS, CONTRACTS, DATASETS, FLOWS, ORGANISATIONS, SERVICES, WEEKDAYS, ZONES,
    };
    pub use crate::control_set::{CHANGE_KEYS, CONTROL_SET_KEYS, EFFECT_KEYS, ENTRY_KEYS, PARAMETER_KEYS};
    pub use crate::plan::{AXIS_KEYS, GRID_KEYS, LATIN_HYPERCUBE_KEYS, OUTPUT_KEYS, PLAN_KEYS};
    pub use crate::scenario::{ATTACKER_KEYS, BOUNDARY_KEYS, FLOW_KEYS, SCENARIO_HEAD, SCENARIO_KEYS, STEP_KEYS};
    pub use crate::selector::{EFFECT_WORDS, TARGET_WORDS};
}
