//! Folding of names for a search: what people type and what the register holds meet, although a name is written in many
//! ways. Both sides must use the same functions. Nothing that is folded is ever stored in place of a name.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// The version of [`folded`]: what is kept folded in a database is made anew when it is another one.
pub const FOLD_VERSION: u32 = 2;

/// A name or reading as it is compared: width, case and accents, hiragana and katakana, small and large kana, old kana (ゐ, ゑ,
/// を, ぢ, づ), voiced v (ヴィ), iteration marks (々, ゝ, ゞ), variants of kanji and their selectors do not matter; a が, か or ヶ
/// between kanji is ケ; spaces and signs vanish.
///
/// Folding twice changes nothing. Empty if nothing can be searched for.
pub fn folded(text: &str) -> String {
    let mut folded = Vec::with_capacity(text.len());
    // A mark of voicing that stands by itself joins the kana before it.
    let joining = text.chars().map(|character| match character {
        '\u{309b}' => '\u{3099}',
        '\u{309c}' => '\u{309a}',
        other => other,
    });
    for character in joining.nfkd().filter(|character| !is_left_out(*character)).nfc() {
        push(&mut folded, character);
    }
    particles(&mut folded);
    folded.into_iter().collect()
}

/// As [`folded`], with long vowels written out: オーノ and オオノ, サトー, サトウ and サトオ, ケーコ and ケイコ are the same.
///
/// An addition to [`folded`] and no substitute: at the border of two names it joins what does not belong together (モト ウメ).
pub fn folded_by_sound(text: &str) -> String {
    let mut sounds = String::with_capacity(text.len());
    let mut vowel = None;
    for character in text.nfkc() {
        let kana = large(katakana(character));
        let long = match (kana, vowel) {
            ('ー', vowel) => vowel,
            ('ウ', Some('オ')) => Some('オ'),
            ('イ', Some('エ')) => Some('エ'),
            _ => None,
        };
        vowel = long.or_else(|| vowel_of(kana));
        sounds.push(long.unwrap_or(character));
    }
    folded(&sounds)
}

/// Marks of accents, selectors of variants and everything invisible.
fn is_left_out(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

fn push(folded: &mut Vec<char>, character: char) {
    let character = katakana(character);
    match character {
        '々' | '〻' | 'ヽ' => folded.extend(folded.last().copied()),
        'ヾ' => folded.extend(folded.last().map(|kana| voiced(*kana))),
        'ー' => {}
        'ヷ' => folded.push('バ'),
        'ヸ' => folded.push('ビ'),
        'ヹ' => folded.push('ベ'),
        'ヺ' => folded.push('ボ'),
        'ヴ' => folded.push('ブ'),
        'ァ' | 'ィ' | 'ェ' | 'ォ' if folded.last() == Some(&'ブ') => {
            folded.pop();
            folded.push(v_row(character));
        }
        _ if character.is_alphanumeric() => folded.extend(standard(large(character)).to_uppercase()),
        _ => {}
    }
}

fn katakana(character: char) -> char {
    match character {
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => char::from_u32(u32::from(character) + 0x60).unwrap_or(character),
        other => other,
    }
}

/// ヴ and a small vowel.
fn v_row(small: char) -> char {
    match small {
        'ァ' => 'バ',
        'ィ' => 'ビ',
        'ェ' => 'ベ',
        _ => 'ボ',
    }
}

/// Small kana as large ones, old kana as today's.
fn large(kana: char) -> char {
    const FROM: &str = "ァィゥェォッャュョヮヵヶヰヱヲヂヅㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ";
    const INTO: &str = "アイウエオツヤユヨワカケイエオジズクシストヌハヒフヘホムラリルレロ";
    replaced(kana, FROM, INTO)
}

fn voiced(kana: char) -> char {
    const FROM: &str = "カキクケコサシスセソタチツテトハヒフヘホ";
    const INTO: &str = "ガギグゲゴザジズゼゾダジズデドバビブベボ";
    replaced(kana, FROM, INTO)
}

fn replaced(character: char, from: &str, into: &str) -> char {
    let place = from.chars().position(|known| known == character);
    place.and_then(|place| into.chars().nth(place)).unwrap_or(character)
}

fn vowel_of(kana: char) -> Option<char> {
    const ROWS: [(char, &str); 5] = [
        ('ア', "アカガサザタダナハバパマヤラワ"),
        ('イ', "イキギシジチニヒビピミリ"),
        ('ウ', "ウクグスズツヌフブプムユル"),
        ('エ', "エケゲセゼテデネヘベペメレ"),
        ('オ', "オコゴソゾトドノホボポモヨロ"),
    ];
    ROWS.iter().find(|(_, row)| row.contains(kana)).map(|(vowel, _)| *vowel)
}

/// が, か, ヶ between kanji are one particle: 鬼ヶ島, 鬼が島. At an end of the text a kanji on its other side is enough.
fn particles(folded: &mut [char]) {
    for place in 0..folded.len() {
        let beside = |at: Option<usize>| at.and_then(|at| folded.get(at)).copied();
        let before = beside(place.checked_sub(1));
        let after = beside(place.checked_add(1));
        let between =
            before.is_none_or(is_kanji) && after.is_none_or(is_kanji) && (before.is_some() || after.is_some());
        if let Some(particle @ ('ガ' | 'カ')) = folded.get_mut(place).filter(|_| between) {
            *particle = 'ケ';
        }
    }
}

fn is_kanji(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The kanji that stands for all that are written for it.
fn standard(kanji: char) -> char {
    VARIANTS.get(&kanji).copied().unwrap_or(kanji)
}

static VARIANTS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let groups = groups().filter_map(|group| Some((group.chars().next()?, group)));
    groups
        .flat_map(|(first, group)| group.chars().skip(1).map(move |variant| (variant, first)))
        .collect()
});

/// Where the groups come from stands at the head of their file.
fn groups() -> impl Iterator<Item = &'static str> {
    include_str!("../../data/kanji-variants.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
}

#[cfg(test)]
mod tests;
