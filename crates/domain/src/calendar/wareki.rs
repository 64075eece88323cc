//! Japanese eras: which days they have, and how days are written in them. How they are read is in `notation`.

use std::fmt;

use crate::calendar::day::Day;

coded! {
    /// A Japanese era (元号) of the calendar in use since 1873.
    pub enum Era is "era" {
        /// 1868 to 1912-07-30; days are known from 1873-01-01 (明治6年), the first of the present calendar.
        Meiji = "M", "明治";
        /// 1912-07-30 to 1926-12-25.
        Taisho = "T", "大正";
        /// 1926-12-25 to 1989-01-07.
        Showa = "S", "昭和";
        /// 1989-01-08 to 2019-04-30.
        Heisei = "H", "平成";
        /// Since 2019-05-01.
        Reiwa = "R", "令和";
    }
}

/// Why era, year, month and day make no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidWareki {
    /// The calendar has no such day.
    #[error("the calendar has no such day")]
    NoSuchDay,
    /// The era had not begun on that day.
    #[error("the era {0} had not begun on that day")]
    BeforeEra(Era),
    /// The era was over on that day.
    #[error("the era {0} was over on that day")]
    AfterEra(Era),
}

impl Era {
    /// The first day written in this era.
    pub fn first_day(self) -> Day {
        let (year, month, day) = match self {
            Self::Meiji => (1873, 1, 1),
            Self::Taisho => (1912, 7, 30),
            Self::Showa => (1926, 12, 25),
            Self::Heisei => (1989, 1, 8),
            Self::Reiwa => (2019, 5, 1),
        };
        Day::from_ymd(year, month, day).unwrap_or(Day::MIN)
    }

    /// The last day that may be written in this era.
    ///
    /// The change to 大正 and to 昭和 fell within a day, so that day belongs to both eras. Certificates printed before
    /// the change to 令和 carry days like 平成32年, which the law tells to read on: 平成 has no end here.
    fn last_day(self) -> Option<Day> {
        match self {
            Self::Meiji => Some(Self::Taisho.first_day()),
            Self::Taisho => Some(Self::Showa.first_day()),
            Self::Showa => Some(Self::Heisei.first_day().add_days(-1)),
            Self::Heisei | Self::Reiwa => None,
        }
    }

    /// What is added to a year of the era to get the western year.
    const fn offset(self) -> i32 {
        match self {
            Self::Meiji => 1867,
            Self::Taisho => 1911,
            Self::Showa => 1925,
            Self::Heisei => 1988,
            Self::Reiwa => 2018,
        }
    }

    /// The era of a day; on a day of change the new one. None before 1873.
    pub fn of(day: Day) -> Option<Self> {
        Self::ALL.iter().rev().copied().find(|era| era.first_day() <= day)
    }

    /// The era that files write as a digit: 1 明治 … 5 令和.
    pub(super) fn from_digit(digit: u8) -> Option<Self> {
        match digit {
            b'1' => Some(Self::Meiji),
            b'2' => Some(Self::Taisho),
            b'3' => Some(Self::Showa),
            b'4' => Some(Self::Heisei),
            b'5' => Some(Self::Reiwa),
            _ => None,
        }
    }
}

impl Day {
    /// The day written in an era; the first year of an era is 1.
    pub fn from_wareki(era: Era, year: u32, month: u32, day: u32) -> Result<Self, InvalidWareki> {
        let western = i32::try_from(year)
            .ok()
            .filter(|year| (1..=9999).contains(year))
            .ok_or(InvalidWareki::NoSuchDay)?;
        let day = Self::from_ymd(western + era.offset(), month, day).ok_or(InvalidWareki::NoSuchDay)?;
        if day < era.first_day() {
            Err(InvalidWareki::BeforeEra(era))
        } else if era.last_day().is_some_and(|last| last < day) {
            Err(InvalidWareki::AfterEra(era))
        } else {
            Ok(day)
        }
    }

    /// The era and the year in it; none before 1873.
    pub fn era_year(self) -> Option<(Era, i32)> {
        Era::of(self).map(|era| (era, self.year() - era.offset()))
    }

    /// For running text: 「令和8年3月31日（2026年）」; the first year is 元年; before 1873 the western date alone.
    pub fn wareki_long(self) -> String {
        let (month, day) = (self.month(), self.day());
        match self.era_year() {
            Some((era, 1)) => format!("{}元年{month}月{day}日（{}年）", era.name_ja(), self.year()),
            Some((era, year)) => format!("{}{year}年{month}月{day}日（{}年）", era.name_ja(), self.year()),
            None => format!("{}年{month}月{day}日", self.year()),
        }
    }

    /// For tables: `R8.3.31`; before 1873 the western date with dots.
    pub fn wareki_short(self) -> String {
        let (month, day) = (self.month(), self.day());
        match self.era_year() {
            Some((era, year)) => format!("{era}{year}.{month}.{day}"),
            None => format!("{}.{month}.{day}", self.year()),
        }
    }

    /// The same day in both calendars, to echo what somebody typed: 「令和8年3月31日（2026年）火曜日」.
    pub fn echo_ja(self) -> impl fmt::Display {
        format!("{}{}曜日", self.wareki_long(), self.weekday_ja())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    #[test]
    fn eras_change_on_their_days() {
        let written = [
            "1873-01-01",
            "1912-07-29",
            "1912-07-30",
            "1926-12-24",
            "1926-12-25",
            "1989-01-07",
            "1989-01-08",
            "2019-04-30",
            "2019-05-01",
            "2026-03-31",
        ]
        .map(|text| format!("{} {}", day(text).wareki_short(), day(text).wareki_long()));
        insta::assert_snapshot!(written.join("\n"), @"
        M6.1.1 明治6年1月1日（1873年）
        M45.7.29 明治45年7月29日（1912年）
        T1.7.30 大正元年7月30日（1912年）
        T15.12.24 大正15年12月24日（1926年）
        S1.12.25 昭和元年12月25日（1926年）
        S64.1.7 昭和64年1月7日（1989年）
        H1.1.8 平成元年1月8日（1989年）
        H31.4.30 平成31年4月30日（2019年）
        R1.5.1 令和元年5月1日（2019年）
        R8.3.31 令和8年3月31日（2026年）
        ");
    }

    #[test]
    fn a_day_of_change_is_read_in_both_eras_where_the_change_fell_within_the_day() {
        for text in ["明治45年7月30日", "大正元年7月30日"] {
            assert_eq!(Day::parse_feed(text), Ok(day("1912-07-30")));
        }
        for text in ["大正15年12月25日", "昭和元年12月25日"] {
            assert_eq!(Day::parse_feed(text), Ok(day("1926-12-25")));
        }
        assert_eq!(
            Day::from_wareki(Era::Taisho, 15, 12, 26),
            Err(InvalidWareki::AfterEra(Era::Taisho))
        );
        assert_eq!(
            Day::from_wareki(Era::Showa, 64, 1, 8),
            Err(InvalidWareki::AfterEra(Era::Showa))
        );
        assert_eq!(
            Day::from_wareki(Era::Heisei, 1, 1, 7),
            Err(InvalidWareki::BeforeEra(Era::Heisei))
        );
        assert_eq!(
            Day::from_wareki(Era::Reiwa, 1, 4, 30),
            Err(InvalidWareki::BeforeEra(Era::Reiwa))
        );
        assert_eq!(
            Day::from_wareki(Era::Meiji, 5, 12, 31),
            Err(InvalidWareki::BeforeEra(Era::Meiji))
        );
        assert_eq!(Day::from_wareki(Era::Reiwa, 0, 1, 1), Err(InvalidWareki::NoSuchDay));
    }

    #[test]
    fn before_the_present_calendar_no_era_is_claimed() {
        assert_eq!(day("1872-12-31").wareki_long(), "1872年12月31日");
        assert_eq!(day("1872-12-31").wareki_short(), "1872.12.31");
    }

    #[test]
    fn an_echo_says_the_weekday() {
        assert_eq!(
            day("2026-03-31").echo_ja().to_string(),
            "令和8年3月31日（2026年）火曜日"
        );
    }

    proptest! {
        #[test]
        fn every_printed_form_reads_back(days in 0i64..89_000) {
            let written = day("1873-01-01").add_days(days);
            let long = written.wareki_long();
            let long = long.split('（').next().unwrap();
            prop_assert_eq!(Day::parse_feed(long), Ok(written));
            prop_assert_eq!(Day::parse_feed(&written.wareki_short()), Ok(written));
            prop_assert_eq!(Day::parse_feed(&written.to_string()), Ok(written));
            prop_assert_eq!(Day::parse_feed(&written.to_string().replace('-', "")), Ok(written));
            let (era, year) = written.era_year().unwrap();
            if year < 100 {
                let digit = Era::ALL.iter().position(|e| *e == era).unwrap() + 1;
                let digits = format!("{digit}{year:02}{:02}{:02}", written.month(), written.day());
                prop_assert_eq!(Day::parse_feed(&digits), Ok(written));
            }
            prop_assert_eq!(Day::from_wareki(era, u32::try_from(year).unwrap(), written.month(), written.day()), Ok(written));
        }
    }
}
