//! The list of clients and today's work: rows that become cards, filters, what is said of the number shown.

use super::{client, ending_in_11_days};
use crate::shown::{coded, shown};
use contract::clients::client::ClientFilter;
use contract::clients::work::TodaysWork;
use frontend::api::Failure;
use frontend::pages::work::{client as client_page, clients, today};
use frontend::parts::client::client_table;
use frontend::parts::validity::board;
use serde_json::{Value, from_value, json};

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

/// Ends in 11 days, and nobody has applied.
fn unfiled() -> Value {
    let mut extra = ending_in_11_days();
    extra["continuity"] = json!({"careLevel": coded("22", "要介護2"), "endsOn": "2026-05-20", "daysLeft": 11,
        "filing": coded("none", "未申請"), "prospect": coded("unfiled", "更新申請の記録がありません。"), "provisional": false,
        "usualDays": {"part": "全体（申請から決定まで）", "medianDays": 38, "ninetiethDays": 55, "counted": 120}});
    extra
}

#[tokio::test]
async fn a_line_of_the_board_says_what_will_happen() {
    let html = shown(|| board::board(&[client(unfiled()), client(ending_in_11_days())], true)).await;
    assert_eq!(
        html.matches("<tr").count(),
        2,
        "who is not on the board is passed over: {html}"
    );
    for words in [
        "R8.5.20",
        "あと11日",
        "未申請",
        "全体（申請から決定まで）：市の中央値 38日（9割は55日以内）",
        "更新申請の記録がありません。",
    ] {
        assert!(html.contains(words), "{words} is missing in {html}");
    }
    let listed = shown(|| client_table::client_table("一覧", &[client(unfiled())])).await;
    assert!(listed.contains("更新申請なし"));
}

#[tokio::test]
async fn todays_work_leads_from_each_group_to_the_rest_of_it() {
    let html = shown(|| {
        let work: TodaysWork = from_value(json!({"board": [client(unfiled())], "moreOnBoard": true, "groups": [
            {"kind": coded("ending-30-unfiled", "30日以内に終わる（未申請）"), "clients": [client(unfiled())], "more": true},
            {"kind": coded("decided", "結果が出た方"), "clients": [client(ending_in_11_days())], "more": true},
            {"kind": coded("consent", "同意の確認"), "clients": [client(json!({}))], "more": false}]}))
        .unwrap();
        today::todays_work(&work)
    })
    .await;
    assert!(html.contains("href=\"#decided\"") && html.contains("id=\"decided\""));
    assert!(html.contains("href=\"#board\"") && html.contains("id=\"board\""));
    assert!(
        !html.contains("id=\"ending-30-unfiled\""),
        "they stand on the board together"
    );
    assert!(html.contains("href=\"/clients?filter=ending\"") && html.contains("href=\"/clients?filter=decided\""));
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
        "「サトウ」に当てはまる利用者はいません。担当が終わった方、届出がまだ市で処理されていない方、ほかの事業所が担当する方は、\
         ここに出ません。氏名の字や被保険者番号が変わっていることもあります。"
    );
    assert_eq!(
        clients::summary(ClientFilter::Overdue, "", 3, false),
        "「期限を過ぎた申請」の利用者を3人表示しています。"
    );
}

#[test]
fn the_form_of_consent_is_offered_where_a_consent_would_mend_it() {
    let refused = |rule: &str| {
        let problem = json!({"type": "/problems/not-disclosed", "title": "表示できません", "status": 403, "detail": "",
            "instance": "", "errors": [{"rule": rule, "detail": "同意がありません。"}]});
        Failure::Refused(from_value(problem).unwrap())
    };
    assert!(client_page::consent_is_missing(&refused(
        "disclosure.consent.no-consent"
    )));
    assert!(!client_page::consent_is_missing(&refused(
        "disclosure.assignment.assignment-ended"
    )));
    assert!(!client_page::consent_is_missing(&Failure::NotFound));
}
