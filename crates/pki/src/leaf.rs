//! What a device certificate must look like besides being signed by our authority. OpenSSL's chain check lets pass
//! certificates without EKU, leaves that say CA:TRUE, names with NUL, and several common names; this does not.
//! Whether the certificate is known and in force is the database's to say.

use chrono::{DateTime, Utc};
use domain::insurer::InsurerNumber;
use openssl::asn1::Asn1Time;
use openssl::nid::Nid;
use openssl::x509::{X509, X509Ref};

use crate::strict::StrictCertificate;

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
/// The first reason found, in the order of [`CertificateRefusal`]; but [`CertificateRefusal::Unreadable`] before all.
pub fn check_device_certificate(certificate: &X509Ref, now: DateTime<Utc>) -> Result<(), CertificateRefusal> {
    let encoded = certificate.to_der().map_err(|_| CertificateRefusal::Unreadable)?;
    let certificate = StrictCertificate::read(&encoded).map_err(|_| CertificateRefusal::Unreadable)?;
    check_purpose(&certificate)?;
    check_time(&certificate, now)?;
    check_names(&certificate)
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

fn check_purpose(certificate: &StrictCertificate) -> Result<(), CertificateRefusal> {
    if !certificate.is_for_clients() {
        return Err(CertificateRefusal::NoClientAuth);
    }
    if certificate.is_authority() || certificate.may_sign_certificates() {
        return Err(CertificateRefusal::IsAuthority);
    }
    if certificate.may_sign() {
        Ok(())
    } else {
        Err(CertificateRefusal::MayNotSign)
    }
}

fn check_time(certificate: &StrictCertificate, now: DateTime<Utc>) -> Result<(), CertificateRefusal> {
    // Certificates count whole seconds: the last one is over when the next begins. None begins before 1970.
    let now = u64::try_from(now.timestamp()).map_err(|_| CertificateRefusal::NotYetValid)?;
    let lifetime = certificate.lifetime();
    if now < *lifetime.start() {
        return Err(CertificateRefusal::NotYetValid);
    }
    if now > *lifetime.end() {
        return Err(CertificateRefusal::Expired);
    }
    Ok(())
}

/// The last moment at which a certificate is good, to be remembered by whoever checks it once and uses it for long.
/// Read by OpenSSL, so that it is known also of a certificate that is refused as unreadable.
pub fn last_moment(certificate: &X509Ref) -> Option<DateTime<Utc>> {
    let span = Asn1Time::from_unix(0).ok()?.diff(certificate.not_after()).ok()?;
    DateTime::from_timestamp(i64::from(span.days) * 86_400 + i64::from(span.secs), 0)
}

/// The insurer that a certificate names, if it names one. Only to know whom to ask: what a device may do, and whose it is,
/// the database says that knows its certificate.
pub fn named_insurer(certificate: &X509Ref) -> Option<InsurerNumber> {
    let mut names = certificate.subject_name().entries_by_nid(Nid::ORGANIZATIONNAME);
    let (first, None) = (names.next()?, names.next()) else {
        return None;
    };
    std::str::from_utf8(first.data().as_slice()).ok()?.parse().ok()
}

fn check_names(certificate: &StrictCertificate) -> Result<(), CertificateRefusal> {
    if certificate.has_name_with_nul() {
        return Err(CertificateRefusal::NameWithNul);
    }
    match certificate.common_names() {
        1 => Ok(()),
        count => Err(CertificateRefusal::CommonNames(count)),
    }
}

#[cfg(test)]
mod tests;
