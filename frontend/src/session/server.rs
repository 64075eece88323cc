//! What the server is asked about the session, and how the whole application hears of it: who is signed in, whether a
//! failed call means that the session is over, signing out.

use super::presence::{Presence, SessionEnd};
use super::state::{Action, AppContext};
use crate::api::{self, Failure};
use crate::browser;
use crate::route::Route;
use yew::platform::spawn_local;
use yew_router::prelude::Navigator;

/// Ask the server who is signed in, and go by its answer.
pub fn ask_who_is_signed_in(context: AppContext) {
    spawn_local(async move {
        context.dispatch(match api::session::current().await {
            Ok(session) => Action::Arrived {
                session: session.into(),
                device_ms: browser::now_ms(),
            },
            // Nobody is signed in: the plain beginning, unless somebody was.
            Err(Failure::SessionOver(_)) if context.session().is_none() => return arrive_signed_out(&context),
            Err(Failure::SessionOver(problem)) => {
                Action::Ended(SessionEnd::Ended(problem.map(|problem| problem.detail)))
            }
            Err(Failure::Locked) => Action::Lock,
            Err(failure) => Action::Unreachable(failure),
        });
    });
}

fn arrive_signed_out(context: &AppContext) {
    match &context.presence {
        // What has been said on the sign-in page stays there.
        Presence::Out(_) => {}
        Presence::Locked(_) => context.dispatch(Action::Ended(SessionEnd::Ended(None))),
        Presence::Unknown | Presence::Unreachable(_) | Presence::In(_) => context.dispatch(Action::NobodyYet),
    }
}

/// If a failure says that the session is over or locked, the whole application has to know.
pub fn note_failure(context: Option<&AppContext>, failure: &Failure) {
    let Some(context) = context else { return };
    match failure {
        Failure::SessionOver(problem) => {
            let words = problem.as_ref().map(|problem| problem.detail.clone());
            context.dispatch(Action::Ended(SessionEnd::Ended(words)));
        }
        Failure::Locked => context.dispatch(Action::Lock),
        _ => {}
    }
}

/// A refused password and a session that is over are both 401: ask which it was.
pub fn end_if_over(context: Option<AppContext>) {
    let Some(context) = context else { return };
    spawn_local(async move {
        if let Err(Failure::SessionOver(problem)) = api::session::current().await {
            context.dispatch(Action::Ended(SessionEnd::Ended(problem.map(|problem| problem.detail))));
        }
    });
}

/// End the session here and on the server, and leave the way clear for the next user of a shared device.
pub fn sign_out(context: AppContext, navigator: Navigator) {
    spawn_local(async move {
        let answer = api::session::sign_out().await;
        // The answer tells the browser to forget everything; the size of the text is nobody's secret.
        browser::remember_text_size();
        let over = matches!(answer, Ok(()) | Err(api::Failure::SessionOver(_)));
        navigator.replace(&Route::SignIn);
        context.dispatch(Action::Ended(if over {
            SessionEnd::SignedOut
        } else {
            SessionEnd::SignedOutHereOnly
        }));
    });
}
