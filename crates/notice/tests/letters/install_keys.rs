//! 電子証明書インストールキー通知書.

use notice::{InstallKeySlip, InstallKeysNotice, NoticeError};

use crate::reader::Letter;
use crate::{day, head};

const PAGE: &str = "https://enrol.engawa.example.jp/enrol";

/// A made-up key; no two numbers below 1,024 have the same.
fn key(number: usize) -> String {
    let alphabet = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let character = |value: usize| char::from(alphabet[value % alphabet.len()]);
    let group = |offset: usize| -> String {
        let values = [number, number / 32, number + offset, offset];
        values.into_iter().map(character).collect()
    };
    let groups: Vec<_> = (0..8).map(group).collect();
    format!("{}-K", groups.join("-"))
}

pub fn keys(count: usize) -> InstallKeysNotice {
    let slip = |number| InstallKeySlip {
        key: key(number),
        device: if number % 2 == 0 {
            format!("訪問用タブレット{number}")
        } else {
            String::new()
        },
    };
    InstallKeysNotice {
        head: head(),
        organization: "居宅介護支援事業所ひなたぼっこ".to_owned(),
        office_number: "4370100012".to_owned(),
        enrolment_url: PAGE.to_owned(),
        expires_on: day("2026-12-06"),
        keys: (1..=count).map(slip).collect(),
    }
}

#[test]
fn keys_stand_on_slips_after_a_letter_without_any() {
    let letter = Letter::lay("install-keys", &keys(5).pdf().unwrap());
    let pages = letter.pages();
    assert_eq!(pages.len(), 2);
    letter.assert_says(
        0,
        &[
            "親展",
            "髙橋 花江　様",
            "電子証明書インストールキー通知書",
            "4370100012",
            "5個（端末5台分）",
            "令和8年12月6日（日）まで",
            PAGE,
            "096-000-0000",
        ],
    );
    for number in 1..=5 {
        assert!(!pages[0].contains(&key(number)[..9]), "the first page is for the file");
        letter.assert_says(
            1,
            &[
                &key(number),
                &format!("インストールキー（{number}／5）"),
                "令和8年12月6日（日）まで",
            ],
        );
    }
    letter.assert_says(1, &["訪問用タブレット2", PAGE]);
}

#[test]
fn there_are_as_many_pages_as_slips_need_and_none_is_torn() {
    let letter = Letter::lay("install-keys-50", &keys(50).pdf().unwrap());
    let pages = letter.pages();
    assert_eq!(pages.len(), 1 + 50_usize.div_ceil(6));
    for number in 1..=50 {
        let key = key(number);
        let whole = pages.iter().filter(|page| page.contains(&key)).count();
        assert_eq!(whole, 1, "{key}");
    }
}

#[test]
fn a_qr_code_is_readable_large_enough_and_holds_the_address_only() {
    let letter = Letter::lay("install-keys-3", &keys(3).pdf().unwrap());
    let codes = letter.qr_codes(1);
    assert_eq!(codes.len(), 3);
    for (text, edge) in codes {
        assert_eq!(text, PAGE);
        assert!(edge >= 22.0, "{edge} mm");
    }
    assert!(letter.qr_codes(0).is_empty());
}

#[test]
fn an_address_beyond_a_qr_code_is_refused() {
    let mut notice = keys(1);
    notice.enrolment_url = format!("https://enrol.example.jp/{}", "x".repeat(3_000));
    assert_eq!(notice.pdf(), Err(NoticeError::AddressTooLong));
}
