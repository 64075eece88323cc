//! The feed of results (認定). Limits of validity differ by city and date and are judged where the city's settings are known.

use domain::calendar::day::Day;
use domain::calendar::period::Period;
use domain::certification::{ApplicationNumber, CareLevel, CertificationStatus, Validity};
use domain::delivery::CertificationRule;
use domain::delivery::feed::Feed;
use domain::person::InsuredNumber;

use crate::row::{Cells, Row, code_of, narrow, whole_number};

/// One result, with what the certificate says about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificationRow {
    /// 被保険者番号.
    pub number: InsuredNumber,
    /// 申請番号; missing for 事業対象者, who do not apply, and for results from before the system that keeps the numbers.
    pub application: Option<ApplicationNumber>,
    /// 要介護状態区分.
    pub level: CareLevel,
    /// 認定日; missing for 事業対象者 only.
    pub decided_on: Option<Day>,
    /// 有効開始日 and 有効終了日; missing for 非該当, and without an end for most 事業対象者.
    pub period: Option<Period>,
    /// 有効月数, if the city delivers it.
    pub months: Option<u8>,
    /// 審査会意見: what the review board recorded.
    pub board_opinion: Option<String>,
    /// サービス指定: services the person is limited to by the board.
    pub designated_services: Option<String>,
    /// 状態.
    pub status: CertificationStatus,
    /// チェックリスト実施日, for 事業対象者 only.
    pub checklist_on: Option<Day>,
}

const NUMBER: usize = 0;
const APPLICATION: usize = 1;
const LEVEL: usize = 2;
const DECIDED_ON: usize = 3;
const FIRST: usize = 4;
const LAST: usize = 5;
const MONTHS: usize = 6;
const OPINION: usize = 7;
const SERVICES: usize = 8;
const STATUS: usize = 9;
const CHECKLIST_ON: usize = 10;

const STATES: &[(&str, CertificationStatus)] = &[
    ("1", CertificationStatus::Current),
    ("2", CertificationStatus::Superseded),
    ("3", CertificationStatus::Revoked),
];

/// The longest text of the board, in characters; certificates have room for about 200.
const LONGEST_TEXT: u16 = 1000;

impl Row for CertificationRow {
    const FEED: Feed = Feed::Certification;
    const COLUMNS: &'static [&'static str] = &[
        "被保険者番号",
        "申請番号",
        "要介護状態区分",
        "認定日",
        "有効開始日",
        "有効終了日",
        "有効月数",
        "審査会意見",
        "サービス指定",
        "状態",
        "チェックリスト実施日",
    ];
    const OWN_NUMBERS: &'static [usize] = &[APPLICATION];
    const SEVERAL_LINES: &'static [usize] = &[OPINION, SERVICES];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let number = cells.insured_number(NUMBER);
        let application = cells.optional_application_number(APPLICATION);
        let level = cells.required(LEVEL, |text| {
            CareLevel::from_code(&narrow(text)).ok_or(CertificationRule::Level)
        });
        let decided_on = cells.optional_day(DECIDED_ON);
        let period = optional_period(cells);
        let months = cells.optional(MONTHS, |text| {
            let months = whole_number(text).and_then(|months| u8::try_from(months).ok());
            months.ok_or(CertificationRule::Months)
        });
        let board_opinion = cells.free_text(OPINION, LONGEST_TEXT);
        let designated_services = cells.free_text(SERVICES, LONGEST_TEXT);
        let status = cells.choice(STATUS, STATES);
        let checklist_on = cells.optional_day(CHECKLIST_ON);
        let row = Self {
            number: number?,
            application: application?,
            level: level?,
            decided_on: decided_on?,
            period: period?,
            months: months?,
            board_opinion: board_opinion?,
            designated_services: designated_services?,
            status: status?,
            checklist_on: checklist_on?,
        };
        row.check(cells).then_some(row)
    }

    fn write(&self) -> Vec<String> {
        let Self {
            number,
            application,
            level,
            decided_on,
            period,
            months,
            ..
        } = self;
        let Self {
            board_opinion,
            designated_services,
            status,
            checklist_on,
            ..
        } = self;
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        vec![
            number.to_string(),
            application.as_ref().map(ToString::to_string).unwrap_or_default(),
            level.code().to_owned(),
            day(*decided_on),
            day(period.map(|period| period.first)),
            day(period.and_then(|period| period.last)),
            months.map(|months| months.to_string()).unwrap_or_default(),
            board_opinion.clone().unwrap_or_default(),
            designated_services.clone().unwrap_or_default(),
            code_of(STATES, *status),
            day(*checklist_on),
        ]
    }
}

impl CertificationRow {
    /// What a result of its level must and must not say. False if one of the findings keeps the row out.
    fn check(&self, cells: &mut Cells<'_>) -> bool {
        let needs_end = !matches!(self.level, CareLevel::NotEligible | CareLevel::ProgrammeTarget);
        let mut good = true;
        let mut missing = |cells: &mut Cells<'_>, column, rule: CertificationRule| {
            cells.note(column, rule);
            good = false;
        };
        if self.level == CareLevel::ProgrammeTarget {
            if self.checklist_on.is_none() {
                missing(cells, CHECKLIST_ON, CertificationRule::ChecklistMissing);
            }
        } else if self.decided_on.is_none() {
            missing(cells, DECIDED_ON, CertificationRule::DecidedMissing);
        }
        if self.level != CareLevel::NotEligible && self.period.is_none() {
            missing(cells, FIRST, CertificationRule::FirstMissing);
        }
        if needs_end && self.period.is_some_and(|period| period.last.is_none()) {
            missing(cells, LAST, CertificationRule::LastMissing);
        }
        self.check_months(cells);
        if self.level == CareLevel::FormerSupport && self.status == CertificationStatus::Current {
            cells.note(LEVEL, CertificationRule::LevelOfThePast);
        }
        good
    }

    /// Whether the last day follows from the first day and the months. Cities may differ in good faith: a warning.
    fn check_months(&self, cells: &mut Cells<'_>) {
        let (
            Some(months),
            Some(Period {
                first,
                last: Some(last),
            }),
        ) = (self.months, self.period)
        else {
            return;
        };
        match Validity::new(first, months) {
            Ok(validity) if validity.last() == last => {}
            Ok(validity) => {
                let computed = validity.last();
                cells.note(LAST, CertificationRule::LastDayUnexpected { computed });
            }
            Err(_) => cells.note(MONTHS, CertificationRule::MonthsUnusual),
        }
    }
}

fn optional_period(cells: &mut Cells<'_>) -> Option<Option<Period>> {
    let first = cells.optional_day(FIRST);
    let last = cells.optional_day(LAST);
    match (first?, last?) {
        (Some(first), last) => {
            let period = Period::new(first, last).ok();
            if period.is_none() {
                cells.note(LAST, CertificationRule::EndsEarly);
            }
            period.map(Some)
        }
        (None, Some(_)) => {
            cells.note(FIRST, CertificationRule::FirstMissingBeforeLast);
            None
        }
        (None, None) => Some(None),
    }
}
