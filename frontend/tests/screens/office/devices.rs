//! Devices and install keys: what is said of them and what can be done with them, on each side.

use super::ID;
use crate::shown::{coded, shown};
use contract::enrolment::redemption::InstallKeyList;
use contract::office::device::Device;
use frontend::pages::office::{devices, install_keys};
use frontend::route::Whose;
use serde_json::{Value, from_value, json};

fn device(extra: Value) -> Device {
    let mut device = json!({"id": ID, "etag": "\"a\"", "label": "訪問用タブレット1", "status": coded("active", "利用中"),
        "issuedAt": "2025-06-01T10:00:00+09:00", "certificateLastDay": "2026-05-20", "daysLeft": 11, "warning": "30",
        "unused90": true, "current": false});
    for (name, value) in extra.as_object().unwrap() {
        device.as_object_mut().unwrap().insert(name.clone(), value.clone());
    }
    from_value(device).unwrap()
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
    assert_eq!(html.matches("失効させる").count(), 1);
}
