//! The pages without sign-in: the state of an application, the certificate of a device, numbers to be copied.

use crate::shown::shown;
use contract::enrolment::redemption::EnrolledDevice;
use contract::enrolment::usage_application::UsageApplicationStatus;
use domain::insurer::PermitWord;
use frontend::pages::public::apply::done;
use frontend::pages::public::apply_status::standing;
use frontend::parts::credential::enrolled::enrolled;
use frontend::parts::credential::how_to_install::{how_to_install, not_opening};
use frontend::parts::credential::secret::Secret;
use frontend::route::DeviceKind;
use serde_json::{Value, from_value, json};
use yew::prelude::*;

fn status(state: &str, label: &str, more: Value) -> UsageApplicationStatus {
    let mut status = json!({
        "reference": "R7K2M9QXT", "state": {"code": state, "label": label},
        "receivedAt": "2026-05-10T09:05:00+09:00", "officeNumber": "4370106637",
        "officeName": "居宅介護支援事業所 えんがわ", "serviceCode": {"code": "43", "label": "居宅介護支援"},
        "administratorName": "佐藤 花子", "devices": 3, "mayCorrect": false
    });
    for (name, value) in more.as_object().unwrap() {
        status[name] = value.clone();
    }
    from_value(status).unwrap()
}

fn current_step(html: &str) -> Option<&str> {
    let after = html.split("aria-current=\"step\"").nth(1)?;
    after.split("step-name\">").nth(1)?.split('<').next()
}

#[tokio::test]
async fn an_application_that_waits_says_where_it_is() {
    let html = shown(|| standing(&status("received", "受付", json!({})))).await;
    assert_eq!(current_step(&html), Some("市の確認"), "{html}");
    assert_eq!(html.matches("手続中").count(), 1);
    for words in ["令和8年5月10日（2026年） 9:05", "4370106637", "佐藤 花子", "3台"] {
        assert!(html.contains(words), "{words} is missing in {html}");
    }
    assert!(!html.contains("市からの連絡"));
}

#[tokio::test]
async fn a_returned_or_refused_application_says_why() {
    for show in [
        || {
            standing(&status(
                "returned",
                "差戻し",
                json!({"reason": "電話番号が台帳と異なります。", "mayCorrect": true}),
            ))
        },
        || {
            standing(&status(
                "refused",
                "不許可",
                json!({"reason": "電話番号が台帳と異なります。"}),
            ))
        },
    ] {
        let html = shown(show).await;
        assert!(
            html.contains("市からの連絡") && html.contains("電話番号が台帳と異なります。"),
            "{html}"
        );
        assert!(!html.contains("端末の登録へ進む"));
    }
}

#[tokio::test]
async fn a_permitted_application_leads_to_the_enrolment_of_devices() {
    let html = shown(|| {
        standing(&status(
            "approved",
            "許可",
            json!({"decidedAt": "2026-05-12T10:00:00+09:00"}),
        ))
    })
    .await;
    assert!(
        html.contains("href=\"/enrol\"") && html.contains("令和8年5月12日（2026年） 10:00"),
        "{html}"
    );
    assert_eq!(current_step(&html), None, "nothing is left to wait for");
}

#[tokio::test]
async fn an_office_reads_the_citys_own_word_for_a_permit() {
    for (label, word, other) in [
        ("許可", PermitWord::Permit, "承認"),
        ("承認", PermitWord::Approve, "許可"),
    ] {
        let html = shown(move || standing(&status("approved", label, json!({})))).await;
        assert!(
            html.contains(&format!("利用が{label}されました")) && !html.contains(other),
            "{html}"
        );
        let refused = format!("不{label}");
        let html = shown(move || standing(&status("refused", &refused, json!({})))).await;
        assert!(
            html.contains(&format!("利用は不{label}になりました")) && !html.contains(other),
            "{html}"
        );
        let html = shown(move || done::next(word.code())).await;
        assert!(
            html.contains(&format!("「利用{label}通知書」")) && !html.contains(other),
            "{html}"
        );
    }
}

fn certificate() -> Html {
    let device: EnrolledDevice = from_value(json!({
        "deviceId": "01890000-0000-7000-8000-000000000001", "organizationName": "居宅介護支援事業所 えんがわ",
        "label": "事務所のパソコン1", "certificateLastDay": "2027-05-10", "pickUp": "token-of-the-file",
        "fileName": "engawa-device.p12", "password": "ABCDEFGHJKLMNPQR", "authority": "PEM"
    }))
    .unwrap();
    let action = "/api/v1/enrolment/devices/file".to_owned();
    enrolled(
        &device,
        action,
        DeviceKind::Ios,
        "https://engawa.example:8443",
        Html::default(),
    )
}

#[tokio::test]
async fn the_file_is_fetched_by_a_form_so_that_every_browser_installs_it() {
    let html = shown(certificate).await;
    let form = html.split("<form").nth(1).unwrap().split("</form>").next().unwrap();
    for words in [
        "method=\"post\"",
        "action=\"/api/v1/enrolment/devices/file\"",
        "type=\"hidden\" name=\"pickUp\"",
        "token-of-the-file",
        "type=\"submit\"",
    ] {
        assert!(form.contains(words), "{words} is missing in {form}");
    }
    assert!(
        !html.contains("<a href=\"/api"),
        "a link would put the token into an address"
    );
}

#[tokio::test]
async fn the_password_stands_in_groups_that_copy_as_one_word() {
    let html = shown(certificate).await;
    let groups: Vec<_> = html
        .split("class=\"secret-group\">")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap())
        .collect();
    assert_eq!(groups, ["ABCD", "EFGH", "JKLM", "NPQR"]);
    assert!(html.contains("コピーする") && html.contains("一度しか表示されません"));
}

#[tokio::test]
async fn the_certificate_is_checked_on_the_other_origin_without_giving_this_one_away() {
    let html = shown(certificate).await;
    assert!(
        html.contains("href=\"https://engawa.example:8443/device-check\" target=\"_blank\" rel=\"noopener\""),
        "{html}"
    );
    assert!(
        html.contains("プロファイルがダウンロード済み"),
        "the words for the chosen device"
    );
    assert!(!html.contains("証明書のインポート ウィザード"));
}

#[tokio::test]
async fn the_words_for_each_device_name_its_own_dialogues_and_nothing_is_styled_in_place() {
    for (show, words) in [
        (
            (|| how_to_install(DeviceKind::Windows)) as fn() -> Html,
            "証明書のインポート ウィザード",
        ),
        (|| how_to_install(DeviceKind::Ios), "未署名のプロファイル"),
        (|| how_to_install(DeviceKind::Android), "VPNとアプリユーザー証明書"),
        (not_opening, "シークレットウインドウ"),
    ] {
        let html = shown(show).await;
        assert!(html.contains(words), "{words} is missing in {html}");
        assert!(
            !html.contains("style=") && !html.contains("<script") && !html.contains("src="),
            "{html}"
        );
        for tag in ["ol", "li", "p", "b", "dl", "dt", "dd"] {
            let (opened, closed) = (
                html.matches(&format!("<{tag}>")).count(),
                html.matches(&format!("</{tag}>")).count(),
            );
            let with_class = html.matches(&format!("<{tag} class")).count();
            assert_eq!(opened + with_class, closed, "{tag} in {html}");
        }
    }
}

#[tokio::test]
async fn a_reference_is_shown_in_groups_as_well() {
    let html = shown(|| html! { <Secret id="reference" label="受付番号" text="R7K2M9QXT" /> }).await;
    assert!(
        html.contains(">R7K2<") && html.contains(">M9QX<") && html.contains(">T<"),
        "{html}"
    );
}
