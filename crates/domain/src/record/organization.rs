//! Organizations and the office master, as they are kept.

use chrono::{DateTime, Utc};

use crate::calendar::period::Period;
use crate::id::OrganizationId;
use crate::organization::{Designation, OfficeNumber, OfficeSource, OrganizationStatus, ServiceCode};

/// An office of the master.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeRecord {
    /// Number.
    pub office_number: OfficeNumber,
    /// Kind.
    pub service_code: ServiceCode,
    /// Name.
    pub name: String,
    /// Address.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// Corporation that runs it.
    pub corporation: String,
    /// Where the insurer knows it from: one or both.
    pub sources: Vec<OfficeSource>,
    /// Why it stands in the insurer's own list, if it does.
    pub designation: Option<Designation>,
}

/// An organization as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationRecord {
    /// Opaque id.
    pub id: OrganizationId,
    /// The office's number.
    pub office_number: OfficeNumber,
    /// The office's kind.
    pub service_code: ServiceCode,
    /// The office's name.
    pub name: String,
    /// Whether it may work now.
    pub status: OrganizationStatus,
    /// When the permit holds.
    pub permitted: Period,
    /// How many devices it may have at a time.
    pub device_quota: u32,
    /// Since when the status is what it is; absent if it never changed.
    pub status_since: Option<DateTime<Utc>>,
}
