//! Setting a city up from the machine: the insurer, its organizations, their staff and devices. The enrolment pages do
//! the same for offices; this is the operator's way.

mod city;

use chrono::{DateTime, Utc};
use domain::account::{AccountStatus, LoginId, PasswordRule, Role};
use domain::audit::{Actor, Command, Item, Operation, Outcome};
use domain::day::Day;
use domain::id::{AccountId, DeviceId, OrganizationId};
use domain::organization::{OfficeNumber, OrganizationStatus, ServiceCode};
use domain::usage_application::Grant;
use persistence::{
    AccountRecord, DeviceRecord, Entry, Ledger, NewAccount, NewDevice, NewOrganization, OrganizationRecord, Store,
    StoreError, Tx, fresh_id,
};
use pki::{Authority, DeviceDraft, Lifetime};

use crate::Service;
use crate::access::change::Act;
use crate::clients::policy;
use crate::error::ServiceError;
use crate::office::account::may_become;
use crate::office::organization::release_all;
use crate::rule::{Field, OrganizationRule};
use crate::session::password::Secret;

/// How long a device certificate is good: two years and the days a renewal needs.
pub(crate) const DEVICE_DAYS: u16 = 730;
/// Devices that an organization permitted on the machine may have, until the insurer says otherwise.
const DEVICE_QUOTA: u16 = 5;

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

/// A device's identity, to be handed over once; the private key is not kept.
#[derive(Debug)]
pub struct IssuedIdentity {
    /// The device.
    pub device: DeviceId,
    /// The PKCS #12 file.
    pub file: Vec<u8>,
    /// The password that opens it.
    pub password: Secret,
}

/// Somebody at the machine on which the program runs, and the use cases of the command line. What is done leaves an entry
/// that names the command.
pub struct Operator {
    service: Service,
    actor: Actor,
}

impl Service {
    /// The use cases of the command line, for the command that was given.
    pub fn operator(&self, command: Command) -> Operator {
        Operator {
            service: self.clone(),
            actor: Actor::Operator { command },
        }
    }
}

impl Operator {
    /// The service on which the command runs.
    pub fn service(&self) -> &Service {
        &self.service
    }

    pub(crate) fn actor(&self) -> &Actor {
        &self.actor
    }

    fn store(&self) -> &Store {
        self.service.store()
    }

    fn ledger(&self) -> &Ledger {
        self.service.ledger()
    }

    fn now(&self) -> DateTime<Utc> {
        self.service.now()
    }

    /// Sets up the insurer with the office kinds of domain.md §2 and the usual disclosure policy, both from `from` on.
    /// Doing it again changes nothing.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn set_up_insurer(&self, name: &str, from: Day) -> Result<(), ServiceError> {
        let now = self.now();
        let (kinds, policy) = (policy::usual_kinds(from), policy::usual_policy(from));
        let act = Act::new(Operation::SetUpInsurer, Item::Insurer(self.store().insurer()));
        self.change_here(act, |tx| {
            if tx.insurer_name()?.is_some() {
                return Ok(Ok(()));
            }
            tx.create_insurer(name, &kinds, &policy, now).map(Ok)
        })
    }

    /// Permits an office; one that is permitted already or suspended is answered as it is, a closed one is permitted anew.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn permit_organization(
        &self,
        office_number: OfficeNumber,
        service_code: ServiceCode,
        name: &str,
        from: Day,
    ) -> Result<OrganizationId, ServiceError> {
        let new = NewOrganization {
            id: fresh_id(),
            office_number,
            service_code,
            name: name.to_owned(),
            permitted_from: from,
            device_quota: DEVICE_QUOTA.into(),
        };
        let grant = Grant {
            device_quota: DEVICE_QUOTA,
            permitted_from: from,
        };
        let now = self.now();
        let work = |tx: &mut Tx<'_>| {
            let known = tx
                .organizations()?
                .into_iter()
                .find(|known| known.office_number == office_number && known.service_code == service_code);
            match known {
                Some(known) if known.status == OrganizationStatus::Closed => {
                    tx.permit_anew(known.id, name, grant, now)?;
                    Ok(Ok(known.id))
                }
                Some(known) => Ok(Ok(known.id)),
                None => tx.create_organization(new.clone()).map(|()| Ok(new.id)),
            }
        };
        self.change_here_telling(work, |id| {
            Act::new(Operation::PermitOrganization, Item::Organization(*id)).concerning(Some(*id))
        })
    }

    /// Makes an account of an organization that may sign in at once.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] if the password does not follow the rules; a conflict if the login ID is taken.
    pub fn add_staff(&self, organization: OrganizationId, staff: NewStaff) -> Result<AccountId, ServiceError> {
        let new = self.new_account(Some(organization), staff, None)?;
        let (id, now) = (new.id, self.now());
        let act = Act::new(Operation::AddStaff, Item::account_as(id, new.role)).concerning(Some(organization));
        self.change_here(act, |tx| tx.create_account(new.clone(), now).map(Ok))?;
        Ok(id)
    }

    fn new_account(
        &self,
        organization: Option<OrganizationId>,
        staff: NewStaff,
        desk: Option<String>,
    ) -> Result<NewAccount, ServiceError> {
        let login_id = staff.login_id.to_string();
        let context = [staff.name.as_str(), login_id.as_str()];
        PasswordRule::STANDARD
            .check(staff.password.reveal(), &context)
            .map_err(|weakness| ServiceError::invalid(Field::Password, weakness))?;
        Ok(NewAccount {
            id: fresh_id(),
            organization,
            login_id: staff.login_id,
            name: staff.name,
            role: staff.role,
            status: AccountStatus::Active,
            password_hash: self.service.passwords().hash_here(&staff.password)?,
            desk,
            provisional_until: None,
        })
    }

    /// Issues a certificate for a new device of an organization and hands over its identity.
    ///
    /// # Errors
    /// If the authority cannot sign or the database cannot be written; then nothing is handed over.
    pub fn issue_device(
        &self,
        authority: &Authority,
        organization: OrganizationId,
        label: &str,
    ) -> Result<IssuedIdentity, ServiceError> {
        self.issue_for(authority, Some(organization), label)
    }

    fn issue_for(
        &self,
        authority: &Authority,
        organization: Option<OrganizationId>,
        label: &str,
    ) -> Result<IssuedIdentity, ServiceError> {
        let now = self.now();
        let draft = DeviceDraft::with_own_key(Lifetime::days_from(now, DEVICE_DAYS))?;
        let (serial, lifetime) = (draft.serial().to_string(), draft.lifetime());
        let device = fresh_id();
        let issued = authority.sign_device(draft, device)?;
        let identity = issued.identity_file(label)?;
        let new = NewDevice {
            id: device,
            organization,
            label: label.to_owned(),
            fingerprint: issued.fingerprint(),
            serial,
            valid_from: lifetime.from,
            valid_until: lifetime.until,
            replaces: None,
        };
        let act = Act::new(Operation::IssueDevice, Item::Device(device)).concerning(organization);
        self.change_here(act, |tx| tx.create_device(new.clone(), now).map(Ok))?;
        let password = Secret::new(identity.password().reveal().to_owned());
        Ok(IssuedIdentity {
            device,
            file: identity.bytes().to_vec(),
            password,
        })
    }

    /// Revokes a device: its next request is refused, also on an open connection.
    ///
    /// # Errors
    /// Not found if there is no such active device.
    pub fn revoke_device(&self, device: DeviceId) -> Result<(), ServiceError> {
        let now = self.now();
        let act = Act::new(Operation::RevokeDevice, Item::Device(device));
        self.change_here_of(act, |tx| {
            tx.revoke_device(device, now)?;
            Ok(Ok(tx.device(device)?.organization))
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

    /// Suspends, closes or permits an organization again; `until` is the last day of the permit. Closing is for good: its
    /// people leave, its devices are revoked.
    ///
    /// # Errors
    /// Not found if there is no such organization; [`ServiceError::Conflict`] for one that is closed.
    pub fn set_organization_status(
        &self,
        id: OrganizationId,
        status: OrganizationStatus,
        until: Option<Day>,
    ) -> Result<(), ServiceError> {
        let now = self.now();
        let act = Act::new(Operation::organization_becomes(status), Item::Organization(id)).concerning(Some(id));
        self.change_here(act, |tx| {
            let known = tx.organization(id)?.status;
            if known != status && !known.may_become(status) {
                return Ok(Err(ServiceError::conflict(OrganizationRule::Closed)));
            }
            tx.set_organization_status(id, status, until, now)?;
            if status == OrganizationStatus::Closed {
                release_all(tx, id, now)?;
            }
            Ok(Ok(()))
        })
    }

    /// Every organization. Looking is noted as well.
    ///
    /// # Errors
    /// If the database cannot be read or the ledger not be written.
    pub fn organizations(&self) -> Result<Vec<OrganizationRecord>, ServiceError> {
        let found = self.store().read_here(|tx| tx.organizations())?;
        self.noted(Operation::ListOrganizations, found.len())?;
        Ok(found)
    }

    /// Every account. Looking is noted as well.
    ///
    /// # Errors
    /// If the database cannot be read or the ledger not be written.
    pub fn accounts(&self) -> Result<Vec<AccountRecord>, ServiceError> {
        let found = self.store().read_here(|tx| tx.accounts())?;
        self.noted(Operation::ListAccounts, found.len())?;
        Ok(found)
    }

    /// Every device. Looking is noted as well.
    ///
    /// # Errors
    /// If the database cannot be read or the ledger not be written.
    pub fn devices(&self) -> Result<Vec<DeviceRecord>, ServiceError> {
        let found = self.store().read_here(|tx| tx.devices())?;
        self.noted(Operation::ListDevices, found.len())?;
        Ok(found)
    }

    /// Forgets an account's failed log-ins on every device: the pause of some minutes and the stop for the day end at
    /// once. The password stays.
    ///
    /// # Errors
    /// Not found if there is no such account.
    pub fn unlock_account(&self, account: AccountId) -> Result<(), ServiceError> {
        let act = Act::new(Operation::UnlockAccount, Item::account(account));
        self.change_here_of(act, |tx| {
            let known = tx.account(account)?;
            tx.forget_sign_in_failures(&known.login_id)?;
            Ok(Ok(known.organization))
        })
    }

    /// Notes that so many things were looked at.
    fn noted(&self, operation: Operation, found: usize) -> Result<(), ServiceError> {
        let act = Act::new(operation, Item::count(found));
        self.ledger().record_here(vec![self.done(act)])?;
        Ok(())
    }

    /// A change made on the machine: one unit with its entry, without which it is not made.
    fn change_here<T>(
        &self,
        act: Act,
        work: impl Fn(&mut Tx<'_>) -> Result<Result<T, ServiceError>, StoreError>,
    ) -> Result<T, ServiceError> {
        self.change_here_telling(work, move |_| act.clone())
    }

    /// [`Self::change_here`] of something whose owner, who finds it in its record, is only found out by doing it.
    fn change_here_of(
        &self,
        act: Act,
        work: impl Fn(&mut Tx<'_>) -> Result<Result<Option<OrganizationId>, ServiceError>, StoreError>,
    ) -> Result<(), ServiceError> {
        self.change_here_telling(work, move |organization| act.clone().concerning(*organization))?;
        Ok(())
    }

    /// [`Self::change_here`] with an entry that depends on its answer.
    fn change_here_telling<T>(
        &self,
        work: impl Fn(&mut Tx<'_>) -> Result<Result<T, ServiceError>, StoreError>,
        done: impl Fn(&T) -> Act,
    ) -> Result<T, ServiceError> {
        let tell = |answer: Result<&Result<T, ServiceError>, &StoreError>| match answer {
            Ok(Ok(answer)) => vec![self.done(done(answer))],
            Ok(Err(_)) | Err(_) => Vec::new(),
        };
        let changed = self.store().write_noted_here(self.ledger(), work, tell);
        self.service.viewers().forget_all();
        changed?
    }

    /// The entry of an act that was done.
    fn done(&self, act: Act) -> Entry {
        act.entry(self.actor.clone(), Outcome::Done, "")
    }
}
