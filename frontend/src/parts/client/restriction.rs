//! What is to be said of 給付制限 beside a card. It cannot be dismissed, and it is printed.

use contract::delivery::freshness::Freshness;
use yew::prelude::*;

/// The notice in the server's words, under a title that says whether the insurer shows 給付制限 at all.
pub fn restriction(notice: &str, freshness: &Freshness) -> Html {
    let title = if freshness.not_covered.iter().any(|what| what == "給付制限") {
        "給付制限は、この画面では分かりません"
    } else {
        "給付制限の内容は、紙の被保険者証で確認してください"
    };
    html! {
        <div class="notice notice-warning restriction">
            <p class="notice-title">{ title }</p>
            <p>{ notice }</p>
        </div>
    }
}
