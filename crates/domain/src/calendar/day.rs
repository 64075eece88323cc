//! Legal days: whole days in Japan. Eras and the forms in which days are written in Japan are in `wareki`.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::language::Language;

/// A calendar day in Japan, from 0001-01-01 to 9999-12-31.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(NaiveDate);

/// The text is no day that exists, or is written in none of the accepted ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a day of the calendar")]
pub struct InvalidDay;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => NaiveDate::MIN,
    }
}

impl Day {
    /// The earliest day that can be written with a year of four digits.
    pub const MIN: Self = Self(date(1, 1, 1));
    /// The latest day that can be written with a year of four digits.
    pub const MAX: Self = Self(date(9999, 12, 31));

    /// The day with this western date, if the calendar has it.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// The day of a chrono date; one beyond the years 1–9999 becomes the nearest day within.
    pub fn from_naive(date: NaiveDate) -> Self {
        Self(date.clamp(Self::MIN.0, Self::MAX.0))
    }

    /// The chrono date of the day.
    pub const fn naive(self) -> NaiveDate {
        self.0
    }

    /// The day it is in Japan (UTC+9, no summer time) at this moment.
    pub fn in_japan(utc: DateTime<Utc>) -> Self {
        const NINE_HOURS: TimeDelta = TimeDelta::hours(9);
        let local = utc.naive_utc().checked_add_signed(NINE_HOURS);
        Self::from_naive(local.map_or(NaiveDate::MAX, |local| local.date()))
    }

    /// Reads `YYYY-MM-DD` and nothing else.
    pub fn parse_iso(text: &str) -> Result<Self, InvalidDay> {
        let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
            return Err(InvalidDay);
        };
        Self::from_digits([y1, y2, y3, y4], [m1, m2], [d1, d2])
    }

    pub(crate) fn from_digits(year: [u8; 4], month: [u8; 2], day: [u8; 2]) -> Result<Self, InvalidDay> {
        let year = i32::try_from(number(&year)?).map_err(|_| InvalidDay)?;
        Self::from_ymd(year, number(&month)?, number(&day)?).ok_or(InvalidDay)
    }

    /// Western year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// Day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// The day so many days later (earlier, if negative); stops at the ends of the calendar.
    pub fn add_days(self, days: i64) -> Self {
        let end = if days.is_negative() { Self::MIN } else { Self::MAX };
        TimeDelta::try_days(days)
            .and_then(|delta| self.0.checked_add_signed(delta))
            .map_or(end, Self::from_naive)
    }

    /// Days from this day to the other: 0 for the same day, negative if the other is earlier.
    pub fn days_until(self, other: Self) -> i64 {
        other.0.signed_duration_since(self.0).num_days()
    }

    /// The first day of the month that lies so many months later (earlier, if negative); stops at the ends of the calendar.
    pub fn first_of_month_after(self, months: i32) -> Self {
        let number = i64::from(self.year()) * 12 + i64::from(self.0.month0()) + i64::from(months);
        let year = i32::try_from(number.div_euclid(12)).unwrap_or(i32::MAX);
        let month = u32::try_from(number.rem_euclid(12)).unwrap_or_default() + 1;
        let end = if months.is_negative() { Self::MIN } else { Self::MAX };
        Self::from_ymd(year, month, 1).unwrap_or(end)
    }

    /// The last day of this day's month.
    pub fn last_of_month(self) -> Self {
        match self.first_of_month_after(1) {
            Self::MAX => Self::MAX,
            next => next.add_days(-1),
        }
    }

    /// Whole years since birth on a day, as people count them (a 29 February birthday is kept on 1 March in other years).
    pub fn age_on(self, today: Self) -> i32 {
        let birthday_passed = (today.month(), today.day()) >= (self.month(), self.day());
        today.year() - self.year() - i32::from(!birthday_passed)
    }

    /// For running text in a language: 「令和8年3月31日（2026年）」, “31 March 2026”.
    pub fn written_out(self, language: Language) -> String {
        match language {
            Language::Japanese => self.wareki_long(),
            Language::English => {
                let month = self.0.month0() as usize;
                let month = MONTHS.get(month).copied().unwrap_or_default();
                format!("{} {month} {}", self.day(), self.year())
            }
        }
    }

    /// The day of the week in one character: 月 to 日.
    pub fn weekday_ja(self) -> &'static str {
        match self.0.weekday() {
            chrono::Weekday::Mon => "月",
            chrono::Weekday::Tue => "火",
            chrono::Weekday::Wed => "水",
            chrono::Weekday::Thu => "木",
            chrono::Weekday::Fri => "金",
            chrono::Weekday::Sat => "土",
            chrono::Weekday::Sun => "日",
        }
    }
}

/// A number of ASCII digits only.
pub(crate) fn number(digits: &[u8]) -> Result<u32, InvalidDay> {
    if digits.is_empty() || digits.len() > 4 {
        return Err(InvalidDay);
    }
    digits.iter().try_fold(0, |sum, &digit| {
        if digit.is_ascii_digit() {
            Ok(sum * 10 + u32::from(digit - b'0'))
        } else {
            Err(InvalidDay)
        }
    })
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for Day {
    type Err = InvalidDay;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse_iso(text)
    }
}

as_text!(Day, InvalidDay);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    fn any_day() -> impl Strategy<Value = Day> {
        (0i64..=Day::MIN.days_until(Day::MAX)).prop_map(|days| Day::MIN.add_days(days))
    }

    #[test]
    fn a_day_in_japan_begins_nine_hours_before_utc() {
        let at = |text: &str| Day::in_japan(DateTime::parse_from_rfc3339(text).unwrap().to_utc());
        assert_eq!(at("2026-03-31T14:59:59Z"), day("2026-03-31"));
        assert_eq!(at("2026-03-31T15:00:00Z"), day("2026-04-01"));
        assert_eq!(Day::in_japan(DateTime::<Utc>::MAX_UTC), Day::MAX);
        assert_eq!(Day::in_japan(DateTime::<Utc>::MIN_UTC), Day::MIN);
    }

    #[test]
    fn a_day_is_written_out_in_both_languages() {
        let written = |text| Language::ALL.map(|language| day(text).written_out(language));
        assert_eq!(written("2026-03-31"), ["令和8年3月31日（2026年）", "31 March 2026"]);
        assert_eq!(written("2019-12-01"), ["令和元年12月1日（2019年）", "1 December 2019"]);
    }

    #[test]
    fn only_days_that_exist_in_iso_form_are_read() {
        for text in [
            "2026-02-29",
            "2026-13-01",
            "2026-00-01",
            "2026-1-1",
            "20260101",
            "0000-01-01",
            "+026-01-01",
            "２０２６-01-01",
        ] {
            assert_eq!(Day::parse_iso(text), Err(InvalidDay), "{text}");
        }
        assert_eq!(
            Day::parse_iso("2028-02-29").unwrap(),
            Day::from_ymd(2028, 2, 29).unwrap()
        );
    }

    #[test]
    fn the_numbers_of_a_day_have_one_to_four_digits() {
        assert_eq!(
            ["7", "07", "2026"].map(|text| number(text.as_bytes())),
            [Ok(7), Ok(7), Ok(2026)]
        );
        for text in ["", "20260", "1a", "+1", "99999999999"] {
            assert_eq!(number(text.as_bytes()), Err(InvalidDay), "{text}");
        }
    }

    #[test]
    fn a_day_is_logged_as_it_is_written() {
        assert_eq!(format!("{:?}", day("2026-05-10")), "2026-05-10");
    }

    #[test]
    fn adding_stops_at_the_ends_of_the_calendar() {
        assert_eq!(Day::MAX.add_days(1), Day::MAX);
        assert_eq!(Day::MIN.add_days(-1), Day::MIN);
        assert_eq!(Day::MIN.add_days(i64::MAX), Day::MAX);
        assert_eq!(Day::MAX.add_days(i64::MIN), Day::MIN);
        assert_eq!(Day::MAX.last_of_month(), Day::MAX);
        assert_eq!(Day::MAX.first_of_month_after(1), Day::MAX);
        assert_eq!(Day::MIN.first_of_month_after(i32::MIN), Day::MIN);
    }

    #[test]
    fn age_counts_birthdays() {
        let birth = day("1940-05-10");
        assert_eq!(["2026-05-09", "2026-05-10"].map(|d| birth.age_on(day(d))), [85, 86]);
    }

    #[test]
    fn the_week_has_japanese_names() {
        let week: String = (0..7).map(|n| day("2026-06-01").add_days(n).weekday_ja()).collect();
        assert_eq!(week, "月火水木金土日");
    }

    proptest! {
        #[test]
        fn a_day_comes_back_from_its_text_and_from_json(day in any_day()) {
            prop_assert_eq!(Day::parse_iso(&day.to_string()), Ok(day));
            let json = serde_json::to_string(&day).unwrap();
            prop_assert_eq!(json.clone(), format!("\"{day}\""));
            prop_assert_eq!(serde_json::from_str::<Day>(&json).unwrap(), day);
            prop_assert_eq!(Day::from_naive(day.naive()), day);
        }

        #[test]
        fn adding_and_counting_days_agree(day in any_day(), days in -4_000_000i64..4_000_000) {
            let other = day.add_days(days);
            if other != Day::MIN && other != Day::MAX {
                prop_assert_eq!(day.days_until(other), days);
                prop_assert_eq!(other.add_days(-days), day);
            }
        }

        #[test]
        fn a_month_ends_the_day_before_the_next_begins(day in any_day()) {
            let last = day.last_of_month();
            prop_assert_eq!((last.year(), last.month()), (day.year(), day.month()));
            if last != Day::MAX {
                prop_assert_eq!(last.add_days(1), day.first_of_month_after(1));
                prop_assert_eq!(last.add_days(1).day(), 1);
            }
        }
    }
}
