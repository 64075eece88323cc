//! Tests of the course of an application: what the possible histories mean; which are refused is in `history`.

mod continuity;
mod history;
mod other_ways;
mod pages;
mod properties;

use super::*;
use crate::calendar::day::Day;

const APPLIED: &str = "2026-05-10";

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

fn milestones(steps: &[(&str, &str)]) -> Vec<Milestone> {
    steps
        .iter()
        .map(|(code, on)| Milestone {
            kind: code.parse().unwrap(),
            on: day(on),
        })
        .collect()
}

fn notice(noticed_on: &str, reason: PostponementReason, expected_on: &str) -> PostponementNotice {
    PostponementNotice {
        noticed_on: day(noticed_on),
        reason,
        expected_on: day(expected_on),
    }
}

fn of(kind: ApplicationKind, steps: &[(&str, &str)], today: &str) -> Result<Progress, InvalidHistory> {
    Progress::of(kind, day(APPLIED), &milestones(steps), &[], day(today))
}

fn new(steps: &[(&str, &str)], today: &str) -> Progress {
    of(ApplicationKind::New, steps, today).unwrap()
}

/// The usual course, told up to a day.
const USUAL: [(&str, &str); 12] = [
    ("received", "2026-05-10"),
    ("survey-requested", "2026-05-12"),
    ("opinion-requested", "2026-05-12"),
    ("survey-scheduled", "2026-05-20"),
    ("survey-conducted", "2026-05-20"),
    ("survey-received", "2026-05-25"),
    ("opinion-reminded", "2026-05-28"),
    ("opinion-received", "2026-06-02"),
    ("primary-judged", "2026-06-03"),
    ("board-held", "2026-06-12"),
    ("decided", "2026-06-12"),
    ("notified", "2026-06-14"),
];

#[test]
fn the_usual_course_is_told_step_by_step() {
    let rows = (0..=USUAL.len()).map(|told| {
        let steps = &USUAL[..told];
        let today = steps.last().map_or(APPLIED, |(_, on)| on);
        let progress = new(steps, today);
        let waits = progress.waiting_for.map_or("-", PostponementReason::name_ja);
        format!(
            "{today} {:>2}d {} / {} / {} / {waits} / {}",
            progress.elapsed_days, progress.survey, progress.opinion, progress.stage, progress.outlook
        )
    });
    insta::assert_snapshot!(rows.collect::<Vec<_>>().join("\n"), @"
    2026-05-10  0d waiting / waiting / gathering / 訪問調査・主治医意見書待ち / unknown
    2026-05-10  0d waiting / waiting / gathering / 訪問調査・主治医意見書待ち / unknown
    2026-05-12  2d requested / waiting / gathering / 訪問調査・主治医意見書待ち / unknown
    2026-05-12  2d requested / requested / gathering / 訪問調査・主治医意見書待ち / unknown
    2026-05-20 10d scheduled / requested / gathering / 訪問調査・主治医意見書待ち / unknown
    2026-05-20 10d conducted / requested / gathering / 訪問調査・主治医意見書待ち / unknown
    2026-05-25 15d received / requested / gathering / 主治医意見書待ち / unknown
    2026-05-28 18d received / reminded / gathering / 主治医意見書待ち / unknown
    2026-06-02 23d received / received / awaiting-board / 審査会待ち / unknown
    2026-06-03 24d received / received / awaiting-board / 審査会待ち / unknown
    2026-06-12 33d received / received / awaiting-decision / - / unknown
    2026-06-12 33d received / received / decided / - / ended
    2026-06-14 33d received / received / notified / - / ended
    ");
}

#[test]
fn the_thirty_day_line_is_the_thirtieth_day_after_the_application() {
    let on = |today| {
        let progress = new(&[], today);
        (progress.elapsed_days, progress.days_to_line(), progress.is_overdue())
    };
    assert_eq!(new(&[], APPLIED).line.unwrap().on, day("2026-06-09"));
    assert_eq!(
        [on("2026-05-10"), on("2026-06-09"), on("2026-06-10")],
        [(0, Some(30), false), (30, Some(0), false), (31, Some(-1), true)]
    );
}

#[test]
fn the_clock_stops_with_the_decision() {
    let progress = new(&USUAL, "2026-08-31");
    assert_eq!(
        (progress.elapsed_days, progress.is_overdue(), progress.is_open()),
        (33, true, false)
    );
    assert_eq!(progress.outcome, Some(Outcome::Decided(day("2026-06-12"))));
}

#[test]
fn a_forecast_is_what_the_notice_and_the_planned_board_say_and_never_the_line() {
    let notices = [
        notice("2026-06-08", PostponementReason::OpinionPending, "2026-06-30"),
        notice("2026-06-25", PostponementReason::WaitingForBoard, "2026-07-15"),
    ];
    let of = |steps: &[(&str, &str)], told: usize, today| {
        let (steps, notices) = (milestones(steps), &notices[..told]);
        let progress = Progress::of(ApplicationKind::New, day(APPLIED), &steps, notices, day(today)).unwrap();
        let days = progress
            .forecasts
            .iter()
            .map(|forecast| (forecast.basis, forecast.expected_on));
        (progress.outlook, days.collect::<Vec<_>>())
    };
    let ready = &USUAL[..9];
    let planned = [ready, &[("board-scheduled", "2026-07-03")]].concat();
    let (told, board) = (
        (ForecastBasis::Notice, day("2026-07-15")),
        (ForecastBasis::Board, day("2026-07-03")),
    );
    assert_eq!(of(ready, 0, "2026-06-09"), (Outlook::Unknown, vec![]));
    assert_eq!(of(ready, 0, "2026-06-10"), (Outlook::Unknown, vec![]));
    let first = (ForecastBasis::Notice, day("2026-06-30"));
    assert_eq!(of(ready, 1, "2026-06-10"), (Outlook::Named, vec![first]));
    assert_eq!(of(ready, 2, "2026-06-25"), (Outlook::Named, vec![told]));
    assert_eq!(of(&planned, 2, "2026-06-25"), (Outlook::Named, vec![told, board]));
    assert_eq!(of(&planned, 2, "2026-07-04"), (Outlook::Named, vec![told]));
    assert_eq!(of(&planned, 2, "2026-07-16"), (Outlook::Passed, vec![]));
}

#[test]
fn a_renewal_is_held_against_the_end_of_the_validity_and_not_against_the_thirty_days() {
    let late = of(ApplicationKind::Renewal, &USUAL[..9], "2026-06-20").unwrap();
    assert_eq!((late.line, late.days_to_line(), late.is_overdue()), (None, None, false));
    let late = late.renewing(Some(day("2026-06-30")));
    assert_eq!((late.days_to_line(), late.is_overdue()), (Some(10), false));
    let over = of(ApplicationKind::Renewal, &USUAL[..9], "2026-07-01").unwrap();
    let over = over.renewing(Some(day("2026-06-30")));
    assert_eq!((over.days_to_line(), over.is_overdue()), (Some(-1), true));
    let own = of(ApplicationKind::ExOfficio, &USUAL[..9], "2026-08-01").unwrap();
    assert_eq!((own.line, own.is_overdue()), (None, false));
}

#[test]
fn the_latest_notice_counts_in_whatever_order_they_are_told() {
    let first = notice("2026-06-08", PostponementReason::Both, "2026-07-30");
    let second = notice("2026-06-25", PostponementReason::WaitingForBoard, "2026-07-15");
    for notices in [[first, second], [second, first]] {
        let progress = Progress::of(ApplicationKind::New, day(APPLIED), &[], &notices, day("2026-06-26")).unwrap();
        assert_eq!(progress.postponement, Some(second));
    }
}

#[test]
fn an_opinion_may_come_with_the_application_before_it_was_asked_for() {
    let early = [("opinion-received", "2026-05-10"), ("opinion-requested", "2026-05-12")];
    let progress = new(&early, "2026-05-13");
    assert_eq!(
        (progress.opinion, progress.waiting_for),
        (OpinionStage::Received, Some(PostponementReason::SurveyPending))
    );
    assert_eq!(
        new(&[("opinion-received", "2026-05-01")], "2026-05-13").opinion,
        OpinionStage::Received
    );
}

#[test]
fn a_reminder_or_a_second_request_after_the_opinion_asks_for_another_one() {
    let opinion = |steps: &[(&str, &str)]| new(steps, "2026-06-30").opinion;
    let first = [("opinion-requested", "2026-05-12"), ("opinion-received", "2026-05-20")];
    let and = |steps: &[(&str, &str)]| opinion(&[first.as_slice(), steps].concat());
    assert_eq!(and(&[]), OpinionStage::Received);
    assert_eq!(and(&[("opinion-reminded", "2026-05-20")]), OpinionStage::Received);
    assert_eq!(and(&[("opinion-reminded", "2026-05-21")]), OpinionStage::Reminded);
    assert_eq!(and(&[("opinion-requested", "2026-05-26")]), OpinionStage::Requested);
    let answered = [("opinion-requested", "2026-05-26"), ("opinion-received", "2026-06-02")];
    assert_eq!(and(&answered), OpinionStage::Received);
}

#[test]
fn a_repeated_survey_opens_its_track_again() {
    let again = [&USUAL[..6], &[("survey-requested", "2026-05-26")]].concat();
    assert_eq!(new(&again, "2026-05-26").survey, SurveyStage::Requested);
    let same_day = [&USUAL[..6], &[("survey-requested", "2026-05-25")]].concat();
    assert_eq!(new(&same_day, "2026-05-26").survey, SurveyStage::Requested);
    let two_sheets = [again.as_slice(), &[("survey-received", "2026-05-24")]].concat();
    assert_eq!(new(&two_sheets, "2026-05-26").survey, SurveyStage::Requested);
    let done = [
        again.as_slice(),
        &[("survey-conducted", "2026-05-28"), ("survey-received", "2026-05-28")],
    ]
    .concat();
    assert_eq!(new(&done, "2026-05-28").survey, SurveyStage::Received);
    let within_a_day = [("survey-requested", "2026-05-12"), ("survey-received", "2026-05-12")];
    assert_eq!(new(&within_a_day, "2026-05-12").survey, SurveyStage::Received);
}

#[test]
fn a_board_that_wants_more_sends_the_application_back() {
    let sent_back = [&USUAL[..10], &[("survey-requested", "2026-06-13")]].concat();
    assert_eq!(new(&sent_back, "2026-06-14").stage, Stage::Gathering);
    let put_off = [&USUAL[..10], &[("board-scheduled", "2026-06-26")]].concat();
    let progress = new(&put_off, "2026-06-14");
    assert_eq!(
        (progress.stage, progress.forecasts[0].expected_on),
        (Stage::BoardScheduled, day("2026-06-26"))
    );
}

#[test]
fn a_board_that_was_held_as_planned_is_planned_no_more() {
    let held = [&USUAL[..10], &[("board-scheduled", "2026-06-12")]].concat();
    assert_eq!(new(&held, "2026-06-13").stage, Stage::AwaitingDecision);
}

#[test]
fn a_judgement_alone_shows_that_both_tracks_were_complete() {
    assert_eq!(
        new(&[("primary-judged", "2026-06-03")], "2026-06-03").stage,
        Stage::AwaitingBoard
    );
    assert_eq!(
        new(&[("board-held", "2026-06-03")], "2026-06-03").stage,
        Stage::AwaitingDecision
    );
    let on_one_day = [("survey-requested", "2026-06-03"), ("primary-judged", "2026-06-03")];
    assert_eq!(new(&on_one_day, "2026-06-03").stage, Stage::AwaitingBoard);
}
