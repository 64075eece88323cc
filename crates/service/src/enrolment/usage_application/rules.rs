//! What keeps an application from being taken in or moved on: its office in the master and among the organizations.

use chrono::{DateTime, Utc};
use domain::calendar::day::Day;
use domain::enrolment::usage_application::{FormFault, FormField, FormRule, UsageApplicationEventKind};
use domain::id::AccountId;
use domain::organization::{OfficeNumber, OrganizationStatus, ServiceCode};
use domain::record::{UsageApplicationEvent, UsageApplicationRecord};
use persistence::{StoreError, Tx};

use crate::error::ServiceError;
use crate::rule::Broken;

/// The faults of a form as an error.
pub(crate) fn invalid(faults: impl IntoIterator<Item = FormFault>) -> ServiceError {
    ServiceError::Invalid(faults.into_iter().map(Broken::from).collect())
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
        vec![FormFault::new(FormField::OfficeNumber, FormRule::CheckDigitConfirmed)]
    }
}

/// Why the office of an application cannot be permitted, if so.
pub(crate) fn not_acceptable(
    tx: &mut Tx<'_>,
    record: &UsageApplicationRecord,
    today: Day,
) -> Result<Option<FormFault>, StoreError> {
    let known = tx.offices_of(record.office_number, today)?;
    if known.is_empty() {
        return Ok(Some(FormFault::new(FormField::OfficeNumber, FormRule::OfficeUnknown)));
    }
    if !known.iter().any(|office| office.service_code == record.service_code) {
        return Ok(Some(FormFault::new(FormField::ServiceCode, FormRule::ServiceUnknown)));
    }
    let settings = tx.insurer_settings()?;
    let admitted = settings
        .admitted_kinds
        .iter()
        .any(|(kind, period)| *kind == record.service_code && period.contains(today));
    Ok((!admitted).then_some(FormFault::new(FormField::ServiceCode, FormRule::KindNotAdmitted)))
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
