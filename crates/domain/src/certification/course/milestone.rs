//! The dates that mark the course of an application, and notices that it takes longer. What they add up to is `progress`.

use serde::{Deserialize, Serialize};

use crate::calendar::day::Day;

coded! {
    /// 進捗区分: one step in the course of an application.
    pub enum MilestoneKind is "milestone" {
        /// The application was taken in.
        Received = "received", "申請受付", "application received";
        /// The survey was ordered.
        SurveyRequested = "survey-requested", "訪問調査依頼", "survey requested";
        /// The day for which the survey is planned.
        SurveyScheduled = "survey-scheduled", "訪問調査予定", "survey scheduled";
        /// The surveyor was there.
        SurveyConducted = "survey-conducted", "訪問調査実施", "survey conducted";
        /// The survey sheet came in.
        SurveyReceived = "survey-received", "調査票受領", "survey sheet received";
        /// The physician was asked for an opinion.
        OpinionRequested = "opinion-requested", "主治医意見書依頼", "physician's opinion requested";
        /// The physician was reminded.
        OpinionReminded = "opinion-reminded", "主治医意見書再依頼", "physician reminded of the opinion";
        /// The opinion came in; may come with the application, even before it was asked for.
        OpinionReceived = "opinion-received", "主治医意見書受領", "physician's opinion received";
        /// The computer's judgement is done. Internal to the insurer.
        PrimaryJudged = "primary-judged", "一次判定", "primary judgement";
        /// The day for which the review board is planned.
        BoardScheduled = "board-scheduled", "審査会予定", "review board scheduled";
        /// The review board has judged.
        BoardHeld = "board-held", "審査会開催", "review board held";
        /// The insurer has decided: a level, or 非該当.
        Decided = "decided", "審査結果の決定", "decision";
        /// The person was told.
        Notified = "notified", "結果通知", "notice of the result";
        /// 取下げ: the application was taken back.
        Withdrawn = "withdrawn", "取下げ", "withdrawal";
        /// 却下: the application was turned down.
        Rejected = "rejected", "却下", "rejection";
        /// Ended without a decision: death, moving out, loss of qualification.
        Closed = "closed", "終了", "end without a decision";
    }
}

impl MilestoneKind {
    /// Whether its day is a plan, which may lie ahead; the day of every other kind is a fact.
    pub const fn is_plan(self) -> bool {
        matches!(self, Self::SurveyScheduled | Self::BoardScheduled)
    }

    /// Whether it can happen more than once: the survey may be repeated, the physician reminded again, the board put off.
    pub const fn may_repeat(self) -> bool {
        match self {
            Self::SurveyRequested
            | Self::SurveyScheduled
            | Self::SurveyConducted
            | Self::SurveyReceived
            | Self::OpinionRequested
            | Self::OpinionReminded
            | Self::OpinionReceived
            | Self::PrimaryJudged
            | Self::BoardScheduled
            | Self::BoardHeld => true,
            Self::Received | Self::Decided | Self::Notified | Self::Withdrawn | Self::Rejected | Self::Closed => false,
        }
    }

    /// Whether it ends the application without a decision.
    pub const fn ends_undecided(self) -> bool {
        matches!(self, Self::Withdrawn | Self::Rejected | Self::Closed)
    }

    /// Whether offices may see it; nothing of the primary judgement leaves the insurer.
    pub const fn is_shown_to_offices(self) -> bool {
        !matches!(self, Self::PrimaryJudged)
    }

    /// Whether an application that has this milestone must have passed the other one, even if its day is not known.
    /// A milestone implies itself; plans and reminders are implied by nothing, since they may be left out.
    pub const fn implies(self, other: Self) -> bool {
        if self as u8 == other as u8 {
            return true;
        }
        match other {
            Self::Received => true,
            Self::SurveyRequested => {
                matches!(self, Self::SurveyConducted | Self::SurveyReceived) || self.is_after_join()
            }
            Self::SurveyConducted => matches!(self, Self::SurveyReceived) || self.is_after_join(),
            Self::OpinionRequested => {
                matches!(self, Self::OpinionReminded | Self::OpinionReceived) || self.is_after_join()
            }
            Self::SurveyReceived | Self::OpinionReceived => self.is_after_join(),
            Self::PrimaryJudged => matches!(self, Self::BoardHeld | Self::Decided),
            Self::BoardHeld => matches!(self, Self::Decided),
            Self::SurveyScheduled
            | Self::OpinionReminded
            | Self::BoardScheduled
            | Self::Decided
            | Self::Notified
            | Self::Withdrawn
            | Self::Rejected
            | Self::Closed => false,
        }
    }

    /// Whether it can only come when both tracks are complete. A notification may also follow a rejection.
    const fn is_after_join(self) -> bool {
        matches!(self, Self::PrimaryJudged | Self::BoardHeld | Self::Decided)
    }
}

/// A step and its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Milestone {
    /// Which step.
    pub kind: MilestoneKind,
    /// When it happened, or is planned.
    pub on: Day,
}

coded! {
    /// 延期理由: what an application waits for.
    pub enum PostponementReason is "postponement reason" {
        /// The survey.
        SurveyPending = "survey-pending", "訪問調査待ち";
        /// The physician's opinion.
        OpinionPending = "opinion-pending", "主治医意見書待ち";
        /// Both.
        Both = "both", "訪問調査・主治医意見書待ち";
        /// The review board.
        WaitingForBoard = "waiting-for-board", "審査会待ち";
        /// Anything else.
        Other = "other", "その他";
    }
}

coded! {
    /// 却下理由: why an application was turned down.
    pub enum RejectionReason is "rejection reason" {
        /// A change of level was asked for and the level stays: the certification that runs goes on.
        LevelUnchanged = "level-unchanged", "区分に変更なし";
        /// The person did not have the survey made or did not see the physician as ordered.
        NotExamined = "not-examined", "認定調査・診断命令に応じない";
        /// Death, or loss of the insurance.
        InsuranceLost = "insurance-lost", "死亡・資格喪失";
        /// Anything else.
        Other = "other", "その他";
    }
}

/// 延期通知: the person is told that it takes longer than 30 days, why, and until when. May be repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PostponementNotice {
    /// The day of the notice.
    pub noticed_on: Day,
    /// Why.
    pub reason: PostponementReason,
    /// By when the decision is now expected (見込日).
    pub expected_on: Day,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_of_all_milestones_are_reviewed() {
        let rows: Vec<_> = MilestoneKind::ALL
            .iter()
            .map(|kind| format!("{kind} {}", kind.name_ja()))
            .collect();
        insta::assert_snapshot!(rows.join("\n"), @"
        received 申請受付
        survey-requested 訪問調査依頼
        survey-scheduled 訪問調査予定
        survey-conducted 訪問調査実施
        survey-received 調査票受領
        opinion-requested 主治医意見書依頼
        opinion-reminded 主治医意見書再依頼
        opinion-received 主治医意見書受領
        primary-judged 一次判定
        board-scheduled 審査会予定
        board-held 審査会開催
        decided 審査結果の決定
        notified 結果通知
        withdrawn 取下げ
        rejected 却下
        closed 終了
        ");
    }

    #[test]
    fn what_each_milestone_implies_is_reviewed() {
        let rows = MilestoneKind::ALL.iter().map(|kind| {
            let implied: Vec<_> = MilestoneKind::ALL
                .iter()
                .filter(|other| kind.implies(**other) && *other != kind)
                .map(|other| other.code())
                .collect();
            format!("{kind}: {}", implied.join(" ")).trim_end().to_owned()
        });
        insta::assert_snapshot!(rows.collect::<Vec<_>>().join("\n"), @"
        received:
        survey-requested: received
        survey-scheduled: received
        survey-conducted: received survey-requested
        survey-received: received survey-requested survey-conducted
        opinion-requested: received
        opinion-reminded: received opinion-requested
        opinion-received: received opinion-requested
        primary-judged: received survey-requested survey-conducted survey-received opinion-requested opinion-received
        board-scheduled: received
        board-held: received survey-requested survey-conducted survey-received opinion-requested opinion-received primary-judged
        decided: received survey-requested survey-conducted survey-received opinion-requested opinion-received primary-judged board-held
        notified: received
        withdrawn: received
        rejected: received
        closed: received
        ");
    }
}
