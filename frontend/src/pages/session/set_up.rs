//! The first log-in with provisional credentials, and nothing else before it is done: the terms, one's name and login ID,
//! a password, a look at all of it, and the way to work. The rules are the server's own.

mod password;

use crate::api::{self, Outcome};

use crate::browser;
use crate::pages::change::command::{Command, use_command};
use crate::parts::form::input::half_width;
use crate::parts::form::question::{Answers, Question, one_line};
use crate::parts::form::question_form::QuestionForm;
use crate::parts::layout::heading::{Heading, PRODUCT};
use crate::parts::layout::table::facts;
use crate::route::Route;
use crate::session::{Action, AppContext, sign_out};
use contract::session::{FirstLogIn, Session};
use domain::account::{InvalidLoginId, LoginId, PROVISIONAL_PREFIX};
use password::PasswordForm;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::{Navigator, use_navigator};

#[derive(Properties, PartialEq)]
pub struct Props {
    /// The session of the first log-in.
    pub session: Rc<Session>,
}

/// The pages in their order.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    Terms,
    Name,
    Password,
    Check,
}

/// What is asked on the second page.
const WHO: &[Question] = &[
    Question {
        id: "name",
        label: "氏名",
        support: "一緒に働く人と市の担当者に表示されます。",
        autocomplete: "name",
        max_length: 60,
        ..Question::PLAIN
    },
    Question {
        id: "login-id",
        label: "これから使うログインID",
        support: "4文字以上64文字まで。英字、数字と . - _ @ + が使えます。最初の文字は英字か数字にします。\
                  大文字は小文字として扱います。ほかの人と同じものは使えません。",
        autocomplete: "username",
        max_length: 64,
        tidy: login_id,
        fault: login_id_fault,
        ..Question::PLAIN
    },
];

/// The login ID as it is meant.
fn login_id(text: &str) -> String {
    half_width(&one_line(text)).to_ascii_lowercase()
}

/// What is wrong with it.
pub fn login_id_fault(text: &str) -> Option<&'static str> {
    match text.parse::<LoginId>() {
        Ok(id) if id.as_str().starts_with(PROVISIONAL_PREFIX) => Some("「kari-」で始まるログインIDは使えません。"),
        Ok(_) => None,
        Err(InvalidLoginId::Length(_)) => Some("ログインIDは4文字以上64文字までにしてください。"),
        Err(InvalidLoginId::Character) => {
            Some("ログインIDに使えるのは、英字、数字と . - _ @ + です。最初の文字は英字か数字にしてください。")
        }
    }
}

/// How far it is, and what has been said so far. In memory only.
#[derive(Clone)]
struct Course {
    step: UseStateHandle<Step>,
    who: UseStateHandle<Answers>,
    password: UseStateHandle<String>,
}

impl Course {
    fn to(&self, next: Step) -> Callback<MouseEvent> {
        let step = self.step.clone();
        Callback::from(move |_| step.set(next))
    }

    fn name(&self) -> Html {
        let course = self.clone();
        let onanswer = Callback::from(move |given| {
            course.who.set(given);
            course.step.set(Step::Password);
            None
        });
        html! { <QuestionForm questions={WHO} known={(*self.who).clone()} {onanswer} /> }
    }

    fn choose(&self, session: &Session) -> Html {
        let course = self.clone();
        let chosen = Callback::from(move |text| {
            course.password.set(text);
            course.step.set(Step::Check);
        });
        html! { <PasswordForm known={known_to_others(session, &self.who)} {chosen} /> }
    }

    fn check(&self, session: &Session, command: &Command) -> Html {
        let first = FirstLogIn {
            name: self.who.get("name").to_owned(),
            login_id: self.who.get("login-id").to_owned(),
            password: (*self.password).clone(),
            terms_version: session
                .terms
                .as_ref()
                .map(|terms| terms.version.clone())
                .unwrap_or_default(),
        };
        let send = command.send.clone();
        let send = Callback::from(move |_: MouseEvent| send.emit(api::session::set_up(&first)));
        check(
            &self.who,
            send,
            command.busy,
            self.to(Step::Name),
            self.to(Step::Password),
        )
    }
}

/// The four pages of the first log-in, and the one at its end.
#[component]
pub fn SetUpPage(props: &Props) -> Html {
    let context = use_context::<AppContext>();
    let navigator = use_navigator();
    let session = &props.session;
    let course = Course {
        step: use_state_eq(|| Step::Terms),
        who: use_state(|| {
            let mut known = Answers::default();
            known.set("name", session.account_name.clone());
            known
        }),
        password: use_state(String::new),
    };
    let finished = use_state(|| None::<Rc<Session>>);
    let done = {
        let finished = finished.clone();
        Callback::from(move |outcome| {
            if let Outcome::Session(session) = outcome {
                finished.set(Some(Rc::new(session)));
            }
        })
    };
    let command = use_command(done);
    if let Some(session) = &*finished {
        return framed("初期設定が終わりました", finish(context, navigator, Rc::clone(session)));
    }
    let leave = Callback::from(move |_: MouseEvent| {
        if let (Some(context), Some(navigator)) = (context.clone(), navigator.clone()) {
            sign_out(context, navigator);
        }
    });
    let (title, body) = match *course.step {
        Step::Terms => ("初期設定 1／4　利用規約", terms_page(session, course.to(Step::Name))),
        Step::Name => ("初期設定 2／4　氏名とログインID", course.name()),
        Step::Password => ("初期設定 3／4　パスワード", course.choose(session)),
        Step::Check => ("初期設定 4／4　確認", course.check(session, &command)),
    };
    framed(
        title,
        html! {
            <>
                { command.notice }
                { body }
                <p><button type="button" class="button button-line" onclick={leave}>{ "中止してログアウト" }</button></p>
            </>
        },
    )
}

/// What others know of the one who chooses a password, which hence must not be made of it.
fn known_to_others(session: &Session, who: &Answers) -> Vec<AttrValue> {
    let words = [
        who.get("name"),
        who.get("login-id"),
        &session.account_name,
        &session.organization_name,
    ];
    words.iter().map(|word| AttrValue::from((*word).to_owned())).collect()
}

fn framed(title: &'static str, body: Html) -> Html {
    html! {
        <main class="entry" id="main">
            <p class="entry-product">{ PRODUCT }</p>
            <Heading {title}>{ title }</Heading>
            { body }
        </main>
    }
}

fn terms_page(session: &Session, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <>
            <p>{ format!("{}様、はじめてのログインです。仮のログインIDとパスワードは、この設定が終わると使えなくなります。", session.account_name) }</p>
            if let Some(terms) = &session.terms {
                <div class="terms" tabindex="0" role="region" aria-label="利用規約">
                    { for terms.text.lines().filter(|line| !line.is_empty()).map(|line| html! { <p>{ line.to_owned() }</p> }) }
                </div>
            }
            <button type="button" class="button button-wide" {onclick}>{ "利用規約に同意して次へ" }</button>
        </>
    }
}

fn check(
    who: &Answers,
    send: Callback<MouseEvent>,
    busy: bool,
    name: Callback<MouseEvent>,
    password: Callback<MouseEvent>,
) -> Html {
    let change = |onclick, what: &'static str| {
        html! {
            <button type="button" class="button button-line button-small" {onclick}>
                { "変更する" }<span class="for-reader">{ what }</span>
            </button>
        }
    };
    let text = |id| html! { <>{ who.get(id).to_owned() }{ " " }{ change(name.clone(), if id == "name" { "（氏名）" } else { "（ログインID）" }) }</> };
    html! {
        <>
            { facts([
                ("氏名", text("name")),
                ("ログインID", text("login-id")),
                ("パスワード", html! { <>{ "入力したもの（表示しません）" }{ " " }{ change(password, "（パスワード）") }</> }),
                ("利用規約", "同意しました".into()),
            ]) }
            <button type="button" class="button button-wide" onclick={send} aria-disabled={busy.then_some("true")}>
                { if busy { "送信しています…" } else { "この内容で設定する" } }
            </button>
        </>
    }
}

fn finish(context: Option<AppContext>, navigator: Option<Navigator>, session: Rc<Session>) -> Html {
    let go = {
        let session = Rc::clone(&session);
        Callback::from(move |_: MouseEvent| {
            if let (Some(context), Some(navigator)) = (&context, &navigator) {
                // Whatever address has led here, work begins at its beginning.
                navigator.replace(&Route::home(session.city));
                context.dispatch(Action::Arrived {
                    session: Box::new((*session).clone()),
                    device_ms: browser::now_ms(),
                });
            }
        })
    };
    html! {
        <>
            <div class="notice notice-info" role="status">
                <p>{ format!("{}様の設定が終わりました。次からは、決めたログインIDとパスワードでログインします。", session.account_name) }</p>
            </div>
            <button type="button" class="button button-wide" onclick={go}>{ "今日の仕事へ" }</button>
        </>
    }
}
