//! Recognising a My Number (個人番号), which must never enter the system, in whatever form it is printed. Refusing it is left
//! to who reads the input.

use crate::text::fold::ascii;

/// How many digits a My Number has.
const LENGTH: usize = 12;

/// Signs between two groups of digits; more of them separate two numbers.
const LONGEST_GAP: usize = 3;

/// A number of twelve digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TwelveDigits(u64);

impl TwelveDigits {
    /// The number that a whole text is, in any grouping and script; `None` if it is anything else.
    pub fn read(text: &str) -> Option<Self> {
        // The shortest spelling has one byte for a digit.
        if text.len() < LENGTH {
            return None;
        }
        let (mut number, mut length) = (0, 0);
        for sign in signs(text) {
            match sign {
                Sign::Digit(digit) => {
                    number = number * 10 + u64::from(digit);
                    length += 1;
                }
                Sign::Gap(_) => {}
                Sign::Other => return None,
            }
            if length > LENGTH {
                return None;
            }
        }
        (length == LENGTH).then_some(Self(number))
    }

    /// Whether its last digit is the check digit of a My Number.
    ///
    /// So it is for one in eleven arbitrary numbers: a single hit is a suspicion, a column of hits a certainty. Rule: 番号法
    /// enforcement order, weights 2–7, 2–6 from the right, modulus 11.
    pub fn looks_like_my_number(self) -> bool {
        let mut body = self.0 / 10;
        let mut sum = 0;
        for weight in [2, 3, 4, 5, 6, 7, 2, 3, 4, 5, 6] {
            sum += body % 10 * weight;
            body /= 10;
        }
        let expected = match sum % 11 {
            0 | 1 => 0,
            remainder => 11 - remainder,
        };
        self.0 % 10 == expected
    }
}

/// Whether a text is twelve digits with the check digit of a My Number, however they are grouped and written.
pub fn looks_like_my_number(text: &str) -> bool {
    TwelveDigits::read(text).is_some_and(TwelveDigits::looks_like_my_number)
}

/// Whether a My Number stands anywhere in a text: as twelve digits in a row or in groups of one size (1234 5678 9018), in
/// digits of any width or in kanji, with spaces, hyphens, dots or strokes between the groups; or as all that the text holds.
pub fn holds_my_number(text: &str) -> bool {
    text.len() >= LENGTH && (looks_like_my_number(text) || runs(text).iter().any(|run| holds_in(run)))
}

/// Groups of digits that stand together.
type Run = Vec<Group>;

struct Group {
    digits: Vec<u32>,
    /// Whether a dot joins it to the group before: then it may be the decimals of a fraction.
    after_dot: bool,
}

fn holds_in(run: &[Group]) -> bool {
    (0..run.len()).any(|from| {
        let Some(groups) = run.get(from..) else { return false };
        let size = groups.first().map_or(0, |group| group.digits.len());
        if size == 0 || !LENGTH.is_multiple_of(size) {
            return false;
        }
        let Some(groups) = groups.get(..LENGTH / size) else {
            return false;
        };
        let decimals = size == LENGTH && groups.first().is_some_and(|group| group.after_dot);
        let alike = groups.iter().all(|group| group.digits.len() == size);
        if decimals || !alike {
            return false;
        }
        let digits = groups.iter().flat_map(|group| &group.digits);
        let number = digits.fold(0, |number, digit| number * 10 + u64::from(*digit));
        TwelveDigits(number).looks_like_my_number()
    })
}

/// The groups of digits of a text, in runs that nothing but a few signs interrupts.
fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut run = Run::new();
    let mut gap = Some((0, false));
    for sign in signs(text) {
        match sign {
            Sign::Digit(digit) => {
                match (gap, run.last_mut()) {
                    (None, Some(group)) => group.digits.push(digit),
                    (gap, _) => {
                        let after_dot = !run.is_empty() && gap.is_some_and(|(_, dot)| dot);
                        let digits = vec![digit];
                        run.push(Group { digits, after_dot });
                    }
                }
                gap = None;
            }
            Sign::Gap(dot) => {
                let (length, _) = gap.unwrap_or_default();
                gap = Some((length + 1, dot));
                if length + 1 > LONGEST_GAP {
                    runs.push(std::mem::take(&mut run));
                }
            }
            Sign::Other => {
                gap = Some((0, false));
                runs.push(std::mem::take(&mut run));
            }
        }
    }
    runs.push(run);
    runs
}

/// What a character is to somebody who looks for a number.
#[derive(Clone, Copy)]
enum Sign {
    Digit(u32),
    /// Stands between groups; whether it is a dot.
    Gap(bool),
    Other,
}

fn signs(text: &str) -> impl Iterator<Item = Sign> {
    text.chars().map(|character| match ascii(character) {
        '.' => Sign::Gap(true),
        other if other.is_whitespace() => Sign::Gap(false),
        '-'
        | '‐'
        | '‑'
        | '‒'
        | '–'
        | '—'
        | '―'
        | '−'
        | '─'
        | '━'
        | 'ー'
        | 'ｰ'
        | '~'
        | '〜'
        | '・'
        | '･'
        | '·'
        | ','
        | '、'
        | '､'
        | '。'
        | '｡'
        | '/'
        | '|'
        | '_'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'
        | '\u{feff}' => Sign::Gap(false),
        other => digit(other).map_or(Sign::Other, Sign::Digit),
    })
}

/// The value of a digit: plain, in kanji, circled, raised, lowered, or one of the alphabets of mathematics.
fn digit(character: char) -> Option<u32> {
    let after = |zero: char| u32::from(character).checked_sub(u32::from(zero));
    match character {
        '零' | '○' | '◯' | '⓪' => Some(0),
        '壱' | '¹' => Some(1),
        '弐' | '²' => Some(2),
        '参' | '³' => Some(3),
        '①'..='⑨' => after('①').map(|place| place + 1),
        '❶'..='❾' => after('❶').map(|place| place + 1),
        '⁰' | '⁴'..='⁹' => after('⁰'),
        '₀'..='₉' => after('₀'),
        '\u{1d7ce}'..='\u{1d7ff}' => after('\u{1d7ce}').map(|place| place % 10),
        _ => character.to_digit(10).or_else(|| {
            let mut kanji = "〇一二三四五六七八九".chars().zip(0..);
            kanji.find(|(kanji, _)| *kanji == character).map(|(_, digit)| digit)
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_of_any_length_is_looked_at() {
        for text in [
            "2026-05-988999999999999999999999999901",
            "1234-5678-99999999999999999999999999",
        ] {
            assert!(!holds_my_number(text), "{text}");
        }
    }

    #[test]
    fn a_valid_check_digit_is_recognised_however_it_is_written() {
        // 1234 5678 901x: 1*6+2*5+3*4+4*3+5*2+6*7+7*6+8*5+9*4+0*3+1*2 = 212, 212 mod 11 = 3, 11 - 3 = 8.
        for text in [
            "123456789018",
            "1234-5678-9018",
            "１２３４　５６７８　９０１８",
            "1234 5678 9018",
            "1234 - 5678 - 9018",
            "1234・5678・9018",
            "1234/5678/9018",
            "1234.5678.9018",
            "1234、5678、9018",
            "1234ー5678ー9018",
            "1234−5678−9018",
            "1234\u{200b}5678\u{200b}9018",
            "123 456 789 018",
            "1 2 3 4 5 6 7 8 9 0 1 8",
            "一二三四五六七八九〇一八",
            "一二三四 五六七八 九〇一八",
            "①②③④⑤⑥⑦⑧⑨0①⑧",
        ] {
            assert!(looks_like_my_number(text), "{text}");
            assert!(holds_my_number(text), "{text}");
            assert!(holds_my_number(&format!("甲野花子（番号：{text}）です")), "{text}");
        }
    }

    #[test]
    fn exactly_one_last_digit_is_right() {
        let hits = (0..10)
            .filter(|d| looks_like_my_number(&format!("12345678901{d}")))
            .count();
        assert_eq!(hits, 1);
    }

    #[test]
    fn other_lengths_and_letters_are_no_my_number() {
        for text in ["", "12345678901", "1234567890188", "H23456789018", "0000000001"] {
            assert!(!looks_like_my_number(text) && !holds_my_number(text), "{text}");
        }
        assert_eq!(
            TwelveDigits::read("1234 5678 9012"),
            Some(TwelveDigits(123_456_789_012))
        );
        assert_eq!(TwelveDigits::read("1234567890123"), None);
        assert_eq!(TwelveDigits::read("2026/04/01 00:00"), None, "a time");
    }

    #[test]
    fn numbers_that_only_stand_beside_each_other_are_none() {
        for text in [
            "電話 096-123-4567、内線 8901-8",
            "130.123456789018",
            "法人番号 1234567890180",
            "1234 と 5678 と 9018",
            "1234 ----- 5678 ----- 9018 年",
            "令和8年5月10日 9時30分",
        ] {
            assert!(!holds_my_number(text), "{text}");
        }
    }
}
