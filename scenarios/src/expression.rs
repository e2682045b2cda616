//! The small languages of single cells: success factors, sums of times, scalings, distributions.
//!
//! | column | form | example |
//! |---|---|---|
//! | `success` | factors with their unit, `;` between; `1-` takes the complement | `guess_rate@try;1-mfa_share@pair` |
//! | `time` | parameter keys, `+` between: the draws add up | `recon_h+exploit_h` |
//! | `times` | parameter keys or complements, `;` between | `1-uncovered_share` |
//! | `distribution` | a name, with its arguments if it has any | `lognormal(mu=2.4;sigma=2)` |
//!
//! Keys are not looked up here. A [`Fault`] names the part of the text that is wrong, so that whoever read the cell can point at it.

use yagura_sim::knowledge::{Scaling, SuccessFactor, SuccessUnit};
use yagura_sim::problem::nearest;
use yagura_sim::words::Words;

use crate::diagnostic::{Code, Expected};
use crate::number::parse_number;
use crate::text::{half_width, trimmed};

/// What is wrong with a text in a small language.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fault {
    pub(crate) code: Code,
    /// The part that is wrong, as it stands in the text.
    pub(crate) part: String,
    pub(crate) expected: Expected,
    pub(crate) nearest: Option<String>,
}

impl Fault {
    pub(crate) fn malformed(part: &str, form: &str) -> Self {
        Self { code: Code::Malformed, part: part.into(), expected: Expected::Form(form.into()), nearest: None }
    }

    pub(crate) fn unknown<'a>(part: &str, expected: Expected, names: impl IntoIterator<Item = &'a str>) -> Self {
        Self { code: Code::UnknownWord, part: part.into(), expected, nearest: nearest(part, names) }
    }

    /// A word outside the vocabulary `W`.
    pub(crate) fn unknown_word<W: Words>(part: &str) -> Self {
        Self::unknown(part, Expected::word::<W>(), W::spellings())
    }
}

/// Whether `text` can be a parameter key: letters, digits and underscores, beginning with a letter.
fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// `key` or `1-key`.
fn scaling(item: &str) -> Result<Scaling, Fault> {
    let (complement, key) = match item.strip_prefix("1-").or_else(|| item.strip_prefix("1 -")) {
        Some(key) => (true, trimmed(key)),
        None => (false, item),
    };
    if !is_key(key) {
        return Err(Fault::malformed(item, "a parameter key, or 1-key for the rest of it"));
    }
    Ok(Scaling { parameter: key.to_owned(), complement })
}

fn parts(text: &str, separator: char) -> Vec<String> {
    half_width(text).split(separator).map(|part| trimmed(part).to_owned()).filter(|part| !part.is_empty()).collect()
}

/// `key@try;1-key@pair`: the factors of a technique's success. Every fault of the text is returned.
pub(crate) fn success_factors(text: &str) -> Result<Vec<SuccessFactor>, Vec<Fault>> {
    gathered(parts(text, ';'), |part| {
        let Some((key, unit)) = part.split_once('@') else {
            let units = SuccessUnit::spellings().join(", ");
            return Err(Fault::malformed(part, &format!("key@unit, the unit one of {units}")));
        };
        let unit = trimmed(unit);
        let unit = SuccessUnit::parse(unit).ok_or_else(|| Fault::unknown_word::<SuccessUnit>(unit))?;
        let Scaling { parameter, complement } = scaling(trimmed(key))?;
        Ok(SuccessFactor { parameter, complement, unit })
    })
}

/// `key+key`: times that add up.
pub(crate) fn times(text: &str) -> Result<Vec<String>, Vec<Fault>> {
    gathered(parts(text, '+'), |part| match is_key(part) {
        true => Ok(part.to_owned()),
        false => Err(Fault::malformed(part, "parameter keys with + between them")),
    })
}

/// `key;1-key`: parameters that scale a magnitude.
pub(crate) fn scalings(text: &str) -> Result<Vec<Scaling>, Vec<Fault>> {
    gathered(parts(text, ';'), scaling)
}

fn gathered<T>(parts: Vec<String>, read: impl Fn(&str) -> Result<T, Fault>) -> Result<Vec<T>, Vec<Fault>> {
    let mut good = Vec::new();
    let mut faults = Vec::new();
    for part in parts {
        match read(&part) {
            Ok(item) => good.push(item),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(good) } else { Err(faults) }
}

/// How a distribution takes its arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arguments {
    /// From the columns `low`, `mode`, `high`.
    Columns,
    /// From its brackets, all of them above zero unless they are locations.
    Brackets(&'static [(&'static str, Positive)]),
    /// Any named numbers in brackets: data to read, not to draw from.
    Data,
}

/// Whether an argument has to be above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Positive {
    Yes,
    No,
}

/// Every distribution by name.
const DISTRIBUTIONS: &[(&str, Arguments)] = &[
    ("fixed", Arguments::Columns),
    ("pert", Arguments::Columns),
    ("uniform", Arguments::Columns),
    ("exponential", Arguments::Columns),
    ("lognormal", Arguments::Brackets(&[("mu", Positive::No), ("sigma", Positive::Yes)])),
    ("weibull", Arguments::Brackets(&[("k", Positive::Yes), ("lambda", Positive::Yes)])),
    ("gamma", Arguments::Brackets(&[("k", Positive::Yes), ("theta", Positive::Yes)])),
    ("beta", Arguments::Brackets(&[("a", Positive::Yes), ("b", Positive::Yes)])),
    ("series", Arguments::Data),
];

/// Checks a distribution: its name, the names of its arguments, their numbers.
pub(crate) fn distribution(text: &str) -> Result<Arguments, Fault> {
    let text = half_width(trimmed(text));
    let (name, body) = match text.split_once('(') {
        Some((name, rest)) => {
            let Some(body) = rest.strip_suffix(')') else {
                return Err(Fault::malformed(&text, "a closing bracket at the end"));
            };
            (trimmed(name), Some(body))
        }
        None => (text.as_str(), None),
    };
    let names = || DISTRIBUTIONS.iter().map(|(name, _)| *name);
    let Some(&(_, arguments)) = DISTRIBUTIONS.iter().find(|(known, _)| *known == name) else {
        let expected = Expected::OneOf { what: "the distributions".into(), words: names().map(String::from).collect() };
        return Err(Fault::unknown(name, expected, names()));
    };
    match (arguments, body) {
        (Arguments::Brackets(wanted), body) => bracketed(name, body.unwrap_or(""), wanted).map(|()| arguments),
        (Arguments::Columns, None) => Ok(arguments),
        // `fixed(name=number;...)` is a small table of constants: data, like a series.
        (Arguments::Data, Some(body)) => data(body).map(|()| Arguments::Data),
        (Arguments::Columns, Some(body)) if name == "fixed" => data(body).map(|()| Arguments::Data),
        (Arguments::Columns, Some(_)) => Err(Fault::malformed(&text, &format!("{name} without brackets"))),
        (Arguments::Data, None) => Err(Fault::malformed(&text, &format!("{name}(name=number;...)"))),
    }
}

fn bracketed(name: &str, body: &str, wanted: &[(&str, Positive)]) -> Result<(), Fault> {
    let form = || {
        let arguments: Vec<String> = wanted.iter().map(|(argument, _)| format!("{argument}=number")).collect();
        format!("{name}({})", arguments.join(";"))
    };
    let mut seen = Vec::new();
    for item in body.split(';').map(trimmed) {
        let Some((argument, number)) = item.split_once('=') else {
            return Err(Fault::malformed(if item.is_empty() { name } else { item }, &form()));
        };
        let argument = trimmed(argument);
        let Some(&(known, positive)) = wanted.iter().find(|(known, _)| *known == argument) else {
            return Err(Fault::malformed(item, &form()));
        };
        let number = parse_number(number).map_err(|_| Fault::malformed(item, &form()))?;
        if positive == Positive::Yes && number <= 0.0 {
            let expected = Expected::Above { low: 0.0 };
            return Err(Fault { code: Code::OutOfRange, part: item.into(), expected, nearest: None });
        }
        if seen.contains(&known) {
            return Err(Fault::malformed(item, &form()));
        }
        seen.push(known);
    }
    if seen.len() == wanted.len() { Ok(()) } else { Err(Fault::malformed(body, &form())) }
}

fn data(body: &str) -> Result<(), Fault> {
    for item in body.split(';').map(trimmed) {
        let number = item.rsplit_once('=').map(|(_, number)| parse_number(number));
        if !matches!(number, Some(Ok(_))) {
            return Err(Fault::malformed(item, "name=number, with ; between several"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn success_factors_are_keys_complements_and_units() {
        let factors = success_factors("guess_rate@try; 1-mfa_share@pair").unwrap();
        let told: Vec<_> = factors.iter().map(|f| (f.parameter.as_str(), f.complement, f.unit)).collect();
        assert_eq!(told, [("guess_rate", false, SuccessUnit::Try), ("mfa_share", true, SuccessUnit::Pair)]);
        assert_eq!(success_factors("").unwrap(), []);
    }

    #[test]
    fn every_fault_of_a_success_is_told() {
        let faults = success_factors("a;b@pari;2-c@try").unwrap_err();
        let told: Vec<_> = faults.iter().map(|f| (f.code, f.part.as_str(), f.nearest.as_deref())).collect();
        assert_eq!(
            told,
            [(Code::Malformed, "a", None), (Code::UnknownWord, "pari", Some("pair")), (Code::Malformed, "2-c", None)]
        );
    }

    #[test]
    fn times_add_up_and_scalings_take_complements() {
        assert_eq!(times("a_h + b_h").unwrap(), ["a_h", "b_h"]);
        assert_eq!(times("a h").unwrap_err()[0].part, "a h");
        let complement = &scalings("a;1-b").unwrap()[1];
        assert_eq!((complement.parameter.as_str(), complement.complement), ("b", true));
    }

    #[test]
    fn distributions_of_the_evidence_tables_are_known() {
        for (text, arguments) in [
            ("pert", Arguments::Columns),
            ("fixed", Arguments::Columns),
            ("series(2017=118;2018-19=63;2024=-1)", Arguments::Data),
            ("fixed(endpoint=0.18;edr=0.27)", Arguments::Data),
        ] {
            assert_eq!(distribution(text), Ok(arguments), "{text}");
        }
        assert!(matches!(distribution("lognormal(mu=2.3979;sigma=2.0)"), Ok(Arguments::Brackets(_))));
        assert!(matches!(distribution("weibull(k=0.58; lambda=169)"), Ok(Arguments::Brackets(_))));
    }

    #[test]
    fn a_wrong_distribution_names_the_part_that_is_wrong() {
        for (text, code, part) in [
            ("lognormla(mu=1;sigma=1)", Code::UnknownWord, "lognormla"),
            ("lognormal", Code::Malformed, "lognormal"),
            ("lognormal(mu=1)", Code::Malformed, "mu=1"),
            ("lognormal(mu=1;sigma=0)", Code::OutOfRange, "sigma=0"),
            ("lognormal(mu=1;sigma=1;mu=2)", Code::Malformed, "mu=2"),
            ("gamma(k=x;theta=1)", Code::Malformed, "k=x"),
            ("pert(1)", Code::Malformed, "pert(1)"),
            ("beta(a=1;b=2", Code::Malformed, "beta(a=1;b=2"),
        ] {
            let fault = distribution(text).unwrap_err();
            assert_eq!((fault.code, fault.part.as_str()), (code, part), "{text}");
        }
    }
}
