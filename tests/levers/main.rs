//! Every part of an incident has a parameter whose change moves a measure that this part is about, in the expected direction.
//!
//! Two worlds differ in one number or one field and are played with the same seed. Chance is addressed by what it decides, so most
//! changes can be judged pair by pair: in no incident does the measure move the other way, and in some it moves.

mod attack;
mod clock;
mod combining;
mod compared;
mod completeness;
mod controls;
mod desk;
mod field;
mod floods;
mod isolation;
mod mistakes;
mod money;
mod monitors;
mod notices;
mod partners;
mod recovery;
mod response;
mod signals;
mod tainted_data;
#[path = "../exact/world.rs"]
mod world;
