//! Devices: what one tells of itself, those of an organization or of the insurer, labels, revocation.

use domain::text::free_text::FreeText;
use std::collections::HashSet;

use chrono::{DateTime, Utc};
use domain::audit::{Item, Operation};
use domain::calendar::day::Day;
use domain::enrolment::device::{
    CertificateFingerprint, DeviceStanding, DeviceStatus, RENEWABLE_DAYS, UNUSED_DAYS, end_warning,
};
use domain::id::{DeviceId, OrganizationId};
use domain::record::DeviceRecord;
use persistence::{StoreError, Tx};

use crate::access::allowed::{Allowed, ManageCityAccounts, ManageDevices, ManageOrganizations};
use crate::access::change::{Act, StatedReason, remarked};
use crate::access::seen::Shown;
use crate::access::service::Service;
use crate::access::viewer::check_device;
use crate::error::ServiceError;
use crate::office::account::Reach;
use crate::rule::{DeviceRule, Field, LONGEST_LABEL};

/// A device before anybody has signed in.
#[derive(Clone, Debug)]
pub struct DeviceHead {
    /// What its people call it.
    pub label: String,
    /// Whose it is: the organization's name, or the insurer's.
    pub organization_name: String,
    /// The last day of its certificate.
    pub certificate_last_day: Day,
    /// Days from today to that day.
    pub days_left: i64,
    /// Whether the certificate can be renewed now.
    pub renewable: bool,
}

/// A device as an administrator sees it.
#[derive(Clone, Debug)]
pub struct ListedDevice {
    /// Opaque id.
    pub id: DeviceId,
    /// The tag of its state.
    pub tag: String,
    /// What its people call it.
    pub label: String,
    /// How it stands today.
    pub standing: DeviceStanding,
    /// When its certificate was issued.
    pub issued_at: DateTime<Utc>,
    /// The last log-in on it.
    pub last_used_at: Option<DateTime<Utc>>,
    /// The last day of its certificate.
    pub certificate_last_day: Day,
    /// Days from today to that day.
    pub days_left: i64,
    /// The number of days under which a warning is due, if one is.
    pub warning: Option<i64>,
    /// Whether nobody has signed in on it for 90 days.
    pub unused: bool,
    /// Whether this is the device that asks.
    pub current: bool,
}

impl Service {
    /// What a device may know of itself before anybody signs in.
    ///
    /// # Errors
    /// [`ServiceError::DeviceRefused`] for an unknown, revoked or ended certificate.
    pub async fn this_device(&self, certificate: CertificateFingerprint) -> Result<DeviceHead, ServiceError> {
        let found = self
            .tenant()
            .read(move |tx| {
                let device = tx.device_by_certificate(certificate)?;
                let name = match device.organization {
                    Some(organization) => tx.organization(organization)?.name,
                    None => tx.insurer_name()?.unwrap_or_default(),
                };
                Ok((device, name))
            })
            .await;
        let (device, organization_name) = match found {
            Err(StoreError::NotFound) => return Err(ServiceError::DeviceRefused),
            other => other?,
        };
        check_device(&device, self.now())?;
        let (certificate_last_day, days_left) = end_of(&device, self.today());
        Ok(DeviceHead {
            label: device.label,
            organization_name,
            certificate_last_day,
            days_left,
            renewable: days_left <= RENEWABLE_DAYS,
        })
    }
}

impl Allowed<ManageDevices> {
    /// The devices of one's own organization.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn devices(&self) -> Result<Vec<ListedDevice>, ServiceError> {
        self.devices_of(Some(self.viewer.office()?.id)).await
    }

    /// Gives a device of the own organization another label.
    ///
    /// # Errors
    /// Not found outside the own organization; [`ServiceError::Invalid`] for a label that cannot be;
    /// [`ServiceError::NotSeen`] and [`ServiceError::Overtaken`].
    pub async fn relabel(&self, id: DeviceId, label: &str) -> Result<(), ServiceError> {
        let (reach, seen) = (Reach::Within(self.viewer.office()?.id), self.need_seen()?);
        let label = checked_label(label)?;
        let act = Act::new(Operation::RelabelDevice, Item::Device(id));
        self.change(act, move |tx| {
            let device = device_within(tx, reach, id)?;
            if let Err(overtaken) = seen.is_of(tx, &device)? {
                return Ok(Err(overtaken));
            }
            tx.set_device_label(id, &label).map(Ok)
        })
        .await
    }

    /// Revokes a device of the own organization, for good: its next request is refused.
    ///
    /// # Errors
    /// Not found outside the own organization; [`ServiceError::Conflict`] if it is revoked already.
    pub async fn revoke(&self, id: DeviceId, remark: Option<&str>) -> Result<(), ServiceError> {
        let reach = Reach::Within(self.viewer.office()?.id);
        let act = Act::new(Operation::RevokeDevice, Item::Device(id)).because(remarked(remark)?);
        self.revoke_within(reach, id, act).await
    }
}

impl Allowed<ManageCityAccounts> {
    /// The devices of the insurer itself.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn city_devices(&self) -> Result<Vec<ListedDevice>, ServiceError> {
        self.devices_of(None).await
    }
}

impl Allowed<ManageOrganizations> {
    /// Revokes anybody's device. Takes the step-up.
    ///
    /// # Errors
    /// Not found; [`ServiceError::Conflict`] if it is revoked already.
    pub async fn revoke_any(&self, id: DeviceId, reason: &StatedReason) -> Result<(), ServiceError> {
        let act = Act::new(Operation::RevokeDevice, Item::Device(id)).stating(reason)?;
        self.need_confirmation(&act).await?;
        let act = act.concerning(self.owner(move |tx| Ok(tx.device(id)?.organization)).await?);
        self.revoke_within(Reach::Everywhere, id, act).await
    }
}

impl<R> Allowed<R> {
    pub(crate) async fn devices_of(
        &self,
        organization: Option<OrganizationId>,
    ) -> Result<Vec<ListedDevice>, ServiceError> {
        let found = self
            .service
            .tenant()
            .read(move |tx| tx.devices_of(organization))
            .await?;
        self.listed(found)
    }

    pub(crate) fn listed(&self, devices: Vec<DeviceRecord>) -> Result<Vec<ListedDevice>, ServiceError> {
        let vault = self.service.tenant().vault();
        let (now, today) = (self.service.now(), self.service.today());
        let replaced: HashSet<DeviceId> = devices
            .iter()
            .filter(|device| device.status == DeviceStatus::Active)
            .filter_map(|device| device.replaces)
            .collect();
        let line = |device: DeviceRecord| {
            let (certificate_last_day, days_left) = end_of(&device, today);
            let ended = device.valid_until < now;
            let standing = DeviceStanding::of(device.status, ended, replaced.contains(&device.id));
            let used = Day::in_japan(device.last_sign_in_at.unwrap_or(device.issued_at));
            Ok(ListedDevice {
                id: device.id,
                tag: device.tag(vault)?,
                label: device.label,
                standing,
                issued_at: device.issued_at,
                last_used_at: device.last_sign_in_at,
                certificate_last_day,
                days_left,
                warning: match standing {
                    DeviceStanding::Active | DeviceStanding::Expired => end_warning(days_left),
                    DeviceStanding::Renewed | DeviceStanding::Revoked => None,
                },
                unused: standing == DeviceStanding::Active && used.days_until(today) >= UNUSED_DAYS,
                current: device.id == self.viewer.device.id,
            })
        };
        devices.into_iter().map(line).collect()
    }

    async fn revoke_within(&self, reach: Reach, id: DeviceId, act: Act) -> Result<(), ServiceError> {
        let (now, seen) = (self.service.now(), self.seen.clone());
        self.change(act, move |tx| {
            let device = device_within(tx, reach, id)?;
            if let Err(overtaken) = seen.is_of(tx, &device)? {
                return Ok(Err(overtaken));
            }
            if device.status == DeviceStatus::Revoked {
                return Ok(Err(ServiceError::conflict(DeviceRule::Revoked)));
            }
            tx.revoke_device(id, now).map(Ok)
        })
        .await
    }
}

/// A device inside the reach; one outside it does not exist.
fn device_within(tx: &mut Tx<'_>, reach: Reach, id: DeviceId) -> Result<DeviceRecord, StoreError> {
    let device = tx.device(id)?;
    match reach {
        Reach::Within(organization) if device.organization != Some(organization) => Err(StoreError::NotFound),
        Reach::Within(_) | Reach::Everywhere => Ok(device),
    }
}

/// The last day of a device's certificate, and how many days from today that is.
pub(crate) fn end_of(device: &DeviceRecord, today: Day) -> (Day, i64) {
    let last = Day::in_japan(device.valid_until);
    (last, today.days_until(last))
}

pub(crate) fn checked_label(label: &str) -> Result<FreeText, ServiceError> {
    let label = FreeText::line(label).map_err(|rule| ServiceError::invalid(Field::Label, rule))?;
    if (1..=LONGEST_LABEL).contains(&label.length()) {
        return Ok(label);
    }
    let longest = LONGEST_LABEL;
    Err(ServiceError::invalid(Field::Label, DeviceRule::Label { longest }))
}
