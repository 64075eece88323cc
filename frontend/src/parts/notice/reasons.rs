//! Reasons for not showing something, each as what, who, what to do.

use contract::problem::ProblemItem;
use domain::calendar::day::Day;
use yew::prelude::*;

/// A list of reasons.
pub fn reasons(items: &[ProblemItem]) -> Html {
    if items.is_empty() {
        return Html::default();
    }
    html! { <ul class="reasons">{ for items.iter().map(|item| html! { <li>{ reason(item) }</li> }) }</ul> }
}

/// One reason.
pub fn reason(item: &ProblemItem) -> Html {
    html! {
        <div class="reason">
            <p class="reason-what">{ &item.detail }{ since(item) }</p>
            <dl>
                if let Some(who) = &item.who {
                    <div><dt>{ "対応できる人" }</dt><dd>{ who }</dd></div>
                }
                if let Some(remedy) = &item.remedy {
                    <div><dt>{ "していただくこと" }</dt><dd>{ remedy }</dd></div>
                }
            </dl>
        </div>
    }
}

/// 「（令和8年4月1日（2026年）から）」, where it is known and the words of the reason do not name the day already.
pub fn since(item: &ProblemItem) -> Html {
    match item.since.as_deref().map(Day::parse_iso) {
        Some(Ok(day)) if !item.detail.contains(&day.wareki_long()) => {
            html! { <span class="reason-since">{ format!("（{}から）", day.wareki_long()) }</span> }
        }
        _ => Html::default(),
    }
}
