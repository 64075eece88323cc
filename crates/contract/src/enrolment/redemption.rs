//! Enrolment: what a device without a certificate may know and do, and the install keys that let it in.

use chrono::{DateTime, FixedOffset};
use domain::calendar::day::Day;
use domain::id::{DeviceId, InstallKeyId};
use serde::{Deserialize, Serialize};

use crate::coded::Coded;
#[cfg(feature = "openapi")]
use crate::coded::list::{CodedInstallKeyStatus, CodedPermitWord, CodedServiceKind};
pub use crate::session::Terms;

/// What the enrolment pages say about the insurer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct EnrolmentInfo {
    /// The insurer.
    #[cfg_attr(feature = "openapi", schema(example = "縁側市"))]
    pub insurer_name: String,
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(example = "431007"))]
    pub insurer_number: String,
    /// The kinds of offices that may apply today.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<CodedServiceKind>))]
    pub admitted_kinds: Vec<Coded>,
    /// The terms of use in force.
    pub terms: Terms,
    /// Where the system itself is reached once the device has its certificate, `https://…`.
    #[cfg_attr(feature = "openapi", schema(example = "https://engawa.example:8443"))]
    pub main_origin: String,
    /// Whom to ask, in the insurer's words (desk, telephone, hours).
    #[cfg_attr(
        feature = "openapi",
        schema(example = "縁側市 高齢介護課 096-000-0000（平日8:30〜17:15）")
    )]
    pub contact: String,
    /// What the insurer calls letting an office use the system.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedPermitWord))]
    pub permit_word: Coded,
}

/// A device asks for its certificate.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EnrolDevice {
    /// The install key as it is printed; case, width, spaces and hyphens do not matter.
    #[cfg_attr(feature = "openapi", schema(example = "K7M2-P9QX-ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-4", format = Password, max_length = 120))]
    pub install_key: String,
    /// What the office calls the device, 1 to 40 characters.
    #[cfg_attr(feature = "openapi", schema(example = "事務所のパソコン1", max_length = 40))]
    pub label: String,
    /// A certificate signing request (PKCS #10, PEM) if the device keeps its own key; without one a key is made here and
    /// handed over once as PKCS #12.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 16384))]
    pub certificate_request: Option<String>,
}

/// A device with its certificate.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct EnrolledDevice {
    /// The device.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub device_id: DeviceId,
    /// Whose device it is; the insurer's name for one of its own.
    #[cfg_attr(feature = "openapi", schema(example = "居宅介護支援事業所 えんがわ"))]
    pub organization_name: String,
    /// Its label.
    #[cfg_attr(feature = "openapi", schema(example = "事務所のパソコン1"))]
    pub label: String,
    /// The last day on which the certificate is valid.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub certificate_last_day: Day,
    /// With this the file is fetched, once and within 15 minutes, by a form post to `…/file`. Only without a request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pick_up: Option<String>,
    /// The file's name. Only without a request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "engawa-device.p12"))]
    pub file_name: Option<String>,
    /// The password that opens the file, shown this once. Only without a request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
    /// The certificate, PEM. Only for a request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
    /// The certificate of the authority that signed it, PEM.
    pub authority: String,
}

/// Picks the file up. Sent as `application/x-www-form-urlencoded`, because some devices install a certificate only from a
/// page load.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PickUp {
    /// What the answer to the enrolment gave.
    #[cfg_attr(feature = "openapi", schema(format = Password, max_length = 64))]
    pub pick_up: String,
}

/// Asks for an install key for one more device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IssueInstallKey {
    /// For which device, 1 to 40 characters; the device may still get another label when it is enrolled.
    #[cfg_attr(feature = "openapi", schema(example = "相談室のタブレット", max_length = 40))]
    pub label: String,
}

/// A new install key: shown this once.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewInstallKey {
    /// Opaque id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: InstallKeyId,
    /// The key, in groups of four.
    #[cfg_attr(feature = "openapi", schema(example = "K7M2-P9QX-ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-4"))]
    pub install_key: String,
    /// The last day on which it can be used.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub expires_on: Day,
}

/// The install keys of an organization or of the insurer itself, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct InstallKeyList {
    /// The keys of the last 90 days; open ones always.
    pub install_keys: Vec<InstallKeyEntry>,
    /// How many devices there may be at a time; absent for the insurer itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_quota: Option<u16>,
    /// Active devices (renewed ones counted once) and open keys together.
    pub used: u16,
}

/// One install key, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct InstallKeyEntry {
    /// Opaque id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: InstallKeyId,
    /// The first eight characters of the key, by which a printed one is recognised.
    #[cfg_attr(feature = "openapi", schema(example = "K7M2-P9QX"))]
    pub key_id: String,
    /// For which device.
    pub label: String,
    /// `open` 未使用, `spent` 使用済み, `locked` ロック, `expired` 期限切れ, `revoked` 取消.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedInstallKeyStatus))]
    pub status: Coded,
    /// When it was made.
    pub issued_at: DateTime<FixedOffset>,
    /// The last day on which it can be used.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub expires_on: Day,
    /// The device enrolled with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub device_id: Option<DeviceId>,
}
