//! The ids of all tables of a city, for references between them.

use crate::city::CityRecords;
use crate::directory::Directory;
use crate::findings::Findings;
use crate::problem::{Origin, Table};

/// Most rows of a table whose index is 16 bits wide; the last value stays free.
const NARROW: usize = u16::MAX as usize;
/// Most rows of a table whose index is 32 bits wide.
const WIDE: usize = u32::MAX as usize;

/// One directory a table.
pub(super) struct Directories {
    pub(super) organisations: Directory,
    pub(super) zones: Directory,
    pub(super) assets: Directory,
    pub(super) datasets: Directory,
    pub(super) services: Directory,
}

macro_rules! directory {
    ($what:literal, $most:ident, $rows:expr, $findings:ident) => {
        Directory::of($what, "id", $most, $rows.iter().map(|row| (row.origin, row.id.as_str())), $findings)
    };
}

impl Directories {
    /// `assets`: the ids of the long table, gathered and sorted but not yet checked.
    pub(super) fn of(records: &CityRecords, assets: Directory, findings: &mut Findings) -> Self {
        assets.check_rows("id", WIDE, asset_origin, findings);
        Self {
            organisations: directory!("an organisation", NARROW, records.organisations, findings),
            zones: directory!("a zone", NARROW, records.zones, findings),
            assets,
            datasets: directory!("a dataset", NARROW, records.datasets, findings),
            services: directory!("a service", NARROW, records.services, findings),
        }
    }
}

/// Assets are numbered by their rows.
fn asset_origin(row: usize) -> Origin {
    Origin::new(Table::Assets, u32::try_from(row).unwrap_or(u32::MAX))
}
