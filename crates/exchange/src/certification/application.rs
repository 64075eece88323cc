//! The feed of applications (申請).

use domain::calendar::day::Day;
use domain::certification::{ApplicationKind, ApplicationNumber};
use domain::delivery::feed::Feed;
use domain::person::InsuredNumber;

use crate::row::{Cells, Row, YES_OR_NO, code_of};

/// One application for certification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationRow {
    /// 被保険者番号.
    pub number: InsuredNumber,
    /// 申請番号.
    pub application: ApplicationNumber,
    /// 申請日.
    pub applied_on: Day,
    /// 申請区分.
    pub kind: ApplicationKind,
    /// 情報提供同意: the tick on the application form by which the person agrees that the result and its documents may be
    /// shown to care offices. Not the consent to this system.
    pub agrees_to_disclosure: bool,
}

const NUMBER: usize = 0;
const APPLICATION: usize = 1;
const APPLIED_ON: usize = 2;
const REASON: usize = 3;
const AGREES: usize = 4;

const REASONS: &[(&str, ApplicationKind)] = &[
    ("1", ApplicationKind::New),
    ("2", ApplicationKind::Renewal),
    ("3", ApplicationKind::LevelChange),
    ("4", ApplicationKind::ExOfficio),
    ("5", ApplicationKind::Transfer),
];

impl Row for ApplicationRow {
    const FEED: Feed = Feed::Application;
    const COLUMNS: &'static [&'static str] = &["被保険者番号", "申請番号", "申請日", "申請区分", "情報提供同意"];
    const OWN_NUMBERS: &'static [usize] = &[APPLICATION];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let number = cells.insured_number(NUMBER);
        let application = cells.application_number(APPLICATION);
        let applied_on = cells.day(APPLIED_ON);
        let kind = cells.choice(REASON, REASONS);
        let agrees_to_disclosure = cells.choice(AGREES, YES_OR_NO);
        Some(Self {
            number: number?,
            application: application?,
            applied_on: applied_on?,
            kind: kind?,
            agrees_to_disclosure: agrees_to_disclosure?,
        })
    }

    fn write(&self) -> Vec<String> {
        let Self {
            number,
            application,
            applied_on,
            kind,
            agrees_to_disclosure,
        } = self;
        vec![
            number.to_string(),
            application.to_string(),
            applied_on.to_string(),
            code_of(REASONS, *kind),
            code_of(YES_OR_NO, *agrees_to_disclosure),
        ]
    }
}
