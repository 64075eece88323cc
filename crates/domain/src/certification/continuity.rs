//! What follows a certification: which one runs, whether its renewal was applied for, and whether the result will be there
//! in time (間に合うか). What a page says of the end of a validity is decided here alone, so that no two of them differ.

use super::application_kind::ApplicationKind;
use super::course::{Forecast, Outcome, PostponementReason, Progress};
use super::level::CareLevel;
use super::result::{Certification, CertificationStatus};
use super::validity::{RENEWAL_DAYS, renewal_window};
use crate::calendar::day::Day;

/// The result in force on a day: of several the one that began last.
pub fn in_force<'r>(results: impl IntoIterator<Item = &'r Certification>, today: Day) -> Option<&'r Certification> {
    results
        .into_iter()
        .filter(|result| result.in_force(today))
        .max_by_key(|result| (result.period.first, result.decided_on))
}

/// The last day of the validity that ran when a renewal was applied for; none if no result reaches that day.
pub fn running_until<'r>(results: impl IntoIterator<Item = &'r Certification>, applied_on: Day) -> Option<Day> {
    results
        .into_iter()
        .filter(|result| result.status != CertificationStatus::Revoked && result.period.contains(applied_on))
        .max_by_key(|result| (result.period.first, result.decided_on))
        .and_then(|result| result.period.last)
}

/// Whether a change of level was treated as a renewal (みなし更新): applied for within the last 60 days of a validity, and
/// its result begins on the day after that one ended.
pub fn deemed_renewal(kind: ApplicationKind, applied_on: Day, previous_last: Option<Day>, first: Day) -> bool {
    kind == ApplicationKind::LevelChange
        && previous_last.is_some_and(|last| renewal_window(last).contains(applied_on) && first == last.add_days(1))
}

/// Whether the certification that ends is applied for anew, as far as it may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filing {
    /// The insurer's policy does not show applications.
    NotShown,
    /// No application is known.
    None,
    /// An application is open.
    Open {
        /// What it asks for.
        kind: ApplicationKind,
        /// Since when.
        applied_on: Day,
        /// What it waits for; none once only the decision is left.
        waits_for: Option<PostponementReason>,
    },
    /// It is decided, and the result has not come from the city yet.
    Decided {
        /// What it asked for.
        kind: ApplicationKind,
        /// Since when.
        applied_on: Day,
    },
}

coded! {
    /// [`Filing`] in one word.
    pub enum FilingState is "filing" {
        /// Applications may not be told, or cannot be understood.
        NotShown = "not-shown", "確認できません";
        /// No application is known.
        None = "none", "未申請";
        /// An application is open.
        Open = "open", "申請済み";
        /// It is decided.
        Decided = "decided", "結果の決定済み";
    }
}

impl Filing {
    /// In one word.
    pub const fn state(&self) -> FilingState {
        match self {
            Self::NotShown => FilingState::NotShown,
            Self::None => FilingState::None,
            Self::Open { .. } => FilingState::Open,
            Self::Decided { .. } => FilingState::Decided,
        }
    }
}

coded! {
    /// What will happen when a validity ends.
    pub enum Prospect is "prospect" {
        /// It has ended and no application is known.
        ExpiredUnfiled = "expired-unfiled", "有効期間が過ぎています。申請の記録がありません。";
        /// It has ended and the result is not there: services rest on a provisional plan.
        ExpiredPending = "expired-pending", "有効期間が過ぎ、結果を待っています。";
        /// It has ended and nothing may be told of an application.
        ExpiredUnknown = "expired-unknown", "有効期間が過ぎています。申請の進捗を確認できません。";
        /// It is decided; the result is on its way.
        Decided = "decided", "結果は決まっています。市から認定の内容が届くのを待っています。";
        /// Nobody has applied, as far as is known.
        Unfiled = "unfiled", "更新申請の記録がありません。";
        /// The result is expected after the end.
        Late = "late", "結果は、有効期間が終わった後になる見込みです。";
        /// No day can be expected.
        Open = "open", "結果の見込みは、まだ分かりません。";
        /// The result is expected in time.
        InTime = "in-time", "有効期間が終わるまでに結果が出る見込みです。";
        /// Nothing may be told of an application.
        Unknown = "unknown", "申請の進捗を確認できません。";
    }
}

/// The line of the board 「間に合うか」: a validity that ends within 60 days or has ended, and nothing follows it yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Continuity {
    /// The level that ends.
    pub level: CareLevel,
    /// Its last day.
    pub ends_on: Day,
    /// Days left to it, 0 on the last day, negative afterwards.
    pub days_left: i64,
    /// What was applied for.
    pub filing: Filing,
    /// What will happen.
    pub prospect: Prospect,
    /// The day on which the result is expected: of several the latest.
    pub expected: Option<Forecast>,
    /// From when the result will hold, where that is certain already.
    pub effective_from: Option<Day>,
}

impl Continuity {
    /// What can be said; nothing if the certification runs for longer, has no end, or another one follows.
    ///
    /// `applications` are those that may be shown; none if none may.
    pub fn of<'r>(
        results: impl IntoIterator<Item = &'r Certification> + Clone,
        applications: Option<&[Progress]>,
        today: Day,
    ) -> Option<Self> {
        let ending = ending(results, today)?;
        let ends_on = ending.period.last?;
        let days_left = today.days_until(ends_on);
        let successor = applications.map(|known| {
            known
                .iter()
                .filter(|progress| follows(progress, ends_on))
                .max_by_key(|progress| (progress.is_open(), progress.applied_on))
        });
        let filing = match successor {
            None => Filing::NotShown,
            Some(None) => Filing::None,
            Some(Some(progress)) => filing(progress),
        };
        let expected = successor.flatten().and_then(|progress| {
            progress
                .forecasts
                .iter()
                .copied()
                .max_by_key(|forecast| forecast.expected_on)
        });
        Some(Self {
            level: ending.level,
            ends_on,
            days_left,
            filing,
            prospect: prospect(filing, days_left, expected, ends_on),
            expected,
            effective_from: effective_from(filing, ends_on),
        })
    }

    /// Whether services rest on a provisional care plan (暫定ケアプラン): the validity is over and its result still to come.
    pub fn is_provisional(&self) -> bool {
        self.days_left < 0 && matches!(self.filing, Filing::Open { .. } | Filing::Decided { .. })
    }

    /// The order of the board, the greatest risk first: a smaller number comes before a greater one.
    pub fn risk(&self) -> i64 {
        let class = match (self.prospect, self.days_left) {
            (Prospect::ExpiredUnfiled, _) => 0,
            (Prospect::ExpiredPending | Prospect::ExpiredUnknown, _) => 1,
            (Prospect::Unfiled, ..=7) => 2,
            (Prospect::Late, _) => 3,
            (Prospect::Unfiled, ..=30) => 4,
            (Prospect::Open, _) => 5,
            (Prospect::Unknown, _) => 6,
            (Prospect::Unfiled, _) => 7,
            (Prospect::Decided, _) => 8,
            (Prospect::InTime, _) => 9,
        };
        class * 100_000 + self.days_left.clamp(-50_000, 49_999) + 50_000
    }
}

/// The result whose end is the next thing to happen, or has happened last, if nothing follows it.
fn ending<'r>(results: impl IntoIterator<Item = &'r Certification> + Clone, today: Day) -> Option<&'r Certification> {
    let counting = || {
        let all = results.clone().into_iter();
        all.filter(|result| result.status == CertificationStatus::Current)
    };
    if counting().any(|result| result.period.first > today) {
        return None;
    }
    let latest = in_force(counting(), today).or_else(|| counting().max_by_key(|result| result.period.last))?;
    let left = latest.days_left(today)?;
    (latest.level != CareLevel::NotEligible && left <= RENEWAL_DAYS).then_some(latest)
}

/// Whether an application is one for the time after a validity. A change of level counts only within the last 60 days, when
/// it may be treated as a renewal; one that was turned down or taken back leads to nothing.
fn follows(progress: &Progress, ends_on: Day) -> bool {
    let leads_on = matches!(progress.outcome, None | Some(Outcome::Decided(_)));
    let for_the_time_after = progress.applied_on >= ends_on.add_days(-RENEWAL_DAYS)
        || progress.is_open() && progress.kind == ApplicationKind::Renewal;
    leads_on && for_the_time_after
}

fn filing(progress: &Progress) -> Filing {
    let Progress {
        kind,
        applied_on,
        waiting_for,
        ..
    } = *progress;
    if progress.is_open() {
        Filing::Open {
            kind,
            applied_on,
            waits_for: waiting_for,
        }
    } else {
        Filing::Decided { kind, applied_on }
    }
}

fn prospect(filing: Filing, days_left: i64, expected: Option<Forecast>, ends_on: Day) -> Prospect {
    match (filing, days_left < 0) {
        (Filing::Decided { .. }, _) => Prospect::Decided,
        (Filing::NotShown, true) => Prospect::ExpiredUnknown,
        (Filing::NotShown, false) => Prospect::Unknown,
        (Filing::None, true) => Prospect::ExpiredUnfiled,
        (Filing::None, false) => Prospect::Unfiled,
        (Filing::Open { .. }, true) => Prospect::ExpiredPending,
        (Filing::Open { .. }, false) => match expected {
            Some(forecast) if forecast.expected_on > ends_on => Prospect::Late,
            Some(_) => Prospect::InTime,
            None => Prospect::Open,
        },
    }
}

/// A renewal runs from the day after the old end, a new application from its own day. A change of level may be either, as
/// long as it is not decided.
fn effective_from(filing: Filing, ends_on: Day) -> Option<Day> {
    let (Filing::Open { kind, applied_on, .. } | Filing::Decided { kind, applied_on }) = filing else {
        return None;
    };
    match kind {
        ApplicationKind::Renewal => Some(ends_on.add_days(1)),
        ApplicationKind::New => Some(applied_on),
        ApplicationKind::LevelChange | ApplicationKind::ExOfficio | ApplicationKind::Transfer => None,
    }
}
