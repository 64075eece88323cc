//! The check whether this device has its certificate.

use crate::shown::shown;
use contract::office::device::ThisDevice;
use frontend::pages::work::device_check::this_device;
use serde_json::{from_value, json};

#[tokio::test]
async fn a_device_with_its_certificate_is_told_so_with_the_last_day() {
    let html = shown(|| {
        let device: ThisDevice = from_value(json!({"label": "相談室のタブレット", "organizationName": "えんがわ",
            "certificateLastDay": "2027-05-10", "daysLeft": 365, "renewable": false}))
        .unwrap();
        this_device(&device)
    })
    .await;
    for words in [
        "この端末は利用できます",
        "相談室のタブレット",
        "令和9年5月10日（2027年）",
        "あと365日",
    ] {
        assert!(html.contains(words), "{words} is missing in {html}");
    }
    assert!(html.contains("href=\"/\"") && !html.contains("更新してください"));
}
