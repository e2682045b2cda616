//! `incidents.csv`: a row per incident, streamed.

use std::io::{self, Write};

use super::{CsvRows, OutputTable};

/// `incidents.csv` while it is being written.
pub struct IncidentTable<W: Write> {
    rows: CsvRows<W>,
    city: String,
}

impl<W: Write> IncidentTable<W> {
    /// Starts the table of incidents in `city`.
    pub fn start(into: W, city: &str) -> io::Result<Self> {
        Ok(Self { rows: CsvRows::start(into, OutputTable::Incidents.columns())?, city: city.to_owned() })
    }

    /// One incident: its key, and its measures in the order of [`MEASURES`](yagura_sim::measure::MEASURES).
    pub fn push(
        &mut self,
        scenario: &str,
        control_set: &str,
        (draw, replication): (u32, u32),
        values: &[Option<f64>],
    ) -> io::Result<()> {
        self.rows.text(&self.city)?;
        self.rows.text(scenario)?;
        self.rows.text(control_set)?;
        self.rows.count(u64::from(draw))?;
        self.rows.count(u64::from(replication))?;
        for &value in values {
            self.rows.number(value)?;
        }
        self.rows.end()
    }

    /// Ends the table.
    pub fn finish(self) -> io::Result<W> {
        self.rows.finish()
    }
}

#[cfg(test)]
mod tests {
    use yagura_sim::measure::MEASURES;

    use super::IncidentTable;

    #[test]
    fn a_measure_that_does_not_apply_is_an_empty_cell() -> std::io::Result<()> {
        let mut table = IncidentTable::start(Vec::new(), "hoshimi")?;
        let mut values = vec![None; MEASURES.len()];
        values[0] = Some(0.0);
        table.push("river-radio-spoof", "none", (3, 41), &values)?;
        let text = String::from_utf8(table.finish()?).expect("UTF-8");
        let row = text.lines().nth(1).expect("a row");
        assert_eq!(row, format!("hoshimi,river-radio-spoof,none,3,41,0{}", ",".repeat(MEASURES.len() - 1)));
        Ok(())
    }
}
