//! The ids of all tables of a catalogue, for references between them.

use crate::directory::Directory;
use crate::findings::Findings;
use crate::knowledge::CatalogueRecords;

/// Most rows of a table: its index is 16 bits wide, and the last value stays free.
const MOST: usize = u16::MAX as usize;

/// One directory a table.
pub(super) struct CatalogueIds {
    pub(super) controls: Directory,
    pub(super) parameters: Directory,
    pub(super) techniques: Directory,
    pub(super) attack: Directory,
}

macro_rules! directory {
    ($what:literal, $column:ident, $rows:expr, $findings:ident) => {
        Directory::of(
            $what,
            stringify!($column),
            MOST,
            $rows.iter().map(|row| (row.origin, row.$column.as_str())),
            $findings,
        )
    };
}

impl CatalogueIds {
    pub(super) fn of(records: &CatalogueRecords, findings: &mut Findings) -> Self {
        // Nothing refers to these by row, but their ids are arguments on the command line.
        directory!("a risk", id, records.risks, findings);
        directory!("an effect", id, records.effects, findings);
        directory!("an incident", id, records.incidents, findings);
        Self {
            controls: directory!("a control", id, records.controls, findings),
            parameters: directory!("a parameter", key, records.parameters, findings),
            techniques: directory!("a technique", id, records.techniques, findings),
            attack: directory!("an object of ATT&CK", id, records.attack.objects, findings),
        }
    }
}
