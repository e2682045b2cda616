//! The unit of a parameter or an effect in the reader's language.

use super::{Words, number};

/// What the unit that the catalogue spells `unit` is called; itself where nobody named it, as in a catalogue of one's own.
#[must_use]
pub fn parameter_unit(words: &Words, unit: &str) -> String {
    let key = format!("parameter-unit-{}", unit.replace('_', "-"));
    words.find(&key, &[]).unwrap_or_else(|| unit.to_owned())
}

/// `value` with that unit; alone where no unit is known.
#[must_use]
pub fn parameter_value(words: &Words, unit: &str, value: f64) -> String {
    if unit.is_empty() {
        return number(value);
    }
    let unit = parameter_unit(words, unit);
    words.say("amount-with-unit", &[("amount", number(value).into()), ("unit", unit.into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn a_unit_is_named_and_one_that_nobody_named_stays_as_it_is() {
        let (english, japanese) = (Words::new(Language::English), Words::new(Language::Japanese));
        assert_eq!(parameter_value(&english, "hour", 4.0), "4 hours");
        assert_eq!(parameter_unit(&japanese, "probability_blocked"), "阻止確率");
        assert_eq!(parameter_unit(&japanese, "furlong"), "furlong");
        assert_eq!(parameter_value(&japanese, "", 0.5), "0.5");
    }
}
