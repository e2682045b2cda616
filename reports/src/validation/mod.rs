//! Targets against what was simulated: value, interval, met or not.
//!
//! Incidents are kept by draw. A mixture of two scenarios weighs their incidents so that the first has the share that the target's
//! parameter says. The 95 % interval is the percentile interval of a bootstrap over parameter draws (Davison and Hinkley 1997, section
//! 5.3.1), since draws are what is independent; it is the same for means, quantiles and ratios.

mod finding;
mod sample;

pub use finding::{Finding, finding};
pub use sample::{Incident, Sample};
