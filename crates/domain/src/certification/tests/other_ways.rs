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
        assert_eq!(
            progress.forecast,
            Forecast {
                expected_on: None,
                basis: ForecastBasis::Ended
            }
        );
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
