//! `spread.csv`: assets in a state over time, by category, with quantile bands.

use super::row::table_row;

/// The word for all categories together.
pub const ALL_CATEGORIES: &str = "all";

table_row!(
    /// How many assets of one category were in one state at one time after the start.
    SpreadRow of Spread {
        /// City's id.
        city: String,
        /// Scenario's id.
        scenario: String,
        /// Control set's id.
        control_set: String,
        /// Category, or [`ALL_CATEGORIES`].
        category: &'static str,
        /// `compromised`, `tainted` or `isolated`.
        state: &'static str,
        /// Hours since the incident began.
        time_h: f64,
        /// Incidents.
        n: u64,
        /// Mean number of assets.
        mean: f64,
        /// 5th, 25th, 50th, 75th and 95th percentile.
        quantiles: [f64; 5] = ["p5", "p25", "median", "p75", "p95"],
    }
);
