//! From a key to a device's certificate, in two steps: a draft, whose serial and key hash are to be stored first, and the
//! signature. A crash between the two leaves a record of a certificate that never was; never the opposite.

pub(crate) mod request;

use std::fmt;

use base16ct::HexDisplay;
use domain::enrolment::device::CertificateFingerprint;
use domain::id::DeviceId;
use domain::insurer::InsurerNumber;
use openssl::asn1::{Asn1Integer, Asn1IntegerRef};
use openssl::bn::BigNum;
use openssl::nid::Nid;
use openssl::pkey::{PKey, PKeyRef, Private, Public};
use openssl::rsa::Rsa;
use openssl::x509::extension::{ExtendedKeyUsage, KeyUsage};
use openssl::x509::{X509, X509Name};

use crate::authority::{Authority, random_serial};
use crate::error::PkiError;
use crate::lifetime::Lifetime;

/// RSA for keys made here, because it is what every system that imports a PKCS #12 file takes.
const RSA_BITS: u32 = 2048;

/// The serial number of a certificate: up to 20 bytes, most significant first.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SerialNumber(Vec<u8>);

impl SerialNumber {
    /// A serial as it was stored.
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The number, big-endian, without sign.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    pub(crate) fn read(number: &Asn1IntegerRef) -> Result<Self, PkiError> {
        Ok(Self(number.to_bn()?.to_vec()))
    }

    pub(crate) fn to_asn1(&self) -> Result<Asn1Integer, PkiError> {
        Ok(BigNum::from_slice(&self.0)?.to_asn1_integer()?)
    }
}

/// In hexadecimal digits, as it is stored.
impl fmt::Display for SerialNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}", HexDisplay(&self.0))
    }
}

enum DraftKey {
    /// Made here; handed over once as PKCS #12, never kept.
    Own(PKey<Private>),
    /// The public half of a key that stays with the device.
    Requested(PKey<Public>),
}

/// A certificate about to be signed.
pub struct DeviceDraft {
    key: DraftKey,
    serial: SerialNumber,
    key_hash: [u8; 32],
    lifetime: Lifetime,
}

impl DeviceDraft {
    /// A draft with a new RSA-2048 key.
    ///
    /// # Errors
    /// [`PkiError::Crypto`] if OpenSSL fails.
    pub fn with_own_key(lifetime: Lifetime) -> Result<Self, PkiError> {
        let key = PKey::from_rsa(Rsa::generate(RSA_BITS)?)?;
        let key_hash = key_hash(&key)?;
        Ok(Self {
            key: DraftKey::Own(key),
            serial: new_serial()?,
            key_hash,
            lifetime,
        })
    }

    /// A draft for the key in a certificate signing request, PEM or DER. Only the key is taken from it: names and
    /// extensions it asks for are not looked at.
    ///
    /// # Errors
    /// [`PkiError::Request`] with what is wrong with it; [`PkiError::Crypto`] if OpenSSL fails.
    pub fn from_request(request: &[u8], lifetime: Lifetime) -> Result<Self, PkiError> {
        let key = request::requested_key(request)?;
        let key_hash = key_hash(&key)?;
        Ok(Self {
            key: DraftKey::Requested(key),
            serial: new_serial()?,
            key_hash,
            lifetime,
        })
    }

    /// The serial the certificate will have; store it before signing.
    pub fn serial(&self) -> &SerialNumber {
        &self.serial
    }

    /// SHA-256 of the public key (SubjectPublicKeyInfo); store it before signing, and sign no key twice.
    pub fn key_hash(&self) -> &[u8; 32] {
        &self.key_hash
    }

    /// From when to when the certificate will be good.
    pub fn lifetime(&self) -> Lifetime {
        self.lifetime
    }
}

/// A signed device certificate and, if the key was made here, the key on its way out.
pub struct IssuedDevice {
    pub(crate) certificate: X509,
    pub(crate) key: Option<PKey<Private>>,
    der: Vec<u8>,
}

impl IssuedDevice {
    /// The certificate.
    pub fn certificate_der(&self) -> &[u8] {
        &self.der
    }

    /// The certificate as PEM, the answer to a signing request.
    ///
    /// # Errors
    /// [`PkiError::Crypto`] if OpenSSL fails.
    pub fn certificate_pem(&self) -> Result<String, PkiError> {
        Ok(String::from_utf8_lossy(&self.certificate.to_pem()?).into_owned())
    }

    /// What the device will be known by.
    pub fn fingerprint(&self) -> CertificateFingerprint {
        fingerprint(&self.der)
    }
}

impl Authority {
    /// Signs a draft. The subject is the device's opaque id and the insurer's number, by which a node that serves several
    /// knows whose database to ask, and nothing more: TLS 1.2 sends client certificates in clear, and a subject must not
    /// tell a listener which office calls.
    ///
    /// # Errors
    /// [`PkiError::Crypto`] if OpenSSL fails.
    pub fn sign_device(
        &self,
        draft: DeviceDraft,
        device: DeviceId,
        insurer: InsurerNumber,
    ) -> Result<IssuedDevice, PkiError> {
        let DeviceDraft {
            key,
            serial,
            key_hash: _,
            lifetime,
        } = draft;
        let subject = subject_of(device, insurer)?;
        let serial = serial.to_asn1()?;
        let mut builder = match &key {
            DraftKey::Own(key) => self.leaf(&serial, &subject, lifetime, key)?,
            DraftKey::Requested(key) => self.leaf(&serial, &subject, lifetime, key)?,
        };
        builder.append_extension(KeyUsage::new().critical().digital_signature().build()?)?;
        builder.append_extension(ExtendedKeyUsage::new().client_auth().build()?)?;
        let certificate = self.sign(builder)?;
        let der = certificate.to_der()?;
        let key = match key {
            DraftKey::Own(key) => Some(key),
            DraftKey::Requested(_) => None,
        };
        Ok(IssuedDevice { certificate, key, der })
    }
}

fn subject_of(device: DeviceId, insurer: InsurerNumber) -> Result<X509Name, PkiError> {
    let mut subject = X509Name::builder()?;
    subject.append_entry_by_nid(Nid::ORGANIZATIONNAME, insurer.as_str())?;
    subject.append_entry_by_nid(Nid::COMMONNAME, &device.to_string())?;
    Ok(subject.build())
}

fn new_serial() -> Result<SerialNumber, PkiError> {
    let number = random_serial()?;
    SerialNumber::read(&number)
}

fn key_hash<T: openssl::pkey::HasPublic>(key: &PKeyRef<T>) -> Result<[u8; 32], PkiError> {
    Ok(openssl::sha::sha256(&key.public_key_to_der()?))
}

/// What a device is known by: the SHA-256 of the whole certificate as it came over the wire.
///
/// Never the subject, which anybody who gets a certificate from any trusted authority can choose.
pub fn fingerprint(certificate_der: &[u8]) -> CertificateFingerprint {
    CertificateFingerprint(openssl::sha::sha256(certificate_der))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{authority, device_id, insurer, lifetime, request};
    use crate::{check_device_certificate, named_insurer};

    #[test]
    fn an_issued_certificate_passes_our_own_check_and_names_the_device_and_its_insurer_only() {
        let authority = authority();
        let draft = DeviceDraft::with_own_key(lifetime()).unwrap();
        let (serial, key_hash) = (draft.serial().clone(), *draft.key_hash());
        let issued = authority.sign_device(draft, device_id(), insurer()).unwrap();
        assert_eq!(check_device_certificate(&issued.certificate, lifetime().from), Ok(()));
        assert!(issued.certificate.verify(&authority.key).unwrap());
        assert_eq!(SerialNumber::read(issued.certificate.serial_number()).unwrap(), serial);
        assert_eq!(
            super::key_hash(&issued.certificate.public_key().unwrap()).unwrap(),
            key_hash
        );
        let names: Vec<_> = issued
            .certificate
            .subject_name()
            .entries()
            .map(|e| e.data().as_slice().to_vec())
            .collect();
        let device = device_id().to_string().into_bytes();
        assert_eq!(names, [insurer().to_string().into_bytes(), device]);
        assert_eq!(named_insurer(&issued.certificate), Some(insurer()));
    }

    #[test]
    fn a_request_gives_its_key_and_nothing_else() {
        let key = PKey::from_rsa(Rsa::generate(2048).unwrap()).unwrap();
        let request = request(
            &key,
            &[(Nid::COMMONNAME, "root"), (Nid::ORGANIZATIONNAME, "Another Office")],
            true,
        );
        let draft = DeviceDraft::from_request(&request, lifetime()).unwrap();
        let issued = authority().sign_device(draft, device_id(), insurer()).unwrap();
        assert_eq!(check_device_certificate(&issued.certificate, lifetime().from), Ok(()));
        assert!(issued.certificate.public_key().unwrap().public_eq(&key));
        assert_eq!(issued.certificate.subject_name().entries().count(), 2);
        assert_eq!(
            named_insurer(&issued.certificate),
            Some(insurer()),
            "not the other office"
        );
        assert!(issued.certificate.subject_alt_names().is_none());
        assert!(matches!(issued.identity_file("端末"), Err(PkiError::KeyIsElsewhere)));
    }
}
