//! What all screens behind the sign-in share: who is signed in, the server's clock, what the client list showed last, and
//! what is to be said on the next screen. All of it lies in memory only; list and message are dropped when the session
//! ends or is locked.

use super::clock::ServerClock;
use super::presence::{Presence, SessionEnd};
use crate::api::Failure;
use crate::route::Route;
use chrono::{DateTime, FixedOffset};
use contract::clients::client::ClientFilter;
use contract::session::Session;
use domain::account::Permission;
use domain::calendar::day::Day;
use domain::id::PersonId;
use domain::insurer::PermitWord;
use std::rc::Rc;
use yew::{Reducible, UseReducerHandle};

/// Handed to every page.
pub type AppContext = UseReducerHandle<State>;

/// What the client list showed last, so that coming back from a person shows the same again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListMemory {
    /// The filter of the list.
    pub filter: ClientFilter,
    /// What was searched for; empty for everybody.
    pub query: String,
    /// How many lines were on the screen.
    pub shown: usize,
}

/// A client whom a list or a page of this session has shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub person: PersonId,
    pub name: String,
    /// The insured number.
    pub number: String,
}

/// What the screens behind the sign-in share.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    pub presence: Presence,
    /// What the client list showed last.
    pub list: ListMemory,
    /// A message about what was done on the screen before, and the screen on which it is shown.
    pub message: Option<(Route, String)>,
    /// Whom the user went to last, so that a page that may show nothing of her still says whose it is.
    pub named: Option<Named>,
    pub(super) clock: Option<ServerClock>,
}

#[cfg(test)]
impl State {
    /// Of a window that shows nothing else yet.
    pub fn of(presence: Presence) -> Self {
        Self {
            presence,
            ..Self::default()
        }
    }
}

/// What changes the state.
pub enum Action {
    /// The server said who is signed in, when the device's clock showed `device_ms`.
    Arrived {
        session: Box<Session>,
        /// Milliseconds of the device's clock.
        device_ms: f64,
    },
    /// The server did not say who is signed in.
    Unreachable(Failure),
    /// The screen is to be locked.
    Lock,
    /// The server said that nobody is signed in, and nobody was.
    NobodyYet,
    /// The session is over.
    Ended(SessionEnd),
    /// The client list shows this now.
    Listed(ListMemory),
    /// The user goes to this client.
    Named(Named),
    /// Show this message on this screen.
    ShowMessage(Route, String),
    /// The message has been read: the user has gone on to another screen.
    MessageRead,
}

impl State {
    /// Whoever is signed in and not locked out.
    pub fn session(&self) -> Option<&Rc<Session>> {
        self.presence.session()
    }

    /// Whether whoever is signed in may do this at all.
    pub fn may(&self, permission: Permission) -> bool {
        self.presence.may(permission)
    }

    /// What the insurer calls a permit.
    pub fn permit_word(&self) -> PermitWord {
        let session = self.session();
        let word = session.and_then(|session| PermitWord::from_code(&session.permit_word.code));
        word.unwrap_or(PermitWord::Permit)
    }

    /// The server's time when the device's clock shows `device_ms`.
    pub fn now(&self, device_ms: f64) -> Option<DateTime<FixedOffset>> {
        self.clock.as_ref()?.now(device_ms)
    }

    /// The day in Japan when the device's clock shows `device_ms`.
    pub fn today(&self, device_ms: f64) -> Option<Day> {
        self.now(device_ms).map(|now| Day::in_japan(now.to_utc()))
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let old = (*self).clone();
        Rc::new(match action {
            Action::Arrived { session, device_ms } => {
                let clock = Some(ServerClock {
                    server: session.now,
                    device_ms,
                });
                let session: Rc<Session> = session.into();
                let presence = if session.locked {
                    Presence::Locked(session)
                } else {
                    Presence::In(session)
                };
                Self { presence, clock, ..old }
            }
            // Who is at work keeps working: the next call will say again that the server cannot be reached.
            Action::Unreachable(failure) => match old.presence {
                Presence::In(_) | Presence::Locked(_) => old,
                _ => Self {
                    presence: Presence::Unreachable(failure),
                    ..old
                },
            },
            Action::Lock => match old.presence {
                Presence::In(session) => Self {
                    presence: Presence::Locked(session),
                    list: ListMemory::default(),
                    message: None,
                    named: None,
                    ..old
                },
                presence => Self { presence, ..old },
            },
            Action::NobodyYet => Self {
                presence: Presence::Out(None),
                ..old
            },
            Action::Ended(end) => Self {
                presence: Presence::Out(Some(end)),
                list: ListMemory::default(),
                message: None,
                named: None,
                clock: old.clock,
            },
            Action::Listed(list) => Self { list, ..old },
            Action::Named(named) => Self {
                named: Some(named),
                ..old
            },
            Action::ShowMessage(route, words) => Self {
                message: Some((route, words)),
                ..old
            },
            Action::MessageRead => Self { message: None, ..old },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(locked: bool) -> Session {
        serde_json::from_value(serde_json::json!({
            "accountName": "佐藤 花子", "role": {"code": "care-manager", "label": "介護支援専門員"},
            "organizationName": "居宅介護支援事業所 えんがわ", "officeNumber": "4370106637", "insurerName": "縁側市", "contact": "縁側市 高齢介護課 096-000-0000", "permitWord": {"code": "permit", "label": "許可"},
            "deviceLabel": "事務所のパソコン1", "locked": locked, "idleSeconds": 900,
            "expiresAt": "2026-05-10T17:00:00+09:00", "now": "2026-05-10T23:59:50+09:00",
            "certificateLastDay": "2027-05-10"
        }))
        .unwrap()
    }

    fn after(actions: impl IntoIterator<Item = Action>) -> Rc<State> {
        actions.into_iter().fold(Rc::new(State::default()), Reducible::reduce)
    }

    fn arrived(locked: bool) -> Action {
        Action::Arrived {
            session: session(locked).into(),
            device_ms: 1_000.0,
        }
    }

    #[test]
    fn locking_forgets_what_the_list_showed() {
        let searched = ListMemory {
            query: "サトウ".to_owned(),
            ..ListMemory::default()
        };
        let named = Named {
            person: "01890000-0000-7000-8000-000000000001".parse().unwrap(),
            name: "縁側 花子".to_owned(),
            number: "0000012345".to_owned(),
        };
        let state = after([
            arrived(false),
            Action::Listed(searched),
            Action::Named(named),
            Action::Lock,
        ]);
        assert_eq!((&state.list, &state.named), (&ListMemory::default(), &None));
        assert!(matches!(state.presence, Presence::Locked(_)));
        assert!(state.session().is_none());
    }

    #[test]
    fn a_session_that_the_server_has_locked_arrives_locked() {
        assert!(matches!(after([arrived(true)]).presence, Presence::Locked(_)));
    }

    #[test]
    fn nobody_can_be_locked_in_who_is_not_signed_in() {
        let state = after([Action::Ended(SessionEnd::SignedOut), Action::Lock]);
        assert_eq!(state.presence, Presence::Out(Some(SessionEnd::SignedOut)));
    }

    #[test]
    fn a_lost_network_does_not_throw_out_who_is_at_work() {
        let state = after([arrived(false), Action::Unreachable(Failure::Network)]);
        assert!(state.session().is_some());
    }

    #[test]
    fn the_day_turns_with_the_server_and_not_with_the_device() {
        let state = after([arrived(false)]);
        assert_eq!(state.today(1_000.0), Day::from_ymd(2026, 5, 10));
        assert_eq!(state.today(12_000.0), Day::from_ymd(2026, 5, 11));
    }
}
