//! Readers for what is common to the feeds: numbers, days, codes, texts.

use chrono::{DateTime, Utc};
use domain::calendar::day::Day;
use domain::calendar::moment::{InvalidMoment, parse_moment};
use domain::calendar::period::Period;
use domain::certification::ApplicationNumber;
use domain::delivery::{CellRule, Codes};
use domain::organization::OfficeNumber;
use domain::person::InsuredNumber;

use super::cells::Cells;
use super::codes::value_of;
use super::numbers::folded;

impl Cells<'_> {
    /// Read 被保険者番号.
    pub fn insured_number(&mut self, column: usize) -> Option<InsuredNumber> {
        self.required(column, |text| {
            let short = text.len() < 10 && text.bytes().all(|byte| byte.is_ascii_digit());
            let rule = if short {
                CellRule::InsuredNumberShort
            } else {
                CellRule::InsuredNumber
            };
            folded(text).parse().map_err(|_| rule)
        })
    }

    /// Read 申請番号.
    pub fn application_number(&mut self, column: usize) -> Option<ApplicationNumber> {
        self.parsed(column, CellRule::ApplicationNumber)
    }

    /// Read 申請番号 that may be missing.
    pub fn optional_application_number(&mut self, column: usize) -> Option<Option<ApplicationNumber>> {
        self.optional(column, |text| text.parse().map_err(|_| CellRule::ApplicationNumber))
    }

    /// Read 事業所番号. Its check digit fails for one in seven offices of some classes, so that is a warning.
    pub fn office_number(&mut self, column: usize) -> Option<OfficeNumber> {
        let office: Option<OfficeNumber> =
            self.required(column, |text| folded(text).parse().map_err(|_| CellRule::OfficeNumber));
        if office.is_some_and(|office| !office.check_digit_holds()) {
            self.note(column, CellRule::OfficeCheckDigit);
        }
        office
    }

    /// Read 事業所番号 that may be missing.
    pub fn optional_office_number(&mut self, column: usize) -> Option<Option<OfficeNumber>> {
        if self.text(column).is_empty() {
            return Some(None);
        }
        self.office_number(column).map(Some)
    }

    /// Read a day that must be given, in any of the written forms.
    pub fn day(&mut self, column: usize) -> Option<Day> {
        self.required(column, read_day)
    }

    /// Read a day that may be missing. Zeros and nines alone (`00000000`, `9999999`) are how older systems write no day.
    pub fn optional_day(&mut self, column: usize) -> Option<Option<Day>> {
        let text = self.text(column);
        if text.len() >= 7 && (text.bytes().all(|byte| byte == b'0') || text.bytes().all(|byte| byte == b'9')) {
            return Some(None);
        }
        self.optional(column, read_day)
    }

    /// Read the first and the last day of a period.
    pub fn period(&mut self, first: usize, last: usize) -> Option<Period> {
        let first_day = self.day(first);
        let last_day = self.optional_day(last);
        let period = Period::new(first_day?, last_day?);
        if period.is_err() {
            self.note(last, CellRule::PeriodEndsEarly);
        }
        period.ok()
    }

    /// Read a point in time such as 基準日時. Without an offset it is Japanese time; a day alone means its beginning.
    pub fn moment(&mut self, column: usize) -> Option<DateTime<Utc>> {
        self.required(column, |text| {
            parse_moment(text).map_err(|invalid| match invalid {
                InvalidMoment::Unreadable => CellRule::MomentUnreadable,
                InvalidMoment::LeapSecond => CellRule::LeapSecond,
            })
        })
    }

    /// Read a code of the feed.
    pub fn choice<T: Copy>(&mut self, column: usize, codes: &[(&str, T)]) -> Option<T> {
        self.required(column, |text| {
            value_of(text, codes).ok_or_else(|| CellRule::CodeUnknown {
                codes: Codes::new(codes.iter().map(|(code, _)| *code)),
            })
        })
    }

    /// Read a code of the feed that may be missing.
    pub fn optional_choice<T: Copy>(&mut self, column: usize, codes: &[(&str, T)]) -> Option<Option<T>> {
        if self.text(column).is_empty() {
            return Some(None);
        }
        self.choice(column, codes).map(Some)
    }

    /// Read free text of at most `longest` characters; an empty cell is no text.
    pub fn free_text(&mut self, column: usize, longest: u16) -> Option<Option<String>> {
        self.optional(column, |text| at_most(text, longest))
    }

    /// Read text that must be given, of at most `longest` characters.
    pub fn required_text(&mut self, column: usize, longest: u16) -> Option<String> {
        self.required(column, |text| at_most(text, longest))
    }
}

fn read_day(text: &str) -> Result<Day, CellRule> {
    Day::parse_feed(text).map_err(|_| CellRule::DayUnreadable)
}

fn at_most(text: &str, longest: u16) -> Result<String, CellRule> {
    if text.chars().count() <= usize::from(longest) {
        Ok(text.to_owned())
    } else {
        Err(CellRule::TooLong {
            longest: longest.into(),
        })
    }
}
