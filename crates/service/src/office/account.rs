//! Accounts: an office's administrator runs those of the own organization; what the insurer does is in `city`. Nobody sees or
//! chooses another's password.

pub(crate) mod city;

use domain::account::two_people::CredentialsGiven;
use domain::account::{AccountStatus, Role};
use domain::audit::{Item, Operation};
use domain::id::{AccountId, OrganizationId};
use domain::organization::OrganizationStatus;
use domain::person::{InvalidName, LONGEST_NAME, PersonName};
use domain::record::AccountRecord;
use domain::text::free_text::FreeText;
use persistence::{NewAccount, StoreError, Tx, fresh_id};

use crate::access::allowed::{Allowed, ManageStaff};
use crate::access::change::{Act, remarked};
use crate::access::seen::Shown;
use crate::error::ServiceError;
use crate::rule::{AccountRule, Field, OrganizationRule, Rule};
use crate::session::provisional::{IssuedCredentials, Made};

/// An account as an administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffMember {
    /// The account.
    pub account: AccountRecord,
    /// The tag of its state.
    pub tag: String,
}

/// Accounts of one house, and who asks.
#[derive(Clone, Debug)]
pub struct Staff {
    /// By name; those who have left come last.
    pub accounts: Vec<StaffMember>,
    /// The account that asks.
    pub asking: AccountId,
}

/// Whose accounts somebody may touch.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reach {
    /// Those of one organization, and no others.
    Within(OrganizationId),
    /// Those of the insurer and of every organization.
    Everywhere,
}

impl Allowed<ManageStaff> {
    fn reach(&self) -> Result<(OrganizationId, Reach), ServiceError> {
        let id = self.viewer.office()?.id;
        Ok((id, Reach::Within(id)))
    }

    /// The staff of one's own organization.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn staff(&self) -> Result<Staff, ServiceError> {
        let (organization, _) = self.reach()?;
        let accounts = self
            .service
            .tenant()
            .read(move |tx| tx.staff_of(Some(organization)))
            .await?;
        Ok(Staff {
            accounts: self.members(accounts)?,
            asking: self.viewer.account.id,
        })
    }

    /// Invites somebody: an account with provisional credentials, which are answered once.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] for a name or a role that cannot be; [`ServiceError::Conflict`] while the organization is
    /// stopped.
    pub async fn invite(&self, name: &str, role: Role) -> Result<IssuedCredentials, ServiceError> {
        let (organization, _) = self.reach()?;
        let name = checked_name(name)?;
        checked_role(role, true)?;
        let made = self.make_provisional().await?;
        let new = invitation(Some(organization), &name, role, None, &made);
        let issued = made.issued_to(new.id);
        let now = self.service.now();
        let act = Act::new(Operation::InviteStaff, Item::account_as(new.id, role));
        self.change(act, move |tx| {
            if let Err(refused) = may_grow(tx, organization, 0, 1)? {
                return Ok(Err(refused));
            }
            tx.create_account(new.clone(), now).map(Ok)
        })
        .await?;
        Ok(issued)
    }

    /// New provisional credentials for somebody who forgot, or whose first ones have ended. Ends their sessions.
    ///
    /// # Errors
    /// Not found outside the own organization; [`ServiceError::Conflict`] for somebody who has left.
    pub async fn renew_credentials(
        &self,
        id: AccountId,
        remark: Option<&str>,
    ) -> Result<IssuedCredentials, ServiceError> {
        let (_, reach) = self.reach()?;
        let act = Act::new(Operation::RenewCredentials, Item::account(id)).because(remarked(remark)?);
        self.new_credentials(reach, id, act).await
    }

    /// Suspends, reinstates or releases somebody of the own organization.
    ///
    /// # Errors
    /// Not found outside the own organization; [`ServiceError::Conflict`] for the last administrator, or if the account's
    /// state does not allow it.
    pub async fn set_staff_status(
        &self,
        id: AccountId,
        next: AccountStatus,
        remark: Option<&str>,
    ) -> Result<(), ServiceError> {
        let (_, reach) = self.reach()?;
        let act = Act::new(Operation::account_becomes(next), Item::account(id)).because(remarked(remark)?);
        self.new_status(reach, id, next, act).await
    }

    /// Gives somebody of the own organization another role. Their sessions end, so that no screen shows too much.
    ///
    /// # Errors
    /// As [`Self::set_staff_status`]; [`ServiceError::NotSeen`] and [`ServiceError::Overtaken`].
    pub async fn set_role(&self, id: AccountId, role: Role) -> Result<(), ServiceError> {
        let ((_, reach), seen) = (self.reach()?, self.need_seen()?);
        checked_role(role, true)?;
        let asking = self.viewer.account.id;
        let now = self.service.now();
        let act = Act::new(Operation::SetRole, Item::account_as(id, role));
        self.change(act, move |tx| {
            let account = within(tx, reach, id)?;
            if let Err(overtaken) = seen.is_of(tx, &account)? {
                return Ok(Err(overtaken));
            }
            if account.status == AccountStatus::Left {
                return Ok(Err(ServiceError::conflict(AccountRule::Left)));
            }
            if account.role == role {
                return Ok(Ok(()));
            }
            if let Err(last) = keeps_an_administrator(tx, &account)? {
                return Ok(Err(last));
            }
            tx.set_account_role(id, role)?;
            if id != asking {
                tx.end_sessions_of(id, now)?;
            }
            Ok(Ok(()))
        })
        .await
    }
}

impl<R> Allowed<R> {
    /// Accounts with the tags of their states.
    pub(crate) fn members(&self, accounts: Vec<AccountRecord>) -> Result<Vec<StaffMember>, ServiceError> {
        let vault = self.service.tenant().vault();
        let member = |account: AccountRecord| {
            let tag = account.tag(vault)?;
            Ok(StaffMember { account, tag })
        };
        accounts.into_iter().map(member).collect()
    }

    /// Provisional credentials that are asked for here. Nothing is stored yet.
    pub(crate) async fn make_provisional(&self) -> Result<Made, ServiceError> {
        self.service.make_provisional(self.viewer.device.fingerprint).await
    }

    async fn new_credentials(&self, reach: Reach, id: AccountId, act: Act) -> Result<IssuedCredentials, ServiceError> {
        let made = self.make_provisional().await?;
        let issued = made.issued_to(id);
        let (now, asking, seen) = (self.service.now(), self.viewer.account.id, self.seen.clone());
        self.change(act, move |tx| {
            let account = within(tx, reach, id)?;
            if let Err(overtaken) = seen.is_of(tx, &account)? {
                return Ok(Err(overtaken));
            }
            if account.status == AccountStatus::Left {
                return Ok(Err(ServiceError::conflict(AccountRule::Left)));
            }
            // Whoever asks for oneself would lock oneself out: an own password is not renewed this way.
            if id == asking {
                return Ok(Err(ServiceError::conflict(AccountRule::Own)));
            }
            if is_guarded(reach, &account)
                && let Err(last) = keeps_an_administrator(tx, &account)?
            {
                return Ok(Err(last));
            }
            tx.give_provisional(id, &made.kept, now)?;
            tx.end_sessions_of(id, now)?;
            if account.organization.is_none() {
                let given = CredentialsGiven {
                    to: id,
                    by: asking,
                    at: now,
                };
                tx.note_credentials_given(&given)?;
            }
            Ok(Ok(()))
        })
        .await?;
        Ok(issued)
    }

    async fn new_status(&self, reach: Reach, id: AccountId, next: AccountStatus, act: Act) -> Result<(), ServiceError> {
        let (now, seen) = (self.service.now(), self.seen.clone());
        self.change(act, move |tx| {
            let account = within(tx, reach, id)?;
            if let Err(overtaken) = seen.is_of(tx, &account)? {
                return Ok(Err(overtaken));
            }
            if let Err(refused) = may_become(&account, next) {
                return Ok(Err(refused));
            }
            if is_guarded(reach, &account)
                && next != AccountStatus::Active
                && let Err(last) = keeps_an_administrator(tx, &account)?
            {
                return Ok(Err(last));
            }
            tx.set_account_status(id, next, now)?;
            tx.end_sessions_of(id, now)?;
            Ok(Ok(()))
        })
        .await
    }
}

/// Whether an organization may have so many more people, when so many leave at the same moment.
pub(crate) fn may_grow(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    leaving: usize,
    coming: usize,
) -> Result<Result<(), ServiceError>, StoreError> {
    if tx.organization(organization)?.status != OrganizationStatus::Permitted {
        return Ok(Err(ServiceError::conflict(OrganizationRule::Stopped)));
    }
    let most = tx.insurer_rules()?.most_staff;
    let there = usize::try_from(tx.staff_count(organization)?).unwrap_or(usize::MAX);
    let then = there.saturating_sub(leaving).saturating_add(coming);
    // Whoever has more than that already may still release people.
    if coming > 0 && then > usize::from(most) {
        return Ok(Err(ServiceError::conflict(OrganizationRule::StaffFull { most })));
    }
    Ok(Ok(()))
}

/// Whether an administrator must remain: an organization and the insurer cannot lock themselves out; the insurer may do it
/// to an organization.
fn is_guarded(reach: Reach, account: &AccountRecord) -> bool {
    match reach {
        Reach::Within(_) => true,
        Reach::Everywhere => account.organization.is_none(),
    }
}

/// An account inside the reach; one outside it does not exist.
pub(crate) fn within(tx: &mut Tx<'_>, reach: Reach, id: AccountId) -> Result<AccountRecord, StoreError> {
    let account = tx.account(id)?;
    match reach {
        Reach::Within(organization) if account.organization != Some(organization) => Err(StoreError::NotFound),
        Reach::Within(_) | Reach::Everywhere => Ok(account),
    }
}

/// Whether an account may pass into another state by somebody's command.
pub(crate) fn may_become(account: &AccountRecord, next: AccountStatus) -> Result<(), ServiceError> {
    match (account.status, next) {
        (AccountStatus::Left, _) => Err(ServiceError::conflict(AccountRule::Left)),
        // Suspended before the set-up: there is no password of one's own to come back to.
        (AccountStatus::Suspended, AccountStatus::Active) if account.provisional_until.is_some() => {
            Err(ServiceError::conflict(AccountRule::NeverSetUp))
        }
        (AccountStatus::Provisional, AccountStatus::Active) => Err(ServiceError::conflict(AccountRule::State)),
        (now, next) if now.may_become(next) => Ok(()),
        _ => Err(ServiceError::conflict(AccountRule::State)),
    }
}

/// Whether an administrator in use remains if this account no longer is one.
pub(crate) fn keeps_an_administrator(
    tx: &mut Tx<'_>,
    account: &AccountRecord,
) -> Result<Result<(), ServiceError>, StoreError> {
    let counts = account.role.is_administrator() && account.status == AccountStatus::Active;
    if counts && tx.other_administrators(account.organization, account.id)? == 0 {
        return Ok(Err(ServiceError::conflict(AccountRule::LastAdministrator)));
    }
    Ok(Ok(()))
}

pub(crate) fn invitation(
    organization: Option<OrganizationId>,
    name: &PersonName,
    role: Role,
    desk: Option<FreeText>,
    made: &Made,
) -> NewAccount {
    NewAccount {
        id: fresh_id(),
        organization,
        login_id: made.kept.login_id.clone(),
        name: name.clone(),
        role,
        status: AccountStatus::Provisional,
        password_hash: made.kept.password_hash.clone(),
        desk,
        provisional_until: Some(made.kept.until),
    }
}

pub(crate) fn checked_name(name: &str) -> Result<PersonName, ServiceError> {
    PersonName::typed(name).map_err(|invalid| ServiceError::invalid(Field::Name, name_rule(invalid)))
}

/// The rule that a name breaks.
pub(crate) fn name_rule(invalid: InvalidName) -> Rule {
    let longest = LONGEST_NAME;
    match invalid {
        InvalidName::Text(rule) => rule.into(),
        InvalidName::Length(_) | InvalidName::NotKana => AccountRule::Name { longest }.into(),
    }
}

fn checked_role(role: Role, in_organization: bool) -> Result<(), ServiceError> {
    if role.stands(in_organization) {
        return Ok(());
    }
    Err(ServiceError::invalid(Field::Role, AccountRule::RoleElsewhere))
}
