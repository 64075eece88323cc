//! Queries on `usage_application_events`, what happened to applications, and on the organization an approved one becomes.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::enrolment::usage_application::Grant;
use domain::id::{OrganizationId, UsageApplicationId};
use domain::organization::OrganizationStatus;
use domain::record::UsageApplicationEvent;
use domain::text::search::folded;

use crate::schema::{organizations, usage_application_events};
use crate::store::error::StoreError;
use crate::store::intake::fresh_id;
use crate::store::row::{moment, parsed};
use crate::store::transaction::Tx;

#[derive(Insertable)]
#[diesel(table_name = usage_application_events)]
struct EventRow {
    insurer_number: String,
    id: String,
    application_id: String,
    at: NaiveDateTime,
    kind: String,
    account_id: Option<String>,
    reason: Option<String>,
}

type StoredEvent = (NaiveDateTime, String, Option<String>, Option<String>);

impl Tx<'_> {
    /// Notes what happened to an application.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn note_usage_application(
        &mut self,
        application: UsageApplicationId,
        event: UsageApplicationEvent,
    ) -> Result<(), StoreError> {
        let UsageApplicationEvent {
            at,
            kind,
            account,
            reason,
        } = event;
        let row = EventRow {
            insurer_number: self.insurer_text.clone(),
            id: fresh_id::<UsageApplicationEvent>().to_string(),
            application_id: application.to_string(),
            at: at.naive_utc(),
            kind: kind.to_string(),
            account_id: account.map(|id| id.to_string()),
            reason,
        };
        diesel::insert_into(usage_application_events::table)
            .values(row)
            .execute(self.conn)?;
        Ok(())
    }

    /// What happened to an application, oldest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn usage_application_events(
        &mut self,
        application: UsageApplicationId,
    ) -> Result<Vec<UsageApplicationEvent>, StoreError> {
        let rows: Vec<StoredEvent> = usage_application_events::table
            .filter(
                usage_application_events::insurer_number
                    .eq(&self.insurer_text)
                    .and(usage_application_events::application_id.eq(application.to_string())),
            )
            .order(usage_application_events::id)
            .select((
                usage_application_events::at,
                usage_application_events::kind,
                usage_application_events::account_id,
                usage_application_events::reason,
            ))
            .load(self.conn)?;
        rows.into_iter()
            .map(|(at, kind, account, reason)| {
                Ok(UsageApplicationEvent {
                    at: moment(at),
                    kind: parsed("usage_application_events.kind", &kind)?,
                    account: account
                        .map(|id| parsed("usage_application_events.account_id", &id))
                        .transpose()?,
                    reason,
                })
            })
            .collect()
    }

    /// Permits an organization that was closed anew, with another grant. It is the same office, so it stays the same
    /// organization; who left stays away, and what was revoked stays revoked.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is no such closed organization.
    pub fn permit_anew(
        &mut self,
        id: OrganizationId,
        name: &str,
        grant: Grant,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let closed = organizations::table
            .find((&self.insurer_text, id.to_string()))
            .filter(organizations::status.eq(OrganizationStatus::Closed.to_string()));
        let touched = diesel::update(closed)
            .set((
                organizations::status.eq(OrganizationStatus::Permitted.to_string()),
                organizations::name.eq(name),
                organizations::name_folded.eq(folded(name)),
                organizations::permitted_from.eq(grant.permitted_from.naive()),
                organizations::permitted_until.eq(None::<NaiveDate>),
                organizations::device_quota.eq(i64::from(grant.device_quota)),
                organizations::status_since.eq(now.naive_utc()),
            ))
            .execute(self.conn)?;
        if touched == 0 {
            Err(StoreError::NotFound)
        } else {
            Ok(())
        }
    }
}
