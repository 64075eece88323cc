//! What letters are set from, and whether it still holds when what they say is kept.

use chrono::{DateTime, Utc};
use domain::account::AccountStatus;
use domain::enrolment::letter::NoticeKind;
use domain::enrolment::usage_application::Standing;
use domain::id::{AccountId, OrganizationId, UsageApplicationId};
use domain::insurer::InsurerRules;
use domain::organization::OrganizationStatus;
use domain::record::{OfficeRecord, OrganizationRecord, UsageApplicationRecord};
use persistence::{StoreError, Tx};

use crate::desk::letter_asked::Asked;
use crate::error::ServiceError;
use crate::rule::LetterRule;

/// To whom a letter goes: found by its application or by its organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeOf {
    /// By the application, after its approval.
    Application(UsageApplicationId),
    /// By the organization, for a later print.
    Organization(OrganizationId),
}

/// What a letter is written from.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) rules: InsurerRules,
    pub(crate) application: UsageApplicationRecord,
    pub(crate) organization: OrganizationRecord,
    pub(crate) office: Option<OfficeRecord>,
    pub(crate) administrator: AccountId,
    pub(crate) status: AccountStatus,
    pub(crate) free_devices: u32,
}

/// Judges again, in the transaction that keeps what a letter says, what it was set from; answers how things are now.
pub(crate) fn judged_again(
    printed: Facts,
    asked: Asked,
    now: DateTime<Utc>,
) -> impl Fn(&mut Tx<'_>) -> Result<Result<Facts, ServiceError>, StoreError> + Send {
    move |tx| {
        let of = NoticeOf::Application(printed.application.id);
        let facts = match facts(tx, of, now)? {
            Err(refused) => return Ok(Err(refused)),
            Ok(facts) => facts,
        };
        let unchanged = unchanged(tx, &asked)?;
        Ok(match may_print(&facts, asked.kind).and(unchanged) {
            Err(refused) => Err(refused),
            Ok(()) if facts.organization.device_quota != printed.organization.device_quota => {
                Err(ServiceError::conflict(LetterRule::DevicesChanged))
            }
            Ok(()) => Ok(facts),
        })
    }
}

/// Whether nobody has made this letter meanwhile.
pub(crate) fn unchanged(tx: &mut Tx<'_>, asked: &Asked) -> Result<Result<(), ServiceError>, StoreError> {
    let in_force = tx.letter_in_force(asked.application, asked.kind)?;
    Ok(match in_force.map(|letter| letter.id) == asked.before {
        true => Ok(()),
        false => Err(ServiceError::conflict(LetterRule::MadeMeanwhile)),
    })
}

/// Whether the organization may get this letter: secrets only while it is permitted.
pub(crate) fn may_print(facts: &Facts, kind: NoticeKind) -> Result<(), ServiceError> {
    if kind.holds_secrets() && facts.organization.status != OrganizationStatus::Permitted {
        return Err(ServiceError::conflict(LetterRule::NotPermitted));
    }
    Ok(())
}

/// The application that a letter is about.
pub(crate) fn application_of(tx: &mut Tx<'_>, of: NoticeOf) -> Result<UsageApplicationRecord, StoreError> {
    match of {
        NoticeOf::Application(id) => tx.usage_application(id),
        NoticeOf::Organization(id) => {
            tx.organization(id)?;
            tx.usage_application_for(id)
        }
    }
}

/// The office of an application as it was known when it applied.
pub(crate) fn office_of(
    tx: &mut Tx<'_>,
    application: &UsageApplicationRecord,
) -> Result<Option<OfficeRecord>, StoreError> {
    let known = tx.offices_of(application.office_number, application.received_on)?;
    Ok(known
        .into_iter()
        .find(|known| known.service_code == application.service_code))
}

/// How many more devices an organization may have, once the keys it holds are taken back.
fn free_devices(tx: &mut Tx<'_>, organization: &OrganizationRecord, now: DateTime<Utc>) -> Result<u32, StoreError> {
    let in_use = tx.devices_in_use(organization.id, now)?;
    Ok(organization.device_quota.saturating_sub(in_use))
}

pub(crate) fn facts(
    tx: &mut Tx<'_>,
    of: NoticeOf,
    now: DateTime<Utc>,
) -> Result<Result<Facts, ServiceError>, StoreError> {
    let application = application_of(tx, of)?;
    let (Standing::Approved, Some(organization), Some(administrator)) =
        (application.standing, application.organization, application.account)
    else {
        return Ok(Err(ServiceError::conflict(LetterRule::NotApproved)));
    };
    if tx.usage_application_for(organization)?.id != application.id {
        return Ok(Err(ServiceError::conflict(LetterRule::Superseded)));
    }
    let office = office_of(tx, &application)?;
    let organization = tx.organization(organization)?;
    Ok(Ok(Facts {
        free_devices: free_devices(tx, &organization, now)?,
        rules: tx.insurer_rules()?,
        organization,
        office,
        administrator,
        status: tx.account(administrator)?.status,
        application,
    }))
}
