//! Whom to ask, in the insurer's own words.

use crate::session::AppContext;
use yew::prelude::*;

/// The words where the insurer has not said yet whom to ask.
pub const SOMEBODY: &str = "市の介護保険担当窓口";

/// Desk, telephone and hours as the insurer has settled them.
#[component]
pub fn Contact() -> Html {
    let context = use_context::<AppContext>();
    let contact = context
        .as_ref()
        .and_then(|context| context.session())
        .map(|session| session.contact.clone());
    html! { { contact.unwrap_or_else(|| SOMEBODY.to_owned()) } }
}
