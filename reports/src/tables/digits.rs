//! How every number in a table is printed.
//!
//! Nine significant digits, rounded half to even on the exact binary value, trailing zeros dropped, a point as decimal mark, no
//! grouping, never `-0`. From one millionth up to 10^15 the notation is plain decimal; outside that range it is `1.23e-9`, which
//! Excel and every CSV reader take as a number too. What is not a finite number is an empty cell, as is what is missing.
//!
//! The bytes depend on nothing but the value: Rust prints floats exactly, on every platform alike.

use std::fmt::Write as _;

/// Significant digits of every number in every table.
pub const SIGNIFICANT_DIGITS: usize = 9;

/// Appends `value` to `out`; nothing where it is not finite.
pub fn push_digits(out: &mut String, value: f64) {
    if !value.is_finite() {
        return;
    }
    if value == 0.0 {
        out.push('0');
        return;
    }
    // Most cells are small whole numbers: they need no rounding.
    #[allow(clippy::cast_possible_truncation, reason = "guarded by the range")]
    if value.abs() < 1e9 && value.fract() == 0.0 {
        let _ = write!(out, "{}", value as i64);
        return;
    }
    let scientific = format!("{value:.*e}", SIGNIFICANT_DIGITS - 1);
    let Some((mantissa, exponent)) = scientific.split_once('e') else { return };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let figures: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let figures = figures.trim_end_matches('0');
    out.push_str(sign);
    match exponent {
        -6..0 => {
            out.push_str("0.");
            out.extend(std::iter::repeat_n('0', exponent.unsigned_abs() as usize - 1));
            out.push_str(figures);
        }
        0..15 => {
            let whole = exponent.unsigned_abs() as usize + 1;
            if figures.len() > whole {
                out.push_str(&figures[..whole]);
                out.push('.');
                out.push_str(&figures[whole..]);
            } else {
                out.push_str(figures);
                out.extend(std::iter::repeat_n('0', whole - figures.len()));
            }
        }
        _ => {
            out.push_str(&figures[..1]);
            if figures.len() > 1 {
                out.push('.');
                out.push_str(&figures[1..]);
            }
            let _ = write!(out, "e{exponent}");
        }
    }
}

/// `value` as it stands in a table.
#[must_use]
pub fn digits(value: f64) -> String {
    let mut out = String::new();
    push_digits(&mut out, value);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::digits;

    #[test]
    fn nine_significant_digits_are_printed_plainly() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (-42.0, "-42"),
            (0.1 + 0.2, "0.3"),
            (1.0 / 3.0, "0.333333333"),
            (2.0 / 3.0, "0.666666667"),
            (123_456.789_123, "123456.789"),
            (1_234_567_890_123.0, "1234567890000"),
            (999_999_999.9, "1000000000"),
            (0.000_001_5, "0.0000015"),
            (0.000_000_15, "1.5e-7"),
            (1e15, "1e15"),
            (-1.25e20, "-1.25e20"),
            (f64::NAN, ""),
            (f64::INFINITY, ""),
        ] {
            assert_eq!(digits(value), text, "{value:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back_to_nine_digits(mantissa in -1.0f64..1.0, exponent in -30i32..30) {
            let value = mantissa * format!("1e{exponent}").parse::<f64>().expect("a number");
            let read: f64 = digits(value).parse().expect("a number");
            // Half a unit in the ninth digit of the smallest mantissa, 1.00000000.
            prop_assert!((read - value).abs() <= value.abs() * 5e-9);
            prop_assert_eq!(digits(read), digits(value), "printing twice changes nothing");
        }
    }
}
