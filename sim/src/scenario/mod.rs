//! What is played: one attack or one mistake, as its file tells it, and compiled against a city and a catalogue.

mod compiled;
mod records;

pub use compiled::*;
pub use records::*;
