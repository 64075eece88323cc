//! The notice that 給付制限 is not in this system. It cannot be dismissed, and it is printed.

use yew::prelude::*;

/// The notice in the server's words.
pub fn restriction(notice: &str) -> Html {
    html! {
        <div class="notice notice-warning restriction">
            <p class="notice-title">{ "給付制限は、この画面では分かりません" }</p>
            <p>{ notice }</p>
        </div>
    }
}
