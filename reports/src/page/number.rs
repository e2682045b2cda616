//! Numbers that say where they come from.
//!
//! Every number on the page carries the cell of the table that it was read from, or the rows that were counted or added up: a test reads
//! the page and the tables and finds them equal, and an analyst finds the row.
//!
//! - `<data value="46.812345">46.8 h</data>`: a cell, the text of which is the value; which cell it is says what stands around it
//!   (`origins.rs`).
//! - `data-count="differences:primary=1;verdict=better"`: how many rows of the table have these cells.
//! - `data-sum="costs:five_year_mode_jpy:control_set=core"`: a column added up over the rows that have these cells.

use super::html::Html;
use super::origins::Origin;
use crate::tables::digits;
use crate::words::{Words, number, percent, quantity_like, yen};
use yagura_sim::measure::Unit;

/// A row of a table in the folder.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At {
    /// File without `.csv`.
    table: &'static str,
    /// From 1.
    row: usize,
}

impl At {
    /// The row at `index`, from 0.
    pub(crate) fn new(table: &'static str, index: usize) -> Self {
        Self { table, row: index + 1 }
    }

    /// A sentence that says what the cell of `column`, holding `raw`, means.
    pub(crate) fn words(self, column: &str, raw: &str, sentence: &str) -> Html {
        let (raw, sentence) = (Html::text(raw), Html::text(sentence));
        let markup = format!("<data class=\"s\" value=\"{}\">{}</data>", raw.as_str(), sentence.as_str());
        Html::from_cell(markup, self.origin(column))
    }

    /// The cell of `column`, holding the number `raw`, shown as `shown`.
    pub(crate) fn cell(self, column: &str, raw: &str, shown: &str) -> Html {
        let markup = format!("<data value={raw}>{}</data>", Html::text(shown).as_str());
        Html::from_cell(markup, self.origin(column))
    }

    fn origin(self, column: &str) -> Origin {
        Origin { table: self.table, row: self.row, column: column.to_owned() }
    }

    /// A count: all its digits, grouped.
    pub(crate) fn count(self, column: &str, value: u64) -> Html {
        self.cell(column, &value.to_string(), &whole(value))
    }

    /// A plain number.
    pub(crate) fn number(self, column: &str, value: f64) -> Html {
        self.cell(column, &digits(value), &number(value))
    }

    /// A share of 1 as a percentage.
    pub(crate) fn percent(self, words: &Words, column: &str, value: f64) -> Html {
        self.cell(column, &digits(value), &percent(words, value))
    }

    /// Yen.
    pub(crate) fn yen(self, words: &Words, column: &str, value: f64) -> Html {
        self.cell(column, &digits(value), &yen(words, value))
    }

    /// A measure in the unit that suits `like`.
    pub(crate) fn quantity(self, words: &Words, column: &str, unit: Unit, value: f64, like: f64) -> Html {
        self.cell(column, &digits(value), &quantity_like(words, unit, value, like))
    }

    /// The same with a plus where it is positive.
    pub(crate) fn signed_quantity(self, words: &Words, column: &str, unit: Unit, value: f64, like: f64) -> Html {
        self.cell(column, &digits(value), &signed(value, &quantity_like(words, unit, value, like)))
    }
}

/// How many rows of `table` have these cells; the caller counted `n`.
pub(crate) fn counted(table: &str, having: &[(&str, &str)], n: usize) -> Html {
    Html::made(format!("<span data-count=\"{table}:{}\">{}</span>", conditions(having), whole(n as u64)))
}

/// The sum of `column` over the rows that have these cells, shown as yen.
pub(crate) fn sum_of_yen(words: &Words, table: &str, column: &str, having: &[(&str, &str)], sum: f64) -> Html {
    total(table, column, having, sum, &yen(words, sum))
}

/// The same as hours.
pub(crate) fn sum_of_hours(words: &Words, table: &str, column: &str, having: &[(&str, &str)], sum: f64) -> Html {
    let shown = words.say("hours-long", &[("value", number(sum).into())]);
    total(table, column, having, sum, &shown)
}

/// The sum of `column` over the rows with one cell, to the last digit.
pub(crate) fn sum(table: &str, column: &str, (key, cell): (&str, &str), sum: f64) -> Html {
    total(table, column, &[(key, cell)], sum, &digits(sum))
}

fn total(table: &str, column: &str, having: &[(&str, &str)], sum: f64, shown: &str) -> Html {
    Html::made(format!(
        "<span data-sum=\"{table}:{column}:{}\" data-value=\"{}\">{}</span>",
        conditions(having),
        digits(sum),
        Html::text(shown).as_str()
    ))
}

fn conditions(having: &[(&str, &str)]) -> String {
    let all: Vec<String> = having.iter().map(|(column, cell)| format!("{column}={cell}")).collect();
    Html::text(&all.join(";")).as_str().to_owned()
}

fn signed(value: f64, shown: &str) -> String {
    if value > 0.0 { format!("+{shown}") } else { shown.replacen('-', "\u{2212}", 1) }
}

/// All digits of a count, grouped.
pub(crate) fn whole(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn a_number_names_its_cell_and_shows_three_digits() {
        let words = Words::new(Language::English);
        let shown = At::new("summary", 11).quantity(&words, "mean", Unit::Hours, 46.812_345, 46.8);
        assert_eq!(shown.as_str(), "<data value=46.812345>46.8 h</data>");
        assert_eq!(shown.origins().attributes(""), " data-rows=\"summary:12\" data-cells=\"mean\"");
        let less = At::new("differences", 0).signed_quantity(&words, "difference", Unit::Yen, -2e6, 2e6);
        assert!(less.as_str().contains(">\u{2212}2 million yen<"), "{}", less.as_str());
    }

    #[test]
    fn a_count_names_the_rows_that_were_counted() {
        let shown = counted("differences", &[("control_set", "today-jp,+CPS.AC-3"), ("verdict", "better")], 1234);
        assert_eq!(
            shown.as_str(),
            "<span data-count=\"differences:control_set=today-jp,+CPS.AC-3;verdict=better\">1,234</span>"
        );
    }
}
