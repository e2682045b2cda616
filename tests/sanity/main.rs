//! The shipped scenarios hold what their briefs say: what should not matter does not, to the byte; what should matter does.

mod further;
mod isolation;
mod matrix;
mod scenarios;
mod shipped;
mod should_not_matter;
