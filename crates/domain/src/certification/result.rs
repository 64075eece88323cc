//! The result of a certification, and what is unusual about one as a file delivers it.

use serde::{Deserialize, Serialize};

use super::application_kind::ApplicationKind;
use super::level::{CareLevel, crosses_support_and_care};
use super::validity::{Validity, ValidityLimits, renewal_window};
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

coded! {
    /// Something unusual about a result; it is taken nevertheless.
    pub enum CertificationWarning is "certification warning" {
        /// The months lie outside the insurer's limits.
        MonthsOutsideLimits = "months-outside-limits", "有効月数が設定された範囲を外れています。";
        /// First day and months lead to another last day.
        LastDayDiffers = "last-day-differs", "有効終了日が有効開始日と有効月数から計算した日と違います。";
        /// A result other than 事業対象者 and 非該当 has an end.
        NoEnd = "no-end", "有効終了日がありません。";
        /// 事業対象者 without the day of the checklist.
        ChecklistMissing = "checklist-missing", "事業対象者ですがチェックリスト実施日がありません。";
        /// A level without the day of its decision.
        DecisionMissing = "decision-missing", "認定日がありません。";
        /// The level went from 要支援 or 事業対象者 to 要介護 or back: the notice in force may not fit any more.
        CrossesSupportAndCare = "crosses-support-and-care", "要支援・事業対象者と要介護の間で区分が変わりました。";
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

    /// What is unusual, given why and when it was asked for, the insurer's limits, and the level before.
    pub fn warnings(
        &self,
        (kind, applied_on): (ApplicationKind, Day),
        limits: &ValidityLimits,
        previous: Option<CareLevel>,
    ) -> Vec<CertificationWarning> {
        let by_checklist = self.level == CareLevel::ProgrammeTarget;
        let has_validity = !by_checklist && self.level != CareLevel::NotEligible;
        let validity = self
            .months
            .and_then(|months| Validity::new(self.period.first, months).ok());
        let unchanged = previous == Some(self.level);
        let within = validity.is_some_and(|validity| limits.allow(kind, applied_on, validity.months(), unchanged));
        let found = [
            (
                CertificationWarning::MonthsOutsideLimits,
                has_validity && self.months.is_some() && !within,
            ),
            (
                CertificationWarning::LastDayDiffers,
                validity.is_some_and(|validity| self.period.last.is_some_and(|last| last != validity.last())),
            ),
            (CertificationWarning::NoEnd, has_validity && self.period.last.is_none()),
            (
                CertificationWarning::ChecklistMissing,
                by_checklist && self.checklist_on.is_none(),
            ),
            (
                CertificationWarning::DecisionMissing,
                !by_checklist && self.decided_on.is_none(),
            ),
            (
                CertificationWarning::CrossesSupportAndCare,
                previous.is_some_and(|previous| crosses_support_and_care(previous, self.level)),
            ),
        ];
        found
            .into_iter()
            .filter(|(_, holds)| *holds)
            .map(|(warning, _)| warning)
            .collect()
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

    fn warnings(certification: &Certification, previous: Option<CareLevel>) -> Vec<CertificationWarning> {
        certification.warnings(
            (ApplicationKind::New, certification.period.first),
            &ValidityLimits::national(),
            previous,
        )
    }

    #[test]
    fn a_usual_result_has_no_warnings() {
        assert_eq!(warnings(&care1(), None), []);
    }

    #[test]
    fn what_is_unusual_is_said() {
        let period = Period {
            last: Some(day("2026-11-09")),
            ..care1().period
        };
        let odd = Certification {
            decided_on: None,
            period,
            months: Some(2),
            ..care1()
        };
        let expected = [
            CertificationWarning::MonthsOutsideLimits,
            CertificationWarning::LastDayDiffers,
            CertificationWarning::DecisionMissing,
            CertificationWarning::CrossesSupportAndCare,
        ];
        assert_eq!(warnings(&odd, Some(CareLevel::Support2)), expected);
        let endless = Certification {
            period: Period::since(day("2026-05-10")),
            ..care1()
        };
        assert_eq!(warnings(&endless, None), [CertificationWarning::NoEnd]);
        let zero = Certification {
            months: Some(0),
            ..care1()
        };
        assert_eq!(warnings(&zero, None), [CertificationWarning::MonthsOutsideLimits]);
    }

    #[test]
    fn no_need_found_has_no_validity_that_could_be_unusual() {
        let none = Certification {
            level: CareLevel::NotEligible,
            period: Period::since(day("2026-05-10")),
            months: None,
            ..care1()
        };
        assert_eq!(warnings(&none, None), []);
    }

    #[test]
    fn an_unchanged_level_may_be_valid_longer() {
        let renewed = Certification {
            period: Period {
                first: day("2026-09-01"),
                last: Some(day("2030-08-31")),
            },
            months: Some(48),
            ..care1()
        };
        let asked = (ApplicationKind::Renewal, day("2026-08-03"));
        let warnings = |previous| renewed.warnings(asked, &ValidityLimits::national(), Some(previous));
        assert_eq!(warnings(CareLevel::Care1), []);
        assert_eq!(warnings(CareLevel::Care2), [CertificationWarning::MonthsOutsideLimits]);
    }

    #[test]
    fn the_programme_target_has_a_checklist_and_no_end() {
        let target = Certification {
            level: CareLevel::ProgrammeTarget,
            decided_on: None,
            checklist_on: Some(day("2026-05-10")),
            period: Period::since(day("2026-05-10")),
            months: None,
            ..care1()
        };
        assert_eq!(warnings(&target, None), []);
        assert_eq!(target.days_left(day("2026-06-01")), None);
        let unchecked = Certification {
            checklist_on: None,
            ..target
        };
        assert_eq!(warnings(&unchecked, None), [CertificationWarning::ChecklistMissing]);
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
