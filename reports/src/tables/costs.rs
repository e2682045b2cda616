//! `costs.csv`: a row per (control_set, control).

use super::row::table_row;

/// A cost with its range.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spread3 {
    /// Lowest.
    pub low: f64,
    /// Most likely.
    pub mode: f64,
    /// Highest.
    pub high: f64,
}

table_row!(
    /// What one control of one set costs this city.
    CostRow of Costs {
        /// Control set's id.
        control_set: String,
        /// Control's id.
        control: String,
        /// Purchase, yen; `None`: the catalogue has no cost row.
        purchase_jpy: Option<Spread3> = ["purchase_low_jpy", "purchase_mode_jpy", "purchase_high_jpy"],
        /// Yearly, yen.
        yearly_jpy: Option<Spread3> = ["yearly_low_jpy", "yearly_mode_jpy", "yearly_high_jpy"],
        /// Staff hours a year.
        staff_h: Option<Spread3> = ["staff_low_h", "staff_mode_h", "staff_high_h"],
        /// Purchase and five years, yen.
        five_year_jpy: Option<Spread3> = ["five_year_low_jpy", "five_year_mode_jpy", "five_year_high_jpy"],
        /// Source.
        source: String,
        /// Who claims it; empty: the catalogue says so.
        claimed_by: String,
        /// What is counted, for example `per_site`.
        cost_unit: String,
        /// How many of these the city has.
        units: Option<f64>,
        /// Share that the set covers; `None`: as today, and no row says how much that is.
        coverage: Option<f64>,
    }
);
