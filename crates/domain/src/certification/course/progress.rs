//! Where an application stands: both tracks, the stage, the days gone by, the line, the forecasts. A pure function of the
//! milestones; which histories are impossible is `history`.

use super::forecast::{Forecast, ForecastBasis, Line, Outlook, line, named};
use super::history::{self, InvalidHistory};
use super::milestone::{Milestone, MilestoneKind, PostponementNotice, PostponementReason};
use super::stage::{OpinionStage, Outcome, Stage, SurveyStage};
use crate::calendar::day::Day;
use crate::certification::application_kind::ApplicationKind;

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
    /// The day by which it is to be decided; none where no such day runs or is known.
    pub line: Option<Line>,
    /// What an open application waits for, read from its milestones; none once only the decision is left.
    pub waiting_for: Option<PostponementReason>,
    /// The latest postponement notice; it stays known after the end.
    pub postponement: Option<PostponementNotice>,
    /// On which days the decision can be expected, each with what it rests on; empty once it has ended.
    pub forecasts: Vec<Forecast>,
    /// What these days say as a whole.
    pub outlook: Outlook,
    /// All milestones by day, each once.
    pub milestones: Vec<Milestone>,
}

impl Progress {
    /// Adds up the milestones of one application as known on `today`; an impossible history is refused. The line of a
    /// renewal is set by [`Progress::renewing`].
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
        let postponement = notices
            .iter()
            .copied()
            .max_by_key(|notice| (notice.noticed_on, notice.expected_on));
        let board_on = course.board_planned().filter(|_| stage == Stage::BoardScheduled);
        let (forecasts, outlook) = if outcome.is_some() {
            (Vec::new(), Outlook::Ended)
        } else {
            named(postponement.map(|notice| notice.expected_on), board_on, today)
        };
        Ok(Self {
            kind,
            applied_on,
            survey,
            opinion,
            stage,
            outcome,
            elapsed_days: applied_on.days_until(end),
            line: line(kind, applied_on, None),
            waiting_for: waiting_for(stage, survey, opinion),
            postponement,
            forecasts,
            outlook,
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

    /// The day to which the days are counted: the end, or today while it is open.
    pub fn counted_to(&self) -> Day {
        self.applied_on.add_days(self.elapsed_days)
    }

    /// Days left to the line, negative beyond it; none without a line, and none once it ended without a level.
    pub fn days_to_line(&self) -> Option<i64> {
        self.line
            .filter(|_| !self.stage.ended_undecided())
            .map(|line| self.counted_to().days_until(line.on))
    }

    /// Whether the decision is not there although the line has passed, or came after it.
    pub fn is_overdue(&self) -> bool {
        self.days_to_line().is_some_and(|days| days < 0)
    }

    /// The same without steps that are not shown, nor anything that rests on them.
    #[must_use]
    pub fn withholding(mut self, is_withheld: impl Fn(MilestoneKind) -> bool) -> Self {
        self.milestones.retain(|milestone| !is_withheld(milestone.kind));
        if is_withheld(MilestoneKind::SurveyScheduled) && self.survey == SurveyStage::Scheduled {
            self.survey = SurveyStage::Requested;
        }
        if is_withheld(MilestoneKind::OpinionReminded) && self.opinion == OpinionStage::Reminded {
            self.opinion = OpinionStage::Requested;
        }
        if is_withheld(MilestoneKind::BoardScheduled) && self.stage == Stage::BoardScheduled {
            self.stage = Stage::AwaitingBoard;
            self.forecasts.retain(|forecast| forecast.basis != ForecastBasis::Board);
            self.outlook = match (self.forecasts.is_empty(), self.postponement) {
                (false, _) => Outlook::Named,
                (true, Some(_)) => Outlook::Passed,
                (true, None) => Outlook::Unknown,
            };
        }
        self
    }

    /// The same, knowing how long the validity ran that a renewal is to follow.
    #[must_use]
    pub fn renewing(self, running_until: Option<Day>) -> Self {
        Self {
            line: line(self.kind, self.applied_on, running_until),
            ..self
        }
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
        // To turn down is decided too, and files carry that day; after a death a level may still be decided.
        self.latest(Rejected)
            .map(Outcome::Rejected)
            .or_else(|| self.latest(Decided).map(Outcome::Decided))
            .or_else(|| self.latest(Withdrawn).map(Outcome::Withdrawn))
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
