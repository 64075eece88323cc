//! Devices from the machine: issuing, revoking, listing.

use crate::office::device::checked_label;
use domain::audit::{Item, Operation};
use domain::id::{DeviceId, OrganizationId};
use domain::record::DeviceRecord;
use persistence::{NewDevice, fresh_id};
use pki::{Authority, DeviceDraft, Lifetime};

use super::Operator;
use crate::access::change::Act;
use crate::error::ServiceError;
use crate::session::password::Secret;

/// How long a device certificate is good: two years and the days a renewal needs.
pub(crate) const DEVICE_DAYS: u16 = 730;
/// A device's identity, to be handed over once; the private key is not kept.
#[derive(Debug)]
pub struct IssuedIdentity {
    /// The device.
    pub device: DeviceId,
    /// The PKCS #12 file.
    pub file: Vec<u8>,
    /// The password that opens it.
    pub password: Secret,
}

impl Operator {
    /// Issues a certificate for a new device of an organization and hands over its identity.
    ///
    /// # Errors
    /// If the authority cannot sign or the database cannot be written; then nothing is handed over.
    pub fn issue_device(
        &self,
        authority: &Authority,
        organization: OrganizationId,
        label: &str,
    ) -> Result<IssuedIdentity, ServiceError> {
        self.issue_for(authority, Some(organization), label)
    }

    pub(super) fn issue_for(
        &self,
        authority: &Authority,
        organization: Option<OrganizationId>,
        label: &str,
    ) -> Result<IssuedIdentity, ServiceError> {
        let now = self.now();
        let label = checked_label(label)?;
        let draft = DeviceDraft::with_own_key(Lifetime::days_from(now, DEVICE_DAYS))?;
        let (serial, lifetime) = (draft.serial().to_string(), draft.lifetime());
        let device = fresh_id();
        let issued = authority.sign_device(draft, device, self.tenant().insurer())?;
        let identity = issued.identity_file(label.as_str())?;
        let new = NewDevice {
            id: device,
            organization,
            label: label.to_string(),
            fingerprint: issued.fingerprint(),
            serial,
            valid_from: lifetime.from,
            valid_until: lifetime.until,
            replaces: None,
        };
        let act = Act::new(Operation::IssueDevice, Item::Device(device)).concerning(organization);
        self.change_here(act, |tx| {
            organization.map(|id| tx.organization(id)).transpose()?;
            tx.create_device(new.clone(), now).map(Ok)
        })?;
        let password = Secret::new(identity.password().reveal().to_owned());
        Ok(IssuedIdentity {
            device,
            file: identity.bytes().to_vec(),
            password,
        })
    }

    /// Revokes a device: its next request is refused, also on an open connection.
    ///
    /// # Errors
    /// Not found if there is no such active device.
    pub fn revoke_device(&self, device: DeviceId) -> Result<(), ServiceError> {
        let now = self.now();
        let act = Act::new(Operation::RevokeDevice, Item::Device(device));
        self.change_here_of(act, |tx| {
            tx.revoke_device(device, now)?;
            Ok(Ok(tx.device(device)?.organization))
        })
    }

    /// Every device. Looking is noted as well.
    ///
    /// # Errors
    /// If the database cannot be read or the ledger not be written.
    pub fn devices(&self) -> Result<Vec<DeviceRecord>, ServiceError> {
        let found = self.tenant().read_here(|tx| tx.devices())?;
        self.noted(Operation::ListDevices, found.len())?;
        Ok(found)
    }
}
