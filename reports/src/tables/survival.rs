//! `survival.csv` and `delays.csv`: by when something had happened, and how long it takes.

use super::row::table_row;

table_row!(
    /// The share of incidents in which the event of a delay had happened by some time.
    SurvivalRow of Survival {
        /// City's id.
        city: String,
        /// Scenario's id.
        scenario: String,
        /// Control set's id.
        control_set: String,
        /// Key of the delay.
        measure: &'static str,
        /// Hours since that from which the delay counts.
        time_h: f64,
        /// Incidents in which neither the event nor a competing end had come before this time.
        n_at_risk: u64,
        /// Share in which the event had happened by then: cumulative incidence after Aalen and Johansen.
        share: f64,
        /// Lower end of its interval.
        interval_low: Option<f64>,
        /// Upper end of its interval.
        interval_high: Option<f64>,
    }
);

table_row!(
    /// How one delay ended, over all incidents in which it began.
    DelayRow of Delays {
        /// City's id.
        city: String,
        /// Scenario's id.
        scenario: String,
        /// Control set's id.
        control_set: String,
        /// Key of the delay.
        measure: &'static str,
        /// Incidents in which it began.
        n: u64,
        /// Incidents in which its event happened.
        n_happened: u64,
        /// Incidents that ended otherwise: the attack was over before anybody noticed.
        n_ended_without: u64,
        /// Incidents that the horizon cut off.
        n_censored: u64,
        /// Mean hours up to the event or the horizon, whichever comes first.
        restricted_mean_h: Option<f64>,
        /// Lower end of its interval.
        interval_low: Option<f64>,
        /// Upper end of its interval.
        interval_high: Option<f64>,
        /// The horizon.
        horizon_h: f64,
    }
);
