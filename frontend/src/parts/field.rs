//! A form field as the design system has it: label with 「※必須」, support text, error below the label, then the input.
//! The browser keeps what is typed, so that nothing redraws while a word is being composed; it is read on sending.

use yew::prelude::*;

/// See the module.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Names the input.
    pub id: &'static str,
    /// What is asked for.
    pub label: AttrValue,
    /// A hint.
    #[prop_or_default]
    pub support: Option<AttrValue>,
    /// What is wrong with what was sent.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// HTML's input type.
    #[prop_or(AttrValue::Static("text"))]
    pub kind: AttrValue,
    /// HTML's autocomplete.
    #[prop_or(AttrValue::Static("off"))]
    pub autocomplete: AttrValue,
    /// Whether it must be filled in.
    #[prop_or(true)]
    pub required: bool,
    /// What it holds at first, and again whenever this changes.
    #[prop_or_default]
    pub initial: AttrValue,
    /// Longest text.
    #[prop_or(100)]
    pub max_length: u32,
    /// How the page reads it.
    pub node: NodeRef,
}

/// See the module.
#[component]
pub fn Field(props: &Props) -> Html {
    let support_id = format!("{}-support", props.id);
    let error_id = format!("{}-error", props.id);
    {
        let node = props.node.clone();
        use_effect_with(props.initial.clone(), move |initial| {
            // What the browser itself has filled in stays.
            if let Some(input) = node.cast::<web_sys::HtmlInputElement>().filter(|_| !initial.is_empty()) {
                input.set_value(initial);
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
            <input
                ref={props.node.clone()}
                id={props.id}
                type={props.kind.clone()}
                name={props.id}
                autocomplete={props.autocomplete.clone()}
                autocapitalize="none"
                spellcheck="false"
                maxlength={props.max_length.to_string()}
                aria-required={props.required.then_some("true")}
                aria-invalid={props.error.is_some().then_some("true")}
                aria-describedby={(!described.is_empty()).then(|| described.join(" "))}
            />
        </div>
    }
}

/// What is typed in a field.
pub fn typed(node: &NodeRef) -> String {
    node.cast::<web_sys::HtmlInputElement>()
        .map(|input| input.value())
        .unwrap_or_default()
}

/// Full-width letters, digits and signs as half-width ones, as a login ID is meant whatever the input method did.
pub fn half_width(text: &str) -> String {
    text.trim()
        .chars()
        .map(|c| match u32::from(c) {
            full @ 0xff01..=0xff5e => char::from_u32(full - 0xfee0).unwrap_or(c),
            _ => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_id_typed_in_full_width_is_the_same_login_id() {
        assert_eq!(half_width("　ｓａｔｏ．ｈａｎａ１　"), "sato.hana1");
        assert_eq!(half_width("sato.hana1"), "sato.hana1");
    }
}
