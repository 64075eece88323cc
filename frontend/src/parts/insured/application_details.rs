//! What an insurer knows of an application beside its course: what it counts as, where the person was visited, who writes
//! the opinion, the disease of a person of 40 to 64.

use crate::parts::date;
use contract::clients::certification::ApplicationProgress;
use yew::prelude::*;

/// The facts; nothing if the insurer says none.
pub fn application_details(application: &ApplicationProgress) -> Html {
    let fact = |name: &'static str, value: Option<Html>| {
        value.map(|value| html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> })
    };
    let text = |text: &Option<String>| text.as_ref().map(|text| html! { { text } });
    let by_law = application
        .by_law
        .as_ref()
        .map(|kind| html! { { format!("{}として扱われます", kind.label) } });
    let disease = application
        .specified_disease
        .as_ref()
        .map(|disease| html! { { &disease.label } });
    let facts: Vec<Html> = [
        fact("法令上の申請区分", by_law),
        fact("異動日（転入）", application.moved_on.map(date::long)),
        fact("特定疾病", disease),
        fact("調査実施場所", text(&application.survey_place)),
        fact("主治医意見書の医療機関", text(&application.institution)),
    ]
    .into_iter()
    .flatten()
    .collect();
    html! {
        if !facts.is_empty() {
            <dl class="facts">{ for facts }</dl>
        }
    }
}
