//! The letters as the recipient gets them: what `pdftotext` reads from the PDF, and how many pages there are.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::PathBuf;

use domain::day::Day;
use notice::{
    Addressee, InstallKeySlip, InstallKeysNotice, Letterhead, ProvisionalCredentialsNotice, Sender, UsagePermitNotice,
};

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

fn head() -> Letterhead {
    Letterhead {
        number: "縁介保第123号".to_owned(),
        date: day("2026-11-22"),
        to: Addressee {
            address: vec!["〒860-0000".to_owned(), "縁側市中央区手取本町1番1号".to_owned()],
            organization: "居宅介護支援事業所ひなたぼっこ".to_owned(),
            title: "管理者".to_owned(),
            name: "髙橋 花江".to_owned(),
        },
        from: Sender {
            issuer: "縁側市長　縁田 太郎".to_owned(),
            desk: "健康福祉部 介護保険課 認定給付係".to_owned(),
            contact: vec![
                "電話　096-000-0000（平日 午前8時30分から午後5時15分まで）".to_owned(),
                "メール　kaigo@city.engawa.example.jp".to_owned(),
            ],
        },
    }
}

fn permit() -> UsagePermitNotice {
    UsagePermitNotice {
        head: head(),
        applied_on: Some(day("2026-11-15")),
        reference: "R7K3M9QX".to_owned(),
        organization: "居宅介護支援事業所ひなたぼっこ".to_owned(),
        office_number: "4370100012".to_owned(),
        kind: "居宅介護支援".to_owned(),
        permitted_from: day("2026-12-01"),
        permitted_until: None,
        administrator: "髙橋 花江".to_owned(),
        device_quota: 5,
        conditions: vec!["利用規約（第1版）を守ること。".to_owned()],
        service_url: "https://engawa.example.jp".to_owned(),
        enrolment_url: "https://enrol.engawa.example.jp/enrol".to_owned(),
    }
}

/// Keeps a letter where `NOTICES` says, to be looked at.
fn keep(name: &str, pdf: &[u8]) {
    if let Some(folder) = std::env::var_os("NOTICES") {
        std::fs::write(PathBuf::from(folder).join(name), pdf).unwrap();
    }
}

#[test]
fn the_letters_are_made_and_made_alike() {
    let pdf = permit().pdf().unwrap();
    assert!(permit().pdf().unwrap() == pdf);
    keep("permit.pdf", &pdf);
    let pdf = InstallKeysNotice {
        head: head(),
        organization: "居宅介護支援事業所ひなたぼっこ".to_owned(),
        office_number: "4370100012".to_owned(),
        enrolment_url: "https://enrol.engawa.example.jp/enrol".to_owned(),
        expires_on: day("2026-12-06"),
        keys: vec![InstallKeySlip {
            key: "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345-6789-A".to_owned(),
            device: String::new(),
        }],
    }
    .pdf()
    .unwrap();
    keep("keys.pdf", &pdf);
    let _ = ProvisionalCredentialsNotice::pdf;
}
