//! 電子証明書インストールキー: the one-time key with which a device fetches its client certificate. Its form, its life, and
//! when it may be used. Chance and time are arguments; hashing, storing and throttling are left to others.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Duration, Utc};

use crate::calendar::day::Day;
use crate::text::unambiguous;

/// How many days a key may be used, the day of issue counted as day 0.
pub const INSTALL_KEY_DAYS: i64 = 14;
/// After so many wrong secrets a key is locked for good.
pub const FAILURES_BEFORE_LOCK: u32 = 5;
/// How long a key stays reserved for a device that is being made; then it is free again.
pub const RESERVATION: Duration = Duration::minutes(2);

const ID_LENGTH: usize = 8;
const SECRET_LENGTH: usize = 24;
/// Key id, secret, check character.
const LENGTH: usize = ID_LENGTH + SECRET_LENGTH + 1;

/// The part of a key by which it is found; printed on lists, no secret.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(String);

impl KeyId {
    /// As it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is shown: two groups of four.
    pub fn shown(&self) -> String {
        unambiguous::grouped(&self.0)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for KeyId {
    type Err = Mistyped;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() != ID_LENGTH {
            return Err(Mistyped::Length {
                typed: text.chars().count(),
            });
        }
        unambiguous::check_character(text).ok_or(Mistyped::Character)?;
        Ok(Self(text.to_owned()))
    }
}

/// A whole key: 8 characters of key id, 24 of secret (120 bits), one check character. No `Display`; `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct InstallKey(String);

rules! {
    /// Why a text is no install key. The text itself is left out.
    #[derive(Copy)]
    pub enum Mistyped {
        Length {
            /// How many characters were typed.
            typed: usize = 32
        } = "install-key.mistyped", "an install key has {LENGTH} characters, not {typed}";
        Character = "install-key.mistyped", "an install key holds no 0, O, 1, I and no marks";
        Check = "install-key.mistyped",
            "the check character does not fit: a character is wrong or two are swapped";
    }
}

impl InstallKey {
    /// A key from 32 bytes of chance.
    ///
    /// # Errors
    /// Never in truth: every character of chance is of the alphabet.
    pub fn from_random(random: [u8; 32]) -> Result<Self, Mistyped> {
        let mut text = unambiguous::from_random(&random);
        text.push(unambiguous::check_character(&text).ok_or(Mistyped::Character)?);
        Ok(Self(text))
    }

    /// The part by which it is found.
    pub fn id(&self) -> KeyId {
        KeyId(self.0.get(..ID_LENGTH).unwrap_or_default().to_owned())
    }

    /// The part nobody else knows, to be hashed.
    pub fn secret(&self) -> &str {
        self.0.get(ID_LENGTH..ID_LENGTH + SECRET_LENGTH).unwrap_or_default()
    }

    /// The whole key as it is printed, in groups of four. Each caller of this is a place where it can leak.
    pub fn reveal(&self) -> String {
        unambiguous::grouped(&self.0)
    }
}

impl FromStr for InstallKey {
    type Err = Mistyped;

    /// Case, width, spaces and hyphens do not matter.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let folded = unambiguous::fold(text);
        let length = folded.chars().count();
        if length != LENGTH {
            return Err(Mistyped::Length { typed: length });
        }
        if !folded.bytes().all(|byte| unambiguous::ALPHABET.contains(&byte)) {
            return Err(Mistyped::Character);
        }
        if unambiguous::check_holds(&folded) {
            Ok(Self(folded))
        } else {
            Err(Mistyped::Check)
        }
    }
}

impl fmt::Debug for InstallKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InstallKey(..)")
    }
}

coded! {
    /// How a key stands.
    pub enum InstallKeyStatus is "install key status" {
        /// May be used.
        Open = "open", "未使用";
        /// A device was enrolled with it.
        Spent = "spent", "使用済み";
        /// Too many wrong secrets.
        Locked = "locked", "ロック";
        /// Its days are over.
        Expired = "expired", "期限切れ";
        /// Taken back.
        Revoked = "revoked", "取消";
    }
}

/// What is known of a key's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyLife {
    /// Whether a device was enrolled with it.
    pub spent: bool,
    /// Whether it was taken back.
    pub revoked: bool,
    /// Wrong secrets so far.
    pub failures: u32,
    /// The last day on which it may be used.
    pub expires_on: Day,
    /// Until when it is reserved for a device that is being made.
    pub reserved_until: Option<DateTime<Utc>>,
}

rules! {
    /// Why a key with the right secret cannot be used.
    #[derive(Copy)]
    pub enum KeyRefusal {
        Spent = "install-key.spent", "the install key was used";
        /// Whether the secret was right is not told.
        Locked = "install-key.locked", "the install key is locked";
        Expired = "install-key.expired", "the install key has expired";
        Revoked = "install-key.revoked", "the install key was revoked";
        /// A device is being made with it at this moment.
        InUse = "install-key.in-use", "the install key is in use";
    }
}

impl KeyLife {
    /// A key issued today.
    pub fn issued(today: Day) -> Self {
        Self {
            spent: false,
            revoked: false,
            failures: 0,
            expires_on: today.add_days(INSTALL_KEY_DAYS),
            reserved_until: None,
        }
    }

    /// How it stands on a day. What ended it for good comes before what only time did.
    pub fn status(&self, today: Day) -> InstallKeyStatus {
        if self.spent {
            InstallKeyStatus::Spent
        } else if self.revoked {
            InstallKeyStatus::Revoked
        } else if self.failures >= FAILURES_BEFORE_LOCK {
            InstallKeyStatus::Locked
        } else if today > self.expires_on {
            InstallKeyStatus::Expired
        } else {
            InstallKeyStatus::Open
        }
    }

    /// Reserves the key for a device that is about to be made.
    ///
    /// # Errors
    /// Why it cannot be used.
    pub fn reserve(self, now: DateTime<Utc>) -> Result<Self, KeyRefusal> {
        match self.status(Day::in_japan(now)) {
            InstallKeyStatus::Spent => Err(KeyRefusal::Spent),
            InstallKeyStatus::Locked => Err(KeyRefusal::Locked),
            InstallKeyStatus::Expired => Err(KeyRefusal::Expired),
            InstallKeyStatus::Revoked => Err(KeyRefusal::Revoked),
            InstallKeyStatus::Open if self.reserved_until.is_some_and(|until| now < until) => Err(KeyRefusal::InUse),
            InstallKeyStatus::Open => Ok(Self {
                reserved_until: Some(now + RESERVATION),
                ..self
            }),
        }
    }

    /// Spends the key: its device is made. A key revoked or locked in the meantime makes none.
    ///
    /// # Errors
    /// Why it cannot be spent.
    pub fn spend(self) -> Result<Self, KeyRefusal> {
        if self.spent {
            Err(KeyRefusal::Spent)
        } else if self.revoked {
            Err(KeyRefusal::Revoked)
        } else if self.failures >= FAILURES_BEFORE_LOCK {
            Err(KeyRefusal::Locked)
        } else {
            Ok(Self {
                spent: true,
                reserved_until: None,
                ..self
            })
        }
    }

    /// Notes a wrong secret. A key that is over counts no more.
    #[must_use]
    pub fn fail(self) -> Self {
        Self {
            failures: self.failures.saturating_add(1).min(FAILURES_BEFORE_LOCK),
            ..self
        }
    }

    /// Takes the key back.
    ///
    /// # Errors
    /// If it was used, or taken back before: so that the ledger has one entry.
    pub fn revoke(self) -> Result<Self, KeyRefusal> {
        if self.spent {
            Err(KeyRefusal::Spent)
        } else if self.revoked {
            Err(KeyRefusal::Revoked)
        } else {
            Ok(Self { revoked: true, ..self })
        }
    }
}

#[cfg(test)]
mod tests;
