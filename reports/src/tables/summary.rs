//! `summary.csv`: a row per (city, scenario, control_set, measure).

use super::row::table_row;
use crate::statistics::IntervalKind;

table_row!(
    /// What a measure was under one control set in one scenario.
    SummaryRow of Summary {
        /// City's id.
        city: String,
        /// Scenario's id.
        scenario: String,
        /// Control set's id.
        control_set: String,
        /// Key of the measure.
        measure: &'static str,
        /// Spelling of its unit.
        unit: &'static str,
        /// Incidents in which the measure has a value.
        n: u64,
        /// Mean.
        mean: Option<f64>,
        /// Standard deviation between incidents.
        sd: Option<f64>,
        /// Interval of the mean.
        interval: Option<(f64, f64)> = ["interval_low", "interval_high"],
        /// How the interval was made.
        interval_kind: IntervalKind,
        /// Median.
        median: Option<f64>,
        /// 5th percentile.
        p5: Option<f64>,
        /// 95th percentile.
        p95: Option<f64>,
        /// Incidents in which it has none: it does not apply, or the horizon cut it off.
        n_missing: u64,
        /// Incidents in which it is not 0.
        n_nonzero: u64,
        /// Where nothing but zeros was seen: the chance per incident that may be behind it all the same, with 95 % confidence.
        zero_event_bound: Option<f64>,
        /// Interval of the median by order statistics of the draws' medians.
        median_interval: Option<(f64, f64)> = ["median_low", "median_high"],
        /// Interval of the 95th percentile, likewise.
        p95_interval: Option<(f64, f64)> = ["p95_low", "p95_high"],
        /// Share of the variance between incidents that comes from not knowing the parameters; the rest is chance.
        share_of_ignorance: Option<f64>,
    }
);
