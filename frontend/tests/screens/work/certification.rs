//! Certifications and burden ratios: both calendars, the days left, and the notice that always stands with a ratio.

use super::freshness;
use super::progress::{progress_list, waiting_for_opinion};
use crate::shown::{coded, shown};
use contract::clients::burden_ratio::BurdenRatioList;
use contract::clients::certification::CertificationList;
use domain::calendar::day::Day;
use frontend::parts::client::{burden_ratio, certification, progress, timeline};
use frontend::parts::validity::strip;
use serde_json::{Value, from_value, json};
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

fn notice_due() -> Value {
    json!({"form": coded("care", "居宅サービス計画作成依頼（変更）届出書"), "careLevel": coded("21", "要介護1"),
           "careLevelBefore": coded("13", "要支援2"), "since": "2026-05-10",
           "title": "居宅サービス計画作成依頼（変更）届出書の提出が必要です",
           "detail": "認定が要支援2から要介護1に変わりました（令和8年5月10日（2026年）から）。"})
}

fn certification_list(is_notice_due: bool) -> CertificationList {
    from_value(json!({
        "certifications": [
            {"certificationId": "01890000-0000-7000-8000-000000000801", "careLevel": coded("22", "要介護2"),
             "validFrom": "2025-06-01", "validTo": "2026-05-20", "status": coded("current", "有効"), "daysLeft": 11,
             "renewable": true, "decidedOn": "2025-05-22", "months": 12, "deemedRenewal": true},
            {"certificationId": "01890000-0000-7000-8000-000000000802", "careLevel": coded("13", "要支援2"),
             "validFrom": "2024-12-01", "validTo": "2025-05-31", "status": coded("expired", "期間終了"),
             "renewable": false, "decidedOn": "2024-11-20", "months": 6, "deemedRenewal": false}],
        "noticeDue": is_notice_due.then(notice_due), "freshness": freshness()
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
        "期間終了",
        "みなして認定",
    ] {
        assert!(html.contains(words), "{words} is missing in {html}");
    }
    assert!(!html.contains("届出書"));
}

#[tokio::test]
async fn a_notice_that_is_due_is_told_by_direction() {
    let html = shown(|| certification::certifications(&certification_list(true), None)).await;
    assert!(html.contains("居宅サービス計画作成依頼（変更）届出書の提出が必要です"));
    assert!(html.contains("認定が要支援2から要介護1に変わりました"));
}

/// 要介護2 ended on 2026-10-31, and the renewal waits.
fn expired(filing: Value) -> CertificationList {
    let mut continuity = json!({"careLevel": coded("22", "要介護2"), "endsOn": "2026-10-31", "daysLeft": -10,
        "prospect": coded("expired-pending", "有効期間が過ぎ、結果を待っています。"), "provisional": true});
    for (name, value) in filing.as_object().unwrap() {
        continuity[name] = value.clone();
    }
    let mut list = serde_json::to_value(certification_list(false)).unwrap();
    list["certifications"][0]["status"] = coded("expired", "期間終了");
    list["continuity"] = continuity;
    from_value(list).unwrap()
}

fn pending() -> CertificationList {
    expired(
        json!({"filing": coded("open", "申請済み"), "applicationKind": coded("renewal", "更新"),
        "appliedOn": "2026-09-10", "effectiveFrom": "2026-11-01"}),
    )
}

#[tokio::test]
async fn whoever_waits_beyond_the_end_is_told_what_ended_and_from_when_the_result_will_hold() {
    let html = shown(|| certification::certifications(&pending(), None)).await;
    assert!(html.contains(
        "認定の有効期間は令和8年10月31日で満了しています。更新申請の結果を待っています（結果は11月1日にさかのぼります）。"
    ), "{html}");
    assert!(html.contains("暫定ケアプラン"));
    let unfiled = expired(json!({"filing": coded("none", "未申請"), "provisional": false}));
    let html = shown(move || certification::certifications(&unfiled, None)).await;
    assert!(html.contains("満了しています。その後の申請の記録がありません。") && !html.contains("暫定ケアプラン"));
}

#[tokio::test]
async fn the_strip_says_the_four_facts_and_what_there_is_to_do() {
    let html = shown(|| {
        let (results, courses) = (pending(), progress_list(waiting_for_opinion()));
        let ratios = ratios(true);
        let facts = strip::Facts {
            certifications: Some(&results),
            progress: Some(&courses),
            ratios: Some(&ratios),
        };
        html! { <>{ strip::strip(facts) }{ strip::to_do_list(facts.certifications) }</> }
    })
    .await;
    for words in [
        "要介護2（期間終了）",
        "R8.10.31",
        "10日経過",
        "主治医意見書依頼",
        "1割",
        "すること",
    ] {
        assert!(html.contains(words), "{words} is missing in {html}");
    }
    let empty = shown(|| strip::strip(strip::Facts::default())).await;
    assert_eq!(empty.matches("―").count(), 4);
}

#[test]
fn what_there_is_to_do_is_what_the_answer_says() {
    assert_eq!(strip::to_do(&certification_list(false)), []);
    let [(title, _)] = &strip::to_do(&certification_list(true))[..] else {
        panic!("one thing to do")
    };
    assert_eq!(title, "居宅サービス計画作成依頼（変更）届出書の提出が必要です");
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
