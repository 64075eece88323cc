//! An address that leads nowhere.

use crate::parts::layout::heading::Heading;
use crate::parts::layout::link::Link;
use crate::route::Route;
use yew::prelude::*;

/// Says so, and leads to today's work.
#[component]
pub fn NotFoundPage() -> Html {
    html! {
        <div class="page">
            <Heading title="ページが見つかりません">{ "ページが見つかりません" }</Heading>
            <p>{ "アドレスが間違っているか、ページがなくなっています。" }</p>
            <p><Link to={Route::Work} class="button">{ "今日の仕事へ" }</Link></p>
        </div>
    }
}
