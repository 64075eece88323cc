//! How old the shown data is, with a warning when it is older than it should be.

use crate::parts::date;
use crate::parts::notice::contact::Contact;
use contract::delivery::freshness::Freshness;
use yew::prelude::*;

/// A line under what it belongs to.
pub fn freshness(freshness: &Freshness) -> Html {
    html! {
        <div class="freshness">
            <p class="fine">
                <span class="keep">{ format!("市の記録 {} 時点", date::short_moment(freshness.as_of)) }</span>{ "　" }
                <span class="keep">{ format!("受信 {}", date::short_moment(freshness.received_at)) }</span>
            </p>
            if freshness.stale {
                <p class="notice notice-warning">
                    <strong>{ "情報が古くなっています。" }</strong>
                    { "市からの受信が遅れています。急ぐときは、" }<Contact />{ "に電話で確かめてください。" }
                </p>
            }
        </div>
    }
}
