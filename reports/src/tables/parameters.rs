//! `parameters.csv`, `draws.csv`, `draw_results.csv` and `sensitivity.csv`: what was assumed, and what the answer hangs on.

use super::row::table_row;

table_row!(
    /// A parameter or the magnitude of an effect that at least one scenario uses.
    ParameterRow of Parameters {
        /// Its key.
        key: String,
        /// Its unit.
        unit: String,
        /// Its distribution.
        distribution: String,
        /// Low.
        low: Option<f64>,
        /// Most likely.
        mode: Option<f64>,
        /// High.
        high: Option<f64>,
        /// First parameter of a distribution that is not given by low, mode and high.
        parameter_a: Option<f64>,
        /// The second.
        parameter_b: Option<f64>,
        /// Share of its spread that is not knowing; the rest varies from incident to incident.
        ignorance_share: Option<f64>,
        /// Source.
        source: String,
        /// How sure the source makes it.
        confidence: String,
        /// In how many of the scenarios played it is used.
        used: u64,
        /// The value to which the command line or a bid fixed it.
        value_set: Option<f64>,
        /// Who claims that.
        claimed_by: String,
    }
);

table_row!(
    /// The value of a parameter in one draw.
    DrawRow of Draws {
        /// The draw.
        parameter_draw: u64,
        /// Key of the parameter or id of the effect.
        key: String,
        /// The value, in the parameter's own unit.
        value: f64,
    }
);

table_row!(
    /// The primary measure inside one draw.
    DrawResultRow of DrawResults {
        /// City's id.
        city: String,
        /// Scenario's id.
        scenario: String,
        /// Control set's id.
        control_set: String,
        /// The draw.
        parameter_draw: u64,
        /// Key of the measure.
        measure: &'static str,
        /// Incidents of the draw in which it has a value.
        n: u64,
        /// Mean over them.
        mean: Option<f64>,
        /// Standard deviation between them.
        sd: Option<f64>,
    }
);

table_row!(
    /// How much one parameter moves a result.
    SensitivityRow of Sensitivity {
        /// City's id.
        city: String,
        /// Scenario's id.
        scenario: String,
        /// Control set's id.
        control_set: String,
        /// Baseline's id; empty where the result is that of the set alone.
        baseline: String,
        /// Key of the measure.
        measure: &'static str,
        /// Key of the parameter or id of the effect.
        key: String,
        /// `measure`: it moves the measure under the set; `ranking`: it moves the difference to the baseline.
        about: String,
        /// Share of the variance between draws that goes with the parameter alone.
        index: Option<f64>,
        /// Squared standardised rank regression coefficient.
        index_rank: Option<f64>,
        /// What the regression expects where the parameter is at its 5th percentile.
        slope_low: Option<f64>,
        /// And at its 95th.
        slope_high: Option<f64>,
        /// Value of the parameter at which the difference is expected to change its sign, if within what was drawn.
        break_even: Option<f64>,
        /// Place by influence, from 1.
        rank: u64,
        /// p value of its rank correlation with the result, corrected for the number of parameters tried.
        p_adjusted: Option<f64>,
    }
);
