//! Terminals and the certificates that make them known. Issuing and checking certificates is left to `pki`.

use std::{fmt, str::FromStr};

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
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
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
        let digit = |c: u8| {
            char::from(c)
                .to_digit(16)
                .and_then(|d| u8::try_from(d).ok())
                .ok_or(InvalidFingerprint)
        };
        let mut bytes = [0; 32];
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        if pairs.len() != bytes.len() || !rest.is_empty() {
            return Err(InvalidFingerprint);
        }
        for (byte, &[high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = digit(high)? << 4 | digit(low)?;
        }
        Ok(Self(bytes))
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

/// The device was revoked before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the device is already revoked")]
pub struct AlreadyRevoked;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_fingerprint_comes_back_from_its_text(bytes in any::<[u8; 32]>()) {
            let fingerprint = CertificateFingerprint(bytes);
            prop_assert_eq!(fingerprint.to_string().parse(), Ok(fingerprint));
            prop_assert_eq!(fingerprint.to_string().to_uppercase().parse(), Ok(fingerprint));
        }
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
    fn a_device_is_revoked_once() {
        assert_eq!(DeviceStatus::Active.revoke(), Ok(DeviceStatus::Revoked));
        assert_eq!(DeviceStatus::Revoked.revoke(), Err(AlreadyRevoked));
    }
}
