//! Whose accounts, devices or install keys an address of administration is about.

use domain::id::OrganizationId;
use std::fmt;
use std::str::FromStr;

/// An address has no such word in this place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownWord;

/// The owner of accounts, devices or install keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// One's own organization's.
    Office,
    /// The insurer's own.
    City,
    /// An organization's, seen by the insurer.
    Of(OrganizationId),
}

impl fmt::Display for Whose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Office => f.write_str("office"),
            Self::City => f.write_str("city"),
            Self::Of(id) => id.fmt(f),
        }
    }
}

impl FromStr for Whose {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        match text {
            "office" => Ok(Self::Office),
            "city" => Ok(Self::City),
            id => id.parse().map(Self::Of).map_err(|_| UnknownWord),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_an_address_leads_back_to_it() {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        for whose in ["office", "city", id] {
            assert_eq!(whose.parse::<Whose>().unwrap().to_string(), whose);
        }
        assert_eq!("clients".parse::<Whose>(), Err(UnknownWord));
    }
}
