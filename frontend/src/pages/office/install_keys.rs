//! Install keys, with which a device gets its certificate: the open ones, a new one, revoking one.

use crate::api::{Outcome, office};
use crate::pages::change::command::use_leaving;
use crate::pages::change::confirm::Confirm;
use crate::pages::office::accounts::not_in_list;
use crate::parts::credential::shown_once::{install_key, shown_once_notice};
use crate::parts::date;
use crate::parts::form::question::{Answers, Question};
use crate::parts::layout::link::Link;
use crate::parts::layout::page::{about, buttons, lists, or_nothing, page};
use crate::parts::layout::table::table;
use crate::parts::notice::waiting::answered;
use crate::route::{Route, Whose};
use crate::waiting::use_answer;
use contract::enrolment::redemption::{InstallKeyEntry, InstallKeyList, NewInstallKey};
use domain::id::InstallKeyId;
use std::rc::Rc;
use yew::prelude::*;

const TITLE: &str = "インストールキー";

/// The list.
#[component]
pub fn InstallKeysPage(props: &crate::pages::office::accounts::Props) -> Html {
    let whose = props.whose;
    let list = use_answer(whose.to_string(), move || office::install_keys(whose));
    let body = html! {
        <>
            { lists(whose, Route::InstallKeys { whose }) }
            <p>{ "端末を1台登録するごとに、キーが1つ要ります。発行から14日間、1回だけ使えます。" }</p>
            { buttons([(Route::NewInstallKey { whose }, "新しいインストールキーを作る")]) }
            { answered(&list, |list| install_keys(whose, list)) }
        </>
    };
    page(TITLE, &[], body)
}

/// The keys as a table, with how many devices there may be.
pub fn install_keys(whose: Whose, list: &InstallKeyList) -> Html {
    let used = match list.device_quota {
        Some(quota) => format!("使っている台数：{}台／上限{quota}台（未使用のキーを含む）", list.used),
        None => format!("使っている台数：{}台（未使用のキーを含む）", list.used),
    };
    let row = |key: &InstallKeyEntry| {
        let open = key.status.code == "open";
        vec![
            key.label.clone().into(),
            html! { <span class="number">{ format!("{}-…", key.key_id) }</span> },
            html! { <span class={classes!("tag", if open { "tag-blue" } else { "tag-gray" })}>{ &key.status.label }</span> },
            date::short_moment(key.issued_at).into(),
            date::short(key.expires_on),
            if open || key.status.code == "locked" {
                html! {
                    <Link to={Route::RevokeInstallKey { whose, id: key.id }} class="act">
                        { "失効させる" }<span class="for-reader">{ format!("（{}）", key.label) }</span>
                    </Link>
                }
            } else {
                "―".into()
            },
        ]
    };
    html! {
        <>
            <p class="result">{ used }</p>
            { or_nothing(list.install_keys.is_empty(), "インストールキーはありません。", || {
                let heads = ["端末の名前", "キーの初め", "状態", "発行", "使える最後の日", "変更"];
                table(TITLE, &heads, list.install_keys.iter().map(row))
            }) }
        </>
    }
}

const LABEL: &[Question] = &[Question {
    id: "label",
    label: "どの端末に使うか",
    support: "例：相談室のタブレット。40文字まで。登録するときに別の名前にもできます。",
    max_length: 40,
    ..Question::PLAIN
}];

/// A new key.
#[component]
pub fn NewInstallKeyPage(props: &crate::pages::office::accounts::Props) -> Html {
    let whose = props.whose;
    let label = use_mut_ref(String::new);
    let made = use_state(|| None::<Rc<NewInstallKey>>);
    let list = Route::InstallKeys { whose };
    if let Some(made) = &*made {
        let body = html! {
            <>
                { shown_once_notice() }
                { install_key(&label.borrow(), made) }
                { buttons([(list, "インストールキーの一覧へ")]) }
            </>
        };
        return page("インストールキーを作りました", &[(list, TITLE)], body);
    }
    let change = Callback::from(move |answers: Answers| {
        *label.borrow_mut() = answers.get("label").to_owned();
        office::new_install_key(whose, answers.get("label").to_owned())
    });
    let done = Callback::from(move |outcome| {
        if let Outcome::InstallKey(key) = outcome {
            made.set(Some(Rc::new(key)));
        }
    });
    let body = html! {
        <Confirm questions={LABEL} button="作る" back={list} {change} {done}>
            <p>{ "キーは次の画面に1回だけ表示します。" }</p>
        </Confirm>
    };
    page("新しいインストールキーを作る", &[(list, TITLE)], body)
}

#[derive(Clone, Copy, Properties, PartialEq)]
pub struct Props {
    pub whose: Whose,
    pub id: InstallKeyId,
}

/// Revoking a key.
#[component]
pub fn RevokeInstallKeyPage(props: &Props) -> Html {
    let Props { whose, id } = *props;
    let list = use_answer(whose.to_string(), move || office::install_keys(whose));
    let back = Route::InstallKeys { whose };
    let leave = use_leaving();
    let body = answered(&list, |list| {
        let Some(key) = list.install_keys.iter().find(|key| key.id == id) else {
            return not_in_list();
        };
        let change = Callback::from(move |_: Answers| office::revoke_install_key(whose, id));
        let done = Callback::from(move |_: Outcome| leave.emit((back, "キーを失効させました。".to_owned())));
        html! {
            <Confirm button="失効させる" {back} {change} {done}>
                { about([
                    ("端末の名前", key.label.clone().into()),
                    ("キーの初め", key.key_id.clone().into()),
                    ("発行", date::moment(key.issued_at).into()),
                ]) }
                <p>{ "このキーでは端末を登録できなくなります。元に戻すことはできません。" }</p>
            </Confirm>
        }
    });
    page("インストールキーを失効させる", &[(back, TITLE)], body)
}
