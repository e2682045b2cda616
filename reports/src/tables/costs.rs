//! `costs.csv`: a row per (control_set, control).

use std::io::{self, Write};

use super::{CsvRows, OutputTable};

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

/// What one control of one set costs this city.
#[derive(Clone, Debug, PartialEq)]
pub struct CostRow {
    /// Control set's id.
    pub control_set: String,
    /// Control's id.
    pub control: String,
    /// Purchase, yen; `None`: the catalogue has no cost row.
    pub purchase_jpy: Option<Spread3>,
    /// Yearly, yen.
    pub yearly_jpy: Option<Spread3>,
    /// Staff hours a year.
    pub staff_h: Option<Spread3>,
    /// Purchase and five years, yen.
    pub five_year_jpy: Option<Spread3>,
    /// Source.
    pub source: String,
    /// Who claims it; empty: the catalogue says so.
    pub claimed_by: String,
    /// What is counted, for example `per_site`.
    pub cost_unit: String,
    /// How many of these the city has.
    pub units: Option<f64>,
    /// Share that the set covers; `None`: as today, and no row says how much that is.
    pub coverage: Option<f64>,
}

/// Writes the whole table.
pub fn write_costs<W: Write>(into: W, rows: &[CostRow]) -> io::Result<W> {
    let mut table = CsvRows::start(into, OutputTable::Costs.columns())?;
    for row in rows {
        table.text(&row.control_set)?;
        table.text(&row.control)?;
        for range in [row.purchase_jpy, row.yearly_jpy, row.staff_h, row.five_year_jpy] {
            table.number(range.map(|range| range.low))?;
            table.number(range.map(|range| range.mode))?;
            table.number(range.map(|range| range.high))?;
        }
        table.text(&row.source)?;
        table.text(&row.claimed_by)?;
        table.text(&row.cost_unit)?;
        table.number(row.units)?;
        table.number(row.coverage)?;
        table.end()?;
    }
    table.finish()
}
