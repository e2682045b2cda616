//! Numbers as people write them in spreadsheets.
//!
//! Full-width digits and thousand separators are read; a unit behind the number is refused, because guessing it wrong would be
//! silent.

use crate::text::{half_width, trimmed};

/// Why a cell is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberFault {
    /// Not a number at all, or not a finite one.
    NotANumber,
    /// A number with something behind or before it: a unit, a currency, a percent sign.
    HasUnit,
}

/// The finite number in `cell`.
///
/// # Errors
/// [`NumberFault`].
pub(crate) fn parse_number(cell: &str) -> Result<f64, NumberFault> {
    let text = half_width(trimmed(cell));
    let text = text.trim();
    if let Some(number) = plain(text) {
        return Ok(number);
    }
    let body = text.trim_start_matches(['¥', '$', '€']).trim();
    let end = body.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+'))).unwrap_or(body.len());
    let with_unit = plain(&body[..end]).is_some() && (end < body.len() || body.len() < text.len());
    Err(if with_unit { NumberFault::HasUnit } else { NumberFault::NotANumber })
}

fn plain(text: &str) -> Option<f64> {
    let ungrouped = without_thousand_separators(text)?;
    // `parse` also reads "inf", "nan" and "infinity": a number starts with a digit, a sign or a point.
    if !ungrouped.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E')) {
        return None;
    }
    ungrouped.parse::<f64>().ok().filter(|number| number.is_finite())
}

/// `12,345.6` without its comma; `None` if a comma stands where no thousand ends.
fn without_thousand_separators(text: &str) -> Option<String> {
    if !text.contains(',') {
        return Some(text.to_owned());
    }
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut groups = whole.split(',');
    let first = groups.next()?.trim_start_matches(['-', '+']);
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let right =
        (1..=3).contains(&first.len()) && digits(first) && groups.all(|group| group.len() == 3 && digits(group));
    (right && !fraction.is_some_and(|f| f.contains(','))).then(|| text.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreadsheet_spellings_are_read() {
        for (cell, number) in [
            ("12", 12.0),
            (" −0.5 ", -0.5),
            ("１２，３４５．５", 12345.5),
            ("1,234,567", 1_234_567.0),
            ("1e-3", 0.001),
            ("\u{3000}7\u{3000}", 7.0),
        ] {
            assert_eq!(parse_number(cell), Ok(number), "{cell}");
        }
    }

    #[test]
    fn units_are_told_from_nonsense() {
        for cell in ["5 h", "5h", "30%", "30％", "１０分", "¥100", "1,000円", "12 000"] {
            assert_eq!(parse_number(cell), Err(NumberFault::HasUnit), "{cell}");
        }
        for cell in ["", "many", "inf", "NaN", "1,5", "1.2.3", "1,2345", "-", "e5", "1e999"] {
            assert_ne!(parse_number(cell).ok(), Some(0.0), "{cell}");
            assert!(parse_number(cell).is_err(), "{cell}");
        }
    }
}
