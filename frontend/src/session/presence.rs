//! Who is signed in on this device, as far as the server has said.

use crate::api::Failure;
use contract::session::Session;
use domain::account::{Permission, Role};
use std::rc::Rc;

/// Whether somebody is signed in.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Presence {
    /// Not asked yet.
    #[default]
    Unknown,
    /// The server did not say.
    Unreachable(Failure),
    /// Nobody; how the last session ended, if there was one.
    Out(Option<SessionEnd>),
    /// Somebody at work.
    In(Rc<Session>),
    /// Somebody who has to give the password again.
    Locked(Rc<Session>),
}

/// How a session ended, said on the sign-in page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionEnd {
    /// The user signed out.
    SignedOut,
    /// The user signed out, but the server could not be reached.
    SignedOutHereOnly,
    /// The session ended without the user: too long unused, signed in elsewhere, revoked. The server's words, if any.
    Ended(Option<String>),
}

impl Presence {
    /// Whoever is signed in and not locked out.
    pub fn session(&self) -> Option<&Rc<Session>> {
        match self {
            Self::In(session) => Some(session),
            _ => None,
        }
    }

    /// Whether whoever is signed in may do this at all.
    pub fn may(&self, permission: Permission) -> bool {
        self.session().is_some_and(|session| {
            Role::from_code(&session.role.code).is_some_and(|role| role.allows_as(!session.city, permission))
        })
    }
}
