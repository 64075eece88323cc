//! The feed of assignments (担当), as it follows from the notices people hand in. Which of them counts on a day is decided in
//! the domain.

use domain::assignment::{Assignment, AssignmentKind, InvalidAssignment};
use domain::day::Day;
use domain::organization::OfficeNumber;
use domain::period::Period;
use domain::person::InsuredNumber;

use crate::feed::Kind;
use crate::import::{Cells, Row};
use crate::person::code_of;

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
    ("9", AssignmentKind::SelfMade),
];

impl Row for AssignmentRow {
    const KIND: Kind = Kind::Assignment;
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
        let office = read_office(cells, OFFICE);
        let delegated = read_office(cells, DELEGATED);
        let period = period(cells, FIRST, LAST);
        let notified_on = cells.optional_day(NOTIFIED_ON);
        let assignment = Assignment::new(kind?, office?, delegated?, period?)
            .map_err(|invalid| {
                let (column, message) = explained(invalid);
                cells.error(column, "assignment.invalid", message);
            })
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

fn explained(invalid: InvalidAssignment) -> (usize, &'static str) {
    match invalid {
        InvalidAssignment::OfficeMissing => (OFFICE, "自己作成でない届出には事業所番号が必要です。"),
        InvalidAssignment::OfficeInSelfMade => (OFFICE, "自己作成の届出に事業所番号があります。"),
        InvalidAssignment::NotDelegable => (DELEGATED, "委託できるのは介護予防の届出だけです。"),
        InvalidAssignment::DelegatedToItself => (DELEGATED, "委託先が届出の事業所と同じです。"),
    }
}

/// Read 事業所番号. Its check digit fails for one in seven offices of some classes, so that is a warning.
fn read_office(cells: &mut Cells<'_>, column: usize) -> Option<Option<OfficeNumber>> {
    let message = "事業所番号は10桁です。先頭の0が消えていないか確認してください。";
    let office: Option<OfficeNumber> = cells.optional(column, "office-number.invalid", message, |text| {
        crate::import::folded(text).parse().ok()
    })?;
    if office.is_some_and(|office| !office.check_digit_holds()) {
        cells.warn(column, OFFICE_CHECK_DIGIT, OFFICE_CHECK_DIGIT_JA);
    }
    Some(office)
}

/// The rule about the check digit of 事業所番号, also for the list of offices.
pub(crate) const OFFICE_CHECK_DIGIT: &str = "office-number.check-digit";
pub(crate) const OFFICE_CHECK_DIGIT_JA: &str =
    "事業所番号の検査数字が合いません。番号に間違いがなければこのままで構いません。";

/// Read the first and the last day of a period.
pub(crate) fn period(cells: &mut Cells<'_>, first: usize, last: usize) -> Option<Period> {
    let first_day = cells.day(first);
    let last_day = cells.optional_day(last);
    let period = Period::new(first_day?, last_day?);
    if period.is_err() {
        cells.error(last, "day.order", "終わりの日が始まりの日より前です。");
    }
    period.ok()
}
