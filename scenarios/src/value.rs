//! Whether a text fits a column, for values that are stated outside their table.

use yagura_sim::problem::nearest;

use crate::column::{Bounds, Column, Form};
use crate::diagnostic::{Code, Expected};
use crate::expression::Fault;
use crate::number::{NumberFault, parse_number};
use crate::table::{expected_bounds, items, yes_no};
use crate::text::trimmed;

/// What is wrong with `text` as a cell of `column`; a blank fits where a cell may be blank.
pub(crate) fn check_value(column: &Column, text: &str) -> Option<Fault> {
    let text = trimmed(text);
    if text.is_empty() {
        let expected = Expected::Form(column.en.trim_end_matches('.').into());
        let needed = column.need == crate::column::Need::Required;
        return needed.then(|| Fault { code: Code::Missing, part: String::new(), expected, nearest: None });
    }
    match column.form {
        Form::YesNo if yes_no(text).is_none() => Some(Fault::unknown(text, Expected::YesOrNo, ["yes", "no"])),
        Form::Number(unit, bounds) => number(text, unit, bounds, false),
        #[expect(clippy::cast_precision_loss, reason = "bounds of whole columns are far below 2^53")]
        Form::Whole(low, high) => number(text, "", Bounds::Between(low as f64, high as f64), true),
        Form::Word(words) => word(column.name, text, &words()),
        Form::Words(words) => items(text).into_iter().find_map(|item| word(column.name, item, &words())),
        _ => None,
    }
}

fn number(text: &str, unit: &str, bounds: Bounds, whole: bool) -> Option<Fault> {
    let fault = |code, expected| Some(Fault { code, part: text.to_owned(), expected, nearest: None });
    match parse_number(text) {
        Err(NumberFault::HasUnit) => fault(Code::WrongUnit, Expected::Number { unit: unit.into() }),
        Err(NumberFault::NotANumber) => fault(Code::NotANumber, Expected::Number { unit: unit.into() }),
        Ok(number) if whole && number.fract() != 0.0 => fault(Code::NotANumber, Expected::Whole),
        Ok(number) if !bounds.hold(number) => fault(Code::OutOfRange, expected_bounds(bounds)),
        Ok(_) => None,
    }
}

fn word(what: &str, text: &str, words: &[&'static str]) -> Option<Fault> {
    if words.contains(&text) {
        return None;
    }
    let expected = Expected::OneOf { what: what.into(), words: words.iter().map(|word| (*word).to_owned()).collect() };
    Some(Fault { code: Code::UnknownWord, part: text.into(), expected, nearest: nearest(text, words.iter().copied()) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::city::ORGANISATIONS;

    #[test]
    fn a_value_is_held_against_the_form_of_its_column() {
        let code = |column: &str, text: &str| check_value(ORGANISATIONS.column(column).unwrap(), text).map(|f| f.code);
        assert_eq!(code("analysts", "3"), None);
        assert_eq!(code("analysts", "3 people"), Some(Code::WrongUnit));
        assert_eq!(code("analysts", "-1"), Some(Code::OutOfRange));
        assert_eq!(code("analysts", "1.5"), Some(Code::NotANumber));
        assert_eq!(code("security_operations", "24x7"), Some(Code::UnknownWord));
        assert_eq!(code("security_operations", "round_the_clock"), None);
        assert_eq!(code("alerts_to", ""), None);
        assert_eq!(code("role", ""), Some(Code::Missing));
    }
}
