//! How the application starts in its page, and how it goes on in another module's page: at the heading of the new screen,
//! where a step inside a module would.

use crate::browser;
use crate::module;
use crate::parts::layout::heading;
use crate::parts::notice::waiting::waiting;
use contract::module::Module;
use yew::prelude::*;

/// Starts the application `A` in its place in the page. Built for the host it shows nothing: there the crate exists for
/// its tests.
pub fn start<A: BaseComponent<Properties = ()>>(here: Module) {
    module::runs_here(here);
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

/// Shown until the page of the other module has been loaded.
#[component]
pub fn Leaving() -> Html {
    use_effect_with((), |()| browser::load_again());
    waiting()
}
