//! Install keys, as they are kept.

use chrono::{DateTime, Utc};

use crate::enrolment::install_key::{KeyId, KeyLife};
use crate::id::{DeviceId, InstallKeyId, OrganizationId};

/// A key as it is kept, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstallKeyRecord {
    /// Opaque id.
    pub id: InstallKeyId,
    /// The printed part by which it is found.
    pub key_id: KeyId,
    /// For whose device: an organization's, or the insurer's own.
    pub organization: Option<OrganizationId>,
    /// For which device.
    pub label: String,
    /// When it was made.
    pub issued_at: DateTime<Utc>,
    /// Its life.
    pub life: KeyLife,
    /// For which device it is reserved.
    pub reserved_for: Option<DeviceId>,
    /// The device made with it.
    pub device: Option<DeviceId>,
}
