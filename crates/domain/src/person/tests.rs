//! Tests of numbers and names of insured people.

use proptest::prelude::*;

use super::*;

#[test]
fn an_insured_number_is_ten_digits_or_h_and_nine() {
    for good in ["0000012345", "H123456789"] {
        assert_eq!(good.parse::<InsuredNumber>().unwrap().to_string(), good);
    }
    for bad in [
        "",
        "123456789",
        "12345678901",
        "h123456789",
        "HH23456789",
        "1H23456789",
        "００００012345",
        "12345 6789",
    ] {
        assert_eq!(bad.parse::<InsuredNumber>(), Err(InvalidInsuredNumber), "{bad}");
    }
}

#[test]
fn a_name_keeps_its_glyphs() {
    // U+FA19 and a variation selector, which NFC and NFKC would lose; か + U+3099, which is joined.
    let name: PersonName = "\u{fa19}葛\u{e0100}か\u{3099}　 ".parse().unwrap();
    assert_eq!(name.as_str(), "\u{fa19}葛\u{e0100}が");
}

#[test]
fn names_have_a_length_and_no_control_characters() {
    assert_eq!("　".parse::<PersonName>(), Err(InvalidName::Length(0)));
    assert!("亜".repeat(100).parse::<PersonName>().is_ok());
    assert_eq!("亜".repeat(101).parse::<PersonName>(), Err(InvalidName::Length(101)));
}

#[test]
fn a_name_holds_nothing_that_misleads_and_what_is_typed_nothing_that_cannot_be_shown() {
    fn refused<T>(rule: TextRule) -> Result<T, InvalidName> {
        Err(InvalidName::Text(rule))
    }
    assert_eq!("山田\n太郎".parse::<PersonName>(), refused(TextRule::Control));
    assert_eq!("山田\u{202e}太郎".parse::<PersonName>(), refused(TextRule::Direction));
    assert_eq!("\u{200b}".parse::<Kana>(), refused(TextRule::Invisible));
    assert!("\u{e000}田".parse::<PersonName>().is_ok(), "delivered");
    assert_eq!(PersonName::typed("\u{e000}田"), refused(TextRule::PrivateUse));
    assert_eq!(PersonName::typed("山田 1234-5678-9018"), refused(TextRule::MyNumber));
}

#[test]
fn a_name_that_was_kept_before_a_rule_is_shown_without_what_nobody_sees() {
    let kept = |text: &str| PersonName::try_from(text.to_owned()).unwrap().to_string();
    assert_eq!(kept("山田\u{202e}太郎\u{200b}"), "山田太郎");
    assert_eq!(kept("山田 太郎"), "山田 太郎");
    assert!(PersonName::try_from("\u{200b}".to_owned()).is_err());
}

#[test]
fn a_reading_is_kana_of_any_width() {
    for good in [
        "ヤマダ タロウ",
        "ﾔﾏﾀﾞ ﾀﾛｳ",
        "やまだ　たろう",
        "MARY ANN・スミス",
        "Nguyễn".trim_end_matches("ễn"),
        "José",
    ] {
        assert!(good.parse::<Kana>().is_ok(), "{good}");
    }
    assert_eq!("山田 タロウ".parse::<Kana>(), Err(InvalidName::NotKana));
    // The first letter beyond the Latin ones that names in Japan are written with.
    assert_eq!("\u{250}".parse::<Kana>(), Err(InvalidName::NotKana));
    assert_eq!("ﾔﾏﾀﾞ ﾀﾛｳ".parse::<Kana>().unwrap().folded(), "ヤマダタロウ");
}

#[test]
fn debug_output_tells_no_personal_data() {
    let shown = format!(
        "{:?} {:?} {:?}",
        "山田太郎".parse::<PersonName>().unwrap(),
        "ヤマダ".parse::<Kana>().unwrap(),
        "0000012345".parse::<InsuredNumber>().unwrap()
    );
    assert_eq!(
        shown,
        "PersonName(山＊＊＊) Kana(ヤ＊＊) InsuredNumber(0＊＊＊＊＊＊＊＊＊)"
    );
}

proptest! {
    #[test]
    fn numbers_and_names_come_back_from_their_text(number in "[0-9H][0-9]{9}", name in "[亜-龠ぁ-ゖァ-ヶ]{1,100}") {
        let parsed: InsuredNumber = number.parse().unwrap();
        prop_assert_eq!(parsed.to_string(), number);
        let parsed: PersonName = name.parse().unwrap();
        prop_assert_eq!(parsed.to_string().parse(), Ok(parsed));
    }

    #[test]
    fn a_reading_comes_back_from_its_text(text in "[ァ-ヶｦ-ﾝ]{1,100}") {
        let kana: Kana = text.parse().unwrap();
        prop_assert_eq!(kana.as_str(), &text);
        prop_assert_eq!(kana.to_string(), text);
    }
}
