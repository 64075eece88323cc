//! Where an application stands: both tracks, the stage, the days gone by, the 30-day line, the forecast. A pure
//! function of the milestones; which histories are impossible is `history`.

use super::application_kind::ApplicationKind;
use super::history::{self, InvalidHistory};
use super::milestone::{Milestone, MilestoneKind, PostponementNotice, PostponementReason};
use crate::calendar::day::Day;

/// Days within which an application is to be decided (介護保険法 27条11項).
pub const LEGAL_DAYS: i64 = 30;

coded! {
    /// Where the survey stands.
    pub enum SurveyStage is "survey stage" {
        /// A transfer needs none.
        NotNeeded = "not-needed", "不要";
        /// Not ordered yet.
        Waiting = "waiting", "未依頼";
        /// Ordered.
        Requested = "requested", "依頼済み";
        /// Its day is set.
        Scheduled = "scheduled", "日程決定";
        /// The surveyor was there.
        Conducted = "conducted", "実施済み";
        /// The sheet came in.
        Received = "received", "調査票受領";
    }
}

coded! {
    /// Where the physician's opinion stands.
    pub enum OpinionStage is "opinion stage" {
        /// A transfer needs none.
        NotNeeded = "not-needed", "不要";
        /// Not asked for yet.
        Waiting = "waiting", "未依頼";
        /// Asked for.
        Requested = "requested", "依頼済み";
        /// The physician was reminded.
        Reminded = "reminded", "再依頼済み";
        /// It came in.
        Received = "received", "受領済み";
    }
}

coded! {
    /// Where the application as a whole stands.
    pub enum Stage is "stage" {
        /// Survey or opinion is missing.
        Gathering = "gathering", "認定調査・主治医意見書待ち";
        /// Both are there; no board planned yet.
        AwaitingBoard = "awaiting-board", "審査会の準備中";
        /// The board is planned.
        BoardScheduled = "board-scheduled", "審査会待ち";
        /// The board has judged, or (transfer) none is needed: the insurer decides.
        AwaitingDecision = "awaiting-decision", "結果の決定待ち";
        /// Decided.
        Decided = "decided", "審査結果の決定";
        /// The person was told.
        Notified = "notified", "結果通知済み";
        /// Taken back.
        Withdrawn = "withdrawn", "取下げ";
        /// Turned down.
        Rejected = "rejected", "却下";
        /// Ended by death, moving out or loss of qualification.
        Closed = "closed", "終了";
    }
}

/// How the application ended, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A level, or 非該当.
    Decided(Day),
    /// 取下げ.
    Withdrawn(Day),
    /// 却下.
    Rejected(Day),
    /// Death, moving out, loss of qualification.
    Closed(Day),
}

impl Outcome {
    /// The day of the end.
    pub const fn on(&self) -> Day {
        match *self {
            Self::Decided(on) | Self::Withdrawn(on) | Self::Rejected(on) | Self::Closed(on) => on,
        }
    }
}

coded! {
    /// What a forecast rests on.
    pub enum ForecastBasis is "forecast basis" {
        /// The application has ended: there is nothing to forecast.
        Ended = "ended", "手続は終了しています";
        /// The planned day of the board.
        Board = "board", "審査会の予定日";
        /// The latest postponement notice.
        Notice = "notice", "延期通知の見込日";
        /// The legal 30 days.
        LegalLine = "legal-line", "申請から30日の期限";
        /// Every day that was named has passed.
        Passed = "passed", "見込みの日を過ぎています";
    }
}

/// By when the decision can be expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// The day; none if there is nothing to rest it on.
    pub expected_on: Option<Day>,
    /// What it rests on.
    pub basis: ForecastBasis,
}

/// Where an application stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Why certification was asked for.
    pub kind: ApplicationKind,
    /// The application day; the days count from here.
    pub applied_on: Day,
    /// The survey track.
    pub survey: SurveyStage,
    /// The opinion track.
    pub opinion: OpinionStage,
    /// The whole.
    pub stage: Stage,
    /// How it ended; none while it is open.
    pub outcome: Option<Outcome>,
    /// Days from the application to the end, or to today while it is open; 0 on the application day.
    pub elapsed_days: i64,
    /// The last day of the legal 30: `applied_on` + 30.
    pub legal_line: Day,
    /// Whether the decision is not there although the line has passed, or came (or the end came) after it.
    pub overdue: bool,
    /// What an open application waits for, read from its milestones; none once only the decision is left.
    pub waiting_for: Option<PostponementReason>,
    /// The latest postponement notice; it stays known after the end.
    pub postponement: Option<PostponementNotice>,
    /// By when the decision can be expected.
    pub forecast: Forecast,
    /// All milestones by day, each once.
    pub milestones: Vec<Milestone>,
}

impl Progress {
    /// Adds up the milestones of one application as known on `today`; an impossible history is refused.
    pub fn of(
        kind: ApplicationKind,
        applied_on: Day,
        milestones: &[Milestone],
        notices: &[PostponementNotice],
        today: Day,
    ) -> Result<Self, InvalidHistory> {
        history::check(kind, applied_on, milestones, notices, today)?;
        let mut milestones = milestones.to_vec();
        milestones.sort_unstable_by_key(|milestone| (milestone.on, milestone.kind));
        milestones.dedup();
        let course = Course {
            kind,
            milestones: &milestones,
        };
        let (survey, opinion, outcome) = (course.survey(), course.opinion(), course.outcome());
        let stage = course.stage(survey, opinion, outcome);
        let end = outcome.map_or(today, |outcome| outcome.on());
        let legal_line = applied_on.add_days(LEGAL_DAYS);
        let postponement = notices
            .iter()
            .copied()
            .max_by_key(|notice| (notice.noticed_on, notice.expected_on));
        let board_on = course.board_planned().filter(|_| stage == Stage::BoardScheduled);
        Ok(Self {
            kind,
            applied_on,
            survey,
            opinion,
            stage,
            outcome,
            elapsed_days: applied_on.days_until(end),
            legal_line,
            overdue: end > legal_line,
            waiting_for: waiting_for(stage, survey, opinion),
            postponement,
            forecast: forecast(
                outcome,
                board_on,
                postponement.map(|notice| notice.expected_on),
                legal_line,
                today,
            ),
            milestones,
        })
    }

    /// Whether the application has not ended.
    pub const fn is_open(&self) -> bool {
        self.outcome.is_none()
    }

    /// The latest day of a kind of milestone.
    pub fn day_of(&self, kind: MilestoneKind) -> Option<Day> {
        latest(&self.milestones, kind)
    }

    /// The milestones that offices may see, by day.
    pub fn shown_to_offices(&self) -> impl Iterator<Item = Milestone> + '_ {
        self.milestones
            .iter()
            .copied()
            .filter(|milestone| milestone.kind.is_shown_to_offices())
    }

    /// Days left to the legal line; negative beyond it.
    pub const fn days_to_line(&self) -> i64 {
        LEGAL_DAYS - self.elapsed_days
    }
}

fn latest(milestones: &[Milestone], kind: MilestoneKind) -> Option<Day> {
    milestones
        .iter()
        .filter(|milestone| milestone.kind == kind)
        .map(|milestone| milestone.on)
        .max()
}

fn waiting_for(stage: Stage, survey: SurveyStage, opinion: OpinionStage) -> Option<PostponementReason> {
    match stage {
        Stage::Gathering => match (survey == SurveyStage::Received, opinion == OpinionStage::Received) {
            (false, true) => Some(PostponementReason::SurveyPending),
            (true, false) => Some(PostponementReason::OpinionPending),
            (false, false) | (true, true) => Some(PostponementReason::Both),
        },
        Stage::AwaitingBoard | Stage::BoardScheduled => Some(PostponementReason::WaitingForBoard),
        Stage::AwaitingDecision
        | Stage::Decided
        | Stage::Notified
        | Stage::Withdrawn
        | Stage::Rejected
        | Stage::Closed => None,
    }
}

/// The board's day is the best that is known, then what the person was told, then the law. Days that have passed
/// forecast nothing.
fn forecast(outcome: Option<Outcome>, board: Option<Day>, told: Option<Day>, line: Day, today: Day) -> Forecast {
    if outcome.is_some() {
        return Forecast {
            expected_on: None,
            basis: ForecastBasis::Ended,
        };
    }
    [
        (board, ForecastBasis::Board),
        (told, ForecastBasis::Notice),
        (Some(line), ForecastBasis::LegalLine),
    ]
    .into_iter()
    .find_map(|(day, basis)| {
        day.filter(|day| *day >= today).map(|day| Forecast {
            expected_on: Some(day),
            basis,
        })
    })
    .unwrap_or(Forecast {
        expected_on: None,
        basis: ForecastBasis::Passed,
    })
}

/// A possible history, sorted by day.
struct Course<'a> {
    kind: ApplicationKind,
    milestones: &'a [Milestone],
}

impl Course<'_> {
    fn latest(&self, kind: MilestoneKind) -> Option<Day> {
        latest(self.milestones, kind)
    }

    fn days(&self, kind: MilestoneKind) -> usize {
        self.milestones
            .iter()
            .filter(|milestone| milestone.kind == kind)
            .count()
    }

    /// Whether a step belongs to the round that the latest request opened.
    ///
    /// A day after the request does; the day of the request itself does if it is not the end of the round before, which
    /// the number of requests and steps tells.
    fn done_since(&self, request: MilestoneKind, step: MilestoneKind) -> bool {
        let Some(done) = self.latest(step) else { return false };
        let Some(requested) = self.latest(request) else {
            return true;
        };
        done > requested || done == requested && self.days(step) >= self.days(request)
    }

    fn survey(&self) -> SurveyStage {
        use MilestoneKind::{SurveyConducted, SurveyReceived, SurveyRequested, SurveyScheduled};
        if self.kind == ApplicationKind::Transfer {
            SurveyStage::NotNeeded
        } else if self.done_since(SurveyRequested, SurveyReceived) {
            SurveyStage::Received
        } else if self.done_since(SurveyRequested, SurveyConducted) {
            SurveyStage::Conducted
        } else if self.done_since(SurveyRequested, SurveyScheduled) {
            SurveyStage::Scheduled
        } else if self.latest(SurveyRequested).is_some() {
            SurveyStage::Requested
        } else {
            SurveyStage::Waiting
        }
    }

    fn opinion(&self) -> OpinionStage {
        use MilestoneKind::{OpinionReceived, OpinionReminded, OpinionRequested};
        // An opinion may come before it is asked for; a reminder after it was received asks for another one.
        let received = self.latest(OpinionReceived);
        let still_asked = self.latest(OpinionReminded) > received && received.is_some()
            || self.days(OpinionRequested) > 1 && !self.done_since(OpinionRequested, OpinionReceived);
        if self.kind == ApplicationKind::Transfer {
            OpinionStage::NotNeeded
        } else if received.is_some() && !still_asked {
            OpinionStage::Received
        } else if self.done_since(OpinionRequested, OpinionReminded) {
            OpinionStage::Reminded
        } else if self.latest(OpinionRequested).is_some() {
            OpinionStage::Requested
        } else {
            OpinionStage::Waiting
        }
    }

    fn outcome(&self) -> Option<Outcome> {
        use MilestoneKind::{Closed, Decided, Rejected, Withdrawn};
        self.latest(Decided)
            .map(Outcome::Decided)
            .or_else(|| self.latest(Withdrawn).map(Outcome::Withdrawn))
            .or_else(|| self.latest(Rejected).map(Outcome::Rejected))
            .or_else(|| self.latest(Closed).map(Outcome::Closed))
    }

    /// The planned day of a board that has not been held yet.
    fn board_planned(&self) -> Option<Day> {
        let planned = self.latest(MilestoneKind::BoardScheduled)?;
        match self.latest(MilestoneKind::BoardHeld) {
            Some(held) if planned <= held => None,
            _ => Some(planned),
        }
    }

    fn stage(&self, survey: SurveyStage, opinion: OpinionStage, outcome: Option<Outcome>) -> Stage {
        match outcome {
            Some(Outcome::Decided(_)) if self.latest(MilestoneKind::Notified).is_some() => return Stage::Notified,
            Some(Outcome::Decided(_)) => return Stage::Decided,
            Some(Outcome::Withdrawn(_)) => return Stage::Withdrawn,
            Some(Outcome::Rejected(_)) => return Stage::Rejected,
            Some(Outcome::Closed(_)) => return Stage::Closed,
            None => {}
        }
        if self.kind == ApplicationKind::Transfer {
            return Stage::AwaitingDecision;
        }
        let held = self.latest(MilestoneKind::BoardHeld);
        let judged = held.max(self.latest(MilestoneKind::PrimaryJudged));
        // A judgement shows that both were there, unless one of them was asked for again since.
        let asked = self
            .latest(MilestoneKind::SurveyRequested)
            .max(self.latest(MilestoneKind::OpinionRequested));
        let complete = survey == SurveyStage::Received && opinion == OpinionStage::Received;
        if !complete && (judged.is_none() || asked > judged) {
            Stage::Gathering
        } else if self.board_planned().is_some() {
            Stage::BoardScheduled
        } else if held.is_some() {
            Stage::AwaitingDecision
        } else {
            Stage::AwaitingBoard
        }
    }
}
