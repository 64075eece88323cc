//! Which histories of an application are impossible. What a possible history means is `progress`.

use super::milestone::{Milestone, MilestoneKind, PostponementNotice};
use crate::calendar::day::Day;
use crate::certification::application_kind::ApplicationKind;

/// Why milestones cannot be the course of one application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidHistory {
    /// The application day lies ahead.
    #[error("the application day {0} lies in the future")]
    AppliedInFuture(Day),
    /// Something that is no plan lies ahead.
    #[error("{0} cannot lie in the future")]
    InFuture(MilestoneKind),
    /// Something happened before the application, other than the opinion.
    #[error("{0} cannot come before the application")]
    BeforeApplication(MilestoneKind),
    /// A step came before one that it needs.
    #[error("{later} cannot come before {earlier}")]
    OutOfOrder {
        /// What must come first.
        earlier: MilestoneKind,
        /// What came too early.
        later: MilestoneKind,
    },
    /// Something that happens once has two days.
    #[error("{0} happens only once")]
    Repeated(MilestoneKind),
    /// Two ends that exclude each other.
    #[error("{0} and {1} exclude each other")]
    Contradictory(MilestoneKind, MilestoneKind),
    /// A step of the procedure came after its end.
    #[error("{0} cannot come after the end")]
    AfterEnd(MilestoneKind),
    /// A transfer is decided without survey, opinion and board.
    #[error("a transfer has no {0}")]
    NotInTransfer(MilestoneKind),
    /// The person cannot be told what was not decided.
    #[error("notified without a decision or a rejection")]
    NotifiedWithoutOutcome,
    /// A postponement notice before the application, in the future, or expecting a day before itself.
    #[error("the days of a postponement notice do not fit")]
    Postponement,
}

impl InvalidHistory {
    /// For import reports.
    pub fn message_ja(&self) -> String {
        match self {
            Self::AppliedInFuture(_) => "申請日が未来の日付です。".to_owned(),
            Self::InFuture(kind) => format!("「{}」の日付が未来の日付です。", kind.name_ja()),
            Self::BeforeApplication(kind) => format!("「{}」の日付が申請日より前です。", kind.name_ja()),
            Self::OutOfOrder { earlier, later } => {
                format!(
                    "「{}」の日付が「{}」の日付より前です。",
                    later.name_ja(),
                    earlier.name_ja()
                )
            }
            Self::Repeated(kind) => format!("「{}」の日付が2つあります。", kind.name_ja()),
            Self::Contradictory(one, other) => {
                format!("「{}」と「{}」は同時に成り立ちません。", one.name_ja(), other.name_ja())
            }
            Self::AfterEnd(kind) => format!("「{}」の日付が手続の終了より後です。", kind.name_ja()),
            Self::NotInTransfer(kind) => format!("転入の申請に「{}」はありません。", kind.name_ja()),
            Self::NotifiedWithoutOutcome => "審査結果の決定または却下がないのに結果通知があります。".to_owned(),
            Self::Postponement => "延期通知の通知日・見込日の前後関係が正しくありません。".to_owned(),
        }
    }
}

/// Checks that the milestones can be the course of one application, as known on `today`.
///
/// Missing steps are no mistake: old records often hold the decision alone.
pub(super) fn check(
    kind: ApplicationKind,
    applied_on: Day,
    milestones: &[Milestone],
    notices: &[PostponementNotice],
    today: Day,
) -> Result<(), InvalidHistory> {
    if applied_on > today {
        return Err(InvalidHistory::AppliedInFuture(applied_on));
    }
    for milestone in milestones {
        check_alone(kind, applied_on, *milestone, today)?;
    }
    check_once(milestones)?;
    check_ends(milestones)?;
    check_order(milestones)?;
    let fits = |notice: &PostponementNotice| {
        applied_on <= notice.noticed_on && notice.noticed_on <= today && notice.noticed_on <= notice.expected_on
    };
    if notices.iter().all(fits) {
        Ok(())
    } else {
        Err(InvalidHistory::Postponement)
    }
}

fn check_alone(
    kind: ApplicationKind,
    applied_on: Day,
    Milestone { kind: step, on }: Milestone,
    today: Day,
) -> Result<(), InvalidHistory> {
    let is_opinion = matches!(step, MilestoneKind::OpinionRequested | MilestoneKind::OpinionReceived);
    if on > today && !step.is_plan() {
        return Err(InvalidHistory::InFuture(step));
    }
    // Some physicians are asked, and some answer, before the application is handed in.
    if on < applied_on && !is_opinion {
        return Err(InvalidHistory::BeforeApplication(step));
    }
    if kind == ApplicationKind::Transfer && is_procedure(step) {
        return Err(InvalidHistory::NotInTransfer(step));
    }
    Ok(())
}

/// Survey, opinion, primary judgement and board: what lies between application and decision.
fn is_procedure(step: MilestoneKind) -> bool {
    step.may_repeat()
}

fn check_once(milestones: &[Milestone]) -> Result<(), InvalidHistory> {
    let twice = |one: &&Milestone| {
        !one.kind.may_repeat()
            && milestones
                .iter()
                .any(|other| other.kind == one.kind && other.on != one.on)
    };
    milestones
        .iter()
        .find(twice)
        .map_or(Ok(()), |one| Err(InvalidHistory::Repeated(one.kind)))
}

/// The ends of an application, the one that counts first: to turn down is decided as well, so a decision day stands
/// beside it; and after a death or a loss a decision may still be made, or the application be turned down.
const ENDS: [MilestoneKind; 4] = [
    MilestoneKind::Rejected,
    MilestoneKind::Decided,
    MilestoneKind::Withdrawn,
    MilestoneKind::Closed,
];

/// Whether two ends of one application can both have happened.
fn go_together(counts: MilestoneKind, other: MilestoneKind) -> bool {
    matches!(
        (counts, other),
        (MilestoneKind::Rejected, MilestoneKind::Decided | MilestoneKind::Closed)
            | (MilestoneKind::Decided, MilestoneKind::Closed)
    )
}

fn check_ends(milestones: &[Milestone]) -> Result<(), InvalidHistory> {
    let of = |kind: MilestoneKind| milestones.iter().find(move |milestone| milestone.kind == kind).copied();
    let mut ends = ENDS.into_iter().filter_map(of);
    let Some(end) = ends.next() else {
        return match of(MilestoneKind::Notified) {
            Some(_) => Err(InvalidHistory::NotifiedWithoutOutcome),
            None => Ok(()),
        };
    };
    if let Some(other) = ends.find(|other| !go_together(end.kind, other.kind)) {
        return Err(InvalidHistory::Contradictory(end.kind, other.kind));
    }
    milestones
        .iter()
        .try_for_each(|milestone| check_against(end, *milestone))
}

/// Whether a step can stand beside the end of its application.
fn check_against(end: Milestone, Milestone { kind: step, on }: Milestone) -> Result<(), InvalidHistory> {
    // Sheets and opinions on their way still come in when an application was taken back; after a death the city may go on
    // to decide, so that services that were already used are paid for.
    let too_late = match end.kind {
        MilestoneKind::Decided => is_procedure(step) && !step.is_plan(),
        MilestoneKind::Closed => false,
        _ => matches!(step, MilestoneKind::PrimaryJudged | MilestoneKind::BoardHeld),
    };
    if too_late && on > end.on {
        return Err(InvalidHistory::AfterEnd(step));
    }
    match (step, end.kind) {
        (MilestoneKind::Notified, MilestoneKind::Decided | MilestoneKind::Rejected) if on < end.on => {
            Err(InvalidHistory::OutOfOrder {
                earlier: end.kind,
                later: step,
            })
        }
        (MilestoneKind::Notified, MilestoneKind::Withdrawn | MilestoneKind::Closed) => {
            Err(InvalidHistory::NotifiedWithoutOutcome)
        }
        _ => Ok(()),
    }
}

/// The first time of every step must not lie before the first time of any step that it needs.
fn check_order(milestones: &[Milestone]) -> Result<(), InvalidHistory> {
    let first = |step: MilestoneKind| milestones.iter().filter(|m| m.kind == step).map(|m| m.on).min();
    for &later in MilestoneKind::ALL {
        let Some(later_on) = first(later) else { continue };
        for &earlier in MilestoneKind::ALL {
            let unasked = matches!(
                (earlier, later),
                (MilestoneKind::OpinionRequested, MilestoneKind::OpinionReceived)
            );
            // Opinions may be older than the application, plans are checked against it alone.
            let may_be_older = earlier == MilestoneKind::Received
                && (later.is_plan()
                    || matches!(later, MilestoneKind::OpinionRequested | MilestoneKind::OpinionReceived));
            if unasked || may_be_older || !later.implies(earlier) {
                continue;
            }
            if first(earlier).is_some_and(|earlier_on| later_on < earlier_on) {
                return Err(InvalidHistory::OutOfOrder { earlier, later });
            }
        }
    }
    Ok(())
}
