//! `parameters.csv`: numbers with their distribution.

use yagura_sim::knowledge::{Confidence, ParameterRecord, Range};
use yagura_sim::problem::nearest;

use super::columns::PARAMETER_UNITS;
use crate::diagnostic::{Code, Expected};
use crate::expression::{Arguments, distribution};
use crate::row::Row;

const RANGE: [&str; 3] = ["low", "mode", "high"];

pub(super) fn parameter(row: &mut Row<'_>) -> ParameterRecord {
    let key = row.text("key");
    let unit = unit(row);
    let distribution = row.text("distribution");
    let arguments = check_distribution(row, &distribution);
    let range = range(row, &distribution);
    // Data rows (a series of medians by year) hold what they hold; everything that is drawn has an order and a range.
    if arguments != Some(Arguments::Data) && row.ordered(RANGE, range) {
        check_range(row, &unit, range);
    }
    ParameterRecord {
        origin: row.origin,
        topic: row.text("topic"),
        quantity: row.text_or("quantity", &key),
        low: range.low,
        mode: range.mode,
        high: range.high,
        ignorance_share: row.number("ignorance_share").unwrap_or(0.0),
        source: row.text("source"),
        year: row.text("year"),
        url_or_reference: row.text("url_or_reference"),
        confidence: row.word_or("confidence", Confidence::Assumption),
        basis: row.text("basis"),
        note: row.text("note"),
        key,
        unit,
        distribution,
    }
}

fn unit(row: &mut Row<'_>) -> String {
    let unit = row.text("unit");
    if !unit.is_empty() && !PARAMETER_UNITS.contains(&unit.as_str()) {
        let words = PARAMETER_UNITS.iter().map(|unit| (*unit).to_owned()).collect();
        let expected = Expected::OneOf { what: "the units".into(), words };
        row.fault(Code::WrongUnit, "unit", &unit, expected, nearest(&unit, PARAMETER_UNITS));
    }
    unit
}

fn check_distribution(row: &mut Row<'_>, text: &str) -> Option<Arguments> {
    if text.is_empty() {
        return None;
    }
    match distribution(text) {
        Ok(arguments) => Some(arguments),
        Err(fault) => {
            row.fault(fault.code, "distribution", &fault.part, fault.expected, fault.nearest);
            None
        }
    }
}

/// The three numbers; a blank end is the mode, and a uniform distribution needs no mode.
fn range(row: &mut Row<'_>, distribution: &str) -> Range {
    let [low, mode, high] = RANGE.map(|name| row.number(name));
    let middle = match (distribution, low, high) {
        ("uniform", Some(low), Some(high)) => mode.or(Some((low + high) / 2.0)),
        _ => mode,
    };
    if middle.is_none() && !row.has("mode") {
        row.fault(Code::Missing, "mode", "", Expected::Number { unit: String::new() }, None);
    }
    let ends_needed = matches!(distribution, "pert" | "uniform");
    for (name, value) in [("low", low), ("high", high)] {
        if ends_needed && value.is_none() && !row.has(name) {
            row.fault(Code::Missing, name, "", Expected::Number { unit: String::new() }, None);
        }
    }
    let mode = middle.unwrap_or(0.0);
    // Where a number was refused, the others must not be called out of order because of its stand-in.
    let stand_in = |name: &str, value: Option<f64>| match value {
        None if row.has(name) || middle.is_none() => None,
        value => Some(value.unwrap_or(mode)),
    };
    match (stand_in("low", low), stand_in("high", high)) {
        (Some(low), Some(high)) => Range { low, mode, high },
        _ => Range { low: mode, mode, high: mode },
    }
}

/// A chance lies between 0 and 1, a time or a count is not negative.
fn check_range(row: &mut Row<'_>, unit: &str, range: Range) {
    let (low, high) = match unit {
        "probability" | "fraction" => (0.0, 1.0),
        // Logarithms, scores and free units may lie anywhere.
        "log_unit" | "score" | "mixed" => return,
        _ => (0.0, f64::MAX),
    };
    let limits = if high == 1.0 { Expected::Between { low, high } } else { Expected::AtLeast { low } };
    for (name, value) in RANGE.into_iter().zip([range.low, range.mode, range.high]) {
        if !(low..=high).contains(&value) && row.has(name) {
            row.fault(Code::OutOfRange, name, &value.to_string(), limits.clone(), None);
        }
    }
}
