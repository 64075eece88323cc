//! Offices and organizations: office numbers, service codes, permission to use the system. The list of admitted kinds
//! is the insurer's data; applying for permission is a use case of `service`.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::text::check_digit::modulus_10_weight_21;

/// 事業所番号: 10 characters, `^\d{2}[0-9A-HJ-NPR-Z]\d{7}$`.
///
/// The check digit is no hard rule: of the numbers really in use some classes fail in one case of seven.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OfficeNumber([u8; 10]);

/// The text has not the form of an office number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an office number has 10 characters: 2 digits, a digit or letter other than I, O, Q, and 7 digits")]
pub struct InvalidOfficeNumber;

/// Letters that an office number may hold, in the order of their values from 10 on.
const LETTERS: &[u8] = b"ABCDEFGHJKLMNPRSTUVWXYZ";

impl OfficeNumber {
    /// The number as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Whether the last digit follows from the others; if not, ask to look again, but accept.
    pub fn check_digit_holds(&self) -> bool {
        let [body @ .., last] = self.0;
        value(last)
            == Some(modulus_10_weight_21(
                body.into_iter().filter_map(value).collect::<Vec<_>>().into_iter(),
            ))
    }
}

fn value(character: u8) -> Option<u32> {
    if character.is_ascii_digit() {
        return Some(u32::from(character - b'0'));
    }
    let place = LETTERS.iter().position(|letter| *letter == character)?;
    u32::try_from(place).ok().map(|place| place + 10)
}

impl FromStr for OfficeNumber {
    type Err = InvalidOfficeNumber;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes: [u8; 10] = text.as_bytes().try_into().map_err(|_| InvalidOfficeNumber)?;
        let [a, b, class, rest @ ..] = bytes;
        let digits = [a, b].iter().chain(&rest).all(u8::is_ascii_digit);
        if digits && value(class).is_some() {
            Ok(Self(bytes))
        } else {
            Err(InvalidOfficeNumber)
        }
    }
}

impl fmt::Display for OfficeNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for OfficeNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OfficeNumber({self})")
    }
}

as_text!(OfficeNumber, InvalidOfficeNumber);

/// サービス種類コード: two characters, digits but for a few kinds such as `2A` (介護医療院の短期入所) and `AF`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ServiceCode([u8; 2]);

/// The text is not two digits or capital letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a service code has 2 characters, digits or capital letters")]
pub struct InvalidServiceCode;

/// The kinds of service of the ministry's list with their codes.
const NAMED: &[(&str, &str)] = &[
    ("11", "訪問介護"),
    ("12", "訪問入浴介護"),
    ("13", "訪問看護"),
    ("14", "訪問リハビリテーション"),
    ("15", "通所介護"),
    ("16", "通所リハビリテーション"),
    ("17", "福祉用具貸与"),
    ("21", "短期入所生活介護"),
    ("22", "短期入所療養介護"),
    ("23", "短期入所療養介護"),
    ("2A", "短期入所療養介護"),
    ("27", "特定施設入居者生活介護（短期利用）"),
    ("31", "居宅療養管理指導"),
    ("32", "認知症対応型共同生活介護"),
    ("33", "特定施設入居者生活介護"),
    ("36", "地域密着型特定施設入居者生活介護"),
    ("38", "認知症対応型共同生活介護（短期利用）"),
    ("41", "特定福祉用具販売"),
    ("43", "居宅介護支援"),
    ("46", "介護予防支援"),
    ("51", "介護老人福祉施設"),
    ("52", "介護老人保健施設"),
    ("53", "介護療養型医療施設"),
    ("54", "地域密着型介護老人福祉施設"),
    ("55", "介護医療院"),
    ("71", "夜間対応型訪問介護"),
    ("72", "認知症対応型通所介護"),
    ("73", "小規模多機能型居宅介護"),
    ("75", "介護予防小規模多機能型居宅介護"),
    ("76", "定期巡回・随時対応型訪問介護看護"),
    ("77", "看護小規模多機能型居宅介護"),
    ("78", "地域密着型通所介護"),
];

impl ServiceCode {
    /// 居宅介護支援.
    pub const CARE_MANAGEMENT: Self = Self(*b"43");
    /// 介護予防支援, above all 地域包括支援センター (ささえりあ).
    pub const PREVENTIVE_CARE_MANAGEMENT: Self = Self(*b"46");
    /// 小規模多機能型居宅介護.
    pub const SMALL_MULTIFUNCTION: Self = Self(*b"73");
    /// 介護予防小規模多機能型居宅介護.
    pub const PREVENTIVE_SMALL_MULTIFUNCTION: Self = Self(*b"75");
    /// 看護小規模多機能型居宅介護.
    pub const NURSING_SMALL_MULTIFUNCTION: Self = Self(*b"77");

    /// The kinds that make care plans, hence the usual list of an insurer; the list in force is the insurer's data.
    pub const MAKING_CARE_PLANS: [Self; 5] = [
        Self::CARE_MANAGEMENT,
        Self::PREVENTIVE_CARE_MANAGEMENT,
        Self::SMALL_MULTIFUNCTION,
        Self::PREVENTIVE_SMALL_MULTIFUNCTION,
        Self::NURSING_SMALL_MULTIFUNCTION,
    ];

    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Every code that has a name, with it.
    pub fn named() -> impl Iterator<Item = (&'static str, &'static str)> {
        NAMED.iter().copied()
    }

    /// The kind of service, as the ministry's list names it; an unknown code says so.
    pub fn name_ja(&self) -> &'static str {
        let found = NAMED.iter().find(|(code, _)| *code == self.as_str());
        found.map_or("その他のサービス", |(_, name)| name)
    }
}

impl FromStr for ServiceCode {
    type Err = InvalidServiceCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes: [u8; 2] = text.as_bytes().try_into().map_err(|_| InvalidServiceCode)?;
        let good = bytes.iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
        if good { Ok(Self(bytes)) } else { Err(InvalidServiceCode) }
    }
}

impl fmt::Display for ServiceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for ServiceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ServiceCode({self})")
    }
}

as_text!(ServiceCode, InvalidServiceCode);

coded! {
    /// Where the insurer knows an office from.
    pub enum OfficeSource is "source of an office" {
        /// The ministry's open data (介護サービス情報公表システム).
        Ministry = "ministry", "厚生労働省の公表データ", "the ministry's open data";
        /// The insurer's own list of offices that it designates.
        Insurer = "insurer", "市の指定", "the insurer's designation";
    }
}

coded! {
    /// Why an office stands in the insurer's own list. Those of the first kind never stand in the ministry's data; the others
    /// not yet, or not at all.
    pub enum Designation is "designation" {
        /// 地域包括支援センター as 介護予防支援.
        SupportCentre = "support-centre", "地域包括支援センター";
        /// Designated lately, so that the ministry's data does not have it yet.
        Newly = "newly", "新規指定";
        /// 基準該当サービス.
        Equivalent = "equivalent", "基準該当";
        /// Any other office that the insurer designates.
        Other = "other", "その他の指定";
    }
}

coded! {
    /// Whether an organization may use the system.
    pub enum OrganizationStatus is "organization status" {
        /// Permitted by the insurer.
        Permitted = "permitted", "利用許可";
        /// Stopped for the time being.
        Suspended = "suspended", "利用停止";
        /// Ended for good.
        Closed = "closed", "利用終了";
    }
}

impl OrganizationStatus {
    /// Whether the insurer may change this state into the other one. What is closed applies anew.
    pub const fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Permitted, Self::Suspended | Self::Closed) | (Self::Suspended, Self::Permitted | Self::Closed)
        )
    }
}

#[cfg(test)]
mod tests;
