//! What the parts say, as HTML, without a browser: the words and the marks that a screen reader and a tired reader rely
//! on. How it looks and what the keyboard does is tested in real browsers.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail as tests do"
)]

mod shown;

use chrono::DateTime;
use contract::clients::burden_ratio::BurdenRatioList;
use contract::clients::certification::{CertificationList, ProgressList};
use contract::clients::client::{ClientFilter, ClientListItem};
use contract::clients::document::DocumentList;
use contract::clients::work::TodaysWork;
use contract::problem::{Problem, ProblemItem};
use domain::day::Day;
use domain::id::PersonId;
use frontend::api::Failure;
use frontend::pages::work::clients;
use frontend::pages::work::today;
use frontend::parts::client::burden_ratio;
use frontend::parts::client::certification;
use frontend::parts::client::client_table;
use frontend::parts::client::documents;
use frontend::parts::client::progress;
use frontend::parts::client::steps;
use frontend::parts::client::timeline;
use frontend::parts::date;
use frontend::parts::notice::failure::FailureView;
use frontend::parts::notice::reasons;
use serde_json::{Value, from_value, json};
use shown::shown;
use yew::prelude::*;

fn coded(code: &str, label: &str) -> Value {
    json!({"code": code, "label": label})
}

fn freshness() -> Value {
    json!({"asOf": "2026-05-10T06:00:00+09:00", "receivedAt": "2026-05-10T07:12:00+09:00", "source": "person",
           "stale": false, "notCovered": ["給付制限", "審査会資料1枚目"]})
}

fn milestone(code: &str, label: &str, on: &str) -> Value {
    json!({"kind": coded(code, label), "on": on})
}

/// An application that is 38 days old and waits for the physician.
fn waiting_for_opinion() -> Value {
    json!({
        "applicationId": "01890000-0000-7000-8000-000000000901", "kind": coded("2", "更新"), "appliedOn": "2026-04-02",
        "open": true, "stage": coded("opinion-requested", "主治医意見書依頼"), "survey": coded("done", "済み"),
        "opinion": coded("running", "提出待ち"), "elapsedDays": 38, "dueOn": "2026-05-02", "overdue": true,
        "forecastOn": "2026-06-05",
        "milestones": [milestone("received", "申請受付", "2026-04-02"),
                       milestone("survey-received", "調査票受領", "2026-04-17"),
                       milestone("opinion-requested", "主治医意見書依頼", "2026-04-06")],
        "postponements": [{"noticedOn": "2026-04-30", "reason": coded("opinion-pending", "主治医意見書の提出待ち"),
                           "expectedOn": "2026-06-05"}]
    })
}

fn progress_list(application: Value) -> ProgressList {
    from_value(json!({"applications": [application], "freshness": freshness()})).unwrap()
}

fn client(extra: Value) -> ClientListItem {
    let mut client = json!({"personId": "01890000-0000-7000-8000-000000000001", "name": "佐藤 ハナ", "kana": "サトウ ハナ",
                            "insuredNumber": "0000012345", "birthDate": "1935-03-31"});
    for (name, value) in extra.as_object().unwrap() {
        client[name] = value.clone();
    }
    from_value(client).unwrap()
}

fn ending_in_11_days() -> Value {
    json!({"certification": {"careLevel": coded("22", "要介護2"), "validFrom": "2025-06-01", "validTo": "2026-05-20",
                             "status": coded("current", "有効"), "daysLeft": 11, "renewable": true}})
}

#[tokio::test]
async fn an_overdue_application_says_so_in_words_with_reason_and_forecast() {
    let html = shown(|| progress::progress(&progress_list(waiting_for_opinion()))).await;
    assert!(html.contains("<strong>38</strong>"), "{html}");
    assert!(html.contains("30日を 8日 超えています"));
    assert!(html.contains("主治医意見書の提出待ち"));
    assert!(html.contains("令和8年6月5日（2026年）"));
}

#[tokio::test]
async fn exactly_one_step_is_the_current_one_and_says_it_in_words() {
    let html = shown(|| progress::progress(&progress_list(waiting_for_opinion()))).await;
    assert_eq!(html.matches("aria-current=\"step\"").count(), 1);
    assert_eq!(html.matches("いまここ").count(), 1);
    let current = html.split("aria-current=\"step\"").nth(1).unwrap();
    assert!(current.contains("調査・意見書") && current.find("調査・意見書") < current.find("</li>"));
}

fn stands(application: Value) -> Vec<&'static str> {
    steps::steps(&from_value(application).unwrap())
        .iter()
        .map(|step| step.stand.word())
        .collect()
}

#[test]
fn the_steps_follow_the_milestones() {
    assert_eq!(
        stands(waiting_for_opinion()),
        ["済み", "いまここ", "これから", "これから"]
    );

    let mut gathered = waiting_for_opinion();
    gathered["survey"] = coded("received", "調査票受領");
    gathered["opinion"] = coded("received", "受領済み");
    assert_eq!(stands(gathered.clone()), ["済み", "済み", "いまここ", "これから"]);

    gathered["open"] = false.into();
    gathered["milestones"]
        .as_array_mut()
        .unwrap()
        .push(milestone("decided", "認定", "2026-05-08"));
    assert_eq!(stands(gathered), ["済み"; 4]);
}

#[test]
fn nothing_tells_of_the_primary_judgement() {
    let names: Vec<&str> = steps::steps(&from_value(waiting_for_opinion()).unwrap())
        .iter()
        .map(|step| step.name)
        .collect();
    assert_eq!(names, ["申請", "調査・意見書", "審査会", "結果"]);
}

#[test]
fn a_withdrawn_application_has_no_current_step_and_its_missing_steps_never_come() {
    let mut withdrawn = waiting_for_opinion();
    withdrawn["open"] = false.into();
    withdrawn["milestones"]
        .as_array_mut()
        .unwrap()
        .push(milestone("withdrawn", "取下げ", "2026-04-20"));
    assert_eq!(stands(withdrawn), ["済み", "なし", "なし", "済み"]);
}

#[test]
fn a_transfer_goes_from_the_application_to_the_result() {
    let mut transfer = waiting_for_opinion();
    transfer["survey"] = coded("not-needed", "不要");
    transfer["opinion"] = coded("not-needed", "不要");
    assert_eq!(stands(transfer), ["済み", "なし", "なし", "いまここ"]);
}

#[tokio::test]
async fn a_burden_ratio_never_stands_without_the_notice_about_benefit_restriction() {
    for ratios in [
        || burden_ratio::burden_ratios(&ratios(true)),
        || burden_ratio::burden_ratios(&ratios(false)),
    ] {
        let html = shown(ratios).await;
        assert!(html.contains("給付制限は、この画面では分かりません"), "{html}");
        assert!(html.contains("必ず紙の介護保険被保険者証で"));
        assert!(!html.contains("<button"), "the notice cannot be dismissed");
    }
}

fn ratios(some: bool) -> BurdenRatioList {
    let card = json!({"tenths": 1, "validFrom": "2025-08-01", "validTo": "2026-07-31", "current": true, "version": 2});
    let notice = "給付制限はこのシステムでは確認できません。必ず紙の介護保険被保険者証で確認してください。";
    let cards = if some { vec![card] } else { Vec::new() };
    from_value(json!({"burdenRatios": cards, "notice": notice, "freshness": freshness()})).unwrap()
}

#[tokio::test]
async fn a_card_that_was_changed_after_the_fact_says_so() {
    let html = shown(|| burden_ratio::burden_ratios(&ratios(true))).await;
    assert!(html.contains("1割") && html.contains("さかのぼって変更されています（2回目の交付）"));
}

fn certification_list(new_request_needed: bool) -> CertificationList {
    from_value(json!({
        "certifications": [
            {"certificationId": "01890000-0000-7000-8000-000000000801", "careLevel": coded("22", "要介護2"),
             "validFrom": "2025-06-01", "validTo": "2026-05-20", "status": coded("current", "有効"), "daysLeft": 11,
             "renewable": true, "decidedOn": "2025-05-22", "months": 12},
            {"certificationId": "01890000-0000-7000-8000-000000000802", "careLevel": coded("13", "要支援2"),
             "validFrom": "2024-12-01", "validTo": "2025-05-31", "status": coded("expired", "期間満了"),
             "renewable": false, "decidedOn": "2024-11-20", "months": 6}],
        "newRequestNeeded": new_request_needed, "freshness": freshness()
    }))
    .unwrap()
}

#[tokio::test]
async fn the_certification_in_force_tells_both_calendars_and_the_days_left() {
    let html = shown(|| certification::certifications(&certification_list(false), Day::from_ymd(2026, 5, 10))).await;
    for words in [
        "要介護2",
        "令和7年6月1日（2025年）",
        "令和8年5月20日（2026年）",
        "あと11日",
        "R6.12.1",
        "期間満了",
    ] {
        assert!(html.contains(words), "{words} is missing in {html}");
    }
    assert!(!html.contains("届出が新しく必要です"));
}

#[tokio::test]
async fn crossing_support_and_care_asks_for_a_new_request() {
    let html = shown(|| certification::certifications(&certification_list(true), None)).await;
    assert!(html.contains("居宅サービス計画作成依頼の届出が新しく必要です"));
}

#[test]
fn the_bar_leaves_no_hole_between_certifications_that_follow_each_other() {
    let list = certification_list(false).certifications;
    let (stretches, today) = timeline::stretches(&list, Day::from_ymd(2026, 5, 10).unwrap()).unwrap();
    assert_eq!(stretches.len(), 2);
    assert_eq!(stretches[0].from, 0);
    assert_eq!(stretches[0].from + stretches[0].length, stretches[1].from);
    assert!(stretches[1].current && today > stretches[1].from);
}

#[tokio::test]
async fn a_document_that_is_withheld_has_reasons_and_no_way_to_open_it() {
    let html = shown(|| {
        let reason = json!({"rule": "policy.physician-consent", "detail": "主治医が同意していません。", "who": "主治医",
                            "remedy": "医療機関に問い合わせてください。", "since": "2024-05-22"});
        let list: DocumentList = from_value(json!({
            "documents": [{"documentId": "01890000-0000-7000-8000-000000000703",
                           "kind": coded("physician-opinion", "主治医意見書"), "datedOn": "2024-05-22", "pages": 2,
                           "withheld": reason}],
            "freshness": freshness()
        }))
        .unwrap();
        documents::documents(
            "01890000-0000-7000-8000-000000000001".parse::<PersonId>().unwrap(),
            &list,
        )
    })
    .await;
    assert!(html.contains("主治医が同意していません。（") || html.contains("主治医が同意していません。"));
    assert!(html.contains("医療機関に問い合わせてください。") && html.contains("令和6年5月22日（2024年）から"));
    assert!(!html.contains("<a "), "{html}");
}

#[tokio::test]
async fn a_reason_names_its_day_once() {
    let html = shown(|| {
        let item = |detail: &str| {
            from_value::<ProblemItem>(json!({"rule": "disclosure.consent.withdrawn", "detail": detail,
                                             "since": "2026-04-01"}))
            .unwrap()
        };
        let (told, untold) = (
            item("同意が撤回されました。令和8年4月1日（2026年）から閲覧できません。"),
            item("同意が撤回されました。"),
        );
        reasons::reasons(&[told, untold])
    })
    .await;
    let (told, untold) = html.split_once("</li>").unwrap();
    assert_eq!(told.matches("令和8年4月1日").count(), 1, "{told}");
    assert_eq!(untold.matches("令和8年4月1日").count(), 1, "{untold}");
}

#[tokio::test]
async fn a_client_whose_consent_is_missing_shows_no_result() {
    let html = shown(|| {
        let withheld = json!([{"rule": "disclosure.consent.none", "detail": "ご本人の同意が登録されていません。"}]);
        client_table::client_table(
            "一覧",
            &[client(json!({"withheld": withheld})), client(ending_in_11_days())],
        )
    })
    .await;
    let rows: Vec<_> = html.split("<tr").skip(2).collect();
    assert!(rows[0].contains("ご本人の同意が登録されていません。") && !rows[0].contains("認定なし"));
    assert!(rows[1].contains("要介護2") && rows[1].contains("あと11日") && rows[1].contains("S10.3.31"));
}

#[tokio::test]
async fn a_row_keeps_its_names_when_it_becomes_a_card() {
    let html = shown(|| client_table::client_table("一覧", &[client(ending_in_11_days())])).await;
    let header = html.matches("role=\"columnheader\"").count();
    let cells = html.matches("role=\"cell\"").count() + html.matches("role=\"rowheader\"").count();
    assert_eq!((header, cells), (6, 6));
    assert_eq!(html.matches("data-label=").count(), 5);
}

#[tokio::test]
async fn nothing_inside_the_application_is_styled_in_place() {
    // The server's content security policy would drop it, and the page would look right only without that policy.
    let html = shown(|| {
        html! { <>
            { progress::progress(&progress_list(waiting_for_opinion())) }
            { certification::certifications(&certification_list(true), Day::from_ymd(2026, 5, 10)) }
        </> }
    })
    .await;
    assert!(!html.contains("style="), "{html}");
}

#[tokio::test]
async fn a_refusal_tells_what_who_and_what_to_do() {
    let html = shown(|| {
        let problem: Problem = from_value(json!({
            "type": "/problems/not-disclosed", "title": "この方の情報は表示できません", "status": 403,
            "detail": "次の条件を満たしていません。", "instance": "r-77",
            "errors": [{"rule": "disclosure.assignment.ended", "detail": "担当が終わっています。", "who": "市の介護保険課",
                        "remedy": "届出書を確認してください。", "since": "2026-05-01"}]
        }))
        .unwrap();
        html! { <FailureView failure={Failure::Refused(problem)} again={Some(Callback::noop())} /> }
    })
    .await;
    for words in [
        "この方の情報は表示できません",
        "担当が終わっています。",
        "市の介護保険課",
        "届出書を確認してください。",
        "r-77",
    ] {
        assert!(html.contains(words), "{words} is missing in {html}");
    }
    assert!(!html.contains("もう一度試す"), "asking again does not change a refusal");
}

#[tokio::test]
async fn a_lost_network_can_be_tried_again_and_names_the_certificate_as_a_cause() {
    let html = shown(|| html! { <FailureView failure={Failure::Network} again={Some(Callback::noop())} /> }).await;
    assert!(html.contains("もう一度試す") && html.contains("電子証明書"));
}

#[tokio::test]
async fn todays_work_leads_from_each_group_to_the_rest_of_it() {
    let html = shown(|| {
        let work: TodaysWork = from_value(json!({"groups": [
            {"kind": coded("ending-7", "7日以内に終わる"), "clients": [client(ending_in_11_days())], "more": true},
            {"kind": coded("consent", "同意の確認"), "clients": [client(json!({}))], "more": false}]}))
        .unwrap();
        today::todays_work(&work)
    })
    .await;
    assert!(html.contains("href=\"#ending-7\"") && html.contains("id=\"ending-7\""));
    assert!(html.contains("href=\"/clients?filter=ending\""));
    assert!(!html.contains("filter=consent-missing"), "a complete group has no rest");
}

#[tokio::test]
async fn the_filters_are_links_and_one_is_the_current_one() {
    let html = shown(|| clients::filters(ClientFilter::Overdue)).await;
    assert!(html.contains("href=\"/clients\"") && html.contains("href=\"/clients?filter=in-progress\""));
    assert_eq!(html.matches("aria-current=\"page\"").count(), 1);
}

#[test]
fn the_list_says_what_it_shows_and_whether_there_is_more() {
    let all = clients::summary(ClientFilter::All, "", 50, true);
    assert_eq!(all, "50人までを表示しています（続きがあります）。");
    assert_eq!(
        clients::summary(ClientFilter::All, "サトウ", 0, false),
        "「サトウ」に当てはまる利用者はいません。"
    );
    assert_eq!(
        clients::summary(ClientFilter::Overdue, "", 3, false),
        "「申請から30日超」の利用者を3人表示しています。"
    );
}

#[test]
fn the_time_of_the_source_is_told_in_japan() {
    let at = DateTime::parse_from_rfc3339("2026-05-09T21:00:00Z").unwrap();
    assert_eq!(date::short_moment(at), "R8.5.10 6:00");
}
