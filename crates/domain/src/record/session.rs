//! Sessions, as they are kept.

use chrono::{DateTime, Utc};

use crate::id::{AccountId, DeviceId, SessionId};

/// A session as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRecord {
    /// Opaque id.
    pub id: SessionId,
    /// Who.
    pub account: AccountId,
    /// Where.
    pub device: DeviceId,
    /// When it is over in any case.
    pub expires_at: DateTime<Utc>,
    /// When the user had signed in before.
    pub previous_sign_in_at: Option<DateTime<Utc>>,
    /// Since when it is locked.
    pub locked_at: Option<DateTime<Utc>>,
    /// When it was ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When the password was given last.
    pub confirmed_at: DateTime<Utc>,
    /// When its token was given out last.
    pub renewed_at: DateTime<Utc>,
    /// Whether it was begun with provisional credentials.
    pub provisional: bool,
}

/// A session that is not over, with the words by which people know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSession {
    /// The session.
    pub session: SessionRecord,
    /// Who.
    pub account_name: String,
    /// Their login ID.
    pub login_id: String,
    /// Where.
    pub device_label: String,
}
