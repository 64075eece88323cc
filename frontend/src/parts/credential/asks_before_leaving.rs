//! What is shown only once is not lost by a slip of the hand: the browser asks before the page is left.

use crate::browser;
use yew::prelude::*;

/// While this is on the screen, the browser asks before the page is left.
#[component]
pub fn AsksBeforeLeaving() -> Html {
    use_effect_with((), |()| {
        let asks = browser::asks_before_leaving();
        move || drop(asks)
    });
    Html::default()
}
