//! The devices of an organization or of the insurer, and changing one of them.

use crate::api::{Outcome, office};
use crate::pages::change::command::use_leaving;
use crate::pages::change::confirm::{Confirm, REASON, REASON_FOR_ORGANIZATION, REMARK, why};
use crate::pages::office::accounts::{not_in_list, parent_page};
use crate::parts::date;
use crate::parts::form::question::{Answers, Question};
use crate::parts::layout::link::Link;
use crate::parts::layout::page::{about, buttons, lists, or_nothing, page};
use crate::parts::layout::table::{or_dash, table};
use crate::parts::notice::waiting::answered;
use crate::route::{DeviceAct, Route, Whose};
use crate::waiting::use_answer;
use contract::office::device::{Device, DeviceWarning};
use domain::id::DeviceId;
use yew::prelude::*;

/// The list.
#[component]
pub fn DevicesPage(props: &crate::pages::office::accounts::Props) -> Html {
    let whose = props.whose;
    let list = use_answer(whose.to_string(), move || office::devices(whose));
    let body = html! {
        <>
            { lists(whose, Route::Devices { whose }) }
            { buttons([(Route::NewInstallKey { whose }, "端末を追加する（インストールキーを作る）")]) }
            { answered(&list, |list| devices(whose, &list.devices)) }
        </>
    };
    page("端末", &[], body)
}

/// The devices as a table.
pub fn devices(whose: Whose, devices: &[Device]) -> Html {
    or_nothing(
        devices.is_empty(),
        "登録されている端末はありません。",
        || {
            let heads = ["端末の名前", "状態", "最後の使用", "電子証明書の期限", "変更"];
            table("端末", &heads, devices.iter().map(|device| row(whose, device)))
        },
    )
}

fn row(whose: Whose, device: &Device) -> Vec<Html> {
    let active = device.status.code == "active";
    let to = |act| Route::ChangeDevice {
        whose,
        id: device.id,
        act,
    };
    vec![
        html! { <>{ &device.label }if device.current { <span class="tag tag-blue">{ "この端末" }</span> }</> },
        html! { <span class={classes!("tag", if active { "tag-blue" } else { "tag-gray" })}>{ &device.status.label }</span> },
        html! {
            <>
                { or_dash(device.last_used_at.map(date::short_moment)) }
                if active && device.unused90 { <span class="tag tag-red">{ "90日以上使われていません" }</span> }
            </>
        },
        html! {
            <>
                { date::short(device.certificate_last_day) }{ " " }
                if active && device.warning != DeviceWarning::None { { date::left(device.days_left) } }
            </>
        },
        if device.status.code == "revoked" {
            "―".into()
        } else {
            html! {
                <>
                    if whose == Whose::Office {
                        <Link to={to(DeviceAct::Label)} class="act">{ "名前" }{ of(device) }</Link>
                    }
                    <Link to={to(DeviceAct::Revocation)} class="act">{ "失効" }{ of(device) }</Link>
                </>
            }
        },
    ]
}

/// Says to the screen reader which device a link of a row is about.
fn of(device: &Device) -> Html {
    html! { <span class="for-reader">{ format!("（{}）", device.label) }</span> }
}

const LABEL: &[Question] = &[Question {
    id: "label",
    label: "端末の名前",
    support: "例：事務所のパソコン1。40文字まで。",
    max_length: 40,
    ..Question::PLAIN
}];

#[derive(Clone, Copy, Properties, PartialEq)]
pub struct Props {
    pub whose: Whose,
    pub id: DeviceId,
    pub act: DeviceAct,
}

/// Changing a device.
#[component]
pub fn DeviceChangePage(props: &Props) -> Html {
    let Props { whose, id, act } = *props;
    let list = use_answer(whose.to_string(), move || office::devices(whose));
    let (back, words) = match parent_page(whose) {
        (route @ Route::Organization { .. }, words) => (route, words),
        _ => (Route::Devices { whose }, "端末"),
    };
    let leave = use_leaving();
    let body = answered(&list, |list| match list.devices.iter().find(|device| device.id == id) {
        None => not_in_list(),
        Some(device) => {
            let done = if act == DeviceAct::Label {
                "名前を変更しました。"
            } else {
                "失効させました。"
            };
            let done = Callback::from(move |_: Outcome| leave.emit((back, done.to_owned())));
            question(*props, back, device, done)
        }
    });
    let title = match act {
        DeviceAct::Label => "端末の名前を変更する",
        DeviceAct::Revocation => "端末を失効させる",
    };
    page(title, &[(back, words)], body)
}

fn question(props: Props, back: Route, device: &Device, done: Callback<Outcome>) -> Html {
    let Props { whose, id, act } = props;
    let mut known = Answers::default();
    known.set("label", device.label.clone());
    let (questions, explained) = match (act, whose) {
        (DeviceAct::Label, _) => (LABEL, "電子証明書は変わりません。"),
        (_, Whose::Office) => (REMARK, REVOKED),
        (_, Whose::City) => (REASON, REVOKED),
        (_, Whose::Of(_)) => (REASON_FOR_ORGANIZATION, REVOKED),
    };
    let etag = device.etag.clone();
    let change = Callback::from(move |answers: Answers| match act {
        DeviceAct::Label => office::relabel(id, answers.get("label").to_owned(), &etag),
        DeviceAct::Revocation => office::revoke_device(whose, id, why(&answers)),
    });
    html! {
        <Confirm {questions} {known} button={act.name_ja()} {back} {change} {done}>
            { about([
                ("端末の名前", device.label.clone().into()),
                ("状態", device.status.label.clone().into()),
                ("最後の使用", or_dash(device.last_used_at.map(date::moment))),
                ("電子証明書の期限", date::long(device.certificate_last_day)),
            ]) }
            <p>{ explained }</p>
            if device.current && act == DeviceAct::Revocation {
                <p class="notice notice-warning">{ "今お使いの端末です。失効させると、この画面もすぐに使えなくなります。" }</p>
            }
        </Confirm>
    }
}

const REVOKED: &str = "この端末ではすぐに使えなくなり、ログイン中の画面も終わります。元に戻すことはできません。\
                       また使うときは、新しいインストールキーで登録し直します。";
