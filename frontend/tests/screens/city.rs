//! The insurer's desk: usage applications, their decision, organizations.

use crate::office::ID;
use crate::shown::{coded, shown};
use contract::enrolment::usage_application::CityUsageApplication;
use contract::office::organization::Organization;
use frontend::pages::city::{decide, organizations, usage_application};
use frontend::parts::form::question::Answers;
use frontend::route::OrganizationAct;
use serde_json::{Value, from_value, json};

fn organization(status: (&str, &str)) -> Organization {
    from_value(
        json!({"id": ID, "name": "居宅介護支援事業所 えんがわ", "officeNumber": "4370106637",
        "serviceCode": coded("43", "居宅介護支援"), "status": coded(status.0, status.1), "permittedFrom": "2026-04-01",
        "deviceQuota": 5, "activeDevices": 3, "openInstallKeys": 1}),
    )
    .unwrap()
}

fn application(extra: Value) -> CityUsageApplication {
    let mut application = json!({"id": ID, "reference": "R7K2M9QXT", "state": coded("received", "受付"),
        "receivedOn": "2026-05-08", "waitingDays": 2, "channel": coded("online", "オンライン"), "officeNumber": "4370106637",
        "officeName": "居宅介護支援事業所 えんがわ", "serviceCode": coded("43", "居宅介護支援"), "devices": 3,
        "fields": [
            {"label": "電話番号", "applied": "096-000-0001", "master": "096-000-0000", "matches": false},
            {"label": "事業所番号", "applied": "4370106637", "master": "4370106637", "matches": true},
            {"label": "所在地", "master": "熊本県縁側市中央区1番1号", "matches": true},
            {"label": "メールアドレス", "applied": "office@example.jp", "matches": true}],
        "warnings": [{"pointer": "/contactPhone", "rule": "office.phone", "detail": "電話番号が台帳と違います。"}],
        "duplicates": [{"kind": coded("organization", "利用組織"), "id": ID, "serviceCode": coded("46", "介護予防支援"),
                        "state": coded("permitted", "利用許可")}],
        "history": [{"at": "2026-05-08T09:00:00+09:00", "what": coded("received", "受付")}],
        "may": ["approve", "return", "refuse"]});
    for (name, value) in extra.as_object().unwrap() {
        application.as_object_mut().unwrap().insert(name.clone(), value.clone());
    }
    from_value(application).unwrap()
}

#[tokio::test]
async fn an_application_says_in_words_where_it_agrees_with_the_office_master() {
    let html = shown(|| usage_application::review(&application(json!({})))).await;
    let rows: Vec<_> = html.split("<tr").filter(|row| row.contains("rowheader")).collect();
    let of = |label: &str| rows.iter().find(|row| row.contains(label)).unwrap().to_string();
    assert!(of("電話番号").contains("不一致"));
    assert!(of("事業所番号").contains("一致") && !of("事業所番号").contains("不一致"));
    assert!(
        of("メールアドレス").contains("台帳になし"),
        "nothing to compare with is no agreement"
    );
    assert!(
        of("所在地").contains("申請書になし") && !of("所在地").contains("一致"),
        "what was not asked for agrees with nothing"
    );
    assert!(html.contains("電話番号が台帳と違います。"));
    assert!(
        html.contains(&format!("href=\"/city/organizations/{ID}\"")),
        "a duplicate can be looked at"
    );
}

#[tokio::test]
async fn only_what_the_reader_may_do_is_offered() {
    let all = shown(|| usage_application::ways(&application(json!({})))).await;
    assert!(all.contains("承認する") && all.contains("差し戻す") && all.contains("不許可にする"));
    let first = json!({"may": ["return"], "mayNotApprove": "1人目の承認をした人は、2人目になれません。"});
    let html = shown(move || usage_application::ways(&application(first))).await;
    assert!(
        html.contains("2人目になれません") && html.contains("差し戻す") && !html.contains("承認する"),
        "{html}"
    );
}

#[test]
fn the_second_approval_repeats_the_first_one() {
    let first = decide::approval(
        &Answers::default(),
        Some(&from_value(json!({"deviceQuota": 4, "permittedFrom": "2026-06-01", "reason": "電話で確認"})).unwrap()),
    );
    assert_eq!(
        (first.device_quota, first.permitted_from.to_string().as_str()),
        (4, "2026-06-01")
    );
    assert_eq!(first.reason, None, "the remark is each one's own");
}

#[test]
fn a_quota_is_a_number_of_devices_there_can_be() {
    assert!(["1", "50"].iter().all(|text| decide::quota_fault(text).is_none()));
    assert!(
        ["0", "51", "x", "-1", ""]
            .iter()
            .all(|text| decide::quota_fault(text).is_some())
    );
}

#[test]
fn a_closed_organization_can_only_be_looked_at() {
    assert_eq!(organizations::acts(&organization(("closed", "利用終了"))), []);
    let suspended = organizations::acts(&organization(("suspended", "利用停止")));
    assert!(suspended.contains(&OrganizationAct::Reinstatement) && !suspended.contains(&OrganizationAct::Suspension));
}
