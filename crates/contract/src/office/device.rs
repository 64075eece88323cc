//! Devices: this one, those of an organization, and the renewal of a certificate.

use chrono::{DateTime, FixedOffset};
use domain::calendar::day::Day;
use domain::id::DeviceId;
use serde::{Deserialize, Serialize};

use crate::coded::Coded;
#[cfg(feature = "openapi")]
use crate::coded::list::CodedDeviceStanding;

/// The device that asks, before anybody has signed in: for the page that tells whether a certificate is in place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ThisDevice {
    /// What its people call it.
    #[cfg_attr(feature = "openapi", schema(example = "事務所のパソコン1"))]
    pub label: String,
    /// Whose it is: the organization's name, or the insurer's.
    #[cfg_attr(feature = "openapi", schema(example = "居宅介護支援事業所 えんがわ"))]
    pub organization_name: String,
    /// The last day on which its certificate is valid.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub certificate_last_day: Day,
    /// Days from today to that day.
    pub days_left: i64,
    /// Whether the certificate can be renewed now, by somebody who is signed in.
    pub renewable: bool,
}

/// The devices of an organization, or of the insurer itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct DeviceList {
    /// By label; revoked ones come last.
    pub devices: Vec<Device>,
}

/// One device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Device {
    /// Opaque id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: DeviceId,
    /// The tag of its state, with its quotes: sent as `If-Match` with a change, it says what the change rests on.
    #[cfg_attr(feature = "openapi", schema(example = "\"2f1c9a0b77d4e6c85a3e10f4b2d6c9e1\""))]
    pub etag: String,
    /// What its people call it.
    #[cfg_attr(feature = "openapi", schema(example = "事務所のパソコン1"))]
    pub label: String,
    /// `active`, `revoked`; `expired` for one whose certificate has ended, `renewed` for one that another has replaced
    /// and that has not ended yet.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedDeviceStanding))]
    pub status: Coded,
    /// When its certificate was issued.
    pub issued_at: DateTime<FixedOffset>,
    /// The last log-in on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_at: Option<DateTime<FixedOffset>>,
    /// The last day on which its certificate is valid.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub certificate_last_day: Day,
    /// Days from today to that day; negative once it has passed.
    pub days_left: i64,
    /// How near the end is.
    pub warning: DeviceWarning,
    /// Whether nobody has signed in on it for 90 days.
    pub unused90: bool,
    /// Whether this is the device that asks.
    pub current: bool,
}

/// How near the end of a certificate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DeviceWarning {
    /// More than 60 days, or nothing that renewal could mend.
    #[serde(rename = "none")]
    None,
    /// At most 60 days: it can be renewed.
    #[serde(rename = "60")]
    Within60,
    /// At most 30 days.
    #[serde(rename = "30")]
    Within30,
    /// At most 7 days, or over.
    #[serde(rename = "7")]
    Within7,
}

/// Another label for a device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RelabelDevice {
    /// What its people call it.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "訪問用タブレット2", min_length = 1, max_length = 60)
    )]
    pub label: String,
}

/// A new certificate for this device before the old one ends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RenewDevice {
    /// A certificate signing request (PEM) for a key that stays on the device; without one a .p12 is made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 16384))]
    pub certificate_request: Option<String>,
}
