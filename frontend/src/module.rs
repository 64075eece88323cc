//! Which module runs in this page, and whether a screen is another one's, so that the way to it is a page load.

use crate::browser;
use crate::route::Route;
use contract::module::Module;
use std::cell::Cell;
use yew_router::Routable;

thread_local! {
    /// The module of this page; none where there is no other to go to.
    static HERE: Cell<Option<Module>> = const { Cell::new(None) };
}

/// This page is the page of this module.
pub fn runs_here(module: Option<Module>) {
    HERE.set(module);
}

/// Whether the screen is the other module's, so that the way to it is a page load.
pub fn is_elsewhere(route: Route) -> bool {
    is_the_others(&route.to_path())
}

fn is_the_others(path: &str) -> bool {
    HERE.get().is_some_and(|here| Module::of(path) != here)
}

/// Whether the address has come to lie in the other module, by a step that was no page load.
pub fn has_left() -> bool {
    browser::path().is_some_and(|path| is_the_others(&path))
}
