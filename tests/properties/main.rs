//! What must hold in every world: the shipped city, and small ones made up at random.
//!
//! Worlds are drawn from a fixed seed, so that a run that passes passes always. `YAGURA_PROPERTY_SEED` draws others,
//! `YAGURA_PROPERTY_CASES` multiplies how many.

mod asked;
mod attempts;
mod idle_controls;
mod losses;
mod monitors;
mod runs;
mod settings;
mod shards;
#[path = "../sanity/shipped.rs"]
mod shipped;
mod states;
mod taint_paths;
mod tiny;
#[path = "../exact/world.rs"]
mod world;
