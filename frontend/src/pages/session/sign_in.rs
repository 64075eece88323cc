//! Sign-in with login ID and password. The device has proved itself with its certificate before this page came.

use crate::api::{self, Failure};
use crate::browser;
use crate::parts::form::field::Field;
use crate::parts::form::input::{half_width, typed};
use crate::parts::layout::heading::{Heading, PRODUCT};
use crate::parts::notice::failure::{FailureView, responsible};
use crate::session::{Action, AppContext, SessionEnd};
use contract::session::SignIn;
use yew::platform::spawn_local;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// How the session before ended, if there was one.
    pub ended: Option<SessionEnd>,
}

/// The last attempt to sign in.
#[derive(Clone, Debug, Default, PartialEq)]
struct Attempt {
    sending: bool,
    empty_id: bool,
    empty_password: bool,
    failure: Option<Failure>,
}

/// The form for login ID and password.
#[component]
pub fn SignInPage(props: &Props) -> Html {
    let context = use_context::<AppContext>();
    let attempt = use_state(Attempt::default);
    let (id, password) = (use_node_ref(), use_node_ref());
    let shown = use_state_eq(|| false);
    let onsubmit = {
        let (attempt, id, password) = (attempt.clone(), id.clone(), password.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !attempt.sending {
                submit(context.clone(), attempt.clone(), &id, &password);
            }
        })
    };
    let show = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(!*shown))
    };
    html! {
        <main class="entry" id="main">
            <p class="entry-product">{ PRODUCT }</p>
            <Heading title="ログイン">{ "ログイン" }</Heading>
            { ended(props.ended.as_ref()) }
            { failed(&attempt) }
            <form {onsubmit} novalidate=true>
                <Field id="login-id" label="ログインID" autocomplete="username" max_length={64} node={id}
                    error={attempt.empty_id.then_some("ログインIDを入力してください。")} />
                <Field id="password" label="パスワード" kind={if *shown { "text" } else { "password" }}
                    autocomplete="current-password" max_length={256} node={password} support="貼り付けて入力できます。"
                    error={attempt.empty_password.then_some("パスワードを入力してください。")} />
                <button type="button" class="button button-line button-small" aria-pressed={shown.to_string()} onclick={show}>
                    { if *shown { "パスワードを隠す" } else { "パスワードを表示する" } }
                </button>
                <button type="submit" class="button button-wide" aria-disabled={attempt.sending.then_some("true")}>
                    { if attempt.sending { "確認しています…" } else { "ログイン" } }
                </button>
            </form>
            <p class="fine">{ format!("ログインIDやパスワードが分からないときは、{}に再発行を頼んでください。", responsible(None)) }</p>
        </main>
    }
}

fn submit(context: Option<AppContext>, attempt: UseStateHandle<Attempt>, id: &NodeRef, password: &NodeRef) {
    let credentials = SignIn {
        login_id: half_width(&typed(id)),
        password: typed(password),
    };
    let empty_id = credentials.login_id.is_empty();
    let empty_password = credentials.password.is_empty();
    if empty_id || empty_password {
        attempt.set(Attempt {
            empty_id,
            empty_password,
            ..Attempt::default()
        });
        browser::focus_id(if empty_id { "login-id" } else { "password" });
        return;
    }
    attempt.set(Attempt {
        sending: true,
        ..Attempt::default()
    });
    spawn_local(async move {
        match api::session::sign_in(&credentials).await {
            Ok(session) => {
                if let Some(context) = context {
                    context.dispatch(Action::Arrived {
                        session: session.into(),
                        device_ms: browser::now_ms(),
                    });
                }
            }
            Err(failure) => {
                attempt.set(Attempt {
                    failure: Some(failure),
                    ..Attempt::default()
                });
                browser::focus_id("password");
            }
        }
    });
}

fn ended(end: Option<&SessionEnd>) -> Html {
    let (class, text) = match end {
        None => return Html::default(),
        Some(SessionEnd::SignedOut) => ("notice-info", "ログアウトしました。".to_owned()),
        Some(SessionEnd::SignedOutHereOnly) => (
            "notice-warning",
            "この画面は終了しましたが、サーバーに届かなかったため、ログアウトを確認できませんでした。\
             ネットワークがつながったら、もう一度ログインしてログアウトしてください。"
                .to_owned(),
        ),
        Some(SessionEnd::Ended(Some(words))) if !words.is_empty() => ("notice-info", words.clone()),
        Some(SessionEnd::Ended(_)) => (
            "notice-info",
            "しばらく操作がなかったか、ほかの場所で終了したため、ログインが終わりました。続けるには、もう一度ログインしてください。"
                .to_owned(),
        ),
    };
    html! { <p class={classes!("notice", class)} role="status">{ text }</p> }
}

/// A wrong password is said in the server's words; all else as everywhere.
fn failed(attempt: &Attempt) -> Html {
    match &attempt.failure {
        None => Html::default(),
        Some(Failure::SessionOver(None)) => html! {
            <div class="notice notice-error" role="alert">
                <p class="notice-title">{ "ログインできませんでした" }</p>
                <p>{ "ログインIDまたはパスワードが違います。大文字と小文字、半角と全角を確かめてください。" }</p>
            </div>
        },
        Some(failure) => html! { <FailureView failure={failure.clone()} /> },
    }
}
