//! The insurer: the municipality that runs the insurance and is the tenant of the system. What it
//! has settled for itself is in `rules`.

mod letters;
mod naming;
mod rules;
pub mod shown;
mod texts;

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::text::check_digit::modulus_10_weight_21;
pub use letters::{Appeal, LONGEST_APPEAL, PermitWord, SealLine};
pub use naming::{DESK_MARK, INSURER_MARK, ISSUER_MARK, PERMIT_MARK, with_insurer};
pub use rules::{
    InsurerRules, InvalidInsurerRule, LARGEST_SESSIONS, LARGEST_STAFF, LONGEST_LINE, LONGEST_TERMS_VERSION,
};
pub use texts::{InvalidText, LONGEST_TEXT, PublishedText, TextKind, TextVersion, VersionRule};

/// 保険者番号: 6 digits, the last one a check digit (modulus 10, weights 2-1, split).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct InsurerNumber([u8; 6]);

/// Why a text is no insurer number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidInsurerNumber {
    /// Not exactly six ASCII digits.
    #[error("an insurer number has 6 digits")]
    Format,
    /// The last digit does not follow from the first five.
    #[error("the check digit of the insurer number is wrong")]
    CheckDigit,
}

impl InsurerNumber {
    /// The number as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for InsurerNumber {
    type Err = InvalidInsurerNumber;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes: [u8; 6] = text.as_bytes().try_into().map_err(|_| InvalidInsurerNumber::Format)?;
        if !bytes.iter().all(u8::is_ascii_digit) {
            return Err(InvalidInsurerNumber::Format);
        }
        let [body @ .., last] = bytes;
        if modulus_10_weight_21(body.iter().map(|b| u32::from(b - b'0'))) != u32::from(last - b'0') {
            return Err(InvalidInsurerNumber::CheckDigit);
        }
        Ok(Self(bytes))
    }
}

impl fmt::Display for InsurerNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for InsurerNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InsurerNumber({self})")
    }
}

as_text!(InsurerNumber, InvalidInsurerNumber);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn kumamoto_is_431007_and_no_other_last_digit_will_do() {
        let good: Vec<String> = (0..10)
            .map(|d| format!("43100{d}"))
            .filter(|t| t.parse::<InsurerNumber>().is_ok())
            .collect();
        assert_eq!(good, ["431007"]);
        assert_eq!("431008".parse::<InsurerNumber>(), Err(InvalidInsurerNumber::CheckDigit));
        let kumamoto: InsurerNumber = "431007".parse().unwrap();
        assert_eq!(format!("{kumamoto:?}"), "InsurerNumber(431007)");
    }

    #[test]
    fn only_six_ascii_digits_are_a_number() {
        for text in ["", "43100", "4310077", "43100a", "４３１００７", " 431007"] {
            assert_eq!(
                text.parse::<InsurerNumber>(),
                Err(InvalidInsurerNumber::Format),
                "{text:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_single_wrong_digit_is_always_found(body in "[0-9]{5}", place in 0usize..6, shift in 1u8..10) {
            let number = (0..10).find_map(|d| format!("{body}{d}").parse::<InsurerNumber>().ok()).unwrap();
            prop_assert_eq!(number.to_string().parse::<InsurerNumber>(), Ok(number));
            let mut bytes = number.0;
            bytes[place] = (bytes[place] - b'0' + shift) % 10 + b'0';
            let wrong = std::str::from_utf8(&bytes).unwrap();
            prop_assert_eq!(wrong.parse::<InsurerNumber>(), Err(InvalidInsurerNumber::CheckDigit));
        }
    }
}
