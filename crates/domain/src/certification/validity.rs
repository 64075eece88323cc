//! Validity of a certification: its last day, its usual lengths, its beginning, the window of renewal.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::application_kind::ApplicationKind;
use crate::{calendar::day::Day, calendar::period::Period};

/// Renewal is possible from this many days before the last day of validity (介護保険法施行規則).
pub const RENEWAL_DAYS: i64 = 60;

/// The longest validity that is taken at all, in months; usual limits are [`ValidityLimits`].
const MOST_MONTHS: u8 = 60;

/// A validity of whole months, counted as the insurance does: to the end of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Validity {
    first: Day,
    months: u8,
}

#[derive(Serialize, Deserialize)]
struct Parts {
    first: Day,
    months: u8,
}

/// A validity has 1 to 60 months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a validity has 1 to {MOST_MONTHS} months, not {0}")]
pub struct InvalidValidity(pub u8);

impl Validity {
    /// A validity of so many months from a day on.
    pub fn new(first: Day, months: u8) -> Result<Self, InvalidValidity> {
        if (1..=MOST_MONTHS).contains(&months) {
            Ok(Self { first, months })
        } else {
            Err(InvalidValidity(months))
        }
    }

    /// The first day.
    pub const fn first(&self) -> Day {
        self.first
    }

    /// The number of months.
    pub const fn months(&self) -> u8 {
        self.months
    }

    /// The last day. A validity that begins on the 1st fills exactly its months; any other gets the rest of its first
    /// month on top, so that it always ends with a month: 2026-05-10 and 6 months end on 2026-11-30.
    pub fn last(&self) -> Day {
        let months = i32::from(self.months) - i32::from(self.first.day() == 1);
        self.first.first_of_month_after(months).last_of_month()
    }

    /// From the first to the last day.
    pub fn period(&self) -> Period {
        Period {
            first: self.first,
            last: Some(self.last()),
        }
    }
}

impl TryFrom<Parts> for Validity {
    type Error = InvalidValidity;

    fn try_from(Parts { first, months }: Parts) -> Result<Self, Self::Error> {
        Self::new(first, months)
    }
}

impl From<Validity> for Parts {
    fn from(Validity { first, months }: Validity) -> Self {
        Self { first, months }
    }
}

/// The days on which a validity that ends on `last` can be renewed: the last 60 before the end, and the last day itself.
pub fn renewal_window(last: Day) -> Period {
    Period {
        first: last.add_days(-RENEWAL_DAYS),
        last: Some(last),
    }
}

/// The day from which a result holds.
///
/// New and LevelChange: the application date. Renewal: the day after the previous end. Transfer: the move-in date. An
/// ex-officio decision says its own day, and a renewal needs to know the previous end: then there is no answer.
pub fn effective_day(
    kind: ApplicationKind,
    applied_on: Day,
    previous_last: Option<Day>,
    moved_in: Option<Day>,
) -> Option<Day> {
    match kind {
        ApplicationKind::New | ApplicationKind::LevelChange => Some(applied_on),
        ApplicationKind::Renewal => previous_last.map(|last| last.add_days(1)),
        ApplicationKind::Transfer => moved_in,
        ApplicationKind::ExOfficio => None,
    }
}

/// Usual and allowed months for one kind of application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct MonthLimits {
    /// Fewest months allowed.
    pub least: u8,
    /// What is granted unless the board says otherwise.
    pub usual: u8,
    /// Most months allowed.
    pub most: u8,
    /// Most months allowed if the level stays the same.
    pub most_if_unchanged: u8,
}

/// The insurer's limits, in force for a time. They differ by city and date: a violation is a warning, never an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ValidityLimits {
    /// New applications, and those treated alike: changes of level and ex-officio decisions.
    pub new: MonthLimits,
    /// Renewals.
    pub renewal: MonthLimits,
    /// Transfers.
    pub transfer: MonthLimits,
    /// For which days of application these limits count.
    pub period: Period,
}

impl ValidityLimits {
    /// The limits of the ministry's ordinance for applications from 2021-04-01 on (renewal up to 36 months, 48 if the level is
    /// unchanged).
    pub fn national() -> Self {
        Self {
            new: MonthLimits {
                least: 3,
                usual: 6,
                most: 12,
                most_if_unchanged: 12,
            },
            renewal: MonthLimits {
                least: 3,
                usual: 12,
                most: 36,
                most_if_unchanged: 48,
            },
            transfer: MonthLimits {
                least: 6,
                usual: 6,
                most: 6,
                most_if_unchanged: 6,
            },
            period: Period::since(Day::from_ymd(2021, 4, 1).unwrap_or(Day::MIN)),
        }
    }

    /// The limits for one kind of application.
    pub const fn of(&self, kind: ApplicationKind) -> MonthLimits {
        match kind {
            ApplicationKind::New | ApplicationKind::LevelChange | ApplicationKind::ExOfficio => self.new,
            ApplicationKind::Renewal => self.renewal,
            ApplicationKind::Transfer => self.transfer,
        }
    }

    /// The fewest and the most months for an application of a day; none if the limits do not count for that day: the day of
    /// the application decides, not the first day of validity.
    pub fn range(&self, kind: ApplicationKind, applied_on: Day, level_unchanged: bool) -> Option<RangeInclusive<u8>> {
        let limits = self.of(kind);
        let most = if level_unchanged {
            limits.most_if_unchanged
        } else {
            limits.most
        };
        self.period.contains(applied_on).then_some(limits.least..=most)
    }

    /// Whether so many months lie within the limits for an application of a day.
    pub fn allow(&self, kind: ApplicationKind, applied_on: Day, months: u8, level_unchanged: bool) -> bool {
        self.range(kind, applied_on, level_unchanged)
            .is_none_or(|range| range.contains(&months))
    }

    /// Whether limits make sense: each kind grants at least one month, and no fewer than its fewest.
    pub fn are_sound(&self) -> bool {
        [self.new, self.renewal, self.transfer].iter().all(|limits| {
            let granted = limits.least..=limits.most.min(MOST_MONTHS);
            limits.least >= 1
                && granted.contains(&limits.usual)
                && (limits.most..=MOST_MONTHS).contains(&limits.most_if_unchanged)
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    fn validity(first: &str, months: u8) -> Validity {
        Validity::new(day(first), months).unwrap()
    }

    #[test]
    fn the_worked_examples_of_the_last_day_hold() {
        let examples = [
            ("2026-05-10", 6, "2026-11-30"),
            ("2026-05-01", 6, "2026-10-31"),
            ("2026-09-01", 48, "2030-08-31"),
            ("2027-12-31", 3, "2028-03-31"),
            ("2027-11-30", 3, "2028-02-29"),
            ("2026-12-01", 3, "2027-02-28"),
        ];
        for (first, months, last) in examples {
            assert_eq!(validity(first, months).last(), day(last), "{first} + {months}");
        }
    }

    #[test]
    fn a_validity_has_at_least_one_month() {
        assert_eq!(Validity::new(day("2026-05-10"), 0), Err(InvalidValidity(0)));
        assert_eq!(Validity::new(day("2026-05-10"), 61), Err(InvalidValidity(61)));
        assert!(serde_json::from_str::<Validity>(r#"{"first":"2026-05-10","months":0}"#).is_err());
    }

    #[test]
    fn renewal_opens_sixty_days_before_the_end() {
        let window = renewal_window(day("2026-11-30"));
        let open = ["2026-09-30", "2026-10-01", "2026-11-30", "2026-12-01"].map(|d| window.contains(day(d)));
        assert_eq!(open, [false, true, true, false]);
    }

    #[test]
    fn each_kind_has_its_effective_day() {
        let (applied, end, moved) = (day("2026-05-10"), day("2026-06-30"), day("2026-05-02"));
        let days = ApplicationKind::ALL
            .iter()
            .map(|kind| effective_day(*kind, applied, Some(end), Some(moved)));
        let expected = [Some(applied), Some(day("2026-07-01")), Some(applied), None, Some(moved)];
        assert_eq!(days.collect::<Vec<_>>(), expected);
        assert_eq!(effective_day(ApplicationKind::Renewal, applied, None, None), None);
    }

    #[test]
    fn limits_depend_on_kind_and_change_of_level() {
        let limits = ValidityLimits::national();
        let allow = |kind, months, unchanged| limits.allow(kind, day("2026-05-01"), months, unchanged);
        assert!(allow(ApplicationKind::New, 12, false) && !allow(ApplicationKind::New, 13, true));
        assert!(!allow(ApplicationKind::Renewal, 2, false) && allow(ApplicationKind::Renewal, 36, false));
        assert!(!allow(ApplicationKind::Renewal, 48, false) && allow(ApplicationKind::Renewal, 48, true));
        assert!(!allow(ApplicationKind::Transfer, 7, true));
    }

    #[test]
    fn which_limits_count_is_told_by_the_day_of_the_application() {
        let limits = ValidityLimits::national();
        let renewed = |applied_on| limits.allow(ApplicationKind::Renewal, day(applied_on), 60, true);
        assert!(!renewed("2021-04-01"));
        // Applied for before, valid from 2021-05-01: other limits counted.
        assert!(renewed("2021-03-31"));
    }

    #[test]
    fn limits_that_make_no_sense_are_told() {
        let national = ValidityLimits::national();
        assert!(national.are_sound());
        let MonthLimits { usual, most, .. } = national.renewal;
        for renewal in [
            MonthLimits {
                least: 0,
                ..national.renewal
            },
            MonthLimits {
                least: usual + 1,
                ..national.renewal
            },
            MonthLimits {
                usual: most + 1,
                ..national.renewal
            },
            MonthLimits {
                most_if_unchanged: most - 1,
                ..national.renewal
            },
            MonthLimits {
                most_if_unchanged: MOST_MONTHS + 1,
                ..national.renewal
            },
        ] {
            let limits = ValidityLimits { renewal, ..national };
            assert!(!limits.are_sound(), "{limits:?}");
        }
    }

    proptest! {
        #[test]
        fn a_validity_never_loses_a_day(days in 0i64..60_000, months in 1u8..=60) {
            let first = day("1990-01-01").add_days(days);
            let validity = Validity::new(first, months).unwrap();
            let last = validity.last();
            // It ends with a month, and holds at least its months, less than one month more.
            prop_assert_eq!(last, last.last_of_month());
            let full = first.naive() + chrono::Months::new(months.into());
            let beyond = first.naive() + chrono::Months::new(u32::from(months) + 1);
            prop_assert!(last.add_days(1).naive() >= full && last.naive() < beyond);
            prop_assert_eq!(first.day() == 1, last.add_days(1).naive() == full && first.day() == 1);
            // A renewal takes over the next day and fills exactly its months.
            let next = effective_day(ApplicationKind::Renewal, first, Some(last), None).unwrap();
            prop_assert_eq!((last.days_until(next), next.day()), (1, 1));
            let renewed = Validity::new(next, months).unwrap();
            prop_assert_eq!(renewed.last().add_days(1).naive(), next.naive() + chrono::Months::new(months.into()));
            prop_assert!(!validity.period().overlaps(&renewed.period()));
        }

        #[test]
        fn a_validity_comes_back_from_json(days in 0i64..60_000, months in 1u8..=60) {
            let validity = Validity::new(day("1990-01-01").add_days(days), months).unwrap();
            let json = serde_json::to_string(&validity).unwrap();
            prop_assert_eq!(serde_json::from_str::<Validity>(&json).unwrap(), validity);
        }
    }
}
