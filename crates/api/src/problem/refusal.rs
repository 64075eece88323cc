//! What the use cases refuse, as problems: which kind each is. What is said of a rule stands in `words`.

use domain::disclosure::Refusal;
use domain::enrolment::install_key::KeyRefusal;
use service::{EnrolmentRefusal, EnrolmentRule, PaperError, ServiceError};

use super::error::ApiError;
use super::kinds::{
    CONFLICT, DEVICE_FILE_GONE, DEVICE_REFUSED, DOCUMENT_UNREADABLE, INSTALL_KEY_OVER, INSTALL_KEY_REFUSED, INTERNAL,
    INVALID_BODY, NOT_ALLOWED, NOT_DISCLOSED, NOT_FOUND, NOT_SIGNED_IN, PRECONDITION_FAILED, PRECONDITION_REQUIRED,
    SESSION_LOCKED, SETUP_REQUIRED, SIGN_IN_FAILED, STEP_UP_REQUIRED, UNAVAILABLE,
};
use super::words::request::RequestRule;
use super::wrong::Wrong;

/// Seconds after which a busy server is worth asking again.
const SOON: u32 = 5;

impl From<ServiceError> for ApiError {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::SessionEnded => Self::of(&NOT_SIGNED_IN).of_bad_token(),
            ServiceError::SessionLocked => Self::of(&SESSION_LOCKED),
            ServiceError::DeviceRefused => Self::of(&DEVICE_REFUSED),
            ServiceError::SetUpRequired => Self::of(&SETUP_REQUIRED),
            ServiceError::StepUpRequired => Self::of(&STEP_UP_REQUIRED),
            ServiceError::Invalid(broken) => {
                Self::of(&INVALID_BODY).with_errors(broken.into_iter().map(Wrong::from).collect())
            }
            ServiceError::Conflict(rule) => Self::of(&CONFLICT).with_errors(vec![Wrong::rule(&rule)]),
            ServiceError::NotSeen => Self::of(&PRECONDITION_REQUIRED),
            ServiceError::Overtaken => Self::of(&PRECONDITION_FAILED),
            ServiceError::RoleRefused => Self::of(&NOT_ALLOWED),
            ServiceError::NotFound => Self::of(&NOT_FOUND),
            ServiceError::NotDisclosed(refusal) => Self::from(*refusal),
            ServiceError::Withheld(refusal) => Self::of(&NOT_DISCLOSED).with_errors(vec![Wrong::withheld(&refusal)]),
            ServiceError::SignIn(_) => Self::of(&SIGN_IN_FAILED),
            ServiceError::BadCursor => Self::named_parameter("cursor", &RequestRule::Cursor),
            ServiceError::Page(error) => Self::from(error),
            error @ (ServiceError::Ledger | ServiceError::Unavailable(_)) => {
                Self::of(&UNAVAILABLE).because(error).retry_after(SOON)
            }
            ServiceError::Enrolment(refusal) => Self::from(refusal),
            error @ ServiceError::NotEnrolling => Self::of(&UNAVAILABLE).because(error),
            error @ (ServiceError::Fault(_)
            | ServiceError::Notice(_)
            | ServiceError::Pki(_)
            | ServiceError::PasswordHash
            | ServiceError::Interrupted) => Self::of(&INTERNAL).because(error),
        }
    }
}

impl From<EnrolmentRefusal> for ApiError {
    fn from(refusal: EnrolmentRefusal) -> Self {
        let over = |wrong| Self::of(&INSTALL_KEY_OVER).with_errors(vec![wrong]);
        match refusal {
            EnrolmentRefusal::Unfit => Self::of(&INSTALL_KEY_REFUSED),
            EnrolmentRefusal::Over(KeyRefusal::InUse) => over(Wrong::rule(&KeyRefusal::InUse)).retry_after(SOON),
            EnrolmentRefusal::Over(why) => over(Wrong::rule(&why)),
            EnrolmentRefusal::OrganizationStopped => over(Wrong::rule(&EnrolmentRule::OrganizationStopped)),
            EnrolmentRefusal::NoFile => Self::of(&DEVICE_FILE_GONE),
        }
    }
}

impl From<Refusal> for ApiError {
    /// Outside the viewer's reach nothing may be told: the answer is the one for what does not exist.
    fn from(Refusal { within_reach, failures }: Refusal) -> Self {
        if within_reach {
            Self::of(&NOT_DISCLOSED).with_errors(failures.iter().map(Wrong::failing).collect())
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
            | PaperError::OtherLetters
            | PaperError::TooMuch(_)
            | PaperError::NoFont
            | PaperError::NoProgram(_)
            | PaperError::NotStarted(_) => Self::of(&DOCUMENT_UNREADABLE).because(error),
        }
    }
}
