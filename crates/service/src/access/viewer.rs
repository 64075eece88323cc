//! Who looks: session, account, device and organization together, remembered for at most half a second.
//!
//! A revocation works on the next request of the same node (every local change forgets those of the organization that it
//! concerns) and within a second on other nodes (nothing is served beyond half a second without asking the database; the
//! other half is for what a request takes).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use domain::account::Permission;
use domain::audit::Actor;
use domain::calendar::day::Day;
use domain::calendar::period::Period;
use domain::disclosure::{DisclosurePolicy, OrganizationFacts, ViewerFacts};
use domain::enrolment::device::DeviceStatus;
use domain::id::{DeviceId, OrganizationId, SessionId};
use domain::record::{AccountRecord, DeviceRecord, OrganizationRecord, SessionRecord};
use persistence::InsurerSettings;

use crate::error::ServiceError;

/// How long the password given last opens steps that ask for it.
const CONFIRMED: TimeDelta = TimeDelta::minutes(5);
/// How long a loaded viewer is believed: half of the second that is promised.
const BELIEVED: TimeDelta = TimeDelta::milliseconds(500);
/// More remembered viewers than this are dropped all at once; each is small, a city has about 1,300 users.
const REMEMBERED: usize = 10_000;

/// Everything about who looks, as the database had it at one moment.
#[derive(Debug)]
pub(crate) struct Viewer {
    pub(crate) session: SessionRecord,
    pub(crate) account: AccountRecord,
    pub(crate) device: DeviceRecord,
    pub(crate) organization: Option<OrganizationRecord>,
    pub(crate) settings: InsurerSettings,
}

impl Viewer {
    /// Who acts, for the ledger.
    pub(crate) fn actor(&self) -> Actor {
        actor(&self.account, self.device.id, self.session.id)
    }

    /// Whether the role allows something at all.
    pub(crate) fn may(&self, permission: Permission) -> bool {
        self.account
            .role
            .allows_as(self.account.organization.is_some(), permission)
    }

    /// Until when the password given last opens steps that ask for it.
    pub(crate) fn confirmed_until(&self) -> DateTime<Utc> {
        self.session.confirmed_at + CONFIRMED
    }

    /// The organization of somebody who looks at clients.
    ///
    /// # Errors
    /// City staff have none and no clients of their own.
    pub(crate) fn office(&self) -> Result<&OrganizationRecord, ServiceError> {
        self.organization.as_ref().ok_or(ServiceError::RoleRefused)
    }

    /// The disclosure policy in force.
    ///
    /// # Errors
    /// An insurer without a policy has not been set up.
    pub(crate) fn policy(&self, today: Day) -> Result<DisclosurePolicy, ServiceError> {
        let policies = &self.settings.policies;
        // Without one in force the newest answers, and says itself that it is not in force.
        let in_force = DisclosurePolicy::in_force(policies, today).or_else(|| policies.last());
        in_force.copied().ok_or(ServiceError::NotFound)
    }

    /// The half of the facts that concerns the viewer.
    pub(crate) fn facts(&self) -> Result<ViewerFacts, ServiceError> {
        let office = self.office()?;
        let kind = self
            .settings
            .admitted_kinds
            .iter()
            .find(|(kind, _)| *kind == office.service_code);
        Ok(ViewerFacts {
            account_id: self.account.id,
            account_status: self.account.status,
            account_status_since: self.account.status_since.map(Day::in_japan),
            account_organization: self.account.organization,
            role: self.account.role,
            device_id: self.device.id,
            device_status: self.device.status,
            device_status_since: self.device.revoked_at.map(Day::in_japan),
            // A session of an office's account begins on a device of an office only.
            device_organization: self.device.organization.ok_or(ServiceError::RoleRefused)?,
            certificate_valid: Period {
                first: Day::in_japan(self.device.valid_from),
                last: Some(Day::in_japan(self.device.valid_until)),
            },
            organization: OrganizationFacts {
                id: office.id,
                office_number: office.office_number,
                service_code: office.service_code,
                status: office.status,
                status_since: office.status_since.map(Day::in_japan),
                permitted: office.permitted,
                kind_admitted: kind.map(|(_, period)| *period),
            },
        })
    }
}

/// The remembered viewers.
#[derive(Default)]
pub(crate) struct Viewers {
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    /// Counts the times anything was forgotten: what was loaded before is not remembered after.
    forgotten: u64,
    /// Each with the time at which the database was asked.
    by_session: HashMap<SessionId, (Arc<Viewer>, DateTime<Utc>)>,
}

impl Viewers {
    /// After a local change of what concerns every organization of the insurer, or of one that is not known.
    pub(crate) fn forget_all(&self) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.forgotten += 1;
        known.by_session.clear();
    }

    /// After a local change of this organization or of its accounts, devices or sessions; without one, of the insurer's own.
    pub(crate) fn forget_of(&self, organization: Option<OrganizationId>) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.forgotten += 1;
        known
            .by_session
            .retain(|_, (viewer, _)| viewer.account.organization != organization);
    }

    pub(crate) fn recall(&self, session: SessionId, now: DateTime<Utc>) -> Result<Arc<Viewer>, u64> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        match known.by_session.get(&session) {
            // Asked later than now: the clock was set back, and nobody knows how long ago it was.
            Some((viewer, asked)) if *asked <= now && now < *asked + BELIEVED => Ok(Arc::clone(viewer)),
            _ => Err(known.forgotten),
        }
    }

    pub(crate) fn remember(&self, session: SessionId, viewer: &Arc<Viewer>, asked: DateTime<Utc>, forgotten: u64) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.forgotten == forgotten {
            if known.by_session.len() >= REMEMBERED {
                known.by_session.clear();
            }
            known.by_session.insert(session, (Arc::clone(viewer), asked));
        }
    }
}

/// A device that may be used now.
pub(crate) fn check_device(device: &DeviceRecord, now: DateTime<Utc>) -> Result<(), ServiceError> {
    match device.status {
        DeviceStatus::Active if device.valid_from <= now && now <= device.valid_until => Ok(()),
        DeviceStatus::Active | DeviceStatus::Revoked => Err(ServiceError::DeviceRefused),
    }
}

/// Somebody in a session, for the ledger.
pub(crate) fn actor(account: &AccountRecord, device: DeviceId, session: SessionId) -> Actor {
    let AccountRecord { id, role, .. } = *account;
    match account.organization {
        Some(organization) => Actor::Staff {
            account: id,
            role,
            organization,
            device,
            session,
        },
        None => Actor::CityStaff {
            account: id,
            role,
            desk: account.desk.clone(),
            device,
            session,
        },
    }
}
