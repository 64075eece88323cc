//! Insured persons: numbers, names, readings. Where persons are kept, sealed and searched is left to `persistence`.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::text::{fold::compose_kana, mask::masked};
pub use crate::text::{
    fold::{fold_kana, fold_number},
    my_number::looks_like_my_number,
};

pub mod assignment;
pub mod burden_ratio;
pub mod document;

/// 被保険者番号: ten digits, or `H` and nine digits for a person of 40 to 64 on public assistance. Text: leading zeros
/// count. Unique only inside one insurer; there is no nation-wide check digit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct InsuredNumber([u8; 10]);

/// The text is not ten digits, nor `H` and nine digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an insured number has 10 digits, or H and 9 digits")]
pub struct InvalidInsuredNumber;

impl InsuredNumber {
    /// The number as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for InsuredNumber {
    type Err = InvalidInsuredNumber;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes: [u8; 10] = text.as_bytes().try_into().map_err(|_| InvalidInsuredNumber)?;
        let [first, rest @ ..] = bytes;
        if (first == b'H' || first.is_ascii_digit()) && rest.iter().all(u8::is_ascii_digit) {
            Ok(Self(bytes))
        } else {
            Err(InvalidInsuredNumber)
        }
    }
}

impl fmt::Display for InsuredNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Masked, so that a log line with `{:?}` tells nobody's number.
impl fmt::Debug for InsuredNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InsuredNumber({})", masked(self.as_str()))
    }
}

as_text!(InsuredNumber, InvalidInsuredNumber);

/// The longest name and reading, in characters.
pub const LONGEST_NAME: usize = 100;

/// Why a text is no name or reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidName {
    /// Empty, or longer than [`LONGEST_NAME`].
    #[error("a name has 1 to {LONGEST_NAME} characters, not {0}")]
    Length(usize),
    /// Holds a control character.
    #[error("a name cannot hold control characters")]
    Control,
    /// A reading that holds something else than kana, Latin letters, digits and marks: the columns may be mixed up.
    #[error("a reading is written in kana")]
    NotKana,
}

fn checked_name(text: &str) -> Result<String, InvalidName> {
    let name = compose_kana(text.trim());
    let length = name.chars().count();
    if !(1..=LONGEST_NAME).contains(&length) {
        return Err(InvalidName::Length(length));
    }
    if name.chars().any(char::is_control) {
        return Err(InvalidName::Control);
    }
    Ok(name)
}

/// 氏名: 1 to 100 characters, as the register writes it.
///
/// Kana and their voicing marks are joined as Unicode NFC does; everything else is kept as given, above all variation
/// selectors and compatibility ideographs (神, 福), which full NFC would replace by other glyphs. Surrounding space goes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(String);

impl PersonName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PersonName {
    type Err = InvalidName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        checked_name(text).map(Self)
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Masked, so that a log line with `{:?}` tells nobody's name.
impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonName({})", masked(&self.0))
    }
}

as_text!(PersonName, InvalidName);

/// 氏名カナ: a reading of 1 to 100 characters in kana of any width, with Latin letters, digits, marks and spaces.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Kana(String);

impl Kana {
    /// The reading as given.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The reading as it is compared in searches.
    pub fn folded(&self) -> String {
        fold_kana(&self.0)
    }
}

impl FromStr for Kana {
    type Err = InvalidName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let reading = checked_name(text)?;
        let is_reading = |c: char| {
            matches!(c, 'ぁ'..='ゟ' | '゠'..='ヿ' | '･'..='ﾟ' | ' '..='~' | '！'..='～' | '\u{3000}' | '‐'..='’' | '−' | '〜')
                || c.is_alphabetic() && u32::from(c) < 0x250
        };
        if reading.chars().all(is_reading) {
            Ok(Self(reading))
        } else {
            Err(InvalidName::NotKana)
        }
    }
}

impl fmt::Display for Kana {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Masked, so that a log line with `{:?}` tells nobody's name.
impl fmt::Debug for Kana {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Kana({})", masked(&self.0))
    }
}

as_text!(Kana, InvalidName);

coded! {
    /// Sex as the register has it.
    pub enum Sex is "sex" {
        /// 男.
        Male = "male", "男";
        /// 女.
        Female = "female", "女";
        /// The register does not say.
        Unknown = "unknown", "不明";
    }
}

coded! {
    /// Why somebody is no longer insured here (資格喪失理由).
    pub enum LossReason is "reason of loss" {
        /// The person died.
        Died = "died", "死亡";
        /// The person moved to another municipality.
        MovedOut = "moved-out", "転出";
        /// Anything else.
        Other = "other", "その他";
    }
}

#[cfg(test)]
mod tests {
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
        assert_eq!("山田\n太郎".parse::<PersonName>(), Err(InvalidName::Control));
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
}
