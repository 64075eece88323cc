//! Starts the SPA in the browser. Built for the host it does nothing: there the crate exists for its tests.

#[cfg(target_arch = "wasm32")]
fn main() {
    let page = web_sys::window().and_then(|window| window.document());
    // Without its place in the page there is nothing to show; the page then keeps saying that it is loading.
    if let Some(root) = page.and_then(|page| page.get_element_by_id("app")) {
        yew::Renderer::<frontend::App>::with_root(root).render();
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
