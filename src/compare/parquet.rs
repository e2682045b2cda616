//! `incidents.parquet`: the rows as columns, for who reads millions of them.
//!
//! Written by the low-level column writer, row group by row group: memory holds one group. The same bytes for the same rows: nothing of the
//! machine or the moment goes into the file.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use yagura_reports::tables::OutputTable;

/// Rows of a group.
const GROUP: usize = 10_000;

/// Columns that name a row: three texts, two whole numbers.
const TEXTS: usize = 3;
const WHOLE: usize = 2;

/// The table of incidents while it is being written.
pub(super) struct ParquetTable<W: Write + Send> {
    file: SerializedFileWriter<W>,
    city: ByteArray,
    texts: [Vec<ByteArray>; TEXTS],
    whole: [Vec<i64>; WHOLE],
    /// Per measure: whether each row has it, and the values of those that have.
    present: Vec<Vec<i16>>,
    values: Vec<Vec<f64>>,
}

impl<W: Write + Send> ParquetTable<W> {
    /// Starts the table of incidents in `city`.
    pub(super) fn start(into: W, city: &str) -> io::Result<Self> {
        let columns = OutputTable::Incidents.columns();
        let measures = columns.len() - TEXTS - WHOLE;
        let fields: Vec<String> = columns
            .iter()
            .enumerate()
            .map(|(place, column)| match place {
                0..TEXTS => format!("required binary {column} (UTF8);"),
                TEXTS..5 => format!("required int64 {column};"),
                _ => format!("optional double {column};"),
            })
            .collect();
        let schema = parse_message_type(&format!("message incidents {{ {} }}", fields.join(" "))).map_err(failed)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(format!("yagura {}", env!("CARGO_PKG_VERSION")))
            .build();
        let file = SerializedFileWriter::new(into, Arc::new(schema), Arc::new(properties)).map_err(failed)?;
        Ok(Self {
            file,
            city: city.as_bytes().to_vec().into(),
            texts: Default::default(),
            whole: Default::default(),
            present: vec![Vec::new(); measures],
            values: vec![Vec::new(); measures],
        })
    }

    /// The next incident.
    pub(super) fn push(
        &mut self,
        scenario: &str,
        control_set: &str,
        (draw, replication): (u32, u32),
        values: &[Option<f64>],
    ) -> io::Result<()> {
        // A reference to the bytes of the row before, where they are the same: texts hardly change from row to row.
        let text = |last: Option<&ByteArray>, text: &str| match last {
            Some(last) if last.data() == text.as_bytes() => last.clone(),
            _ => text.as_bytes().to_vec().into(),
        };
        let (scenario, set) = (text(self.texts[1].last(), scenario), text(self.texts[2].last(), control_set));
        for (column, text) in self.texts.iter_mut().zip([self.city.clone(), scenario, set]) {
            column.push(text);
        }
        for (column, number) in self.whole.iter_mut().zip([draw, replication]) {
            column.push(i64::from(number));
        }
        for ((present, column), value) in self.present.iter_mut().zip(&mut self.values).zip(values) {
            present.push(i16::from(value.is_some()));
            column.extend(value);
        }
        if self.whole[0].len() == GROUP { self.group() } else { Ok(()) }
    }

    fn group(&mut self) -> io::Result<()> {
        let mut group = self.file.next_row_group().map_err(failed)?;
        let mut place = 0;
        while let Some(mut column) = group.next_column().map_err(failed)? {
            let written = match place {
                0..TEXTS => column.typed::<ByteArrayType>().write_batch(&self.texts[place], None, None),
                TEXTS..5 => column.typed::<Int64Type>().write_batch(&self.whole[place - TEXTS], None, None),
                _ => {
                    let measure = place - TEXTS - WHOLE;
                    let (values, present) = (&self.values[measure], &self.present[measure]);
                    column.typed::<DoubleType>().write_batch(values, Some(present), None)
                }
            };
            written.map_err(failed)?;
            column.close().map_err(failed)?;
            place += 1;
        }
        group.close().map_err(failed)?;
        self.texts.iter_mut().for_each(Vec::clear);
        self.whole.iter_mut().for_each(Vec::clear);
        self.present.iter_mut().for_each(Vec::clear);
        self.values.iter_mut().for_each(Vec::clear);
        Ok(())
    }

    /// Ends the table.
    pub(super) fn finish(mut self) -> io::Result<W> {
        if !self.whole[0].is_empty() {
            self.group()?;
        }
        self.file.into_inner().map_err(failed)
    }
}

fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(cause) => match cause.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(cause) => io::Error::other(cause),
        },
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader as _, SerializedFileReader};
    use parquet::record::RowAccessor as _;
    use yagura_sim::measure::MEASURES;

    use super::*;

    fn written(rows: u32) -> Vec<u8> {
        let mut table = ParquetTable::start(Vec::new(), "hoshimi").expect("a table");
        for row in 0..rows {
            let mut values = vec![None; MEASURES.len()];
            values[0] = (row % 2 == 0).then(|| f64::from(row) / 3.0);
            table
                .push("river-radio-spoof", if row < 5 { "none" } else { "today-jp" }, (row / 7, row % 7), &values)
                .expect("a row");
        }
        table.finish().expect("an end")
    }

    #[test]
    fn what_is_read_back_is_what_was_written_over_several_groups() {
        let bytes = written(25_001);
        assert_eq!(bytes, written(25_001), "the same rows are the same bytes");
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).expect("a Parquet file");
        assert_eq!(reader.metadata().num_row_groups(), 3);
        let mut count = 0;
        for (number, row) in reader.get_row_iter(None).expect("rows").enumerate() {
            let row = row.expect("a row");
            let number = u32::try_from(number).expect("few rows");
            assert_eq!(row.get_string(2).expect("a set"), if number < 5 { "none" } else { "today-jp" });
            assert_eq!(row.get_long(4).expect("a replication"), i64::from(number % 7));
            let wanted = (number % 2 == 0).then(|| f64::from(number) / 3.0);
            assert_eq!(row.get_double(5).ok(), wanted, "a measure that does not apply is null");
            count += 1;
        }
        assert_eq!(count, 25_001);
    }
}
