//! Tests of what may stand in a text.

use proptest::prelude::*;

use super::*;

fn rule(text: &str) -> Option<TextRule> {
    FreeText::line(text).err()
}

#[test]
fn names_as_people_have_them_are_taken() {
    for text in [
        "縁側 花代",
        "縁側\u{a0}花代",
        "縁側　花代",
        "葛\u{e0100}城",
        "𠮷田",
        "\u{fa19}\u{fa1b}",
        "か\u{3099}こ",
        "ｴﾝｶﾞﾜ ｶﾞｺ",
        "か゛こ",
        "ゟ ㇰ ヷ",
        "SMITH MARY-ANN O'NEIL",
        "José 😀 ①㈱ \\ \" <b>",
        "ファイル〜1～2−3",
    ] {
        assert_eq!(FreeText::line(text).unwrap().as_str(), text);
    }
    assert_eq!(FreeText::line(" 　山田\t").unwrap().as_str(), "山田");
}

#[test]
fn what_misleads_is_named() {
    use TextRule as R;
    for (text, broken) in [
        ("縁側\u{202e}花代", R::Direction),
        ("\u{2066}縁側", R::Direction),
        ("縁側\u{200f}", R::Direction),
        ("縁側\u{200b}花代", R::Invisible),
        ("縁側\u{feff}花代", R::Invisible),
        ("\u{3164}", R::Invisible),
        ("\u{2060}\u{2060}", R::Invisible),
        ("👨\u{200d}👩", R::Invisible),
        ("縁\u{e0041}側", R::Invisible),
        ("縁側\n花代", R::Control),
        ("縁側\u{85}花代", R::Control),
        ("縁側\u{2028}花代", R::Control),
        ("縁側\u{7}", R::Control),
        ("縁側\u{378}", R::Unassigned),
        ("縁側\u{ffff}", R::Unassigned),
        ("\u{3099}か", R::LoneMark),
        ("縁側 \u{301}花代", R::LoneMark),
        ("\u{e0100}城", R::LoneSelector),
        ("葛\u{e0100}\u{e0101}城", R::LoneSelector),
        ("\u{e000}田", R::PrivateUse),
        ("\u{e000}\u{202e}\u{fffd}", R::Lost),
        ("番号 1234 5678 9018", R::MyNumber),
    ] {
        assert_eq!(rule(text), Some(broken), "{}", text.escape_unicode());
    }
}

#[test]
fn several_lines_are_kept_with_one_kind_of_line_end() {
    let text = FreeText::lines("一行目\r\n二行目\r三行目\u{85}四行目\n").unwrap();
    assert_eq!(text.as_str(), "一行目\n二行目\n三行目\n四行目");
    assert_eq!(FreeText::lines("一行目\n\u{202e}"), Err(TextRule::Direction));
}

proptest! {
    #[test]
    fn what_is_taken_is_taken_again_and_shows_no_escape(text in "\\PC{0,20}") {
        if let Ok(taken) = FreeText::line(&text) {
            prop_assert_eq!(FreeText::line(taken.as_str()).unwrap(), taken);
        }
    }

    #[test]
    fn japanese_text_is_taken(text in "[ぁ-ゖァ-ヺー亜-熙、。「」（）A-Za-z ]{0,40}") {
        prop_assert_eq!(rule(&text), None);
    }
}
