//! Whose data a screen shows, wherever it shows some: name and number above it, also where nothing may be shown. Never in the
//! title of the window.

use crate::parts::layout::link::Link;
use crate::route::Route;
use crate::session::{Action, AppContext, Named};
use contract::clients::client::{ClientListItem, Person};
use domain::id::PersonId;
use yew::prelude::*;

/// A client, as a list showed her.
pub fn named_in_list(client: &ClientListItem) -> Named {
    Named {
        person: client.person_id,
        name: client.name.clone(),
        number: client.insured_number.clone(),
    }
}

/// A client, as the head of her page shows her.
pub fn named_in_head(client: &Person) -> Named {
    Named {
        person: client.person_id,
        name: client.name.clone(),
        number: client.insured_number.clone(),
    }
}

/// Name and number on a line of their own.
pub fn whose(named: &Named) -> Html {
    html! {
        <p class="whose">
            <strong class="keep">{ &named.name }{ " 様" }</strong>{ "　" }
            <span class="keep">{ "被保険者番号 " }<span class="number">{ &named.number }</span></span>
        </p>
    }
}

#[derive(Properties, PartialEq)]
pub struct OfProps {
    pub id: PersonId,
}

/// Name and number of somebody whose page may not be shown, if a list of this session has shown them.
#[component]
pub fn WhoseRefused(props: &OfProps) -> Html {
    let context = use_context::<AppContext>();
    let named = context.as_ref().and_then(|context| context.named.as_ref());
    named
        .filter(|named| named.person == props.id)
        .map(whose)
        .unwrap_or_default()
}

#[derive(Properties, PartialEq)]
pub struct LinkProps {
    pub named: Named,
}

/// The way from a list to a client's page, which then knows whose it is even if the server shows nothing.
#[component]
pub fn ClientLink(props: &LinkProps) -> Html {
    let context = use_context::<AppContext>();
    let named = props.named.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        if let Some(context) = &context {
            context.dispatch(Action::Named(named.clone()));
        }
    });
    html! { <span {onclick}><Link to={Route::Client { id: props.named.person }}>{ &props.named.name }</Link></span> }
}
