//! What a failed call means for the user. How it is said is left to `parts::failure`.

use contract::problem::Problem;

/// The answer to a call, or why there is none.
pub type Answer<T> = Result<T, Failure>;

/// Why a call failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No answer: the network is gone, or the device certificate was refused before a word was spoken.
    Network,
    /// The session is over (401); the server's words, if any.
    SessionOver(Option<Problem>),
    /// The session is locked and wants the password (423).
    Locked,
    /// Refused with reasons (403).
    Refused(Problem),
    /// Nothing there, or nothing for this user (404).
    NotFound,
    /// The service cannot answer at the moment (502, 503, 504).
    Unavailable(Option<Problem>),
    /// Too many calls (429).
    TooMany(Option<Problem>),
    /// Any other problem that the server explains.
    Problem(Problem),
    /// An answer that this version of the application does not understand, with the request id, if known.
    Unreadable(Option<String>),
}

/// The problem kind of something that wants the password again.
const STEP_UP: &str = "step-up-required";

/// The problem kind of a locked session, in case that a server says it with another status than 423.
const LOCKED: &str = "session-locked";

impl Failure {
    /// What an answer of this status means.
    pub fn of(status: u16, problem: Option<Problem>, request_id: Option<String>) -> Self {
        if problem.as_ref().is_some_and(|problem| problem.kind.ends_with(LOCKED)) {
            return Self::Locked;
        }
        match (status, problem) {
            (401, problem) => Self::SessionOver(problem),
            (423, _) => Self::Locked,
            (404, _) => Self::NotFound,
            (403, Some(problem)) => Self::Refused(problem),
            (429, problem) => Self::TooMany(problem),
            (502..=504, problem) => Self::Unavailable(problem),
            (_, Some(problem)) => Self::Problem(problem),
            (_, None) => Self::Unreadable(request_id),
        }
    }

    /// Whether the same call will be heard once the password has been given again.
    pub fn wants_password(&self) -> bool {
        matches!(self, Self::Refused(problem) if problem.kind.ends_with(STEP_UP))
    }

    /// The server's own words.
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Refused(problem) | Self::Problem(problem) => Some(problem),
            Self::SessionOver(problem) | Self::Unavailable(problem) | Self::TooMany(problem) => problem.as_ref(),
            Self::Network | Self::Locked | Self::NotFound | Self::Unreadable(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(kind: &str, status: u16) -> Problem {
        Problem {
            kind: kind.to_owned(),
            title: String::new(),
            status,
            detail: String::new(),
            instance: String::new(),
            errors: Vec::new(),
        }
    }

    #[test]
    fn a_locked_session_is_told_by_status_or_by_kind() {
        assert_eq!(Failure::of(423, None, None), Failure::Locked);
        assert_eq!(
            Failure::of(401, Some(problem("/problems/session-locked", 401)), None),
            Failure::Locked
        );
    }

    #[test]
    fn a_gateway_that_speaks_html_still_counts_as_unavailable() {
        assert_eq!(Failure::of(502, None, None), Failure::Unavailable(None));
    }

    #[test]
    fn a_refusal_without_reasons_is_not_shown_as_a_refusal() {
        let id = Some("r-1".to_owned());
        assert_eq!(Failure::of(403, None, id.clone()), Failure::Unreadable(id));
    }
}
