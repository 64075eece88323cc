//! The record of what an organization did and what the insurer did to it.

use super::ID;
use crate::shown::{coded, shown};
use contract::audit::access_record::AccessRecord;
use frontend::pages::office::access_record;
use serde_json::{from_value, json};

#[tokio::test]
async fn the_record_names_no_person_but_leads_to_their_page() {
    let html = shown(|| {
        let record: AccessRecord = from_value(
            json!({"entries": [{"at": "2026-05-08T09:00:00+09:00", "accountName": "佐藤 花子",
            "deviceLabel": "事務所のパソコン1", "operation": coded("read-client", "利用者の閲覧"),
            "people": [{"personId": ID, "outcome": coded("granted", "表示")}], "outcome": coded("granted", "表示")}]}),
        )
        .unwrap();
        access_record::entries(&record)
    })
    .await;
    assert!(html.contains(&format!("href=\"/clients/{ID}\"")) && html.contains("利用者の閲覧"));
}

#[tokio::test]
async fn an_act_about_several_people_is_one_row_that_opens() {
    let html = shown(|| {
        let person = |outcome| json!({"personId": ID, "outcome": outcome});
        let record: AccessRecord = from_value(
            json!({"entries": [{"at": "2026-05-08T09:00:00+09:00", "operation": coded("list-work", "今日の仕事の表示"),
            "people": [person(coded("granted", "表示")), person(coded("listed", "氏名のみ表示"))],
            "outcome": coded("done", "完了")}]}),
        )
        .unwrap();
        access_record::entries(&record)
    })
    .await;
    assert_eq!(html.matches("<tr").count(), 2, "the heads and one row");
    assert!(html.contains("<details") && html.contains("利用者 2人"));
    assert!(html.contains("1人目のページ") && html.contains("2人目のページ"));
    assert_eq!(
        html.matches("氏名のみ表示").count(),
        1,
        "what was shown whole needs no remark"
    );
}

#[tokio::test]
async fn what_the_insurer_did_says_so_and_why() {
    let html = shown(|| {
        let record: AccessRecord = from_value(
            json!({"entries": [{"at": "2026-05-08T09:00:00+09:00", "insurer": "縁側市",
            "operation": coded("suspend-account", "職員の利用停止"), "about": "田中 次郎", "reason": "長期休職のため",
            "outcome": coded("done", "完了")}]}),
        )
        .unwrap();
        access_record::entries(&record)
    })
    .await;
    assert!(html.contains("縁側市") && html.contains("田中 次郎") && html.contains("理由：長期休職のため"));
}
