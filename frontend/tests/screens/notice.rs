//! What is said when something is not shown, has failed or is missing; and times, which are those of Japan.

use crate::shown::shown;
use chrono::DateTime;
use contract::problem::{Problem, ProblemItem};
use frontend::api::Failure;
use frontend::parts::date;
use frontend::parts::form::errors::ErrorSummary;
use frontend::parts::notice::failure::FailureView;
use frontend::parts::notice::failure_notice::failure_notice;
use frontend::parts::notice::reasons;
use serde_json::{from_value, json};
use yew::prelude::*;

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
async fn a_lost_network_does_not_blame_a_certificate_that_nobody_has_yet() {
    let html = shown(|| failure_notice(&Failure::Network)).await;
    assert!(html.contains("もう一度試して") && !html.contains("証明書"), "{html}");
}

#[tokio::test]
async fn faults_are_gathered_at_the_head_and_lead_to_their_fields() {
    let html = shown(|| {
        let faults = vec![("contactPhone".to_owned(), "電話番号を入力してください。".to_owned())];
        html! { <ErrorSummary {faults} /> }
    })
    .await;
    assert!(
        html.contains("role=\"alert\"") && html.contains("<a href=\"#contactPhone\">電話番号を入力してください。"),
        "{html}"
    );
    assert_eq!(shown(|| html! { <ErrorSummary faults={Vec::new()} /> }).await, "");
}

#[test]
fn the_time_of_the_source_is_told_in_japan() {
    let at = DateTime::parse_from_rfc3339("2026-05-09T21:00:00Z").unwrap();
    assert_eq!(date::short_moment(at), "R8.5.10 6:00");
}
