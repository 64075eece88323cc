//! The heading of a screen. When a screen appears, the window's title says where one is, and the keyboard and the
//! screen reader start at its heading.

use crate::browser;
use std::cell::Cell;
use yew::prelude::*;

/// The product's name, as the window's title carries it.
pub const PRODUCT: &str = "介護認定情報提供システム 縁側";

thread_local! {
    /// Whether a screen has been shown before: on the very first one the browser itself has put the focus.
    static SHOWN_BEFORE: Cell<bool> = const { Cell::new(false) };
}

/// The page goes on where another page of the application was left.
pub fn has_been_shown_before() {
    SHOWN_BEFORE.set(true);
}

#[derive(Properties, PartialEq)]
pub struct Props {
    /// The window's title; the heading's own words unless told otherwise. Never a person's name: titles stay in the
    /// browser's history.
    pub title: AttrValue,
    /// What the heading says.
    pub children: Html,
}

/// The heading, which also sets the window's title.
#[component]
pub fn Heading(props: &Props) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(props.title.clone(), move |title| {
            browser::set_title(&format!("{title}｜{PRODUCT}"));
            if SHOWN_BEFORE.with(|shown| shown.replace(true)) {
                browser::scroll_to_top();
                if let Some(heading) = node.cast::<web_sys::Element>() {
                    browser::focus(&heading);
                }
            }
        });
    }
    html! { <h1 ref={node} tabindex="-1">{ props.children.clone() }</h1> }
}
