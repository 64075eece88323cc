//! Signing in, staying signed in, locking, signing out.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::coded::Coded;
#[cfg(feature = "openapi")]
use crate::coded::list::{CodedPermitWord, CodedRole};

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

/// The password again, before something that is asked for with it: opens the time in which such steps may be taken.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Confirmation {
    /// The password.
    #[cfg_attr(feature = "openapi", schema(example = "縁側で飲むお茶はとても格別です", format = Password, max_length = 256))]
    pub password: String,
}

/// 初期設定: what somebody with provisional credentials chooses at the first log-in. They are dead afterwards.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FirstLogIn {
    /// The name, as colleagues and the insurer know it.
    #[cfg_attr(feature = "openapi", schema(example = "佐藤 花子", min_length = 1, max_length = 100))]
    pub name: String,
    /// The login ID of one's own choice.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "sato.hanako", min_length = 4, max_length = 64)
    )]
    pub login_id: String,
    /// The password of one's own choice.
    #[cfg_attr(feature = "openapi", schema(example = "縁側で飲むお茶はとても格別です", format = Password, max_length = 256))]
    pub password: String,
    /// The version of the terms of use that were shown and accepted.
    #[cfg_attr(feature = "openapi", schema(example = "2026-04"))]
    pub terms_version: String,
}

/// 利用規約: the terms of use in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Terms {
    /// Their version, to be sent back when they are accepted.
    #[cfg_attr(feature = "openapi", schema(example = "2026-04"))]
    pub version: String,
    /// Their text, paragraphs apart by a line break.
    pub text: String,
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
    #[cfg_attr(feature = "openapi", schema(value_type = CodedRole))]
    pub role: Coded,
    /// The organization's name; the insurer's for its own staff.
    #[cfg_attr(feature = "openapi", schema(example = "居宅介護支援事業所 えんがわ"))]
    pub organization_name: String,
    /// The organization's office number; empty for the insurer's own staff.
    #[cfg_attr(feature = "openapi", schema(example = "4370106637"))]
    pub office_number: String,
    /// The insurer's name.
    #[cfg_attr(feature = "openapi", schema(example = "縁側市"))]
    pub insurer_name: String,
    /// Whom to ask, in the insurer's words (desk, telephone, hours).
    #[cfg_attr(
        feature = "openapi",
        schema(example = "縁側市 高齢介護課 096-000-0000（平日8:30〜17:15）")
    )]
    pub contact: String,
    /// What the insurer calls letting an office use the system.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedPermitWord))]
    pub permit_word: Coded,
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
    /// Whether only the first-login set-up (初期設定) may be done: the account has provisional credentials.
    #[serde(default)]
    pub setup_required: bool,
    /// Whether the account is one of the insurer itself, not of an organization.
    #[serde(default)]
    pub city: bool,
    /// The terms of use to be accepted; only while `setupRequired`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
    /// Until when the password given last opens steps that ask for it; absent if it must be given again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_until: Option<DateTime<FixedOffset>>,
}

/// A token that opens the API for its session, on the device it was given to. `Debug` does not tell it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct AccessToken(pub String);

impl std::fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AccessToken(..)")
    }
}

/// The session, and the token that was given for it just now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SessionWithToken {
    /// The session.
    #[serde(flatten)]
    pub session: Session,
    /// Seconds from now for which the token is good.
    #[cfg_attr(feature = "openapi", schema(example = 600))]
    pub expires_in: u32,
    /// The token, to be sent as `Authorization: Bearer` (RFC 6750). For software only: a browser has it as a cookie that no
    /// script can read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub access_token: Option<AccessToken>,
    /// `Bearer`, beside a token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Bearer"))]
    pub token_type: Option<String>,
}
