//! The number under which the city keeps an application.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// 申請番号: the city's own number of an application, unique inside the insurer together with the insured number. 1 to 20
/// digits, Latin letters and hyphens; there is no nation-wide form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ApplicationNumber(String);

/// The text is no application number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an application number has 1 to 20 digits, Latin letters and hyphens")]
pub struct InvalidApplicationNumber;

impl ApplicationNumber {
    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ApplicationNumber {
    type Err = InvalidApplicationNumber;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let good =
            (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if good {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidApplicationNumber)
        }
    }
}

impl fmt::Display for ApplicationNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

as_text!(ApplicationNumber, InvalidApplicationNumber);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_application_number_is_what_cities_write() {
        for good in ["1", "A-0", "202604000001", "ABCDEFGHIJ0123456789"] {
            assert_eq!(good.parse::<ApplicationNumber>().unwrap().to_string(), good);
        }
        for bad in ["", "A 1", "ABCDEFGHIJ01234567890", "申1", "Ａ１"] {
            assert_eq!(bad.parse::<ApplicationNumber>(), Err(InvalidApplicationNumber), "{bad}");
        }
    }
}
