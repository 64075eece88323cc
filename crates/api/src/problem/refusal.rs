//! What the use cases refuse, as problems. The words of the conditions are the domain's; they exist in Japanese only,
//! like the forms they speak of.

use contract::problem::ProblemItem;
use domain::disclosure::{DocumentRefusal, Failure, Refusal};
use service::{Conflict, InvalidField, PaperError, ServiceError, StoreError};

use super::{
    ApiError, CONFLICT, DEVICE_REFUSED, DOCUMENT_UNREADABLE, INTERNAL, INVALID_BODY, INVALID_PARAMETER, NOT_ALLOWED,
    NOT_DISCLOSED, NOT_FOUND, NOT_SIGNED_IN, SESSION_LOCKED, SETUP_REQUIRED, SIGN_IN_FAILED, STEP_UP_REQUIRED,
    UNAVAILABLE, item,
};

/// Seconds after which a busy server is worth asking again.
const SOON: u32 = 5;

impl From<ServiceError> for ApiError {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::SessionEnded => Self::of(&NOT_SIGNED_IN),
            ServiceError::SessionLocked => Self::of(&SESSION_LOCKED),
            ServiceError::DeviceRefused => Self::of(&DEVICE_REFUSED),
            ServiceError::SetUpRequired => Self::of(&SETUP_REQUIRED),
            ServiceError::StepUpRequired => Self::of(&STEP_UP_REQUIRED),
            ServiceError::Invalid(fields) => {
                Self::of(&INVALID_BODY).with_errors(fields.into_iter().map(invalid).collect())
            }
            ServiceError::Conflict(conflict) => Self::of(&CONFLICT).with_errors(vec![in_the_way(conflict)]),
            ServiceError::RoleRefused => Self::of(&NOT_ALLOWED),
            ServiceError::NotFound => Self::of(&NOT_FOUND),
            ServiceError::NotDisclosed(refusal) => Self::from(*refusal),
            ServiceError::Withheld(refusal) => Self::of(&NOT_DISCLOSED).with_errors(vec![withheld(&refusal)]),
            ServiceError::SignIn(_) => Self::of(&SIGN_IN_FAILED),
            ServiceError::BadCursor => Self::of(&INVALID_PARAMETER).with_errors(vec![item(
                None,
                "cursor.unknown",
                "cursorには、前のページで受け取った値をそのまま指定してください。",
            )]),
            ServiceError::Unacceptable(_) => Self::of(&INVALID_BODY),
            ServiceError::Page(error) => Self::from(error),
            ServiceError::Store(error) => Self::from(error),
            error @ ServiceError::Ledger(_) => Self::of(&UNAVAILABLE).because(error).retry_after(SOON),
            error @ (ServiceError::Pki(_) | ServiceError::PasswordHash | ServiceError::Interrupted) => {
                Self::of(&INTERNAL).because(error)
            }
        }
    }
}

impl From<Refusal> for ApiError {
    /// Outside the viewer's reach nothing may be told: the answer is the one for what does not exist.
    fn from(Refusal { within_reach, failures }: Refusal) -> Self {
        if within_reach {
            Self::of(&NOT_DISCLOSED).with_errors(failures.iter().map(failing).collect())
        } else {
            Self::of(&NOT_FOUND)
        }
    }
}

impl From<PaperError> for ApiError {
    fn from(error: PaperError) -> Self {
        match error {
            PaperError::NoSuchPage { .. } => Self::of(&NOT_FOUND),
            // A machine under load may draw it the next time.
            PaperError::Busy | PaperError::TooSlow(_) => Self::of(&UNAVAILABLE).because(error).retry_after(SOON),
            PaperError::Unreadable
            | PaperError::Encrypted
            | PaperError::TooLarge
            | PaperError::PageSize
            | PaperError::NoFont
            | PaperError::NoThread => Self::of(&DOCUMENT_UNREADABLE).because(error),
        }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::of(&NOT_FOUND),
            StoreError::Busy | StoreError::Unreachable(_) => Self::of(&UNAVAILABLE).because(error).retry_after(SOON),
            StoreError::Conflict
            | StoreError::Corrupt { .. }
            | StoreError::Unsealable { .. }
            | StoreError::Database(_) => Self::of(&INTERNAL).because(error),
        }
    }
}

/// A condition of disclosure that fails.
pub(crate) fn failing(failure: &Failure) -> ProblemItem {
    ProblemItem {
        pointer: None,
        rule: format!("disclosure.{}.{}", failure.condition(), failure.reason),
        detail: failure.what_ja(),
        who: Some(failure.who_ja().to_owned()),
        remedy: Some(failure.what_to_do_ja().to_owned()),
        since: failure.since.map(|day| day.to_string()),
    }
}

/// A field that breaks a rule.
pub(crate) fn invalid(field: InvalidField) -> ProblemItem {
    let InvalidField { pointer, rule, detail } = field;
    item(Some(pointer), &rule, &detail)
}

/// What is in the way as things stand.
fn in_the_way(conflict: Conflict) -> ProblemItem {
    let Conflict { rule, what, remedy } = conflict;
    ProblemItem {
        remedy: Some(remedy.to_owned()),
        ..item(None, rule, what)
    }
}

/// An item that the insurer's policy keeps back.
pub(crate) fn withheld(refusal: &DocumentRefusal) -> ProblemItem {
    ProblemItem {
        pointer: None,
        rule: format!("policy.{}.{}", refusal.item, refusal.reason),
        detail: refusal.what_ja(),
        who: Some(refusal.who_ja().to_owned()),
        remedy: Some(refusal.what_to_do_ja().to_owned()),
        since: refusal.since.map(|day| day.to_string()),
    }
}
