//! 利用許可通知書.

use domain::insurer::{Appeal, PermitWord};
use notice::UsagePermitNotice;

use crate::reader::Letter;
use crate::{day, head};

pub fn permit() -> UsagePermitNotice {
    UsagePermitNotice {
        head: head(),
        word: PermitWord::Permit,
        applied_on: Some(day("2026-11-15")),
        reference: "R7K3M9QX2".to_owned(),
        organization: "居宅介護支援事業所ひなたぼっこ".to_owned(),
        office_number: "4370100012".to_owned(),
        kind: "居宅介護支援".to_owned(),
        permitted_from: day("2026-12-01"),
        permitted_until: None,
        administrator: "髙橋 花江".to_owned(),
        device_quota: 5,
        conditions: vec![
            "利用規約（第1版）を守ること。".to_owned(),
            "事業所の職員のほかに使わせないこと。".to_owned(),
        ],
        appeal: String::new(),
        service_url: "https://engawa.example.jp".to_owned(),
        enrolment_url: "https://enrol.engawa.example.jp/enrol".to_owned(),
    }
}

#[test]
fn a_permit_is_one_page_that_says_all_of_it() {
    let letter = Letter::lay("usage-permit", &permit().pdf().unwrap());
    assert_eq!(letter.pages().len(), 1);
    letter.assert_says(
        0,
        &[
            "縁介保第123号",
            "令和8年11月22日",
            "〒860-0000 縁側市中央区手取本町1番1号",
            "利用組織管理者　髙橋 花江　様",
            "縁側市長　縁田 太郎",
            "（公印省略）",
            "介護認定情報提供システム「縁側」利用許可通知書",
            "令和8年11月15日付けで申請のありました",
            "居宅介護支援事業所ひなたぼっこ",
            "4370100012",
            "R7K3M9QX2",
            "令和8年12月1日から",
            "5台まで",
            "利用規約（第1版）を守ること。",
            "https://enrol.engawa.example.jp/enrol",
            "https://engawa.example.jp",
            "以上",
            "096-000-0000",
        ],
    );
}

#[test]
fn what_is_not_given_leaves_no_trace() {
    let mut permit = permit();
    permit.head.number.clear();
    permit.head.to.address.clear();
    permit.head.from.desk.clear();
    permit.applied_on = None;
    permit.reference.clear();
    permit.conditions.clear();
    permit.permitted_until = Some(day("2027-03-31"));
    let letter = Letter::lay("usage-permit-bare", &permit.pdf().unwrap());
    let pages = letter.pages();
    for text in ["第123号", "〒", "担当　", "付けで", "受付番号", "利用の条件", "教示"] {
        assert!(!pages[0].contains(text), "{text}: {}", pages[0]);
    }
    letter.assert_says(0, &["令和8年12月1日から令和9年3月31日まで"]);
}

#[test]
fn a_permit_under_conditions_can_say_how_to_object() {
    let mut permit = permit();
    permit.appeal = Appeal::Standard.text("縁側市", "縁側市長");
    let letter = Letter::lay("usage-permit-appeal", &permit.pdf().unwrap());
    assert!(
        letter
            .pages()
            .concat()
            .contains("3か月以内に、縁側市長に対して審査請求")
    );
}

#[test]
fn the_same_letter_is_the_same_file_and_another_date_another() {
    let first = permit().pdf().unwrap();
    let _between = crate::install_keys::keys(1).pdf().unwrap();
    assert!(permit().pdf().unwrap() == first);
    let mut later = permit();
    later.head.date = day("2026-11-23");
    assert!(later.pdf().unwrap() != first);
}

#[test]
fn the_file_is_made_for_archives_and_screen_readers_and_knows_no_other_time_than_its_date() {
    let said = Letter::lay("usage-permit", &permit().pdf().unwrap()).metadata();
    for text in [
        "利用許可通知書",
        "2026-11-22T00:00:00+09",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<rdf:li>ja-JP</rdf:li>",
    ] {
        assert!(said.contains(text), "{text}: {said}");
    }
}
