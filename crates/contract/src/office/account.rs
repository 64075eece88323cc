//! Accounts as an administrator sees them: staff of an office or of the insurer, their invitation, their states.

use chrono::{DateTime, FixedOffset};
use domain::account::Role;
use domain::id::AccountId;
use serde::{Deserialize, Serialize};

use crate::coded::Coded;
#[cfg(feature = "openapi")]
use crate::coded::list::{CodedAccountStatus, CodedRole, CodedStaffAction};
use crate::problem::ProblemItem;

/// The accounts of an organization, or of the insurer itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct StaffList {
    /// By name; those who have left come last.
    pub staff: Vec<StaffMember>,
}

/// One account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct StaffMember {
    /// Opaque id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: AccountId,
    /// The tag of its state, with its quotes: sent as `If-Match` with a change, it says what the change rests on.
    #[cfg_attr(feature = "openapi", schema(example = "\"2f1c9a0b77d4e6c85a3e10f4b2d6c9e1\""))]
    pub etag: String,
    /// The name.
    #[cfg_attr(feature = "openapi", schema(example = "佐藤 花子"))]
    pub name: String,
    /// The login ID; a provisional one until the first-login set-up.
    #[cfg_attr(feature = "openapi", schema(example = "sato.hanako"))]
    pub login_id: String,
    /// The role.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedRole))]
    pub role: Coded,
    /// `provisional`, `active`, `suspended`, `left`.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedAccountStatus))]
    pub status: Coded,
    /// The ward office or counter of a city account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desk: Option<String>,
    /// When this user signed in last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_sign_in_at: Option<DateTime<FixedOffset>>,
    /// When the provisional credentials end; absent if there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provisional_until: Option<DateTime<FixedOffset>>,
    /// Whether this is the account that asks.
    #[serde(rename = "self")]
    pub is_self: bool,
}

/// Somebody new in one's own organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InviteStaff {
    /// The name.
    #[cfg_attr(feature = "openapi", schema(example = "佐藤 花子", min_length = 1, max_length = 100))]
    pub name: String,
    /// `organization-administrator`, `care-manager`, `viewer` or `integration-client`.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "care-manager"))]
    pub role: Role,
}

/// Somebody new at the insurer itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InviteCityStaff {
    /// The name.
    #[cfg_attr(feature = "openapi", schema(example = "役所 花江", min_length = 1, max_length = 100))]
    pub name: String,
    /// `city-administrator`, `desk-clerk`, `auditor` or `integration-client`.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "desk-clerk"))]
    pub role: Role,
    /// The ward office or counter; a desk clerk needs one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "中央区役所 福祉課", max_length = 100))]
    pub desk: Option<String>,
    /// Why the account is made.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "人事異動による配属", min_length = 1, max_length = 500)
    )]
    pub reason: String,
}

/// Another role for somebody of one's own organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeRole {
    /// `organization-administrator`, `care-manager`, `viewer` or `integration-client`.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "viewer"))]
    pub role: Role,
}

/// The body of a command that needs no more than its address: an empty object, or with a remark for the record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Remark {
    /// Why, if somebody may want to know it later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "長期休職のため", max_length = 500))]
    pub reason: Option<String>,
}

/// The body of a command of the insurer that must be justified; the reason is kept in the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StatedReason {
    /// Why.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "端末の紛失の届出があったため", min_length = 1, max_length = 500)
    )]
    pub reason: String,
    /// Whether the organization concerned may read the reason in its record. What was done it finds there in any case.
    #[serde(default)]
    pub tell_organization: bool,
}

/// 仮ログインID・仮パスワード, shown this once and kept nowhere.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ProvisionalCredentials {
    /// The account.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub account_id: AccountId,
    /// 仮ログインID.
    #[cfg_attr(feature = "openapi", schema(example = "kari-7m4qv2xk"))]
    pub login_id: String,
    /// 仮パスワード.
    #[cfg_attr(feature = "openapi", schema(example = "H7KM-Q2XV-9TPW-4RNC"))]
    pub password: String,
    /// They are good for one log-in until then.
    pub valid_until: DateTime<FixedOffset>,
}

/// Many changes at once, from a table: 氏名, 権限, and if wanted 操作 (追加, 停止, 退職) and ログインID.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BulkStaff {
    /// The table as CSV text, the first line its heads; at most 100 people. Either this or `file`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(
            example = "氏名,権限,操作,ログインID\r\n佐藤 花子,ケアマネジャー,追加,\r\n",
            max_length = 60000
        )
    )]
    pub csv: Option<String>,
    /// The same as a file of a spreadsheet, its bytes in base64 (RFC 4648 §4): UTF-8 with or without a byte order mark, or
    /// Shift_JIS (code page 932).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(format = Byte, max_length = 60000))]
    pub file: Option<String>,
    /// Only say what would happen.
    pub dry_run: bool,
}

/// What became, or would become, of each row. Either every row is done or none.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct BulkStaffResult {
    /// Whether it was done: no row has errors and it was no dry run.
    pub applied: bool,
    /// The rows in the order of the table.
    pub rows: Vec<BulkStaffRow>,
}

/// One row of the table.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct BulkStaffRow {
    /// The line in the text, counted from 1; the heads are line 1.
    pub line: u32,
    /// The name as it was read.
    pub name: String,
    /// `invitation` 追加, `suspension` 停止, `departure` 退職; absent if it could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<CodedStaffAction>))]
    pub action: Option<Coded>,
    /// The role, for somebody new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<CodedRole>))]
    pub role: Option<Coded>,
    /// The login ID, for somebody who is there already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login_id: Option<String>,
    /// What is wrong with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemItem>,
    /// The provisional credentials of somebody new, shown this once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credentials: Option<ProvisionalCredentials>,
}
