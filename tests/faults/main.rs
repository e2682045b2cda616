//! What can go wrong with a batch: each case ends in the bytes of an undisturbed run, or in a refusal that says why.
//!
//! Counts are printed at the end of each test (`cargo test --test faults -- --nocapture`).

#![allow(clippy::print_stdout, reason = "the counts are what the suite is for")]

mod disk;
#[path = "../batch/fixture.rs"]
mod fixture;
mod kills;
mod parts;
mod twice;

use std::collections::BTreeMap;

use fixture::Place;

/// 24 pairs in parts of 2, of two scenarios under two sets.
pub(crate) const PLAN: &str = r#"
schema_version = 1
id = "faults"
scenarios = ["river-radio-spoof", "closed-data-published"]
controls = ["today-jp", "guideline-core"]
draws = 6
replications = 4
block = 2
"#;

/// A folder with the plan.
pub(crate) fn place(test: &str) -> Place {
    Place::new("faults", test).plan(PLAN)
}

/// What an undisturbed sweep writes.
pub(crate) fn undisturbed(place: &Place) -> BTreeMap<String, Vec<u8>> {
    place.call("sweep plan.toml --out undisturbed").ends(0);
    place.files("undisturbed")
}
