//! Getting a certificate for this device: the words for its kind, the install key, then password and file.

use crate::api;
use crate::browser;
use crate::pages::public::public_state::PublicState;
use crate::parts::credential::enrolled::{enrolled, proof};
use crate::parts::credential::how_to_install::how_to_install;
use crate::parts::form::question::{Answers, Question};
use crate::parts::form::question_form::{QuestionForm, Sending};
use crate::parts::layout::heading::Heading;
use crate::parts::layout::link::Link;
use crate::parts::layout::markup::{fixed, section, words};
use crate::parts::layout::more::more;
use crate::route::{DeviceKind, Route};
use contract::enrolment::redemption::{EnrolDevice, EnrolledDevice};
use domain::enrolment::install_key::{InstallKey, Mistyped};
use domain::person::fold_number;
use std::rc::Rc;
use yew::prelude::*;

const DEVICE: &[Question] = &[
    Question {
        id: "installKey",
        label: "インストールキー",
        support: "「電子証明書インストールキー通知書」にあるとおりに入力してください。大文字と小文字、全角と半角、ハイフンや空白の有無は問いません。",
        max_length: 120,
        tidy: fold_number,
        fault: |key| key.parse::<InstallKey>().err().map(mistyped),
        ..Question::PLAIN
    },
    Question {
        id: "label",
        label: "この端末の名前",
        support: "事業所のほかの端末と区別できる名前です。40文字まで。例　事務所のパソコン1",
        max_length: 40,
        ..Question::PLAIN
    },
];

/// None of these reaches the server, so none of them counts.
fn mistyped(fault: Mistyped) -> &'static str {
    match fault {
        Mistyped::Length { .. } => {
            "インストールキーの文字の数が違います。通知書にある9つの組をすべて入力してください。"
        }
        Mistyped::Character => {
            "インストールキーに使わない文字があります。数字の0と1、英字のOとIは使いません。通知書と見比べてください。"
        }
        Mistyped::Check => {
            "インストールキーに打ち間違いがあります。通知書と見比べて入力し直してください。打ち間違いは、失敗の回数には数えません。"
        }
    }
}

/// The form for the install key, or the certificate that was made with it. The kind of device is guessed unless one was chosen.
pub fn enrol_page(kind: Option<DeviceKind>, state: &PublicState) -> Html {
    let kind = kind.unwrap_or_else(|| {
        let (user_agent, touch_points) = browser::kind();
        DeviceKind::guess(&user_agent, touch_points)
    });
    match &*state.certificate {
        Some(device) => made(device, kind, state),
        None => before(kind, state),
    }
}

fn before(kind: DeviceKind, state: &PublicState) -> Html {
    let read_ahead = format!("{} に入れる手順を先に読む", kind.name());
    let key =
        html! { <QuestionForm key="key" questions={DEVICE} button="電子証明書を受け取る" onanswer={enrol(state)} /> };
    html! {
        <>
            <Heading title="端末の登録">{ "端末の登録" }</Heading>
            { words("lead", "この画面は、登録する端末で開いてください。電子証明書を入れた端末だけが、システムを利用できます。") }
            { kinds(kind) }
            { fixed(include_str!("enrol/steps.html")) }
            { more(read_ahead, how_to_install(kind)) }
            { section("key-h", "インストールキーの入力", key) }
            { proof(&state.info.main_origin) }
        </>
    }
}

fn enrol(state: &PublicState) -> Callback<Answers, Sending> {
    let state = state.clone();
    Callback::from(move |answers: Answers| {
        let state = state.clone();
        Some(Box::pin(async move {
            let asked = EnrolDevice {
                install_key: answers.get("installKey").to_owned(),
                label: answers.get("label").to_owned(),
                certificate_request: None,
            };
            let device = api::public::enrol(&asked).await?;
            state.certificate.set(Some(Rc::new(device)));
            Ok(())
        }) as _)
    })
}

fn made(device: &EnrolledDevice, kind: DeviceKind, state: &PublicState) -> Html {
    let clear = {
        let certificate = state.certificate.clone();
        Callback::from(move |_: MouseEvent| certificate.set(None))
    };
    html! {
        <>
            <Heading title="電子証明書ができました">{ "電子証明書ができました" }</Heading>
            { enrolled(device, api::public::file_address(), kind, &state.info.main_origin, kinds(kind)) }
            <p><button type="button" class="button button-line" onclick={clear}>{ "入れ終わったので、この画面を片付ける" }</button></p>
        </>
    }
}

/// The kinds of devices, as links: the guess may be wrong, and the words for another device may be wanted.
fn kinds(chosen: DeviceKind) -> Html {
    html! {
        <nav aria-label="端末の種類">
            <ul class="filters">
                { for DeviceKind::ALL.into_iter().map(|kind| html! {
                    <li><Link to={Route::EnrolOn { kind }} current={kind == chosen}>{ kind.name() }</Link></li>
                }) }
            </ul>
        </nav>
    }
}
