//! A link to a screen of this application: a real link, so that it can be opened in another tab, copied and read out,
//! and so that the browser itself follows it to a screen of another module.

use crate::browser;
use crate::module;
use crate::route::{ListQuery, Route, list_address};
use contract::clients::client::ClientFilter;
use yew::prelude::*;
use yew_router::Routable;
use yew_router::prelude::use_navigator;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// The screen.
    pub to: Route,
    /// The filter, where the screen is the list of clients.
    #[prop_or_default]
    pub filter: ClientFilter,
    /// Its classes in the style sheet.
    #[prop_or_default]
    pub class: Classes,
    /// Whether its screen is the one that is shown now.
    #[prop_or_default]
    pub current: bool,
    /// The text.
    pub children: Html,
}

/// A link to `to`; a plain click changes the screen without a page load, where both are of one module.
#[component]
pub fn Link(props: &Props) -> Html {
    let navigator = use_navigator();
    let Props { to, filter, .. } = *props;
    let href = if to == Route::Clients {
        list_address(filter)
    } else {
        to.to_path()
    };
    let onclick = Callback::from(move |event: MouseEvent| {
        let elsewhere = event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key();
        let Some(navigator) = navigator.as_ref().filter(|_| !elsewhere) else {
            return;
        };
        if module::is_elsewhere(to) {
            return browser::mark_step();
        }
        event.prevent_default();
        let plain = to != Route::Clients || filter == ClientFilter::All;
        // An address that cannot be written as a query is still reached without it.
        if plain || navigator.push_with_query(&to, ListQuery { filter }).is_err() {
            navigator.push(&to);
        }
    });
    html! {
        <a {href} {onclick} class={props.class.clone()} aria-current={props.current.then_some("page")}>
            { props.children.clone() }
        </a>
    }
}
