//! ログインID: what somebody signs in with.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The fewest and the most characters of a login ID.
pub const LOGIN_ID_LENGTH: (usize, usize) = (4, 64);

/// ログインID: 4 to 64 characters of `a-z`, `0-9`, `.`, `-`, `_`, `@`, `+`, beginning with a letter or digit. Capital
/// letters are taken as small ones, so that two people cannot hold ids that look alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LoginId(String);

/// Why a text is no login id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidLoginId {
    /// Too short or too long.
    #[error("a login id has 4 to 64 characters, not {0}")]
    Length(usize),
    /// Holds a character outside the list, or begins with a mark.
    #[error("a login id has letters a-z, digits and . - _ @ + only, and begins with a letter or digit")]
    Character,
}

impl LoginId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for LoginId {
    type Err = InvalidLoginId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let length = text.chars().count();
        if !(LOGIN_ID_LENGTH.0..=LOGIN_ID_LENGTH.1).contains(&length) {
            return Err(InvalidLoginId::Length(length));
        }
        let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@' | '+');
        if !text.starts_with(|c: char| c.is_ascii_alphanumeric()) || !text.chars().all(good) {
            return Err(InvalidLoginId::Character);
        }
        Ok(Self(text.to_ascii_lowercase()))
    }
}

impl fmt::Display for LoginId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

as_text!(LoginId, InvalidLoginId);
