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
    // Neither end is a number that people read out: the exponent says more than a row of digits.
    if !(0.000_095..1e15).contains(&size) {
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
    hours_like(words, value, value)
}

/// A duration in the unit that suits another one: what is compared stands in one unit.
fn hours_like(words: &Words, value: f64, like: f64) -> String {
    let (key, per_hour) = match like.abs() {
        0.0 => ("hours-long", 1.0),
        size if size < 2.0 => ("hours-minutes", 60.0),
        size if size < 72.0 => ("hours-long", 1.0),
        _ => ("hours-days", 1.0 / 24.0),
    };
    let text = number(value * per_hour);
    let key = if key == "hours-days" && text == "1" { "hours-day" } else { key };
    words.say(key, &[("value", text.into())])
}

/// An amount of yen: in thousands, millions, billions; in Japanese in 万 and 億.
#[must_use]
pub fn yen(words: &Words, value: f64) -> String {
    let size = value.abs();
    let (middle, large) = steps(words.language());
    let (key, divisor) = match size {
        size if size >= large => ("yen-large", large),
        size if size >= middle => ("yen-middle", middle),
        _ => ("yen-plain", 1.0),
    };
    words.say(key, &[("value", number(value / divisor).into())])
}

/// An amount of anything: as [`number`], large ones counted in millions and billions, in Japanese in 万 and 億.
#[must_use]
pub fn amount(words: &Words, value: f64) -> String {
    let (middle, large) = steps(words.language());
    let (key, divisor) = match value.abs() {
        size if size >= large => ("amount-large", large),
        size if size >= middle => ("amount-middle", middle),
        _ => return number(value),
    };
    words.say(key, &[("value", number(value / divisor).into())])
}

/// English counts in millions and billions, Japanese in 万 (10^4) and 億 (10^8).
fn steps(language: Language) -> (f64, f64) {
    match language {
        Language::English => (1e6, 1e9),
        Language::Japanese => (1e4, 1e8),
    }
}

/// `value` of a measure with its unit, as a sentence wants it.
#[must_use]
pub fn quantity(words: &Words, unit: Unit, value: f64) -> String {
    quantity_like(words, unit, value, value)
}

/// The same in the unit that suits `like`.
#[must_use]
pub fn quantity_like(words: &Words, unit: Unit, value: f64, like: f64) -> String {
    let with_unit = |unit: Unit| {
        words.say("amount-with-unit", &[("amount", amount(words, value).into()), ("unit", words.name_of(unit).into())])
    };
    match unit {
        Unit::Count => amount(words, value),
        Unit::Hours => hours_like(words, value, like),
        Unit::UserHours | Unit::Records | Unit::People => with_unit(unit),
        Unit::Yen => yen(words, value),
        Unit::Share | Unit::Flag => percent(words, value),
    }
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
            (1e300, "1.0e300"),
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
    fn large_amounts_are_counted_as_each_language_counts() {
        assert_eq!(amount(&Words::new(Language::English), 4_037_000.0), "4.04 million");
        assert_eq!(amount(&Words::new(Language::Japanese), 4_037_000.0), "404万");
        assert_eq!(quantity(&Words::new(Language::Japanese), Unit::Records, 49_000.0), "4.9万件");
        assert_eq!(quantity(&Words::new(Language::English), Unit::Records, 49_000.0), "49,000 records");
    }

    #[test]
    fn a_duration_is_told_in_the_unit_of_its_size() {
        let words = Words::new(Language::English);
        assert_eq!(hours(&words, 0.5), "30 min");
        assert_eq!(hours(&words, 5.25), "5.25 h");
        assert_eq!(hours(&words, 240.0), "10 days");
        assert_eq!(hours(&words, 0.0), "0 h");
        assert_eq!(quantity_like(&words, Unit::Hours, 12.0, 240.0), "0.5 days");
    }
}
