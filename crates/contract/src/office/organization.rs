//! Organizations as their administrator and the insurer see them: the permit, and who is signed in.

use chrono::{DateTime, FixedOffset};
use domain::calendar::day::Day;
use domain::id::{OrganizationId, SessionId};
use serde::{Deserialize, Serialize};

use crate::coded::Coded;
#[cfg(feature = "openapi")]
use crate::coded::list::{CodedOrganizationStatus, CodedServiceKind};
use crate::office::account::StaffMember;
use crate::office::device::Device;

/// An office that the insurer has permitted to use the system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Organization {
    /// Opaque id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: OrganizationId,
    /// The tag of its state, with its quotes: sent as `If-Match` with a change, it says what the change rests on.
    #[cfg_attr(feature = "openapi", schema(example = "\"2f1c9a0b77d4e6c85a3e10f4b2d6c9e1\""))]
    pub etag: String,
    /// The office's name.
    #[cfg_attr(feature = "openapi", schema(example = "居宅介護支援事業所 えんがわ"))]
    pub name: String,
    /// The office's number.
    #[cfg_attr(feature = "openapi", schema(example = "4370106637"))]
    pub office_number: String,
    /// The office's kind.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedServiceKind))]
    pub service_code: Coded,
    /// `permitted`, `suspended`, `closed`.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedOrganizationStatus))]
    pub status: Coded,
    /// The first day of the permit.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub permitted_from: Day,
    /// The last day of the permit, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub permitted_until: Option<Day>,
    /// How many devices it may have at a time.
    pub device_quota: u32,
    /// How many it has; a certificate that another has renewed is not counted.
    pub active_devices: u32,
    /// How many install keys are open.
    pub open_install_keys: u32,
}

/// Organizations of the insurer, by office number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct OrganizationList {
    /// The organizations of this page.
    pub organizations: Vec<Organization>,
    /// Where to go on; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// An organization with its people and devices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct OrganizationDetail {
    /// The organization.
    pub organization: Organization,
    /// Its staff.
    pub staff: Vec<StaffMember>,
    /// Its devices.
    pub devices: Vec<Device>,
}

/// How many devices an organization may have from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetDeviceQuota {
    /// 1 to 50.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 50, example = 8))]
    pub device_quota: u32,
    /// Why.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "職員の増員による申出", min_length = 1, max_length = 500)
    )]
    pub reason: String,
    /// Whether the organization may read the reason in its record. What was done it finds there in any case.
    #[serde(default)]
    pub tell_organization: bool,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SessionList {
    /// The newest first.
    pub sessions: Vec<OpenSession>,
}

/// Somebody who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct OpenSession {
    /// Opaque id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: SessionId,
    /// Who.
    #[cfg_attr(feature = "openapi", schema(example = "佐藤 花子"))]
    pub account_name: String,
    /// Their login ID.
    #[cfg_attr(feature = "openapi", schema(example = "sato.hanako"))]
    pub login_id: String,
    /// Where.
    #[cfg_attr(feature = "openapi", schema(example = "事務所のパソコン1"))]
    pub device_label: String,
    /// Since when.
    pub since: DateTime<FixedOffset>,
    /// Whether the screen is locked.
    pub locked: bool,
    /// Whether this is the session that asks.
    pub current: bool,
}
