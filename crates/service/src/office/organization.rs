//! Organizations: one's own, as its administrator sees it, with who is signed in; all of them, as the insurer runs them.

use chrono::{DateTime, Utc};
use domain::account::AccountStatus;
use domain::audit::{Item, Operation, Outcome};
use domain::calendar::day::Day;
use domain::enrolment::device::DeviceStatus;
use domain::enrolment::usage_application::LARGEST_QUOTA;
use domain::id::{AccountId, OrganizationId, SessionId};
use domain::organization::{OfficeNumber, OrganizationStatus, ServiceCode};
use domain::record::{OpenSession, OrganizationRecord};
use persistence::{StoreError, Tx};

use crate::access::allowed::{Allowed, ManageOrganizations, ManageStaff, ReadOrganizations};
use crate::access::change::{Act, StatedReason, remarked};
use crate::access::seen::Shown;
use crate::error::ServiceError;
use crate::office::account::StaffMember;
use crate::office::device::ListedDevice;
use crate::rule::{Field, OrganizationRule};
use crate::session::current::SESSION_IDLE;

/// An organization with how much of its quota is used.
#[derive(Clone, Debug)]
pub struct OrganizationView {
    /// The organization.
    pub organization: OrganizationRecord,
    /// The tag of its state.
    pub tag: String,
    /// How many devices it has in use.
    pub active_devices: u32,
    /// How many install keys are open.
    pub open_install_keys: u32,
}

/// A page of organizations.
#[derive(Clone, Debug)]
pub struct OrganizationPage {
    /// By office number.
    pub organizations: Vec<OrganizationView>,
    /// Where to go on, if there are more.
    pub next_cursor: Option<String>,
}

/// An organization with its people and devices.
#[derive(Clone, Debug)]
pub struct OrganizationDetail {
    /// The organization.
    pub view: OrganizationView,
    /// Its staff.
    pub staff: Vec<StaffMember>,
    /// Its devices.
    pub devices: Vec<ListedDevice>,
    /// The account that asks.
    pub asking: AccountId,
}

/// Who is signed in.
#[derive(Clone, Debug)]
pub struct OpenSessions {
    /// The newest first.
    pub sessions: Vec<OpenSession>,
    /// The session that asks.
    pub asking: SessionId,
}

impl Allowed<ManageStaff> {
    /// One's own organization.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn organization(&self) -> Result<OrganizationView, ServiceError> {
        let (id, now) = (self.viewer.office()?.id, self.service.now());
        let seen = self
            .service
            .tenant()
            .read(move |tx| {
                let organization = tx.organization(id)?;
                view(tx, organization, now)
            })
            .await?;
        Ok(seen)
    }

    /// Who of one's own organization is signed in.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn sessions(&self) -> Result<OpenSessions, ServiceError> {
        let (id, now) = (self.viewer.office()?.id, self.service.now());
        let sessions = self
            .service
            .tenant()
            .read(move |tx| tx.open_sessions(Some(id), now, now - SESSION_IDLE))
            .await?;
        Ok(OpenSessions {
            sessions,
            asking: self.viewer.session.id,
        })
    }

    /// Ends a session of somebody of the own organization; one that is over already is no error.
    ///
    /// # Errors
    /// Not found outside the own organization.
    pub async fn end_session(&self, session: SessionId, remark: Option<&str>) -> Result<(), ServiceError> {
        let (own, now) = (self.viewer.office()?.id, self.service.now());
        let act = Act::new(Operation::EndSession, Item::Session(session)).because(remarked(remark)?);
        self.change(act, move |tx| {
            let account = tx.session(session)?.account;
            if tx.account(account)?.organization != Some(own) {
                return Err(StoreError::NotFound);
            }
            tx.end_session(session, now).map(Ok)
        })
        .await
    }
}

impl Allowed<ReadOrganizations> {
    /// Organizations whose name or office number contains `text`.
    ///
    /// # Errors
    /// [`ServiceError::BadCursor`] for a cursor that was not given out.
    pub async fn organizations(
        &self,
        text: &str,
        cursor: Option<&str>,
        limit: usize,
    ) -> Result<OrganizationPage, ServiceError> {
        let list = self.list_of("organizations", text);
        let after: Option<(String, String)> = self.place_in(&list, cursor)?;
        let after = after.map(|(office, kind)| office_of(&office, &kind)).transpose()?;
        let (text, now) = (text.to_owned(), self.service.now());
        let mut organizations = self
            .service
            .tenant()
            .read(move |tx| {
                let page = tx.organizations_page(&text, after, limit + 1)?;
                views(tx, page, now)
            })
            .await?;
        let more = organizations.len() > limit;
        organizations.truncate(limit);
        let last = organizations.last().filter(|_| more);
        let next_cursor = last.map(|last| {
            let OrganizationRecord {
                office_number,
                service_code,
                ..
            } = last.organization;
            let place = (office_number.to_string(), service_code.to_string());
            self.service.tenant().vault().cursor(&list, &place)
        });
        let next_cursor = next_cursor.transpose()?;
        self.note(Act::new(Operation::ListOrganizations, None), Outcome::Done)
            .await?;
        Ok(OrganizationPage {
            organizations,
            next_cursor,
        })
    }

    /// One organization with its people and devices.
    ///
    /// # Errors
    /// Not found.
    pub async fn organization_detail(&self, id: OrganizationId) -> Result<OrganizationDetail, ServiceError> {
        let now = self.service.now();
        let (view, staff, devices) = self
            .service
            .tenant()
            .read(move |tx| {
                let organization = tx.organization(id)?;
                let view = view(tx, organization, now)?;
                Ok((view, tx.staff_of(Some(id))?, tx.devices_of(Some(id))?))
            })
            .await?;
        self.note(
            Act::new(Operation::ReadOrganization, Item::Organization(id)),
            Outcome::Done,
        )
        .await?;
        Ok(OrganizationDetail {
            view,
            staff: self.members(staff)?,
            devices: self.listed(devices)?,
            asking: self.viewer.account.id,
        })
    }
}

impl Allowed<ManageOrganizations> {
    /// Suspends, reinstates or closes an organization. Closing is for good: its people leave, its devices are revoked.
    /// Takes the step-up.
    ///
    /// # Errors
    /// Not found; [`ServiceError::Conflict`] if its state does not allow it.
    pub async fn set_organization(
        &self,
        id: OrganizationId,
        next: OrganizationStatus,
        reason: &StatedReason,
    ) -> Result<(), ServiceError> {
        let act = Act::new(Operation::organization_becomes(next), Item::Organization(id)).stating(reason)?;
        self.need_confirmation(&act).await?;
        let act = act.concerning(Some(id));
        let (now, today, seen) = (self.service.now(), self.service.today(), self.seen.clone());
        self.change(act, move |tx| {
            let known = tx.organization(id)?;
            if let Err(overtaken) = seen.is_of(tx, &known)? {
                return Ok(Err(overtaken));
            }
            if known.status == OrganizationStatus::Closed {
                return Ok(Err(ServiceError::conflict(OrganizationRule::Closed)));
            }
            if !known.status.may_become(next) {
                return Ok(Err(ServiceError::conflict(OrganizationRule::State)));
            }
            let until = match next {
                OrganizationStatus::Closed => Some(today),
                OrganizationStatus::Permitted | OrganizationStatus::Suspended => known.permitted.last,
            };
            tx.set_organization_status(id, next, until, now)?;
            if next == OrganizationStatus::Closed {
                release_all(tx, id, now)?;
            }
            Ok(Ok(()))
        })
        .await
    }

    /// Sets how many devices an organization may have at a time. Takes the step-up.
    ///
    /// # Errors
    /// Not found; [`ServiceError::Invalid`] for a number outside 1 to 50; [`ServiceError::NotSeen`] and
    /// [`ServiceError::Overtaken`].
    pub async fn set_quota(&self, id: OrganizationId, quota: u32, reason: &StatedReason) -> Result<(), ServiceError> {
        let seen = self.need_seen()?;
        if !(1..=u32::from(LARGEST_QUOTA)).contains(&quota) {
            let largest = LARGEST_QUOTA;
            return Err(ServiceError::invalid(
                Field::DeviceQuota,
                OrganizationRule::DeviceQuota { largest },
            ));
        }
        let item = Item::DeviceQuota {
            organization: id,
            devices: quota,
        };
        let act = Act::new(Operation::SetDeviceQuota, item).stating(reason)?;
        self.need_confirmation(&act).await?;
        let act = act.concerning(Some(id));
        self.change(act, move |tx| {
            let known = tx.organization(id)?;
            if let Err(overtaken) = seen.is_of(tx, &known)? {
                return Ok(Err(overtaken));
            }
            tx.set_device_quota(id, quota).map(Ok)
        })
        .await
    }
}

/// Takes everything of an organization out of use: its people leave, its devices and install keys are revoked.
pub(crate) fn release_all(tx: &mut Tx<'_>, id: OrganizationId, now: DateTime<Utc>) -> Result<(), StoreError> {
    for account in tx.staff_of(Some(id))? {
        if account.status != AccountStatus::Left {
            tx.set_account_status(account.id, AccountStatus::Left, now)?;
        }
        tx.end_sessions_of(account.id, now)?;
    }
    tx.revoke_open_install_keys(id, now)?;
    for device in tx.devices_of(Some(id))? {
        if device.status == DeviceStatus::Active {
            tx.revoke_device(device.id, now)?;
        }
    }
    Ok(())
}

fn view(tx: &mut Tx<'_>, organization: OrganizationRecord, now: DateTime<Utc>) -> Result<OrganizationView, StoreError> {
    Ok(OrganizationView {
        tag: organization.tag(tx.vault())?,
        active_devices: tx.devices_in_use(organization.id, now)?,
        open_install_keys: tx.open_install_keys(organization.id, Day::in_japan(now))?,
        organization,
    })
}

/// As [`view`], for many with as many statements as for one.
fn views(
    tx: &mut Tx<'_>,
    organizations: Vec<OrganizationRecord>,
    now: DateTime<Utc>,
) -> Result<Vec<OrganizationView>, StoreError> {
    let ids: Vec<OrganizationId> = organizations.iter().map(|organization| organization.id).collect();
    let devices = tx.devices_in_use_of(&ids, now)?;
    let keys = tx.open_install_keys_of(&ids, Day::in_japan(now))?;
    let view = |organization: OrganizationRecord| {
        Ok(OrganizationView {
            tag: organization.tag(tx.vault())?,
            active_devices: devices.get(&organization.id).copied().unwrap_or(0),
            open_install_keys: keys.get(&organization.id).copied().unwrap_or(0),
            organization,
        })
    };
    organizations.into_iter().map(view).collect()
}

fn office_of(office: &str, kind: &str) -> Result<(OfficeNumber, ServiceCode), ServiceError> {
    let office = office.parse().map_err(|_| ServiceError::BadCursor)?;
    let kind = kind.parse().map_err(|_| ServiceError::BadCursor)?;
    Ok((office, kind))
}
