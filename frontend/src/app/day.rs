//! The module of the day: signing in, the work of today, one's clients and their documents.

use super::frame::frame;
use super::gate::Gate;
use crate::pages::not_found::NotFoundPage;
use crate::pages::work::client::ClientPage;
use crate::pages::work::clients::ClientsPage;
use crate::pages::work::device_check::DeviceCheckPage;
use crate::pages::work::document::DocumentPage;
use crate::pages::work::today::WorkPage;
use crate::route::Route;
use yew::prelude::*;
use yew_router::prelude::*;

/// The application of this module.
#[component]
pub fn Day() -> Html {
    html! { <BrowserRouter><Screens /></BrowserRouter> }
}

/// Whether the device has its certificate is shown to everybody; all else begins with the question who is signed in.
#[component]
fn Screens() -> Html {
    let screen = use_callback((), |(route, city), ()| screen(route, city));
    match use_route::<Route>() {
        Some(Route::DeviceCheck) => frame(None, Html::default(), html! { <DeviceCheckPage /> }),
        _ => html! { <Gate {screen} /> },
    }
}

/// The screen of an address; `city` is whether the user belongs to the insurer.
pub fn screen(route: Route, city: bool) -> Html {
    match route {
        Route::Work if city => html! { <Redirect<Route> to={Route::CityWork} /> },
        Route::Work => html! { <WorkPage /> },
        Route::SignIn => html! { <Redirect<Route> to={Route::Work} /> },
        Route::Clients => html! { <ClientsPage /> },
        Route::Client { id } => html! { <ClientPage {id} key={id.to_string()} /> },
        Route::Document { id, document } => html! { <DocumentPage {id} {document} key={document.to_string()} /> },
        _ => html! { <NotFoundPage /> },
    }
}
