//! `city.toml`: name, people, calendar.

use toml::de::DeValue;
use yagura_sim::city::CityHead;
use yagura_sim::problem::{Table, nearest};

use super::columns::{CITY_HEAD, WEEKDAYS};
use crate::diagnostic::{Code, Expected};
use crate::document::{Section, read_document};
use crate::tables::FolderReader;

pub(crate) const HEAD_FILE: &str = "city.toml";

/// Days before the first of each month of a year of 365 days.
const DAYS_BEFORE: [u16; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
pub(super) const DAYS_OF_YEAR: u16 = 365;

/// The head of the city in the folder of `reader`.
pub(super) fn read_head(reader: &mut FolderReader<'_>) -> Option<CityHead> {
    let source = reader.file(HEAD_FILE)?;
    let (head, place) = read_document(&source, CITY_HEAD, &mut reader.out, |root| (head(root), root.place()))?;
    reader.document(Table::City, place);
    Some(head)
}

fn head(root: &Section<'_>) -> CityHead {
    root.schema_version();
    let id = root.required_text("id", "an id in kebab-case");
    let name = |key| Some(root.text(key)).filter(|name| !name.is_empty()).unwrap_or_else(|| id.clone());
    let (name_ja, name_en) = (name("name_ja"), name("name_en"));
    // Known, and kept by nobody yet.
    let _ = (root.text("note"), root.text("as_of"));
    CityHead {
        name_ja,
        name_en,
        population: root.whole("population").unwrap_or(0),
        holidays: holidays(root),
        first_weekday: first_weekday(root),
        cost_units: cost_units(root),
        source: root.required_source(),
        id,
    }
}

fn holidays(root: &Section<'_>) -> Vec<u16> {
    let mut days = Vec::new();
    for item in root.items("holidays") {
        let day = match item.get_ref() {
            DeValue::String(date) => {
                let day = day_of_year(date.trim());
                if day.is_none() {
                    let expected = Expected::Form("a date of a year of 365 days as \"05-03\"".into());
                    root.fault(Code::Malformed, "holidays", item.span(), date, expected, None);
                }
                day
            }
            _ => root.whole_of("holidays", item).and_then(|day| u16::try_from(day).ok()),
        };
        days.extend(day);
    }
    days.sort_unstable();
    days.dedup();
    days
}

/// `MM-DD` as a day of the year from 0.
fn day_of_year(date: &str) -> Option<u16> {
    let (month, day) = date.split_once('-')?;
    let (month, day) = (month.parse::<usize>().ok()?, day.parse::<u16>().ok()?);
    let start = *DAYS_BEFORE.get(month.checked_sub(1)?)?;
    let end = DAYS_BEFORE.get(month).copied().unwrap_or(DAYS_OF_YEAR);
    Some(start + day.checked_sub(1)?).filter(|&at| at < end)
}

fn first_weekday(root: &Section<'_>) -> u8 {
    let Some(value) = root.value("first_weekday") else { return 0 };
    if let DeValue::String(word) = value.get_ref() {
        let word = word.trim().to_lowercase();
        match WEEKDAYS.iter().position(|day| *day == word) {
            Some(day) => return u8::try_from(day).unwrap_or(0),
            None => {
                let words = WEEKDAYS.map(String::from).to_vec();
                let expected = Expected::OneOf { what: "the weekdays".into(), words };
                let near = nearest(&word, WEEKDAYS);
                root.fault(Code::UnknownWord, "first_weekday", value.span(), &word, expected, near);
            }
        }
        return 0;
    }
    root.whole_of("first_weekday", value).and_then(|day| u8::try_from(day).ok()).unwrap_or(0)
}

fn cost_units(root: &Section<'_>) -> Vec<(String, f64)> {
    let Some(section) = root.section("cost_units") else { return Vec::new() };
    section.finish();
    let entries = section.entries().into_iter();
    entries
        .filter_map(|entry| {
            let count = section.number_of(entry.key, entry.value)?;
            Some((entry.key.to_owned(), count))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_its_day_of_a_year_of_365_days() {
        assert_eq!(day_of_year("01-01"), Some(0));
        assert_eq!(day_of_year("05-03"), Some(122)); // 31 + 28 + 31 + 30 + 2
        assert_eq!(day_of_year("12-31"), Some(364));
        for wrong in ["02-29", "13-01", "00-01", "01-00", "11-31", "x"] {
            assert_eq!(day_of_year(wrong), None, "{wrong}");
        }
    }
}
