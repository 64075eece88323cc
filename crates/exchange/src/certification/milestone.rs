//! The feed of progress (進捗): milestones, and postponements in the same file. Whether they make a possible history is decided
//! in the domain.

use domain::calendar::day::Day;
use domain::certification::{
    ApplicationNumber, Milestone, MilestoneKind, PostponementNotice, PostponementReason, RejectionReason,
};
use domain::delivery::MilestoneRule;
use domain::delivery::feed::Feed;
use domain::person::InsuredNumber;

use crate::row::{Cells, Row, code_of};

/// One thing that happened to an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MilestoneRow {
    /// 被保険者番号.
    pub number: InsuredNumber,
    /// 申請番号.
    pub application: ApplicationNumber,
    /// What happened, and when.
    pub event: Event,
    /// 却下理由; beside 却下 alone.
    pub rejection: Option<RejectionReason>,
}

/// A step reached, or word that it will take longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// 進捗区分 and 日付.
    Milestone(Milestone),
    /// 延期通知, 日付, 延期理由 and 見込日.
    Postponement(PostponementNotice),
}

const NUMBER: usize = 0;
const APPLICATION: usize = 1;
const STEP: usize = 2;
const ON: usize = 3;
const REASON: usize = 4;
const EXPECTED_ON: usize = 5;
const REJECTION: usize = 6;

const POSTPONEMENT: &str = "延期通知";
/// Words that files have for a step beside its name here.
const ALSO: &[(&str, MilestoneKind)] = &[
    ("主治医意見書督促", MilestoneKind::OpinionReminded),
    ("認定決定", MilestoneKind::Decided),
];
const REASONS: &[(&str, PostponementReason)] = &[
    ("1", PostponementReason::SurveyPending),
    ("2", PostponementReason::OpinionPending),
    ("3", PostponementReason::Both),
    ("4", PostponementReason::WaitingForBoard),
    ("9", PostponementReason::Other),
];

const REJECTIONS: &[(&str, RejectionReason)] = &[
    ("1", RejectionReason::LevelUnchanged),
    ("2", RejectionReason::NotExamined),
    ("3", RejectionReason::InsuranceLost),
    ("9", RejectionReason::Other),
];

impl Row for MilestoneRow {
    const FEED: Feed = Feed::Milestone;
    const COLUMNS: &'static [&'static str] = &[
        "被保険者番号",
        "申請番号",
        "進捗区分",
        "日付",
        "延期理由",
        "見込日",
        "却下理由",
    ];
    const OPTIONAL: &'static [usize] = &[REASON, EXPECTED_ON, REJECTION];
    const OWN_NUMBERS: &'static [usize] = &[APPLICATION];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let number = cells.insured_number(NUMBER);
        let application = cells.application_number(APPLICATION);
        let event = if cells.text(STEP) == POSTPONEMENT {
            postponement(cells)
        } else {
            milestone(cells)
        };
        let rejection = rejection(cells, event);
        Some(Self {
            number: number?,
            application: application?,
            event: event?,
            rejection: rejection?,
        })
    }

    fn write(&self) -> Vec<String> {
        let Self {
            number,
            application,
            event,
            rejection,
        } = self;
        let [step, on, reason, expected_on] = match event {
            Event::Milestone(Milestone { kind, on }) => {
                [kind.code().to_owned(), on.to_string(), String::new(), String::new()]
            }
            Event::Postponement(PostponementNotice {
                noticed_on,
                reason,
                expected_on,
            }) => [
                POSTPONEMENT.to_owned(),
                noticed_on.to_string(),
                code_of(REASONS, *reason),
                expected_on.to_string(),
            ],
        };
        vec![
            number.to_string(),
            application.to_string(),
            step,
            on,
            reason,
            expected_on,
            rejection.map(|reason| code_of(REJECTIONS, reason)).unwrap_or_default(),
        ]
    }
}

fn milestone(cells: &mut Cells<'_>) -> Option<Event> {
    let kind = cells.required(STEP, |text| {
        MilestoneKind::from_code(text)
            .or_else(|| MilestoneKind::ALL.iter().copied().find(|kind| kind.name_ja() == text))
            .or_else(|| ALSO.iter().find(|(word, _)| *word == text).map(|(_, kind)| *kind))
            .ok_or(MilestoneRule::Unknown)
    });
    let on = cells.day(ON);
    if !(cells.text(REASON).is_empty() && cells.text(EXPECTED_ON).is_empty()) {
        cells.note(REASON, MilestoneRule::PostponementIgnored);
    }
    Some(Event::Milestone(Milestone { kind: kind?, on: on? }))
}

/// Why an application was turned down. Files may leave it out; beside another step it says nothing.
fn rejection(cells: &mut Cells<'_>, event: Option<Event>) -> Option<Option<RejectionReason>> {
    let is_rejected = |event| matches!(event, Event::Milestone(step) if step.kind == MilestoneKind::Rejected);
    if cells.text(REJECTION).is_empty() {
        return Some(None);
    }
    if !event.is_some_and(is_rejected) {
        cells.note(REJECTION, MilestoneRule::RejectionIgnored);
        return Some(None);
    }
    cells.choice(REJECTION, REJECTIONS).map(Some)
}

fn postponement(cells: &mut Cells<'_>) -> Option<Event> {
    let noticed_on: Option<Day> = cells.day(ON);
    let reason = cells.choice(REASON, REASONS);
    let expected_on = cells.day(EXPECTED_ON);
    let notice = PostponementNotice {
        noticed_on: noticed_on?,
        reason: reason?,
        expected_on: expected_on?,
    };
    if notice.expected_on < notice.noticed_on {
        cells.note(EXPECTED_ON, MilestoneRule::ExpectedBeforeNotice);
        return None;
    }
    Some(Event::Postponement(notice))
}
