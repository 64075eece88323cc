//! The letters as their recipients get them: read with `pdftotext`, drawn with `pdftoppm`.
//!
//! `NOTICES=<folder> cargo test -p notice --test letters` keeps them there, to be looked at.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod install_keys;
mod provisional_credentials;
mod rare_names;
mod reader;
mod texts;
mod usage_outcome;
mod usage_permit;

use domain::calendar::day::Day;
use domain::insurer::SealLine;
use notice::{Addressee, Letterhead, Sender};

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

/// The head of a letter from the invented city to an invented office.
fn head() -> Letterhead {
    Letterhead {
        number: "縁介保第123号".to_owned(),
        date: day("2026-11-22"),
        to: Addressee {
            address: vec!["〒860-0000".to_owned(), "縁側市中央区手取本町1番1号".to_owned()],
            organization: "居宅介護支援事業所ひなたぼっこ".to_owned(),
            title: "利用組織管理者".to_owned(),
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
        seal: SealLine::Omitted,
    }
}
