//! Courses that are not the usual one: transfers, and applications that end without a decision.

use super::*;

#[test]
fn a_transfer_needs_neither_survey_nor_opinion_nor_board() {
    let progress = of(ApplicationKind::Transfer, &[("received", APPLIED)], "2026-05-12").unwrap();
    assert_eq!(
        (progress.survey, progress.opinion),
        (SurveyStage::NotNeeded, OpinionStage::NotNeeded)
    );
    assert_eq!((progress.stage, progress.waiting_for), (Stage::AwaitingDecision, None));
    assert!(
        of(
            ApplicationKind::Transfer,
            &[("decided", "2026-05-12"), ("notified", "2026-05-12")],
            "2026-05-12"
        )
        .is_ok()
    );
    let refused = of(ApplicationKind::Transfer, &[("board-held", "2026-05-12")], "2026-05-12");
    assert_eq!(refused, Err(InvalidHistory::NotInTransfer(MilestoneKind::BoardHeld)));
}

#[test]
fn an_application_can_end_without_a_decision() {
    for (code, stage) in [
        ("withdrawn", Stage::Withdrawn),
        ("rejected", Stage::Rejected),
        ("closed", Stage::Closed),
    ] {
        let progress = new(
            &[("survey-requested", "2026-05-12"), (code, "2026-05-20")],
            "2026-08-31",
        );
        assert_eq!(
            (progress.stage, progress.elapsed_days, progress.waiting_for),
            (stage, 10, None)
        );
        assert_eq!((progress.forecasts, progress.outlook), (Vec::new(), Outlook::Ended));
    }
    new(&[("rejected", "2026-05-20"), ("notified", "2026-05-22")], "2026-05-22");
    new(
        &[("withdrawn", "2026-05-20"), ("opinion-received", "2026-05-22")],
        "2026-05-22",
    );
}

#[test]
fn nothing_of_the_primary_judgement_is_shown_to_offices() {
    let progress = new(&USUAL, "2026-06-14");
    assert_eq!(progress.day_of(MilestoneKind::PrimaryJudged), Some(day("2026-06-03")));
    assert!(
        progress
            .shown_to_offices()
            .all(|milestone| milestone.kind != MilestoneKind::PrimaryJudged)
    );
    assert_eq!(progress.shown_to_offices().count(), USUAL.len() - 1);
}

#[test]
fn nothing_that_rests_on_a_step_that_is_not_shown_is_told() {
    let planned = [&USUAL[..9], &[("board-scheduled", "2026-07-03")]].concat();
    let hidden = new(&planned, "2026-06-25").withholding(|kind| kind == MilestoneKind::BoardScheduled);
    assert_eq!(
        (hidden.stage, hidden.outlook, hidden.forecasts.len()),
        (Stage::AwaitingBoard, Outlook::Unknown, 0)
    );
    assert_eq!(hidden.day_of(MilestoneKind::BoardScheduled), None);
    let reminded = new(&USUAL[..7], "2026-05-28").withholding(|kind| kind == MilestoneKind::OpinionReminded);
    assert_eq!(
        (reminded.opinion, reminded.waiting_for),
        (OpinionStage::Requested, Some(PostponementReason::OpinionPending))
    );
    let scheduled = new(&USUAL[..4], "2026-05-20").withholding(|kind| kind == MilestoneKind::SurveyScheduled);
    assert_eq!(scheduled.survey, SurveyStage::Requested);
}

#[test]
fn to_turn_down_a_change_of_level_is_a_decision_and_ends_the_usual_course() {
    let asked = [
        &USUAL[..10],
        &[
            ("decided", "2026-06-20"),
            ("rejected", "2026-06-20"),
            ("notified", "2026-06-22"),
        ],
    ]
    .concat();
    let progress = of(ApplicationKind::LevelChange, &asked, "2026-06-30").unwrap();
    assert_eq!(
        (progress.stage, progress.outcome, progress.survey, progress.opinion),
        (
            Stage::Rejected,
            Some(Outcome::Rejected(day("2026-06-20"))),
            SurveyStage::Received,
            OpinionStage::Received
        )
    );
    // 41 days went by, and nothing is said of the 30.
    assert_eq!((progress.elapsed_days, progress.is_overdue()), (41, false));
}

#[test]
fn a_decision_after_a_death_is_no_contradiction() {
    let steps = [
        &USUAL[..9],
        &[
            ("closed", "2026-06-05"),
            ("board-held", "2026-06-12"),
            ("decided", "2026-06-12"),
        ],
    ]
    .concat();
    let progress = new(&steps, "2026-06-30");
    assert_eq!(
        (progress.stage, progress.outcome),
        (Stage::Decided, Some(Outcome::Decided(day("2026-06-12"))))
    );
    let waiting = new(&steps[..11], "2026-06-30");
    assert_eq!(waiting.stage, Stage::Closed);
    new(&[("closed", "2026-06-05"), ("rejected", "2026-06-12")], "2026-06-30");
}
