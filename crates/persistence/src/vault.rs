//! Personal data at rest: the keys of an installation and of each insurer, with which it is encrypted and found.

use domain::insurer::InsurerNumber;
use openssl::hash::MessageDigest;
use openssl::pkey::PKey;
use openssl::rand::rand_bytes;
use openssl::sign::Signer;
use openssl::symm::{Cipher, decrypt_aead, encrypt_aead};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::store::error::StoreError;

const NONCE: usize = 12;
const TAG: usize = 16;

/// A 256-bit key. `Debug` hides it.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl Key {
    /// Takes the bytes of a key file.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A fresh random key.
    ///
    /// # Errors
    /// If the system has no randomness.
    pub fn random() -> Result<Self, openssl::error::ErrorStack> {
        let mut bytes = [0; 32];
        rand_bytes(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// The bytes, for the key file only.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// The key that an insurer has for this purpose instead of this one, which has the id `key_id`.
    fn of_insurer(&self, key_id: u8, purpose: &str, insurer: InsurerNumber) -> Result<Self, StoreError> {
        let unsealable = |_| StoreError::Unsealable { key_id };
        let key = PKey::hmac(&self.0).map_err(unsealable)?;
        let mut signer = Signer::new(MessageDigest::sha256(), &key).map_err(unsealable)?;
        let text = format!("engawa {purpose} of insurer {insurer}");
        signer.update(text.as_bytes()).map_err(unsealable)?;
        let mut own = [0; 32];
        signer.sign(&mut own).map_err(unsealable)?;
        Ok(Self(own))
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(..)")
    }
}

/// The keys of an installation: for sealing, and for finding people by their number. Each insurer has keys of its own that
/// are made of them, so that what one insurer sealed does not open as another's, wherever its row may be put.
#[derive(Clone, Debug)]
pub struct Keys {
    sealing: Vec<(u8, Key)>,
    index: Key,
}

impl Keys {
    /// Takes the sealing keys, each with its id (the last one seals, all of them open), and the index key.
    ///
    /// # Errors
    /// [`StoreError::Unsealable`] if there is no sealing key.
    pub fn new(sealing: Vec<(u8, Key)>, index: Key) -> Result<Self, StoreError> {
        match sealing.is_empty() {
            true => Err(StoreError::Unsealable { key_id: 0 }),
            false => Ok(Self { sealing, index }),
        }
    }

    /// The keys of one insurer.
    pub(crate) fn vault(&self, insurer: InsurerNumber) -> Result<Vault, StoreError> {
        let sealing = self.sealing.iter();
        let sealing = sealing.map(|(id, key)| Ok((*id, key.of_insurer(*id, "sealing", insurer)?)));
        let index = self.index.of_insurer(0, "index", insurer)?;
        Vault::new(sealing.collect::<Result<_, StoreError>>()?, &index)
    }
}

/// The keys of one insurer: one for sealing (AES-256-GCM), one for looking up (HMAC-SHA-256).
#[derive(Clone, Debug)]
pub struct Vault {
    /// The id under which new data is sealed; it stands in front of each sealed value.
    current: u8,
    sealing: Vec<(u8, Key)>,
    index: PKeyHmac,
}

#[derive(Clone)]
struct PKeyHmac(PKey<openssl::pkey::Private>);

impl std::fmt::Debug for PKeyHmac {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PKeyHmac(..)")
    }
}

impl Vault {
    fn new(sealing: Vec<(u8, Key)>, index: &Key) -> Result<Self, StoreError> {
        let current = sealing
            .last()
            .map(|(id, _)| *id)
            .ok_or(StoreError::Unsealable { key_id: 0 })?;
        let index = PKey::hmac(&index.0).map_err(|_| StoreError::Unsealable { key_id: current })?;
        Ok(Self {
            current,
            sealing,
            index: PKeyHmac(index),
        })
    }

    fn key(&self, id: u8) -> Result<&Key, StoreError> {
        self.sealing
            .iter()
            .find_map(|(known, key)| (*known == id).then_some(key))
            .ok_or(StoreError::Unsealable { key_id: id })
    }

    /// Encrypts `plain` for the place named by `place`: moved to another row it does not open.
    pub(crate) fn encrypt(&self, place: &str, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        let mut nonce = [0; NONCE];
        rand_bytes(&mut nonce).map_err(|_| StoreError::Unsealable { key_id: self.current })?;
        self.encrypt_with(nonce, place, plain)
    }

    /// Encrypts a value so that the same one at the same place gives the same bytes: for what is handed out again and again
    /// and is to be known again. The nonce is a keyed hash of both (synthetic, as in RFC 8452 §4), so that it serves twice
    /// for the same text at the same place only.
    pub(crate) fn encrypt_json_alike<T: Serialize>(&self, place: &str, value: &T) -> Result<Vec<u8>, StoreError> {
        let key_id = self.current;
        let plain = serde_json::to_vec(value).map_err(|_| StoreError::Unsealable { key_id })?;
        let mut told = vec![key_id];
        told.extend_from_slice(place.as_bytes());
        told.push(0);
        told.extend_from_slice(&plain);
        let hash = self.hash("nonce", &told)?;
        let nonce = hash.first_chunk().ok_or(StoreError::Unsealable { key_id })?;
        self.encrypt_with(*nonce, place, &plain)
    }

    fn encrypt_with(&self, nonce: [u8; NONCE], place: &str, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        let failed = |_| StoreError::Unsealable { key_id: self.current };
        let mut tag = [0; TAG];
        let key = self.key(self.current)?;
        let body = encrypt_aead(
            Cipher::aes_256_gcm(),
            &key.0,
            Some(&nonce),
            place.as_bytes(),
            plain,
            &mut tag,
        )
        .map_err(failed)?;
        let mut sealed = Vec::with_capacity(1 + NONCE + TAG + body.len());
        sealed.push(self.current);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(&tag);
        sealed.extend_from_slice(&body);
        Ok(sealed)
    }

    /// Opens what [`Vault::encrypt`] made for the same place.
    pub(crate) fn decrypt(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        let (key_id, rest) = sealed.split_first().ok_or(StoreError::Unsealable { key_id: 0 })?;
        let unsealable = || StoreError::Unsealable { key_id: *key_id };
        let (nonce, rest) = rest.split_at_checked(NONCE).ok_or_else(unsealable)?;
        let (tag, body) = rest.split_at_checked(TAG).ok_or_else(unsealable)?;
        decrypt_aead(
            Cipher::aes_256_gcm(),
            &self.key(*key_id)?.0,
            Some(nonce),
            place.as_bytes(),
            body,
            tag,
        )
        .map_err(|_| unsealable())
    }

    pub(crate) fn encrypt_json<T: Serialize>(&self, place: &str, value: &T) -> Result<Vec<u8>, StoreError> {
        let plain = serde_json::to_vec(value).map_err(|_| StoreError::Unsealable { key_id: self.current })?;
        self.encrypt(place, &plain)
    }

    pub(crate) fn decrypt_json<T: DeserializeOwned>(&self, place: &str, sealed: &[u8]) -> Result<T, StoreError> {
        let plain = self.decrypt(place, sealed)?;
        serde_json::from_slice(&plain).map_err(|_| StoreError::Unsealable { key_id: self.current })
    }

    /// The keyed hash under which a value is looked up (`what` separates the kinds of values).
    pub(crate) fn hash(&self, what: &str, value: &[u8]) -> Result<Vec<u8>, StoreError> {
        let failed = |_| StoreError::Unsealable { key_id: self.current };
        let mut signer = Signer::new(MessageDigest::sha256(), &self.index.0).map_err(failed)?;
        signer.update(what.as_bytes()).map_err(failed)?;
        signer.update(&[0]).map_err(failed)?;
        signer.update(value).map_err(failed)?;
        signer.sign_to_vec().map_err(failed)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn vault_of(insurer: &str, ids: &[u8]) -> Vault {
        let sealing = ids.iter().map(|id| (*id, Key::from_bytes([*id; 32]))).collect();
        let keys = Keys::new(sealing, Key::from_bytes([9; 32])).unwrap();
        keys.vault(insurer.parse().unwrap()).unwrap()
    }

    fn vault(ids: &[u8]) -> Vault {
        vault_of("439992", ids)
    }

    #[test]
    fn what_one_insurer_sealed_neither_opens_nor_is_found_as_another_ones() {
        let (ours, theirs) = (vault(&[1]), vault_of("431007", &[1]));
        let sealed = ours.encrypt("persons/1", b"abc").unwrap();
        assert!(matches!(
            theirs.decrypt("persons/1", &sealed),
            Err(StoreError::Unsealable { key_id: 1 })
        ));
        assert_ne!(ours.hash("number", b"1").unwrap(), theirs.hash("number", b"1").unwrap());
    }

    #[test]
    fn without_a_sealing_key_nothing_is_opened() {
        assert!(Keys::new(Vec::new(), Key::from_bytes([9; 32])).is_err());
    }

    #[test]
    fn what_was_sealed_opens_at_its_own_place_only() {
        let sealed = vault(&[1]).encrypt("persons/1", "佐藤".as_bytes()).unwrap();
        assert_eq!(vault(&[1]).decrypt("persons/1", &sealed).unwrap(), "佐藤".as_bytes());
        assert!(matches!(
            vault(&[1]).decrypt("persons/2", &sealed),
            Err(StoreError::Unsealable { key_id: 1 })
        ));
    }

    #[test]
    fn what_is_sealed_alike_is_the_same_for_the_same_value_at_the_same_place_only() {
        let (ours, theirs) = (vault(&[1]), vault_of("431007", &[1]));
        let sealed = ours.encrypt_json_alike("list/1", &"サトウ").unwrap();
        assert_eq!(ours.encrypt_json_alike("list/1", &"サトウ").unwrap(), sealed);
        assert_eq!(ours.decrypt_json::<String>("list/1", &sealed).unwrap(), "サトウ");
        for other in [
            ours.encrypt_json_alike("list/1", &"サトオ"),
            ours.encrypt_json_alike("list/2", &"サトウ"),
            theirs.encrypt_json_alike("list/1", &"サトウ"),
            vault(&[1, 2]).encrypt_json_alike("list/1", &"サトウ"),
        ] {
            let other = other.unwrap();
            assert_ne!(other[1..=NONCE], sealed[1..=NONCE], "no nonce serves for two texts");
        }
        assert!(ours.decrypt("list/2", &sealed).is_err() && theirs.decrypt("list/1", &sealed).is_err());
    }

    #[test]
    fn every_changed_bit_is_noticed() {
        let sealed = vault(&[1]).encrypt("p", b"abc").unwrap();
        for bit in 0..sealed.len() * 8 {
            let mut changed = sealed.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(vault(&[1]).decrypt("p", &changed).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn after_a_rotation_old_data_still_opens_and_new_data_uses_the_new_key() {
        let old = vault(&[1]).encrypt("p", b"abc").unwrap();
        let rotated = vault(&[1, 2]);
        assert_eq!(rotated.decrypt("p", &old).unwrap(), b"abc");
        assert_eq!(rotated.encrypt("p", b"abc").unwrap()[0], 2);
        assert!(vault(&[2]).decrypt("p", &old).is_err());
    }

    #[test]
    fn truncated_values_are_refused() {
        let sealed = vault(&[1]).encrypt("p", b"abc").unwrap();
        for length in 0..sealed.len() {
            assert!(vault(&[1]).decrypt("p", &sealed[..length]).is_err());
        }
    }

    #[test]
    fn hashes_of_different_kinds_do_not_meet() {
        let vault = vault(&[1]);
        assert_ne!(vault.hash("number", b"1").unwrap(), vault.hash("kana", b"1").unwrap());
        assert_eq!(vault.hash("number", b"1").unwrap(), vault.hash("number", b"1").unwrap());
    }

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", Key::from_bytes([7; 32])), "Key(..)");
    }
}
