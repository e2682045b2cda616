//! Typed values out of the cells of a row.

use std::ops::Range;

use yagura_sim::knowledge::Range as Magnitude;
use yagura_sim::problem::Origin;
use yagura_sim::words::Words;

use crate::column::{Bounds, Column, Form, Need, TableLayout};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Expected};
use crate::number::{NumberFault, parse_number};
use crate::sheet::{Csv, cells, narrowed};
use crate::text::{half_width, trimmed};

/// One row, asked for typed values.
pub(crate) struct Row<'a> {
    pub(crate) csv: &'a Csv,
    pub(crate) index: usize,
    pub(crate) layout: &'static TableLayout,
    pub(crate) origin: Origin,
    pub(crate) out: &'a mut Diagnostics,
}

impl<'a> Row<'a> {
    fn layout_of(&self, name: &str) -> Option<&'static Column> {
        let column = self.layout.column(name);
        debug_assert!(column.is_some(), "column {name} of {} has no layout", self.layout.table);
        column
    }

    /// Bytes of cell `name`, narrowed to `part`.
    fn span(&self, name: &str, part: &str) -> Range<usize> {
        let start = self.csv.start(self.index);
        let spans = cells(&self.csv.source.text, start).spans;
        let cell = self.csv.header.iter().position(|known| known == name).and_then(|at| spans.get(at).cloned());
        match cell {
            Some(cell) => narrowed(&self.csv.source.text, cell, part),
            None => spans.first().cloned().unwrap_or(start..start),
        }
    }

    /// Writes down that `part` of cell `name` is wrong, and the names that it might have meant.
    pub(crate) fn fault(&mut self, code: Code, name: &str, part: &str, expected: Expected, nearest: Option<String>) {
        let span = self.span(name, part);
        let diagnostic = Diagnostic::at(code, &self.csv.source, span, name, part, expected);
        self.out.push(diagnostic.nearest_is(nearest));
    }

    fn fault_near(&mut self, code: Code, name: &str, part: &str, expected: Expected, names: &[&'static str]) {
        let nearest = yagura_sim::problem::nearest(part, names.iter().copied());
        self.fault(code, name, part, expected, nearest);
    }

    /// The cell, trimmed; `None` if it is blank or its column absent. A blank cell that must be filled is written down.
    fn filled(&mut self, name: &str) -> Option<&'a str> {
        let csv = self.csv;
        let column = self.layout_of(name)?;
        match csv.cell(self.index, self.layout.place(name)) {
            Some(cell) if !cell.is_empty() => return Some(cell),
            Some(_) if column.need == Need::Required => {
                let (code, expected) = match column.form {
                    Form::Source => (Code::MissingSource, Expected::Source),
                    _ => (Code::Missing, Expected::column(column)),
                };
                self.fault(code, name, "", expected, None);
            }
            _ => {}
        }
        None
    }

    pub(crate) fn check_everywhere(&mut self) {
        let Some(date) = self.filled("as_of") else { return };
        if !is_date(&half_width(date)) {
            let expected = Expected::Form("a date as 2025, 2025-04 or 2025-04-01".into());
            self.fault(Code::Malformed, "as_of", date, expected, None);
        }
    }

    /// Whether cell `name` is there and filled.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.csv.cell(self.index, self.layout.place(name)).is_some_and(|cell| !cell.is_empty())
    }

    /// A text; empty if blank.
    pub(crate) fn text(&mut self, name: &str) -> String {
        self.filled(name).unwrap_or("").to_owned()
    }

    /// A text, or `default` if blank.
    pub(crate) fn text_or(&mut self, name: &str, default: &str) -> String {
        self.filled(name).unwrap_or(default).to_owned()
    }

    /// The texts between semicolons.
    pub(crate) fn list(&mut self, name: &str) -> Vec<String> {
        self.filled(name).map(items).unwrap_or_default().into_iter().map(String::from).collect()
    }

    /// `yes` or `no`; blank: no.
    pub(crate) fn yes_no(&mut self, name: &str) -> bool {
        let Some(cell) = self.filled(name) else { return false };
        yes_no(cell).unwrap_or_else(|| {
            self.fault_near(Code::UnknownWord, name, cell, Expected::YesOrNo, &["yes", "no"]);
            false
        })
    }

    /// A word of a vocabulary, if filled.
    pub(crate) fn word_if<W: Words>(&mut self, name: &str) -> Option<W> {
        let cell = self.filled(name)?;
        let word = W::parse(cell);
        if word.is_none() {
            self.fault_near(Code::UnknownWord, name, cell, Expected::word::<W>(), &W::spellings());
        }
        word
    }

    /// A word of a vocabulary, or `default` if blank.
    pub(crate) fn word_or<W: Words>(&mut self, name: &str, default: W) -> W {
        self.word_if(name).unwrap_or(default)
    }

    /// A word of a vocabulary in a required column.
    pub(crate) fn word<W: Words>(&mut self, name: &str) -> W {
        self.word_if(name).unwrap_or(W::ALL[0])
    }

    /// Several words of a vocabulary.
    pub(crate) fn words<W: Words>(&mut self, name: &str) -> Vec<W> {
        let Some(cell) = self.filled(name) else { return Vec::new() };
        let mut words = Vec::new();
        for item in items(cell) {
            match W::parse(item) {
                Some(word) => words.push(word),
                None => self.fault_near(Code::UnknownWord, name, item, Expected::word::<W>(), &W::spellings()),
            }
        }
        words
    }

    /// A number within the bounds of its column, if filled.
    pub(crate) fn number(&mut self, name: &str) -> Option<f64> {
        let cell = self.filled(name)?;
        let Some(Column { form: Form::Number(unit, bounds), .. }) = self.layout_of(name) else {
            debug_assert!(false, "column {name} is no number");
            return None;
        };
        let number = self.parsed(name, cell, unit)?;
        if !bounds.hold(number) {
            self.fault(Code::OutOfRange, name, cell, expected_bounds(*bounds), None);
            return None;
        }
        Some(number)
    }

    fn parsed(&mut self, name: &str, cell: &str, unit: &str) -> Option<f64> {
        match parse_number(cell) {
            Ok(number) => Some(number),
            Err(fault) => {
                let code = match fault {
                    NumberFault::HasUnit => Code::WrongUnit,
                    NumberFault::NotANumber => Code::NotANumber,
                };
                self.fault(code, name, cell, Expected::Number { unit: unit.into() }, None);
                None
            }
        }
    }

    /// A whole number within the bounds of its column, if filled.
    pub(crate) fn whole<T: TryFrom<i64>>(&mut self, name: &str) -> Option<T> {
        let cell = self.filled(name)?;
        let Some(Column { form: Form::Whole(low, high), .. }) = self.layout_of(name) else {
            debug_assert!(false, "column {name} is no whole number");
            return None;
        };
        let number = self.parsed(name, cell, "")?;
        #[expect(clippy::cast_precision_loss, reason = "bounds of whole columns are far below 2^53")]
        let bounds = Bounds::Between(*low as f64, *high as f64);
        if number.fract() != 0.0 {
            self.fault(Code::NotANumber, name, cell, Expected::Whole, None);
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "checked to lie within the bounds, which are i64")]
        let whole = bounds.hold(number).then_some(number as i64).and_then(|whole| T::try_from(whole).ok());
        if whole.is_none() {
            self.fault(Code::OutOfRange, name, cell, expected_bounds(bounds), None);
        }
        whole
    }

    /// Three columns that are a range: low <= mode <= high. `None` if all are blank.
    pub(crate) fn range(&mut self, names: [&str; 3]) -> Option<Magnitude> {
        if !names.iter().any(|name| self.has(name)) {
            // Asked for, so that a required one is written down as blank.
            for name in names {
                self.filled(name);
            }
            return None;
        }
        for name in names {
            let column = self.layout_of(name);
            if !self.has(name) && column.is_none_or(|column| column.need == Need::Optional) {
                let expected = Expected::Form(format!("all of {} or none", names.join(", ")));
                self.fault(Code::Missing, name, "", expected, None);
            }
        }
        let [low, mode, high] = names.map(|name| self.number(name));
        let range = Magnitude { low: low?, mode: mode?, high: high? };
        self.ordered(names, range).then_some(range)
    }

    /// Whether low <= mode <= high; otherwise it is written down.
    pub(crate) fn ordered(&mut self, names: [&str; 3], range: Magnitude) -> bool {
        let fine = range.low <= range.mode && range.mode <= range.high;
        if !fine {
            let name = if range.low > range.mode { names[0] } else { names[2] };
            let cells = format!("{}, {}, {}", range.low, range.mode, range.high);
            let span = self.span(name, "");
            let fault = Diagnostic::at(Code::RangeOrder, &self.csv.source, span, name, cells, Expected::Ascending);
            self.out.push(fault);
        }
        fine
    }
}

/// What bounds ask for.
pub(crate) fn expected_bounds(bounds: Bounds) -> Expected {
    match bounds {
        Bounds::Any => Expected::Number { unit: String::new() },
        Bounds::Between(low, high) => Expected::Between { low, high },
        Bounds::AtLeast(low) => Expected::AtLeast { low },
        Bounds::Above(low) => Expected::Above { low },
    }
}

/// The parts of a cell between semicolons, without blanks.
pub(crate) fn items(cell: &str) -> Vec<&str> {
    cell.split([';', '；']).map(trimmed).filter(|item| !item.is_empty()).collect()
}

/// The meaning of a yes-or-no cell. `TRUE` and `FALSE` are what spreadsheets make of it.
pub(crate) fn yes_no(cell: &str) -> Option<bool> {
    match cell.to_ascii_lowercase().as_str() {
        "yes" | "true" | "はい" => Some(true),
        "no" | "false" | "いいえ" => Some(false),
        _ => None,
    }
}

/// Year, year-month or year-month-day (also with `/`, as spreadsheets write it).
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.trim().split(['-', '/']).collect();
    let within = |part: &str, digits: std::ops::RangeInclusive<usize>, most: u32| {
        digits.contains(&part.len())
            && part.bytes().all(|b| b.is_ascii_digit())
            && part.parse::<u32>().is_ok_and(|n| (1..=most).contains(&n))
    };
    parts.len() <= 3
        && within(parts[0], 4..=4, 9999)
        && parts.get(1).is_none_or(|month| within(month, 1..=2, 12))
        && parts.get(2).is_none_or(|day| within(day, 1..=2, 31))
}
