//! OSCAL at the edge: the catalogue of controls as an OSCAL catalog, a control set as a profile of it, and back.
//!
//! OSCAL is NIST's language for exactly these two things, so that a control set can be handed to whoever keeps compliance in
//! another tool. Written is OSCAL 1.1 JSON; read are profiles of 1.1 and later versions of 1. What OSCAL has a place for stands
//! there: the coverage is a parameter of the control, reasons are parts that the profile adds. What only Yagura knows (claims,
//! changed fields) stands in properties of [`NAMESPACE`]. Nothing is lost on the way out and back.
//!
//! No clock: `last-modified`, which OSCAL demands, is what the caller says, or [`NO_DATE`]. Identifiers are made from the
//! content, so the same content gives the same bytes.

mod catalog;
mod document;
mod import;
mod profile;
mod uuid;

use thiserror::Error;

pub use catalog::oscal_catalog;
pub use profile::oscal_profile;

pub(crate) use import::read_profile;

/// The version of OSCAL that is written.
pub const OSCAL_VERSION: &str = "1.1.2";

/// The namespace of properties that OSCAL has no name for.
pub const NAMESPACE: &str = "urn:yagura:oscal:1";

/// `last-modified` where nobody said a date: the beginning of time as computers count it, which no reader takes for a date.
pub const NO_DATE: &str = "1970-01-01";

/// How a profile names the catalog beside it.
pub const CATALOG_FILE: &str = "catalog.json";

/// Why something cannot be written as OSCAL.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OscalError {
    /// An id that OSCAL does not allow. Another id helps.
    #[error("`{0}` is no OSCAL identifier: a letter or `_`, then letters, digits, `.`, `-` and `_`")]
    NotAToken(String),
    /// A text that is no date.
    #[error("`{0}` is no date as 2027-04-01")]
    NotADate(String),
}

/// The parameter that holds the coverage of `control`.
fn coverage_parameter(control: &str) -> String {
    format!("{control}{COVERAGE}")
}

/// What stands behind a control's id in the id of its coverage.
const COVERAGE: &str = "_coverage";

/// Whether OSCAL takes `text` as an identifier.
fn is_token(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && characters.all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))
}

fn token(text: &str) -> Result<String, OscalError> {
    if is_token(text) { Ok(text.to_owned()) } else { Err(OscalError::NotAToken(text.to_owned())) }
}

/// The moment at which `date` begins, in UTC.
fn moment(date: &str) -> Result<String, OscalError> {
    let refused = || OscalError::NotADate(date.to_owned());
    let number = |part: Option<&str>, width: usize| -> Option<u16> {
        part.filter(|part| part.len() == width && part.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()
    };
    let mut parts = date.split('-');
    let year = number(parts.next(), 4).ok_or_else(refused)?;
    let month = number(parts.next(), 2).ok_or_else(refused)?;
    let day = number(parts.next(), 2).ok_or_else(refused)?;
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    if parts.next().is_some() || !(1..=days).contains(&day) {
        return Err(refused());
    }
    Ok(format!("{date}T00:00:00Z"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_those_of_oscal() {
        assert!(["CPS.AC-3", "_a", "対策-1", "X.1"].into_iter().all(is_token));
        assert!(["", "1a", "a b", "-a", "a/b"].into_iter().all(|text| !is_token(text)));
    }

    #[test]
    fn a_date_becomes_the_moment_at_which_it_begins() {
        assert_eq!(moment("2028-02-29").as_deref(), Ok("2028-02-29T00:00:00Z"));
        for wrong in ["2027-02-29", "2027-13-01", "2027-4-1", "2027-04-01-05", "", "today"] {
            assert_eq!(moment(wrong), Err(OscalError::NotADate(wrong.into())));
        }
    }
}
