//! The module of the enrolment listener: its pages ask for no certificate and no sign-in. What has been typed and what is
//! shown only once lies here, in memory, so that going back and forth keeps it.

use super::frame::frame;
use crate::api::{self, Failure};
use crate::pages::public::apply::apply_page;
use crate::pages::public::apply::draft::Draft;
use crate::pages::public::apply_status::apply_status_page;
use crate::pages::public::enrol::enrol_page;
use crate::pages::public::public_state::PublicState;
use crate::parts::layout::heading::Heading;
use crate::parts::layout::link::Link;
use crate::parts::notice::failure_notice::failure_notice;
use crate::parts::notice::waiting::waiting;
use crate::route::Route;
use crate::waiting::{Waiting, use_answer};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::*;

/// The application of this module.
#[component]
pub fn Public() -> Html {
    html! { <BrowserRouter><Enrolment /></BrowserRouter> }
}

#[component]
fn Enrolment() -> Html {
    let route = use_route::<Route>().unwrap_or(Route::Apply);
    let info = use_answer(String::new(), api::public::information);
    let draft = use_state(Draft::default);
    let found = use_state(|| None);
    let certificate = use_state(|| None);
    let navigator = use_navigator();
    let ways = navigation(route);
    let info = match &info.answer {
        Waiting::Asked => return frame(None, ways, waiting()),
        Waiting::Failed(failure) => return frame(None, ways, closed(failure, &info.again)),
        Waiting::Ready(info) => Rc::clone(info),
    };
    let state = PublicState {
        info,
        draft,
        found,
        certificate,
        navigator,
    };
    let page = match route {
        Route::ApplyStatus => apply_status_page(&state),
        Route::ApplyStep { step } => apply_page(Some(step), &state),
        Route::Enrol => enrol_page(None, &state),
        Route::EnrolOn { kind } => enrol_page(Some(kind), &state),
        _ => apply_page(None, &state),
    };
    frame(Some(&state.info), ways, page)
}

/// Without the insurer's words nothing can be done here.
fn closed(failure: &Failure, again: &Callback<()>) -> Html {
    html! {
        <>
            <Heading title="手続きの画面を開けません">{ "手続きの画面を開けません" }</Heading>
            { failure_notice(failure) }
            <p><button type="button" class="button" onclick={again.reform(|_: MouseEvent| ())}>{ "もう一度試す" }</button></p>
        </>
    }
}

fn navigation(route: Route) -> Html {
    let enrolling = matches!(route, Route::Enrol | Route::EnrolOn { .. });
    let following = route == Route::ApplyStatus;
    html! {
        <nav class="public-nav" aria-label="手続き">
            <ul class="site-nav">
                <li><Link to={Route::Apply} current={!enrolling && !following}>{ "利用の申請" }</Link></li>
                <li><Link to={Route::ApplyStatus} current={following}>{ "申請の状況" }</Link></li>
                <li><Link to={Route::Enrol} current={enrolling}>{ "端末の登録" }</Link></li>
            </ul>
        </nav>
    }
}
