//! The pages that ask for no sign-in, and what stands around them. What has been typed and what is shown only once lies
//! here, in memory, so that going back and forth keeps it.

use super::text_sizes::TextSizes;
use crate::api::{self, Failure};
use crate::counter::Counter;
use crate::pages::apply::apply_page;
use crate::pages::apply::draft::Draft;
use crate::pages::apply_status::apply_status_page;
use crate::pages::device_check::DeviceCheckPage;
use crate::pages::enrol::enrol_page;
use crate::parts::go::Go;
use crate::parts::heading::{Heading, PRODUCT};
use crate::parts::trouble::trouble;
use crate::parts::waiting::waiting;
use crate::route::Route;
use crate::waiting::{Waiting, use_answer};
use contract::enrolment::EnrolmentInfo;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// See the module.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which of them.
    pub route: Route,
}

/// See the module.
#[component]
pub fn Porch(props: &Props) -> Html {
    match props.route {
        Route::DeviceCheck => frame(None, None, html! { <DeviceCheckPage /> }),
        route => html! { <Enrolment {route} /> },
    }
}

/// The pages of the listener that asks for no certificate.
#[component]
fn Enrolment(props: &Props) -> Html {
    let info = use_answer(String::new(), api::porch::information);
    let draft = use_state(Draft::default);
    let found = use_state(|| None);
    let certificate = use_state(|| None);
    let navigator = use_navigator();
    let route = Some(props.route);
    let info = match &info.answer {
        Waiting::Asked => return frame(None, route, waiting()),
        Waiting::Failed(failure) => return frame(None, route, closed(failure, &info.again)),
        Waiting::Ready(info) => Rc::clone(info),
    };
    let counter = Counter {
        info,
        draft,
        found,
        certificate,
        navigator,
    };
    let page = match props.route {
        Route::ApplyStatus => apply_status_page(&counter),
        Route::ApplyStep { step } => apply_page(Some(step), &counter),
        Route::Enrol => enrol_page(None, &counter),
        Route::EnrolOn { system } => enrol_page(Some(system), &counter),
        _ => apply_page(None, &counter),
    };
    frame(Some(&counter.info), route, page)
}

/// Without the insurer's words nothing can be done here.
fn closed(failure: &Failure, again: &Callback<()>) -> Html {
    html! {
        <>
            <Heading title="手続きの画面を開けません">{ "手続きの画面を開けません" }</Heading>
            { trouble(failure) }
            <p><button type="button" class="button" onclick={again.reform(|_: MouseEvent| ())}>{ "もう一度試す" }</button></p>
        </>
    }
}

/// Head, foot and, on the pages of the enrolment listener, the way between them.
fn frame(info: Option<&Rc<EnrolmentInfo>>, route: Option<Route>, contents: Html) -> Html {
    html! {
        <>
            <a class="skip" href="#main">{ "本文へ移動" }</a>
            <header class="site">
                <div class="site-top">
                    <p class="site-name">
                        <span class="site-mark" aria-hidden="true"></span>
                        if let Some(info) = info {
                            <span class="porch-insurer">{ &info.insurer_name }</span>{ " " }
                        }
                        { PRODUCT }
                    </p>
                    <TextSizes />
                </div>
                if let Some(route) = route {
                    { navigation(route) }
                }
            </header>
            <main id="main" tabindex="-1"><div class="page narrow">{ contents }</div></main>
            <footer class="site-foot">
                if let Some(info) = info {
                    <p>{ "お問い合わせ " }{ &info.contact }</p>
                }
                <p class="fine">{ "この画面では、要介護認定に関する個人の情報は扱いません。" }</p>
            </footer>
        </>
    }
}

fn navigation(route: Route) -> Html {
    let enrolling = matches!(route, Route::Enrol | Route::EnrolOn { .. });
    let following = route == Route::ApplyStatus;
    html! {
        <nav class="porch-nav" aria-label="手続き">
            <ul class="site-nav">
                <li><Go to={Route::Apply} current={!enrolling && !following}>{ "利用の申請" }</Go></li>
                <li><Go to={Route::ApplyStatus} current={following}>{ "申請の状況" }</Go></li>
                <li><Go to={Route::Enrol} current={enrolling}>{ "端末の登録" }</Go></li>
            </ul>
        </nav>
    }
}
