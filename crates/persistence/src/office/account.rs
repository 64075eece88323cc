//! Queries on `accounts`.

use domain::person::PersonName;
use domain::text::free_text::FreeText;
use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::account::{AccountStatus, LoginId, Role};
use domain::id::{AccountId, OrganizationId};
use domain::record::AccountRecord;

pub(crate) mod given;
pub(crate) mod staff;

use crate::schema::accounts;
use crate::store::error::StoreError;
use crate::store::row::{moment, parsed};
use crate::store::transaction::Tx;

/// An account with what is needed to check a password.
#[derive(Clone)]
pub struct Credentials {
    /// The account.
    pub account: AccountRecord,
    /// Its password hash in PHC form.
    pub password_hash: String,
}

/// An account to be made.
#[derive(Clone)]
pub struct NewAccount {
    /// Opaque id.
    pub id: AccountId,
    /// The organization; city staff have none.
    pub organization: Option<OrganizationId>,
    /// The login ID, unique within the insurer.
    pub login_id: LoginId,
    /// The user's name.
    pub name: PersonName,
    /// Role.
    pub role: Role,
    /// Status.
    pub status: AccountStatus,
    /// Password hash in PHC form.
    pub password_hash: String,
    /// The ward office or counter of a city account.
    pub desk: Option<FreeText>,
    /// The moment at which provisional credentials end; `None` for an account that is set up already.
    pub provisional_until: Option<DateTime<Utc>>,
}

/// An account as it is kept, without its password hash: that is read where a password is checked, and nowhere else.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = accounts)]
struct Row {
    insurer_number: String,
    id: String,
    organization_id: Option<String>,
    login_id: String,
    name: String,
    role: String,
    status: String,
    last_sign_in_at: Option<NaiveDateTime>,
    created_at: NaiveDateTime,
    desk: Option<String>,
    provisional_until: Option<NaiveDateTime>,
    provisional_used_at: Option<NaiveDateTime>,
    terms_version: Option<String>,
    terms_accepted_at: Option<NaiveDateTime>,
    status_since: Option<NaiveDateTime>,
}

impl TryFrom<Row> for AccountRecord {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let organization = row
            .organization_id
            .map(|id| parsed("accounts.organization_id", &id))
            .transpose()?;
        Ok(Self {
            id: parsed("accounts.id", &row.id)?,
            organization,
            name: row.name,
            role: parsed("accounts.role", &row.role)?,
            status: parsed("accounts.status", &row.status)?,
            last_sign_in_at: row.last_sign_in_at.map(moment),
            login_id: parsed("accounts.login_id", &row.login_id)?,
            desk: row.desk,
            provisional_until: row.provisional_until.map(moment),
            provisional_used_at: row.provisional_used_at.map(moment),
            terms_version: row.terms_version,
            status_since: row.status_since.map(moment),
        })
    }
}

impl TryFrom<(Row, String)> for Credentials {
    type Error = StoreError;

    fn try_from((row, password_hash): (Row, String)) -> Result<Self, StoreError> {
        Ok(Self {
            account: row.try_into()?,
            password_hash,
        })
    }
}

impl Tx<'_> {
    /// Makes an account.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the login ID is taken.
    pub fn create_account(&mut self, new: NewAccount, now: DateTime<Utc>) -> Result<(), StoreError> {
        let row = Row {
            insurer_number: self.insurer_text.clone(),
            id: new.id.to_string(),
            organization_id: new.organization.map(|id| id.to_string()),
            login_id: new.login_id.to_string(),
            name: new.name.to_string(),
            role: new.role.to_string(),
            status: new.status.to_string(),
            last_sign_in_at: None,
            created_at: now.naive_utc(),
            desk: new.desk.map(String::from),
            provisional_until: new.provisional_until.map(|at| at.naive_utc()),
            provisional_used_at: None,
            terms_version: None,
            terms_accepted_at: None,
            status_since: None,
        };
        diesel::insert_into(accounts::table)
            .values((row, accounts::password_hash.eq(new.password_hash)))
            .execute(self.conn)?;
        Ok(())
    }

    /// The account of a login ID with its password hash.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn credentials(&mut self, login_id: &LoginId) -> Result<Credentials, StoreError> {
        accounts::table
            .filter(
                accounts::insurer_number
                    .eq(&self.insurer_text)
                    .and(accounts::login_id.eq(login_id.to_string())),
            )
            .select((Row::as_select(), accounts::password_hash))
            .get_result::<(Row, String)>(self.conn)?
            .try_into()
    }

    /// The account with its password hash, by id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn credentials_of(&mut self, id: AccountId) -> Result<Credentials, StoreError> {
        accounts::table
            .find((&self.insurer_text, id.to_string()))
            .select((Row::as_select(), accounts::password_hash))
            .get_result::<(Row, String)>(self.conn)?
            .try_into()
    }

    /// The account, by id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn account(&mut self, id: AccountId) -> Result<AccountRecord, StoreError> {
        accounts::table
            .find((&self.insurer_text, id.to_string()))
            .select(Row::as_select())
            .get_result(self.conn)?
            .try_into()
    }

    /// The names of some accounts, for people who read what was done.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn account_names(&mut self, ids: &[AccountId]) -> Result<HashMap<AccountId, String>, StoreError> {
        let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
        let rows: Vec<(String, String)> = accounts::table
            .filter(
                accounts::insurer_number
                    .eq(&self.insurer_text)
                    .and(accounts::id.eq_any(ids)),
            )
            .select((accounts::id, accounts::name))
            .load(self.conn)?;
        rows.into_iter()
            .map(|(id, name)| Ok((parsed("accounts.id", &id)?, name)))
            .collect()
    }

    /// Every account of the insurer, by login ID.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn accounts(&mut self) -> Result<Vec<AccountRecord>, StoreError> {
        let rows: Vec<Row> = accounts::table
            .filter(accounts::insurer_number.eq(&self.insurer_text))
            .order(accounts::login_id)
            .select(Row::as_select())
            .load(self.conn)?;
        rows.into_iter().map(AccountRecord::try_from).collect()
    }

    /// Suspends, closes or activates an account.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn set_account_status(
        &mut self,
        id: AccountId,
        status: AccountStatus,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let touched = diesel::update(accounts::table.find((&self.insurer_text, id.to_string())))
            .set((
                accounts::status.eq(status.to_string()),
                accounts::status_since.eq(now.naive_utc()),
            ))
            .execute(self.conn)?;
        if touched == 0 {
            Err(StoreError::NotFound)
        } else {
            Ok(())
        }
    }

    /// Notes a successful log-in.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn note_sign_in(&mut self, id: AccountId, now: DateTime<Utc>) -> Result<(), StoreError> {
        diesel::update(accounts::table.find((&self.insurer_text, id.to_string())))
            .set(accounts::last_sign_in_at.eq(now.naive_utc()))
            .execute(self.conn)?;
        Ok(())
    }
}
