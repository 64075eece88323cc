//! Who of one's own organization is signed in, and ending somebody's session.

use crate::api::{Outcome, office};
use crate::pages::change::command::use_leaving;
use crate::pages::change::confirm::{Confirm, REMARK, why};
use crate::pages::office::accounts::not_in_list;
use crate::parts::date;
use crate::parts::form::question::Answers;
use crate::parts::layout::link::Link;
use crate::parts::layout::page::{about, lists, page};
use crate::parts::layout::table::table;
use crate::parts::notice::waiting::answered;
use crate::route::{Route, Whose};
use crate::waiting::use_answer;
use contract::office::organization::OpenSession;
use domain::id::SessionId;
use yew::prelude::*;

/// Who is signed in.
#[component]
pub fn SessionsPage() -> Html {
    let list = use_answer(String::new(), office::sessions);
    let row = |session: &OpenSession| {
        vec![
            html! { <>{ &session.account_name }<span class="kana">{ &session.login_id }</span></> },
            session.device_label.clone().into(),
            date::short_moment(session.since).into(),
            if session.locked {
                "画面ロック中"
            } else {
                "使用中"
            }
            .into(),
            if session.current {
                "この画面".into()
            } else {
                html! {
                    <Link to={Route::EndSession { id: session.id }} class="act">
                        { "終わらせる" }<span class="for-reader">{ format!("（{}）", session.account_name) }</span>
                    </Link>
                }
            },
        ]
    };
    let body = html! {
        <>
            { lists(Whose::Office, Route::Sessions) }
            { answered(&list, |list| {
                let heads = ["氏名", "端末", "ログインした時刻", "状態", "変更"];
                table("ログイン中の人", &heads, list.sessions.iter().map(row))
            }) }
        </>
    };
    page("ログイン中の人", &[], body)
}

#[derive(Clone, Copy, Properties, PartialEq)]
pub struct EndProps {
    pub id: SessionId,
}

/// Ending somebody's session.
#[component]
pub fn EndSessionPage(props: &EndProps) -> Html {
    let id = props.id;
    let list = use_answer(String::new(), office::sessions);
    let leave = use_leaving();
    let body = answered(&list, |list| {
        let Some(session) = list.sessions.iter().find(|session| session.id == id) else {
            return not_in_list();
        };
        let change = Callback::from(move |answers: Answers| office::end_session(id, why(&answers)));
        let done =
            Callback::from(move |_: Outcome| leave.emit((Route::Sessions, "ログインを終わらせました。".to_owned())));
        html! {
            <Confirm questions={REMARK} button="終わらせる" back={Route::Sessions} {change} {done}>
                { about([
                    ("氏名", session.account_name.clone().into()),
                    ("端末", session.device_label.clone().into()),
                    ("ログインした時刻", date::moment(session.since).into()),
                ]) }
                <p>{ "この人の画面はすぐに使えなくなります。もう一度ログインすることはできます。" }</p>
            </Confirm>
        }
    });
    page("ログインを終わらせる", &[(Route::Sessions, "ログイン中の人")], body)
}
