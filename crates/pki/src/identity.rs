//! The file by which a key made here reaches its device: PKCS #12, as Windows, iOS 12 and Android really import it.

use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkcs12::Pkcs12;
use openssl::rand::rand_bytes;

use crate::device::IssuedDevice;
use crate::error::PkiError;
use crate::secret::Secret;

/// Rounds of key derivation. More would not be read everywhere; the password is long because of that.
const ITERATIONS: u32 = 2048;

/// 32 characters nobody confuses when copying from paper (no 0 o 1 l): 5 bits each.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// 20 characters of 5 bits: 100 bits, so that the weak cipher of the file is not its weakest part.
const PASSWORD_LENGTH: usize = 20;

/// A PKCS #12 file and the password that opens it. To be handed over once, on two ways, and not kept.
#[derive(Debug)]
pub struct IdentityFile {
    bytes: Vec<u8>,
    password: Secret,
}

impl IdentityFile {
    /// The file (`application/x-pkcs12`).
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Its password.
    pub fn password(&self) -> &Secret {
        &self.password
    }
}

impl IssuedDevice {
    /// Key and certificate as PKCS #12: one identity and nothing else, since a CA inside makes Android warn of
    /// surveillance and Windows install it. `friendly_name` is what the device's certificate chooser shows.
    ///
    /// # Errors
    /// [`PkiError::KeyIsElsewhere`] for a certificate made from a request; [`PkiError::Name`] if the friendly name has
    /// control characters or more than 64 characters; [`PkiError::Crypto`] if OpenSSL fails.
    pub fn identity_file(&self, friendly_name: &str) -> Result<IdentityFile, PkiError> {
        let key = self.key.as_ref().ok_or(PkiError::KeyIsElsewhere)?;
        crate::authority::common_name(friendly_name)?;
        let password = new_password()?;
        let file = Pkcs12::builder()
            .name(friendly_name)
            .pkey(key)
            .cert(&self.certificate)
            // OpenSSL's defaults (PBES2 with AES-256, HMAC-SHA-256) fail on iOS 12, Android 7 and Windows 10 before 1809.
            .key_algorithm(Nid::PBE_WITHSHA1AND3_KEY_TRIPLEDES_CBC)
            .cert_algorithm(Nid::PBE_WITHSHA1AND3_KEY_TRIPLEDES_CBC)
            .key_iter(ITERATIONS)
            .mac_iter(ITERATIONS)
            .mac_md(MessageDigest::sha1())
            .build2(password.reveal())?;
        Ok(IdentityFile {
            bytes: file.to_der()?,
            password,
        })
    }
}

fn new_password() -> Result<Secret, PkiError> {
    let mut bytes = [0; PASSWORD_LENGTH];
    rand_bytes(&mut bytes)?;
    let text = bytes
        .iter()
        .filter_map(|byte| ALPHABET.get(usize::from(byte % 32)))
        .map(|c| char::from(*c))
        .collect();
    Ok(Secret::new(text))
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};

    use openssl::pkey::PKey;

    use super::*;
    use crate::testing::issued;

    /// pbeWithSHAAnd3-KeyTripleDES-CBC, 1.2.840.113549.1.12.1.3, as an OBJECT IDENTIFIER.
    const PBE_3DES: &[u8] = &[0x06, 0x0A, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x0C, 0x01, 0x03];
    /// The whole PKCS #12 PBE arc, so that no other cipher hides.
    const PBE_ANY: &[u8] = &[0x06, 0x0A, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x0C, 0x01];
    const PBES2: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x05, 0x0D];
    const SHA1: &[u8] = &[0x06, 0x05, 0x2B, 0x0E, 0x03, 0x02, 0x1A];
    /// INTEGER 2048.
    const ROUNDS: &[u8] = &[0x02, 0x02, 0x08, 0x00];

    fn places(haystack: &[u8], needle: &[u8]) -> Vec<usize> {
        (0..haystack.len())
            .filter(|at| haystack[*at..].starts_with(needle))
            .collect()
    }

    #[test]
    fn the_file_is_made_with_what_old_devices_understand() {
        let file = issued().identity_file("Engawa").unwrap();
        let bytes = file.bytes();
        let ciphers = places(bytes, PBE_3DES);
        assert_eq!(ciphers.len(), 2, "one for the certificate, one for the key");
        assert_eq!(places(bytes, PBE_ANY), ciphers, "and no other cipher");
        assert!(places(bytes, PBES2).is_empty());
        for at in ciphers {
            let parameters = &bytes[at + PBE_3DES.len()..];
            assert_eq!(parameters[..4], [0x30, 0x0E, 0x04, 0x08], "a salt of 8 bytes");
            assert_eq!(&parameters[12..16], ROUNDS);
        }
        let mac = *places(bytes, SHA1).last().unwrap();
        // AlgorithmIdentifier { sha1, NULL }, digest (20 bytes), salt (8 bytes), iterations; and the file ends.
        let after = &bytes[mac + SHA1.len()..];
        assert_eq!(after[..4], [0x05, 0x00, 0x04, 0x14]);
        assert_eq!(after[24..26], [0x04, 0x08]);
        assert_eq!(&after[34..], ROUNDS);
    }

    #[test]
    fn the_file_holds_one_identity_and_opens_with_its_password_only() {
        let issued = issued();
        let file = issued.identity_file("端末 3").unwrap();
        let archive = Pkcs12::from_der(file.bytes()).unwrap();
        assert!(archive.parse2("wrong").is_err());
        let parsed = archive.parse2(file.password().reveal()).unwrap();
        assert_eq!(parsed.cert.unwrap().to_der().unwrap(), issued.certificate_der());
        assert!(parsed.ca.is_none_or(|chain| chain.is_empty()));
        let key: PKey<_> = parsed.pkey.unwrap();
        assert_eq!(key.bits(), 2048);
    }

    #[test]
    fn the_password_has_more_than_eighty_bits_in_plain_ascii() {
        let alphabet: std::collections::BTreeSet<_> = ALPHABET.iter().collect();
        assert_eq!(alphabet.len(), 32, "no character twice, or it would be worth less");
        const { assert!(PASSWORD_LENGTH * 5 >= 80) };
        let (one, other) = (new_password().unwrap(), new_password().unwrap());
        assert_ne!(one.reveal(), other.reveal());
        assert_eq!(one.reveal().len(), PASSWORD_LENGTH);
        assert!(one.reveal().bytes().all(|byte| ALPHABET.contains(&byte)));
    }

    #[test]
    fn the_openssl_program_reads_the_file_without_its_legacy_provider() {
        let file = issued().identity_file("Engawa").unwrap();
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("device.p12");
        std::fs::write(&path, file.bytes()).unwrap();
        let output = Command::new("openssl")
            .args(["pkcs12", "-info", "-nodes", "-passin"])
            .arg(format!("pass:{}", file.password().reveal()))
            .arg("-in")
            .arg(&path)
            .stdin(Stdio::null())
            .output()
            .expect("the openssl program is installed");
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{told}");
        assert!(told.contains("MAC: sha1, Iteration 2048"), "{told}");
        assert_eq!(
            told.matches("pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 2048").count(),
            2,
            "{told}"
        );
    }

    #[test]
    fn a_friendly_name_that_ends_early_is_refused() {
        assert!(matches!(issued().identity_file("office\0evil"), Err(PkiError::Name)));
    }
}
