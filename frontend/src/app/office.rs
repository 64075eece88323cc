//! The module of administration: an organization's own permit, sessions and record, and people, devices and keys of an
//! organization or the insurer, and the insurer's texts.

use super::gate::Gate;
use super::people_and_devices;
use crate::pages::city::new_text::NewTextPage;
use crate::pages::city::texts::{TextPage, TextsPage};
use crate::pages::not_found::NotFoundPage;
use crate::pages::office::access_record::AccessRecordPage;
use crate::pages::office::bulk::BulkPage;
use crate::pages::office::organization::OfficePage;
use crate::pages::office::renewal::RenewalPage;
use crate::pages::office::sessions::{EndSessionPage, SessionsPage};
use crate::route::Route;
use yew::prelude::*;
use yew_router::prelude::*;

/// The application of this module.
#[component]
pub fn Office() -> Html {
    html! {
        <BrowserRouter>
            <Gate screen={Callback::from(|(route, _)| screen(route))} />
        </BrowserRouter>
    }
}

/// The screen of an address.
pub fn screen(route: Route) -> Html {
    match route {
        Route::Office => html! { <OfficePage /> },
        Route::Sessions => html! { <SessionsPage /> },
        Route::EndSession { id } => html! { <EndSessionPage {id} /> },
        Route::AccessRecord => html! { <AccessRecordPage /> },
        Route::Bulk => html! { <BulkPage /> },
        Route::Texts => html! { <TextsPage /> },
        Route::TextInForce { kind } => html! { <TextPage {kind} key={kind.code()} /> },
        Route::TextVersion { kind, number } => html! { <TextPage {kind} {number} key={format!("{kind} {number}")} /> },
        Route::NewText { kind } => html! { <NewTextPage {kind} key={kind.code()} /> },
        Route::Renewal => html! { <RenewalPage /> },
        route if route.whose().is_some() => people_and_devices::screen(route),
        _ => html! { <NotFoundPage /> },
    }
}
