//! Office hours: when people are there, and how long work takes that goes on only while they are.
//!
//! Times here are *absolute*: ticks since 1 January 00:00 of the year in which the incident may begin. An incident that
//! starts at a drawn time of the year asks with `start + now`. The calendar is a year of 365 days whose holidays come from
//! outside as data; years after the first repeat the holidays while the weekdays move on.
//!
//! Every question is answered by arithmetic over a table of the 7 x 365 days after which weekdays and holidays repeat, so
//! that a wait of a year costs no more than one of a minute.
//!
//! **Not modelled**: leap years, summer time (Japan has none), lunch breaks, shifts across midnight, half-holidays.

use super::tick::{Delay, Tick};

const MINUTE: u64 = 60_000;
const DAY: u64 = 24 * 60 * MINUTE;
const DAYS_PER_YEAR: u64 = 365;
/// After seven years of 365 days both weekday and day of the year are back.
const PERIOD: u64 = 7 * DAYS_PER_YEAR;

/// Days of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// Which days are working days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Number of working days before day d of the period; one entry more than days.
    before: Vec<u16>,
    /// The working days of the period in order.
    working: Vec<u16>,
}

impl Calendar {
    /// Length of the year.
    pub const YEAR: Delay = Delay(DAYS_PER_YEAR * DAY);

    /// A calendar whose year starts on `first_weekday`. `holidays` are days of the year, 1 for 1 January to 365 for
    /// 31 December, in any order; days on which offices close for other reasons (the turn of the year) belong to them.
    ///
    /// # Errors
    /// [`NoSuchDay`] for a day outside 1..=365.
    pub fn new(first_weekday: Weekday, holidays: &[u16]) -> Result<Self, NoSuchDay> {
        let mut holiday = [false; DAYS_PER_YEAR as usize];
        for &day in holidays {
            let index = usize::from(day).checked_sub(1);
            *index.and_then(|index| holiday.get_mut(index)).ok_or(NoSuchDay { day })? = true;
        }
        let (mut before, mut working) = (vec![0], Vec::new());
        for day in 0..PERIOD as u16 {
            let weekday = (first_weekday as u16 + day) % 7;
            let weekend = weekday >= Weekday::Saturday as u16;
            if !weekend && !holiday[usize::from(day) % DAYS_PER_YEAR as usize] {
                working.push(day);
            }
            before.push(working.len() as u16);
        }
        Ok(Self { before, working })
    }

    /// A calendar without holidays.
    #[must_use]
    pub fn without_holidays(first_weekday: Weekday) -> Self {
        match Self::new(first_weekday, &[]) {
            Ok(calendar) => calendar,
            Err(_) => unreachable!("no holiday, none outside the year"),
        }
    }

    /// The time of the year that a uniform draw `u` in (0, 1) names.
    #[must_use]
    pub fn time_of_year(u: f64) -> Tick {
        Tick((u * Self::YEAR.0 as f64) as u64)
    }

    /// Whether the day of this time is neither weekend nor holiday.
    #[must_use]
    pub fn is_working_day(&self, absolute: Tick) -> bool {
        let day = absolute.0 / DAY;
        self.working_days_before(day + 1) > self.working_days_before(day)
    }

    fn working_days_before(&self, day: u64) -> u64 {
        let in_period = u64::from(self.before[(day % PERIOD) as usize]);
        day / PERIOD * self.working.len() as u64 + in_period
    }

    /// The working day with `ordinal` working days before it; `None` if there are none at all.
    fn working_day(&self, ordinal: u64) -> Option<u64> {
        let per_period = self.working.len() as u64;
        let in_period = ordinal.checked_rem(per_period)?;
        Some(ordinal / per_period * PERIOD + u64::from(self.working[in_period as usize]))
    }
}

/// When an organisation, or its desk, has somebody there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OfficeHours {
    /// `none`: never anybody.
    None,
    /// `round the clock`: always somebody.
    RoundTheClock,
    /// `daily, on call`: nobody sits there, but somebody comes at any hour when called. Open at all hours for the work one
    /// is called to; the time until they are there belongs to the contract.
    OnCall,
    /// `daily 05:00-24:00`: the same hours every day.
    Daily(Window),
    /// `weekdays 08:30-17:15`: these hours on working days.
    Weekdays(Window),
}

/// Opening and closing time of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Window {
    /// Ticks since midnight.
    opens: u32,
    /// Ticks since midnight, later than `opens`, at most 24:00.
    closes: u32,
}

impl OfficeHours {
    /// Reads `weekdays 08:30-17:15`, `daily 05:00-24:00`, `round the clock`, `daily, on call` or `none`. Capitals and
    /// surrounding spaces do not matter.
    ///
    /// # Errors
    /// [`OfficeHoursError`], which says what was expected.
    pub fn parse(text: &str) -> Result<Self, OfficeHoursError> {
        let words = text.trim().to_ascii_lowercase();
        match words.as_str() {
            "none" => return Ok(Self::None),
            "round the clock" => return Ok(Self::RoundTheClock),
            "daily, on call" => return Ok(Self::OnCall),
            _ => {}
        }
        let unknown = || OfficeHoursError::Unknown { text: text.trim().to_owned() };
        let (days, hours) = words.split_once(' ').ok_or_else(unknown)?;
        let kind = match days {
            "weekdays" => Self::Weekdays,
            "daily" => Self::Daily,
            _ => return Err(unknown()),
        };
        Window::parse(hours.trim()).map(kind)
    }

    /// Whether somebody is there. Open from the first tick of the window to the last before closing.
    #[must_use]
    pub fn is_open(&self, calendar: &Calendar, absolute: Tick) -> bool {
        match self {
            Self::None => false,
            Self::RoundTheClock | Self::OnCall => true,
            Self::Daily(window) => window.holds(absolute),
            Self::Weekdays(window) => window.holds(absolute) && calendar.is_working_day(absolute),
        }
    }

    /// This time if it is open, else the next opening; [`Tick::NEVER`] if there is none.
    #[must_use]
    pub fn next_open(&self, calendar: &Calendar, absolute: Tick) -> Tick {
        if self.is_open(calendar, absolute) {
            return absolute;
        }
        let Some(window) = self.window() else { return Tick::NEVER };
        let (day, time_of_day) = (absolute.0 / DAY, absolute.0 % DAY);
        let first = if time_of_day < u64::from(window.opens) { day } else { day + 1 };
        let opening_day = self.nth_open_day(calendar, self.open_days_before(calendar, first));
        opening_day.map_or(Tick::NEVER, |day| window.at(day, 0))
    }

    /// How much of the span from `from` to `to` is open; zero if `to` is earlier.
    #[must_use]
    pub fn open_time_between(&self, calendar: &Calendar, from: Tick, to: Tick) -> Delay {
        match self.window() {
            Some(window) => Delay(
                self.opened_before(calendar, window, to).saturating_sub(self.opened_before(calendar, window, from)),
            ),
            None if *self == Self::None => Delay::ZERO,
            None => to.since(from),
        }
    }

    /// When work that goes on only while open is finished, if it is begun at `start`; [`Tick::NEVER`] if never. Work that
    /// takes no time is finished at the next opening: somebody must be there to do it.
    #[must_use]
    pub fn add_open_time(&self, calendar: &Calendar, start: Tick, work: Delay) -> Tick {
        let Some(window) = self.window() else {
            return if *self == Self::None { Tick::NEVER } else { start + work };
        };
        if work == Delay::ZERO {
            return self.next_open(calendar, start);
        }
        let done = self.opened_before(calendar, window, start).saturating_add(work.0);
        let (full_days, rest) = ((done - 1) / window.length(), (done - 1) % window.length() + 1);
        self.nth_open_day(calendar, full_days).map_or(Tick::NEVER, |day| window.at(day, rest))
    }

    fn window(&self) -> Option<Window> {
        match *self {
            Self::Daily(window) | Self::Weekdays(window) => Some(window),
            Self::None | Self::RoundTheClock | Self::OnCall => None,
        }
    }

    fn open_days_before(&self, calendar: &Calendar, day: u64) -> u64 {
        if matches!(self, Self::Weekdays(_)) { calendar.working_days_before(day) } else { day }
    }

    fn nth_open_day(&self, calendar: &Calendar, ordinal: u64) -> Option<u64> {
        if matches!(self, Self::Weekdays(_)) { calendar.working_day(ordinal) } else { Some(ordinal) }
    }

    /// Open time from the beginning of the calendar.
    fn opened_before(&self, calendar: &Calendar, window: Window, absolute: Tick) -> u64 {
        let (day, time_of_day) = (absolute.0 / DAY, absolute.0 % DAY);
        let days = self.open_days_before(calendar, day);
        let open_today = self.open_days_before(calendar, day + 1) > days;
        let today = time_of_day.clamp(u64::from(window.opens), u64::from(window.closes)) - u64::from(window.opens);
        days * window.length() + if open_today { today } else { 0 }
    }
}

impl Window {
    /// `HH:MM-HH:MM`
    fn parse(text: &str) -> Result<Self, OfficeHoursError> {
        let malformed = || OfficeHoursError::NotAWindow { text: text.to_owned() };
        let (opens, closes) = text.split_once('-').ok_or_else(malformed)?;
        let (opens, closes) = (clock(opens).ok_or_else(malformed)?, clock(closes).ok_or_else(malformed)?);
        if opens >= closes {
            return Err(OfficeHoursError::ClosesBeforeOpening { text: text.to_owned() });
        }
        Ok(Self { opens, closes })
    }

    fn length(self) -> u64 {
        u64::from(self.closes - self.opens)
    }

    fn holds(self, absolute: Tick) -> bool {
        (u64::from(self.opens)..u64::from(self.closes)).contains(&(absolute.0 % DAY))
    }

    /// The time at which `done` of this window has passed on a day.
    fn at(self, day: u64, done: u64) -> Tick {
        Tick(day.saturating_mul(DAY).saturating_add(u64::from(self.opens) + done))
    }
}

/// `HH:MM`, two digits each, up to 24:00, as ticks since midnight.
fn clock(text: &str) -> Option<u32> {
    let (hour, minute) = text.trim().split_once(':')?;
    let number = |digits: &str| {
        let well_formed = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        if well_formed { digits.parse::<u32>().ok() } else { None }
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    let minutes = hour * 60 + minute;
    (minute < 60 && minutes <= 24 * 60).then_some(minutes * MINUTE as u32)
}

/// A holiday that is no day of the year. A fault of the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("day {day} is not in the year: expected 1 (1 January) to 365 (31 December)")]
pub struct NoSuchDay {
    /// The day as given.
    pub day: u16,
}

/// Why a text is not office hours. All are faults of the input.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OfficeHoursError {
    /// None of the known forms.
    #[error(
        "`{text}` is not office hours: expected `weekdays HH:MM-HH:MM`, `daily HH:MM-HH:MM`, `round the clock`, \
         `daily, on call` or `none`"
    )]
    Unknown {
        /// What was read.
        text: String,
    },
    /// The days are right, the times are not.
    #[error("`{text}` is not a span of the day: expected two times like `08:30-17:15`, the last being 24:00")]
    NotAWindow {
        /// What was read.
        text: String,
    },
    /// The window is empty or reaches past midnight.
    #[error("`{text}` closes before it opens: expected both times on one day, the earlier first")]
    ClosesBeforeOpening {
        /// What was read.
        text: String,
    },
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// 2026 began on a Thursday; days 1, 2 and 12 (Coming of Age Day) are free.
    fn calendar() -> Calendar {
        Calendar::new(Weekday::Thursday, &[12, 1, 2]).expect("days of the year")
    }

    /// Day of the year (1 = 1 January), hour and minute.
    fn at(day: u64, hour: u64, minute: u64) -> Tick {
        Tick((day - 1) * DAY + hour * 60 * MINUTE + minute * MINUTE)
    }

    fn hours(text: &str) -> OfficeHours {
        OfficeHours::parse(text).expect("office hours")
    }

    #[test]
    fn an_office_is_closed_at_night_at_weekends_and_on_holidays() {
        let (calendar, office) = (calendar(), hours("weekdays 08:30-17:15"));
        let open = |day, hour, minute| office.is_open(&calendar, at(day, hour, minute));
        assert!(!open(1, 10, 0), "holiday");
        assert!(!open(3, 10, 0), "Saturday");
        assert!(open(5, 8, 30) && open(5, 17, 14), "Monday");
        assert!(!open(5, 8, 29) && !open(5, 17, 15), "Monday, before and after");
        assert!(!open(12, 10, 0), "holiday on a Monday");
        assert!(open(13, 10, 0), "Tuesday");
    }

    #[test]
    fn the_next_opening_skips_free_days() {
        let (calendar, office) = (calendar(), hours("weekdays 08:30-17:15"));
        assert_eq!(office.next_open(&calendar, at(1, 0, 0)), at(5, 8, 30));
        assert_eq!(office.next_open(&calendar, at(5, 9, 0)), at(5, 9, 0));
        assert_eq!(office.next_open(&calendar, at(9, 17, 15)), at(13, 8, 30));
        assert_eq!(hours("daily 05:00-24:00").next_open(&calendar, at(3, 1, 0)), at(3, 5, 0));
        assert_eq!(hours("none").next_open(&calendar, at(3, 1, 0)), Tick::NEVER);
        assert_eq!(hours("round the clock").next_open(&calendar, at(3, 1, 0)), at(3, 1, 0));
    }

    #[test]
    fn work_goes_on_only_while_the_office_is_open() {
        let (calendar, office) = (calendar(), hours("weekdays 08:30-17:15"));
        // Friday 17:00 with an hour of work: a quarter today, the rest after the weekend and the holiday.
        assert_eq!(office.add_open_time(&calendar, at(9, 17, 0), Delay(60 * MINUTE)), at(13, 9, 15));
        assert_eq!(office.add_open_time(&calendar, at(9, 17, 0), Delay(15 * MINUTE)), at(9, 17, 15));
        assert_eq!(office.add_open_time(&calendar, at(10, 3, 0), Delay::ZERO), at(13, 8, 30));
        assert_eq!(hours("daily, on call").add_open_time(&calendar, at(10, 3, 0), Delay(MINUTE)), at(10, 3, 1));
        assert_eq!(hours("none").add_open_time(&calendar, at(10, 3, 0), Delay(MINUTE)), Tick::NEVER);
        assert_eq!(office.open_time_between(&calendar, at(9, 17, 0), at(13, 9, 15)), Delay(60 * MINUTE));
    }

    #[test]
    fn weekdays_move_on_from_year_to_year_and_holidays_stay() {
        let calendar = calendar();
        // Day 5 of the second year is a Tuesday, day 3 a Sunday, day 12 a holiday again.
        let next_year = |day: u64| at(365 + day, 12, 0);
        assert!(calendar.is_working_day(next_year(5)));
        assert!(!calendar.is_working_day(next_year(3)));
        assert!(!calendar.is_working_day(next_year(12)));
        assert!(calendar.is_working_day(Tick(at(5, 12, 0).0 + 70 * Calendar::YEAR.0)));
    }

    #[test]
    fn a_calendar_without_working_days_never_opens() {
        let all: Vec<u16> = (1..=365).collect();
        let calendar = Calendar::new(Weekday::Monday, &all).expect("days of the year");
        let office = hours("weekdays 08:30-17:15");
        assert_eq!(office.next_open(&calendar, Tick::ZERO), Tick::NEVER);
        assert_eq!(office.add_open_time(&calendar, Tick::ZERO, Delay(1)), Tick::NEVER);
        assert_eq!(office.open_time_between(&calendar, Tick::ZERO, Tick(DAY * 1000)), Delay::ZERO);
    }

    #[test]
    fn times_that_do_not_come_stay_so() {
        let (calendar, office) = (calendar(), hours("weekdays 09:00-17:00"));
        assert_eq!(office.add_open_time(&calendar, Tick::ZERO, Delay::FOREVER), Tick::NEVER);
        assert_eq!(office.add_open_time(&calendar, Tick::NEVER, Delay(1)), Tick::NEVER);
        assert_eq!(hours("round the clock").add_open_time(&calendar, Tick::NEVER, Delay(1)), Tick::NEVER);
    }

    #[test]
    fn a_time_of_the_year_is_in_the_year() {
        assert_eq!(Calendar::time_of_year(0.5), Tick(Calendar::YEAR.0 / 2));
        assert!(Calendar::time_of_year(1.0 - 1e-16).0 < Calendar::YEAR.0);
    }

    #[test]
    fn every_form_of_office_hours_is_read() {
        assert_eq!(hours("None"), OfficeHours::None);
        assert_eq!(hours(" round the clock "), OfficeHours::RoundTheClock);
        assert_eq!(hours("daily, on call"), OfficeHours::OnCall);
        let window = Window { opens: 5 * 3_600_000, closes: 24 * 3_600_000 };
        assert_eq!(hours("daily 05:00-24:00"), OfficeHours::Daily(window));
        let window = Window { opens: 510 * 60_000, closes: 1035 * 60_000 };
        assert_eq!(hours("Weekdays 08:30-17:15"), OfficeHours::Weekdays(window));
    }

    #[test]
    fn what_is_not_office_hours_is_refused_with_what_was_expected() {
        for (text, part) in [
            ("", "expected `weekdays"),
            ("office_hours", "expected `weekdays"),
            ("mondays 08:00-09:00", "expected `weekdays"),
            ("weekdays 8-17", "two times like"),
            ("weekdays 08:30-24:01", "two times like"),
            ("daily 08:60-09:00", "two times like"),
            ("daily +8:30-09:00", "two times like"),
            ("daily 22:00-06:00", "the earlier first"),
        ] {
            let error = OfficeHours::parse(text).expect_err(text).to_string();
            assert!(error.contains(part), "{text}: {error}");
        }
        assert_eq!(Calendar::new(Weekday::Monday, &[366]), Err(NoSuchDay { day: 366 }));
        assert_eq!(Calendar::new(Weekday::Monday, &[0]), Err(NoSuchDay { day: 0 }));
    }

    fn any_hours() -> impl Strategy<Value = OfficeHours> {
        (0u32..1440, 1u32..=1440, any::<bool>()).prop_map(|(opens, length, daily)| {
            let closes = (opens + length).min(1440);
            let window = Window { opens: opens * 60_000, closes: closes * 60_000 };
            if daily { OfficeHours::Daily(window) } else { OfficeHours::Weekdays(window) }
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_open_time_until_work_is_finished_is_the_work(
            office in any_hours(), start in 0..3 * Calendar::YEAR.0, work in 1..30 * DAY
        ) {
            let calendar = calendar();
            let finish = office.add_open_time(&calendar, Tick(start), Delay(work));
            prop_assert_eq!(office.open_time_between(&calendar, Tick(start), finish), Delay(work));
            // The last tick of it was worked in.
            prop_assert!(office.is_open(&calendar, Tick(finish.0 - 1)));
        }

        #[test]
        fn nothing_is_open_before_the_next_opening(office in any_hours(), start in 0..3 * Calendar::YEAR.0) {
            let calendar = calendar();
            let next = office.next_open(&calendar, Tick(start));
            prop_assert!(office.is_open(&calendar, next));
            prop_assert_eq!(office.open_time_between(&calendar, Tick(start), next), Delay::ZERO);
        }
    }
}
