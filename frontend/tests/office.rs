//! What the screens of administration say, as HTML, without a browser: words in place of colours, no way offered that
//! leads nowhere, nothing kept that is shown once.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod shown;

use contract::enrolment::redemption::InstallKeyList;
use contract::enrolment::usage_application::CityUsageApplication;
use contract::office::account::{BulkStaffResult, StaffMember};
use contract::office::device::Device;
use contract::office::organization::{AccessRecord, Organization};
use frontend::pages::city::decide;
use frontend::pages::city::organizations;
use frontend::pages::city::usage_application;
use frontend::pages::office::access_record;
use frontend::pages::office::accounts;
use frontend::pages::office::bulk;
use frontend::pages::office::devices;
use frontend::pages::office::install_keys;
use frontend::pages::session::set_up;
use frontend::parts::credential::shown_once;
use frontend::parts::form::question::Answers;
use frontend::route::{AccountAct, OrganizationAct, Route, Whose};
use serde_json::{Value, from_value, json};
use shown::shown;
use yew::prelude::*;
use yew_router::Routable;

const ID: &str = "01890000-0000-7000-8000-000000000001";

fn coded(code: &str, label: &str) -> Value {
    json!({"code": code, "label": label})
}

fn member(status: (&str, &str), is_self: bool) -> StaffMember {
    from_value(
        json!({"id": ID, "name": "佐藤 花子", "loginId": "sato.hanako", "role": coded("care-manager", "ケアマネジャー"),
                      "status": coded(status.0, status.1), "self": is_self}),
    )
    .unwrap()
}

fn device(extra: Value) -> Device {
    let mut device = json!({"id": ID, "label": "訪問用タブレット1", "status": coded("active", "利用中"),
        "issuedAt": "2025-06-01T10:00:00+09:00", "certificateLastDay": "2026-05-20", "daysLeft": 11, "warning": "30",
        "unused90": true, "current": false});
    for (name, value) in extra.as_object().unwrap() {
        device.as_object_mut().unwrap().insert(name.clone(), value.clone());
    }
    from_value(device).unwrap()
}

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
fn an_account_is_offered_what_its_state_allows() {
    use AccountAct as A;
    let acts = |status, is_self| accounts::acts(Whose::Office, &member(status, is_self));
    assert_eq!(
        acts(("active", "利用中"), false),
        [A::Role, A::Credentials, A::Suspension, A::Departure]
    );
    assert_eq!(
        acts(("suspended", "停止中"), false),
        [A::Credentials, A::Reinstatement, A::Departure]
    );
    assert_eq!(acts(("left", "利用終了"), false), []);
    assert_eq!(
        acts(("active", "利用中"), true),
        [A::Role, A::Departure],
        "nobody locks themselves out by mistake"
    );
    let city = accounts::acts(Whose::City, &member(("active", "利用中"), false));
    assert!(
        !city.contains(&A::Role),
        "the insurer does not hand out roles inside an office"
    );
}

#[test]
fn a_closed_organization_can_only_be_looked_at() {
    assert_eq!(organizations::acts(&organization(("closed", "利用終了"))), []);
    let suspended = organizations::acts(&organization(("suspended", "利用停止")));
    assert!(suspended.contains(&OrganizationAct::Reinstatement) && !suspended.contains(&OrganizationAct::Suspension));
}

#[tokio::test]
async fn a_device_says_that_its_end_is_near_and_that_nobody_uses_it() {
    let html = shown(|| devices::devices(Whose::Office, &[device(json!({}))])).await;
    assert!(html.contains("あと11日") && html.contains("90日以上使われていません") && html.contains("R8.5.20"));
    assert!(html.contains("/revocation") && html.contains("/label"));
    assert!(
        html.contains("（訪問用タブレット1）"),
        "a link of a row says which one it is about"
    );
}

#[tokio::test]
async fn a_revoked_device_has_no_ways_and_no_warnings() {
    let html = shown(|| devices::devices(Whose::Office, &[device(json!({"status": coded("revoked", "失効")}))])).await;
    assert!(
        !html.contains("<a ") && !html.contains("あと11日") && !html.contains("90日以上"),
        "{html}"
    );
}

#[tokio::test]
async fn a_device_of_an_office_is_not_renamed_by_the_insurer() {
    let html = shown(|| devices::devices(Whose::Of(ID.parse().unwrap()), &[device(json!({}))])).await;
    assert!(!html.contains("/label") && html.contains(&format!("/{ID}/devices/{ID}/revocation")));
}

#[tokio::test]
async fn install_keys_say_how_many_are_left_and_only_open_ones_can_be_revoked() {
    let html = shown(|| {
        let key = |status: &str, label: &str| {
            json!({"id": ID, "keyId": "K7M2-P9QX", "label": "相談室", "status": coded(status, label),
                   "issuedAt": "2026-05-01T10:00:00+09:00", "expiresOn": "2026-05-15"})
        };
        let list: InstallKeyList = from_value(
            json!({"installKeys": [key("open", "未使用"), key("spent", "使用済み")], "deviceQuota": 5, "used": 4}),
        )
        .unwrap();
        install_keys::install_keys(Whose::Office, &list)
    })
    .await;
    assert!(html.contains("4台／上限5台"));
    assert_eq!(html.matches("取り消す").count(), 1);
}

#[tokio::test]
async fn a_row_of_a_table_names_its_cells_for_the_card() {
    let html = shown(|| accounts::accounts(Whose::Office, &[member(("active", "利用中"), false)])).await;
    for head in ["ログインID", "権限", "状態", "最後のログイン"] {
        assert!(html.contains(&format!("data-label=\"{head}\"")), "{head} in {html}");
    }
    assert_eq!(html.matches("role=\"columnheader\"").count(), 5);
}

#[tokio::test]
async fn the_bulk_result_names_each_row_and_nothing_is_offered_before_it_is_right() {
    let html = shown(|| {
        let result: BulkStaffResult = from_value(json!({"applied": false, "rows": [
            {"line": 2, "name": "佐藤 花子", "action": coded("invitation", "追加"), "role": coded("viewer", "閲覧者")},
            {"line": 3, "name": "=HYPERLINK(1)", "errors": [{"rule": "bulk.role", "detail": "権限が読み取れません。"}]}]}))
        .unwrap();
        bulk::rows(&result)
    })
    .await;
    assert!(html.contains("1行に誤りがあります") && html.contains("まだ何も登録していません"));
    assert!(html.contains("権限が読み取れません。") && html.contains("問題ありません"));
}

#[tokio::test]
async fn what_is_shown_once_says_so_and_can_be_printed() {
    let html = shown(|| {
        let credentials = from_value(
            json!({"accountId": ID, "loginId": "kari-7m4qv2xk", "password": "H7KM-Q2XV-9TPW-4RNC",
                                            "validUntil": "2026-05-24T10:00:00+09:00"}),
        )
        .unwrap();
        html! { <>{ shown_once::shown_once_notice() }{ shown_once::credentials("佐藤 花子", &credentials) }</> }
    })
    .await;
    assert!(html.contains("一度しか表示されません") && html.contains("印刷する"));
    assert!(html.contains("H7KM-") && html.contains("佐藤 花子"));
}

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
            json!({"entries": [{"at": "2026-05-08T09:00:00+09:00", "operation": coded("work", "今日の仕事の表示"),
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

#[test]
fn a_login_id_is_judged_before_it_is_sent() {
    assert_eq!(set_up::login_id_fault("sato.hanako"), None);
    assert!(set_up::login_id_fault("abc").unwrap().contains("4文字以上"));
    assert!(set_up::login_id_fault(".sato").unwrap().contains("最初の文字"));
    assert!(set_up::login_id_fault("kari-7m4qv2xk").unwrap().contains("kari-"));
}

#[test]
fn every_address_of_administration_leads_to_its_own_screen() {
    for address in [
        "/office",
        "/office/accounts",
        "/office/invitation",
        "/office/bulk",
        "/office/sessions",
        "/city/accounts",
        "/city/applications",
        "/city/applications/in/received",
        "/city/new-application",
        "/city/organizations",
    ] {
        let route = Route::recognize(address).unwrap();
        assert_eq!(route.to_path(), address);
        assert_ne!(route, Route::NotFound);
    }
    let organization = format!("/city/organizations/{ID}");
    assert_eq!(
        Route::recognize(&organization),
        Some(Route::Organization {
            id: ID.parse().unwrap()
        })
    );
    let change = format!("/{ID}/accounts/{ID}/suspension");
    assert_eq!(Route::recognize(&change).unwrap().to_path(), change);
    assert_eq!(Route::recognize("/office/accounts/x/y"), Some(Route::NotFound));
}
