//! One's own organization: its permit, and the ways to everything else.

use crate::api::office;
use crate::pages::work::consent_form::ConsentForm;
use crate::parts::date;
use crate::parts::layout::page::{lists, page};
use crate::parts::layout::table::facts;
use crate::parts::notice::waiting::answered;
use crate::route::{Route, Whose};
use crate::waiting::use_answer;
use contract::office::organization::Organization;
use yew::prelude::*;

/// The permit, and the ways to everything else.
#[component]
pub fn OfficePage() -> Html {
    let organization = use_answer(String::new(), office::organization);
    let body = html! {
        <>
            { lists(Whose::Office, Route::Office) }
            { answered(&organization, |organization| html! { <section class="panel" aria-label="概要">{ permit(organization) }</section> }) }
            <h2>{ "同意書の用紙" }</h2>
            <p>{ "ご本人に署名していただく同意書です。市が今使っている版が印刷されます。" }</p>
            <ConsentForm />
        </>
    };
    page("事業所の管理", &[], body)
}

/// Whether an organization may use the system, so that a stop is seen.
pub fn status_tag(organization: &Organization) -> Html {
    let class = if organization.status.code == "permitted" {
        "tag-blue"
    } else {
        "tag-red"
    };
    html! { <span class={classes!("tag", class)}>{ &organization.status.label }</span> }
}

/// The facts about an organization.
pub fn permit(organization: &Organization) -> Html {
    let devices = format!(
        "{}台（未使用のインストールキー {}）／上限{}台",
        organization.active_devices, organization.open_install_keys, organization.device_quota
    );
    facts([
        ("名称", organization.name.clone().into()),
        ("事業所番号", organization.office_number.clone().into()),
        ("サービスの種類", organization.service_code.label.clone().into()),
        ("状態", status_tag(organization)),
        (
            "利用の期間",
            date::long_period(organization.permitted_from, organization.permitted_until),
        ),
        ("端末", devices.into()),
    ])
}
