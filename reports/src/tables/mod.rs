//! The tables that a comparison leaves behind: their columns, their rows, how a number is printed.
//!
//! A row is declared once by `table_row!`: its fields are the columns, for the writer ([`write_rows`]), the reader ([`read_rows`]), the
//! data dictionary and `explain` alike. Writers take any [`std::io::Write`]; names of files, temporary names and renaming are the
//! program's business. [`Tables`] is a whole folder read back.

mod aligned;
mod cells;
mod costs;
mod csv_rows;
mod differences;
mod digits;
mod evidence;
mod exceedance;
mod folder;
mod incidents;
mod json;
mod manifest;
mod names;
mod parameters;
mod places;
mod read;
mod redaction;
mod row;
mod schema;
mod spread;
mod summary;
mod survival;
mod worth;

pub use aligned::{Lean, aligned};
pub use cells::{Cells, RowCells, Wanted, WrongCell};
pub use costs::{CostRow, Spread3};
pub use csv_rows::CsvRows;
pub use differences::DifferenceRow;
pub(crate) use differences::to_decide;
pub use digits::{SIGNIFICANT_DIGITS, digits, push_digits};
pub use evidence::{ChecklistRow, TraceabilityRow};
pub use exceedance::{ExceedanceRow, WorstRow};
pub use folder::{FaultKind, FolderFault, MANIFEST, ReadFile, Tables};
pub use incidents::IncidentTable;
pub use json::as_json;
pub use manifest::{Counts, InputHash, Manifest, OutputHash};
pub use names::NameRow;
pub use parameters::{DrawResultRow, DrawRow, ParameterRow, SensitivityRow};
pub use places::{OrganisationRow, ServiceRow, TreeRow};
pub use read::{TextFault, TextFaultKind, read_rows};
pub use row::{TableRow, write_rows};
pub use schema::{OutputTable, SCHEMA_VERSION};
pub use spread::{ALL_CATEGORIES, SpreadRow};
pub use summary::SummaryRow;
pub use survival::{DelayRow, SurvivalRow};
pub use worth::{KnockOutRow, ValueRow};
