//! `spread.csv`: assets in a state over time, by category, with quantile bands.

use std::io::{self, Write};

use super::{CsvRows, OutputTable};

/// How many assets of one category were in one state at one time after the start.
#[derive(Clone, Debug, PartialEq)]
pub struct SpreadRow {
    /// Scenario's id.
    pub scenario: String,
    /// Control set's id.
    pub control_set: String,
    /// Category, or `all`.
    pub category: &'static str,
    /// `compromised`, `tainted` or `isolated`.
    pub state: &'static str,
    /// Hours since the incident began.
    pub time_h: f64,
    /// Incidents.
    pub n: u64,
    /// Mean number of assets.
    pub mean: f64,
    /// 5th, 25th, 50th, 75th and 95th percentile.
    pub quantiles: [f64; 5],
}

/// Writes the whole table.
pub fn write_spread<W: Write>(into: W, city: &str, rows: &[SpreadRow]) -> io::Result<W> {
    let mut table = CsvRows::start(into, OutputTable::Spread.columns())?;
    for row in rows {
        table.text(city)?;
        table.text(&row.scenario)?;
        table.text(&row.control_set)?;
        table.text(row.category)?;
        table.text(row.state)?;
        table.number(Some(row.time_h))?;
        table.count(row.n)?;
        table.number(Some(row.mean))?;
        for quantile in row.quantiles {
            table.number(Some(quantile))?;
        }
        table.end()?;
    }
    table.finish()
}
