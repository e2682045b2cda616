//! The tables that a comparison leaves behind: their columns, their rows, how a number is printed.
//!
//! One file a table: the row as data, and how it is written. The writers take any [`std::io::Write`]; names of files, temporary names
//! and renaming are the program's business.

mod aligned;
mod costs;
mod csv_rows;
mod differences;
mod digits;
mod incidents;
mod json;
mod manifest;
mod schema;
mod spread;
mod summary;

pub use aligned::{Lean, aligned};
pub use costs::{CostRow, Spread3, write_costs};
pub use csv_rows::CsvRows;
pub use differences::{DifferenceRow, write_differences};
pub use digits::{SIGNIFICANT_DIGITS, digits, push_digits};
pub use incidents::IncidentTable;
pub use json::as_json;
pub use manifest::{Counts, InputHash, Manifest, OutputHash};
pub use schema::{OutputTable, SCHEMA_VERSION};
pub use spread::{SpreadRow, write_spread};
pub use summary::{SummaryRow, write_summary};
