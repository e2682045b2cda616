//! The ids of all tables of a city, for references between them.

use crate::city::CityRecords;
use crate::directory::Directory;
use crate::findings::Findings;

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
    pub(super) fn of(records: &CityRecords, findings: &mut Findings) -> Self {
        Self {
            organisations: directory!("an organisation", NARROW, records.organisations, findings),
            zones: directory!("a zone", NARROW, records.zones, findings),
            assets: directory!("an asset", WIDE, records.assets, findings),
            datasets: directory!("a dataset", NARROW, records.datasets, findings),
            services: directory!("a service", NARROW, records.services, findings),
        }
    }
}
