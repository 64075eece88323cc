//! Who acts, judged once more in the transaction that acts: between a request's first look at its session and its change
//! lies as much as hashing a password takes, and somebody else may have taken the right away by then.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::account::{AccountStatus, Permission};
use domain::id::DeviceId;
use domain::record::{DeviceRecord, SessionRecord};
use persistence::{StoreError, Tx};

use crate::access::viewer::{Viewer, check_device};
use crate::error::ServiceError;

pub(crate) mod window;

/// Somebody in a session who is about to change something.
#[derive(Clone)]
pub(crate) struct Acting {
    viewer: Arc<Viewer>,
    /// What it takes; nothing for one's own session and device.
    permission: Option<Permission>,
    now: DateTime<Utc>,
}

impl Acting {
    pub(crate) const fn new(viewer: Arc<Viewer>, permission: Option<Permission>, now: DateTime<Utc>) -> Self {
        Self {
            viewer,
            permission,
            now,
        }
    }

    /// The device on which they act.
    pub(crate) fn device(&self) -> DeviceId {
        self.viewer.device.id
    }

    /// Whether they still may: session, account and device as the transaction sees them.
    pub(crate) fn still_may(&self, tx: &mut Tx<'_>) -> Result<Result<(), ServiceError>, StoreError> {
        let session = tx.session(self.viewer.session.id)?;
        let device = tx.device(session.device)?;
        if let Err(refused) = check_session(&session, &device, self.now) {
            return Ok(Err(refused));
        }
        if session.locked_at.is_some() {
            return Ok(Err(ServiceError::SessionLocked));
        }
        let account = tx.account(session.account)?;
        let may = |permission| account.role.allows_as(account.organization.is_some(), permission);
        Ok(match account.status {
            AccountStatus::Active if self.permission.is_none_or(may) => Ok(()),
            AccountStatus::Provisional => Err(ServiceError::SetUpRequired),
            AccountStatus::Active | AccountStatus::Suspended | AccountStatus::Left => Err(ServiceError::RoleRefused),
        })
    }
}

/// A session that is alive on a device that may be used now. A locked one passes: it may still be unlocked or ended.
pub(crate) fn check_session(
    session: &SessionRecord,
    device: &DeviceRecord,
    now: DateTime<Utc>,
) -> Result<(), ServiceError> {
    if session.ended_at.is_some() || session.expires_at <= now {
        return Err(ServiceError::SessionEnded);
    }
    check_device(device, now)
}
