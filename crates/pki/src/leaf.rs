//! What a device certificate must look like besides being signed by our authority. OpenSSL's chain check lets pass
//! certificates without EKU, leaves that say CA:TRUE, names with NUL, and several common names; this does not.
//! Whether the certificate is known and in force is the database's to say.

use chrono::{DateTime, Utc};
use openssl::asn1::Asn1Time;
use openssl::nid::Nid;
use openssl::x509::{X509, X509ExtendedKeyUsage, X509KeyUsage, X509NameRef, X509Ref};

use crate::der;

/// Why a certificate that the TLS library accepted is still not one of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CertificateRefusal {
    /// No extended key usage, or one without clientAuth.
    #[error("the certificate is not for client authentication")]
    NoClientAuth,
    /// CA:TRUE or keyCertSign: whoever holds it could sign others.
    #[error("the certificate belongs to an authority, not to a device")]
    IsAuthority,
    /// No digitalSignature in the key usage.
    #[error("the certificate's key may not sign")]
    MayNotSign,
    /// Its time has not begun.
    #[error("the certificate is not valid yet")]
    NotYetValid,
    /// Its time is over.
    #[error("the certificate has expired")]
    Expired,
    /// A NUL in a name: programs that stop reading there see another name.
    #[error("a name in the certificate contains NUL")]
    NameWithNul,
    /// None, or more than one that programs could choose from.
    #[error("the certificate has {0} common names instead of one")]
    CommonNames(usize),
    /// The structure could not be read in full.
    #[error("the certificate cannot be read")]
    Unreadable,
}

/// Checks a peer's certificate at `now`.
///
/// # Errors
/// The first reason found, in the order of [`CertificateRefusal`].
pub fn check_device_certificate(certificate: &X509Ref, now: DateTime<Utc>) -> Result<(), CertificateRefusal> {
    check_purpose(certificate)?;
    check_time(certificate, now)?;
    check_names(certificate)
}

/// As [`check_device_certificate`], for the DER a TLS layer hands over.
///
/// # Errors
/// As there; [`CertificateRefusal::Unreadable`] also if it is not a certificate at all.
pub fn check_device_certificate_der(der: &[u8], now: DateTime<Utc>) -> Result<(), CertificateRefusal> {
    let certificate = X509::from_der(der).map_err(|_| CertificateRefusal::Unreadable)?;
    // Bytes behind the certificate would change its fingerprint but not its meaning.
    match certificate.to_der() {
        Ok(encoded) if encoded == der => check_device_certificate(&certificate, now),
        _ => Err(CertificateRefusal::Unreadable),
    }
}

fn check_purpose(certificate: &X509Ref) -> Result<(), CertificateRefusal> {
    let encoded = certificate.to_der().map_err(|_| CertificateRefusal::Unreadable)?;
    let constraints = der::extension(&encoded, der::BASIC_CONSTRAINTS).map_err(|_| CertificateRefusal::Unreadable)?;
    let client = certificate
        .extended_key_usage()
        .is_some_and(|usage| usage.contains(X509ExtendedKeyUsage::SSL_CLIENT));
    if !client {
        return Err(CertificateRefusal::NoClientAuth);
    }
    let usage = certificate.key_usage().unwrap_or(X509KeyUsage::empty());
    let authority = match constraints {
        Some(value) => der::is_authority(value).map_err(|_| CertificateRefusal::Unreadable)?,
        None => false,
    };
    if authority || usage.contains(X509KeyUsage::KEY_CERT_SIGN) {
        return Err(CertificateRefusal::IsAuthority);
    }
    if usage.contains(X509KeyUsage::DIGITAL_SIGNATURE) {
        Ok(())
    } else {
        Err(CertificateRefusal::MayNotSign)
    }
}

fn check_time(certificate: &X509Ref, now: DateTime<Utc>) -> Result<(), CertificateRefusal> {
    let now = Asn1Time::from_unix(now.timestamp()).map_err(|_| CertificateRefusal::Unreadable)?;
    if certificate.not_before() > &*now {
        return Err(CertificateRefusal::NotYetValid);
    }
    if certificate.not_after() < &*now {
        return Err(CertificateRefusal::Expired);
    }
    Ok(())
}

/// The last moment at which a certificate is good, to be remembered by whoever checks it once and uses it for long.
pub fn last_moment(certificate: &X509Ref) -> Option<DateTime<Utc>> {
    let span = Asn1Time::from_unix(0).ok()?.diff(certificate.not_after()).ok()?;
    DateTime::from_timestamp(i64::from(span.days) * 86_400 + i64::from(span.secs), 0)
}

fn check_names(certificate: &X509Ref) -> Result<(), CertificateRefusal> {
    let with_nul = |name: &X509NameRef| name.entries().any(|entry| entry.data().as_slice().contains(&0));
    if with_nul(certificate.subject_name()) || with_nul(certificate.issuer_name()) {
        return Err(CertificateRefusal::NameWithNul);
    }
    match certificate.subject_name().entries_by_nid(Nid::COMMONNAME).count() {
        1 => Ok(()),
        count => Err(CertificateRefusal::CommonNames(count)),
    }
}

#[cfg(test)]
mod tests;
