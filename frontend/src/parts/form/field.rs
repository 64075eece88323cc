//! A form field as the design system has it: label with 「※必須」, support text, error below the label, then the input.
//! The browser keeps what is typed, so that nothing redraws while a word is being composed; it is read on sending.

use crate::parts::form::day_field::DayInputs;
use crate::parts::form::input::set_value;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// The input's id and name.
    pub id: &'static str,
    /// The text of the label.
    pub label: AttrValue,
    /// A hint below the label.
    #[prop_or_default]
    pub support: Option<AttrValue>,
    /// What is wrong with what was sent.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// HTML's input type; `area` for a text of several lines, `day` for a day.
    #[prop_or(AttrValue::Static("text"))]
    pub kind: AttrValue,
    /// What can be chosen, value and words; the field is a list then.
    #[prop_or_default]
    pub choices: &'static [(&'static str, &'static str)],
    /// Called at every change of the text.
    #[prop_or_default]
    pub oninput: Callback<InputEvent>,
    /// HTML's autocomplete.
    #[prop_or(AttrValue::Static("off"))]
    pub autocomplete: AttrValue,
    /// Whether it must be filled in.
    #[prop_or(true)]
    pub required: bool,
    /// What it holds at first, and again whenever this changes.
    #[prop_or_default]
    pub initial: AttrValue,
    /// Most characters.
    #[prop_or(100)]
    pub max_length: u32,
    /// The input, for the page to read it.
    pub node: NodeRef,
}

/// Label, hint, error and input.
#[component]
pub fn Field(props: &Props) -> Html {
    let support_id = format!("{}-support", props.id);
    let error_id = format!("{}-error", props.id);
    {
        let node = props.node.clone();
        use_effect_with(props.initial.clone(), move |initial| {
            // What the browser itself has filled in stays.
            if !initial.is_empty() {
                set_value(&node, initial);
            }
        });
    }
    let mut described = Vec::new();
    if props.error.is_some() {
        described.push(error_id.clone());
    }
    if props.support.is_some() {
        described.push(support_id.clone());
    }
    html! {
        <div class="field">
            <label for={props.id}>
                { &props.label }
                if props.required {
                    <span class="required">{ "※必須" }</span>
                }
            </label>
            if let Some(support) = &props.support {
                <p id={support_id} class="support">{ support }</p>
            }
            if let Some(error) = &props.error {
                <p id={error_id} class="error"><span class="error-mark">{ "エラー" }</span>{ error }</p>
            }
            { input(props, (!described.is_empty()).then(|| described.join(" "))) }
        </div>
    }
}

fn input(props: &Props, described: Option<String>) -> Html {
    let (node, id) = (props.node.clone(), props.id);
    let required = props.required.then_some("true");
    let invalid = props.error.is_some().then_some("true");
    if !props.choices.is_empty() {
        return html! {
            <select ref={node} {id} name={id} aria-required={required} aria-invalid={invalid} aria-describedby={described}>
                // Yew puts the last one in first, which the browser would leave chosen.
                <option value="" selected=true>{ "選んでください" }</option>
                { for props.choices.iter().map(|(value, words)| html! { <option value={*value}>{ *words }</option> }) }
            </select>
        };
    }
    match props.kind.as_str() {
        "day" => html! {
            <DayInputs {id} initial={props.initial.clone()} {described} invalid={props.error.is_some()} {node} />
        },
        "area" => html! {
            <textarea ref={node} {id} name={id} rows="4" maxlength={props.max_length.to_string()} aria-required={required}
                aria-invalid={invalid} aria-describedby={described} />
        },
        kind => html! {
            <input ref={node} {id} type={kind.to_owned()} name={id} autocomplete={props.autocomplete.clone()}
                autocapitalize="none" spellcheck="false" maxlength={props.max_length.to_string()}
                oninput={props.oninput.clone()} aria-required={required} aria-invalid={invalid} aria-describedby={described} />
        },
    }
}
