//! One incident, told: every line of its log as a sentence, and the chain of causes that led to what hurt.

mod chain;
mod json_lines;
mod sentence;
mod timeline;
mod tree;

pub use chain::chains;
pub(crate) use json_lines::kind_of;
pub use json_lines::write_json_lines;
pub use sentence::Teller;
pub use timeline::{Line, begins, clock, timeline};
pub use tree::{Told, tree_rows};
