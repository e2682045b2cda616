//! Which output tables there are and which columns each has.
//!
//! The columns themselves are spelled once, where the row is declared; `yagura explain` and the data dictionary print the meanings. Columns are only ever added, at
//! the end, and then [`SCHEMA_VERSION`] goes up. The meaning of a column is message `column-<table>-<name>`, or `column-<name>` where
//! it means the same in every table; a measure's is `measure-<key>-definition`.

use yagura_sim::measure::MEASURES;
use yagura_sim::words;
use yagura_sim::words::Words as _;

use super::{
    ChecklistRow, CostRow, DelayRow, DifferenceRow, DrawResultRow, DrawRow, ExceedanceRow, KnockOutRow, NameRow,
    OrganisationRow, ParameterRow, SensitivityRow, ServiceRow, SpreadRow, SummaryRow, SurvivalRow, TableRow as _,
    TraceabilityRow, TreeRow, ValueRow, WorstRow,
};
use crate::words::Words;

/// Version of all output tables together; the manifest carries it.
pub const SCHEMA_VERSION: u32 = 2;

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
        /// A row per id.
        Names = "names",
        /// A row per scenario, control set, delay and time.
        Survival = "survival",
        /// A row per scenario, control set and delay.
        Delays = "delays",
        /// A row per scenario, control set, measure and value.
        Exceedance = "exceedance",
        /// A row per scenario, control set and incident that stands for its kind.
        Worst = "worst",
        /// A row per scenario, control set and service.
        Services = "services",
        /// A row per scenario, control set and organisation.
        Organisations = "organisations",
        /// A row per parameter.
        Parameters = "parameters",
        /// A row per parameter draw and parameter.
        Draws = "draws",
        /// A row per scenario, control set and parameter draw.
        DrawResults = "draw_results",
        /// A row per scenario, control set, question and parameter.
        Sensitivity = "sensitivity",
        /// A row per path from a control to its evidence.
        Traceability = "traceability",
        /// A row per control set and requirement.
        Checklist = "checklist",
        /// A row per scenario, control set and control removed from it.
        KnockOut = "knock_out",
        /// A row per scenario and asset that was taken.
        Tree = "tree",
        /// A row per control set and scenario.
        Value = "value",
    }
);

const INCIDENT_KEYS: &[&str] = &["city", "scenario", "control_set", "parameter_draw", "replication"];

impl OutputTable {
    /// Its columns, in order.
    #[must_use]
    pub fn columns(self) -> Vec<&'static str> {
        match self {
            Self::Incidents => {
                INCIDENT_KEYS.iter().copied().chain(MEASURES.iter().map(|measure| measure.key)).collect()
            }
            Self::Summary => SummaryRow::columns(),
            Self::Differences => DifferenceRow::columns(),
            Self::Costs => CostRow::columns(),
            Self::Spread => SpreadRow::columns(),
            Self::Names => NameRow::columns(),
            Self::Survival => SurvivalRow::columns(),
            Self::Delays => DelayRow::columns(),
            Self::Exceedance => ExceedanceRow::columns(),
            Self::Worst => WorstRow::columns(),
            Self::Services => ServiceRow::columns(),
            Self::Organisations => OrganisationRow::columns(),
            Self::Parameters => ParameterRow::columns(),
            Self::Draws => DrawRow::columns(),
            Self::DrawResults => DrawResultRow::columns(),
            Self::Sensitivity => SensitivityRow::columns(),
            Self::Traceability => TraceabilityRow::columns(),
            Self::Checklist => ChecklistRow::columns(),
            Self::KnockOut => KnockOutRow::columns(),
            Self::Tree => TreeRow::columns(),
            Self::Value => ValueRow::columns(),
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
        let (table, key) = (self.as_str().replace('_', "-"), column.replace('_', "-"));
        words
            .find(&format!("column-{table}-{key}"), &[])
            .or_else(|| words.find(&format!("column-{key}"), &[]))
            .or_else(|| words.find(&format!("measure-{key}-definition"), &[]))
    }

    /// What a row of it is, in a sentence.
    #[must_use]
    pub fn about(self, words: &Words) -> String {
        words.say(&format!("table-{}", self.as_str().replace('_', "-")), &[])
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
                    words.find(&format!("table-{}", table.as_str().replace('_', "-")), &[]).is_some(),
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
