//! The insurer's desk: usage applications, their decision, organizations.

use crate::office::ID;
use crate::shown::{coded, shown};
use contract::enrolment::letter::{LetterLine, LetterList};
use contract::enrolment::usage_application::CityUsageApplication;
use contract::office::organization::Organization;
use domain::enrolment::letter::NoticeKind;
use domain::enrolment::usage_application::UsageApplicationState;
use domain::insurer::PermitWord;
use frontend::pages::city::{decide, make_letter, notices, organizations, usage_application, usage_applications};
use frontend::parts::form::question::Answers;
use frontend::route::{ApplicationAct, OrganizationAct};
use serde_json::{Value, from_value, json};

fn organization(status: (&str, &str)) -> Organization {
    from_value(
        json!({"id": ID, "etag": "\"a\"", "name": "居宅介護支援事業所 えんがわ", "officeNumber": "4370106637",
        "serviceCode": coded("43", "居宅介護支援"), "status": coded(status.0, status.1), "permittedFrom": "2026-04-01",
        "deviceQuota": 5, "activeDevices": 3, "openInstallKeys": 1}),
    )
    .unwrap()
}

fn application(extra: Value) -> CityUsageApplication {
    let mut application = json!({"id": ID, "etag": "\"a\"", "reference": "R7K2M9QXT", "state": coded("received", "受付"),
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
    let all = shown(|| usage_application::ways(&application(json!({})), PermitWord::Permit)).await;
    assert!(all.contains("承認する") && all.contains("差し戻す") && all.contains("不許可にする"));
    let first = json!({"may": ["return"], "mayNotApprove": "1人目の承認をした人は、2人目になれません。"});
    let html = shown(move || usage_application::ways(&application(first), PermitWord::Permit)).await;
    assert!(
        html.contains("2人目になれません") && html.contains("差し戻す") && !html.contains("承認する"),
        "{html}"
    );
}

#[tokio::test]
async fn a_city_that_approves_its_offices_reads_its_own_word() {
    let html = shown(|| usage_application::ways(&application(json!({})), PermitWord::Approve)).await;
    assert!(html.contains("不承認にする") && !html.contains("許可"), "{html}");
    for state in UsageApplicationState::ALL {
        let approving = usage_applications::called(*state, PermitWord::Approve);
        assert_eq!(approving, PermitWord::Approve.in_words(state.name_ja()), "{state}");
        assert_eq!(usage_applications::called(*state, PermitWord::Permit), state.name_ja());
    }
    for act in ApplicationAct::ALL {
        assert_eq!(
            act.called(PermitWord::Approve),
            PermitWord::Approve.in_words(act.name_ja())
        );
    }
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

/// A line of a letter that was made by somebody, with these secrets or none.
fn made(kind: (&str, &str), holds_secrets: bool) -> Value {
    json!({"kind": coded(kind.0, kind.1), "holdsSecrets": holds_secrets, "needsNumber": !holds_secrets,
           "needsReason": false, "mayMake": true,
           "made": {"number": "縁介保第123号", "datedOn": "2026-05-09", "madeAt": "2026-05-09T10:15:00+09:00",
                    "madeBy": "役所 花江"},
           "before": []})
}

#[tokio::test]
async fn a_letter_that_was_made_says_by_whom_and_no_button_voids_it() {
    let keys = ("install-keys", "電子証明書インストールキー通知書");
    let letters = json!([made(("usage-permit", "利用許可通知書"), false), made(keys, true)]);
    let list: LetterList = from_value(json!({"applicationId": ID, "letters": letters})).unwrap();
    let html = shown(move || notices::letters(&list)).await;
    assert_eq!(html.matches("縁介保第123号").count(), 2, "{html}");
    assert_eq!(html.matches("役所 花江 が作りました").count(), 2, "{html}");
    assert_eq!(
        html.matches("<button").count(),
        1,
        "only the letter without secrets is printed once more"
    );
    assert!(html.contains("同じものをもう一度印刷する"));
    assert!(
        html.contains(&format!("href=\"/city/letters/{ID}/install-keys\"")),
        "{html}"
    );
}

#[tokio::test]
async fn making_a_letter_anew_names_what_becomes_void() {
    let line: LetterLine = from_value(made(("install-keys", "電子証明書インストールキー通知書"), true)).unwrap();
    let html = shown(move || make_letter::beforehand(NoticeKind::InstallKeys, &line)).await;
    for words in [
        "すでに作った通知書があります",
        "縁介保第123号",
        "まだ使っていないものは、すべて使えなくなります",
        "パスワードをもう一度",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
}

#[test]
fn a_letter_is_asked_for_with_number_and_date() {
    let mut answers = Answers::default();
    answers.set("number", "縁介保第123号".to_owned());
    answers.set("datedOn", "2026-05-09".to_owned());
    let asked = make_letter::asked(&answers, true);
    assert_eq!(
        (asked.number.as_str(), asked.anew, asked.reason),
        ("縁介保第123号", true, None)
    );
    assert_eq!(asked.dated_on.unwrap().to_string(), "2026-05-09");
    for &kind in NoticeKind::ALL {
        let ids: Vec<_> = make_letter::questions(kind)
            .iter()
            .map(|question| question.id)
            .collect();
        assert!(ids.starts_with(&["number", "datedOn"]), "{kind}");
        assert_eq!(ids.contains(&"reason"), kind.needs_reason(), "{kind}");
    }
}
