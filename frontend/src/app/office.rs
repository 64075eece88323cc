//! The module of an organization's own administration: its permit, staff, devices, keys, sessions, record.

use super::gate::Gate;
use super::shared;
use crate::pages::not_found::NotFoundPage;
use crate::pages::office::access_record::AccessRecordPage;
use crate::pages::office::bulk::BulkPage;
use crate::pages::office::organization::OfficePage;
use crate::pages::office::sessions::{EndSessionPage, SessionsPage};
use crate::route::{Route, Whose};
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
        route if route.whose() == Some(Whose::Office) => shared::screen(route),
        _ => html! { <NotFoundPage /> },
    }
}
