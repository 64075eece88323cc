//! As what and since when a person is insured (被保険者区分, 生活保護, 転入, 住所地特例): rows for the head of a page.

use crate::parts::date;
use contract::clients::client::Person;
use yew::prelude::*;

/// The rows; what the insurer does not say is left out.
pub fn qualification(client: &Person) -> Html {
    let assisted = client.public_assistance == Some(true);
    html! {
        <>
            if let Some(kind) = &client.insured_kind {
                <div><dt>{ "被保険者区分" }</dt><dd>{ &kind.label }</dd></div>
            }
            if assisted && client.insured_kind.as_ref().is_none_or(|kind| kind.code != LIKE_SECOND) {
                <div><dt>{ "生活保護" }</dt><dd>{ "受給中" }</dd></div>
            }
            if let Some(day) = client.moved_in_on {
                <div><dt>{ "転入日" }</dt><dd>{ date::long(day) }</dd></div>
            }
            if client.lives_elsewhere == Some(true) {
                <div class="wide"><dt>{ "住所地特例" }</dt><dd>{ "対象（市外の施設に入所しても、この市の被保険者のままです）" }</dd></div>
            }
            if let Some(number) = &client.former_number {
                <div><dt>{ "旧被保険者番号" }</dt><dd class="number">{ number }</dd></div>
            }
        </>
    }
}

/// The code of みなし第2号, whose label says 生活保護 already.
const LIKE_SECOND: &str = "3";
