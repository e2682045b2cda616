//! The laws that tests and intervals need, over `libm`: the same bits on every machine.

pub mod beta;
pub mod binomial;
pub mod normal;
pub mod student;
