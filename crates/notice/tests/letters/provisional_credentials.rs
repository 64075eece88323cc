//! 仮ログインID・仮パスワード通知書.

use chrono::DateTime;
use domain::account::password::PasswordRule;
use notice::ProvisionalCredentialsNotice;

use crate::head;
use crate::reader::Letter;

pub fn credentials() -> ProvisionalCredentialsNotice {
    ProvisionalCredentialsNotice {
        head: head(),
        organization: "居宅介護支援事業所ひなたぼっこ".to_owned(),
        person: "髙橋 花江".to_owned(),
        role: "利用組織管理者".to_owned(),
        login_id: "kari-m7q2vx9k".to_owned(),
        password: "H7KM-2PQX-W9RT-5BDZ".to_owned(),
        valid_until: DateTime::parse_from_rfc3339("2026-12-06T15:00:00Z").unwrap().to_utc(),
        sign_in_url: "https://engawa.example.jp".to_owned(),
        rule: PasswordRule::STANDARD,
    }
}

#[test]
fn the_letter_is_one_page_with_all_that_the_first_log_in_needs() {
    let letter = Letter::lay("provisional-credentials", &credentials().pdf().unwrap());
    assert_eq!(letter.pages().len(), 1);
    letter.assert_says(
        0,
        &[
            "親展",
            "髙橋 花江（利用組織管理者）",
            "kari-m7q2vx9k",
            "H7KM-2PQX-W9RT-5BDZ",
            "令和8年12月6日（日）午後11時59分まで",
            "https://engawa.example.jp",
            "13文字以上",
            "096-000-0000",
        ],
    );
}

#[test]
fn the_frame_of_who_may_open_it_stays_clear_of_the_address_also_without_a_number() {
    let mut notice = credentials();
    notice.head.number = String::new();
    let letter = Letter::lay("provisional-credentials-without-number", &notice.pdf().unwrap());
    let (_, words_end) = letter.reach("親展");
    let (address, _) = letter.reach("〒860-0000");
    // The frame is drawn less than 2 mm below its words.
    let frame_end = words_end + 2.0 / 25.4 * 72.0;
    assert!(frame_end < address, "{frame_end} {address}");
}

#[test]
fn the_rule_for_ones_own_password_is_the_citys() {
    let mut notice = credentials();
    notice.rule = PasswordRule::MHLW_C;
    let letter = Letter::lay("provisional-credentials-mhlw", &notice.pdf().unwrap());
    letter.assert_says(0, &["8文字以上", "英字・数字・記号をすべて"]);
}

#[test]
fn debugging_output_shows_no_password() {
    let shown = format!("{:?}", credentials());
    assert!(!shown.contains("H7KM") && !shown.contains("kari-"), "{shown}");
}
