//! `summary.csv`: a row per (city, scenario, control_set, measure).

use std::io::{self, Write};

use super::{CsvRows, OutputTable};
use crate::statistics::IntervalKind;

/// What a measure was under one control set in one scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct SummaryRow {
    /// Scenario's id.
    pub scenario: String,
    /// Control set's id.
    pub control_set: String,
    /// Key of the measure.
    pub measure: &'static str,
    /// Spelling of its unit.
    pub unit: &'static str,
    /// Incidents in which the measure has a value.
    pub n: u64,
    /// Mean.
    pub mean: Option<f64>,
    /// Standard deviation between incidents.
    pub sd: Option<f64>,
    /// Interval of the mean.
    pub interval: Option<(f64, f64)>,
    /// How the interval was made.
    pub interval_kind: IntervalKind,
    /// Median.
    pub median: Option<f64>,
    /// 5th percentile.
    pub p5: Option<f64>,
    /// 95th percentile.
    pub p95: Option<f64>,
    /// Incidents in which it has none: it does not apply, or the horizon cut it off.
    pub n_missing: u64,
    /// Incidents in which it is not 0.
    pub n_nonzero: u64,
    /// Where nothing but zeros was seen: the chance per incident that may be behind it all the same, with 95 % confidence.
    pub zero_event_bound: Option<f64>,
}

/// Writes the whole table.
pub fn write_summary<W: Write>(into: W, city: &str, rows: &[SummaryRow]) -> io::Result<W> {
    let mut table = CsvRows::start(into, OutputTable::Summary.columns())?;
    for row in rows {
        table.text(city)?;
        table.text(&row.scenario)?;
        table.text(&row.control_set)?;
        table.text(row.measure)?;
        table.text(row.unit)?;
        table.count(row.n)?;
        table.number(row.mean)?;
        table.number(row.sd)?;
        table.number(row.interval.map(|(low, _)| low))?;
        table.number(row.interval.map(|(_, high)| high))?;
        table.text(row.interval_kind.as_str())?;
        table.number(row.median)?;
        table.number(row.p5)?;
        table.number(row.p95)?;
        table.count(row.n_missing)?;
        table.count(row.n_nonzero)?;
        table.number(row.zero_event_bound)?;
        table.end()?;
    }
    table.finish()
}
