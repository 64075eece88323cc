//! Queries on `sessions`.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::id::{AccountId, DeviceId, SessionId};

use crate::error::StoreError;
use crate::row::{moment, parsed};
use crate::schema::sessions;
use crate::store::Tx;

/// A session as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRecord {
    /// Opaque id.
    pub id: SessionId,
    /// Who.
    pub account: AccountId,
    /// Where.
    pub device: DeviceId,
    /// When it is over in any case.
    pub expires_at: DateTime<Utc>,
    /// When the user had signed in before.
    pub previous_sign_in_at: Option<DateTime<Utc>>,
    /// Since when it is locked.
    pub locked_at: Option<DateTime<Utc>>,
    /// When it was ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When the password was given last.
    pub confirmed_at: DateTime<Utc>,
    /// When its token was given out last.
    pub renewed_at: DateTime<Utc>,
}

/// A session to be begun.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// Opaque id.
    pub id: SessionId,
    /// Who.
    pub account: AccountId,
    /// Where.
    pub device: DeviceId,
    /// Now.
    pub created_at: DateTime<Utc>,
    /// When it is over in any case.
    pub expires_at: DateTime<Utc>,
    /// When the user had signed in before.
    pub previous_sign_in_at: Option<DateTime<Utc>>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = sessions)]
struct Row {
    insurer_number: String,
    id: String,
    account_id: String,
    device_id: String,
    created_at: NaiveDateTime,
    expires_at: NaiveDateTime,
    previous_sign_in_at: Option<NaiveDateTime>,
    locked_at: Option<NaiveDateTime>,
    ended_at: Option<NaiveDateTime>,
    confirmed_at: Option<NaiveDateTime>,
    renewed_at: Option<NaiveDateTime>,
}

impl TryFrom<Row> for SessionRecord {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: parsed("sessions.id", &row.id)?,
            account: parsed("sessions.account_id", &row.account_id)?,
            device: parsed("sessions.device_id", &row.device_id)?,
            expires_at: moment(row.expires_at),
            previous_sign_in_at: row.previous_sign_in_at.map(moment),
            locked_at: row.locked_at.map(moment),
            ended_at: row.ended_at.map(moment),
            created_at: moment(row.created_at),
            confirmed_at: moment(row.confirmed_at.unwrap_or(row.created_at)),
            renewed_at: moment(row.renewed_at.unwrap_or(row.created_at)),
        })
    }
}

impl Tx<'_> {
    /// Begins a session.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn create_session(&mut self, new: NewSession) -> Result<(), StoreError> {
        let row = Row {
            insurer_number: self.insurer_text.clone(),
            id: new.id.to_string(),
            account_id: new.account.to_string(),
            device_id: new.device.to_string(),
            created_at: new.created_at.naive_utc(),
            expires_at: new.expires_at.naive_utc(),
            previous_sign_in_at: new.previous_sign_in_at.map(|at| at.naive_utc()),
            locked_at: None,
            ended_at: None,
            confirmed_at: Some(new.created_at.naive_utc()),
            renewed_at: Some(new.created_at.naive_utc()),
        };
        diesel::insert_into(sessions::table).values(row).execute(self.conn)?;
        Ok(())
    }

    /// A session by its id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn session(&mut self, id: SessionId) -> Result<SessionRecord, StoreError> {
        sessions::table
            .find((&self.insurer_text, id.to_string()))
            .select(Row::as_select())
            .get_result(self.conn)?
            .try_into()
    }

    /// Locks a session (`Some`) or opens it again (`None`).
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn set_session_lock(&mut self, id: SessionId, locked_at: Option<DateTime<Utc>>) -> Result<(), StoreError> {
        let touched = diesel::update(sessions::table.find((&self.insurer_text, id.to_string())))
            .set(sessions::locked_at.eq(locked_at.map(|at| at.naive_utc())))
            .execute(self.conn)?;
        if touched == 0 {
            Err(StoreError::NotFound)
        } else {
            Ok(())
        }
    }

    /// Ends a session; ending it twice changes nothing.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn end_session(&mut self, id: SessionId, now: DateTime<Utc>) -> Result<(), StoreError> {
        let open = sessions::table
            .find((&self.insurer_text, id.to_string()))
            .filter(sessions::ended_at.is_null());
        diesel::update(open)
            .set(sessions::ended_at.eq(now.naive_utc()))
            .execute(self.conn)?;
        Ok(())
    }
}
