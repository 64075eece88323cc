//! Assignments: which office makes whose care plan, from when to when. Reading the notices is left to `exchange`.

use serde::{Deserialize, Serialize};

use crate::{calendar::day::Day, calendar::period::Period, certification::CareLevel, organization::OfficeNumber};

coded! {
    /// The kind of notice (届出) from which an assignment follows.
    pub enum AssignmentKind is "assignment kind" {
        /// 居宅サービス計画作成依頼(変更)届出書: home care planned by a care-management office.
        CareManagement = "care-management", "居宅介護支援";
        /// One notice for both, to a care-management office that is also designated for 介護予防支援 (since 2024-04).
        CareManagementAndPrevention = "care-management-and-prevention", "居宅介護支援・介護予防支援（兼用）";
        /// 介護予防サービス計画: preventive care planned by a community support centre, possibly delegated.
        Preventive = "preventive", "介護予防支援";
        /// 介護予防ケアマネジメント of the municipal programme, possibly delegated.
        CareManagementForPrevention = "care-management-for-prevention", "介護予防ケアマネジメント";
        /// 小規模多機能型居宅介護, incl. its preventive form: the office plans for its own users.
        SmallMultifunction = "small-multifunction", "小規模多機能型居宅介護";
        /// 看護小規模多機能型居宅介護: the office plans for its own users.
        NursingSmallMultifunction = "nursing-small-multifunction", "看護小規模多機能型居宅介護";
        /// 自己作成: the person makes the plan; there is no office.
        SelfMade = "self-made", "自己作成";
    }
}

impl AssignmentKind {
    /// Whether the office may have another office make the plan (委託).
    pub const fn may_be_delegated(self) -> bool {
        matches!(self, Self::Preventive | Self::CareManagementForPrevention)
    }

    /// Whether this kind of plan goes with the level. If not, a new notice is due and the assignment needs attention.
    pub const fn fits(self, level: CareLevel) -> bool {
        match self {
            Self::CareManagement | Self::NursingSmallMultifunction => level.is_care(),
            Self::Preventive => level.is_support(),
            Self::CareManagementForPrevention => level.is_support() || matches!(level, CareLevel::ProgrammeTarget),
            Self::CareManagementAndPrevention | Self::SmallMultifunction | Self::SelfMade => {
                level.is_care() || level.is_support()
            }
        }
    }
}

/// A person's plan is in the hands of an office for a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    kind: AssignmentKind,
    office: Option<OfficeNumber>,
    delegated: Option<OfficeNumber>,
    period: Period,
}

/// Why kind and offices do not go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidAssignment {
    /// Every kind but self-made names an office.
    #[error("an assignment names an office unless the plan is self-made")]
    OfficeMissing,
    /// A self-made plan has no office.
    #[error("a self-made plan names no office")]
    OfficeInSelfMade,
    /// Only preventive plans may be delegated.
    #[error("only preventive plans can be delegated")]
    NotDelegable,
    /// An office cannot delegate to itself.
    #[error("an office cannot delegate to itself")]
    DelegatedToItself,
}

impl Assignment {
    /// An assignment whose kind and offices go together.
    pub fn new(
        kind: AssignmentKind,
        office: Option<OfficeNumber>,
        delegated: Option<OfficeNumber>,
        period: Period,
    ) -> Result<Self, InvalidAssignment> {
        match (kind, office) {
            (AssignmentKind::SelfMade, Some(_)) => return Err(InvalidAssignment::OfficeInSelfMade),
            (AssignmentKind::SelfMade, None) => {}
            (_, None) => return Err(InvalidAssignment::OfficeMissing),
            (_, Some(_)) => {}
        }
        match delegated {
            Some(_) if !kind.may_be_delegated() => Err(InvalidAssignment::NotDelegable),
            Some(_) if delegated == office => Err(InvalidAssignment::DelegatedToItself),
            _ => Ok(Self {
                kind,
                office,
                delegated,
                period,
            }),
        }
    }

    /// The kind of notice behind it.
    pub const fn kind(&self) -> AssignmentKind {
        self.kind
    }

    /// The office named in the notice; none for a self-made plan.
    pub const fn office(&self) -> Option<OfficeNumber> {
        self.office
    }

    /// The office that makes the plan for the named one (委託先).
    pub const fn delegated(&self) -> Option<OfficeNumber> {
        self.delegated
    }

    /// From when to when.
    pub const fn period(&self) -> Period {
        self.period
    }

    /// Whether the office has the person in hand, itself or by delegation, whenever that is.
    pub fn names(&self, office: OfficeNumber) -> bool {
        self.office == Some(office) || self.delegated == Some(office)
    }

    /// Whether it holds on this day.
    pub fn in_force(&self, today: Day) -> bool {
        self.period.contains(today)
    }

    /// The assignment with its last day set: another office follows, or the person stops. The day may not lie before
    /// the first one; an earlier end is kept.
    pub fn end(self, last: Day) -> Result<Self, crate::calendar::period::InvalidPeriod> {
        let last = self.period.last.map_or(last, |known| known.min(last));
        Ok(Self {
            period: Period::new(self.period.first, Some(last))?,
            ..self
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    fn office(text: &str) -> Option<OfficeNumber> {
        Some(text.parse().unwrap())
    }

    const ALWAYS: Period = Period {
        first: Day::MIN,
        last: None,
    };

    #[test]
    fn kinds_and_offices_go_together() {
        let (a, b) = (office("4370106637"), office("4370100002"));
        let new = |kind, office, delegated| Assignment::new(kind, office, delegated, ALWAYS).map(|_| ());
        assert_eq!(new(AssignmentKind::CareManagement, a, None), Ok(()));
        assert_eq!(new(AssignmentKind::Preventive, a, b), Ok(()));
        assert_eq!(new(AssignmentKind::SelfMade, None, None), Ok(()));
        assert_eq!(
            new(AssignmentKind::SelfMade, a, None),
            Err(InvalidAssignment::OfficeInSelfMade)
        );
        assert_eq!(
            new(AssignmentKind::CareManagement, None, None),
            Err(InvalidAssignment::OfficeMissing)
        );
        assert_eq!(
            new(AssignmentKind::CareManagement, a, b),
            Err(InvalidAssignment::NotDelegable)
        );
        assert_eq!(
            new(AssignmentKind::Preventive, a, a),
            Err(InvalidAssignment::DelegatedToItself)
        );
    }

    #[test]
    fn the_delegated_office_is_named_as_well() {
        let assignment = Assignment::new(
            AssignmentKind::Preventive,
            office("4370106637"),
            office("4370100002"),
            ALWAYS,
        )
        .unwrap();
        let named = ["4370106637", "4370100002", "4370100003"].map(|o| assignment.names(o.parse().unwrap()));
        assert_eq!(named, [true, true, false]);
    }

    #[test]
    fn an_assignment_keeps_what_its_notice_says() {
        let (named, delegated) = (office("4370106637"), office("4370100002"));
        let assignment = Assignment::new(AssignmentKind::Preventive, named, delegated, ALWAYS).unwrap();
        assert_eq!(
            (assignment.kind(), assignment.period()),
            (AssignmentKind::Preventive, ALWAYS)
        );
        assert_eq!((assignment.office(), assignment.delegated()), (named, delegated));
    }

    #[test]
    fn an_end_cannot_come_before_the_beginning_nor_move_later() {
        let period = Period::since(day("2026-04-01"));
        let open = Assignment::new(AssignmentKind::CareManagement, office("4370106637"), None, period).unwrap();
        let ended = open.end(day("2026-05-31")).unwrap();
        assert_eq!(
            ["2026-05-31", "2026-06-01"].map(|d| ended.in_force(day(d))),
            [true, false]
        );
        assert_eq!(ended.end(day("2026-12-31")).unwrap(), ended);
        assert!(open.end(day("2026-03-31")).is_err());
    }

    #[test]
    fn which_kind_goes_with_which_level_is_reviewed() {
        let rows = AssignmentKind::ALL.iter().map(|kind| {
            let levels: Vec<_> = CareLevel::ALL
                .iter()
                .filter(|l| kind.fits(**l))
                .map(|l| l.name_ja())
                .collect();
            format!("{}: {}", kind.name_ja(), levels.join(" "))
        });
        insta::assert_snapshot!(rows.collect::<Vec<_>>().join("\n"), @"
        居宅介護支援: 要介護1 要介護2 要介護3 要介護4 要介護5
        居宅介護支援・介護予防支援（兼用）: 要支援（旧） 要支援1 要支援2 要介護1 要介護2 要介護3 要介護4 要介護5
        介護予防支援: 要支援（旧） 要支援1 要支援2
        介護予防ケアマネジメント: 事業対象者 要支援（旧） 要支援1 要支援2
        小規模多機能型居宅介護: 要支援（旧） 要支援1 要支援2 要介護1 要介護2 要介護3 要介護4 要介護5
        看護小規模多機能型居宅介護: 要介護1 要介護2 要介護3 要介護4 要介護5
        自己作成: 要支援（旧） 要支援1 要支援2 要介護1 要介護2 要介護3 要介護4 要介護5
        ");
    }
}
