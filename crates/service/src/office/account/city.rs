//! What a city administrator does to accounts: those of the insurer and, with a reason and the password at hand, anybody's.

use domain::account::two_people::CredentialsGiven;
use domain::account::{AccountStatus, Role};
use domain::audit::{Item, Operation};
use domain::id::AccountId;
use domain::text::free_text::FreeText;
use persistence::{NewAccount, fresh_id};

use super::{Reach, Staff, checked_name, checked_role, invitation};
use crate::access::allowed::{Allowed, ManageCityAccounts, ManageOrganizations};
use crate::access::change::{Act, StatedReason, stated};
use crate::error::ServiceError;
use crate::rule::{AccountRule, Field, LONGEST_DESK};
use crate::session::provisional::IssuedCredentials;

/// Somebody new at the insurer itself.
#[derive(Clone, Debug)]
pub struct CityInvitation {
    /// The name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The ward office or counter; a desk clerk needs one.
    pub desk: Option<String>,
    /// Why.
    pub reason: String,
}

impl Allowed<ManageCityAccounts> {
    /// The insurer's own staff.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn city_staff(&self) -> Result<Staff, ServiceError> {
        let accounts = self.service.tenant().read(|tx| tx.staff_of(None)).await?;
        Ok(Staff {
            accounts: self.members(accounts)?,
            asking: self.viewer.account.id,
        })
    }

    /// Makes an account of the insurer with provisional credentials, which are answered once. Takes the step-up.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] for a name, role, desk or reason that cannot be; [`ServiceError::StepUpRequired`].
    pub async fn invite_city_staff(&self, invitation_for: CityInvitation) -> Result<IssuedCredentials, ServiceError> {
        let CityInvitation {
            name,
            role,
            desk,
            reason,
        } = invitation_for;
        let name = checked_name(&name)?;
        checked_role(role, false)?;
        let desk = checked_desk(desk, role)?;
        let reason = stated(&reason)?;
        let id = fresh_id();
        let act = Act::new(Operation::InviteCityStaff, Item::account_as(id, role)).because(reason);
        self.need_confirmation(&act).await?;
        let made = self.make_provisional().await?;
        let new = NewAccount {
            id,
            ..invitation(None, &name, role, desk, &made)
        };
        let issued = made.issued_to(id);
        let (now, by) = (self.service.now(), self.viewer.account.id);
        self.change(act, move |tx| {
            tx.create_account(new.clone(), now)?;
            tx.note_credentials_given(&CredentialsGiven { to: id, by, at: now })
                .map(Ok)
        })
        .await?;
        Ok(issued)
    }
}

impl Allowed<ManageOrganizations> {
    /// Suspends, reinstates or releases anybody: an account of any organization or of the insurer. Takes the step-up.
    ///
    /// # Errors
    /// As [`Allowed::<ManageStaff>::set_staff_status`]; an organization may lose its last administrator this way, the
    /// insurer may not.
    pub async fn set_any_status(
        &self,
        id: AccountId,
        next: AccountStatus,
        reason: &StatedReason,
    ) -> Result<(), ServiceError> {
        let act = Act::new(Operation::account_becomes(next), Item::account(id)).stating(reason)?;
        self.need_confirmation(&act).await?;
        let act = act.concerning(self.owner(move |tx| Ok(tx.account(id)?.organization)).await?);
        self.new_status(Reach::Everywhere, id, next, act).await
    }

    /// New provisional credentials for anybody but oneself. Takes the step-up.
    ///
    /// # Errors
    /// As [`Allowed::<ManageStaff>::renew_credentials`].
    pub async fn renew_any_credentials(
        &self,
        id: AccountId,
        reason: &StatedReason,
    ) -> Result<IssuedCredentials, ServiceError> {
        let act = Act::new(Operation::RenewCredentials, Item::account(id)).stating(reason)?;
        self.need_confirmation(&act).await?;
        let act = act.concerning(self.owner(move |tx| Ok(tx.account(id)?.organization)).await?);
        self.new_credentials(Reach::Everywhere, id, act).await
    }
}

fn checked_desk(desk: Option<String>, role: Role) -> Result<Option<FreeText>, ServiceError> {
    let desk = desk.map(|desk| FreeText::line(&desk)).transpose();
    let desk = desk.map_err(|rule| ServiceError::invalid(Field::Desk, rule))?;
    let wrong = |rule: AccountRule| Err(ServiceError::invalid(Field::Desk, rule));
    match desk.filter(|desk| desk.length() > 0) {
        None if role == Role::DeskClerk => wrong(AccountRule::DeskMissing),
        Some(desk) if desk.length() > LONGEST_DESK => {
            let longest = LONGEST_DESK;
            wrong(AccountRule::DeskForm { longest })
        }
        desk => Ok(desk),
    }
}
