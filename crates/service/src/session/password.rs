//! Passwords: argon2id (64 MiB, three passes), on a bounded number of threads so that log-ins cannot exhaust the machine.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::error::ServiceError;

/// A password on its way to be checked. No `Display`, no `Serialize`; `Debug` hides it.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Takes a password as typed.
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The password, for checking and hashing only.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// Hashes at the same time; each takes 64 MiB and a core.
const AT_ONCE: usize = 2;
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;

/// Hashes and checks passwords. Clones share their turn.
#[derive(Clone)]
pub(crate) struct Passwords {
    turn: Arc<Semaphore>,
    hasher: Argon2<'static>,
    /// Checked in place of the hash of an account that does not exist, so that it takes the same time.
    nobody: String,
}

impl Passwords {
    pub(crate) fn new() -> Result<Self, ServiceError> {
        let params = Params::new(MEMORY_KIB, PASSES, 1, None).map_err(|_| ServiceError::PasswordHash)?;
        let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobody = hash(&hasher, "nobody has this password")?;
        Ok(Self {
            turn: Arc::new(Semaphore::new(AT_ONCE)),
            hasher,
            nobody,
        })
    }

    /// Hashes a password that the rules have accepted.
    pub(crate) fn hash_here(&self, password: &Secret) -> Result<String, ServiceError> {
        hash(&self.hasher, password.reveal())
    }

    /// [`Passwords::hash_here`], in turn with everybody else.
    pub(crate) async fn hash(&self, password: Secret) -> Result<String, ServiceError> {
        let _turn = Arc::clone(&self.turn)
            .acquire_owned()
            .await
            .map_err(|_| ServiceError::PasswordHash)?;
        let hasher = self.hasher.clone();
        tokio::task::spawn_blocking(move || hash(&hasher, password.reveal()))
            .await
            .map_err(|_| ServiceError::PasswordHash)?
    }

    /// Whether the password fits the hash; without a hash it never does, and takes as long to say so.
    pub(crate) async fn fits(&self, password: Secret, stored: Option<String>) -> Result<bool, ServiceError> {
        let _turn = Arc::clone(&self.turn)
            .acquire_owned()
            .await
            .map_err(|_| ServiceError::PasswordHash)?;
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| self.nobody.clone());
        let hasher = self.hasher.clone();
        let fits = tokio::task::spawn_blocking(move || {
            PasswordHash::new(&stored)
                .is_ok_and(|parsed| hasher.verify_password(password.reveal().as_bytes(), &parsed).is_ok())
        });
        Ok(fits.await.map_err(|_| ServiceError::PasswordHash)? && known)
    }
}

fn hash(hasher: &Argon2<'_>, password: &str) -> Result<String, ServiceError> {
    let hash = hasher
        .hash_password(password.as_bytes())
        .map_err(|_| ServiceError::PasswordHash)?;
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_own_hash_only() {
        let passwords = Passwords::new().unwrap();
        let stored = passwords
            .hash_here(&Secret::new("縁側で飲むお茶は格別です".into()))
            .unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"));
        let right = Secret::new("縁側で飲むお茶は格別です".into());
        assert!(passwords.fits(right, Some(stored.clone())).await.unwrap());
        assert!(
            !passwords
                .fits(Secret::new("縁側で飲む".into()), Some(stored))
                .await
                .unwrap()
        );
    }

    #[tokio::test]
    async fn nobody_has_no_password_not_even_the_dummy() {
        let passwords = Passwords::new().unwrap();
        assert!(
            !passwords
                .fits(Secret::new("nobody has this password".into()), None)
                .await
                .unwrap()
        );
    }
}
