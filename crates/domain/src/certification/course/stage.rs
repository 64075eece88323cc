//! How far an application has got: the survey, the physician's opinion, the whole, and how it ended. Working it out from
//! the milestones is `progress`.

use crate::calendar::day::Day;

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

impl Stage {
    /// Ended without a level: what the clock showed then is of no meaning any more.
    pub const fn ended_undecided(self) -> bool {
        matches!(self, Self::Withdrawn | Self::Rejected | Self::Closed)
    }
}
