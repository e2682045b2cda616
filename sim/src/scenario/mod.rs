//! What is played: one attack or one mistake, as its file tells it, and compiled against a city and a catalogue.

mod builder;
mod compiled;
mod matrix;
mod part;
mod records;
#[doc(hidden)]
pub mod testing;

pub use compiled::*;
pub use matrix::{CalledFor, PlayedRisk, matrix};
pub use part::{Part, Played};
pub use records::*;
