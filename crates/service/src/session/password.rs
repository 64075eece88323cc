//! Passwords: argon2id (64 MiB, three passes), on a bounded number of threads so that log-ins cannot exhaust the machine.
//! Whose turn it is is in `turns`.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::enrolment::device::CertificateFingerprint;
use unicode_normalization::UnicodeNormalization;

use crate::error::ServiceError;
use crate::session::turns::{Turn, Turns};

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
    turns: Turns,
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
            turns: Turns::new(AT_ONCE),
            hasher,
            nobody,
        })
    }

    /// Hashes a password that the rules have accepted.
    pub(crate) fn hash_here(&self, password: &Secret) -> Result<String, ServiceError> {
        hash(&self.hasher, password.reveal())
    }

    /// [`Passwords::hash_here`], in turn with everybody else on whatever device.
    pub(crate) async fn hash(&self, password: Secret, device: CertificateFingerprint) -> Result<String, ServiceError> {
        let _turn = self.turn(device).await?;
        let hasher = self.hasher.clone();
        tokio::task::spawn_blocking(move || hash(&hasher, password.reveal()))
            .await
            .map_err(|_| ServiceError::PasswordHash)?
    }

    async fn turn(&self, device: CertificateFingerprint) -> Result<Turn, ServiceError> {
        self.turns.next(device).await.ok_or(ServiceError::PasswordHash)
    }

    /// Whether the password fits the hash; without a hash it never does, and takes as long to say so.
    pub(crate) async fn fits(
        &self,
        password: Secret,
        stored: Option<String>,
        device: CertificateFingerprint,
    ) -> Result<bool, ServiceError> {
        let _turn = self.turn(device).await?;
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| self.nobody.clone());
        let hasher = self.hasher.clone();
        let fits = tokio::task::spawn_blocking(move || {
            let password = prepared(password.reveal());
            PasswordHash::new(&stored).is_ok_and(|parsed| hasher.verify_password(password.as_bytes(), &parsed).is_ok())
        });
        Ok(fits.await.map_err(|_| ServiceError::PasswordHash)? && known)
    }
}

fn hash(hasher: &Argon2<'_>, password: &str) -> Result<String, ServiceError> {
    let hash = hasher
        .hash_password(prepared(password).as_bytes())
        .map_err(|_| ServiceError::PasswordHash)?;
    Ok(hash.to_string())
}

/// A password as it is compared: the same characters, however a keyboard puts them together, are the same password. The
/// profile `OpaqueString` of RFC 8265: every space is a plain one, marks are joined with what they belong to (NFC), and
/// nothing else is changed.
pub(crate) fn prepared(typed: &str) -> String {
    typed.chars().map(|c| if is_space(c) { ' ' } else { c }).nfc().collect()
}

/// The spaces of Unicode (general category `Zs`).
const fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEVICE: CertificateFingerprint = CertificateFingerprint([1; 32]);

    #[test]
    fn the_same_characters_from_another_keyboard_are_the_same_password() {
        for (typed, kept) in [
            ("縁側\u{3000}お茶", "縁側 お茶"),
            ("か\u{3099}い\u{a0}こ\u{3099}", "がい ご"),
            ("cafe\u{301}", "caf\u{e9}"),
            ("Ａ１ｱ", "Ａ１ｱ"),
            ("Case Counts", "Case Counts"),
        ] {
            assert_eq!(prepared(typed), kept);
            assert_eq!(prepared(&prepared(typed)), kept, "twice is once");
        }
    }

    #[tokio::test]
    async fn a_password_typed_on_another_keyboard_fits() {
        let passwords = Passwords::new().unwrap();
        let stored = passwords
            .hash_here(&Secret::new("縁側で か\u{3099}んはる".into()))
            .unwrap();
        let typed = Secret::new("縁側で\u{3000}がんはる".into());
        assert!(passwords.fits(typed, Some(stored), DEVICE).await.unwrap());
    }

    #[tokio::test]
    async fn a_password_fits_its_own_hash_only() {
        let passwords = Passwords::new().unwrap();
        let stored = passwords
            .hash_here(&Secret::new("縁側で飲むお茶は格別です".into()))
            .unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"));
        let right = Secret::new("縁側で飲むお茶は格別です".into());
        assert!(passwords.fits(right, Some(stored.clone()), DEVICE).await.unwrap());
        assert!(
            !passwords
                .fits(Secret::new("縁側で飲む".into()), Some(stored), DEVICE)
                .await
                .unwrap()
        );
    }

    #[tokio::test]
    async fn nobody_has_no_password_not_even_the_dummy() {
        let passwords = Passwords::new().unwrap();
        assert!(
            !passwords
                .fits(Secret::new("nobody has this password".into()), None, DEVICE)
                .await
                .unwrap()
        );
    }
}
