//! Sending a change from a page: once and not twice, with the password asked for in place where the server wants it
//! again, and with what went wrong said beside it. What a change is, is left to `api`.

use crate::api::{self, Change, Failure, Outcome};
use crate::browser;
use crate::pages::session::lock::still_there;
use crate::parts::form::field::{Field, typed};
use crate::parts::notice::failure::FailureView;
use crate::route::Route;
use crate::state::{Action, AppContext};
use crate::waiting::tell_session;
use contract::session::Confirmation;
use web_sys::HtmlElement;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// How far a change is.
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
    /// Whether one is on its way.
    pub busy: bool,
    /// What went wrong, or the question for the password; to be placed outside of any other form.
    pub trouble: Html,
    /// Sends one.
    pub send: Callback<Change>,
}

/// See the module; `done` hears what came of a change.
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
                        tell_session(context.as_ref(), &failure);
                        stage.set(Stage::Failed(failure));
                    }
                }
            });
        })
    };
    let trouble = match &*stage {
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
    Command { busy, trouble, send }
}

/// The way to another screen, with something said there.
#[hook]
pub fn use_leaving() -> Callback<(Route, String)> {
    let context = use_context::<AppContext>();
    let navigator = use_navigator();
    Callback::from(move |(route, words)| {
        if let (Some(context), Some(navigator)) = (&context, &navigator) {
            // Replaced, so that going back does not lead to a question that is settled.
            navigator.replace(&route);
            context.dispatch(Action::Told(route, words));
        }
    })
}

#[derive(Properties, PartialEq)]
struct PasswordProps {
    confirmed: Callback<()>,
}

#[derive(Clone, Default, PartialEq)]
struct Attempt {
    sending: bool,
    wrong: Option<&'static str>,
    failure: Option<Failure>,
}

/// Asks for the password in place.
#[component]
fn PasswordAgain(props: &PasswordProps) -> Html {
    let context = use_context::<AppContext>();
    let attempt = use_state(Attempt::default);
    let node = use_node_ref();
    use_effect_with((), |()| browser::focus_id("password-again"));
    let onsubmit = {
        let (attempt, node, confirmed) = (attempt.clone(), node.clone(), props.confirmed.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let password = typed(&node);
            if attempt.sending {
                return;
            }
            if password.is_empty() {
                attempt.set(wrong("パスワードを入力してください。"));
                return browser::focus_id("password-again");
            }
            attempt.set(Attempt {
                sending: true,
                ..Attempt::default()
            });
            confirm(password, attempt.clone(), confirmed.clone(), context.clone());
        })
    };
    html! {
        <form class="again" {onsubmit} novalidate=true aria-labelledby="again-h">
            <h2 id="again-h">{ "ご本人の確認" }</h2>
            <p>{ "大切な操作のため、もう一度パスワードを入力してください。確認は5分間有効です。" }</p>
            if let Some(failure) = &attempt.failure {
                <FailureView failure={failure.clone()} />
            }
            <Field id="password-again" label="パスワード" kind="password" autocomplete="current-password" max_length={256}
                {node} error={attempt.wrong} />
            <button type="submit" class="button button-wide" aria-disabled={attempt.sending.then_some("true")}>
                { if attempt.sending { "確認しています…" } else { "確認して続ける" } }
            </button>
        </form>
    }
}

fn wrong(words: &'static str) -> Attempt {
    Attempt {
        wrong: Some(words),
        ..Attempt::default()
    }
}

fn confirm(password: String, attempt: UseStateHandle<Attempt>, confirmed: Callback<()>, context: Option<AppContext>) {
    spawn_local(async move {
        match api::confirm(&Confirmation { password }).await {
            Ok(()) => confirmed.emit(()),
            Err(Failure::SessionOver(_)) => {
                attempt.set(wrong("パスワードが違います。"));
                browser::focus_id("password-again");
                // A wrong password and a session that is over look alike: ask which it was.
                still_there(context);
            }
            Err(failure) => attempt.set(Attempt {
                failure: Some(failure),
                ..Attempt::default()
            }),
        }
    });
}
