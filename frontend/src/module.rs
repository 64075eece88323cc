//! Which module runs in this page, how it starts, and the step into the other one: a page load that goes on where a step
//! inside a module would, at the heading of the new screen.

use crate::browser;
use crate::parts::layout::heading;
use crate::parts::notice::waiting::waiting;
use crate::route::Route;
use contract::module::Module;
use std::cell::Cell;
use yew::prelude::*;
use yew_router::Routable;

thread_local! {
    /// The module of this page; none where there is no other to go to.
    static HERE: Cell<Option<Module>> = const { Cell::new(None) };
}

/// Starts the application `A` in its place in the page. Built for the host it shows nothing: there the crate exists for
/// its tests.
pub fn start<A: BaseComponent<Properties = ()>>(here: Option<Module>) {
    HERE.set(here);
    if let Some(size) = browser::remembered_text_size() {
        browser::set_text_size(&size);
    }
    if browser::arrived_by_step() {
        heading::has_been_shown_before();
    }
    // Without its place in the page there is nothing to show; the page then keeps saying that it is loading.
    #[cfg(target_arch = "wasm32")]
    if let Some(root) = browser::document().and_then(|page| page.get_element_by_id("app")) {
        yew::Renderer::<A>::with_root(root).render();
    }
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

/// What is shown until the module of the address is there.
#[component]
pub fn Leaving() -> Html {
    use_effect_with((), |()| browser::load_again());
    waiting()
}
