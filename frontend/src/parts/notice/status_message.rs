//! What was done on the screen before, said on this one and read out by the screen reader.

use crate::route::Route;
use crate::session::{Action, AppContext};
use yew::prelude::*;
use yew_router::prelude::use_route;

/// The message for this screen; gone when the user goes on to another one.
#[component]
pub fn StatusMessage() -> Html {
    let context = use_context::<AppContext>();
    let route = use_route::<Route>();
    {
        let context = context.clone();
        use_effect_with(route, move |route| {
            if let Some(context) = context
                && context
                    .message
                    .as_ref()
                    .is_some_and(|(wanted, _)| Some(*wanted) != *route)
            {
                context.dispatch(Action::MessageRead);
            }
        });
    }
    let words = context
        .as_ref()
        .and_then(|context| context.message.as_ref())
        .filter(|(wanted, _)| Some(*wanted) == route)
        .map(|(_, words)| words);
    html! {
        <div class="status-message" role="status">
            if let Some(words) = words {
                <p class="notice notice-info">{ words }</p>
            }
        </div>
    }
}
