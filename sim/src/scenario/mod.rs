//! What is played: one attack or one mistake, as its file tells it, and compiled against a city and a catalogue.

mod builder;
mod compiled;
mod records;
#[doc(hidden)]
pub mod testing;

pub use compiled::*;
pub use records::*;
