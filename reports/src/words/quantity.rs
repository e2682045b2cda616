//! Numbers as people read them: three significant digits, thousands grouped, units in the reader's language.
//!
//! Only for people. What a program reads is printed by [`tables::digits`](crate::tables::digits).

use yagura_sim::measure::Unit;

use super::{Language, Words};

/// `value` with three significant digits and grouped thousands; whole numbers below 1000 have no decimals.
#[must_use]
pub fn number(value: f64) -> String {
    if value == 0.0 {
        return "0".into();
    }
    if !value.is_finite() {
        return "-".into();
    }
    let size = value.abs();
    if size < 0.000_95 {
        return format!("{value:.1e}");
    }
    // `{:e}` rounds first, so that 999.6 counts as four digits before the point.
    let exponent: i32 = format!("{value:.2e}").split_once('e').and_then(|(_, e)| e.parse().ok()).unwrap_or(0);
    if exponent >= 2 {
        let step = (0..exponent - 2).fold(1.0, |step, _| step * 10.0);
        return grouped(&format!("{:.0}", (value / step).round() * step));
    }
    let decimals = usize::try_from(2 - exponent).unwrap_or(0);
    let text = format!("{value:.decimals$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// `1234567` as `1,234,567`.
fn grouped(whole: &str) -> String {
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut out = String::from(sign);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A share as a percentage: `41 %`, in Japanese `41%`. Shares that are neither 0 nor 1 never read as if they were.
#[must_use]
pub fn percent(words: &Words, share: f64) -> String {
    let value = share * 100.0;
    let text = if value != 0.0 && value.abs() < 0.05 {
        if value > 0.0 { "<0.1".to_owned() } else { "-<0.1".to_owned() }
    } else if share < 1.0 && value >= 99.95 {
        ">99.9".to_owned()
    } else if value.abs() < 9.95 || (share < 1.0 && value >= 99.5) {
        format!("{value:.1}").trim_end_matches(".0").to_owned()
    } else {
        format!("{value:.0}")
    };
    match words.language() {
        Language::English => format!("{text} %"),
        Language::Japanese => format!("{text}%"),
    }
}

/// A duration in hours: minutes below two hours, days from 72 hours.
#[must_use]
pub fn hours(words: &Words, value: f64) -> String {
    let size = value.abs();
    if size == 0.0 || (2.0..72.0).contains(&size) {
        words.say("hours-long", &[("value", number(value).into())])
    } else if size < 2.0 {
        words.say("hours-minutes", &[("value", number(value * 60.0).into())])
    } else {
        words.say("hours-days", &[("value", number(value / 24.0).into())])
    }
}

/// An amount of yen: in thousands, millions, billions; in Japanese in 万 and 億.
#[must_use]
pub fn yen(words: &Words, value: f64) -> String {
    let size = value.abs();
    // English counts in millions and billions, Japanese in 万 (10^4) and 億 (10^8).
    let (middle, large) = match words.language() {
        Language::English => (1e6, 1e9),
        Language::Japanese => (1e4, 1e8),
    };
    let (key, divisor) = match size {
        size if size >= large => ("yen-large", large),
        size if size >= middle => ("yen-middle", middle),
        _ => ("yen-plain", 1.0),
    };
    words.say(key, &[("value", number(value / divisor).into())])
}

/// `value` of a measure with its unit, as a sentence wants it.
#[must_use]
pub fn quantity(words: &Words, unit: Unit, value: f64) -> String {
    match unit {
        Unit::Count => number(value),
        Unit::Hours => hours(words, value),
        Unit::UserHours => format!("{} {}", number(value), words.say("unit-user-h", &[])),
        Unit::Records => format!("{} {}", number(value), words.say("unit-records", &[])),
        Unit::Yen => yen(words, value),
        Unit::Share | Unit::Flag => percent(words, value),
    }
}

/// `low` to `high`, as a sentence wants it.
#[must_use]
pub fn interval(words: &Words, low: &str, high: &str) -> String {
    words.say("interval", &[("low", low.into()), ("high", high.into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_digits_are_kept_and_thousands_grouped() {
        for (value, text) in [
            (0.0, "0"),
            (1.0, "1"),
            (999.6, "1,000"),
            (1234.5, "1,230"),
            (9_876_543.0, "9,880,000"),
            (-1_234_567.0, "-1,230,000"),
            (0.123_456, "0.123"),
            (2.5, "2.5"),
            (16.34, "16.3"),
            (0.001, "0.001"),
            (0.000_012, "1.2e-5"),
        ] {
            assert_eq!(number(value), text, "{value}");
        }
    }

    #[test]
    fn a_percentage_reads_as_nothing_or_all_only_when_it_is() {
        let words = Words::new(Language::English);
        for (share, text) in [
            (0.0, "0 %"),
            (1.0, "100 %"),
            (0.9999, ">99.9 %"),
            (0.0001, "<0.1 %"),
            (0.414, "41 %"),
            (0.0123, "1.2 %"),
            (-0.3, "-30 %"),
        ] {
            assert_eq!(percent(&words, share), text, "{share}");
        }
        assert_eq!(percent(&Words::new(Language::Japanese), 0.41), "41%");
    }

    #[test]
    fn yen_are_counted_as_each_language_counts() {
        let (english, japanese) = (Words::new(Language::English), Words::new(Language::Japanese));
        assert_eq!(yen(&english, 123_456_789.0), "123 million yen");
        assert_eq!(yen(&japanese, 123_456_789.0), "1.23億円");
        assert_eq!(yen(&japanese, 56_000.0), "5.6万円");
        assert_eq!(yen(&english, 950.0), "950 yen");
    }

    #[test]
    fn a_duration_is_told_in_the_unit_of_its_size() {
        let words = Words::new(Language::English);
        assert_eq!(hours(&words, 0.5), "30 min");
        assert_eq!(hours(&words, 5.25), "5.25 h");
        assert_eq!(hours(&words, 240.0), "10 days");
        assert_eq!(hours(&words, 0.0), "0 h");
    }
}
