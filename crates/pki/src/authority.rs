//! The authority that signs: made once at `init`, loaded at every start. Its private key never leaves as anything but a
//! [`Secret`]. What it signs is in `device`, `server` and `revocation`.

use openssl::asn1::Asn1Integer;
use openssl::bn::{BigNum, MsbOption};
use openssl::ec::{EcGroup, EcKey};
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkey::{PKey, PKeyRef, Private};
use openssl::x509::extension::{AuthorityKeyIdentifier, BasicConstraints, KeyUsage, SubjectKeyIdentifier};
use openssl::x509::{X509, X509Builder, X509Name, X509NameRef};

use crate::error::PkiError;
use crate::lifetime::Lifetime;
use crate::secret::Secret;
use crate::strict::StrictCertificate;

/// What the signed certificates are for. One authority never serves both: a stolen device certificate must not be able
/// to stand in for the server, nor the other way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorityUse {
    /// Signs client certificates of devices.
    Devices,
    /// Signs the server certificate of a machine without a public name (demo, tests, closed networks).
    Server,
}

/// A certificate authority: its certificate and the key it signs with (ECDSA P-256).
///
/// P-256 although devices hold RSA keys: the chain is checked by us on each handshake, and a device only has to carry
/// its own certificate, so nothing old has to understand the authority's key.
pub struct Authority {
    pub(crate) certificate: X509,
    pub(crate) key: PKey<Private>,
}

impl Authority {
    /// A new authority called `name` (CN), signing nothing but leaves.
    ///
    /// # Errors
    /// [`PkiError::Name`] if `name` cannot stand in a certificate; [`PkiError::Crypto`] if OpenSSL fails.
    pub fn create(usage: AuthorityUse, name: &str, lifetime: Lifetime) -> Result<Self, PkiError> {
        let key = new_ec_key()?;
        let subject = common_name(name)?;
        let mut builder = unsigned(&random_serial()?, &subject, &subject, lifetime, &key)?;
        builder.append_extension(BasicConstraints::new().critical().ca().pathlen(0).build()?)?;
        builder.append_extension(match usage {
            AuthorityUse::Devices => KeyUsage::new().critical().key_cert_sign().crl_sign().build()?,
            AuthorityUse::Server => KeyUsage::new().critical().key_cert_sign().build()?,
        })?;
        let key_identifier = SubjectKeyIdentifier::new().build(&builder.x509v3_context(None, None))?;
        builder.append_extension(key_identifier)?;
        builder.sign(&key, MessageDigest::sha256())?;
        Ok(Self {
            certificate: builder.build(),
            key,
        })
    }

    /// The authority kept in these two PEM texts.
    ///
    /// # Errors
    /// [`PkiError::KeyDoesNotMatch`], [`PkiError::NotAnAuthority`], or [`PkiError::Crypto`] if a text is not PEM.
    pub fn load(certificate_pem: &str, key_pem: &str) -> Result<Self, PkiError> {
        let certificate = X509::from_pem(certificate_pem.as_bytes())?;
        let key = PKey::private_key_from_pem(key_pem.as_bytes())?;
        if !certificate.public_key()?.public_eq(&key) {
            return Err(PkiError::KeyDoesNotMatch);
        }
        let signs = StrictCertificate::read(&certificate.to_der()?)
            .is_ok_and(|certificate| certificate.is_authority() && certificate.may_sign_certificates());
        if signs {
            Ok(Self { certificate, key })
        } else {
            Err(PkiError::NotAnAuthority)
        }
    }

    /// The authority's certificate, to be kept and to be handed to the TLS listener.
    ///
    /// # Errors
    /// [`PkiError::Crypto`] if OpenSSL fails.
    pub fn certificate_pem(&self) -> Result<String, PkiError> {
        Ok(String::from_utf8_lossy(&self.certificate.to_pem()?).into_owned())
    }

    /// The signing key as PKCS #8 PEM, not encrypted: whoever stores it answers for the file's mode.
    ///
    /// # Errors
    /// [`PkiError::Crypto`] if OpenSSL fails.
    pub fn key_pem(&self) -> Result<Secret, PkiError> {
        private_pem(&self.key)
    }

    /// A builder whose issuer is this authority and which says so; the caller adds what the certificate is for.
    pub(crate) fn leaf<T: openssl::pkey::HasPublic>(
        &self,
        serial: &Asn1Integer,
        subject: &X509NameRef,
        lifetime: Lifetime,
        key: &PKeyRef<T>,
    ) -> Result<X509Builder, PkiError> {
        let mut builder = unsigned(serial, subject, self.certificate.subject_name(), lifetime, key)?;
        builder.append_extension(BasicConstraints::new().critical().build()?)?;
        let own = SubjectKeyIdentifier::new().build(&builder.x509v3_context(Some(&self.certificate), None))?;
        builder.append_extension(own)?;
        let issuer = AuthorityKeyIdentifier::new()
            .keyid(true)
            .build(&builder.x509v3_context(Some(&self.certificate), None))?;
        builder.append_extension(issuer)?;
        Ok(builder)
    }

    pub(crate) fn sign(&self, mut builder: X509Builder) -> Result<X509, PkiError> {
        builder.sign(&self.key, MessageDigest::sha256())?;
        Ok(builder.build())
    }
}

impl std::fmt::Debug for Authority {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Authority")
            .field("subject", &self.certificate.subject_name())
            .finish_non_exhaustive()
    }
}

fn unsigned<T: openssl::pkey::HasPublic>(
    serial: &Asn1Integer,
    subject: &X509NameRef,
    issuer: &X509NameRef,
    lifetime: Lifetime,
    key: &PKeyRef<T>,
) -> Result<X509Builder, PkiError> {
    let mut builder = X509::builder()?;
    builder.set_version(2)?; // X.509 v3
    builder.set_serial_number(serial)?;
    builder.set_subject_name(subject)?;
    builder.set_issuer_name(issuer)?;
    let (first, last) = (lifetime.first()?, lifetime.last()?);
    builder.set_not_before(&first)?;
    builder.set_not_after(&last)?;
    builder.set_pubkey(key)?;
    Ok(builder)
}

/// A name of one CN (RFC 5280 upper bound: 64 characters).
pub(crate) fn common_name(name: &str) -> Result<X509Name, PkiError> {
    if name.is_empty() || name.chars().count() > 64 || name.chars().any(char::is_control) {
        return Err(PkiError::Name);
    }
    let mut builder = X509Name::builder()?;
    builder.append_entry_by_nid(Nid::COMMONNAME, name)?;
    Ok(builder.build())
}

/// 127 random bits, positive: nobody can guess a serial, and no two are alike.
pub(crate) fn random_serial() -> Result<Asn1Integer, PkiError> {
    let mut serial = BigNum::new()?;
    serial.rand(127, MsbOption::ONE, false)?;
    Ok(serial.to_asn1_integer()?)
}

pub(crate) fn new_ec_key() -> Result<PKey<Private>, PkiError> {
    let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1)?;
    Ok(PKey::from_ec_key(EcKey::generate(&group)?)?)
}

pub(crate) fn private_pem(key: &PKeyRef<Private>) -> Result<Secret, PkiError> {
    Ok(Secret::new(
        String::from_utf8_lossy(&key.private_key_to_pem_pkcs8()?).into_owned(),
    ))
}

#[cfg(test)]
mod tests {
    use openssl::x509::X509KeyUsage;

    use super::*;
    use crate::testing::{authority, lifetime};

    #[test]
    fn an_authority_is_the_same_after_a_restart() {
        let made = authority();
        let pem = made.certificate_pem().unwrap();
        let loaded = Authority::load(&pem, made.key_pem().unwrap().reveal()).unwrap();
        assert_eq!(loaded.certificate_pem().unwrap(), pem);
    }

    #[test]
    fn a_key_of_somebody_else_is_noticed_at_start() {
        let (one, other) = (authority(), authority());
        let mixed = Authority::load(&one.certificate_pem().unwrap(), other.key_pem().unwrap().reveal());
        assert!(matches!(mixed, Err(PkiError::KeyDoesNotMatch)));
    }

    #[test]
    fn a_leaf_cannot_be_loaded_as_an_authority() {
        let leaf = authority().server_identity(&["localhost"], &[], lifetime()).unwrap();
        let loaded = Authority::load(leaf.certificate_pem(), leaf.key_pem().reveal());
        assert!(matches!(loaded, Err(PkiError::NotAnAuthority)));
    }

    #[test]
    fn the_authority_signs_leaves_only() {
        let certificate = authority().certificate;
        assert_eq!(certificate.pathlen(), Some(0));
        assert_eq!(
            certificate.key_usage(),
            Some(X509KeyUsage::KEY_CERT_SIGN | X509KeyUsage::CRL_SIGN)
        );
        assert!(certificate.extended_key_usage().is_none());
    }

    #[test]
    fn a_name_that_could_be_misread_is_refused() {
        for name in ["", "a\0b", "line\nbreak", &"長".repeat(65)] {
            assert!(
                matches!(
                    Authority::create(AuthorityUse::Devices, name, lifetime()),
                    Err(PkiError::Name)
                ),
                "{name:?}"
            );
        }
    }

    #[test]
    fn a_private_key_does_not_show_in_debug_output() {
        let shown = format!("{:?} {:?}", authority(), authority().key_pem().unwrap());
        assert!(!shown.contains("PRIVATE") && shown.contains("Secret(..)"), "{shown}");
    }
}
