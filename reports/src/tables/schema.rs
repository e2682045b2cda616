//! Which columns each output table has: the one place where they are spelled.
//!
//! Writers print the header from here, `yagura explain` and the data dictionary print the meanings. Columns are only ever added, at
//! the end, and then [`SCHEMA_VERSION`] goes up. The meaning of a column is message `column-<table>-<name>`, or `column-<name>` where
//! it means the same in every table; a measure's is `measure-<key>-definition`.

use yagura_sim::measure::MEASURES;
use yagura_sim::words;
use yagura_sim::words::Words as _;

use crate::words::Words;

/// Version of all output tables together; the manifest carries it.
pub const SCHEMA_VERSION: u32 = 1;

words!(
    /// An output table; the spelling is the file's name without `.csv`.
    OutputTable, "output table" {
        /// A row per incident.
        Incidents = "incidents",
        /// A row per scenario, control set and measure.
        Summary = "summary",
        /// A row per scenario, control set, baseline and measure.
        Differences = "differences",
        /// A row per control set and control.
        Costs = "costs",
        /// A row per scenario, control set, category, state and time.
        Spread = "spread",
    }
);

const INCIDENT_KEYS: &[&str] = &["city", "scenario", "control_set", "parameter_draw", "replication"];

const SUMMARY: &[&str] = &[
    "city",
    "scenario",
    "control_set",
    "measure",
    "unit",
    "n",
    "mean",
    "sd",
    "interval_low",
    "interval_high",
    "interval_kind",
    "median",
    "p5",
    "p95",
    "n_missing",
    "n_nonzero",
    "zero_event_bound",
];

const DIFFERENCES: &[&str] = &[
    "city",
    "scenario",
    "control_set",
    "baseline",
    "measure",
    "unit",
    "n",
    "n_discordant",
    "difference",
    "interval_low",
    "interval_high",
    "interval_kind",
    "rank_stability",
    "verdict",
    "primary",
    "mean",
    "baseline_mean",
    "p_value",
    "p_adjusted",
    "margin",
    "to_decide",
];

const COSTS: &[&str] = &[
    "control_set",
    "control",
    "purchase_low_jpy",
    "purchase_mode_jpy",
    "purchase_high_jpy",
    "yearly_low_jpy",
    "yearly_mode_jpy",
    "yearly_high_jpy",
    "staff_low_h",
    "staff_mode_h",
    "staff_high_h",
    "five_year_low_jpy",
    "five_year_mode_jpy",
    "five_year_high_jpy",
    "source",
    "claimed_by",
    "cost_unit",
    "units",
    "coverage",
];

const SPREAD: &[&str] = &[
    "city",
    "scenario",
    "control_set",
    "category",
    "state",
    "time_h",
    "n",
    "mean",
    "p5",
    "p25",
    "median",
    "p75",
    "p95",
];

impl OutputTable {
    /// Its columns, in order.
    #[must_use]
    pub fn columns(self) -> Vec<&'static str> {
        match self {
            Self::Incidents => {
                INCIDENT_KEYS.iter().copied().chain(MEASURES.iter().map(|measure| measure.key)).collect()
            }
            Self::Summary => SUMMARY.to_vec(),
            Self::Differences => DIFFERENCES.to_vec(),
            Self::Costs => COSTS.to_vec(),
            Self::Spread => SPREAD.to_vec(),
        }
    }

    /// The name of its file.
    #[must_use]
    pub fn file_name(self) -> String {
        format!("{}.csv", self.as_str())
    }

    /// What `column` of this table means; `None` for a column that it does not have.
    #[must_use]
    pub fn meaning(self, words: &Words, column: &str) -> Option<String> {
        if !self.columns().contains(&column) {
            return None;
        }
        let key = column.replace('_', "-");
        words
            .find(&format!("column-{self}-{key}"), &[])
            .or_else(|| words.find(&format!("column-{key}"), &[]))
            .or_else(|| words.find(&format!("measure-{key}-definition"), &[]))
    }

    /// What a row of it is, in a sentence.
    #[must_use]
    pub fn about(self, words: &Words) -> String {
        words.say(&format!("table-{self}"), &[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn every_column_has_a_meaning_in_both_languages() {
        for language in Language::ALL {
            let words = Words::new(language);
            for &table in OutputTable::ALL {
                assert!(
                    words.find(&format!("table-{table}"), &[]).is_some(),
                    "{table} is not explained in {language:?}"
                );
                for column in table.columns() {
                    assert!(
                        table.meaning(&words, column).is_some(),
                        "{table}: {column} has no meaning in {language:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_contracted_columns_come_first_and_in_order() {
        // The lists are those of the published contract; a script may address them by position.
        assert!(OutputTable::Incidents.columns().starts_with(&[
            "city",
            "scenario",
            "control_set",
            "parameter_draw",
            "replication"
        ]));
        assert_eq!(
            OutputTable::Summary.columns()[..14].join(","),
            "city,scenario,control_set,measure,unit,n,mean,sd,interval_low,interval_high,interval_kind,median,p5,p95"
        );
        assert_eq!(
            OutputTable::Differences.columns()[..14].join(","),
            "city,scenario,control_set,baseline,measure,unit,n,n_discordant,difference,interval_low,interval_high,interval_kind,\
             rank_stability,verdict"
        );
    }

    #[test]
    fn no_table_has_a_column_twice() {
        for &table in OutputTable::ALL {
            let mut columns = table.columns();
            columns.sort_unstable();
            columns.dedup();
            assert_eq!(columns.len(), table.columns().len(), "{table}");
        }
    }
}
