//! One's own organization: its permit, who of it is signed in, what it did.

use super::accounts::gone;
use super::confirm::{Confirm, REMARK, why};
use crate::api::{Outcome, office};
use crate::command::use_leaving;
use crate::parts::date;
use crate::parts::go::Go;
use crate::parts::more::more;
use crate::parts::page::{about, lists, or_nothing, page};
use crate::parts::question::Answers;
use crate::parts::table::{facts, or_dash, table};
use crate::parts::waiting::answered;
use crate::route::{Route, Whose};
use crate::waiting::use_answer;
use contract::office::organization::{AccessEntry, AccessRecord, AccessedPerson, OpenSession, Organization};
use domain::id::SessionId;
use yew::prelude::*;

/// The permit, and the ways to everything else.
#[component]
pub fn OfficePage() -> Html {
    let organization = use_answer(String::new(), office::organization);
    let body = html! {
        <>
            { lists(Whose::Office, Route::Office) }
            { answered(&organization, |organization| html! { <section class="panel" aria-label="概要">{ permit(organization) }</section> }) }
        </>
    };
    page("事業所の管理", &[], body)
}

/// Whether an organization may use the system, so that a stop is seen.
pub fn standing(organization: &Organization) -> Html {
    let class = if organization.status.code == "permitted" {
        "tag-blue"
    } else {
        "tag-red"
    };
    html! { <span class={classes!("tag", class)}>{ &organization.status.label }</span> }
}

/// The facts about an organization.
pub fn permit(organization: &Organization) -> Html {
    let devices = format!(
        "{}台（未使用のインストールキー {}）／上限{}台",
        organization.active_devices, organization.open_install_keys, organization.device_quota
    );
    facts([
        ("名称", organization.name.clone().into()),
        ("事業所番号", organization.office_number.clone().into()),
        ("サービスの種類", organization.service_code.label.clone().into()),
        ("状態", standing(organization)),
        (
            "利用許可の期間",
            date::long_period(organization.permitted_from, organization.permitted_until),
        ),
        ("端末", devices.into()),
    ])
}

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
                    <Go to={Route::EndSession { id: session.id }} class="act">
                        { "終わらせる" }<span class="for-reader">{ format!("（{}）", session.account_name) }</span>
                    </Go>
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

/// See the module.
#[derive(Clone, Copy, Properties, PartialEq)]
pub struct EndProps {
    /// Which.
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
            return gone();
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

/// What the organization did, a page at a time.
#[component]
pub fn AccessRecordPage() -> Html {
    let cursors = use_state(Vec::<String>::new);
    let cursor = cursors.last().cloned();
    let record = use_answer(cursor.clone().unwrap_or_default(), move || {
        office::access_record(cursor)
    });
    let older = {
        let cursors = cursors.clone();
        Callback::from(move |cursor: String| cursors.set(cursors.iter().cloned().chain([cursor]).collect()))
    };
    let newer = (!cursors.is_empty()).then(|| {
        let cursors = cursors.clone();
        Callback::from(move |_: MouseEvent| {
            let kept = cursors.len().saturating_sub(1);
            cursors.set(cursors.iter().take(kept).cloned().collect());
        })
    });
    let body = html! {
        <>
            { lists(Whose::Office, Route::AccessRecord) }
            <p>{ "この事業所の職員と端末が行ったことと、市がこの事業所に対して行ったことの記録です。新しい順に表示します。" }</p>
            { answered(&record, |record| html! {
                <>
                    <p class="result" role="status">{ format!("{}ページ目", cursors.len() + 1) }</p>
                    { entries(record) }
                    { turning(newer, record.next_cursor.clone(), older) }
                </>
            }) }
        </>
    };
    page("利用の記録", &[], body)
}

fn turning(newer: Option<Callback<MouseEvent>>, next: Option<String>, older: Callback<String>) -> Html {
    html! {
        <p class="buttons">
            if let Some(onclick) = newer {
                <button type="button" class="button button-line" {onclick}>{ "新しいほうへ" }</button>
            }
            if let Some(cursor) = next {
                <button type="button" class="button button-line" onclick={Callback::from(move |_: MouseEvent| older.emit(cursor.clone()))}>
                    { "古いほうへ" }
                </button>
            }
        </p>
    }
}

/// A page of the record.
pub fn entries(record: &AccessRecord) -> Html {
    let row = |entry: &AccessEntry| {
        vec![
            date::short_moment(entry.at).into(),
            or_dash(entry.insurer.clone().or_else(|| entry.account_name.clone())),
            or_dash(entry.device_label.clone()),
            html! {
                <>
                    { &entry.operation.label }
                    if let Some(reason) = &entry.reason { <span class="kana">{ format!("理由：{reason}") }</span> }
                </>
            },
            match &entry.about {
                Some(about) if entry.people.is_empty() => about.clone().into(),
                _ => people(&entry.people),
            },
            entry.outcome.label.clone().into(),
        ]
    };
    or_nothing(record.entries.is_empty(), "記録はありません。", || {
        let heads = ["日時", "使った人", "端末", "操作", "対象", "結果"];
        table("利用の記録", &heads, record.entries.iter().map(row))
    })
}

/// Whom an act concerned: the way to their pages, where their names are for whoever may see them.
fn people(people: &[AccessedPerson]) -> Html {
    let page = |person: &AccessedPerson, words: String| html! { <Go to={Route::Client { id: person.person_id }}>{ words }</Go> };
    match people {
        [] => "―".into(),
        [one] => page(one, "利用者のページ".to_owned()),
        all => {
            let one = |(place, person): (usize, &AccessedPerson)| {
                let whole = person.outcome.code == "granted";
                html! {
                    <li>
                        { page(person, format!("{}人目のページ", place + 1)) }
                        if !whole { <span class="kana">{ &person.outcome.label }</span> }
                    </li>
                }
            };
            more(
                format!("利用者 {}人", all.len()),
                html! { <ol class="looked-at">{ for all.iter().enumerate().map(one) }</ol> },
            )
        }
    }
}
