//! The statistics that comparisons and verdicts rest on: few, small, over `libm`.
//!
//! A comparison is `D` parameter draws (ignorance: what the parameters are) times `R` replications (chance: what
//! happens). Values are slices laid out draw by draw, `values[d * R + r]`. Everything here treats a draw as a
//! *cluster*: two replications of one draw share its parameters, so they are not two independent witnesses.
//!
//! What this module refuses to do: accept a NaN, reorder a sum (reductions run in the order given, so that the same
//! table gives the same bytes whatever finished first), call the platform's mathematics, or answer "0" where
//! the data only say "not seen".
//!
//! ```
//! use yagura_reports::statistics::{
//!     Clusters, Design, Direction, Evidence, Verdict, decide, holm, paired_difference, rank_stability,
//! };
//!
//! // Two control sets, four draws of ten replications: hours lost in the same forty incidents.
//! let design = Design { draws: 4, replications: 10 };
//! let baseline: Vec<f64> = (0..40).map(|i| 20.0 + f64::from(i % 7)).collect();
//! let set: Vec<f64> = (0..40).map(|i| 12.0 + f64::from(i % 5)).collect();
//!
//! let difference = paired_difference(&set, &baseline, design)?;
//! let stability = rank_stability(&Clusters::of_differences(&set, &baseline, design)?, Direction::LowerIsBetter)?;
//! let adjusted = holm(&[difference.p_value.unwrap_or(1.0)])?;
//! let decision = decide(&Evidence {
//!     difference: &difference,
//!     adjusted_p: Some(adjusted[0]),
//!     stability: Some(&stability),
//!     margin: 1.0,
//!     direction: Direction::LowerIsBetter,
//!     comparisons: 1,
//! });
//! assert_eq!(decision.verdict, Verdict::Better);
//! # Ok::<(), yagura_reports::statistics::StatisticsError>(())
//! ```

mod bootstrap;
mod clustered;
mod competing;
mod design;
pub mod distribution;
mod holm;
mod interval;
mod margin;
mod moments;
mod paired;
mod precision;
mod quantiles;
mod regression;
mod stability;
mod survival;
mod undecided;
mod variance;
mod verdict;
mod zero_events;

pub use bootstrap::{BOOTSTRAP_RESAMPLES, bootstrap_mean};
pub use clustered::{ClusteredMean, clustered_mean};
pub use competing::{CauseStep, CumulativeIncidence, End, Ending, RunningIncidence, cumulative_incidence};
pub use design::{Clusters, Design, Grouping, StatisticsError};
pub use holm::holm;
pub use interval::{CONFIDENCE, Interval, IntervalKind};
pub use margin::{Margin, MarginError};
pub use moments::{Moments, mean, sd};
pub use paired::{PairedDifference, difference_of, paired_difference, paired_difference_where_both};
pub use precision::{Precision, PrecisionError};
pub use quantiles::{
    Ordered, QuantileInterval, clustered_quantile, clustered_quantile_of, quantile, quantile_interval, sorted,
};
pub use regression::{Plane, correlation, correlation_p, least_squares, ranks, variance_explained};
pub use stability::{RankStability, rank_stability};
pub use survival::{KaplanMeier, RestrictedMean, SurvivalStep, Timed, kaplan_meier, restricted_times};
pub use undecided::Undecided;
pub use variance::{VarianceSplit, variance_split};
pub use verdict::{
    Decision, Direction, Evidence, MINIMUM_DISCORDANT_PAIRS, MINIMUM_STABILITY, SIGNIFICANCE, Verdict, decide,
};
pub use zero_events::{ZeroEventBound, clopper_pearson, rule_of_three, wilson, zero_event_bound};
