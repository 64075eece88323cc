//! Tests of the folding for a search: what meets, and what must not.

use proptest::prelude::*;

use super::*;

/// Whether what is typed is found in what is kept.
fn found(typed: &str, kept: &str) -> bool {
    let typed_plain = folded(typed);
    assert!(!typed_plain.is_empty(), "{typed}");
    folded(kept).contains(&typed_plain) || folded_by_sound(kept).contains(&folded_by_sound(typed))
}

#[test]
fn a_name_is_found_however_it_is_written() {
    for (typed, kept) in [
        ("葛城", "葛\u{E0100}城 花子"),
        ("高橋", "髙橋 花子"),
        ("髙橋", "高橋 花子"),
        ("吉田", "𠮷田 花子"),
        ("神田", "\u{FA19}田"),
        ("渡辺", "渡邉 花子"),
        ("渡邊", "渡辺 花子"),
        ("斎藤", "齋藤"),
        ("斉藤", "齊藤"),
        ("山崎", "山﨑"),
        ("島田", "嶋田"),
        ("浜田", "濵田"),
        ("沢", "澤"),
        ("桜", "櫻"),
        ("国広", "國廣"),
        ("佐々木", "佐佐木"),
        ("佐佐木", "佐々木"),
        ("いすず", "イスゞ"),
        ("かゝみ", "カカミ"),
        ("よしえ", "ヨシヱ"),
        ("ヨシヱ", "よしえ"),
        ("いなか", "ヰナカ"),
        ("かおる", "カヲル"),
        ("みずき", "ミヅキ"),
        ("はつとり", "ハットリ"),
        ("ハットリ", "ﾊﾂﾄﾘ"),
        ("鬼が島", "鬼ヶ島"),
        ("緑ケ丘", "緑が丘"),
        ("緑が", "緑ヶ丘"),
        ("霞か関", "霞ヶ関"),
        ("渡辺かおり", "渡辺 かおり"),
        ("かおり", "渡辺 かおり"),
        ("か子", "高橋 か子"),
        ("ｶﾞｺ", "エンカ゛ワ カ゛コ"),
        ("ヴィオラ", "ビオラ"),
        ("びおら", "ｳﾞｨｵﾗ"),
        ("チャッピイ", "チヤツピイ"),
        ("おおの", "オーノ"),
        ("オーノ", "おおの"),
        ("さとう", "サトー"),
        ("けいこ", "ケーコ"),
        ("ゆうこ", "ユーコ"),
        ("うめ", "ヤマモト ウメ"),
        ("やまもとうめ", "ヤマモト ウメ"),
        ("ク", "ㇰ"),
        ("より", "ゟ"),
        ("jose", "José"),
        ("ｓｍｉｔｈ", "SMITH MARY-ANN O'NEIL"),
        ("oneil", "SMITH MARY-ANN O'NEIL"),
    ] {
        assert!(
            found(typed, kept),
            "{typed} in {kept}: {} in {}",
            folded(typed),
            folded(kept)
        );
    }
}

#[test]
fn other_names_are_not_found() {
    for (typed, kept) in [
        ("おの", "オオハシ"),
        ("おおの", "オノ"),
        ("高田", "高橋"),
        ("たか", "タガ"),
        ("はな", "ハハ"),
    ] {
        assert!(!found(typed, kept), "{typed} in {kept}");
    }
}

#[test]
fn what_says_nothing_folds_to_nothing() {
    for text in ["・", "ー", "　", "-", "。、", "\u{200b}", "～", "👪"] {
        assert_eq!(folded(text), "", "{text:?}");
        assert_eq!(folded_by_sound(text), "", "{text:?}");
    }
}

#[test]
fn every_kanji_is_in_one_group_of_variants() {
    let mut seen = std::collections::HashSet::new();
    for character in groups().flat_map(str::chars) {
        assert!(seen.insert(character), "{character} is in two groups");
    }
    assert!(seen.len() > 3_000);
}

/// What is kept folded is made anew only when the version says so.
#[test]
fn another_folding_has_another_version() {
    let sum = |texts: [&str; 4]| texts.map(folded).join(" ");
    assert_eq!(
        (
            FOLD_VERSION,
            sum(["渡邉居宅介護支援ｾﾝﾀｰ", "ヱビス･ケア", "鬼ヶ島", "佐々木"])
        ),
        (2, "渡辺居宅介護支援センタ エビスケア 鬼ケ島 佐佐木".to_owned())
    );
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in "[ぁ-ヿｦ-ﾟ\u{3099}\u{309a}!-~！-～　 a-zé亜-龠々ヶ]{0,40}") {
        let once = folded(&text);
        prop_assert_eq!(folded(&once), once.clone());
    }

    #[test]
    fn no_text_makes_the_folding_stumble(text in "\\PC{0,20}") {
        let _ = (folded(&text), folded_by_sound(&text));
    }
}
