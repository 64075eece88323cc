//! Queries by which accounts are run: the staff of an organization or of the insurer, invitations, roles, the first log-in.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::account::{AccountStatus, LoginId, Role};
use domain::id::{AccountId, OrganizationId};

use super::{AccountRecord, Row};
use crate::schema::accounts;
use crate::store::error::StoreError;
use crate::store::row::count;
use crate::store::transaction::Tx;

/// Provisional credentials as they are kept.
#[derive(Clone, Debug)]
pub struct NewProvisional {
    /// 仮ログインID.
    pub login_id: LoginId,
    /// The hash of 仮パスワード in PHC form.
    pub password_hash: String,
    /// The moment at which they end.
    pub until: DateTime<Utc>,
}

/// What somebody chose at the first log-in.
#[derive(Clone)]
pub struct SetUp {
    /// The name.
    pub name: String,
    /// The login ID.
    pub login_id: LoginId,
    /// Password hash in PHC form.
    pub password_hash: String,
    /// The terms of use that were accepted.
    pub terms_version: String,
}

impl Tx<'_> {
    /// The accounts of an organization or, without one, of the insurer itself: by name, those who have left last.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn staff_of(&mut self, organization: Option<OrganizationId>) -> Result<Vec<AccountRecord>, StoreError> {
        let all = accounts::table
            .filter(accounts::insurer_number.eq(&self.insurer_text))
            .order((accounts::name, accounts::id))
            .select(Row::as_select());
        let rows: Vec<Row> = match organization {
            Some(id) => all
                .filter(accounts::organization_id.eq(id.to_string()))
                .load(self.conn)?,
            None => all.filter(accounts::organization_id.is_null()).load(self.conn)?,
        };
        let mut staff = rows
            .into_iter()
            .map(AccountRecord::try_from)
            .collect::<Result<Vec<_>, StoreError>>()?;
        staff.sort_by_key(|account| account.status == AccountStatus::Left);
        Ok(staff)
    }

    /// How many accounts an organization has, without those who have left.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn staff_count(&mut self, organization: OrganizationId) -> Result<i64, StoreError> {
        let here = accounts::table
            .filter(accounts::insurer_number.eq(&self.insurer_text))
            .filter(accounts::organization_id.eq(organization.to_string()))
            .filter(accounts::status.ne(AccountStatus::Left.code()));
        Ok(here.count().get_result(self.conn)?)
    }

    /// How many administrators in use an organization or, without one, the insurer has besides `except`.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn other_administrators(
        &mut self,
        organization: Option<OrganizationId>,
        except: AccountId,
    ) -> Result<u32, StoreError> {
        let role = match organization {
            Some(_) => Role::OrganizationAdministrator,
            None => Role::CityAdministrator,
        };
        let others = accounts::table
            .filter(accounts::insurer_number.eq(&self.insurer_text))
            .filter(accounts::role.eq(role.to_string()))
            .filter(accounts::status.eq(AccountStatus::Active.to_string()))
            .filter(accounts::id.ne(except.to_string()))
            .count();
        let found: i64 = match organization {
            Some(id) => others
                .filter(accounts::organization_id.eq(id.to_string()))
                .get_result(self.conn)?,
            None => others
                .filter(accounts::organization_id.is_null())
                .get_result(self.conn)?,
        };
        count("count of accounts", found)
    }

    /// Gives an account another role.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn set_account_role(&mut self, id: AccountId, role: Role) -> Result<(), StoreError> {
        let touched = diesel::update(accounts::table.find((&self.insurer_text, id.to_string())))
            .set(accounts::role.eq(role.to_string()))
            .execute(self.conn)?;
        found(touched)
    }

    /// Puts new provisional credentials in the place of whatever an account had.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Conflict`] if the login ID is taken.
    pub fn give_provisional(
        &mut self,
        id: AccountId,
        new: &NewProvisional,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let touched = diesel::update(accounts::table.find((&self.insurer_text, id.to_string())))
            .set((
                accounts::login_id.eq(new.login_id.to_string()),
                accounts::password_hash.eq(&new.password_hash),
                accounts::status.eq(AccountStatus::Provisional.to_string()),
                accounts::status_since.eq(now.naive_utc()),
                accounts::provisional_until.eq(new.until.naive_utc()),
                accounts::provisional_used_at.eq(None::<chrono::NaiveDateTime>),
            ))
            .execute(self.conn)?;
        found(touched)
    }

    /// Spends the one log-in of provisional credentials; answers whether it was still there.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn spend_provisional(&mut self, id: AccountId, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let unspent = accounts::table
            .find((&self.insurer_text, id.to_string()))
            .filter(accounts::status.eq(AccountStatus::Provisional.to_string()))
            .filter(accounts::provisional_used_at.is_null())
            .filter(accounts::provisional_until.gt(now.naive_utc()));
        let touched = diesel::update(unspent)
            .set(accounts::provisional_used_at.eq(now.naive_utc()))
            .execute(self.conn)?;
        Ok(touched == 1)
    }

    /// Puts what somebody chose in the place of the provisional credentials; answers whether the account still had any.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the login ID is taken.
    pub fn set_up_account(&mut self, id: AccountId, chosen: &SetUp, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let provisional = accounts::table
            .find((&self.insurer_text, id.to_string()))
            .filter(accounts::status.eq(AccountStatus::Provisional.to_string()));
        let touched = diesel::update(provisional)
            .set((
                accounts::name.eq(&chosen.name),
                accounts::login_id.eq(chosen.login_id.to_string()),
                accounts::password_hash.eq(&chosen.password_hash),
                accounts::status.eq(AccountStatus::Active.to_string()),
                accounts::status_since.eq(now.naive_utc()),
                accounts::provisional_until.eq(None::<chrono::NaiveDateTime>),
                accounts::provisional_used_at.eq(None::<chrono::NaiveDateTime>),
                accounts::terms_version.eq(&chosen.terms_version),
                accounts::terms_accepted_at.eq(now.naive_utc()),
            ))
            .execute(self.conn)?;
        Ok(touched == 1)
    }
}

fn found(touched: usize) -> Result<(), StoreError> {
    if touched == 0 {
        Err(StoreError::NotFound)
    } else {
        Ok(())
    }
}
