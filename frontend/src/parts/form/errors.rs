//! What is wrong with what was sent, at the head of the page: one line for each fault, leading to its field. The
//! keyboard and the screen reader are brought here after each attempt.

use crate::browser;
use yew::prelude::*;

/// The id of a field and what is wrong with it.
pub type Fault = (String, String);

#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is wrong; nothing is shown if nothing is.
    pub faults: Vec<Fault>,
    /// How often it has been tried.
    #[prop_or_default]
    pub attempt: u32,
}

/// The list of faults; nothing if there is none.
#[component]
pub fn ErrorSummary(props: &Props) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((props.attempt, props.faults.clone()), move |_| {
            if let Some(summary) = node.cast::<web_sys::Element>() {
                browser::focus(&summary);
            }
        });
    }
    if props.faults.is_empty() {
        return Html::default();
    }
    html! {
        <div ref={node} class="notice notice-error" role="alert" tabindex="-1">
            <h2 class="notice-title">{ "入力内容を確かめてください" }</h2>
            <ul>{ for props.faults.iter().map(line) }</ul>
        </div>
    }
}

fn line((id, text): &Fault) -> Html {
    let field = id.clone();
    let onclick = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        browser::focus_id(&field);
    });
    html! { <li><a href={format!("#{id}")} {onclick}>{ text }</a></li> }
}

/// What is said of this field.
pub fn fault_of(faults: &[Fault], id: &str) -> Option<AttrValue> {
    let (_, text) = faults.iter().find(|(field, _)| field == id)?;
    Some(text.clone().into())
}
