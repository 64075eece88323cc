//! Sending a change from a page: once and not twice, with the password asked for in place where the server wants it
//! again, and with what went wrong said beside it. What a change is, is left to `api`.

use crate::api::{self, Change, Failure, Outcome};
use crate::browser;
use crate::pages::change::password_again::PasswordAgain;
use crate::parts::notice::failure::FailureView;
use crate::route::Route;
use crate::session::note_failure;
use crate::session::{Action, AppContext};
use web_sys::HtmlElement;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// How far the last change is.
#[derive(Clone, Debug, Default, PartialEq)]
enum Stage {
    #[default]
    Ready,
    Sending,
    /// Waits for the password.
    Asking,
    Failed(Failure),
}

/// A way to send changes, and how far the last one is.
pub struct Command {
    /// Whether a change is being sent.
    pub busy: bool,
    /// What went wrong, or the question for the password; to be placed outside of any other form.
    pub notice: Html,
    /// Sends a change.
    pub send: Callback<Change>,
}

/// Sends changes, one at a time; `done` is called with the answer of each that was made.
#[hook]
pub fn use_command(done: Callback<Outcome>) -> Command {
    let context = use_context::<AppContext>();
    let stage = use_state(Stage::default);
    let last = use_mut_ref(|| None::<Change>);
    let busy = *stage == Stage::Sending;
    let asking = *stage == Stage::Asking;
    // The question for the password takes the keyboard; when it goes, the keyboard goes back.
    let origin = use_mut_ref(|| None::<HtmlElement>);
    {
        let origin = origin.clone();
        use_effect_with(asking, move |&asking| {
            if let Some(origin) = origin.borrow_mut().take_if(|_| !asking) {
                browser::focus_if_lost(Some(origin));
            }
        });
    }
    let send = {
        let (stage, last) = (stage.clone(), last.clone());
        Callback::from(move |change: Change| {
            if *stage == Stage::Sending {
                return;
            }
            *last.borrow_mut() = Some(change.clone());
            if *stage != Stage::Asking {
                *origin.borrow_mut() = browser::focused();
            }
            stage.set(Stage::Sending);
            let (stage, done, context) = (stage.clone(), done.clone(), context.clone());
            spawn_local(async move {
                match api::send(&change).await {
                    Ok(outcome) => {
                        stage.set(Stage::Ready);
                        done.emit(outcome);
                    }
                    Err(failure) if failure.wants_password() => stage.set(Stage::Asking),
                    Err(failure) => {
                        note_failure(context.as_ref(), &failure);
                        stage.set(Stage::Failed(failure));
                    }
                }
            });
        })
    };
    let notice = match &*stage {
        Stage::Ready | Stage::Sending => Html::default(),
        Stage::Asking => {
            let send = send.clone();
            let confirmed = Callback::from(move |()| {
                // Taken out before it is sent: sending puts it back.
                let change = last.borrow().clone();
                if let Some(change) = change {
                    send.emit(change);
                }
            });
            html! { <PasswordAgain {confirmed} /> }
        }
        Stage::Failed(failure) => html! { <FailureView failure={failure.clone()} /> },
    };
    Command { busy, notice, send }
}

/// Goes to another screen and shows a message there.
#[hook]
pub fn use_leaving() -> Callback<(Route, String)> {
    let context = use_context::<AppContext>();
    let navigator = use_navigator();
    Callback::from(move |(route, words)| {
        if let (Some(context), Some(navigator)) = (&context, &navigator) {
            // Replaced, so that going back does not lead to a question that is settled.
            navigator.replace(&route);
            context.dispatch(Action::ShowMessage(route, words));
        }
    })
}
