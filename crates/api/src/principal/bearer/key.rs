//! A key pair that signs tokens (P-256): made at `init`, kept as PKCS #8 PEM by the program.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey};
use openssl::bn::BigNumContext;
use openssl::ec::{EcGroup, EcKey, PointConversionForm};
use openssl::error::ErrorStack;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};

/// A signing key with everything that follows from it.
pub struct TokenKey {
    signing: EncodingKey,
    verifying: DecodingKey,
    header: String,
    pem: String,
}

/// The text is not a P-256 private key.
#[derive(Debug, thiserror::Error)]
pub enum InvalidTokenKey {
    /// OpenSSL could not read or make it.
    #[error("the token key is not usable: {0}")]
    OpenSsl(#[from] ErrorStack),
    /// Another curve or another kind of key.
    #[error("the token key must be on the curve P-256")]
    Curve,
}

impl TokenKey {
    /// A new key.
    ///
    /// # Errors
    /// If OpenSSL fails.
    pub fn generate() -> Result<Self, InvalidTokenKey> {
        let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1)?;
        Self::from_key(PKey::from_ec_key(EcKey::generate(&group)?)?)
    }

    /// The key kept in this text.
    ///
    /// # Errors
    /// If it is not the PEM of a P-256 private key.
    pub fn from_pem(pem: &str) -> Result<Self, InvalidTokenKey> {
        Self::from_key(PKey::private_key_from_pem(pem.as_bytes())?)
    }

    /// The text to keep (PKCS #8, not encrypted): whoever stores it answers for the file's mode.
    pub fn to_pem(&self) -> &str {
        &self.pem
    }

    fn from_key(key: PKey<Private>) -> Result<Self, InvalidTokenKey> {
        let ec = key.ec_key().map_err(|_| InvalidTokenKey::Curve)?;
        if ec.group().curve_name() != Some(Nid::X9_62_PRIME256V1) {
            return Err(InvalidTokenKey::Curve);
        }
        let mut context = BigNumContext::new()?;
        let point = ec
            .public_key()
            .to_bytes(ec.group(), PointConversionForm::UNCOMPRESSED, &mut context)?;
        let id = openssl::sha::sha256(&point);
        let id = URL_SAFE_NO_PAD.encode(id.get(..12).unwrap_or(&id));
        let header = format!(r#"{{"alg":"ES256","kid":"{id}","typ":"engawa-session+jwt"}}"#);
        Ok(Self {
            signing: EncodingKey::from_ec_der(&key.private_key_to_pkcs8()?),
            verifying: DecodingKey::from_ec_der(&point),
            header: URL_SAFE_NO_PAD.encode(header),
            pem: String::from_utf8_lossy(&key.private_key_to_pem_pkcs8()?).into_owned(),
        })
    }

    /// The encoded header of every token that this key signs.
    pub(super) fn header(&self) -> &str {
        &self.header
    }

    pub(super) fn verifying(&self) -> &DecodingKey {
        &self.verifying
    }

    pub(super) fn sign(&self, message: &[u8]) -> Result<String, jsonwebtoken::errors::Error> {
        jsonwebtoken::crypto::sign(message, &self.signing, Algorithm::ES256)
    }
}

impl std::fmt::Debug for TokenKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TokenKey(..)")
    }
}
