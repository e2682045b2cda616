//! CSV tables whose every cell knows its place.
//!
//! A [`Csv`] is checked against its [`TableLayout`] once: header, lengths of rows. A [`Row`] is then asked for typed values; what
//! does not fit is written down as a diagnostic and replaced by a default, so that one pass finds every mistake of a file. The
//! caller throws the rows away if there were any.

use yagura_sim::problem::Origin;

use crate::column::TableLayout;
use crate::diagnostic::Diagnostics;
use crate::row::Row;
use crate::sheet::Csv;

/// A table after overlays: rows of several files in one order.
#[derive(Debug)]
pub(crate) struct Merged {
    pub(crate) layout: &'static TableLayout,
    pub(crate) files: Vec<Csv>,
    /// File and row in it.
    pub(crate) rows: Vec<(usize, usize)>,
}

impl Merged {
    /// The rows of `base`.
    pub(crate) fn new(layout: &'static TableLayout, base: Option<Csv>) -> Self {
        let rows = base.iter().flat_map(|csv| (0..csv.len()).map(|row| (0, row))).collect();
        Self { layout, files: base.into_iter().collect(), rows }
    }

    /// Lays `over` on top: a row with the key of an existing one takes its place, others come after.
    pub(crate) fn overlay(&mut self, over: Csv) {
        let mut places = std::collections::BTreeMap::new();
        for (place, &(file, row)) in self.rows.iter().enumerate() {
            places.entry(self.files[file].key(row, self.layout)).or_insert(place);
        }
        let file = self.files.len();
        for row in 0..over.len() {
            match places.remove(&over.key(row, self.layout)) {
                Some(place) => self.rows[place] = (file, row),
                None => self.rows.push((file, row)),
            }
        }
        self.files.push(over);
    }

    /// Reads every row by `record`.
    pub(crate) fn records<T>(&self, out: &mut Diagnostics, mut record: impl FnMut(&mut Row<'_>) -> T) -> Vec<T> {
        let row_of = |(place, &(file, index)): (usize, &(usize, usize))| (place, &self.files[file], index);
        self.rows
            .iter()
            .enumerate()
            .map(row_of)
            .map(|(place, csv, index)| {
                let origin = Origin::new(self.layout.table, u32::try_from(place).unwrap_or(u32::MAX));
                let mut row = Row { csv, index, layout: self.layout, origin, out };
                row.check_everywhere();
                record(&mut row)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::column::{Bounds, Form, Need};
    use crate::column::{optional, required};
    use crate::text::Source;
    use yagura_sim::problem::Table;

    static LAYOUT: TableLayout = TableLayout {
        table: Table::Assets,
        need: Need::Required,
        columns: &[
            required("id", Form::Text, "Id.", "ID。"),
            optional("lat", Form::Number("degrees", Bounds::Between(-90.0, 90.0)), "Latitude.", "緯度。"),
            optional("count", Form::Whole(1, 100), "Count.", "数。"),
        ],
        key: &["id"],
        open: false,
        en: "",
        ja: "",
    };

    type Cells = (String, Option<f64>, Option<u8>);

    fn read(text: &str) -> (Vec<Cells>, Vec<String>) {
        let mut out = Diagnostics::default();
        let csv = Csv::read(Arc::new(Source::new("t.csv", text)), &LAYOUT, &mut out);
        let rows = Merged::new(&LAYOUT, Some(csv))
            .records(&mut out, |row| (row.text("id"), row.number("lat"), row.whole("count")));
        (rows, out.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_good_table_has_no_diagnostics_and_blank_rows_are_skipped() {
        let (rows, faults) = read("id,lat,count\r\n\r\n\"a\",３４．５,1\r\n,,\r\nb,,\r\n");
        assert_eq!(faults, Vec::<String>::new());
        assert_eq!(rows, [("a".into(), Some(34.5), Some(1)), ("b".into(), None, None)]);
    }

    #[test]
    fn all_mistakes_of_a_table_are_found_in_one_pass() {
        let (_, faults) = read("id,latt,count\na,1,200\nb\n,2,1.5\n");
        assert_eq!(
            faults,
            [
                "t.csv:1:4: error[unknown-column]: column `latt` is not known here; expected one of the columns: id, lat, \
                 count, note, as_of, verified; did you mean `lat`?",
                "t.csv:3:1: error[row-length]: this row has 1 cell; expected 3 cells, as in the header",
                "t.csv:2:5: error[out-of-range]: 200 is outside the range of `count`; expected a number from 1 to 100",
                "t.csv:4:1: error[missing]: `id` is missing; expected Id",
                "t.csv:4:4: error[not-a-number]: `1.5` is not a number; expected a whole number",
            ]
        );
    }

    #[test]
    fn an_unclosed_quotation_mark_is_a_syntax_error_and_not_a_long_cell() {
        let (_, faults) = read("id,lat,count\n\"a,1,1\nb,2,2\n");
        assert_eq!(faults, ["t.csv:2:1: error[syntax]: this cannot be read: a quotation mark that is never closed"]);
    }

    #[test]
    fn an_overlay_replaces_rows_by_key_and_adds_the_rest() {
        let mut out = Diagnostics::default();
        let mut csv = |text| Csv::read(Arc::new(Source::new("t.csv", text)), &LAYOUT, &mut out);
        let mut table = Merged::new(&LAYOUT, Some(csv("id,lat,count\na,1,1\nb,2,2\n")));
        table.overlay(csv("id,lat\nb,3\nc,4\n"));
        let rows = table.records(&mut out, |row| (row.text("id"), row.number("lat"), row.origin.row));
        assert_eq!(rows, [("a".into(), Some(1.0), 0), ("b".into(), Some(3.0), 1), ("c".into(), Some(4.0), 2)]);
    }
}
