//! What keeps an application from being taken in or moved on, as the person at the form reads it.

use chrono::{DateTime, Utc};
use domain::day::Day;
use domain::id::AccountId;
use domain::organization::{OfficeNumber, OrganizationStatus, ServiceCode};
use domain::usage_application::{FormFault, FormField, StepRefused, UsageApplicationEventKind};
use persistence::{StoreError, Tx, UsageApplicationEvent, UsageApplicationRecord};

use crate::error::{Conflict, InvalidField, ServiceError};

pub(crate) const APPLIED_ALREADY: Conflict = Conflict {
    rule: "usage-application.duplicate",
    what: "この事業所の利用申請を受け付け済みか、すでに利用が許可されています。",
    remedy: "受付番号で申請の状況を確認するか、利用組織の管理者に確認してください。心当たりがないときは、保険者に連絡してください。",
};

const CHECK_DIGIT: FormFault = FormFault {
    field: FormField::OfficeNumber,
    rule: "office.check-digit",
    ja: "事業所番号の検査数字が合いません。番号に間違いがないか、もう一度確認してください。",
};
const UNKNOWN: FormFault = FormFault {
    field: FormField::OfficeNumber,
    rule: "office.unknown",
    ja: "この事業所番号は、国の公開データにありません。番号を確認してください。指定を受けたばかりのときは、保険者に連絡してください。",
};
const UNKNOWN_SERVICE: FormFault = FormFault {
    field: FormField::ServiceCode,
    rule: "office.unknown",
    ja: "この事業所番号では、このサービスは登録されていません。サービス種類を選び直してください。",
};
const NOT_ADMITTED: FormFault = FormFault {
    field: FormField::ServiceCode,
    rule: "office.kind-not-admitted",
    ja: "このサービス種類の事業所は、保険者が利用の対象としていません。対象については、保険者に確認してください。",
};
pub(crate) const UNKNOWN_TERMS: FormFault = FormFault {
    field: FormField::TermsVersion,
    rule: "terms.unknown",
    ja: "この版の利用規約は、公表したことがありません。申請書の同意欄の版をもう一度確認してください。選択肢にない版のときは、今の様式で出し直すよう事業所に依頼してください。",
};
pub(crate) const OFFICE_FIXED: FormFault = FormFault {
    field: FormField::OfficeNumber,
    rule: "usage-application.office-fixed",
    ja: "差戻しを受けた申請では、事業所番号とサービス種類は変えられません。別の事業所の申請は、新しく提出してください。",
};

/// The faults of a form as the fields of a request that is nested under `prefix`.
pub(crate) fn invalid(prefix: &str, faults: &[FormFault]) -> ServiceError {
    let fields = faults
        .iter()
        .map(|fault| InvalidField::new(format!("{prefix}/{}", fault.field.name()), fault.rule, fault.ja));
    ServiceError::Invalid(fields.collect())
}

/// A step that an application cannot take, in words.
pub(crate) fn refused_step(refused: StepRefused) -> ServiceError {
    let (rule, what, remedy) = match refused {
        StepRefused::State(_) => (
            "usage-application.state",
            "この申請は、いまの状態ではこの操作ができません。",
            "最新の状態を表示し直して、確認してください。",
        ),
        StepRefused::SamePerson => (
            "usage-application.same-person",
            "1人目の承認と同じ職員は、2人目の承認をできません。",
            "ほかの保険者管理者が承認してください。",
        ),
        StepRefused::Quota => (
            "usage-application.devices",
            "端末の台数は1から50までです。",
            "台数を直して、もう一度操作してください。",
        ),
    };
    Conflict { rule, what, remedy }.into()
}

pub(crate) fn event(
    kind: UsageApplicationEventKind,
    at: DateTime<Utc>,
    account: Option<AccountId>,
    reason: Option<String>,
) -> UsageApplicationEvent {
    UsageApplicationEvent {
        at,
        kind,
        account,
        reason,
    }
}

/// What is no fault but worth a second look.
pub(crate) fn warnings(record: &UsageApplicationRecord) -> Vec<FormFault> {
    if record.office_number.check_digit_holds() {
        Vec::new()
    } else {
        vec![CHECK_DIGIT]
    }
}

/// Why the office of an application cannot be permitted, if so.
pub(crate) fn not_acceptable(
    tx: &mut Tx<'_>,
    record: &UsageApplicationRecord,
    today: Day,
) -> Result<Option<FormFault>, StoreError> {
    let known = tx.offices_of(record.office_number)?;
    if known.is_empty() {
        return Ok(Some(UNKNOWN));
    }
    if !known.iter().any(|office| office.service_code == record.service_code) {
        return Ok(Some(UNKNOWN_SERVICE));
    }
    let settings = tx.insurer_settings()?;
    let admitted = settings
        .admitted_kinds
        .iter()
        .any(|(kind, period)| *kind == record.service_code && period.contains(today));
    Ok((!admitted).then_some(NOT_ADMITTED))
}

/// Whether the office has an open application or an organization that is not closed.
pub(crate) fn is_known(tx: &mut Tx<'_>, record: &UsageApplicationRecord) -> Result<bool, StoreError> {
    let same =
        |office: OfficeNumber, service: ServiceCode| office == record.office_number && service == record.service_code;
    let open = tx
        .usage_applications_of(record.office_number)?
        .iter()
        .any(|other| same(other.office_number, other.service_code) && other.standing.is_open());
    let organization = tx.organization_of_office(record.office_number, record.service_code)?;
    Ok(open || organization.is_some_and(|organization| organization.status != OrganizationStatus::Closed))
}
