//! What can go wrong in a use case, in words a caller can act on. `api::problem` turns these into answers.

use domain::disclosure::{DocumentRefusal, Refusal};
use domain::enrolment::install_key::KeyRefusal;
use persistence::{LedgerFailed, StoreError};

use crate::rule::{Broken, Field, LetterRule, Rule};

/// Why a use case did not happen.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// There is no such session any more: ended, expired, or on another device. Sign in again.
    #[error("the session is over")]
    SessionEnded,
    /// The session is locked. Unlock with the password.
    #[error("the session is locked")]
    SessionLocked,
    /// The device is unknown, revoked, or its certificate is not valid today. The administrator mends it.
    #[error("the device may not be used")]
    DeviceRefused,
    /// The account has provisional credentials: first the set-up (初期設定), then everything else.
    #[error("the first-login set-up comes first")]
    SetUpRequired,
    /// The step asks for the password, and it was not given within the last minutes.
    #[error("the password must be given again")]
    StepUpRequired,
    /// Fields that break a rule.
    #[error("{}", .0.iter().map(Broken::to_string).collect::<Vec<_>>().join("; "))]
    Invalid(Vec<Broken>),
    /// As things stand, this cannot be done: the rule says what is in the way.
    #[error(transparent)]
    Conflict(Rule),
    /// A change that must not be made without having seen what it changes, and nothing was said of that.
    #[error("what is changed must have been seen")]
    NotSeen,
    /// Somebody else has changed the thing since it was seen.
    #[error("somebody else has changed it meanwhile")]
    Overtaken,
    /// The role does not have this right.
    #[error("the role does not allow this")]
    RoleRefused,
    /// Outside the viewer's reach, or not there at all: the answer is the same.
    #[error("not found")]
    NotFound,
    /// Within reach, but a condition fails; the refusal says which.
    #[error("not disclosed: a condition fails")]
    NotDisclosed(Box<Refusal>),
    /// The insurer's policy keeps this item back.
    #[error("the disclosure policy withholds this")]
    Withheld(Box<DocumentRefusal>),
    /// The log-in was refused.
    #[error(transparent)]
    SignIn(#[from] SignInError),
    /// A cursor that was not given out by this system.
    #[error("the cursor is not one of ours")]
    BadCursor,
    /// The page of a document does not exist or cannot be drawn.
    #[error("the page cannot be shown: {0}")]
    Page(#[from] paper::PaperError),
    /// The ledger cannot be written, so nothing was disclosed.
    #[error("the audit ledger cannot be written: nothing is disclosed")]
    Ledger,
    /// A device cannot be enrolled.
    #[error(transparent)]
    Enrolment(#[from] EnrolmentRefusal),
    /// Enrolment has not been set up on this server.
    #[error("enrolment is not set up")]
    NotEnrolling,
    /// A letter cannot be printed, for want of something that the machine must have.
    #[error("the letter cannot be printed: {0}")]
    Notice(notice::NoticeError),
    /// The database is busy or cannot be reached. Trying again later may help.
    #[error("{0}")]
    Unavailable(String),
    /// The database holds or refuses what it should not; for the log, not for people.
    #[error("{0}")]
    Fault(String),
    /// The certificate authority.
    #[error("the certificate could not be issued: {0}")]
    Pki(#[from] pki::PkiError),
    /// The password hash could not be computed.
    #[error("the password could not be hashed")]
    PasswordHash,
    /// A worker thread is gone.
    #[error("the work was interrupted")]
    Interrupted,
}

impl From<StoreError> for ServiceError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::NotFound,
            StoreError::Ledger(failed) => Self::from(failed),
            StoreError::Busy
            | StoreError::Overtaken
            | StoreError::Unreachable(_)
            | StoreError::NotDurable { .. }
            | StoreError::DiskInDoubt
            | StoreError::RolledBack { .. }
            | StoreError::ServedAlready { .. } => Self::Unavailable(error.to_string()),
            StoreError::Conflict
            | StoreError::Corrupt { .. }
            | StoreError::CorruptEntry { .. }
            | StoreError::Unsealable { .. }
            | StoreError::Database(_) => Self::Fault(error.to_string()),
        }
    }
}

impl From<LedgerFailed> for ServiceError {
    fn from(_: LedgerFailed) -> Self {
        Self::Ledger
    }
}

impl From<notice::NoticeError> for ServiceError {
    fn from(error: notice::NoticeError) -> Self {
        match error {
            notice::NoticeError::MissingGlyphs(characters) => Self::conflict(LetterRule::MissingGlyphs { characters }),
            other => Self::Notice(other),
        }
    }
}

impl ServiceError {
    /// One field that breaks a rule.
    pub(crate) fn invalid(field: Field, rule: impl Into<Rule>) -> Self {
        Self::Invalid(vec![Broken::new(field, rule)])
    }

    /// A rule that the state of things does not allow to be kept.
    pub(crate) fn conflict(rule: impl Into<Rule>) -> Self {
        Self::Conflict(rule.into())
    }
}

/// Why a log-in was refused. One answer for unknown, wrong, locked and foreign: it tells nothing about the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignInError {
    /// Refused.
    #[error("the log-in was refused")]
    Refused,
}

/// Why a device was not enrolled, apart from fields that break a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnrolmentRefusal {
    /// No such key, a wrong secret, or a locked key: one answer.
    #[error("the install key is not known or locked")]
    Unfit,
    /// The right key, but it is over or in use.
    #[error(transparent)]
    Over(KeyRefusal),
    /// The organization may not use the system at present.
    #[error("the organization is suspended or closed")]
    OrganizationStopped,
    /// There is no such file to be fetched, or not any more.
    #[error("there is no such file")]
    NoFile,
}
