//! Cards and the limit of benefits, and what is known of a person and an application besides.

use super::freshness;
use super::progress::{progress_list, waiting_for_opinion};
use crate::shown::{coded, shown};
use contract::clients::card::CardList;
use frontend::parts::client::progress;
use frontend::parts::insured::cards;
use serde_json::{Value, from_value, json};

fn cards_of(insurance: Value) -> CardList {
    from_value(json!({
        "cards": [
            {"kind": coded("insurance", "被保険者証"), "validFrom": "2026-05-01", "validTo": "2027-04-30", "current": true,
             "version": 1, "insurance": insurance},
            {"kind": coded("cost-limit", "負担限度額認定証"), "validFrom": "2025-08-01", "validTo": "2026-07-31", "current": true,
             "version": 1, "costLimit": {"stage": coded("3-2", "第3段階②"), "meals": 1360, "sharedRoom": 430}},
            {"kind": coded("provisional", "資格者証"), "validFrom": "2026-03-01", "validTo": "2026-04-30", "current": false,
             "version": 1}],
        "limit": {"units": 19705, "validFrom": "2026-05-01", "validTo": "2027-04-30",
                  "basis": coded("ordinance", "要介護状態区分ごとの法令の基準額")},
        "notice": "給付制限はこのシステムでは確認できません。", "freshness": freshness()
    }))
    .unwrap()
}

#[tokio::test]
async fn a_limit_stands_with_its_period_and_its_basis() {
    let html = shown(|| cards::cards(&cards_of(json!({"serviceLimits": "訪問介護 5,000単位"})))).await;
    for words in [
        "19,705単位",
        "令和8年5月1日（2026年）",
        "要介護状態区分ごとの法令の基準額",
        "訪問介護 5,000単位",
        "第3段階②",
        "1,360円",
        "430円",
        "資格者証（暫定）",
        "給付制限はこのシステムでは確認できません。",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
    assert!(
        !html.contains("ユニット型個室"),
        "what the card leaves empty is left out"
    );
}

#[tokio::test]
async fn a_restriction_is_told_as_there_or_not_and_else_not_at_all() {
    for (restricted, told) in [
        (json!(true), Some("あり（内容")),
        (json!(false), Some("なし")),
        (Value::Null, None),
    ] {
        let html = shown(move || cards::cards(&cards_of(json!({ "restricted": restricted })))).await;
        let row = html.split("<dt>給付制限</dt>").nth(1);
        assert_eq!(row.is_some(), told.is_some(), "{html}");
        assert!(
            told.is_none_or(|told| row.is_some_and(|row| row.starts_with(&format!("<dd>{told}")))),
            "{html}"
        );
    }
}

#[tokio::test]
async fn an_application_tells_what_it_counts_as_and_who_takes_part() {
    let mut application = waiting_for_opinion();
    application["byLaw"] = coded("renewal", "更新");
    application["institution"] = json!("えんがわ内科医院");
    application["surveyPlace"] = json!("自宅");
    application["specifiedDisease"] = coded("13", "脳血管疾患");
    let html = shown(move || progress::progress(&progress_list(application))).await;
    for words in ["更新として扱われます", "えんがわ内科医院", "自宅", "脳血管疾患"] {
        assert!(html.contains(words), "{words}: {html}");
    }
}
