//! The module of the insurer's desk: today's work, usage applications, organizations.

use super::gate::Gate;
use crate::pages::city::decide::DecidePage;
use crate::pages::city::enter_application::EnterApplicationPage;
use crate::pages::city::make_letter::MakeLetterPage;
use crate::pages::city::organizations::{OrganizationChangePage, OrganizationPage, OrganizationsPage};
use crate::pages::city::today::CityWorkPage;
use crate::pages::city::usage_application::UsageApplicationPage;
use crate::pages::city::usage_applications::UsageApplicationsPage;
use crate::pages::not_found::NotFoundPage;
use crate::route::Route;
use yew::prelude::*;
use yew_router::prelude::*;

/// The application of this module.
#[component]
pub fn City() -> Html {
    html! {
        <BrowserRouter>
            <Gate screen={Callback::from(|(route, _)| screen(route))} />
        </BrowserRouter>
    }
}

/// The screen of an address.
pub fn screen(route: Route) -> Html {
    match route {
        Route::CityWork => html! { <CityWorkPage /> },
        Route::UsageApplications => html! { <UsageApplicationsPage /> },
        Route::UsageApplicationsIn { state } => html! { <UsageApplicationsPage {state} /> },
        Route::UsageApplication { id } => html! { <UsageApplicationPage {id} key={id.to_string()} /> },
        Route::DecideUsageApplication { id, act } => html! { <DecidePage {id} {act} /> },
        Route::MakeLetter { id, kind } => html! { <MakeLetterPage {id} {kind} /> },
        Route::EnterUsageApplication => html! { <EnterApplicationPage /> },
        Route::Organizations => html! { <OrganizationsPage /> },
        Route::Organization { id } => html! { <OrganizationPage {id} key={id.to_string()} /> },
        Route::ChangeOrganization { id, act } => html! { <OrganizationChangePage {id} {act} /> },
        _ => html! { <NotFoundPage /> },
    }
}
