//! Install keys as an administrator handles them: asking for one, seeing how they stand, taking one back. Their redemption
//! is in `enrolment`.

use chrono::Duration;
use domain::audit::{Item, Operation, Outcome};
use domain::calendar::day::Day;
use domain::enrolment::install_key::{InstallKey, InstallKeyStatus, KeyLife};
use domain::id::{InstallKeyId, OrganizationId};
use domain::record::InstallKeyRecord;
use persistence::{StoreError, fresh_id, random};

use crate::access::allowed::{Allowed, ManageCityAccounts, ManageDevices};
use crate::access::change::Act;
use crate::enrolment::redemption::{checked_label, key_hash};
use crate::error::{EnrolmentRefusal, ServiceError};
use crate::rule::DeviceRule;
use crate::session::password::Secret;

/// Keys that are over are listed so long.
const LISTED: Duration = Duration::days(90);

/// A new key: shown once.
#[derive(Clone, Debug)]
pub struct IssuedInstallKey {
    /// Its opaque id.
    pub id: InstallKeyId,
    /// The key itself.
    pub key: Secret,
    /// The last day on which it may be used.
    pub expires_on: Day,
}

/// The keys of an organization or of the insurer itself.
#[derive(Clone, Debug)]
pub struct InstallKeys {
    /// Newest first, with how each stands today.
    pub keys: Vec<(InstallKeyRecord, InstallKeyStatus)>,
    /// How many devices there may be; the insurer itself has no such limit.
    pub device_quota: Option<u32>,
    /// Devices in use and open keys together.
    pub used: u32,
}

/// A key about to be kept, and what is told of it once.
pub(crate) fn fresh_key(
    organization: Option<OrganizationId>,
    label: &str,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(InstallKeyRecord, InstallKey), ServiceError> {
    // Every character of chance is of the alphabet, so this cannot fail.
    let key = InstallKey::from_random(random()?).map_err(|_| ServiceError::Interrupted)?;
    let record = InstallKeyRecord {
        id: fresh_id(),
        key_id: key.id(),
        organization,
        label: label.to_owned(),
        issued_at: now,
        life: KeyLife::issued(Day::in_japan(now)),
        reserved_for: None,
        device: None,
    };
    Ok((record, key))
}

impl Allowed<ManageDevices> {
    /// A key for one more device of the viewer's organization.
    ///
    /// # Errors
    /// A conflict if the quota is reached, or what is wrong with the label.
    pub async fn issue_install_key(&self, label: &str) -> Result<IssuedInstallKey, ServiceError> {
        let organization = self.viewer.office()?.id;
        self.issue_key(Some(organization), label).await
    }

    /// The keys of the viewer's organization.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn install_keys(&self) -> Result<InstallKeys, ServiceError> {
        let organization = self.viewer.office()?.id;
        self.list_keys(Some(organization)).await
    }

    /// Takes a key of the viewer's organization back.
    ///
    /// # Errors
    /// Not found for somebody else's; [`EnrolmentRefusal::Over`] if it was used or taken back before.
    pub async fn revoke_install_key(&self, key: InstallKeyId) -> Result<(), ServiceError> {
        let organization = self.viewer.office()?.id;
        self.revoke_key(Some(organization), key).await
    }
}

impl Allowed<ManageCityAccounts> {
    /// A key for a device of the insurer itself; the password is needed again.
    ///
    /// # Errors
    /// What is wrong with the label, or that the password is needed.
    pub async fn issue_install_key(&self, label: &str) -> Result<IssuedInstallKey, ServiceError> {
        self.need_confirmation(&Act::new(Operation::IssueInstallKey, None))
            .await?;
        self.issue_key(None, label).await
    }

    /// The keys for devices of the insurer itself.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn install_keys(&self) -> Result<InstallKeys, ServiceError> {
        self.list_keys(None).await
    }

    /// Takes a key for a device of the insurer itself back.
    ///
    /// # Errors
    /// As for organizations.
    pub async fn revoke_install_key(&self, key: InstallKeyId) -> Result<(), ServiceError> {
        self.need_confirmation(&Act::new(Operation::RevokeInstallKey, Item::install_key(key)))
            .await?;
        self.revoke_key(None, key).await
    }
}

impl<R> Allowed<R> {
    async fn issue_key(
        &self,
        organization: Option<OrganizationId>,
        label: &str,
    ) -> Result<IssuedInstallKey, ServiceError> {
        let label = checked_label(label)?;
        let now = self.service.now();
        let (record, key) = fresh_key(organization, &label, now)?;
        let (id, expires_on, hash) = (record.id, record.life.expires_on, key_hash(&key));
        let act = Act::new(Operation::IssueInstallKey, Item::install_key(id));
        self.change(act, move |tx| {
            if let Some(id) = organization {
                let office = tx.organization(id)?;
                let used = tx.devices_in_use(id, now)? + tx.open_install_keys(id, Day::in_japan(now))?;
                if used >= office.device_quota {
                    return Ok(Err(ServiceError::conflict(DeviceRule::Quota)));
                }
            }
            tx.create_install_key(&record, hash).map(Ok)
        })
        .await?;
        Ok(IssuedInstallKey {
            id,
            key: Secret::new(key.reveal()),
            expires_on,
        })
    }

    async fn list_keys(&self, organization: Option<OrganizationId>) -> Result<InstallKeys, ServiceError> {
        let (now, today) = (self.service.now(), self.service.today());
        let (keys, device_quota, devices) = self
            .service
            .tenant()
            .read(move |tx| {
                let keys = tx.install_keys(organization, now - LISTED)?;
                Ok(match organization {
                    None => (keys, None, 0),
                    Some(id) => (
                        keys,
                        Some(tx.organization(id)?.device_quota),
                        tx.devices_in_use(id, now)?,
                    ),
                })
            })
            .await?;
        let keys: Vec<_> = keys
            .into_iter()
            .map(|key| {
                let status = key.life.status(today);
                (key, status)
            })
            .collect();
        let open = keys
            .iter()
            .filter(|(_, status)| *status == InstallKeyStatus::Open)
            .count();
        self.note(Act::new(Operation::ListInstallKeys, None), Outcome::Done)
            .await?;
        Ok(InstallKeys {
            keys,
            device_quota,
            used: devices + u32::try_from(open).unwrap_or(u32::MAX),
        })
    }

    async fn revoke_key(&self, organization: Option<OrganizationId>, key: InstallKeyId) -> Result<(), ServiceError> {
        let now = self.service.now();
        let act = Act::new(Operation::RevokeInstallKey, Item::install_key(key));
        self.change(act, move |tx| {
            let mut record = tx.install_key(key)?;
            if record.organization != organization {
                return Err(StoreError::NotFound);
            }
            match record.life.revoke() {
                Err(refusal) => Ok(Err(EnrolmentRefusal::Over(refusal).into())),
                Ok(life) => {
                    record.life = life;
                    tx.keep_install_key(&record, now).map(Ok)
                }
            }
        })
        .await
    }
}
