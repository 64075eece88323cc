//! What is known of a person, as the city writes it.

use serde::{Deserialize, Serialize};

use crate::calendar::day::Day;
use crate::person::qualification::Qualification;
use crate::person::{InsuredNumber, Kana, PersonName, Sex};

/// What is known of a person, as the city writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attributes {
    /// Insured number.
    pub number: InsuredNumber,
    /// Name.
    pub name: PersonName,
    /// Kana.
    pub kana: Kana,
    /// Day of birth.
    pub birth_date: Day,
    /// Sex.
    pub sex: Sex,
    /// Address.
    pub address: String,
    /// As what and since when the person is insured.
    #[serde(default)]
    pub qualification: Qualification,
}
