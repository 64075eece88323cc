//! Certifications and burden ratios: both calendars, the days left, and the notice that always stands with a ratio.

use super::freshness;
use super::progress::{progress_list, waiting_for_opinion};
use crate::shown::{coded, shown};
use contract::clients::burden_ratio::BurdenRatioList;
use contract::clients::certification::CertificationList;
use domain::calendar::day::Day;
use frontend::parts::client::{burden_ratio, certification, progress, timeline};
use serde_json::{from_value, json};
use yew::prelude::*;

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
