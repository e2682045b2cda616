//! `exceedance.csv` and `worst.csv`: how often it gets how bad, and which incidents to look at.

use super::row::table_row;

table_row!(
    /// The share of incidents in which a measure reaches a value.
    ExceedanceRow of Exceedance {
        /// City's id.
        city: String,
        /// Scenario's id.
        scenario: String,
        /// Control set's id.
        control_set: String,
        /// Key of the measure.
        measure: &'static str,
        /// The value.
        value: f64,
        /// Share of incidents with this value or more.
        share: f64,
    }
);

table_row!(
    /// An incident that stands for its kind.
    WorstRow of Worst {
        /// City's id.
        city: String,
        /// Scenario's id.
        scenario: String,
        /// Control set's id.
        control_set: String,
        /// Key of the primary measure.
        measure: &'static str,
        /// What it stands for: `worst`, `p99`, `p95`, `median`, `near_miss`.
        rank: String,
        /// Its parameter draw.
        parameter_draw: u64,
        /// Its replication.
        replication: u64,
        /// The measure in it.
        value: f64,
        /// Share of incidents with this value or less, in percent.
        percentile: f64,
        /// Mean of the worst hundredth of all incidents, the same in every row of a scenario and control set.
        tail_mean: Option<f64>,
    }
);
