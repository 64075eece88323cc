//! The insurer's own house from the machine: the first city administrator and the first city device, by which everything
//! else is then done on the screens.

use domain::account::{AccountStatus, Role};
use domain::audit::{Item, Operation};
use domain::id::{AccountId, OrganizationId};
use domain::text::free_text::FreeText;
use pki::Authority;

use super::Operator;
use super::account::NewStaff;
use super::device::IssuedIdentity;
use crate::access::change::Act;
use crate::error::ServiceError;
use crate::office::account::{checked_name, invitation};
use crate::rule::{AccountRule, Field};
use crate::session::provisional::IssuedCredentials;

impl Operator {
    /// Makes a city administrator with provisional credentials, which are answered once.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] if the name cannot be one; if the database cannot be written.
    pub fn invite_city_administrator(&self, name: &str) -> Result<IssuedCredentials, ServiceError> {
        let name = checked_name(name)?;
        let made = self.service.make_provisional_here()?;
        let new = invitation(None, &name, Role::CityAdministrator, None, &made);
        let (issued, now) = (made.issued_to(new.id), self.now());
        let act = Act::new(Operation::InviteCityStaff, Item::account_as(issued.account, new.role));
        self.change_here(act, |tx| tx.create_account(new.clone(), now).map(Ok))?;
        Ok(issued)
    }

    /// Makes an account of the insurer that may sign in at once.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] if the password does not follow the rules; a conflict if the login ID is taken.
    pub fn add_city_staff(&self, staff: NewStaff, desk: Option<String>) -> Result<AccountId, ServiceError> {
        let desk = desk.map(|desk| FreeText::line(&desk)).transpose();
        let desk = desk.map_err(|rule| ServiceError::invalid(Field::Desk, rule))?;
        let new = self.new_account(None, staff, desk)?;
        let (id, now) = (new.id, self.now());
        let act = Act::new(Operation::AddCityStaff, Item::account_as(id, new.role));
        self.change_here(act, |tx| tx.create_account(new.clone(), now).map(Ok))?;
        Ok(id)
    }

    /// Somebody of an organization with provisional credentials, which are answered once.
    ///
    /// # Errors
    /// As [`Operator::invite_city_administrator`].
    pub fn invite_to(
        &self,
        organization: OrganizationId,
        name: &str,
        role: Role,
    ) -> Result<IssuedCredentials, ServiceError> {
        let name = checked_name(name)?;
        let made = self.service.make_provisional_here()?;
        let new = invitation(Some(organization), &name, role, None, &made);
        let (issued, now) = (made.issued_to(new.id), self.now());
        let act =
            Act::new(Operation::InviteStaff, Item::account_as(issued.account, role)).concerning(Some(organization));
        self.change_here(act, |tx| tx.create_account(new.clone(), now).map(Ok))?;
        Ok(issued)
    }

    /// New provisional credentials for an account; its sessions end. For the machine, when no administrator is left who
    /// could do it on the screen.
    ///
    /// # Errors
    /// Not found if there is no such account; [`ServiceError::Conflict`] for one that has left.
    pub fn renew_credentials(&self, account: AccountId) -> Result<IssuedCredentials, ServiceError> {
        let made = self.service.make_provisional_here()?;
        let now = self.now();
        let act = Act::new(Operation::RenewCredentials, Item::account(account));
        self.change_here_of(act, |tx| {
            let known = tx.account(account)?;
            if known.status == AccountStatus::Left {
                return Ok(Err(ServiceError::conflict(AccountRule::Left)));
            }
            tx.give_provisional(account, &made.kept, now)?;
            tx.end_sessions_of(account, now)?;
            Ok(Ok(known.organization))
        })?;
        Ok(made.issued_to(account))
    }

    /// Issues a certificate for a new device of the insurer itself and hands over its identity.
    ///
    /// # Errors
    /// As [`Operator::issue_device`].
    pub fn issue_city_device(&self, authority: &Authority, label: &str) -> Result<IssuedIdentity, ServiceError> {
        self.issue_for(authority, None, label)
    }
}
