//! A run of whole days with or without an end. What a period is about is left to who holds it.

use serde::{Deserialize, Serialize};

use crate::calendar::day::Day;

/// From `first` to `last`, both included; no `last` means no end is known.
///
/// The fields are open for reading rows back; a period whose last day lies before its first contains no day at all.
/// [`Period::new`] refuses such a one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    /// The first day that belongs to it.
    pub first: Day,
    /// The last day that belongs to it, if there is an end.
    pub last: Option<Day>,
}

/// The last day lies before the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a period cannot end on {last}, before it begins on {first}")]
pub struct InvalidPeriod {
    /// The first day given.
    pub first: Day,
    /// The last day given.
    pub last: Day,
}

impl Period {
    /// A period that holds at least one day.
    pub fn new(first: Day, last: Option<Day>) -> Result<Self, InvalidPeriod> {
        match last {
            Some(last) if last < first => Err(InvalidPeriod { first, last }),
            _ => Ok(Self { first, last }),
        }
    }

    /// From this day on, without an end.
    pub const fn since(first: Day) -> Self {
        Self { first, last: None }
    }

    /// Whether the day belongs to the period.
    pub fn contains(&self, day: Day) -> bool {
        self.has_begun(day) && !self.is_over(day)
    }

    /// Whether the first day has come.
    pub fn has_begun(&self, day: Day) -> bool {
        self.first <= day
    }

    /// Whether the last day has passed.
    pub fn is_over(&self, day: Day) -> bool {
        self.last.is_some_and(|last| last < day)
    }

    /// The first day after the end, if there is an end.
    pub fn ended_since(&self) -> Option<Day> {
        self.last.map(|last| last.add_days(1))
    }

    /// Whether the two have a day in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        let first = self.first.max(other.first);
        self.contains(first) && other.contains(first)
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
    fn both_ends_belong_to_the_period() {
        let may = Period::new(day("2026-05-01"), Some(day("2026-05-31"))).unwrap();
        let inside = ["2026-04-30", "2026-05-01", "2026-05-31", "2026-06-01"].map(|d| may.contains(day(d)));
        assert_eq!(inside, [false, true, true, false]);
        assert_eq!(may.ended_since(), Some(day("2026-06-01")));
    }

    #[test]
    fn an_end_before_the_beginning_is_refused_and_holds_no_day() {
        let (first, last) = (day("2026-05-02"), day("2026-05-01"));
        assert_eq!(Period::new(first, Some(last)), Err(InvalidPeriod { first, last }));
        let broken = Period {
            first,
            last: Some(last),
        };
        assert!(!broken.contains(first) && !broken.contains(last));
    }

    proptest! {
        #[test]
        fn overlap_means_a_common_day(a in 0i64..20, n in 0i64..5, b in 0i64..20, m in 0i64..5) {
            let start = day("2026-01-01");
            let period = |from: i64, days: i64| Period { first: start.add_days(from), last: Some(start.add_days(from + days)) };
            let (x, y) = (period(a, n), period(b, m));
            let common = (0..30).map(|d| start.add_days(d)).any(|d| x.contains(d) && y.contains(d));
            prop_assert_eq!(x.overlaps(&y), common);
        }
    }
}
