//! Who a page is about, and why one may look: name, kana, birth, numbers, the consent and the assignment.

use crate::parts::client::freshness::freshness;
use crate::parts::date;
use crate::parts::insured::qualification::qualification;
use contract::clients::client::Person;
use yew::prelude::*;

/// The banner. The heading itself is the page's.
pub fn client_banner(client: &Person, heading: Html) -> Html {
    html! {
        <header class="banner">
            <p class="banner-kana">{ &client.kana }</p>
            { heading }
            <dl class="banner-facts">
                <div><dt>{ "被保険者番号" }</dt><dd class="number">{ &client.insured_number }</dd></div>
                <div><dt>{ "生年月日" }</dt><dd><span class="keep">{ date::long(client.birth_date) }</span>{ " " }<span class="keep">{ format!("{}歳", client.age) }</span></dd></div>
                <div><dt>{ "性別" }</dt><dd>{ &client.sex.label }</dd></div>
                { qualification(client) }
                <div class="wide"><dt>{ "住所" }</dt><dd>{ &client.address }</dd></div>
            </dl>
            <p class="basis">
                <span class="keep">{ "同意 " }{ date::long(client.consent_from) }{ " から" }</span>{ "　" }
                <span class="keep">
                    { "担当 " }{ date::long(client.assigned_from) }{ " から" }
                    { format!("（{}{}）", client.assignment_kind.label, if client.delegated { "・委託を受けた事業所" } else { "" }) }
                </span>
            </p>
            { freshness(&client.freshness) }
        </header>
    }
}
