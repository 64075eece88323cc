//! Office numbers, kinds of service, and what becomes of an organization.

use proptest::prelude::*;

use super::*;

#[test]
fn the_worked_example_of_the_check_digit_holds() {
    let good: Vec<_> = (0..10)
        .map(|d| format!("437010663{d}").parse::<OfficeNumber>().unwrap())
        .filter(OfficeNumber::check_digit_holds)
        .collect();
    assert_eq!(
        good.iter().map(OfficeNumber::as_str).collect::<Vec<_>>(),
        ["4370106637"]
    );
}

#[test]
fn letters_count_from_ten_without_i_o_q() {
    assert_eq!(
        [b'A', b'H', b'J', b'N', b'P', b'R', b'Z'].map(value),
        [10, 17, 18, 22, 23, 24, 32].map(Some)
    );
    assert_eq!([b'I', b'O', b'Q', b'a'].map(value), [None; 4]);
}

#[test]
fn the_form_is_hard_and_the_check_digit_is_not() {
    for good in ["4370106630", "43A0106637", "43Z0106637"] {
        assert!(good.parse::<OfficeNumber>().is_ok(), "{good}");
    }
    for bad in [
        "",
        "437010663",
        "43701066377",
        "43I0106637",
        "43O0106637",
        "43Q0106637",
        "4A70106637",
        "43a0106637",
    ] {
        assert_eq!(bad.parse::<OfficeNumber>(), Err(InvalidOfficeNumber), "{bad}");
    }
}

#[test]
fn the_kinds_that_make_care_plans_have_names() {
    let names = ServiceCode::MAKING_CARE_PLANS.map(|code| format!("{code} {}", code.name_ja()));
    insta::assert_snapshot!(names.join("\n"), @"
    43 居宅介護支援
    46 介護予防支援
    73 小規模多機能型居宅介護
    75 介護予防小規模多機能型居宅介護
    77 看護小規模多機能型居宅介護
    ");
    assert_eq!("4".parse::<ServiceCode>(), Err(InvalidServiceCode));
    assert_eq!("2a".parse::<ServiceCode>(), Err(InvalidServiceCode));
}

#[test]
fn the_names_of_all_kinds_of_service_are_reviewed() {
    let codes = (b'0'..=b'9').flat_map(|first| (b'0'..=b'9').chain(b'A'..=b'Z').map(move |second| [first, second]));
    let known: Vec<_> = codes
        .map(ServiceCode)
        .filter(|code| code.name_ja() != "その他のサービス")
        .map(|code| format!("{code} {}", code.name_ja()))
        .collect();
    insta::assert_snapshot!(known.join("\n"), @"
    11 訪問介護
    12 訪問入浴介護
    13 訪問看護
    14 訪問リハビリテーション
    15 通所介護
    16 通所リハビリテーション
    17 福祉用具貸与
    21 短期入所生活介護
    22 短期入所療養介護
    23 短期入所療養介護
    27 特定施設入居者生活介護（短期利用）
    2A 短期入所療養介護
    31 居宅療養管理指導
    32 認知症対応型共同生活介護
    33 特定施設入居者生活介護
    36 地域密着型特定施設入居者生活介護
    38 認知症対応型共同生活介護（短期利用）
    41 特定福祉用具販売
    43 居宅介護支援
    46 介護予防支援
    51 介護老人福祉施設
    52 介護老人保健施設
    53 介護療養型医療施設
    54 地域密着型介護老人福祉施設
    55 介護医療院
    71 夜間対応型訪問介護
    72 認知症対応型通所介護
    73 小規模多機能型居宅介護
    75 介護予防小規模多機能型居宅介護
    76 定期巡回・随時対応型訪問介護看護
    77 看護小規模多機能型居宅介護
    78 地域密着型通所介護
    ");
    assert_eq!("AF".parse::<ServiceCode>().unwrap().name_ja(), "その他のサービス");
}

#[test]
fn numbers_and_codes_are_logged_with_what_they_are() {
    let (number, code) = ("4370106637".parse::<OfficeNumber>(), "43".parse::<ServiceCode>());
    assert_eq!(
        format!("{number:?} {code:?}"),
        "Ok(OfficeNumber(4370106637)) Ok(ServiceCode(43))"
    );
}

#[test]
fn a_closed_organization_stays_closed() {
    for next in OrganizationStatus::ALL {
        assert!(!OrganizationStatus::Closed.may_become(*next));
    }
    assert!(OrganizationStatus::Suspended.may_become(OrganizationStatus::Permitted));
}

proptest! {
    #[test]
    fn an_office_number_comes_back_from_its_text(text in "[0-9]{2}[0-9A-HJ-NPR-Z][0-9]{7}") {
        let number: OfficeNumber = text.parse().unwrap();
        prop_assert_eq!(number.to_string(), text);
    }
}
