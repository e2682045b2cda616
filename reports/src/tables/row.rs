//! A row of a table: its fields are its columns, spelled once, for the writer and the reader alike.

use std::io::{self, Write};

use super::cells::{RowCells, WrongCell};
use super::{CsvRows, OutputTable};

/// A row of an output table; made by `table_row!`.
pub trait TableRow: Sized {
    /// The table.
    const TABLE: OutputTable;

    /// Its columns, in order.
    fn columns() -> Vec<&'static str>;

    /// Writes the cells of this row.
    fn write_cells<W: Write>(&self, into: &mut CsvRows<W>) -> io::Result<()>;

    /// Reads the cells of a row.
    ///
    /// # Errors
    /// A cell that does not hold what belongs there.
    fn read_cells(from: &mut RowCells<'_>) -> Result<Self, WrongCell>;
}

/// Writes a whole table.
pub fn write_rows<W: Write, R: TableRow>(into: W, rows: &[R]) -> io::Result<W> {
    let mut table = CsvRows::start(into, R::columns())?;
    for row in rows {
        row.write_cells(&mut table)?;
        table.end()?;
    }
    table.finish()
}

/// Declares a row: a struct whose fields are the columns of an output table. A field that is more than one cell names its columns
/// behind `=`.
macro_rules! table_row {
    ($(#[$meta:meta])* $name:ident of $table:ident {
        $($(#[$field_meta:meta])* $field:ident: $type:ty $(= [$($column:literal),+ $(,)?])?),+ $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type),+
        }

        impl $crate::tables::TableRow for $name {
            const TABLE: $crate::tables::OutputTable = $crate::tables::OutputTable::$table;

            fn columns() -> Vec<&'static str> {
                let columns: &[&[&'static str]] = &[
                    $($crate::tables::row::table_row!(@columns $field $([$($column),+])?)),+
                ];
                columns.concat()
            }

            fn write_cells<W: std::io::Write>(&self, into: &mut $crate::tables::CsvRows<W>) -> std::io::Result<()> {
                $($crate::tables::Cells::write(&self.$field, into)?;)+
                Ok(())
            }

            fn read_cells(
                from: &mut $crate::tables::RowCells<'_>,
            ) -> Result<Self, $crate::tables::WrongCell> {
                Ok(Self { $($field: $crate::tables::Cells::read(from)?),+ })
            }
        }
    };
    (@columns $field:ident) => { &[stringify!($field)] };
    (@columns $field:ident [$($column:literal),+]) => { &[$($column),+] };
}
pub(crate) use table_row;
