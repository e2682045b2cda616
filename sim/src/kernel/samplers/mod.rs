//! Distributions by inverse transform: one uniform number in, one value out.
//!
//! When two control sets differ in a parameter, the same draw gives the same quantile under both, so a smaller mean never
//! gives a longer delay. Sampling by rejection would lose that as soon as a shape differs. All functions go through
//! `libm`, so that the same bits come out on every machine.

mod beta;
mod delay_law;
mod distribution;
mod gamma;
mod normal;
mod search;

pub use delay_law::DelayLaw;
pub use distribution::{Distribution, DistributionError};
pub use normal::{normal_cdf, normal_quantile};
