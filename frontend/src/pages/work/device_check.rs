//! Whether this device has its certificate. That the page has come at all is the proof; it says for whom and how long.

use crate::api;
use crate::parts::credential::how_to_install::not_opening;
use crate::parts::date;
use crate::parts::layout::heading::Heading;
use crate::parts::layout::link::Link;
use crate::parts::layout::markup::{facts, notice, said, words};
use crate::parts::layout::more::more;
use crate::parts::notice::waiting::answered;
use crate::route::Route;
use crate::waiting::use_answer;
use contract::office::device::ThisDevice;
use yew::prelude::*;

/// The result of the check.
#[component]
pub fn DeviceCheckPage() -> Html {
    let device = use_answer(String::new(), api::work::this_device);
    html! {
        <>
            <Heading title="この端末の確認">{ "この端末の確認" }</Heading>
            { answered(&device, this_device) }
            { more("うまくいかないとき", not_opening()) }
        </>
    }
}

/// Whose device it is and until when.
pub fn this_device(device: &ThisDevice) -> Html {
    let last_day =
        html! { <>{ date::long(device.certificate_last_day) }{ format!("　あと{}日", device.days_left) }</> };
    html! {
        <>
            { notice("notice-info", "この端末は利用できます", words("", "電子証明書が入っています。")) }
            { facts([
                said("端末の名前", device.label.clone()),
                said("利用組織", device.organization_name.clone()),
                ("電子証明書の期限".into(), last_day),
            ]) }
            if device.renewable {
                { words("", "期限が近づいています。ログインして、電子証明書を更新してください。") }
            }
            <p><Link to={Route::Work} class="button button-wide">{ "ログインに進む" }</Link></p>
        </>
    }
}
