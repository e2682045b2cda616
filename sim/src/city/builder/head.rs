//! `city.toml`: calendar and cost units.

use crate::city::CityHead;
use crate::findings::Findings;
use crate::kernel::{Calendar, Weekday};
use crate::knowledge::CostUnit;
use crate::problem::{Origin, ProblemKind, Table};
use crate::words::Words;

/// Days of the model year.
const DAYS: u16 = 365;

/// The calendar of a head without problems; days that do not exist were reported by [`check`] and are left out here.
pub(super) fn calendar(head: &CityHead) -> Calendar {
    const WEEK: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
    let first = WEEK[usize::from(head.first_weekday % 7)];
    let holidays: Vec<u16> = head.holidays.iter().filter(|&&day| day < DAYS).map(|day| day + 1).collect();
    Calendar::new(first, &holidays).unwrap_or_else(|_| Calendar::without_holidays(first))
}

pub(super) fn check(head: &CityHead, findings: &mut Findings) {
    let origin = Origin::new(Table::City, 0);
    if head.id.is_empty() {
        findings.add(ProblemKind::Missing, origin, "id", "", "the id of the city");
    }
    if head.first_weekday > 6 {
        let expected = "0 (Monday) to 6 (Sunday)";
        findings.add(ProblemKind::OutOfRange, origin, "first_weekday", &head.first_weekday.to_string(), expected);
    }
    for &day in head.holidays.iter().filter(|&&day| day >= DAYS) {
        let expected = format!("a day of the year from 0 to {}", DAYS - 1);
        findings.add(ProblemKind::OutOfRange, origin, "holidays", &day.to_string(), expected);
    }
    for (unit, count) in &head.cost_units {
        if CostUnit::parse(unit).is_none() {
            findings.unknown(origin, "cost_units", unit, "a cost unit", CostUnit::spellings().into_iter());
        }
        findings.range(origin, "cost_units", *count, 0.0, f64::MAX);
    }
}

#[cfg(test)]
mod tests {
    use crate::city::{City, testing::TinyCity};

    #[test]
    fn a_holiday_after_the_last_day_and_a_mistyped_cost_unit_are_refused() {
        let mut records = TinyCity::new().records();
        records.head.holidays = vec![0, 365];
        records.head.cost_units = vec![("per_sites".into(), 3.0), ("per_user".into(), -1.0)];
        let problems = City::build(records).unwrap_err();
        let seen: Vec<_> =
            problems.iter().map(|p| (p.column.as_str(), p.value.as_str(), p.nearest.as_deref())).collect();
        assert_eq!(
            seen,
            [("holidays", "365", None), ("cost_units", "per_sites", Some("per_site")), ("cost_units", "-1", None)]
        );
    }
}
