//! Chance, digests and comparison for secrets that are kept as hashes only: install keys, secrets of applications, tokens
//! of files. What the secrets are is in `domain`; passwords, which people choose, are hashed in `service`.

use openssl::rand::rand_bytes;
use openssl::sha::Sha256;

use crate::store::error::StoreError;

/// The SHA-256 of a secret of at least 100 random bits; shorter ones would need a slow hash. `Debug` hides it.
#[derive(Clone, Copy)]
pub struct SecretHash([u8; 32]);

impl SecretHash {
    /// The hash of a secret; `what` separates kinds of secrets, so that one is never taken for another.
    pub fn of(what: &str, secret: &[u8]) -> Self {
        let mut hash = Sha256::new();
        hash.update(what.as_bytes());
        hash.update(&[0]);
        hash.update(secret);
        Self(hash.finish())
    }

    /// Compared in constant time.
    pub(crate) fn is(&self, stored: &[u8]) -> bool {
        stored.len() == self.0.len() && openssl::memcmp::eq(stored, &self.0)
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.0.to_vec()
    }
}

impl std::fmt::Debug for SecretHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretHash(..)")
    }
}

/// Random bytes.
///
/// # Errors
/// If the system has no randomness.
pub fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    rand_bytes(&mut bytes).map_err(|error| StoreError::Unreachable(error.to_string()))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_fits_its_own_hash_of_its_own_kind_only() {
        let stored = SecretHash::of("install-key", b"secret").bytes();
        assert!(SecretHash::of("install-key", b"secret").is(&stored));
        assert!(!SecretHash::of("install-key", b"Secret").is(&stored));
        assert!(!SecretHash::of("pick-up", b"secret").is(&stored));
        assert!(!SecretHash::of("install-key", b"secret").is(&stored[..31]));
        assert!(!SecretHash::of("install-key", b"secret").is(&[]));
    }
}
