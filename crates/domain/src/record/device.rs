//! Devices, as they are kept.

use chrono::{DateTime, Utc};

use crate::enrolment::device::{CertificateFingerprint, DeviceStatus};
use crate::id::{DeviceId, OrganizationId};

/// A device as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceRecord {
    /// Opaque id.
    pub id: DeviceId,
    /// Whose it is: an organization's or, without one, the insurer's own.
    pub organization: Option<OrganizationId>,
    /// What its people call it.
    pub label: String,
    /// SHA-256 of the certificate's DER.
    pub fingerprint: CertificateFingerprint,
    /// The certificate's validity.
    pub valid_from: DateTime<Utc>,
    /// The certificate's validity.
    pub valid_until: DateTime<Utc>,
    /// Active or revoked.
    pub status: DeviceStatus,
    /// When it was revoked.
    pub revoked_at: Option<DateTime<Utc>>,
    /// When its certificate was issued.
    pub issued_at: DateTime<Utc>,
    /// The device whose certificate it renews.
    pub replaces: Option<DeviceId>,
    /// The last log-in on it.
    pub last_sign_in_at: Option<DateTime<Utc>>,
}
