//! The other windows of this browser: a lock or a sign-out in one takes what is shown off all of them at once. What they
//! tell each other passes through the browser's storage, says nothing of anybody, and is gone when it has been told.

use super::presence::{Presence, SessionEnd};
use super::state::{Action, AppContext};
use crate::browser;
use yew::prelude::*;

/// What became of the session in another window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It was locked.
    Locked,
    /// It is over.
    Over,
}

impl Told {
    const ALL: [Self; 2] = [Self::Locked, Self::Over];

    const fn word(self) -> &'static str {
        match self {
            Self::Locked => "locked",
            Self::Over => "over",
        }
    }

    fn heard(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|told| told.word() == word)
    }
}

/// What the other windows have to hear, when this one was in the state `before` and is in the state `now`.
pub fn to_tell(before: &Presence, now: &Presence) -> Option<Told> {
    match (before, now) {
        (Presence::In(_), Presence::Locked(_)) => Some(Told::Locked),
        (Presence::In(_) | Presence::Locked(_), Presence::Out(_)) => Some(Told::Over),
        _ => None,
    }
}

/// What a window in this state does when it hears of another one; nothing if it shows nothing of anybody.
pub fn to_do(told: Told, presence: &Presence) -> Option<Action> {
    match (told, presence) {
        (Told::Locked, Presence::In(_)) => Some(Action::Lock),
        (Told::Over, Presence::In(_) | Presence::Locked(_)) => Some(Action::Ended(SessionEnd::Ended(None))),
        _ => None,
    }
}

/// Tells the other windows and hears from them.
#[hook]
pub fn use_other_windows(context: &AppContext) {
    let latest = use_mut_ref(|| context.clone());
    *latest.borrow_mut() = context.clone();
    let before = use_mut_ref(|| context.presence.clone());
    use_effect_with(context.presence.clone(), move |now| {
        let told = to_tell(&before.borrow(), now);
        *before.borrow_mut() = now.clone();
        if let Some(told) = told {
            browser::tell_windows(told.word());
        }
    });
    use_effect_with((), move |()| {
        let listener = browser::on_told(move |word| {
            let context = latest.borrow().clone();
            if let Some(action) = Told::heard(word).and_then(|told| to_do(told, &context.presence)) {
                context.dispatch(action);
            }
        });
        move || drop(listener)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::State;
    use contract::session::Session;
    use std::rc::Rc;
    use yew::Reducible;

    fn session() -> Rc<Session> {
        Rc::new(
            serde_json::from_value(serde_json::json!({
                "accountName": "佐藤 花子", "role": {"code": "care-manager", "label": "介護支援専門員"},
                "organizationName": "居宅介護支援事業所 えんがわ", "officeNumber": "4370106637", "insurerName": "縁側市",
                "contact": "縁側市 高齢介護課 096-000-0000", "permitWord": {"code": "permit", "label": "許可"}, "deviceLabel": "事務所のパソコン1", "locked": false,
                "idleSeconds": 900, "expiresAt": "2026-05-10T17:00:00+09:00", "now": "2026-05-10T23:59:50+09:00",
                "certificateLastDay": "2027-05-10"
            }))
            .unwrap(),
        )
    }

    /// A window in this state after it has heard something.
    fn after(told: Told, presence: Presence) -> Presence {
        let state = Rc::new(State::of(presence));
        match to_do(told, &state.presence) {
            Some(action) => state.reduce(action).presence.clone(),
            None => state.presence.clone(),
        }
    }

    #[test]
    fn a_lock_and_an_end_are_told_once_and_nothing_else_is() {
        let (inside, locked) = (Presence::In(session()), Presence::Locked(session()));
        let out = Presence::Out(Some(SessionEnd::SignedOut));
        assert_eq!(to_tell(&inside, &locked), Some(Told::Locked));
        assert_eq!(to_tell(&inside, &out), Some(Told::Over));
        assert_eq!(to_tell(&locked, &out), Some(Told::Over));
        for (before, now) in [
            (&locked, &inside),
            (&out, &inside),
            (&inside, &inside),
            (&Presence::Unknown, &out),
        ] {
            assert_eq!(to_tell(before, now), None);
        }
    }

    #[test]
    fn whoever_hears_of_it_shows_nothing_of_anybody_and_answers_no_more_than_once() {
        for told in Told::ALL {
            for presence in [Presence::In(session()), Presence::Locked(session())] {
                let heard = after(told, presence);
                assert!(!matches!(heard, Presence::In(_)));
                assert_eq!(after(told, heard.clone()), heard);
            }
        }
        assert_eq!(after(Told::Locked, Presence::Out(None)), Presence::Out(None));
        assert_eq!(Told::ALL.map(|told| Told::heard(told.word())), Told::ALL.map(Some));
        assert_eq!(Told::heard("佐藤 花子"), None);
    }
}
