//! Usage applications (システム利用申請): an office's request to use the system, the office's own look at how it stands, and
//! the insurer's desk for them.

use chrono::{DateTime, FixedOffset};
use domain::calendar::day::Day;
use domain::id::{OrganizationId, UsageApplicationId};
use serde::{Deserialize, Serialize};

use crate::coded::Coded;
#[cfg(feature = "openapi")]
use crate::coded::list::{
    CodedApplicationChannel, CodedDuplicateKind, CodedDuplicateState, CodedServiceKind, CodedUsageApplicationEvent,
    CodedUsageApplicationState,
};

/// システム利用申請書.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewUsageApplication {
    /// The office number.
    #[cfg_attr(feature = "openapi", schema(example = "4370106637", max_length = 40))]
    pub office_number: String,
    /// The code of the service for which the system will be used, two characters.
    #[cfg_attr(feature = "openapi", schema(example = "43", max_length = 2))]
    pub service_code: String,
    /// 利用組織管理者: who will run staff and devices, normally the office's manager.
    #[cfg_attr(feature = "openapi", schema(example = "佐藤 花子", max_length = 100))]
    pub administrator_name: String,
    /// The same name in kana.
    #[cfg_attr(feature = "openapi", schema(example = "サトウ ハナコ", max_length = 100))]
    pub administrator_kana: String,
    /// A telephone number under which the administrator is reached.
    #[cfg_attr(feature = "openapi", schema(example = "096-000-0000", max_length = 30))]
    pub contact_phone: String,
    /// A mail address, if there is one. Secrets are never sent there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "office@example.jp", max_length = 254))]
    pub contact_mail: Option<String>,
    /// How many devices will be used.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 50, example = 3))]
    pub devices: u16,
    /// The version of the terms that the office has read and accepts.
    #[cfg_attr(feature = "openapi", schema(example = "2026-04-01", max_length = 20))]
    pub terms_version: String,
    /// Whether the office has looked again at a number whose check digit does not hold, and means it.
    #[serde(default)]
    pub check_digit_confirmed: bool,
}

/// Something to look at again that does not stop the application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct FieldWarning {
    /// JSON pointer (RFC 6901) to the field.
    #[cfg_attr(feature = "openapi", schema(example = "/officeNumber"))]
    pub pointer: String,
    /// Stable id of the rule.
    #[cfg_attr(feature = "openapi", schema(example = "office.check-digit"))]
    pub rule: String,
    /// What to look at.
    pub detail: String,
}

/// The application was received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct UsageApplicationReceipt {
    /// The reference number, `R` and eight characters; may be said on the telephone.
    #[cfg_attr(feature = "openapi", schema(example = "R7K2M9QXT"))]
    pub reference: String,
    /// The secret with which the office follows and corrects its application: shown this once. Absent after a correction,
    /// which changes neither.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ"))]
    pub secret: Option<String>,
    /// When it was received.
    pub received_at: DateTime<FixedOffset>,
    /// What to look at again.
    pub warnings: Vec<FieldWarning>,
}

/// Reference and secret of an application.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UsageApplicationAccess {
    /// The reference number.
    #[cfg_attr(feature = "openapi", schema(example = "R7K2M9QXT", max_length = 40))]
    pub reference: String,
    /// The secret.
    #[cfg_attr(feature = "openapi", schema(example = "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ", format = Password, max_length = 80))]
    pub secret: String,
}

/// How an application stands, for the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct UsageApplicationStatus {
    /// The reference number.
    #[cfg_attr(feature = "openapi", schema(example = "R7K2M9QXT"))]
    pub reference: String,
    /// `received` 受付, `returned` 差戻し, `proposed` 承認（確認待ち）, `approved` 許可, `refused` 不許可, `withdrawn` 取下げ.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedUsageApplicationState))]
    pub state: Coded,
    /// When it was received.
    pub received_at: DateTime<FixedOffset>,
    /// The office number.
    #[cfg_attr(feature = "openapi", schema(example = "4370106637"))]
    pub office_number: String,
    /// The office's name in the office master.
    #[cfg_attr(feature = "openapi", schema(example = "居宅介護支援事業所 えんがわ"))]
    pub office_name: String,
    /// Kind of service.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedServiceKind))]
    pub service_code: Coded,
    /// The administrator.
    #[cfg_attr(feature = "openapi", schema(example = "佐藤 花子"))]
    pub administrator_name: String,
    /// How many devices were asked for.
    pub devices: u16,
    /// When it was returned, approved or refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<DateTime<FixedOffset>>,
    /// Why it was returned or refused, in the insurer's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whether the office may correct and send it again (state `returned`).
    pub may_correct: bool,
    /// What was applied for, to be corrected; only if `mayCorrect`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<NewUsageApplication>,
}

/// A corrected application, for one that was returned.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UsageApplicationCorrection {
    /// The reference number.
    #[cfg_attr(feature = "openapi", schema(example = "R7K2M9QXT", max_length = 40))]
    pub reference: String,
    /// The secret.
    #[cfg_attr(feature = "openapi", schema(example = "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ", format = Password, max_length = 80))]
    pub secret: String,
    /// The whole application as it should be. Office number and service stay as they were.
    pub application: NewUsageApplication,
}

/// An application that reached the insurer on paper or by mail, entered by the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EnteredUsageApplication {
    /// What the form says. Its version of the terms is one that the insurer has published.
    pub application: NewUsageApplication,
    /// The day on which it was received, `YYYY-MM-DD`; not in the future.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub received_on: Day,
    /// `counter` 窓口, `post` 郵送, `mail` 電子メール.
    #[cfg_attr(feature = "openapi", schema(example = "counter"))]
    pub channel: String,
}

/// The versions of the terms of use that the insurer has published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PublishedTerms {
    /// The one in force.
    #[cfg_attr(feature = "openapi", schema(example = "2026-04"))]
    pub current: String,
    /// Earlier ones that a paper form may still bear, the newest first.
    pub earlier: Vec<String>,
}

/// A page of the insurer's queue, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct UsageApplicationQueue {
    /// The applications of this page.
    pub items: Vec<UsageApplicationLine>,
    /// Where to go on; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// One line of the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct UsageApplicationLine {
    /// Opaque id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: UsageApplicationId,
    /// The reference number.
    #[cfg_attr(feature = "openapi", schema(example = "R7K2M9QXT"))]
    pub reference: String,
    /// State, as in [`UsageApplicationStatus`].
    #[cfg_attr(feature = "openapi", schema(value_type = CodedUsageApplicationState))]
    pub state: Coded,
    /// The day on which it was received.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub received_on: Day,
    /// Days since then, while it waits for the insurer; absent otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting_days: Option<i64>,
    /// `online` オンライン, `counter` 窓口, `post` 郵送, `mail` 電子メール.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedApplicationChannel))]
    pub channel: Coded,
    /// The office number.
    #[cfg_attr(feature = "openapi", schema(example = "4370106637"))]
    pub office_number: String,
    /// The office's name in the office master.
    #[cfg_attr(feature = "openapi", schema(example = "居宅介護支援事業所 えんがわ"))]
    pub office_name: String,
    /// Kind of service.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedServiceKind))]
    pub service_code: Coded,
    /// How many devices were asked for.
    pub devices: u16,
}

/// One application, beside what the office master says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CityUsageApplication {
    /// The line of the queue.
    #[serde(flatten)]
    pub line: UsageApplicationLine,
    /// The tag of its state, with its quotes: sent as `If-Match` with a change, it says what the change rests on.
    #[cfg_attr(feature = "openapi", schema(example = "\"2f1c9a0b77d4e6c85a3e10f4b2d6c9e1\""))]
    pub etag: String,
    /// Field by field: what was applied for and what the office master says.
    pub fields: Vec<ComparedField>,
    /// What to look at.
    pub warnings: Vec<FieldWarning>,
    /// Other applications and organizations of the same office number.
    pub duplicates: Vec<UsageApplicationDuplicate>,
    /// What happened, oldest first.
    pub history: Vec<UsageApplicationEvent>,
    /// The organization it became; only after approval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub organization_id: Option<OrganizationId>,
    /// What the first of two approvals proposes; the second repeats it. Only in state `proposed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<UsageApproval>,
    /// What this reader may do now: `approve`, `return`, `refuse`, `print-notices`. Empty for those who may only read.
    pub may: Vec<String>,
    /// Why the reader may not approve although he has the right (e.g. he gave the first approval himself).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_not_approve: Option<String>,
}

/// A field of the application beside the office master.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ComparedField {
    /// What the field is, for people.
    #[cfg_attr(feature = "openapi", schema(example = "電話番号"))]
    pub label: String,
    /// What was applied for; absent if the form does not ask for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "096-000-0000"))]
    pub applied: Option<String>,
    /// What the office master says; absent if it has no such field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub master: Option<String>,
    /// Whether the two agree (widths, hyphens and spaces aside); `true` where there is nothing to compare with.
    pub matches: bool,
}

/// Another application or an organization of the same office number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct UsageApplicationDuplicate {
    /// `usage-application` 利用申請 or `organization` 利用組織.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedDuplicateKind))]
    pub kind: Coded,
    /// Its opaque id.
    pub id: uuid::Uuid,
    /// The reference of an application; absent for an organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Kind of service.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedServiceKind))]
    pub service_code: Coded,
    /// Its state.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedDuplicateState))]
    pub state: Coded,
}

/// Something that happened to an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct UsageApplicationEvent {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// `received` 受付, `corrected` 補正, `returned` 差戻し, `proposed` 承認（1人目）, `approved` 許可, `refused` 不許可, `withdrawn` 取下げ,
    /// `printed` 通知書印刷.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedUsageApplicationEvent))]
    pub what: Coded,
    /// Who of the insurer did it; absent for what the office did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// The reason given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Approval; where two people are needed, the same body from a second account makes it final.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UsageApproval {
    /// How many devices the office may have at a time.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 50, example = 3))]
    pub device_quota: u16,
    /// The first day of the permit, `YYYY-MM-DD`.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub permitted_from: Day,
    /// A remark for the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub reason: Option<String>,
}

/// Why an application is returned or refused; the office reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UsageDecision {
    /// The reason, 1 to 500 characters.
    #[cfg_attr(
        feature = "openapi",
        schema(
            example = "電話番号が事業所台帳と異なります。ご確認のうえ、再度提出してください。",
            max_length = 500
        )
    )]
    pub reason: String,
}

/// What became of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct UsageApplicationOutcome {
    /// The state the application is in now; `proposed` after the first of two approvals.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedUsageApplicationState))]
    pub state: Coded,
}

/// The body of a print command: nothing to say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PrintNotice {}
