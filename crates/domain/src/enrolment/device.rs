//! Terminals and the certificates that make them known. Issuing and checking certificates is left to `pki`.

use std::{fmt, str::FromStr};

use base16ct::{HexDisplay, mixed};
use serde::{Deserialize, Serialize};

/// SHA-256 of a client certificate's DER: what a device is known by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CertificateFingerprint(pub [u8; 32]);

/// The text is not 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a certificate fingerprint has 64 hexadecimal digits")]
pub struct InvalidFingerprint;

impl CertificateFingerprint {
    /// The 32 bytes of the hash.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for CertificateFingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}", HexDisplay(&self.0))
    }
}

impl fmt::Debug for CertificateFingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CertificateFingerprint({self})")
    }
}

impl FromStr for CertificateFingerprint {
    type Err = InvalidFingerprint;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut bytes = [0; 32];
        let read = mixed::decode(text, &mut bytes).map_err(|_| InvalidFingerprint)?;
        // A shorter text would leave zeros.
        if read.len() == 32 {
            Ok(Self(bytes))
        } else {
            Err(InvalidFingerprint)
        }
    }
}

as_text!(CertificateFingerprint, InvalidFingerprint);

coded! {
    /// Whether a device may be used.
    pub enum DeviceStatus is "device status" {
        /// Its certificate opens the door.
        Active = "active", "利用中";
        /// Its certificate was revoked, for good.
        Revoked = "revoked", "失効";
    }
}

impl DeviceStatus {
    /// A revoked device stays revoked; asking twice is an error, so that the audit log has one entry.
    pub fn revoke(self) -> Result<Self, AlreadyRevoked> {
        match self {
            Self::Active => Ok(Self::Revoked),
            Self::Revoked => Err(AlreadyRevoked),
        }
    }
}

/// From how many days before its end a certificate may be renewed.
pub const RENEWABLE_DAYS: i64 = 60;
/// After how many days without a log-in a device is marked as unused.
pub const UNUSED_DAYS: i64 = 90;

coded! {
    /// How a device stands today, for people: its status and what its certificate and its successor make of it.
    pub enum DeviceStanding is "device standing" {
        /// It may be used.
        Active = "active", "利用中";
        /// Another certificate has replaced its own, which has not ended yet.
        Renewed = "renewed", "更新済み";
        /// Its certificate has ended.
        Expired = "expired", "期限切れ";
        /// It was revoked.
        Revoked = "revoked", "失効";
    }
}

impl DeviceStanding {
    /// From its status, whether its certificate has ended and whether a device in use replaces it.
    pub const fn of(status: DeviceStatus, ended: bool, replaced: bool) -> Self {
        match status {
            DeviceStatus::Revoked => Self::Revoked,
            DeviceStatus::Active if ended => Self::Expired,
            DeviceStatus::Active if replaced => Self::Renewed,
            DeviceStatus::Active => Self::Active,
        }
    }
}

/// How near the end of a certificate is: the number of days under which a warning is due, if one is.
pub const fn end_warning(days_left: i64) -> Option<i64> {
    match days_left {
        ..=7 => Some(7),
        8..=30 => Some(30),
        31..=RENEWABLE_DAYS => Some(RENEWABLE_DAYS),
        _ => None,
    }
}

/// The device was revoked before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the device is already revoked")]
pub struct AlreadyRevoked;

/// What a device is called until somebody gives it a name: the devices of a letter are numbered.
pub fn numbered_label(number: u32) -> String {
    format!("端末{number}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_fingerprint_comes_back_from_its_text(bytes in any::<[u8; 32]>()) {
            let fingerprint = CertificateFingerprint(bytes);
            prop_assert_eq!(fingerprint.as_bytes(), &bytes);
            prop_assert_eq!(fingerprint.to_string().parse(), Ok(fingerprint));
            prop_assert_eq!(fingerprint.to_string().to_uppercase().parse(), Ok(fingerprint));
        }
    }

    #[test]
    fn a_fingerprint_is_logged_in_hexadecimal_digits() {
        let shown = format!("{:?}", CertificateFingerprint([0x0a; 32]));
        assert_eq!(shown, format!("CertificateFingerprint({})", "0a".repeat(32)));
    }

    #[test]
    fn a_device_without_a_name_is_called_by_its_number_in_the_letter() {
        assert_eq!(numbered_label(3), "端末3");
    }

    #[test]
    fn other_lengths_and_letters_are_refused() {
        for text in [
            String::new(),
            "0".repeat(63),
            "0".repeat(65),
            "0".repeat(66),
            "g".repeat(64),
        ] {
            assert_eq!(text.parse::<CertificateFingerprint>(), Err(InvalidFingerprint));
        }
    }

    #[test]
    fn warnings_come_at_sixty_thirty_and_seven_days() {
        let warned = [61, 60, 31, 30, 8, 7, 0, -5].map(end_warning);
        let expected = [None, Some(60), Some(60), Some(30), Some(30), Some(7), Some(7), Some(7)];
        assert_eq!(warned, expected);
    }

    #[test]
    fn revocation_is_told_before_the_end_and_the_end_before_a_renewal() {
        use DeviceStanding as S;
        use DeviceStatus as D;
        assert_eq!(S::of(D::Revoked, true, true), S::Revoked);
        assert_eq!(S::of(D::Active, true, true), S::Expired);
        assert_eq!(S::of(D::Active, false, true), S::Renewed);
        assert_eq!(S::of(D::Active, false, false), S::Active);
    }

    #[test]
    fn a_device_is_revoked_once() {
        assert_eq!(DeviceStatus::Active.revoke(), Ok(DeviceStatus::Revoked));
        assert_eq!(DeviceStatus::Revoked.revoke(), Err(AlreadyRevoked));
    }
}
