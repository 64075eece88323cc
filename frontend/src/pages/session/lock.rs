//! The locked screen: nothing but who locked it. The same user goes on with the password; another one signs in anew.

use crate::api::{self, Failure};

use crate::browser;
use crate::parts::form::field::Field;
use crate::parts::form::input::typed;
use crate::parts::layout::heading::{Heading, PRODUCT};
use crate::parts::notice::failure::FailureView;
use crate::session::{Action, AppContext, SessionEnd, end_if_over, sign_out};
use contract::session::{Session, Unlock};
use gloo_timers::future::TimeoutFuture;
use std::cell::Cell;
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Milliseconds until the server is asked again to lock, if it could not be reached.
const RETRY_MS: u32 = 5_000;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// The locked session.
    pub session: Rc<Session>,
}

/// The last attempt to unlock.
#[derive(Clone, Debug, Default, PartialEq)]
struct Attempt {
    sending: bool,
    empty: bool,
    failure: Option<Failure>,
}

/// The locked screen.
#[component]
pub fn LockPage(props: &Props) -> Html {
    let context = use_context::<AppContext>();
    let navigator = use_navigator();
    let attempt = use_state(Attempt::default);
    let password = use_node_ref();
    use_telling_the_server(props.session.locked, context.clone());
    let onsubmit = {
        let (context, attempt, password) = (context.clone(), attempt.clone(), password.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !attempt.sending {
                submit(context.clone(), attempt.clone(), &password);
            }
        })
    };
    let another = Callback::from(move |_: MouseEvent| {
        if let (Some(context), Some(navigator)) = (context.clone(), navigator.clone()) {
            sign_out(context, navigator);
        }
    });
    html! {
        <main class="entry" id="main">
            <p class="entry-product">{ PRODUCT }</p>
            <Heading title="画面のロック中">{ "画面をロックしています" }</Heading>
            <p>{ "表示していた内容は、この画面から消してあります。" }</p>
            { failed(&attempt) }
            <form {onsubmit} novalidate=true>
                <dl class="facts">
                    <div><dt>{ "ログイン中の人" }</dt><dd>{ &props.session.account_name }</dd></div>
                    <div><dt>{ "事業所" }</dt><dd>{ &props.session.organization_name }</dd></div>
                </dl>
                <Field id="password" label="パスワード" kind="password" autocomplete="current-password" max_length={256}
                    node={password} error={attempt.empty.then_some("パスワードを入力してください。")} />
                <button type="submit" class="button button-wide" aria-disabled={attempt.sending.then_some("true")}>
                    { if attempt.sending { "確認しています…" } else { "ロックを解除" } }
                </button>
            </form>
            <button type="button" class="button button-line button-wide" onclick={another}>{ "別の人が使う（ログアウト）" }</button>
        </main>
    }
}

fn submit(context: Option<AppContext>, attempt: UseStateHandle<Attempt>, password: &NodeRef) {
    let unlock = Unlock {
        password: typed(password),
    };
    if unlock.password.is_empty() {
        attempt.set(Attempt {
            empty: true,
            ..Attempt::default()
        });
        browser::focus_id("password");
        return;
    }
    attempt.set(Attempt {
        sending: true,
        ..Attempt::default()
    });
    spawn_local(async move {
        match (api::session::unlock(&unlock).await, context) {
            (Ok(session), Some(context)) => {
                context.dispatch(Action::Arrived {
                    session: session.into(),
                    device_ms: browser::now_ms(),
                });
            }
            (Ok(_), None) => {}
            (Err(failure), context) => {
                attempt.set(Attempt {
                    failure: Some(failure),
                    ..Attempt::default()
                });
                browser::focus_id("password");
                end_if_over(context);
            }
        }
    });
}

/// The server has to lock the session too, or a reload would open it: asked until it has answered.
#[hook]
fn use_telling_the_server(knows: bool, context: Option<AppContext>) {
    use_effect_with(knows, move |&knows| {
        let wanted = Rc::new(Cell::new(!knows));
        let still_wanted = Rc::clone(&wanted);
        spawn_local(async move {
            while still_wanted.get() {
                match api::session::lock().await {
                    Ok(()) | Err(Failure::Locked) => return,
                    Err(Failure::SessionOver(problem)) => {
                        if let (true, Some(context)) = (still_wanted.get(), context) {
                            context.dispatch(Action::Ended(SessionEnd::Ended(problem.map(|problem| problem.detail))));
                        }
                        return;
                    }
                    Err(_) => TimeoutFuture::new(RETRY_MS).await,
                }
            }
        });
        move || wanted.set(false)
    });
}

fn failed(attempt: &Attempt) -> Html {
    match &attempt.failure {
        None => Html::default(),
        Some(Failure::SessionOver(None)) => html! {
            <div class="notice notice-error" role="alert"><p class="notice-title">{ "パスワードが違います" }</p></div>
        },
        Some(failure) => html! { <FailureView failure={failure.clone()} /> },
    }
}
