//! What stands around a page that asks for no sign-in.

use super::text_sizes::TextSizes;
use crate::parts::layout::heading::PRODUCT;
use contract::enrolment::redemption::EnrolmentInfo;
use std::rc::Rc;
use yew::prelude::*;

/// Head, foot and, where there are several, the way between the pages.
pub fn frame(info: Option<&Rc<EnrolmentInfo>>, ways: Html, contents: Html) -> Html {
    html! {
        <>
            <a class="skip" href="#main">{ "本文へ移動" }</a>
            <header class="site">
                <div class="site-top">
                    <p class="site-name">
                        <span class="site-mark" aria-hidden="true"></span>
                        if let Some(info) = info {
                            <span class="public-insurer">{ &info.insurer_name }</span>{ " " }
                        }
                        { PRODUCT }
                    </p>
                    <TextSizes />
                </div>
                { ways }
            </header>
            <main id="main" tabindex="-1"><div class="page narrow">{ contents }</div></main>
            <footer class="site-foot">
                if let Some(info) = info {
                    <p>{ "お問い合わせ " }{ &info.contact }</p>
                }
                <p class="fine">{ "この画面では、要介護認定に関する個人の情報は扱いません。" }</p>
            </footer>
        </>
    }
}
