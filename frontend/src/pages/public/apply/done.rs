//! The end of an application: reference number, secret, what happens next. Shown this once, hence to be printed.

use crate::browser;
use crate::pages::public::public_state::PublicState;
use crate::parts::credential::secret::Secret;
use crate::parts::date;
use crate::parts::layout::heading::Heading;
use crate::parts::layout::link::Link;
use crate::parts::layout::markup::{fixed, notice, points, section, words};
use crate::route::Route;
use domain::insurer::PermitWord;
use yew::prelude::*;

/// The page after sending.
pub fn done(state: &PublicState) -> Html {
    let Some(receipt) = &state.draft.receipt else {
        return Html::default();
    };
    let title = if receipt.secret.is_some() {
        "申請を受け付けました"
    } else {
        "再提出を受け付けました"
    };
    html! {
        <>
            <Heading {title}>{ title }</Heading>
            { words("lead", format!("{}　{}", state.info.insurer_name, date::moment(receipt.received_at))) }
            <Secret id="reference" label="受付番号" text={receipt.reference.clone()} />
            if let Some(secret) = &receipt.secret {
                <Secret id="secret" label="確認番号" text={secret.clone()} />
                { notice("notice-warning", "2つの番号を控えてください", keep()) }
            }
            if !receipt.warnings.is_empty() {
                { notice("notice-info", "市が確認すること", points(receipt.warnings.iter().map(|warning| warning.detail.clone().into()))) }
            }
            { section("next-h", "このあとの流れ", next(&state.info.permit_word.code)) }
            <p class="no-print"><Link to={Route::ApplyStatus}>{ "申請の状況を見る" }</Link></p>
        </>
    }
}

/// What follows, with the insurer's word for a permit by its code.
pub fn next(word: &str) -> Html {
    const NEXT: &str = include_str!("next.html");
    match PermitWord::from_code(word) {
        Some(word @ PermitWord::Approve) => Html::from_html_unchecked(word.in_words(NEXT).into()),
        _ => fixed(NEXT),
    }
}

fn keep() -> Html {
    let onclick = Callback::from(|_: MouseEvent| browser::print());
    html! {
        <>
            { words("", "確認番号は、この画面でしか表示されません。申請の状況を見るときと申請を直すときに、両方が必要です。確認番号は、ほかの人に教えないでください。") }
            <p class="no-print"><button type="button" class="button" {onclick}>{ "この画面を印刷する" }</button></p>
        </>
    }
}
