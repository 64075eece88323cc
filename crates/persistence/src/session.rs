//! Queries on `sessions`. Attempts to begin one are counted in `failures`.

pub(crate) mod failures;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::id::{AccountId, DeviceId, OrganizationId, SessionId};
use domain::record::{OpenSession, SessionRecord};

use crate::schema::{accounts, devices, sessions};
use crate::store::error::StoreError;
use crate::store::row::{moment, parsed};
use crate::store::transaction::Tx;

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
    /// Whether it is begun with provisional credentials.
    pub provisional: bool,
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
    provisional: bool,
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
            provisional: row.provisional,
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
            provisional: new.provisional,
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

    /// Notes that the password was given in a session.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn confirm_session(&mut self, id: SessionId, now: DateTime<Utc>) -> Result<(), StoreError> {
        let touched = diesel::update(sessions::table.find((&self.insurer_text, id.to_string())))
            .set(sessions::confirmed_at.eq(now.naive_utc()))
            .execute(self.conn)?;
        if touched == 0 {
            Err(StoreError::NotFound)
        } else {
            Ok(())
        }
    }

    /// Notes that a session's token was given out anew.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if it was ended.
    pub fn renew_session(&mut self, id: SessionId, now: DateTime<Utc>) -> Result<(), StoreError> {
        let open = sessions::table
            .find((&self.insurer_text, id.to_string()))
            .filter(sessions::ended_at.is_null());
        let touched = diesel::update(open)
            .set(sessions::renewed_at.eq(now.naive_utc()))
            .execute(self.conn)?;
        if touched == 0 {
            Err(StoreError::NotFound)
        } else {
            Ok(())
        }
    }

    /// Who of an organization or, without one, of the insurer itself is signed in now, the newest first: sessions that are
    /// not over and either locked or used since `idle_since`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn open_sessions(
        &mut self,
        organization: Option<OrganizationId>,
        now: DateTime<Utc>,
        idle_since: DateTime<Utc>,
    ) -> Result<Vec<OpenSession>, StoreError> {
        let open = sessions::table
            .inner_join(
                accounts::table.on(accounts::insurer_number
                    .eq(sessions::insurer_number)
                    .and(accounts::id.eq(sessions::account_id))),
            )
            .inner_join(
                devices::table.on(devices::insurer_number
                    .eq(sessions::insurer_number)
                    .and(devices::id.eq(sessions::device_id))),
            )
            .filter(sessions::insurer_number.eq(&self.insurer_text))
            .filter(sessions::ended_at.is_null())
            .filter(sessions::expires_at.gt(now.naive_utc()))
            .order(sessions::created_at.desc())
            .select((Row::as_select(), accounts::name, accounts::login_id, devices::label));
        let rows: Vec<(Row, String, String, String)> = match organization {
            Some(id) => open
                .filter(accounts::organization_id.eq(id.to_string()))
                .load(self.conn)?,
            None => open.filter(accounts::organization_id.is_null()).load(self.conn)?,
        };
        let mut found = Vec::with_capacity(rows.len());
        for (row, account_name, login_id, device_label) in rows {
            let session = SessionRecord::try_from(row)?;
            if session.locked_at.is_some() || session.renewed_at >= idle_since {
                found.push(OpenSession {
                    session,
                    account_name,
                    login_id,
                    device_label,
                });
            }
        }
        Ok(found)
    }

    /// The sessions of an account that are open, as in [`Tx::open_sessions`], the one unused for longest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn open_sessions_of(
        &mut self,
        account: AccountId,
        now: DateTime<Utc>,
        idle_since: DateTime<Utc>,
    ) -> Result<Vec<SessionId>, StoreError> {
        let used = sessions::renewed_at.ge(idle_since.naive_utc());
        let open: Vec<String> = sessions::table
            .filter(sessions::insurer_number.eq(&self.insurer_text))
            .filter(sessions::account_id.eq(account.to_string()))
            .filter(sessions::ended_at.is_null())
            .filter(sessions::expires_at.gt(now.naive_utc()))
            .filter(sessions::locked_at.is_not_null().or(used.assume_not_null()))
            .order((sessions::renewed_at, sessions::id))
            .select(sessions::id)
            .load(self.conn)?;
        open.iter().map(|id| parsed("sessions.id", id)).collect()
    }

    /// Ends every session of an account.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn end_sessions_of(&mut self, account: AccountId, now: DateTime<Utc>) -> Result<(), StoreError> {
        let open = sessions::table
            .filter(sessions::insurer_number.eq(&self.insurer_text))
            .filter(sessions::account_id.eq(account.to_string()))
            .filter(sessions::ended_at.is_null());
        diesel::update(open)
            .set(sessions::ended_at.eq(now.naive_utc()))
            .execute(self.conn)?;
        Ok(())
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
