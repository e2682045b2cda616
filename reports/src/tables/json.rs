//! A table as JSON: the very cells of the CSV, numbers as numbers and empty cells as null, so that the two can never differ.

use serde_json::{Map, Number, Value};

/// An array with an object a row of the table `csv`.
#[must_use]
pub fn as_json(csv: &[u8]) -> Value {
    let mut reader = csv::Reader::from_reader(csv);
    let columns: Vec<String> =
        reader.headers().map(|header| header.iter().map(String::from).collect()).unwrap_or_default();
    let object = |record: csv::StringRecord| {
        let fields = columns.iter().zip(record.iter()).map(|(column, cell)| (column.clone(), value(cell)));
        Value::Object(fields.collect::<Map<_, _>>())
    };
    Value::Array(reader.records().flatten().map(object).collect())
}

fn value(cell: &str) -> Value {
    match cell {
        "" => Value::Null,
        text => text.parse::<Number>().map_or_else(|_| Value::from(text), Value::Number),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::as_json;

    #[test]
    fn cells_become_what_they_are() {
        assert_eq!(
            as_json(b"city,n,mean,note\nhoshimi,3,0.5,\nother,0,1e-9,\"a,b\"\n"),
            json!([
                { "city": "hoshimi", "n": 3, "mean": 0.5, "note": null },
                { "city": "other", "n": 0, "mean": 1e-9, "note": "a,b" },
            ])
        );
    }
}
