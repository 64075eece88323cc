//! Folding of kana and numbers, so that what is searched and what is stored meet. Both sides must use the same functions.

/// Folds a reading for comparison: half-width to full-width, hiragana to katakana, small kana to large, voicing marks
/// joined, Latin letters to upper case, digits to ASCII; long marks, hyphens, dots and spaces vanish.
///
/// Folding twice changes nothing.
pub fn fold_kana(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match fold_char(c) {
            Folded::Nothing => {}
            Folded::Mark(mark) => {
                if let Some(joined) = folded.chars().next_back().and_then(|base| voiced(base, mark)) {
                    folded.pop();
                    folded.push(joined);
                }
            }
            Folded::Char(c) => folded.push(c),
        }
    }
    folded
}

/// Folds a number or code for comparison: full-width to ASCII, letters to upper case; spaces and hyphens vanish.
pub fn fold_number(text: &str) -> String {
    text.chars()
        .map(ascii)
        .filter(|c| !is_space_or_hyphen(*c))
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// Joins a kana and a following voicing mark into one character, as Unicode NFC does; leaves everything else as it is.
///
/// Full NFC is not applied: it would replace CJK compatibility ideographs, which people's names contain on purpose.
pub(crate) fn compose_kana(text: &str) -> String {
    let mut composed = String::with_capacity(text.len());
    for c in text.chars() {
        let mark = match c {
            '\u{3099}' => Some(Mark::Voiced),
            '\u{309a}' => Some(Mark::HalfVoiced),
            _ => None,
        };
        let joined = mark.and_then(|mark| composed.chars().next_back().and_then(|base| voiced(base, mark)));
        if joined.is_some() {
            composed.pop();
        }
        composed.push(joined.unwrap_or(c));
    }
    composed
}

/// Full-width ASCII to ASCII, the ideographic space to a space; anything else stays.
pub(crate) fn ascii(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

#[derive(Clone, Copy)]
enum Mark {
    Voiced,
    HalfVoiced,
}

enum Folded {
    Char(char),
    Mark(Mark),
    Nothing,
}

fn is_space_or_hyphen(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | 'ー' | 'ｰ' | '‐'..='―' | '−' | '─' | '━' | '~' | '〜')
}

fn fold_char(c: char) -> Folded {
    let c = ascii(c);
    if is_space_or_hyphen(c) || matches!(c, '・' | '･' | '.' | ',' | '\'' | '’' | '゠') {
        return Folded::Nothing;
    }
    match c {
        '\u{3099}' | '\u{309b}' | 'ﾞ' => Folded::Mark(Mark::Voiced),
        '\u{309a}' | '\u{309c}' | 'ﾟ' => Folded::Mark(Mark::HalfVoiced),
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => Folded::Char(large(char::from_u32(u32::from(c) + 0x60).unwrap_or(c))),
        'ｦ'..='ﾝ' => Folded::Char(large(full_width(c))),
        _ => Folded::Char(large(c.to_ascii_uppercase())),
    }
}

fn full_width(c: char) -> char {
    const FULL: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
    let place = u32::from(c) - u32::from('ｦ');
    usize::try_from(place)
        .ok()
        .and_then(|place| FULL.chars().nth(place))
        .unwrap_or(c)
}

fn large(c: char) -> char {
    match c {
        'ァ' => 'ア',
        'ィ' => 'イ',
        'ゥ' => 'ウ',
        'ェ' => 'エ',
        'ォ' => 'オ',
        'ッ' => 'ツ',
        'ャ' => 'ヤ',
        'ュ' => 'ユ',
        'ョ' => 'ヨ',
        'ヮ' => 'ワ',
        'ヵ' => 'カ',
        'ヶ' => 'ケ',
        c => c,
    }
}

/// The kana with its voicing mark, where such a character exists: in the code charts it follows its base directly.
fn voiced(base: char, mark: Mark) -> Option<char> {
    const VOICED: &str = "かきくけこさしすせそたちつてとはひふへほカキクケコサシスセソタチツテトハヒフヘホゝヽ";
    const HALF_VOICED: &str = "はひふへほハヒフヘホ";
    let after = |steps: u32| char::from_u32(u32::from(base) + steps);
    match (base, mark) {
        ('う', Mark::Voiced) => Some('ゔ'),
        ('ウ', Mark::Voiced) => Some('ヴ'),
        ('ワ'..='ヲ', Mark::Voiced) => after(8),
        (_, Mark::Voiced) if VOICED.contains(base) => after(1),
        (_, Mark::HalfVoiced) if HALF_VOICED.contains(base) => after(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_way_of_writing_a_name_folds_to_one() {
        for text in [
            "キョウゴク　ジュンイチ",
            "ｷｮｳｺﾞｸ ｼﾞｭﾝｲﾁ",
            "きょうごくじゅんいち",
            "キヨウコ\u{3099}ク シ\u{3099}ユンイチ",
        ] {
            assert_eq!(fold_kana(text), "キヨウゴクジユンイチ", "{text}");
        }
        assert_eq!(fold_kana("ｽﾀｰﾊﾟｰｾﾞﾛ・ｳﾞｨｵﾗ"), "スタパゼロヴイオラ");
        assert_eq!(fold_kana("Ｍａｒｙ－Ａｎｎ ３"), "MARYANN3");
    }

    #[test]
    fn all_half_width_kana_have_their_full_width_twin() {
        let folded: String = ('ｦ'..='ﾝ').map(full_width).collect();
        assert!(folded.starts_with("ヲァィゥェォャュョッーアイウエオ") && folded.ends_with("ラリルレロワン"));
        assert_eq!(folded.chars().count(), 56);
    }

    #[test]
    fn voicing_marks_join_as_unicode_says() {
        let pairs = [
            ("ワ\u{3099}", "ヷ"),
            ("ヲ\u{3099}", "ヺ"),
            ("ハ\u{309a}", "パ"),
            ("ゝ\u{3099}", "ゞ"),
            ("ヽ\u{3099}", "ヾ"),
            ("う\u{3099}", "ゔ"),
        ];
        for (apart, joined) in pairs {
            assert_eq!(compose_kana(apart), joined);
        }
        // Where Unicode has no joined character, nothing is lost.
        for apart in ["カ\u{309a}", "ア\u{3099}", "亜\u{3099}"] {
            assert_eq!(compose_kana(apart), apart);
        }
    }

    #[test]
    fn full_width_characters_become_plain_and_the_ideographic_space_a_space() {
        assert_eq!(
            ['！', '０', 'Ｚ', '～', '　', 'ア', 'a'].map(ascii),
            ['!', '0', 'Z', '~', ' ', 'ア', 'a']
        );
    }

    #[test]
    fn numbers_fold_to_plain_ascii() {
        assert_eq!(fold_number("　００１２－３４５６ ７８９０"), "001234567890");
        assert_eq!(fold_number("h123456789"), "H123456789");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "[ぁ-ヿｦ-ﾟ\u{3099}\u{309a}!-~！-～　 a-z亜-龠]{0,40}") {
            let once = fold_kana(&text);
            prop_assert_eq!(fold_kana(&once), once.clone());
            let number = fold_number(&text);
            prop_assert_eq!(fold_number(&number), number.clone());
        }

        #[test]
        fn composing_twice_changes_nothing_and_keeps_plain_text(text in "\\PC{0,40}") {
            let once = compose_kana(&text);
            prop_assert_eq!(compose_kana(&once), once.clone());
            if !text.contains(['\u{3099}', '\u{309a}']) {
                prop_assert_eq!(once, text);
            }
        }
    }
}
