//! Queries on `devices`: a device is what the database knows by the SHA-256 of its certificate, never what its subject says.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::enrolment::device::{CertificateFingerprint, DeviceStatus};
use domain::id::{DeviceId, OrganizationId};
use domain::record::DeviceRecord;
use domain::text::free_text::FreeText;

use crate::schema::devices;
use crate::store::error::StoreError;
use crate::store::row::{moment, parsed};
use crate::store::transaction::Tx;

/// A device whose certificate was just issued.
#[derive(Clone, Debug)]
pub struct NewDevice {
    /// Opaque id.
    pub id: DeviceId,
    /// Whose it is: an organization's or, without one, the insurer's own.
    pub organization: Option<OrganizationId>,
    /// What its people call it.
    pub label: String,
    /// SHA-256 of the certificate's DER.
    pub fingerprint: CertificateFingerprint,
    /// Serial number, hexadecimal.
    pub serial: String,
    /// The certificate's validity.
    pub valid_from: DateTime<Utc>,
    /// The certificate's validity.
    pub valid_until: DateTime<Utc>,
    /// The device whose certificate it renews.
    pub replaces: Option<DeviceId>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = devices)]
struct Row {
    insurer_number: String,
    id: String,
    organization_id: Option<String>,
    label: String,
    fingerprint: String,
    serial: String,
    valid_from: NaiveDateTime,
    valid_until: NaiveDateTime,
    status: String,
    revoked_at: Option<NaiveDateTime>,
    created_at: NaiveDateTime,
    replaces: Option<String>,
    last_sign_in_at: Option<NaiveDateTime>,
}

impl TryFrom<Row> for DeviceRecord {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let organization = row
            .organization_id
            .map(|id| parsed("devices.organization_id", &id))
            .transpose()?;
        let replaces = row.replaces.map(|id| parsed("devices.replaces", &id)).transpose()?;
        Ok(Self {
            id: parsed("devices.id", &row.id)?,
            organization,
            label: row.label,
            fingerprint: parsed("devices.fingerprint", &row.fingerprint)?,
            valid_from: moment(row.valid_from),
            valid_until: moment(row.valid_until),
            status: parsed("devices.status", &row.status)?,
            revoked_at: row.revoked_at.map(moment),
            issued_at: moment(row.created_at),
            replaces,
            last_sign_in_at: row.last_sign_in_at.map(moment),
        })
    }
}

impl Tx<'_> {
    /// Stores a device.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the certificate is known already.
    pub fn create_device(&mut self, new: NewDevice, now: DateTime<Utc>) -> Result<(), StoreError> {
        let row = Row {
            insurer_number: self.insurer_text.clone(),
            id: new.id.to_string(),
            organization_id: new.organization.map(|id| id.to_string()),
            label: new.label,
            fingerprint: new.fingerprint.to_string(),
            serial: new.serial,
            valid_from: new.valid_from.naive_utc(),
            valid_until: new.valid_until.naive_utc(),
            status: DeviceStatus::Active.to_string(),
            revoked_at: None,
            created_at: now.naive_utc(),
            replaces: new.replaces.map(|id| id.to_string()),
            last_sign_in_at: None,
        };
        diesel::insert_into(devices::table).values(row).execute(self.conn)?;
        Ok(())
    }

    /// A device by its id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn device(&mut self, id: DeviceId) -> Result<DeviceRecord, StoreError> {
        devices::table
            .find((&self.insurer_text, id.to_string()))
            .select(Row::as_select())
            .get_result(self.conn)?
            .try_into()
    }

    /// Every device of the insurer, by organization and label.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn devices(&mut self) -> Result<Vec<DeviceRecord>, StoreError> {
        devices::table
            .filter(devices::insurer_number.eq(&self.insurer_text))
            .order((devices::organization_id, devices::label, devices::id))
            .select(Row::as_select())
            .load(self.conn)?
            .into_iter()
            .map(DeviceRecord::try_from)
            .collect()
    }

    /// The renewals of a device.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn renewals_of(&mut self, device: DeviceId) -> Result<Vec<DeviceRecord>, StoreError> {
        devices::table
            .filter(
                devices::insurer_number
                    .eq(&self.insurer_text)
                    .and(devices::replaces.eq(device.to_string())),
            )
            .select(Row::as_select())
            .load(self.conn)?
            .into_iter()
            .map(DeviceRecord::try_from)
            .collect()
    }

    /// A device by its certificate.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if no device of this insurer has it.
    pub fn device_by_certificate(&mut self, fingerprint: CertificateFingerprint) -> Result<DeviceRecord, StoreError> {
        devices::table
            .filter(
                devices::insurer_number
                    .eq(&self.insurer_text)
                    .and(devices::fingerprint.eq(fingerprint.to_string())),
            )
            .select(Row::as_select())
            .get_result(self.conn)?
            .try_into()
    }

    /// The devices of an organization or, without one, of the insurer itself: by label, revoked ones last.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn devices_of(&mut self, organization: Option<OrganizationId>) -> Result<Vec<DeviceRecord>, StoreError> {
        let all = devices::table
            .filter(devices::insurer_number.eq(&self.insurer_text))
            .order((devices::label, devices::id))
            .select(Row::as_select());
        let rows: Vec<Row> = match organization {
            Some(id) => all
                .filter(devices::organization_id.eq(id.to_string()))
                .load(self.conn)?,
            None => all.filter(devices::organization_id.is_null()).load(self.conn)?,
        };
        let mut devices = rows
            .into_iter()
            .map(DeviceRecord::try_from)
            .collect::<Result<Vec<_>, _>>()?;
        devices.sort_by_key(|device| device.status == DeviceStatus::Revoked);
        Ok(devices)
    }

    /// Gives a device another label.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn set_device_label(&mut self, id: DeviceId, label: &FreeText) -> Result<(), StoreError> {
        let touched = diesel::update(devices::table.find((&self.insurer_text, id.to_string())))
            .set(devices::label.eq(label.as_str()))
            .execute(self.conn)?;
        if touched == 0 {
            Err(StoreError::NotFound)
        } else {
            Ok(())
        }
    }

    /// Notes a log-in on a device.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn note_device_sign_in(&mut self, id: DeviceId, now: DateTime<Utc>) -> Result<(), StoreError> {
        diesel::update(devices::table.find((&self.insurer_text, id.to_string())))
            .set(devices::last_sign_in_at.eq(now.naive_utc()))
            .execute(self.conn)?;
        Ok(())
    }

    /// Revokes a device for good.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is no such active device.
    pub fn revoke_device(&mut self, id: DeviceId, now: DateTime<Utc>) -> Result<(), StoreError> {
        let active = devices::table
            .find((&self.insurer_text, id.to_string()))
            .filter(devices::status.eq(DeviceStatus::Active.to_string()));
        let touched = diesel::update(active)
            .set((
                devices::status.eq(DeviceStatus::Revoked.to_string()),
                devices::revoked_at.eq(now.naive_utc()),
            ))
            .execute(self.conn)?;
        if touched == 0 {
            Err(StoreError::NotFound)
        } else {
            Ok(())
        }
    }
}
