//! Which histories of an application are refused, why, and which unusual ones are taken.

use super::*;

fn refusal(steps: &[(&str, &str)]) -> InvalidHistory {
    of(ApplicationKind::New, steps, "2026-08-31").unwrap_err()
}

#[test]
fn nothing_of_the_procedure_comes_after_the_decision() {
    let after = |code| refusal(&[("decided", "2026-06-12"), (code, "2026-06-13")]);
    for kind in [
        MilestoneKind::SurveyRequested,
        MilestoneKind::OpinionReminded,
        MilestoneKind::BoardHeld,
    ] {
        assert_eq!(after(kind.code()), InvalidHistory::AfterEnd(kind));
    }
    // A plan that was overtaken by the decision stays in the files.
    new(
        &[("decided", "2026-06-12"), ("board-scheduled", "2026-06-26")],
        "2026-06-14",
    );
}

#[test]
fn opinions_and_plans_may_be_older_than_the_day_of_receipt() {
    for code in ["opinion-requested", "opinion-received", "survey-scheduled"] {
        new(&[(code, "2026-05-11"), ("received", "2026-05-12")], "2026-05-13");
    }
}

#[test]
fn impossible_histories_are_refused_with_their_reason() {
    let refusals = [
        refusal(&[("received", "2026-05-12"), ("decided", "2026-05-11")]),
        refusal(&[("decided", "2026-05-09")]),
        refusal(&[("survey-conducted", "2026-05-12"), ("survey-received", "2026-05-11")]),
        refusal(&[("opinion-received", "2026-06-02"), ("board-held", "2026-06-01")]),
        refusal(&[("decided", "2026-06-12"), ("notified", "2026-06-11")]),
        refusal(&[("decided", "2026-06-12"), ("board-held", "2026-06-13")]),
        refusal(&[
            ("decided", "2026-06-12"),
            ("board-held", "2026-06-10"),
            ("board-held", "2026-06-13"),
        ]),
        refusal(&[("withdrawn", "2026-06-12"), ("board-held", "2026-06-13")]),
        refusal(&[("decided", "2026-06-12"), ("withdrawn", "2026-06-12")]),
        refusal(&[("withdrawn", "2026-06-12"), ("closed", "2026-06-12")]),
        refusal(&[("decided", "2026-06-12"), ("decided", "2026-06-13")]),
        refusal(&[("notified", "2026-06-12")]),
        refusal(&[("withdrawn", "2026-06-12"), ("notified", "2026-06-12")]),
        refusal(&[("survey-conducted", "2026-09-01")]),
        of(ApplicationKind::New, &[], "2026-05-09").unwrap_err(),
    ];
    let shown = refusals.map(|refusal| format!("{refusal} | {}", refusal.message_ja()));
    insta::assert_snapshot!(shown.join("\n"), @"
    decided cannot come before received | 「審査結果の決定」の日付が「申請受付」の日付より前です。
    decided cannot come before the application | 「審査結果の決定」の日付が申請日より前です。
    survey-received cannot come before survey-conducted | 「調査票受領」の日付が「訪問調査実施」の日付より前です。
    board-held cannot come before opinion-received | 「審査会開催」の日付が「主治医意見書受領」の日付より前です。
    notified cannot come before decided | 「結果通知」の日付が「審査結果の決定」の日付より前です。
    board-held cannot come after the end | 「審査会開催」の日付が手続の終了より後です。
    board-held cannot come after the end | 「審査会開催」の日付が手続の終了より後です。
    board-held cannot come after the end | 「審査会開催」の日付が手続の終了より後です。
    decided and withdrawn exclude each other | 「審査結果の決定」と「取下げ」は同時に成り立ちません。
    withdrawn and closed exclude each other | 「取下げ」と「終了」は同時に成り立ちません。
    decided happens only once | 「審査結果の決定」の日付が2つあります。
    notified without a decision or a rejection | 審査結果の決定または却下がないのに結果通知があります。
    notified without a decision or a rejection | 審査結果の決定または却下がないのに結果通知があります。
    survey-conducted cannot lie in the future | 「訪問調査実施」の日付が未来の日付です。
    the application day 2026-05-10 lies in the future | 申請日が未来の日付です。
    ");
}

#[test]
fn a_postponement_notice_must_fit_the_application() {
    let of = |notice| Progress::of(ApplicationKind::New, day(APPLIED), &[], &[notice], day("2026-06-26")).map(|_| ());
    let reason = PostponementReason::Both;
    assert_eq!(of(notice("2026-06-08", reason, "2026-07-10")), Ok(()));
    for (noticed, expected) in [
        ("2026-05-09", "2026-07-10"),
        ("2026-06-27", "2026-07-10"),
        ("2026-06-08", "2026-06-07"),
    ] {
        assert_eq!(of(notice(noticed, reason, expected)), Err(InvalidHistory::Postponement));
    }
}
