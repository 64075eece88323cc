//! The SPA.
use yew::prelude::*;

/// The application.
#[component]
pub fn App() -> Html {
    html! { <main><h1>{ "縁側" }</h1></main> }
}
