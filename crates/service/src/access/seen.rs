//! What somebody has seen of a thing before changing it. A change that puts a new value in the place of one that was shown, or
//! decides on something that was shown, says which state that was; if somebody else has changed it meanwhile, it is not made.

use chrono::{DateTime, Utc};
use domain::enrolment::usage_application::Standing;
use domain::record::{AccountRecord, DeviceRecord, OrganizationRecord, UsageApplicationRecord};
use persistence::{StoreError, Tx, Vault};

use crate::error::ServiceError;

/// What a request says it has seen of the thing that it changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Seen {
    /// Nothing.
    #[default]
    Unsaid,
    /// Whatever there is: it is changed all the same.
    Whatever,
    /// One of the states with these tags.
    OneOf(Vec<String>),
}

/// A thing that is shown and then changed.
pub(crate) trait Shown {
    /// The tag of its state: the same as long as nothing of it is changed, without meaning to anybody. What happens to it
    /// by itself, such as a log-in, is no change.
    ///
    /// # Errors
    /// If it cannot be made.
    fn tag(&self, vault: &Vault) -> Result<String, StoreError>;
}

impl Seen {
    /// Refuses if the thing, as the transaction that changes it has it, is not what was seen.
    pub(crate) fn is_of(&self, tx: &Tx<'_>, thing: &impl Shown) -> Result<Result<(), ServiceError>, StoreError> {
        Ok(match self {
            Self::Unsaid | Self::Whatever => Ok(()),
            Self::OneOf(tags) if tags.contains(&thing.tag(tx.vault())?) => Ok(()),
            Self::OneOf(_) => Err(ServiceError::Overtaken),
        })
    }
}

fn micros(moment: Option<DateTime<Utc>>) -> Option<i64> {
    moment.map(|moment| moment.timestamp_micros())
}

impl Shown for AccountRecord {
    fn tag(&self, vault: &Vault) -> Result<String, StoreError> {
        let Self {
            id,
            organization: _,
            name,
            role,
            status,
            last_sign_in_at: _,
            login_id,
            desk,
            provisional_until,
            provisional_used_at: _,
            terms_version: _,
            status_since,
        } = self;
        let who = (id, name, login_id.as_str(), desk);
        let moments = (micros(*provisional_until), micros(*status_since));
        vault.tag("account", &(who, role.code(), status.code(), moments))
    }
}

impl Shown for DeviceRecord {
    fn tag(&self, vault: &Vault) -> Result<String, StoreError> {
        let Self {
            id,
            organization: _,
            label,
            fingerprint: _,
            valid_from: _,
            valid_until: _,
            status,
            revoked_at: _,
            issued_at: _,
            replaces: _,
            last_sign_in_at: _,
        } = self;
        vault.tag("device", &(id, label, status.code()))
    }
}

impl Shown for OrganizationRecord {
    fn tag(&self, vault: &Vault) -> Result<String, StoreError> {
        let Self {
            id,
            office_number: _,
            service_code: _,
            name,
            status,
            permitted,
            device_quota,
            status_since,
        } = self;
        let permit = (status.code(), micros(*status_since), permitted.first, permitted.last);
        vault.tag("organization", &(id, name, permit, device_quota))
    }
}

impl Shown for UsageApplicationRecord {
    fn tag(&self, vault: &Vault) -> Result<String, StoreError> {
        let Self {
            id,
            reference: _,
            standing,
            office_number,
            service_code,
            applicant,
            devices,
            terms_version,
            channel,
            received_on,
            received_at,
            decided_at,
            reason,
            organization,
            account,
        } = self;
        let form = (
            office_number.as_str(),
            service_code.as_str(),
            applicant,
            devices,
            terms_version,
        );
        let came = (channel.code(), received_on, received_at.timestamp_micros());
        let proposed = match standing {
            Standing::Proposed { by, grant } => Some((by, grant.device_quota, grant.permitted_from)),
            _ => None,
        };
        let decided = (standing.state().code(), proposed, micros(*decided_at), reason);
        let became = (organization, account);
        vault.tag("usage application", &(id, form, came, decided, became))
    }
}
