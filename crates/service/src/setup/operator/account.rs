//! Accounts from the machine: adding, changing their state, lifting a stop, listing.

use crate::office::account::checked_name;
use domain::account::{AccountStatus, LoginId, PasswordRule, Role};
use domain::audit::{Item, Operation};
use domain::id::{AccountId, OrganizationId};
use domain::record::AccountRecord;
use domain::text::free_text::FreeText;
use persistence::{NewAccount, fresh_id};

use super::Operator;
use crate::access::change::Act;
use crate::error::ServiceError;
use crate::office::account::may_become;
use crate::rule::Field;
use crate::session::password::{Secret, prepared};

/// Somebody of an organization.
#[derive(Clone, Debug)]
pub struct NewStaff {
    /// The login ID.
    pub login_id: LoginId,
    /// The name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The password.
    pub password: Secret,
}

impl Operator {
    /// Makes an account of an organization that may sign in at once.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] if the password does not follow the rules; a conflict if the login ID is taken.
    pub fn add_staff(&self, organization: OrganizationId, staff: NewStaff) -> Result<AccountId, ServiceError> {
        let new = self.new_account(Some(organization), staff, None)?;
        let (id, now) = (new.id, self.now());
        let act = Act::new(Operation::AddStaff, Item::account_as(id, new.role)).concerning(Some(organization));
        self.change_here(act, |tx| {
            tx.organization(organization)?;
            tx.create_account(new.clone(), now).map(Ok)
        })?;
        Ok(id)
    }

    pub(super) fn new_account(
        &self,
        organization: Option<OrganizationId>,
        staff: NewStaff,
        desk: Option<FreeText>,
    ) -> Result<NewAccount, ServiceError> {
        let login_id = staff.login_id.to_string();
        let context = [staff.name.as_str(), login_id.as_str()];
        PasswordRule::STANDARD
            .check(&prepared(staff.password.reveal()), &context)
            .map_err(|weakness| ServiceError::invalid(Field::Password, weakness))?;
        Ok(NewAccount {
            id: fresh_id(),
            organization,
            login_id: staff.login_id,
            name: checked_name(&staff.name)?,
            role: staff.role,
            status: AccountStatus::Active,
            password_hash: self.service.passwords().hash_here(&staff.password)?,
            desk,
            provisional_until: None,
        })
    }

    /// Suspends, closes or reactivates an account.
    ///
    /// # Errors
    /// Not found if there is no such account; [`ServiceError::Conflict`] for one that has left or was never set up.
    pub fn set_account_status(&self, account: AccountId, status: AccountStatus) -> Result<(), ServiceError> {
        let now = self.now();
        let act = Act::new(Operation::account_becomes(status), Item::account(account));
        self.change_here_of(act, |tx| {
            let known = tx.account(account)?;
            match may_become(&known, status) {
                Err(refused) if known.status != status => return Ok(Err(refused)),
                _ => tx.set_account_status(account, status, now)?,
            }
            Ok(Ok(known.organization))
        })
    }

    /// Every account. Looking is noted as well.
    ///
    /// # Errors
    /// If the database cannot be read or the ledger not be written.
    pub fn accounts(&self) -> Result<Vec<AccountRecord>, ServiceError> {
        let found = self.tenant().read_here(|tx| tx.accounts())?;
        self.noted(Operation::ListAccounts, found.len())?;
        Ok(found)
    }

    /// Forgets an account's failed log-ins on every device: the pause of some minutes and the stop for the day end at
    /// once. The password stays.
    ///
    /// # Errors
    /// Not found if there is no such account.
    pub fn unlock_account(&self, account: AccountId) -> Result<(), ServiceError> {
        let act = Act::new(Operation::UnlockAccount, Item::account(account));
        let vault = self.tenant().vault();
        self.change_here_of(act, |tx| {
            let known = tx.account(account)?;
            tx.forget_sign_in_failures(&vault.login_hash(known.login_id.as_str())?)?;
            Ok(Ok(known.organization))
        })
    }
}
