//! Accounts, as they are kept.

use chrono::{DateTime, Utc};

use crate::account::{AccountStatus, LoginId, Role};
use crate::id::{AccountId, OrganizationId};

/// An account as it is kept, without its password hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRecord {
    /// Opaque id.
    pub id: AccountId,
    /// The organization; city staff have none.
    pub organization: Option<OrganizationId>,
    /// The user's name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Status.
    pub status: AccountStatus,
    /// When the user signed in last.
    pub last_sign_in_at: Option<DateTime<Utc>>,
    /// The login ID; a provisional one until the first log-in set-up.
    pub login_id: LoginId,
    /// The ward office or counter of a city account.
    pub desk: Option<String>,
    /// The moment at which the provisional credentials end; absent once they are replaced.
    pub provisional_until: Option<DateTime<Utc>>,
    /// When their one log-in was.
    pub provisional_used_at: Option<DateTime<Utc>>,
    /// The terms of use that were accepted.
    pub terms_version: Option<String>,
    /// Since when the status is what it is; absent if it never changed.
    pub status_since: Option<DateTime<Utc>>,
}
