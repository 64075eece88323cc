//! Starts the SPA in the browser. Built for the host it does nothing: there the crate exists for its tests.

#[cfg(target_arch = "wasm32")]
fn main() {
    yew::Renderer::<frontend::App>::new().render();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
