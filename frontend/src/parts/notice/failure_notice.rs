//! A failed call of the pages that ask for no sign-in: there, neither a device's certificate nor a session can be the
//! cause. All else is said as everywhere.

use crate::api::Failure;
use crate::parts::layout::markup::{notice, words};
use crate::parts::notice::failure::FailureView;
use yew::prelude::*;

/// What happened and what to do.
pub fn failure_notice(failure: &Failure) -> Html {
    let (title, text) = match failure {
        Failure::Network => (
            "サーバーに接続できません",
            "ネットワークの接続を確かめて、もう一度試してください。入力した内容は、この画面を閉じるまで残っています。",
        ),
        Failure::NotFound => (
            "ここでは手続きできません",
            "申請と端末の登録は、市から案内された申請用のアドレスで行います。アドレスを確かめて、開き直してください。",
        ),
        failure => return html! { <FailureView failure={failure.clone()} /> },
    };
    notice("notice-error", title, words("", text))
}
