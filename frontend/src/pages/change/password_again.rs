//! Asks for the password in place, where the server wants it again before a change, and goes on once it was right.

use crate::api::{self, Failure};
use crate::browser;
use crate::parts::form::field::Field;
use crate::parts::form::input::typed;
use crate::parts::notice::failure::FailureView;
use crate::session::{AppContext, end_if_over};
use contract::session::Confirmation;
use yew::platform::spawn_local;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// Hears that the password was right.
    pub confirmed: Callback<()>,
}

#[derive(Clone, Default, PartialEq)]
struct Attempt {
    sending: bool,
    wrong: Option<&'static str>,
    failure: Option<Failure>,
}

/// Asks for the password in place.
#[component]
pub fn PasswordAgain(props: &Props) -> Html {
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
        match api::session::confirm(&Confirmation { password }).await {
            Ok(()) => confirmed.emit(()),
            Err(Failure::SessionOver(_)) => {
                attempt.set(wrong("パスワードが違います。"));
                browser::focus_id("password-again");
                // A wrong password and a session that is over look alike: ask which it was.
                end_if_over(context);
            }
            Err(failure) => attempt.set(Attempt {
                failure: Some(failure),
                ..Attempt::default()
            }),
        }
    });
}
