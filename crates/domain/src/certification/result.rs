//! The result of a certification, and what is unusual about one as a file delivers it.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::application_kind::ApplicationKind;
use super::level::CareLevel;
use super::validity::{ValidityLimits, renewal_window};
use crate::{calendar::day::Day, calendar::period::Period};

coded! {
    /// Whether a result still counts. That its validity is over is seen from the day, not from here.
    pub enum CertificationStatus is "certification status" {
        /// Counts.
        Current = "current", "有効";
        /// A later result has taken its place.
        Superseded = "superseded", "失効";
        /// Taken back by the insurer.
        Revoked = "revoked", "取消";
    }
}

/// 認定: level and validity, with the board's opinion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certification {
    /// The level.
    pub level: CareLevel,
    /// The day of the decision (認定日); none for 事業対象者.
    pub decided_on: Option<Day>,
    /// The day of the checklist; for 事業対象者 only.
    pub checklist_on: Option<Day>,
    /// The validity as delivered; usually without an end for 事業対象者.
    pub period: Period,
    /// The months of validity as delivered.
    pub months: Option<u8>,
    /// 審査会意見.
    pub board_opinion: Option<String>,
    /// サービス指定: services to which the board restricts the person.
    pub service_restriction: Option<String>,
    /// Whether it still counts.
    pub status: CertificationStatus,
}

coded! {
    /// How a result stands on a day, for people: its status and what its validity makes of it.
    pub enum CertificationStanding is "certification standing" {
        /// It counts, and the day lies in its validity.
        Current = "current", "有効";
        /// A later result has taken its place.
        Superseded = "superseded", "失効";
        /// It was revoked.
        Revoked = "revoked", "取消";
        /// Its validity is over.
        Expired = "expired", "期間終了";
        /// Its validity has not begun.
        Future = "future", "開始前";
    }
}

impl Certification {
    /// Whether the result counts and the day lies in its validity.
    pub fn in_force(&self, today: Day) -> bool {
        self.status == CertificationStatus::Current && self.period.contains(today)
    }

    /// How it stands on this day.
    pub fn standing(&self, today: Day) -> CertificationStanding {
        match self.status {
            CertificationStatus::Current if self.is_expired(today) => CertificationStanding::Expired,
            CertificationStatus::Current if !self.period.contains(today) => CertificationStanding::Future,
            CertificationStatus::Current => CertificationStanding::Current,
            CertificationStatus::Superseded => CertificationStanding::Superseded,
            CertificationStatus::Revoked => CertificationStanding::Revoked,
        }
    }

    /// Whether the validity is over.
    pub fn is_expired(&self, today: Day) -> bool {
        self.period.is_over(today)
    }

    /// Days from today to the last day of validity (「あと11日」; 0 on the last day, negative afterwards); none without end.
    pub fn days_left(&self, today: Day) -> Option<i64> {
        self.period.last.map(|last| today.days_until(last))
    }

    /// When it can be renewed; none without an end.
    pub fn renewal_window(&self) -> Option<Period> {
        self.period.last.map(renewal_window)
    }

    /// The months that are granted for what was asked for, if this result has fewer or more. Of two results of the same level
    /// the later may be valid longer.
    pub fn beyond(
        &self,
        (kind, applied_on): (ApplicationKind, Day),
        limits: &ValidityLimits,
        previous: Option<CareLevel>,
    ) -> Option<RangeInclusive<u8>> {
        let by_checklist = self.level == CareLevel::ProgrammeTarget;
        let months = self
            .months
            .filter(|_| !by_checklist && self.level != CareLevel::NotEligible)?;
        let range = limits.range(kind, applied_on, previous == Some(self.level))?;
        (!range.contains(&months)).then_some(range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    fn care1() -> Certification {
        Certification {
            level: CareLevel::Care1,
            decided_on: Some(day("2026-06-15")),
            checklist_on: None,
            period: Period {
                first: day("2026-05-10"),
                last: Some(day("2026-11-30")),
            },
            months: Some(6),
            board_opinion: None,
            service_restriction: None,
            status: CertificationStatus::Current,
        }
    }

    fn beyond(certification: &Certification, kind: ApplicationKind, previous: CareLevel) -> Option<RangeInclusive<u8>> {
        let limits = ValidityLimits::national();
        certification.beyond((kind, day("2026-05-10")), &limits, Some(previous))
    }

    #[test]
    fn months_beyond_the_limits_are_told_with_what_is_granted() {
        let of = |months| Certification { months, ..care1() };
        let new = |months| beyond(&of(months), ApplicationKind::New, CareLevel::Care1);
        assert_eq!([new(Some(3)), new(Some(12)), new(None)], [None, None, None]);
        assert_eq!([new(Some(2)), new(Some(13))], [Some(3..=12), Some(3..=12)]);
    }

    #[test]
    fn an_unchanged_level_may_be_valid_longer() {
        let renewed = Certification {
            months: Some(48),
            ..care1()
        };
        let renewal = |previous| beyond(&renewed, ApplicationKind::Renewal, previous);
        assert_eq!(renewal(CareLevel::Care1), None);
        assert_eq!(renewal(CareLevel::Care2), Some(3..=36));
        let earlier = (ApplicationKind::Renewal, day("2021-03-31"));
        assert_eq!(
            renewed.beyond(earlier, &ValidityLimits::national(), None),
            None,
            "other limits counted"
        );
    }

    #[test]
    fn what_has_no_months_of_validity_has_none_too_many() {
        for level in [CareLevel::NotEligible, CareLevel::ProgrammeTarget] {
            let without = Certification {
                level,
                months: Some(60),
                ..care1()
            };
            assert_eq!(beyond(&without, ApplicationKind::New, level), None, "{level}");
        }
    }

    #[test]
    fn days_left_count_to_the_last_day() {
        let left = ["2026-11-19", "2026-11-30", "2026-12-01"].map(|d| care1().days_left(day(d)).unwrap());
        assert_eq!(left, [11, 0, -1]);
        assert!(care1().in_force(day("2026-11-30")) && care1().is_expired(day("2026-12-01")));
        let revoked = Certification {
            status: CertificationStatus::Revoked,
            ..care1()
        };
        assert!(!revoked.in_force(day("2026-06-20")));
        assert!(!care1().is_expired(day("2026-11-30")) && !care1().in_force(day("2026-12-01")));
    }

    #[test]
    fn a_result_with_an_end_can_be_renewed_before_it() {
        let window = care1().renewal_window().unwrap();
        assert_eq!(
            (window.first, window.last),
            (day("2026-10-01"), Some(day("2026-11-30")))
        );
        let endless = Certification {
            period: Period::since(day("2026-05-10")),
            ..care1()
        };
        assert_eq!(endless.renewal_window(), None);
    }
}
