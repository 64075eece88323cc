//! A new certificate for this device, from 60 days before the old one ends.

use crate::api::{self, Outcome};
use crate::browser;
use crate::pages::change::confirm::Confirm;
use crate::parts::credential::enrolled::enrolled;
use crate::parts::date;
use crate::parts::form::question::Answers;
use crate::parts::layout::page::{about, page};
use crate::route::{DeviceKind, Route};
use crate::session::AppContext;
use contract::enrolment::redemption::EnrolledDevice;
use domain::calendar::day::Day;
use std::rc::Rc;
use yew::prelude::*;

/// From so many days before the end on.
pub const RENEWABLE_DAYS: i64 = 60;

/// How many days the certificate of the device has left, for the notice around every page and for this page.
pub fn days_left(context: &AppContext) -> Option<i64> {
    let last = Day::parse_iso(&context.session()?.certificate_last_day).ok()?;
    Some(context.today(browser::now_ms())?.days_until(last))
}

/// The question before the renewal, then the new certificate.
#[component]
pub fn RenewalPage() -> Html {
    let context = use_context::<AppContext>();
    let made = use_state(|| None::<Rc<EnrolledDevice>>);
    let kind = use_state_eq(|| {
        let (agent, touches) = browser::kind();
        DeviceKind::guess(&agent, touches)
    });
    if let Some(device) = &*made {
        let choose = html! {
            <p class="buttons">
                { for DeviceKind::ALL.into_iter().map(|each| {
                    let kind = kind.clone();
                    let pressed = (*kind == each).to_string();
                    html! {
                        <button type="button" class="button button-line button-small" aria-pressed={pressed}
                            onclick={Callback::from(move |_: MouseEvent| kind.set(each))}>{ each.name() }</button>
                    }
                }) }
            </p>
        };
        let body = html! {
            <>
                <p>{ "新しい証明書を端末に入れ終わるまで、今の証明書も使えます。" }</p>
                { enrolled(device, api::work::RENEWED_FILE.to_owned(), *kind, "", choose) }
            </>
        };
        return page("新しい電子証明書", &[], body);
    }
    let (Some(session), Some(left)) = (
        context.as_ref().and_then(|context| context.session()),
        context.as_ref().and_then(days_left),
    ) else {
        return Html::default();
    };
    let facts = about([
        ("この端末", session.device_label.clone().into()),
        (
            "電子証明書の期限",
            html! {
                <>{ Day::parse_iso(&session.certificate_last_day).map(date::long).unwrap_or_default() }{ " " }{ date::left(left) }</>
            },
        ),
    ]);
    let body = if left > RENEWABLE_DAYS {
        html! { <>{ facts }<p class="notice notice-info">{ "更新は、期限の60日前からできます。" }</p></> }
    } else {
        let change = Callback::from(|_: Answers| api::work::renew_device());
        let done = Callback::from(move |outcome| {
            if let Outcome::Enrolled(device) = outcome {
                made.set(Some(Rc::new(device)));
            }
        });
        html! {
            <Confirm button="新しい電子証明書を作る" back={Route::Work} {change} {done}>
                { facts }
                <p>{ "この端末の新しい電子証明書を作ります。作ったあと、ファイルを保存して端末に入れます。" }</p>
            </Confirm>
        }
    };
    page("電子証明書の更新", &[], body)
}
