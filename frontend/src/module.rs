//! Which module runs in this page, and whether a screen is another one's, so that the way to it is a page load.

use crate::browser;
use crate::route::Route;
use contract::module::Module;
use std::cell::Cell;
use yew_router::Routable;

thread_local! {
    /// The module of this page; none before it has been started, as in tests.
    static HERE: Cell<Option<Module>> = const { Cell::new(None) };
}

/// This page is the page of this module.
pub fn runs_here(module: Module) {
    HERE.set(Some(module));
}

/// Whether the screen is another module's, so that the way to it is a page load.
pub fn is_elsewhere(route: Route) -> bool {
    is_another_modules(&route.to_path())
}

fn is_another_modules(path: &str) -> bool {
    match HERE.get() {
        // On the enrolment listener there is no other module.
        None | Some(Module::Public) => false,
        Some(here) => Module::of(path) != here,
    }
}

/// Whether the address has come to lie in another module, by a step that was no page load.
pub fn has_left() -> bool {
    browser::path().is_some_and(|path| is_another_modules(&path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::Whose;

    #[test]
    fn the_way_to_another_modules_screen_is_a_page_load_and_the_public_pages_have_no_such_way() {
        let organization = Whose::Of("01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap());
        let ways = [
            Route::Work,
            Route::Office,
            Route::Devices { whose: Whose::Office },
            Route::Devices { whose: organization },
            Route::Organizations,
            Route::Apply,
        ];
        for (here, elsewhere) in [
            (Module::Day, [false, true, true, true, true, false]),
            (Module::Office, [true, false, false, false, true, true]),
            (Module::City, [true, true, true, true, false, true]),
            (Module::Public, [false; 6]),
        ] {
            runs_here(here);
            assert_eq!(ways.map(is_elsewhere), elsewhere, "{here:?}");
        }
    }
}
