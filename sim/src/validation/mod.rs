//! Targets from the world: what simulated worlds have to show, as rows of a table.
//!
//! A [`Target`] names a world, what is played in it, a [`Quantity`] of each incident and the [`Statistic`] over incidents that has to
//! come out between two numbers. The numbers stand in the table and nowhere else.

mod quantity;
mod target;

pub use quantity::{Quantity, QuantityError};
pub use target::{Statistic, Target, TargetKind};
