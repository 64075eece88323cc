//! Queries on `install_keys`. When a key may be used is decided in `domain`; only its hash is kept.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use domain::calendar::day::Day;
use domain::enrolment::device::DeviceStatus;
use domain::enrolment::install_key::{FAILURES_BEFORE_LOCK, KeyId, KeyLife};
use domain::id::{InstallKeyId, OrganizationId};
use domain::record::InstallKeyRecord;

use crate::random::SecretHash;
use crate::schema::{devices, install_keys};
use crate::store::error::StoreError;
use crate::store::row::{count, moment, parsed};
use crate::store::transaction::Tx;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = install_keys)]
struct Row {
    insurer_number: String,
    id: String,
    key_id: String,
    organization_id: Option<String>,
    label: String,
    issued_at: NaiveDateTime,
    expires_on: NaiveDate,
    failures: i64,
    reserved_until: Option<NaiveDateTime>,
    reserved_for: Option<String>,
    spent_at: Option<NaiveDateTime>,
    revoked_at: Option<NaiveDateTime>,
    device_id: Option<String>,
}

impl TryFrom<Row> for InstallKeyRecord {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let device = |column, id: Option<String>| id.map(|id| parsed(column, &id)).transpose();
        Ok(Self {
            id: parsed("install_keys.id", &row.id)?,
            key_id: parsed("install_keys.key_id", &row.key_id)?,
            organization: row
                .organization_id
                .map(|id| parsed("install_keys.organization_id", &id))
                .transpose()?,
            label: row.label,
            issued_at: moment(row.issued_at),
            life: KeyLife {
                spent: row.spent_at.is_some(),
                revoked: row.revoked_at.is_some(),
                failures: count("install_keys.failures", row.failures)?,
                expires_on: Day::from_naive(row.expires_on),
                reserved_until: row.reserved_until.map(moment),
            },
            reserved_for: device("install_keys.reserved_for", row.reserved_for)?,
            device: device("install_keys.device_id", row.device_id)?,
        })
    }
}

impl Tx<'_> {
    /// Stores a new key.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if chance made the same key id twice.
    pub fn create_install_key(&mut self, key: &InstallKeyRecord, secret: SecretHash) -> Result<(), StoreError> {
        let row = Row {
            insurer_number: self.insurer_text.clone(),
            id: key.id.to_string(),
            key_id: key.key_id.to_string(),
            organization_id: key.organization.map(|id| id.to_string()),
            label: key.label.clone(),
            issued_at: key.issued_at.naive_utc(),
            expires_on: key.life.expires_on.naive(),
            failures: 0,
            reserved_until: None,
            reserved_for: None,
            spent_at: None,
            revoked_at: None,
            device_id: None,
        };
        diesel::insert_into(install_keys::table)
            .values((row, install_keys::secret_hash.eq(secret.bytes())))
            .execute(self.conn)?;
        Ok(())
    }

    /// A key by its id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn install_key(&mut self, id: InstallKeyId) -> Result<InstallKeyRecord, StoreError> {
        install_keys::table
            .find((&self.insurer_text, id.to_string()))
            .select(Row::as_select())
            .get_result(self.conn)?
            .try_into()
    }

    /// A key by its printed part, and whether the secret is its own.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn install_key_by_key_id(
        &mut self,
        key_id: &KeyId,
        secret: SecretHash,
    ) -> Result<(InstallKeyRecord, bool), StoreError> {
        let (row, stored): (Row, Vec<u8>) = install_keys::table
            .filter(
                install_keys::insurer_number
                    .eq(&self.insurer_text)
                    .and(install_keys::key_id.eq(key_id.as_str())),
            )
            .select((Row::as_select(), install_keys::secret_hash))
            .get_result(self.conn)?;
        Ok((row.try_into()?, secret.is(&stored)))
    }

    /// Writes back what a step changed of a key's life; a moment once noted stays.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn keep_install_key(&mut self, key: &InstallKeyRecord, now: DateTime<Utc>) -> Result<(), StoreError> {
        let id = key.id.to_string();
        let stored = || install_keys::table.find((&self.insurer_text, &id));
        let touched = diesel::update(stored())
            .set((
                install_keys::failures.eq(i64::from(key.life.failures)),
                install_keys::reserved_until.eq(key.life.reserved_until.map(|at| at.naive_utc())),
                install_keys::reserved_for.eq(key.reserved_for.map(|id| id.to_string())),
                install_keys::device_id.eq(key.device.map(|id| id.to_string())),
            ))
            .execute(self.conn)?;
        if touched == 0 {
            return Err(StoreError::NotFound);
        }
        if key.life.spent {
            diesel::update(stored().filter(install_keys::spent_at.is_null()))
                .set(install_keys::spent_at.eq(now.naive_utc()))
                .execute(self.conn)?;
        }
        if key.life.revoked {
            diesel::update(stored().filter(install_keys::revoked_at.is_null()))
                .set(install_keys::revoked_at.eq(now.naive_utc()))
                .execute(self.conn)?;
        }
        Ok(())
    }

    /// The keys of an organization, or of the insurer itself, newest first: open ones, and what was issued since `since`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn install_keys(
        &mut self,
        organization: Option<OrganizationId>,
        since: DateTime<Utc>,
    ) -> Result<Vec<InstallKeyRecord>, StoreError> {
        let mut query = install_keys::table
            .filter(
                install_keys::insurer_number
                    .eq(self.insurer_text.clone())
                    .and(install_keys::issued_at.ge(since.naive_utc())),
            )
            .into_boxed();
        query = match organization {
            Some(id) => query.filter(install_keys::organization_id.eq(id.to_string())),
            None => query.filter(install_keys::organization_id.is_null()),
        };
        query
            .order(install_keys::id.desc())
            .select(Row::as_select())
            .load(self.conn)?
            .into_iter()
            .map(InstallKeyRecord::try_from)
            .collect()
    }

    /// Takes back every key of an organization that is not spent; how many that were.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn revoke_open_install_keys(
        &mut self,
        organization: OrganizationId,
        now: DateTime<Utc>,
    ) -> Result<usize, StoreError> {
        let open = install_keys::table.filter(
            install_keys::insurer_number
                .eq(&self.insurer_text)
                .and(install_keys::organization_id.eq(organization.to_string()))
                .and(install_keys::spent_at.is_null())
                .and(install_keys::revoked_at.is_null()),
        );
        let touched = diesel::update(open)
            .set(install_keys::revoked_at.eq(now.naive_utc()))
            .execute(self.conn)?;
        Ok(touched)
    }

    /// How many keys of an organization can still be used.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn open_install_keys(&mut self, organization: OrganizationId, today: Day) -> Result<u32, StoreError> {
        let open = self.open_install_keys_of(&[organization], today)?;
        Ok(open.get(&organization).copied().unwrap_or(0))
    }

    /// How many keys of each of some organizations can still be used; who has none is left out.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn open_install_keys_of(
        &mut self,
        organizations: &[OrganizationId],
        today: Day,
    ) -> Result<HashMap<OrganizationId, u32>, StoreError> {
        let rows: Vec<(Option<String>, i64)> = install_keys::table
            .filter(
                install_keys::insurer_number
                    .eq(&self.insurer_text)
                    .and(install_keys::organization_id.eq_any(texts(organizations)))
                    .and(install_keys::spent_at.is_null())
                    .and(install_keys::revoked_at.is_null())
                    .and(install_keys::failures.lt(i64::from(FAILURES_BEFORE_LOCK)))
                    .and(install_keys::expires_on.ge(today.naive())),
            )
            .group_by(install_keys::organization_id)
            .select((install_keys::organization_id, count_star()))
            .load(self.conn)?;
        rows.into_iter()
            .filter_map(|(organization, open)| Some((organization?, open)))
            .map(|(organization, open)| {
                let organization = parsed("install_keys.organization_id", &organization)?;
                Ok((organization, count("install_keys", open)?))
            })
            .collect()
    }

    /// How many devices of an organization count against its quota: active, their certificate not over, not renewed.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn devices_in_use(&mut self, organization: OrganizationId, now: DateTime<Utc>) -> Result<u32, StoreError> {
        let in_use = self.devices_in_use_of(&[organization], now)?;
        Ok(in_use.get(&organization).copied().unwrap_or(0))
    }

    /// How many devices of each of some organizations count against its quota; who has none is left out.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn devices_in_use_of(
        &mut self,
        organizations: &[OrganizationId],
        now: DateTime<Utc>,
    ) -> Result<HashMap<OrganizationId, u32>, StoreError> {
        let active: Vec<(Option<String>, String, Option<String>)> = devices::table
            .filter(
                devices::insurer_number
                    .eq(&self.insurer_text)
                    .and(devices::organization_id.eq_any(texts(organizations)))
                    .and(devices::status.eq(DeviceStatus::Active.to_string()))
                    .and(devices::valid_until.ge(now.naive_utc())),
            )
            .select((devices::organization_id, devices::id, devices::replaces))
            .load(self.conn)?;
        let renewed: HashSet<&String> = active.iter().filter_map(|(.., replaces)| replaces.as_ref()).collect();
        let mut in_use = HashMap::new();
        for (organization, id, _) in &active {
            let Some(organization) = organization else { continue };
            if !renewed.contains(id) {
                let organization = parsed("devices.organization_id", organization)?;
                *in_use.entry(organization).or_insert(0) += 1;
            }
        }
        Ok(in_use)
    }
}

fn texts(organizations: &[OrganizationId]) -> Vec<String> {
    organizations.iter().map(ToString::to_string).collect()
}
