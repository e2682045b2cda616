//! The rows of incidents, in the form that was asked for.

use std::io;

#[cfg(feature = "parquet")]
use super::parquet::ParquetTable;
use yagura_reports::tables::{IncidentTable, OutputTable};

use super::Rows;
use crate::failure::Failure;
use crate::folder::{Folder, PartFile};
use crate::session::Session;

/// How hard Zstandard tries: its own default.
const LEVEL: i32 = 3;

/// The table of incidents while it is being written.
pub(super) enum RowTable {
    Csv(Box<IncidentTable<PartFile>>),
    Zst(Box<IncidentTable<zstd::stream::write::Encoder<'static, PartFile>>>),
    #[cfg(feature = "parquet")]
    Parquet(Box<ParquetTable<PartFile>>),
}

/// Refuses a form that this program cannot write.
pub(super) fn check(session: &Session, rows: Rows) -> Result<(), Failure> {
    if rows == Rows::Parquet && cfg!(not(feature = "parquet")) {
        Err(Failure::Usage(session.say("rows-no-parquet", &[])))
    } else {
        Ok(())
    }
}

/// The name of the file of `rows`.
pub(super) fn file_name(rows: Rows) -> String {
    let csv = OutputTable::Incidents.file_name();
    match rows {
        Rows::All | Rows::None => csv,
        Rows::Zst => format!("{csv}.zst"),
        Rows::Parquet => format!("{}.parquet", OutputTable::Incidents),
    }
}

impl RowTable {
    /// Starts the table in `folder`; `None`: there is to be none.
    pub(super) fn start(folder: &Folder, city: &str, rows: Rows) -> Result<Option<Self>, Failure> {
        let name = file_name(rows);
        let at = |error| Failure::at(&name, error);
        Ok(match rows {
            Rows::None => None,
            #[cfg(feature = "parquet")]
            Rows::Parquet => {
                Some(Self::Parquet(Box::new(ParquetTable::start(folder.start(&name)?, city).map_err(at)?)))
            }
            // Refused by `check`.
            #[cfg(not(feature = "parquet"))]
            Rows::Parquet => None,
            Rows::All => Some(Self::Csv(Box::new(IncidentTable::start(folder.start(&name)?, city).map_err(at)?))),
            Rows::Zst => {
                let file = zstd::stream::write::Encoder::new(folder.start(&name)?, LEVEL).map_err(at)?;
                Some(Self::Zst(Box::new(IncidentTable::start(file, city).map_err(at)?)))
            }
        })
    }

    /// The next incident; see [`IncidentTable::push`].
    pub(super) fn push(
        &mut self,
        scenario: &str,
        control_set: &str,
        place: (u32, u32),
        values: &[Option<f64>],
    ) -> io::Result<()> {
        match self {
            Self::Csv(table) => table.push(scenario, control_set, place, values),
            Self::Zst(table) => table.push(scenario, control_set, place, values),
            #[cfg(feature = "parquet")]
            Self::Parquet(table) => table.push(scenario, control_set, place, values),
        }
    }

    /// Ends the table.
    pub(super) fn finish(self) -> io::Result<PartFile> {
        match self {
            Self::Csv(table) => table.finish(),
            Self::Zst(table) => table.finish()?.finish(),
            #[cfg(feature = "parquet")]
            Self::Parquet(table) => table.finish(),
        }
    }
}
