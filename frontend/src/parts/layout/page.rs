//! The frame of a page of administration: the way back, the heading, and between which lists one can change.

use crate::parts::layout::heading::Heading;
use crate::parts::layout::link::Link;
use crate::parts::layout::table::facts;
use crate::route::{Route, Whose};
use yew::prelude::*;

/// A page with the places above it.
pub fn page(title: &str, trail: &[(Route, &'static str)], body: Html) -> Html {
    html! {
        <div class="page">
            if !trail.is_empty() {
                <nav class="trail" aria-label="現在の位置">
                    { for trail.iter().enumerate().map(|(above, (to, words))| html! {
                        <>{ if above > 0 { " ＞ " } else { "" } }<Link to={*to}>{ *words }</Link></>
                    }) }
                </nav>
            }
            <Heading title={title.to_owned()}>{ title.to_owned() }</Heading>
            { body }
        </div>
    }
}

/// A link that looks like a button.
pub fn button(to: Route, words: &'static str) -> Html {
    html! { <Link {to} class="button button-line">{ words }</Link> }
}

/// Links that look like buttons, in a line.
pub fn buttons(links: impl IntoIterator<Item = (Route, &'static str)>) -> Html {
    buttons_of(links.into_iter().collect())
}

fn buttons_of(links: Vec<(Route, &'static str)>) -> Html {
    html! { <p class="buttons">{ for links.into_iter().map(|(to, words)| button(to, words)) }</p> }
}

/// The lists of one's own side.
pub fn lists(whose: Whose, here: Route) -> Html {
    let shared = [
        (Route::Accounts { whose }, "職員"),
        (Route::Devices { whose }, "端末"),
        (Route::InstallKeys { whose }, "インストールキー"),
    ];
    let office: &[(Route, &'static str)] = &[(Route::Sessions, "ログイン中の人"), (Route::AccessRecord, "利用の記録")];
    let first = (whose == Whose::Office).then_some((Route::Office, "概要"));
    let rest = if whose == Whose::Office { office } else { &[] };
    links(
        "管理の一覧",
        first.into_iter().chain(shared).chain(rest.iter().copied()),
        here,
    )
}

/// Links of which one leads to where one is.
pub fn links(label: &'static str, links: impl IntoIterator<Item = (Route, &'static str)>, here: Route) -> Html {
    links_of(label, links.into_iter().collect(), here)
}

fn links_of(label: &'static str, links: Vec<(Route, &'static str)>, here: Route) -> Html {
    html! {
        <nav aria-label={label}>
            <ul class="filters">
                { for links.into_iter().map(|(to, words)| html! { <li><Link {to} current={to == here}>{ words }</Link></li> }) }
            </ul>
        </nav>
    }
}

/// A list that is empty says so.
pub fn or_nothing(empty: bool, words: &'static str, list: impl FnOnce() -> Html) -> Html {
    if empty {
        html! { <p class="notice notice-info">{ words }</p> }
    } else {
        list()
    }
}

/// The facts about what is going to be changed.
pub fn about(items: impl IntoIterator<Item = (&'static str, Html)>) -> Html {
    html! { <section class="panel" aria-label="対象">{ facts(items) }</section> }
}
