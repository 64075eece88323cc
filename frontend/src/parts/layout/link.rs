//! A link to a screen of this application: a real link, so that it can be opened in another tab, copied and read out,
//! and so that the browser itself follows it to a screen of another module.

use crate::browser;
use crate::module;
use crate::route::{ListQuery, Route, list_address};
use contract::clients::client::ClientFilter;
use yew::prelude::*;
use yew_router::Routable;
use yew_router::prelude::use_navigator;

/// See the module.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Where to.
    pub to: Route,
    /// Which clients, for the list.
    #[prop_or_default]
    pub filter: ClientFilter,
    /// How it looks.
    #[prop_or_default]
    pub class: Classes,
    /// Whether it leads to where one is.
    #[prop_or_default]
    pub current: bool,
    /// What it says.
    pub children: Html,
}

/// See the module.
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
