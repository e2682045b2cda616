//! One field of a row as cells: how it is written and how it is read back.
//!
//! Most fields are one cell; an interval is two, a range three. What is written reads back as itself, up to the nine digits that a
//! number is printed with.

use std::io::{self, Write};

use yagura_sim::city::Category;
use yagura_sim::measure::{MEASURES, SeriesKind, Unit};
use yagura_sim::words::Words as _;

use super::{CsvRows, Spread3};
use crate::statistics::{IntervalKind, Undecided, Verdict};

/// The cells of one row while it is read, in the order of the fields.
pub struct RowCells<'a> {
    record: &'a csv::StringRecord,
    /// For each field's cell, where it stands in the record.
    places: &'a [usize],
    next: usize,
}

/// A cell that does not hold what belongs there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongCell {
    /// Which of the table's columns, from 0.
    pub column: usize,
    /// What stands there.
    pub text: String,
    /// What belongs there.
    pub wanted: Wanted,
}

/// What belongs into a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A number.
    Number,
    /// A whole number that is not negative.
    Count,
    /// A word that this version knows.
    Word,
}

impl<'a> RowCells<'a> {
    pub(super) fn new(record: &'a csv::StringRecord, places: &'a [usize]) -> Self {
        Self { record, places, next: 0 }
    }

    fn text(&mut self) -> &'a str {
        let text = self.places.get(self.next).and_then(|&place| self.record.get(place)).unwrap_or_default();
        self.next += 1;
        text
    }

    /// The cell that was read last is not what belongs there.
    fn wrong(&self, text: &str, wanted: Wanted) -> WrongCell {
        WrongCell { column: self.next.saturating_sub(1), text: text.to_owned(), wanted }
    }
}

/// A field of a row.
pub trait Cells: Sized {
    /// Writes it.
    fn write<W: Write>(&self, into: &mut CsvRows<W>) -> io::Result<()>;

    /// Reads it.
    ///
    /// # Errors
    /// A cell that does not hold what belongs there.
    fn read(from: &mut RowCells<'_>) -> Result<Self, WrongCell>;
}

impl Cells for String {
    fn write<W: Write>(&self, into: &mut CsvRows<W>) -> io::Result<()> {
        into.text(self)
    }

    fn read(from: &mut RowCells<'_>) -> Result<Self, WrongCell> {
        Ok(from.text().to_owned())
    }
}

/// A word of one of the closed vocabularies that tables hold: a measure, its unit, a category, a state.
impl Cells for &'static str {
    fn write<W: Write>(&self, into: &mut CsvRows<W>) -> io::Result<()> {
        into.text(self)
    }

    fn read(from: &mut RowCells<'_>) -> Result<Self, WrongCell> {
        let text = from.text();
        let mut known = MEASURES
            .iter()
            .map(|measure| measure.key)
            .chain(Unit::ALL.iter().map(|unit| unit.as_str()))
            .chain(Category::ALL.iter().map(|category| category.as_str()))
            .chain(SeriesKind::ALL.iter().map(|kind| kind.as_str()))
            .chain([super::ALL_CATEGORIES]);
        known.find(|word| *word == text).ok_or_else(|| from.wrong(text, Wanted::Word))
    }
}

impl Cells for u64 {
    fn write<W: Write>(&self, into: &mut CsvRows<W>) -> io::Result<()> {
        into.count(*self)
    }

    fn read(from: &mut RowCells<'_>) -> Result<Self, WrongCell> {
        let text = from.text();
        text.parse().map_err(|_| from.wrong(text, Wanted::Count))
    }
}

/// 1 or 0.
impl Cells for bool {
    fn write<W: Write>(&self, into: &mut CsvRows<W>) -> io::Result<()> {
        into.count(u64::from(*self))
    }

    fn read(from: &mut RowCells<'_>) -> Result<Self, WrongCell> {
        match from.text() {
            "1" => Ok(true),
            "0" => Ok(false),
            text => Err(from.wrong(text, Wanted::Word)),
        }
    }
}

impl Cells for Option<f64> {
    fn write<W: Write>(&self, into: &mut CsvRows<W>) -> io::Result<()> {
        into.number(*self)
    }

    fn read(from: &mut RowCells<'_>) -> Result<Self, WrongCell> {
        match from.text() {
            "" => Ok(None),
            text => match text.parse::<f64>() {
                Ok(number) if number.is_finite() => Ok(Some(number)),
                _ => Err(from.wrong(text, Wanted::Number)),
            },
        }
    }
}

impl Cells for f64 {
    fn write<W: Write>(&self, into: &mut CsvRows<W>) -> io::Result<()> {
        into.number(Some(*self))
    }

    fn read(from: &mut RowCells<'_>) -> Result<Self, WrongCell> {
        Option::<f64>::read(from)?.ok_or_else(|| from.wrong("", Wanted::Number))
    }
}

impl Cells for [f64; 5] {
    fn write<W: Write>(&self, into: &mut CsvRows<W>) -> io::Result<()> {
        self.iter().try_for_each(|number| number.write(into))
    }

    fn read(from: &mut RowCells<'_>) -> Result<Self, WrongCell> {
        let mut numbers = [0.0; 5];
        for number in &mut numbers {
            *number = f64::read(from)?;
        }
        Ok(numbers)
    }
}

/// An interval: both ends or none.
impl Cells for Option<(f64, f64)> {
    fn write<W: Write>(&self, into: &mut CsvRows<W>) -> io::Result<()> {
        into.number(self.map(|(low, _)| low))?;
        into.number(self.map(|(_, high)| high))
    }

    fn read(from: &mut RowCells<'_>) -> Result<Self, WrongCell> {
        let (low, high) = (Option::<f64>::read(from)?, Option::<f64>::read(from)?);
        match (low, high) {
            (Some(_), None) => Err(from.wrong("", Wanted::Number)),
            _ => Ok(low.zip(high)),
        }
    }
}

/// A range: all three or none.
impl Cells for Option<Spread3> {
    fn write<W: Write>(&self, into: &mut CsvRows<W>) -> io::Result<()> {
        into.number(self.map(|range| range.low))?;
        into.number(self.map(|range| range.mode))?;
        into.number(self.map(|range| range.high))
    }

    fn read(from: &mut RowCells<'_>) -> Result<Self, WrongCell> {
        let (low, mode, high) = (Option::<f64>::read(from)?, Option::<f64>::read(from)?, Option::<f64>::read(from)?);
        match (low, mode, high) {
            (Some(low), Some(mode), Some(high)) => Ok(Some(Spread3 { low, mode, high })),
            (None, None, None) => Ok(None),
            _ => Err(from.wrong("", Wanted::Number)),
        }
    }
}

impl Cells for IntervalKind {
    fn write<W: Write>(&self, into: &mut CsvRows<W>) -> io::Result<()> {
        into.text(self.as_str())
    }

    fn read(from: &mut RowCells<'_>) -> Result<Self, WrongCell> {
        let text = from.text();
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| from.wrong(text, Wanted::Word))
    }
}

impl Cells for Option<Verdict> {
    fn write<W: Write>(&self, into: &mut CsvRows<W>) -> io::Result<()> {
        into.text(self.map_or("", Verdict::as_str))
    }

    fn read(from: &mut RowCells<'_>) -> Result<Self, WrongCell> {
        let text = from.text();
        if text.is_empty() {
            return Ok(None);
        }
        let known = Verdict::ALL.into_iter().find(|verdict| verdict.as_str() == text);
        known.map(Some).ok_or_else(|| from.wrong(text, Wanted::Word))
    }
}

/// Why a line is undecided: the reason, what was seen (pairs that differ, or the share of worlds that agree), how many are needed.
impl Cells for Option<Undecided> {
    fn write<W: Write>(&self, into: &mut CsvRows<W>) -> io::Result<()> {
        #[allow(clippy::cast_precision_loss, reason = "printed with nine digits")]
        let count = |count: usize| count as f64;
        let (because, seen, needed) = match *self {
            None => ("", None, None),
            Some(Undecided::OneDraw) => ("one_draw", None, None),
            Some(Undecided::OneReplication) => ("one_replication", None, None),
            Some(Undecided::FewDiscordantPairs { found, pairs_needed }) => {
                ("few_discordant_pairs", Some(count(found)), pairs_needed.map(count))
            }
            Some(Undecided::Ignorance { agreement }) => ("ignorance", Some(agreement), None),
            Some(Undecided::WithinMargin) => ("within_margin", None, None),
            Some(Undecided::MoreRuns { replications: Some(needed), .. }) => {
                ("more_replications", None, Some(count(needed)))
            }
            Some(Undecided::MoreRuns { replications: None, draws }) => ("more_draws", None, draws.map(count)),
        };
        into.text(because)?;
        into.number(seen)?;
        into.number(needed)
    }

    fn read(from: &mut RowCells<'_>) -> Result<Self, WrongCell> {
        let because = from.text();
        let unknown = from.wrong(because, Wanted::Word);
        let (seen, needed) = (Option::<f64>::read(from)?, Option::<f64>::read(from)?);
        let count = |number: f64| number as usize;
        Ok(Some(match because {
            "" => return Ok(None),
            "one_draw" => Undecided::OneDraw,
            "one_replication" => Undecided::OneReplication,
            "few_discordant_pairs" => {
                Undecided::FewDiscordantPairs { found: seen.map_or(0, count), pairs_needed: needed.map(count) }
            }
            "ignorance" => Undecided::Ignorance { agreement: seen.unwrap_or(0.0) },
            "within_margin" => Undecided::WithinMargin,
            "more_replications" => Undecided::MoreRuns { replications: needed.map(count), draws: None },
            "more_draws" => Undecided::MoreRuns { replications: None, draws: needed.map(count) },
            _ => return Err(unknown),
        }))
    }
}
