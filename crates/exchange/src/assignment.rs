//! The feed of assignments (担当), as it follows from the notices people hand in. Which of them counts on a day is decided in
//! the domain.

use domain::calendar::day::Day;
use domain::delivery::AssignmentRule;
use domain::delivery::feed::Feed;
use domain::organization::OfficeNumber;
use domain::person::InsuredNumber;
use domain::person::assignment::{Assignment, AssignmentKind, InvalidAssignment};

use crate::row::{Cells, Row, code_of};

/// One notice (居宅サービス計画作成依頼届出書 and its sisters) as the city has registered it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignmentRow {
    /// 被保険者番号.
    pub number: InsuredNumber,
    /// 届出区分, 事業所番号, 委託先事業所番号, 開始日 and 終了日.
    pub assignment: Assignment,
    /// 届出日, if the city keeps it.
    pub notified_on: Option<Day>,
}

const NUMBER: usize = 0;
const NOTICE: usize = 1;
const OFFICE: usize = 2;
const DELEGATED: usize = 3;
const FIRST: usize = 4;
const LAST: usize = 5;
const NOTIFIED_ON: usize = 6;

const KINDS: &[(&str, AssignmentKind)] = &[
    ("1", AssignmentKind::CareManagement),
    ("2", AssignmentKind::Preventive),
    ("3", AssignmentKind::CareManagementForPrevention),
    ("4", AssignmentKind::SmallMultifunction),
    ("5", AssignmentKind::NursingSmallMultifunction),
    ("6", AssignmentKind::CareManagementAndPrevention),
    ("9", AssignmentKind::SelfMade),
];

impl Row for AssignmentRow {
    const FEED: Feed = Feed::Assignment;
    const COLUMNS: &'static [&'static str] = &[
        "被保険者番号",
        "届出区分",
        "事業所番号",
        "委託先事業所番号",
        "開始日",
        "終了日",
        "届出日",
    ];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let number = cells.insured_number(NUMBER);
        let kind = cells.choice(NOTICE, KINDS);
        let office = cells.optional_office_number(OFFICE);
        let delegated = cells.optional_office_number(DELEGATED);
        let period = cells.period(FIRST, LAST);
        let notified_on = cells.optional_day(NOTIFIED_ON);
        let assignment = Assignment::new(kind?, office?, delegated?, period?)
            .map_err(|invalid| cells.note(column_of(invalid), AssignmentRule::from(invalid)))
            .ok()?;
        Some(Self {
            number: number?,
            assignment,
            notified_on: notified_on?,
        })
    }

    fn write(&self) -> Vec<String> {
        let Self {
            number,
            assignment,
            notified_on,
        } = self;
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let office = |office: Option<OfficeNumber>| office.map(|office| office.to_string()).unwrap_or_default();
        vec![
            number.to_string(),
            code_of(KINDS, assignment.kind()),
            office(assignment.office()),
            office(assignment.delegated()),
            assignment.period().first.to_string(),
            day(assignment.period().last),
            day(*notified_on),
        ]
    }
}

fn column_of(invalid: InvalidAssignment) -> usize {
    match invalid {
        InvalidAssignment::OfficeMissing | InvalidAssignment::OfficeInSelfMade => OFFICE,
        InvalidAssignment::NotDelegable | InvalidAssignment::DelegatedToItself => DELEGATED,
    }
}
