//! Rows of comma-separated values, written cell by cell.
//!
//! UTF-8 without a mark, comma, line feed, quotes only where needed: one way, so that equal tables are equal bytes. A row that has
//! more or fewer cells than the header is refused by the writer underneath.

use std::io::{self, Write};

use super::digits::push_digits;

/// Writes one table into `W`.
pub struct CsvRows<W: Write> {
    rows: csv::Writer<W>,
    cell: String,
}

impl<W: Write> CsvRows<W> {
    /// Starts the table with its header.
    pub fn start<'a>(into: W, columns: impl IntoIterator<Item = &'a str>) -> io::Result<Self> {
        let mut rows = csv::WriterBuilder::new().buffer_capacity(1 << 16).from_writer(into);
        for column in columns {
            rows.write_field(column)?;
        }
        rows.write_record(None::<&[u8]>)?;
        Ok(Self { rows, cell: String::with_capacity(32) })
    }

    /// The next cell: a text.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        Ok(self.rows.write_field(text)?)
    }

    /// The next cell: a whole number, all its digits.
    pub fn count(&mut self, count: u64) -> io::Result<()> {
        self.rows.write_field(count.to_string())?;
        Ok(())
    }

    /// The next cell: a number with nine significant digits, or nothing.
    pub fn number(&mut self, number: Option<f64>) -> io::Result<()> {
        self.cell.clear();
        if let Some(number) = number {
            push_digits(&mut self.cell, number);
        }
        Ok(self.rows.write_field(&self.cell)?)
    }

    /// Ends the row.
    pub fn end(&mut self) -> io::Result<()> {
        Ok(self.rows.write_record(None::<&[u8]>)?)
    }

    /// Ends the table and gives back what it was written into.
    pub fn finish(self) -> io::Result<W> {
        self.rows.into_inner().map_err(|stuck| io::Error::new(stuck.error().kind(), stuck.error().to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::CsvRows;

    #[test]
    fn missing_is_empty_and_only_what_must_is_quoted() -> std::io::Result<()> {
        let mut table = CsvRows::start(Vec::new(), ["city", "n", "mean"])?;
        table.text("星見, \"本庁\"")?;
        table.count(10_000_000_001)?;
        table.number(None)?;
        table.end()?;
        assert_eq!(String::from_utf8_lossy(&table.finish()?), "city,n,mean\n\"星見, \"\"本庁\"\"\",10000000001,\n");
        Ok(())
    }

    #[test]
    fn a_row_of_the_wrong_length_is_refused() -> std::io::Result<()> {
        let mut table = CsvRows::start(Vec::new(), ["city", "n"])?;
        table.text("hoshimi")?;
        assert!(table.end().is_err());
        Ok(())
    }
}
