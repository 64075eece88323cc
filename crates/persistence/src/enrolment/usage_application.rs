//! Queries on `usage_applications` and what happened to them. Which step may follow which is decided in `domain`; who may
//! take it, in `service`.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use domain::calendar::day::Day;
use domain::enrolment::usage_application::{Grant, Reference, Standing, UsageApplicationState};
use domain::id::{OrganizationId, UsageApplicationId};
use domain::organization::OfficeNumber;
use domain::record::UsageApplicationRecord;

use crate::random::SecretHash;
use crate::schema::usage_applications;
use crate::store::error::StoreError;
use crate::store::row::{count, moment, parsed};
use crate::store::transaction::Tx;

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = usage_applications, primary_key(insurer_number, id), treat_none_as_null = true)]
struct Row {
    insurer_number: String,
    id: String,
    reference: String,
    state: String,
    office_number: String,
    service_code: String,
    sealed: Vec<u8>,
    devices: i64,
    terms_version: String,
    channel: String,
    received_on: NaiveDate,
    received_at: NaiveDateTime,
    proposed_by: Option<String>,
    proposed_quota: Option<i64>,
    proposed_from: Option<NaiveDate>,
    decided_at: Option<NaiveDateTime>,
    reason: Option<String>,
    organization_id: Option<String>,
    account_id: Option<String>,
}

fn place(id: UsageApplicationId) -> String {
    format!("usage_applications/{id}")
}

impl Row {
    fn of(record: &UsageApplicationRecord, tx: &Tx<'_>) -> Result<Self, StoreError> {
        let (by, grant) = match record.standing {
            Standing::Proposed { by, grant } => (Some(by), Some(grant)),
            _ => (None, None),
        };
        Ok(Self {
            insurer_number: tx.insurer_text.clone(),
            id: record.id.to_string(),
            reference: record.reference.to_string(),
            state: record.standing.state().to_string(),
            office_number: record.office_number.to_string(),
            service_code: record.service_code.to_string(),
            sealed: tx.vault.encrypt_json(&place(record.id), &record.applicant)?,
            devices: record.devices.into(),
            terms_version: record.terms_version.clone(),
            channel: record.channel.to_string(),
            received_on: record.received_on.naive(),
            received_at: record.received_at.naive_utc(),
            proposed_by: by.map(|by| by.to_string()),
            proposed_quota: grant.map(|grant| grant.device_quota.into()),
            proposed_from: grant.map(|grant| grant.permitted_from.naive()),
            decided_at: record.decided_at.map(|at| at.naive_utc()),
            reason: record.reason.clone(),
            organization_id: record.organization.map(|id| id.to_string()),
            account_id: record.account.map(|id| id.to_string()),
        })
    }

    fn standing(&self) -> Result<Standing, StoreError> {
        let corrupt = StoreError::Corrupt {
            column: "usage_applications.state",
        };
        Ok(match parsed("usage_applications.state", &self.state)? {
            UsageApplicationState::Received => Standing::Received,
            UsageApplicationState::Returned => Standing::Returned,
            UsageApplicationState::Approved => Standing::Approved,
            UsageApplicationState::Refused => Standing::Refused,
            UsageApplicationState::Withdrawn => Standing::Withdrawn,
            UsageApplicationState::Proposed => match (&self.proposed_by, self.proposed_quota, self.proposed_from) {
                (Some(by), Some(quota), Some(from)) => Standing::Proposed {
                    by: parsed("usage_applications.proposed_by", by)?,
                    grant: Grant {
                        device_quota: count("usage_applications.proposed_quota", quota)?,
                        permitted_from: Day::from_naive(from),
                    },
                },
                _ => return Err(corrupt),
            },
        })
    }

    fn record(self, tx: &Tx<'_>) -> Result<UsageApplicationRecord, StoreError> {
        let id = parsed("usage_applications.id", &self.id)?;
        let optional = |column, id: &Option<String>| id.as_deref().map(|id| parsed(column, id)).transpose();
        Ok(UsageApplicationRecord {
            id,
            reference: parsed("usage_applications.reference", &self.reference)?,
            standing: self.standing()?,
            office_number: parsed("usage_applications.office_number", &self.office_number)?,
            service_code: parsed("usage_applications.service_code", &self.service_code)?,
            applicant: tx.vault.decrypt_json(&place(id), &self.sealed)?,
            devices: count("usage_applications.devices", self.devices)?,
            channel: parsed("usage_applications.channel", &self.channel)?,
            received_on: Day::from_naive(self.received_on),
            received_at: moment(self.received_at),
            decided_at: self.decided_at.map(moment),
            organization: optional("usage_applications.organization_id", &self.organization_id)?,
            account: self
                .account_id
                .map(|id| parsed("usage_applications.account_id", &id))
                .transpose()?,
            terms_version: self.terms_version,
            reason: self.reason,
        })
    }
}

impl Tx<'_> {
    /// Takes in an application.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if an application of this office and kind is open.
    pub fn create_usage_application(
        &mut self,
        record: &UsageApplicationRecord,
        secret: SecretHash,
    ) -> Result<(), StoreError> {
        let row = Row::of(record, self)?;
        diesel::insert_into(usage_applications::table)
            .values((row, usage_applications::secret_hash.eq(secret.bytes())))
            .execute(self.conn)?;
        Ok(())
    }

    /// Writes an application back as it is after a step.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn keep_usage_application(&mut self, record: &UsageApplicationRecord) -> Result<(), StoreError> {
        let row = Row::of(record, self)?;
        let touched = diesel::update(usage_applications::table.find((&self.insurer_text, record.id.to_string())))
            .set(row)
            .execute(self.conn)?;
        if touched == 0 {
            Err(StoreError::NotFound)
        } else {
            Ok(())
        }
    }

    /// An application by its id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn usage_application(&mut self, id: UsageApplicationId) -> Result<UsageApplicationRecord, StoreError> {
        let row: Row = usage_applications::table
            .find((&self.insurer_text, id.to_string()))
            .select(Row::as_select())
            .get_result(self.conn)?;
        row.record(self)
    }

    /// The application with this reference, if the secret is its own.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], the same for a wrong reference and a wrong secret.
    pub fn usage_application_of(
        &mut self,
        reference: &Reference,
        secret: SecretHash,
    ) -> Result<UsageApplicationRecord, StoreError> {
        let found: Option<(Row, Vec<u8>)> = usage_applications::table
            .filter(
                usage_applications::insurer_number
                    .eq(&self.insurer_text)
                    .and(usage_applications::reference.eq(reference.as_str())),
            )
            .select((Row::as_select(), usage_applications::secret_hash))
            .get_result(self.conn)
            .optional()?;
        match found {
            Some((row, stored)) if secret.is(&stored) => row.record(self),
            _ => Err(StoreError::NotFound),
        }
    }

    /// Applications in the order of receipt, after `after`, at most `limit`; in one state or all.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn usage_applications(
        &mut self,
        state: Option<UsageApplicationState>,
        after: Option<UsageApplicationId>,
        limit: usize,
    ) -> Result<Vec<UsageApplicationRecord>, StoreError> {
        let mut query = usage_applications::table
            .filter(usage_applications::insurer_number.eq(self.insurer_text.clone()))
            .into_boxed();
        if let Some(state) = state {
            query = query.filter(usage_applications::state.eq(state.to_string()));
        }
        if let Some(after) = after {
            query = query.filter(usage_applications::id.gt(after.to_string()));
        }
        let rows: Vec<Row> = query
            .order(usage_applications::id)
            .limit(i64::try_from(limit).unwrap_or(i64::MAX))
            .select(Row::as_select())
            .load(self.conn)?;
        rows.into_iter().map(|row| row.record(self)).collect()
    }

    /// Every application of an office number, of any kind and state, oldest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn usage_applications_of(&mut self, office: OfficeNumber) -> Result<Vec<UsageApplicationRecord>, StoreError> {
        let rows: Vec<Row> = usage_applications::table
            .filter(
                usage_applications::insurer_number
                    .eq(&self.insurer_text)
                    .and(usage_applications::office_number.eq(office.as_str())),
            )
            .order(usage_applications::id)
            .select(Row::as_select())
            .load(self.conn)?;
        rows.into_iter().map(|row| row.record(self)).collect()
    }

    /// The newest approved application of an organization.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if the organization was not permitted by an application.
    pub fn usage_application_for(
        &mut self,
        organization: OrganizationId,
    ) -> Result<UsageApplicationRecord, StoreError> {
        let row: Row = usage_applications::table
            .filter(
                usage_applications::insurer_number
                    .eq(&self.insurer_text)
                    .and(usage_applications::organization_id.eq(organization.to_string())),
            )
            .order(usage_applications::id.desc())
            .limit(1)
            .select(Row::as_select())
            .get_result(self.conn)?;
        row.record(self)
    }
}
