//! What a piece of a page looks like without a browser, and what all samples are made of.

use serde_json::{Value, json};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
struct ShownProps {
    html: Html,
}

#[component]
fn Shown(props: &ShownProps) -> Html {
    props.html.clone()
}

/// The HTML as a server would send it.
pub async fn shown(html: impl FnOnce() -> Html + Send + 'static) -> String {
    yew::ServerRenderer::<Shown>::with_props(move || ShownProps { html: html() })
        .hydratable(false)
        .render()
        .await
}

/// A code with its words, as the API sends it.
pub fn coded(code: &str, label: &str) -> Value {
    json!({"code": code, "label": label})
}
