//! Keys and certificates: the authority that vouches for devices, the certificates it signs, the file that carries one
//! to a device, and the list of those taken back. Bytes in, bytes out: where keys are kept, who may have a
//! certificate, and whether a known one is still in force is decided elsewhere (`service`, `persistence`).

mod authority;
mod device;
mod error;
mod identity;
mod leaf;
mod revocation;
mod secret;
mod server;
mod strict;
#[cfg(test)]
mod testing;

pub use authority::{Authority, AuthorityUse};
pub use device::{DeviceDraft, IssuedDevice, MAX_REQUEST_BYTES, SerialNumber};
pub use error::{PkiError, RequestRefusal};
pub use identity::IdentityFile;
pub use leaf::{
    CertificateRefusal, check_device_certificate, check_device_certificate_der, last_moment, named_insurer,
};
pub use revocation::Revoked;
pub use secret::Secret;
pub use server::ServerIdentity;

use chrono::{DateTime, Utc};
use domain::enrolment::device::CertificateFingerprint;
use openssl::asn1::Asn1Time;

/// From when to when a certificate is good. Both ends are part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetime {
    /// The first second.
    pub from: DateTime<Utc>,
    /// The last second.
    pub until: DateTime<Utc>,
}

impl Lifetime {
    /// `days` days from `now`, beginning an hour early, because the clocks of devices are not all right.
    pub fn days_from(now: DateTime<Utc>, days: u16) -> Self {
        Self {
            from: now - chrono::TimeDelta::hours(1),
            until: now + chrono::TimeDelta::days(i64::from(days)),
        }
    }

    fn first(self) -> Result<Asn1Time, PkiError> {
        Ok(Asn1Time::from_unix(self.from.timestamp())?)
    }

    fn last(self) -> Result<Asn1Time, PkiError> {
        Ok(Asn1Time::from_unix(self.until.timestamp())?)
    }
}

/// What a device is known by: the SHA-256 of the whole certificate as it came over the wire.
///
/// Never the subject, which anybody who gets a certificate from any trusted authority can choose.
pub fn fingerprint(certificate_der: &[u8]) -> CertificateFingerprint {
    CertificateFingerprint(openssl::sha::sha256(certificate_der))
}
