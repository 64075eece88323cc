//! Insured persons: numbers, names, readings. Where persons are kept, sealed and searched is left to `persistence`.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::text::{
    fold::compose_kana,
    free_text::{Lines, TextRule, check, typed, without_hidden},
    mask::masked,
};
pub use crate::text::{
    fold::{fold_kana, fold_number},
    my_number::looks_like_my_number,
};

pub mod assignment;
pub mod burden_ratio;
pub mod card;
pub mod document;
pub mod notice;
pub mod qualification;

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
    /// Holds what may stand in no text.
    #[error(transparent)]
    Text(TextRule),
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
    check(&name, Lines::One).map_err(InvalidName::Text)?;
    Ok(name)
}

/// What somebody types may besides hold no private-use character and no My Number.
fn checked_typed(text: &str) -> Result<&str, InvalidName> {
    typed(text).map_or(Ok(text), |rule| Err(InvalidName::Text(rule)))
}

/// What was kept is shown even where a rule of today would refuse it, without what nobody sees: a name of long ago must not
/// keep a whole list from being shown.
fn kept_name(text: &str) -> Result<String, InvalidName> {
    let name = without_hidden(text.trim());
    let length = name.chars().count();
    if (1..=LONGEST_NAME).contains(&length) {
        Ok(name)
    } else {
        Err(InvalidName::Length(length))
    }
}

/// Reads what [`kept_name`] allows, writes the text.
macro_rules! kept_as_text {
    ($name:ident) => {
        impl TryFrom<String> for $name {
            type Error = InvalidName;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse().or_else(|_| kept_name(&text).map(Self))
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }
    };
}

/// 氏名: 1 to 100 characters, as the register writes it.
///
/// Kana and their voicing marks are joined as Unicode NFC does; everything else is kept as given, above all variation
/// selectors and compatibility ideographs (神, 福), which full NFC would replace by other glyphs. Surrounding space goes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(String);

impl PersonName {
    /// A name that somebody types; one that is delivered is parsed.
    ///
    /// # Errors
    /// [`InvalidName`]; also for private-use characters (外字) and a My Number.
    pub fn typed(text: &str) -> Result<Self, InvalidName> {
        checked_typed(text)?.parse()
    }

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

kept_as_text!(PersonName);

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

kept_as_text!(Kana);

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
mod tests;
