//! That every screen is in the module to which its address leads.

use super::{city, day, office};
use crate::pages::not_found::NotFoundPage;
use crate::route::Route;
use crate::route::every::every;
use contract::module::Module;
use yew::html;
use yew_router::Routable;

#[test]
fn every_screen_is_in_the_module_that_its_address_leads_to() {
    let nowhere = html! { <NotFoundPage /> };
    for route in every() {
        let shown: Vec<_> = [
            (Module::Day, day::screen(route, false)),
            (Module::Office, office::screen(route)),
            (Module::City, city::screen(route)),
        ]
        .into_iter()
        .filter(|(_, screen)| *screen != nowhere)
        .map(|(module, _)| module)
        .collect();
        let before_sign_in = matches!(
            route,
            Route::Apply
                | Route::ApplyStatus
                | Route::ApplyStep { .. }
                | Route::Enrol
                | Route::EnrolOn { .. }
                | Route::DeviceCheck
                | Route::NotFound
        );
        let path = route.to_path();
        let wanted = if before_sign_in {
            vec![]
        } else {
            vec![Module::of(&path)]
        };
        assert_eq!(shown, wanted, "{path}");
    }
}
