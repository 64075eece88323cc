//! The feed of applications (申請).

use domain::calendar::day::Day;
use domain::certification::{ApplicationDetails, ApplicationKind, ApplicationNumber, SpecifiedDisease};
use domain::delivery::ApplicationRule;
use domain::delivery::feed::Feed;
use domain::person::InsuredNumber;

use crate::row::{Cells, Row, YES_OR_NO, code_of, narrow};

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
    /// The columns that a city may leave out.
    pub details: ApplicationDetails,
}

const NUMBER: usize = 0;
const APPLICATION: usize = 1;
const APPLIED_ON: usize = 2;
const REASON: usize = 3;
const AGREES: usize = 4;
const BY_LAW: usize = 5;
const MOVED_ON: usize = 6;
const CONTRACTOR: usize = 7;
const PLACE: usize = 8;
const INSTITUTION: usize = 9;
const DISEASE: usize = 10;

const REASONS: &[(&str, ApplicationKind)] = &[
    ("1", ApplicationKind::New),
    ("2", ApplicationKind::Renewal),
    ("3", ApplicationKind::LevelChange),
    ("4", ApplicationKind::ExOfficio),
    ("5", ApplicationKind::Transfer),
];

impl Row for ApplicationRow {
    const FEED: Feed = Feed::Application;
    const COLUMNS: &'static [&'static str] = &[
        "被保険者番号",
        "申請番号",
        "申請日",
        "申請区分",
        "情報提供同意",
        "法令上の申請区分",
        "異動日",
        "調査委託先",
        "調査実施場所",
        "医療機関名",
        "特定疾病",
    ];
    const OPTIONAL: &'static [usize] = &[BY_LAW, MOVED_ON, CONTRACTOR, PLACE, INSTITUTION, DISEASE];
    const OWN_NUMBERS: &'static [usize] = &[APPLICATION];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let number = cells.insured_number(NUMBER);
        let application = cells.application_number(APPLICATION);
        let applied_on = cells.day(APPLIED_ON);
        let kind = cells.choice(REASON, REASONS);
        let agrees_to_disclosure = cells.choice(AGREES, YES_OR_NO);
        let details = read_details(cells);
        let row = Self {
            number: number?,
            application: application?,
            applied_on: applied_on?,
            kind: kind?,
            agrees_to_disclosure: agrees_to_disclosure?,
            details: details?,
        };
        row.check_move(cells);
        Some(row)
    }

    fn write(&self) -> Vec<String> {
        let Self {
            number,
            application,
            applied_on,
            kind,
            agrees_to_disclosure,
            details,
        } = self;
        let mut cells = vec![
            number.to_string(),
            application.to_string(),
            applied_on.to_string(),
            code_of(REASONS, *kind),
            code_of(YES_OR_NO, *agrees_to_disclosure),
        ];
        cells.extend(written_details(details));
        cells
    }
}

impl ApplicationRow {
    /// A transfer counts from the day of moving in, and nothing else does.
    fn check_move(&self, cells: &mut Cells<'_>) {
        let transfer = self.details.counts_as(self.kind) == ApplicationKind::Transfer;
        match self.details.moved_on {
            None if transfer => cells.note(MOVED_ON, ApplicationRule::MovedMissing),
            Some(_) if !transfer => cells.note(MOVED_ON, ApplicationRule::MovedWithoutTransfer),
            Some(moved_on) if moved_on > self.applied_on => {
                cells.note(MOVED_ON, ApplicationRule::MovedAfterApplication)
            }
            _ => {}
        }
    }
}

fn read_details(cells: &mut Cells<'_>) -> Option<ApplicationDetails> {
    const LONGEST: u16 = ApplicationDetails::LONGEST_NAME;
    let by_law = cells.optional_choice(BY_LAW, REASONS);
    let moved_on = cells.optional_day(MOVED_ON);
    let survey_contractor = cells.free_text(CONTRACTOR, LONGEST);
    let survey_place = cells.free_text(PLACE, LONGEST);
    let institution = cells.free_text(INSTITUTION, LONGEST);
    let specified_disease = disease(cells);
    Some(ApplicationDetails {
        by_law: by_law?,
        moved_on: moved_on?,
        survey_contractor: survey_contractor?,
        survey_place: survey_place?,
        institution: institution?,
        specified_disease,
    })
}

fn written_details(details: &ApplicationDetails) -> [String; 6] {
    let ApplicationDetails {
        by_law,
        moved_on,
        survey_contractor,
        survey_place,
        institution,
        specified_disease,
    } = details;
    [
        by_law.map(|kind| code_of(REASONS, kind)).unwrap_or_default(),
        moved_on.map(|day| day.to_string()).unwrap_or_default(),
        survey_contractor.clone().unwrap_or_default(),
        survey_place.clone().unwrap_or_default(),
        institution.clone().unwrap_or_default(),
        specified_disease.map(|disease| disease.to_string()).unwrap_or_default(),
    ]
}

/// 特定疾病, by its code (of one digit or two) or its name. An application is not kept out for it.
fn disease(cells: &mut Cells<'_>) -> Option<SpecifiedDisease> {
    let text = cells.text(DISEASE);
    let code = format!("{:0>2}", narrow(text));
    let named = |disease: &&SpecifiedDisease| disease.name_ja() == text;
    let found = SpecifiedDisease::from_code(&code).or_else(|| SpecifiedDisease::ALL.iter().find(named).copied());
    if found.is_none() && !text.is_empty() {
        cells.note(DISEASE, ApplicationRule::Disease);
    }
    found
}
