//! Signing in, staying signed in, locking, signing out.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::coded::Coded;

/// Log-in with ID and password, on a device whose certificate the TLS connection has already proved.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignIn {
    /// The login ID.
    #[cfg_attr(feature = "openapi", schema(example = "sato.hanako", max_length = 64))]
    pub login_id: String,
    /// The password.
    #[cfg_attr(feature = "openapi", schema(example = "縁側で飲むお茶はとても格別です", format = Password, max_length = 256))]
    pub password: String,
}

/// The password again, to open a locked session.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Unlock {
    /// The password.
    #[cfg_attr(feature = "openapi", schema(example = "縁側で飲むお茶はとても格別です", format = Password, max_length = 256))]
    pub password: String,
}

/// Who is signed in, where, and until when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// The user's name.
    #[cfg_attr(feature = "openapi", schema(example = "佐藤 花子"))]
    pub account_name: String,
    /// The user's role.
    pub role: Coded,
    /// The organization's name.
    #[cfg_attr(feature = "openapi", schema(example = "居宅介護支援事業所 えんがわ"))]
    pub organization_name: String,
    /// The organization's office number.
    #[cfg_attr(feature = "openapi", schema(example = "4370106637"))]
    pub office_number: String,
    /// The insurer's name.
    #[cfg_attr(feature = "openapi", schema(example = "縁側市"))]
    pub insurer_name: String,
    /// The device's label.
    #[cfg_attr(feature = "openapi", schema(example = "事務所のパソコン1"))]
    pub device_label: String,
    /// When this user signed in the time before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_sign_in_at: Option<DateTime<FixedOffset>>,
    /// Whether the session is locked and wants the password again.
    pub locked: bool,
    /// Seconds without any use after which the session is over.
    pub idle_seconds: u32,
    /// The moment at which it is over in any case.
    pub expires_at: DateTime<FixedOffset>,
    /// The server's clock.
    pub now: DateTime<FixedOffset>,
    /// The last day on which the device's certificate is valid, `YYYY-MM-DD`.
    pub certificate_last_day: String,
}
